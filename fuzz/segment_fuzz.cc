// Any bytes, in any of the six languages, as text to be cut: sentences, words and tokens lie in the
// text, in order, without overlap, and sentences leave nothing out but white space.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "analyzers/segmentation/marks.h"
#include "analyzers/segmentation/match_tokens.h"
#include "analyzers/segmentation/segmentation.h"

namespace {

using namespace hexapla;

void check(const std::vector<Span>& spans, std::string_view text) {
  std::size_t last = 0;
  for (const Span& s : spans) {
    if (s.begin < last || s.begin >= s.end || s.end > text.size()) std::abort();
    last = s.end;
  }
}

// Tokens may share what folding takes as one, a character that stands for several ("1" and "2" of a
// half) with the marks upon it, but no more.
void check(const std::vector<segmentation::MatchToken>& tokens, std::string_view text) {
  constexpr std::size_t kLongestRun = 64 * 4;  // bytes, as text::fold cuts them
  Span last;
  for (const segmentation::MatchToken& t : tokens) {
    const Span& s = t.span;
    if (s.begin < last.begin || s.end < last.end || s.begin >= s.end || s.end > text.size())
      std::abort();
    if (s.begin + kLongestRun < last.end) std::abort();
    last = s;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::string_view kLanguages[] = {"ar", "en", "es", "fr", "ru", "zh", "und"};
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string_view lang = kLanguages[data[0] % std::size(kLanguages)];
  const std::vector<Span> sentences = segmentation::sentences(text, lang);
  check(sentences, text);
  std::size_t next = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    while (next < sentences.size() && sentences[next].end <= at) ++next;
    // ASCII letters and digits stand for all that must not get lost.
    const bool inside = next < sentences.size() && sentences[next].contains(at);
    const char c = text[at];
    if (!inside && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
      std::abort();
  }
  check(segmentation::words(text, lang), text);
  check(segmentation::find_quotations(text), text);
  std::vector<segmentation::MatchToken> words;
  std::vector<segmentation::MatchToken> characters;
  std::vector<segmentation::MatchToken> alone;
  segmentation::match_tokens(text, words, characters);
  check(words, text);
  check(characters, text);
  // Both measures at once are the two of them.
  segmentation::match_tokens(text, segmentation::HanTokens::words, alone);
  if (alone != words) std::abort();
  segmentation::match_tokens(text, segmentation::HanTokens::characters, alone);
  if (alone != characters) std::abort();
  return 0;
}
