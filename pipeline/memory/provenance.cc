#include "pipeline/memory/provenance.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <charconv>
#include <vector>

#include "analyzers/segmentation/match_tokens.h"

namespace hexapla::memory {
namespace {

constexpr std::string_view kKeyMark = "key:";

}  // namespace

std::string_view name(Origin origin) {
  switch (origin) {
    case Origin::imported:
      return "imported";
    case Origin::automatic:
      return "automatic";
    case Origin::corrected:
      return "corrected";
  }
  return "";
}

std::string_view property(const Properties& properties, std::string_view name) {
  for (const auto& [n, value] : properties) {
    if (n == name) return value;
  }
  return {};
}

Provenance provenance_of(const TranslationUnit& unit) {
  Provenance out;
  out.work = property(unit.properties, kWork);
  out.date = property(unit.properties, kDate);
  const std::string_view origin = property(unit.properties, kOrigin);
  for (const Origin o : {Origin::automatic, Origin::corrected}) {
    if (origin == name(o)) out.origin = o;
  }
  const std::string_view confidence = property(unit.properties, kConfidence);
  double value = 0;
  const auto [end, error] =
      std::from_chars(confidence.data(), confidence.data() + confidence.size(), value);
  if (error == std::errc() && end == confidence.data() + confidence.size() && value >= 0 &&
      value <= 1)
    out.confidence = value;
  return out;
}

std::string context_key(std::string_view text) {
  std::vector<segmentation::MatchToken> tokens;
  segmentation::match_tokens(text, segmentation::HanTokens::characters, tokens);
  std::uint64_t hash = 0;
  for (const segmentation::MatchToken& t : tokens)
    hash = XXH3_64bits_withSeed(&t.key, sizeof t.key, hash);
  return fmt::format("{:016x}", hash);
}

bool names_context(std::string_view property, std::string_view text) {
  if (property.empty() || text.empty()) return false;
  const std::string key = context_key(text);
  return property.starts_with(kKeyMark) ? property.substr(kKeyMark.size()) == key
                                        : context_key(property) == key;
}

}  // namespace hexapla::memory
