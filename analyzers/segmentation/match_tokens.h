// The tokens by which segments are compared in a translation memory: quick, and the same for every
// way of writing a thing that does not change what is said.
//
// A token is a run of letters and digits in the folded view of text::fold (NFKC, case, Arabic
// letter forms and tashkeel, digits of every script). Between a letter or digit and a digit the
// signs - / and between two digits also . , : and the Arabic separators stay inside ("SC-7/8",
// "1,000", "12:30"), as does a full stop before a digit ("COP.8"). Runs of Han characters are
// words of ICU's dictionary or, in the other measure, single characters. A text without any letter
// or digit is one token, its folded self. Punctuation, spaces and invisible characters are no
// tokens.
//
// Table-driven; linear; pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::segmentation {

enum class HanTokens : std::uint8_t { words, characters };

struct MatchToken {
  // XXH3-64 of the folded token: two tokens are taken for the same when their keys are. Written to
  // disk; do not change.
  std::uint64_t key = 0;
  Span span;             // bytes of the text as given
  bool numeric = false;  // there is a digit in it

  bool operator==(const MatchToken&) const = default;
};

// Replaces the content of `out`, which callers reuse, by the tokens of `text` in order.
void match_tokens(std::string_view text, HanTokens han, std::vector<MatchToken>& out);

// Both measures of one text, for hardly more than one of them takes.
void match_tokens(std::string_view text, std::vector<MatchToken>& words,
                  std::vector<MatchToken>& characters);

// The key that a folded token has.
std::uint64_t match_key(std::string_view folded_token);

// The folded form that keys are made of: for tables whose entries are to be found among tokens.
std::string match_form(std::string_view text);

}  // namespace hexapla::segmentation
