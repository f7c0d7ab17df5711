#include "pipeline/run/kept_dictionaries.h"

#include <algorithm>
#include <array>

namespace hexapla::run {
namespace {

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= ' ';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace

std::string serialise(std::span<const align::Dictionary> dictionaries) {
  std::string out;
  for (const align::Dictionary& d : dictionaries) {
    const std::string languages = d.source_lang + '\t' + d.target_lang + '\t';
    for (const lexicon::DictionaryEntry& e : d.entries) {
      const std::string source = one_line(e.source);
      const std::string target = one_line(e.target);
      if (!source.empty() && !target.empty()) out += languages + source + '\t' + target + '\n';
    }
  }
  return out;
}

std::vector<align::Dictionary> parse_dictionaries(std::string_view kept) {
  std::vector<align::Dictionary> out;
  for (std::size_t at = 0; at < kept.size();) {
    const std::size_t end = std::min(kept.find('\n', at), kept.size());
    std::array<std::string, 4> fields;
    std::size_t field = 0;
    for (; at < end; ++at) {
      if (kept[at] == '\t') {
        ++field;
      } else if (field < fields.size()) {
        fields[field] += kept[at];
      }
    }
    at = end + 1;
    if (field + 1 != fields.size()) continue;
    if (out.empty() || out.back().source_lang != fields[0] || out.back().target_lang != fields[1])
      out.push_back({fields[0], fields[1], {}});
    out.back().entries.push_back({fields[2], fields[3]});
  }
  return out;
}

}  // namespace hexapla::run
