// TMX 1.4b, as this project writes it (schemas/tmx.rng).
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace hexapla::exchange {

struct TmxUnit {
  std::vector<std::pair<std::string, std::string>> variants;    // (language, text), two or more
  std::vector<std::pair<std::string, std::string>> properties;  // ("x-confidence", "0.97")
};

struct TmxHeader {
  std::string segmentation = "paragraph";  // block, paragraph, sentence or phrase
  std::string source_language = "*all*";
};

// UTF-8, no DTD reference, no dates: the same bytes for the same units. Characters that XML forbids
// become U+FFFD. Units with fewer than two variants that have text are left out: TMX has no place
// for them.
std::string to_tmx(const std::vector<TmxUnit>& units, const TmxHeader& header = {});

}  // namespace hexapla::exchange
