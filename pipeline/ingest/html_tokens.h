// HTML as tags and text with their places; no tree, so no nesting is too deep. Broken markup is
// read as browsers read it, as far as text and its order go. Internal to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::ingest::html {

enum class Kind : std::uint8_t { text, start, end };

constexpr std::uint32_t kNone = UINT32_MAX;

struct Token {
  std::uint32_t begin = 0;  // bytes, tag included
  std::uint32_t end = 0;
  std::uint32_t match = kNone;  // start tags: their end tag, where there is one
  std::uint16_t tag = 0;        // index of tag_name; 0: one that does not matter
  Kind kind = Kind::text;
};

// In order; comments, declarations, scripts and styles are left out. Linear.
std::vector<Token> tokenize(std::string_view html);

// The number of a tag's name (lower case), 0 for names that do not matter.
std::uint16_t tag_number(std::string_view name);

// The value of an attribute of the start tag `tag` ("<a href=x>"), entities resolved; "" when it
// has none. `name` in lower case.
std::string attribute(std::string_view tag, std::string_view name);
bool has_attribute(std::string_view tag, std::string_view name);

// What the entity at the start of `text` ("&amp;") stands for and its size in bytes; "" when it is
// none. Numbers of C1 controls give these: they are read as windows-1252 later.
std::string entity(std::string_view text, std::size_t& size);

}  // namespace hexapla::ingest::html
