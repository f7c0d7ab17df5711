// Names of TMX 1.4b that reader and writer share. Internal to the room.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace hexapla::exchange {

// Attributes of <tu> and <tuv> that are kept as properties of the same name. <tuv> has no segtype.
inline constexpr std::array<std::string_view, 11> kTmxAttributes = {
    "o-encoding",    "datatype",     "usagecount",
    "lastusagedate", "creationtool", "creationtoolversion",
    "creationdate",  "creationid",   "changedate",
    "changeid",      "o-tmf"};
inline constexpr std::string_view kTmxSegmentType = "segtype";

inline bool is_tmx_attribute(std::string_view name) {
  return std::find(kTmxAttributes.begin(), kTmxAttributes.end(), name) != kTmxAttributes.end() ||
         name == kTmxSegmentType;
}

// Goes before the name of a <prop> that an attribute has too, or that begins so itself.
inline constexpr std::string_view kTmxPropertyPrefix = "prop:";

// Inline elements whose content is native code, not text.
inline bool is_tmx_native(std::string_view element) {
  return element == "bpt" || element == "ept" || element == "ph" || element == "it" ||
         element == "ut";
}

}  // namespace hexapla::exchange
