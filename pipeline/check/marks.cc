// Brackets, quotation marks, placeholders.
#include <fmt/format.h>

#include <algorithm>

#include "analyzers/text/utf8.h"
#include "pipeline/check/families.h"
#include "pipeline/check/vote.h"

namespace hexapla::check {
namespace {

struct Mark {
  std::size_t block = 0;
  Span span;
  char32_t value = 0;
};

char32_t closing_of(char32_t c) {
  switch (c) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case 0xAB:
      return 0xBB;
    case 0x300A:
      return 0x300B;
    case 0x300C:
      return 0x300D;
    case 0x300E:
      return 0x300F;
    case 0x3010:
      return 0x3011;
    case 0x3008:
      return 0x3009;
    default:
      return 0;
  }
}

bool is_closing(char32_t c) {
  switch (c) {
    case ')':
    case ']':
    case '}':
    case 0xBB:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011:
    case 0x3009:
      return true;
    default:
      return false;
  }
}

// Full-width brackets are brackets.
char32_t plain(char32_t c) {
  switch (c) {
    case 0xFF08:
      return '(';
    case 0xFF09:
      return ')';
    case 0xFF3B:
      return '[';
    case 0xFF3D:
      return ']';
    default:
      return c;
  }
}

// Does ")" at `at` close the letter or number of a list ("a)", "1)", "iii)")?
bool ends_label(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  std::size_t count = 0;
  while (begin > 0 && count <= 4) {
    const std::size_t before = text::code_point_start(text, begin - 1);
    const char32_t c = text::decode(text, before).value;
    if (!text::is_letter(c) && !text::is_digit(c)) break;
    begin = before;
    ++count;
  }
  return count > 0 && count <= 4;
}

// What opens without closing, or closes without opening; labels belong to the text.
std::vector<Mark> unbalanced(const Side& side) {
  std::vector<Mark> open;
  std::vector<Mark> out;
  std::vector<Mark> straight;
  for (std::size_t i = 0; i < side.blocks.size(); ++i) {
    const document::Block& b = side.block(i);
    const std::string& label = b.label.text();
    for (const std::string* text : {&label, &b.text()}) {
      const bool is_label = text == &label;
      for (std::size_t at = 0; at < text->size();) {
        const text::CodePoint c = text::decode(*text, at);
        const char32_t value = plain(c.value);
        const Span span = is_label ? Span{0, 0} : Span{at, at + c.size};
        if (closing_of(value) != 0) {
          open.push_back({i, span, value});
        } else if (value == 0x201C || value == 0x201E) {
          // “ closes what „ opened.
          if (value == 0x201C && !open.empty() && open.back().value == 0x201E) {
            open.pop_back();
          } else {
            open.push_back({i, span, value});
          }
        } else if (value == 0x201D) {
          const bool fits =
              !open.empty() && (open.back().value == 0x201C || open.back().value == 0x201E);
          if (fits) {
            open.pop_back();
          } else {
            out.push_back({i, span, value});
          }
        } else if (is_closing(value)) {
          const bool fits = !open.empty() && closing_of(open.back().value) == value;
          if (fits) {
            open.pop_back();
          } else if (!(value == ')' && (is_label || ends_label(*text, at)))) {
            out.push_back({i, span, value});
          }
        } else if (value == '"') {
          straight.push_back({i, span, value});
        }
        at += c.size;
      }
    }
  }
  if (straight.size() % 2 == 1) out.push_back(straight.back());
  out.insert(out.end(), open.begin(), open.end());
  return out;
}

// What stands for something to be filled in: "[…]", "[date]", "{0}", "____".
std::vector<Mark> placeholders(const Side& side) {
  std::vector<Mark> out;
  for (std::size_t i = 0; i < side.blocks.size(); ++i) {
    const std::string& text = side.block(i).text();
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      if (c == '[' || c == '{') {
        const std::size_t end = text.find(c == '[' ? ']' : '}', at);
        if (end == std::string::npos) break;
        if (end - at <= 60) {
          out.push_back({i, {at, end + 1}, static_cast<char32_t>(c)});
          at = end;
        }
      } else if (c == '_' && text.compare(at, 3, "___") == 0) {
        std::size_t end = at;
        while (end < text.size() && text[end] == '_') ++end;
        out.push_back({i, {at, end}, U'_'});
        at = end;
      }
    }
  }
  return out;
}

void balance(const RowView& row, Reporter& reporter) {
  std::vector<std::vector<Mark>> odd;
  std::size_t bad = 0;
  for (const Side& s : row.sides) {
    odd.push_back(unbalanced(s));
    bad += odd.back().empty() ? 0 : 1;
  }
  // A bracket that spans several paragraphs is open in all languages.
  if (bad == 0 || 2 * bad > row.present) return;
  for (std::size_t k = 0; k < odd.size(); ++k) {
    if (odd[k].empty()) continue;
    Reporter::Draft draft = reporter.add(row, Code::brackets, {k});
    std::string marks;
    for (const Mark& m : odd[k]) {
      draft.mark(k, m.block, m.span);
      text::append(marks, m.value);
    }
    draft.found(marks)
        .evidence(fmt::format("“{}” without its partner", marks))
        .say(fmt::format("The bracket or quotation mark “{}” has no partner in {}.", marks,
                         language_name(row.sides[k].lang)));
  }
}

void fill_ins(const RowView& row, Reporter& reporter) {
  std::vector<std::vector<Mark>> found;
  std::vector<Ballot> ballots;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    found.push_back(placeholders(row.sides[k]));
    if (row.sides[k].present()) ballots.push_back({k, {std::to_string(found[k].size())}});
  }
  const Languages& languages = reporter.subject().languages;
  const Result result = vote(ballots, languages.original, languages.base);
  if (result.consensus.empty()) return;
  for (const Difference& d : result.differences) {
    // A bracket that is lost makes a place less: said once.
    if (reporter.has(row.index, row.sides[d.side].lang, {Code::brackets})) continue;
    Reporter::Draft draft = reporter.add(row, Code::placeholder, {d.side});
    for (std::size_t k = 0; k < found.size(); ++k) {
      for (const Mark& m : found[k]) draft.mark(k, m.block, m.span);
    }
    draft.found(std::to_string(found[d.side].size()))
        .expected(result.consensus.front())
        .evidence(fmt::format("{} in {}, {} elsewhere", found[d.side].size(),
                              row.sides[d.side].lang, result.consensus.front()))
        .say(fmt::format("{} has {} bracketed or blank places to fill in where the others have {}.",
                         language_name(row.sides[d.side].lang), found[d.side].size(),
                         result.consensus.front()));
  }
}

}  // namespace

void check_marks(const RowView& row, Reporter& reporter) {
  if (row.letterhead()) return;
  balance(row, reporter);
  fill_ins(row, reporter);
}

}  // namespace hexapla::check
