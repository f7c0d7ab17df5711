// Left untranslated; letters of another script.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzers/language/identify.h"
#include "analyzers/segmentation/segmentation.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/check/families.h"

namespace hexapla::check {
namespace {

text::Script script_of_language(std::string_view lang) {
  if (lang == "und") return text::Script::none;
  static const std::array<std::pair<std::string_view, text::Script>, 3> kOther = {
      {{"ar", text::Script::arabic}, {"ru", text::Script::cyrillic}, {"zh", text::Script::han}}};
  for (const auto& [tag, script] : kOther) {
    if (tag == lang) return script;
  }
  return text::Script::latin;
}

struct Letters {
  std::array<std::size_t, 6> count{};
  std::size_t all = 0;
  std::size_t of(text::Script s) const { return count[static_cast<std::size_t>(s)]; }
};

Letters letters(std::string_view text) {
  Letters out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    if (text::is_letter(c.value)) {
      ++out.count[static_cast<std::size_t>(text::script_of(c.value))];
      ++out.all;
    }
    at += c.size;
  }
  return out;
}

// Letters and digits alone, for comparing texts.
std::string bare(std::string_view text) {
  const std::string folded = text::folded(text, text::kFoldCase);
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint c = text::decode(folded, at);
    if (text::is_letter(c.value) || text::is_digit(c.value)) out += folded.substr(at, c.size);
    at += c.size;
  }
  return out;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    const bool letter = text::is_letter(c.value);
    if (letter && !inside) ++words;
    inside = letter;
    at += c.size;
  }
  return words;
}

// The language that a stretch is in instead of the one it should be in; "" when all is well or
// nothing can be said.
std::string other_language(std::string_view text, std::string_view lang) {
  const Letters l = letters(text);
  const text::Script own = script_of_language(lang);
  if (own == text::Script::none || l.all < 15) return "";
  if (own != text::Script::latin) {
    // Names, symbols and abbreviations in Latin letters are usual; sentences without a letter of
    // one's own are not.
    if (l.of(own) * 5 > l.all) return "";
    const language::Identification id = language::identify(text);
    return id.tag != lang && id.tag != "und" && id.confidence > 0.3 ? id.tag : std::string();
  }
  if (l.of(text::Script::latin) * 2 < l.all) {
    const language::Identification id = language::identify(text);
    return id.tag != lang && id.tag != "und" ? id.tag : std::string();
  }
  if (count_words(text) < 5) return "";
  const language::Identification id = language::identify(text);
  return id.tag != lang && id.tag != "und" && id.confidence > 0.6 ? id.tag : std::string();
}

// The same words in most languages are a name, a title or an address, not a lack of translation.
bool shared_by_most(const RowView& row, std::size_t side, std::string_view text) {
  const std::string mine = bare(text);
  std::size_t same = 0;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (k == side || !row.sides[k].present()) continue;
    if (bare(row.sides[k].text).find(mine) != std::string::npos) ++same;
  }
  return row.present > 2 ? 2 * (same + 1) > row.present && same > 1 : false;
}

// The language that a sentence was taken over from word for word; "" when it was not. That it
// stands there too is proof enough for what `identify` is not sure of.
std::string copied_from(const RowView& row, std::size_t side, std::string_view sentence) {
  const language::Identification id = language::identify(sentence);
  if (id.tag == row.sides[side].lang || id.confidence < 0.2) return "";
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (k == side || row.sides[k].lang != id.tag) continue;
    if (bare(row.sides[k].text).find(bare(sentence)) != std::string::npos) return id.tag;
  }
  return "";
}

void untranslated(const RowView& row, std::size_t k, Reporter& reporter) {
  const Side& side = row.sides[k];
  const auto report = [&](std::size_t block, Span span, const std::string& tag, bool whole) {
    const std::string text = side.block(block).text().substr(span.begin, span.size());
    Reporter::Draft draft = reporter.add(row, Code::untranslated, {k});
    draft.mark(k, block, span)
        .found(excerpt(text, 80))
        .evidence(fmt::format("reads as {}", language_name(tag)))
        .say(fmt::format("{} of the {} text is in {}: “{}”.", whole ? "All" : "A part",
                         language_name(side.lang), language_name(tag), excerpt(text, 60)));
  };
  for (std::size_t i = 0; i < side.blocks.size(); ++i) {
    const std::string& text = side.block(i).text();
    if (const std::string tag = other_language(text, side.lang); !tag.empty()) {
      if (!shared_by_most(row, k, text)) report(i, {0, text.size()}, tag, true);
      continue;
    }
    // A short text that is word for word another language's and nobody else's.
    if (count_words(text) >= 3) {
      for (std::size_t j = 0; j < row.sides.size(); ++j) {
        if (j == k || !row.sides[j].present() || row.present < 3) continue;
        if (static_cast<int>(k) == reporter.subject().languages.base) continue;
        if (bare(row.sides[j].text) != bare(text) || shared_by_most(row, k, text)) continue;
        const Letters l = letters(text);
        if (script_of_language(side.lang) == text::Script::latin ||
            l.of(script_of_language(side.lang)) > 0 || l.all < 12)
          continue;
        report(i, {0, text.size()}, std::string(row.sides[j].lang), true);
        break;
      }
    }
    // A sentence of another script needs letters of one.
    const text::Script own = script_of_language(side.lang);
    if (own != text::Script::latin && letters(text).of(text::Script::latin) < 20) continue;
    const std::vector<Span> sentences = segmentation::sentences(text, side.lang);
    if (sentences.size() < 2) continue;
    for (const Span s : sentences) {
      const std::string_view sentence = std::string_view(text).substr(s.begin, s.size());
      if (count_words(sentence) < 6) continue;
      std::string tag = other_language(sentence, side.lang);
      if (tag.empty()) tag = copied_from(row, k, sentence);
      if (!tag.empty() && !shared_by_most(row, k, sentence)) report(i, s, tag, false);
    }
  }
}

// Words that mix letters of two alphabets, and words of a script that no other language has here.
void scripts(const RowView& row, std::size_t k, Reporter& reporter) {
  const Side& side = row.sides[k];
  const text::Script own = script_of_language(side.lang);
  if (own == text::Script::none) return;
  for (std::size_t i = 0; i < side.blocks.size(); ++i) {
    const std::string& text = side.block(i).text();
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      std::array<std::size_t, 6> count{};
      std::size_t lower = 0;
      while (end < text.size()) {
        const text::CodePoint c = text::decode(text, end);
        if (!text::is_letter(c.value)) break;
        ++count[static_cast<std::size_t>(text::script_of(c.value))];
        lower += text::is_lower(c.value) ? 1 : 0;
        end += c.size;
      }
      if (end == at) {
        at += text::decode(text, at).size;
        continue;
      }
      const auto of = [&](text::Script s) { return count[static_cast<std::size_t>(s)]; };
      const std::size_t latin = of(text::Script::latin);
      const std::size_t cyrillic = of(text::Script::cyrillic);
      const bool mixed =
          latin > 0 && cyrillic > 0 && latin + cyrillic >= 4 && lower * 2 > latin + cyrillic;
      text::Script foreign = text::Script::none;
      for (const text::Script s :
           {text::Script::cyrillic, text::Script::arabic, text::Script::han}) {
        if (s != own && of(s) >= 2) foreign = s;
      }
      bool alone = foreign != text::Script::none && !mixed;
      for (std::size_t j = 0; alone && j < row.sides.size(); ++j) {
        // What others have too is quoted, not mistyped; the other language's own text does not
        // count.
        if (j != k && row.sides[j].present() && script_of_language(row.sides[j].lang) != foreign &&
            letters(row.sides[j].text).of(foreign) > 0)
          alone = false;
      }
      if ((mixed || alone) &&
          !reporter.has(row.index, side.lang, {Code::untranslated, Code::script})) {
        const std::string word = text.substr(at, end - at);
        Reporter::Draft draft = reporter.add(row, Code::script, {k});
        draft.mark(k, i, {at, end})
            .found(excerpt(word, 40))
            .evidence(mixed ? "Latin and Cyrillic letters in one word"
                            : "letters of a script that the language is not written in")
            .say(fmt::format("The {} text has letters of another script in “{}”.",
                             language_name(side.lang), excerpt(word, 40)));
      }
      at = end;
    }
  }
}

}  // namespace

void check_language(const RowView& row, Reporter& reporter) {
  if (row.letterhead()) return;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (!row.sides[k].present()) continue;
    if (static_cast<int>(k) == reporter.subject().languages.original) continue;
    const document::BlockType type = row.sides[k].first().type;
    // Russian and Chinese papers print these lines in English.
    if (type == document::BlockType::letterhead || type == document::BlockType::masthead) continue;
    untranslated(row, k, reporter);
    scripts(row, k, reporter);
  }
}

}  // namespace hexapla::check
