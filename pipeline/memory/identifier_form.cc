// References and symbols: their numbers, letters and prefixes, wherever the target has them.
#include <algorithm>
#include <utility>

#include "analyzers/text/fold.h"
#include "analyzers/text/roman.h"
#include "analyzers/text/utf8.h"
#include "pipeline/memory/form_parts.h"

namespace hexapla::memory {
namespace {

constexpr unsigned kFolding = text::kFoldCase | text::kFoldArabicLetters;

std::vector<std::string> identifier_parts(std::string_view canonical) {
  std::vector<std::string> out;
  bool open = false;
  for (const char c : canonical) {
    const bool alnum = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (alnum) {
      if (!open) out.emplace_back();
      out.back().push_back(c);
    } else {
      out.emplace_back(1, c);
    }
    open = alnum;
  }
  return out;
}

// A number in the target, in digits or in Chinese numerals.
struct Figure {
  Span span;
  std::string value;  // in ASCII
  char32_t zero = 0;  // of the digits; 0 for Chinese numerals

  std::string as(const std::string& other) const {
    return zero != 0 ? in_digits(other, zero) : han_numeral(std::stoi(other));
  }
  bool can_be(std::string_view other) const { return zero != 0 || other.size() <= 4; }
};

bool is_han_numeral(char32_t c) {
  static constexpr std::u32string_view kNumerals = U"〇零一二三四五六七八九十百千";
  return kNumerals.find(c) != std::u32string_view::npos;
}

// What a Chinese numeral says, 0 to 999; "" for one that is written in another way.
std::string han_value(std::string_view numeral) {
  for (int value = 0; value < 1000; ++value) {
    if (han_numeral(value) == numeral) return std::to_string(value);
  }
  return {};
}

std::vector<Figure> figures(std::string_view text) {
  std::vector<Figure> out;
  for (const Run& run : digit_runs(text)) out.push_back({run.span, run.digits, run.zero});
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_han_numeral(text::decode(text, end).value))
      end += text::decode(text, end).size;
    if (end > at) {
      const std::string value = han_value(text.substr(at, end - at));
      if (!value.empty()) out.push_back({{at, end}, value, 0});
    }
    at = end + (end < text.size() ? text::decode(text, end).size : 0);
  }
  std::sort(out.begin(), out.end(),
            [](const Figure& a, const Figure& b) { return a.span < b.span; });
  return out;
}

using Change = std::pair<std::string, std::string>;  // old and new part

// Where the old word stands in Latin letters, once; nothing when it does not, or more often.
std::optional<Span> latin_word(std::string_view surface, const std::string& word) {
  std::optional<Span> found;
  const auto latin = [&](std::size_t i) {
    return i < surface.size() &&
           text::script_of(text::decode(surface, i).value) == text::Script::latin;
  };
  for (std::size_t at = surface.find(word); at != std::string_view::npos;
       at = surface.find(word, at + 1)) {
    if ((at > 0 && latin(text::code_point_start(surface, at - 1))) || latin(at + word.size()))
      continue;
    if (found) return std::nullopt;
    found = Span{at, at + word.size()};
  }
  return found;
}

// I to XXXIX as a number; 0 for anything else.
int roman_value(std::string_view word) {
  return !word.empty() && word[0] <= 'Z' ? text::roman_value(word, 39) : 0;
}

// An ordinal in words ("المرفق الثاني", "première annexe") that says `from`, once, for `to`.
std::optional<Replacement> ordinal_word(std::string_view surface, const language::Profile& profile,
                                        const std::string& from, const std::string& to) {
  const text::FoldedText folded = text::fold(surface, kFolding);
  for (const char* section : {"annex-ordinals", "ordinal-words"}) {
    const language::Row* row = row_of(profile, section, from);
    if (row == nullptr) continue;
    std::optional<Span> found;
    for (std::size_t i = 1; i < row->size(); ++i) {
      const std::string form = text::folded((*row)[i], kFolding);
      for (std::size_t at = folded.view().find(form); at != std::string_view::npos;
           at = folded.view().find(form, at + 1)) {
        const std::size_t end = at + form.size();
        const auto letter = [&](std::size_t place) {
          return text::is_letter(text::decode(folded.view(), place).value);
        };
        if ((at > 0 && letter(text::code_point_start(folded.view(), at - 1))) ||
            (end < folded.view().size() && letter(end)))
          continue;
        const Span span = folded.source({at, end});
        if (found && *found != span) return std::nullopt;
        found = span;
      }
    }
    if (!found) continue;
    auto word = other_word(profile, section, surface.substr(found->begin, found->size()), from, to);
    if (word) return Replacement{*found, *std::move(word)};
    return std::nullopt;
  }
  return std::nullopt;
}

// Numbers that stand in the order of the identifier, or else each by its value, once.
bool change_numbers(const std::vector<Figure>& all, const std::vector<Change>& numbers,
                    std::vector<Replacement>& out) {
  const auto same = [](const Figure& f, const Change& c) {
    return without_zeros(f.value) == without_zeros(c.first);
  };
  const bool in_order = std::equal(all.begin(), all.end(), numbers.begin(), numbers.end(), same);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const Change& change = numbers[i];
    if (change.first == change.second) continue;
    const Figure* figure = in_order ? &all[i] : nullptr;
    if (!in_order) {
      const auto is = [&](const Figure& f) { return same(f, change); };
      if (std::count_if(all.begin(), all.end(), is) != 1) return false;
      figure = &*std::find_if(all.begin(), all.end(), is);
    }
    if (!figure->can_be(change.second)) return false;
    out.push_back({figure->span, figure->as(change.second)});
  }
  return true;
}

}  // namespace

std::optional<std::string> identifier_form(const FormRequest& r, const language::Profile& profile,
                                           std::string& why) {
  // A symbol that is written as it is everywhere is replaced as a whole.
  if (r.type == "symbol" && r.surface == r.from && r.to.find(',') == std::string_view::npos &&
      r.to.find('?') == std::string_view::npos)
    return std::string(r.to);
  why = "the identifiers are of different kinds";
  const std::vector<std::string> from = identifier_parts(r.from);
  const std::vector<std::string> to = identifier_parts(r.to);
  if (from.size() != to.size()) return std::nullopt;
  std::vector<Change> numbers;
  std::vector<Change> words;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (all_digits(from[i]) && all_digits(to[i])) {
      numbers.emplace_back(from[i], to[i]);
    } else if (from[i] != to[i]) {
      words.emplace_back(from[i], to[i]);
    }
  }
  why = "it is written in another way here";
  std::vector<Replacement> replacements;
  const std::vector<Figure> all = figures(r.surface);
  // A Roman number, a letter, a prefix: in Latin letters, or the number as the language writes it.
  for (const auto& [old_word, new_word] : words) {
    if (const std::optional<Span> span = latin_word(r.surface, old_word)) {
      replacements.push_back({*span, new_word});
      continue;
    }
    if (roman_value(old_word) == 0 || roman_value(new_word) == 0) return std::nullopt;
    const Change change(std::to_string(roman_value(old_word)),
                        std::to_string(roman_value(new_word)));
    if (change_numbers(all, {change}, replacements)) continue;
    auto ordinal = ordinal_word(r.surface, profile, change.first, change.second);
    if (!ordinal) return std::nullopt;
    replacements.push_back(*std::move(ordinal));
  }
  if (!change_numbers(all, numbers, replacements)) return std::nullopt;
  // Two of them may not want one place.
  for (std::size_t i = 0; i < replacements.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (replacements[i].span.overlaps(replacements[k].span)) return std::nullopt;
    }
  }
  return apply(r.surface, std::move(replacements));
}

}  // namespace hexapla::memory
