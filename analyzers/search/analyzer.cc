#include "analyzers/search/analyzer.h"

#include <unordered_map>
#include <utility>

#include "analyzers/search/character.h"
#include "analyzers/segmentation/segmentation.h"
#include "analyzers/text/utf8.h"

namespace hexapla::search {
namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};

// Distinct words kept before the cache starts anew; a treaty body's whole output has fewer a
// language.
constexpr std::size_t kCachedWords = 400'000;
// Words longer than this are looked at anew each time: nothing that repeats is so long.
constexpr std::size_t kLongestCached = 128;

}  // namespace

struct Analyzer::State {
  explicit State(std::string_view tag) : lang(tag), forms(tag) {}

  const Form* form(std::string_view word) {
    const auto found = words.find(word);
    if (found != words.end()) return &found->second;
    return &words.emplace(word, forms.form(word)).first->second;
  }

  std::string lang;
  WordForms forms;
  std::unordered_map<std::string, Form, Hash, std::equal_to<>> words;
  std::size_t long_words = 0;
  std::string run;  // scratch for han_words
};

Analyzer::Analyzer(std::string_view lang) : state_(std::make_unique<State>(lang)) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

const WordForms& Analyzer::forms() const {
  return state_->forms;
}
const std::string& Analyzer::lang() const {
  return state_->lang;
}

void Analyzer::tokenize(std::string_view text, std::vector<Token>& out) {
  out.clear();
  if (state_->words.size() > kCachedWords || state_->long_words > 1000) {
    state_->words.clear();
    state_->long_words = 0;
  }
  std::uint32_t position = 0;
  std::size_t after_apostrophe = text.size() + 1;  // where an apostrophe that follows a word ended
  std::size_t at = 0;
  const CharClass* table = class_table();
  const auto next_class = [&](std::size_t i, std::size_t& size) {
    return class_at(table, text, i, size);
  };
  while (at < text.size()) {
    std::size_t size = 0;
    const CharClass kind = next_class(at, size);
    if (kind == CharClass::separator || kind == CharClass::joiner ||
        kind == CharClass::apostrophe) {
      at += size;
      continue;
    }
    const std::size_t start = at;
    at += size;
    CharClass next = CharClass::separator;
    std::size_t letters_end = at;  // without the joiners behind the last letter
    while (at < text.size()) {
      next = next_class(at, size);
      if (next == CharClass::joiner) {
        at += size;
        if (kind != CharClass::han) letters_end = at;
        continue;
      }
      if (kind == CharClass::han || next != kind) break;
      at += size;
      letters_end = at;
    }
    if (at >= text.size()) next = CharClass::separator;

    if (letters_end - start > kLongestCached) ++state_->long_words;
    const Form* form = state_->form(text.substr(start, letters_end - start));
    if (form->term.empty()) continue;
    if (kind == CharClass::letter) {
      if (after_apostrophe == start && form->possessive) continue;
      if (next == CharClass::apostrophe) {
        const std::size_t behind = at + size;
        std::size_t ignored = 0;
        if (behind < text.size() && next_class(behind, ignored) == CharClass::letter) {
          after_apostrophe = behind;
          if (form->elided) continue;
        }
      }
    }
    Token token;
    token.form = form;
    token.span = {start, letters_end};
    token.position = position++;
    token.kind = kind == CharClass::han     ? TokenKind::han
                 : kind == CharClass::digit ? TokenKind::number
                                            : TokenKind::word;
    token.run_end = kind == CharClass::han && next != CharClass::han;
    out.push_back(token);
  }
}

void Analyzer::han_words(std::span<const Token> tokens, std::vector<HanWord>& out) {
  out.clear();
  std::vector<std::size_t> begins;  // byte offset in the run of each of its characters
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::han) continue;
    const std::size_t first = i;
    state_->run.clear();
    begins.clear();
    for (;; ++i) {
      begins.push_back(state_->run.size());
      state_->run += tokens[i].form->term;
      if (tokens[i].run_end || i + 1 >= tokens.size()) break;
    }
    if (begins.size() < 2) continue;
    std::size_t next = 0;
    for (const Span word : segmentation::words(state_->run, "zh")) {
      while (next < begins.size() && begins[next] < word.begin) ++next;
      const std::size_t from = next;
      while (next < begins.size() && begins[next] < word.end) ++next;
      if (next - from < 2) continue;
      const Form* form =
          state_->form(std::string_view(state_->run).substr(word.begin, word.size()));
      out.push_back({first + from, next - from, form->stop});
    }
  }
}

}  // namespace hexapla::search
