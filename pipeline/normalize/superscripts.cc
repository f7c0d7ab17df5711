#include "pipeline/normalize/superscripts.h"

#include <set>

#include "analyzers/language/profile.h"
#include "analyzers/text/byte_set.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"

namespace hexapla::normalize {
namespace {

bool is_unit(std::string_view word) {
  static const std::set<std::string, std::less<>> units = [] {
    std::set<std::string, std::less<>> out;
    for (const language::Row& row : language::common_profile().rows("superscript-units"))
      out.insert(row.begin(), row.end());
    return out;
  }();
  return units.contains(word);
}

// Letters and figures directly before `at`.
std::string_view word_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0) {
    const std::size_t p = text::code_point_start(text, begin - 1);
    const char32_t c = text::decode(text, p).value;
    if (!text::is_letter(c) && !text::is_digit(c)) break;
    begin = p;
  }
  return text.substr(begin, at - begin);
}

bool is_figures(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

bool is_power(std::string_view text, std::size_t at) {
  if (text::trim(text.substr(0, at)).empty()) return true;
  const std::string_view word = word_before(text, at);
  if (is_unit(word)) return true;
  // "x²": a variable; "annex A²" waits for its letter.
  const bool letter = word.size() == 1 && !is_figures(word);
  if (!letter && !is_figures(word)) return false;
  if (word.size() == 4 && (word.starts_with("19") || word.starts_with("20"))) return false;
  // "article 5²", "II/4²", "2.1²": what is counted, not what is measured.
  const std::string_view head = text.substr(0, static_cast<std::size_t>(word.data() - text.data()));
  if (!letter && !head.empty() && head.back() != ' ')
    return head.back() == '(' || head.back() == ',';
  return !takes_number(last_word(text::trim(head)));
}

std::vector<RaisedMark> raised_marks(std::string_view text) {
  std::vector<RaisedMark> out;
  if (!text::holds<0xC2, 0xE2>(text)) return out;
  static constexpr text::ByteSet kLeads("\xC2\xE2");  // what raised figures begin with
  std::string digits;
  for (std::size_t at = kLeads.find(text); at < text.size(); at = kLeads.find(text, at)) {
    const std::size_t size = leading_superscript(text.substr(at), digits);
    if (size == 0) {
      at += text::decode(text, at).size;
      continue;
    }
    Span span{at, at + size};
    at += size;
    const char open = span.begin > 0 ? text[span.begin - 1] : '\0';
    const char close = at < text.size() ? text[at] : '\0';
    const bool bracketed = (open == '[' && close == ']') || (open == '(' && close == ')');
    // "report¹,²": the comma parts marks.
    const bool goes_on = !out.empty() && span.begin == out.back().span.end + 1 && open == ',';
    if (bracketed) {
      --span.begin;
      ++span.end;
      ++at;
    } else if (goes_on) {
      --span.begin;
    }
    if (digits[0] == '0' || digits.size() > 3) continue;
    if (!goes_on && is_power(text, span.begin)) continue;
    out.push_back({span, digits});
  }
  return out;
}

}  // namespace hexapla::normalize
