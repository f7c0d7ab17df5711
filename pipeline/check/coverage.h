// Do the words of a block have their translations in the text of another language? Internal to the
// room.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/check/row.h"

namespace hexapla::check {

// Only words count that set the block apart from the blocks beside it, and only translations that
// those do not explain. Likelihoods are measured on the Work itself, on neighbouring rows put
// together: how many such words find a translation where the block is translated, and how many by
// chance where it is not.
class Coverage {
 public:
  explicit Coverage(const Subject& subject);
  ~Coverage();

  // The log-likelihood ratio that `text` (language of side `x`), which stands beside `rest`, is not
  // translated in `other` (language of side `y`) against that it is: above 0 speaks for an
  // omission. 0 when nothing is known of the two languages.
  double missing(std::size_t x, std::string_view text, std::string_view rest, std::size_t y,
                 std::string_view other) const;

 private:
  struct Rates {
    double hit = 0;     // of words whose translation is there
    double chance = 0;  // of words whose translation is not
  };
  // Words that found a translation, and words that could.
  std::pair<std::size_t, std::size_t> count(std::size_t x, std::string_view text,
                                            std::string_view rest, std::size_t y,
                                            std::string_view other) const;
  const Rates& rates(std::size_t x, std::size_t y) const;
  const lexicon::Lexicon* lexicon(std::size_t x, std::size_t y) const;

  const Subject& subject_;
  std::optional<LearnedLexicons> learned_;
  mutable std::map<std::pair<std::size_t, std::size_t>, Rates> rates_;
};

}  // namespace hexapla::check
