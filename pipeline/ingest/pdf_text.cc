#include "pipeline/ingest/pdf_text.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_rows.h"

namespace hexapla::ingest {
namespace {

// "(a)", "(xviii)", "(12)", "（一）" and no word in brackets.
bool is_short_bracket(std::string_view text) {
  const std::size_t close = std::min(text.find(')'), text.find("）"));
  if (close == std::string_view::npos) return false;
  const std::string_view inner = text.substr(
      text[0] == '(' ? 1 : 3, close - std::min<std::size_t>(close, text[0] == '(' ? 1 : 3));
  std::size_t characters = 0;
  for (std::size_t at = 0; at < inner.size(); at += text::decode(inner, at).size) ++characters;
  return characters <= 3 || inner.find_first_not_of("ivxlcIVXLC") == std::string_view::npos ||
         inner.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

bool ends_sentence(std::string_view text) {
  const char32_t c = last_char(text::trim(text));
  for (const char32_t end : {U'.', U'!', U'?', U':', U';', U'。', U'！', U'？', U'：', U'；', U'؟',
                             U'؛', U'"', U'”', U'»'}) {
    if (c == end) return true;
  }
  return false;
}

bool starts_lower(std::string_view text) {
  if (text.empty()) return false;
  const char32_t c = text::decode(text, 0).value;
  return text::is_letter(c) && text::is_lower(c);
}

bool breaks_off(std::string_view text) {
  const char32_t c = last_char(text);
  return c == '-' || c == '/' || c == 0xAD || c == 0x2010;
}

bool opens_label(std::string_view text) {
  if (text.starts_with("(") || text.starts_with("（")) return is_short_bracket(text);
  const std::size_t space = std::min(text.find(' '), text.size());
  const std::string_view first = text.substr(0, space);
  const std::string_view rest = text.substr(space);
  const std::size_t digits = std::min(first.find_first_not_of("0123456789"), first.size());
  // "ago." that ends a paragraph is none.
  if (!rest.empty() && first.size() <= 6 && digits <= 3 &&
      (first.ends_with('.') || first.ends_with(')')))
    return true;
  const bool number = first.size() <= 3 && !first.empty() &&
                      first.find_first_not_of("0123456789") == std::string_view::npos;
  if (number && (rest.starts_with(" - ") || rest.starts_with(" – "))) return true;
  const std::size_t comma = text.find("、");
  return comma != std::string_view::npos && comma > 0 && comma <= 9;
}

std::size_t bullet_size(std::string_view text) {
  for (const std::string_view bullet :
       {"•", "·", "▪", "●", "○", "■", "◦", "‣", "-", "–", "—", "\uF0B7", "\uF0A7"}) {
    if (!text.starts_with(bullet)) continue;
    const std::size_t end = text.find_first_not_of(' ', bullet.size());
    if (end != std::string_view::npos && end > bullet.size()) return end;
  }
  return 0;
}

bool starts_dash(std::string_view text) {
  return text.starts_with("-") || text.starts_with("–") || text.starts_with("—");
}

bool defines_letter(std::string_view text) {
  for (int word = 0; word < 2; ++word) {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos || space == 0) return false;
    text.remove_prefix(space + 1);
    if (text.starts_with('=')) return true;
  }
  return false;
}

bool is_address(std::string_view text) {
  return text.find(' ') == std::string_view::npos &&
         (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."));
}

int label_number(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  if (end == 0 || end > 3 || end + 1 >= text.size()) return 0;
  if ((text[end] != '.' && text[end] != ')') || text[end + 1] != ' ') return 0;
  return std::atoi(std::string(text.substr(0, end)).c_str());
}

bool other_script(std::string_view a, std::string_view b) {
  const auto script_of = [](std::string_view text) {
    text::Script out = text::Script::none;
    for (std::size_t at = 0; at < text.size();) {
      const text::CodePoint c = text::decode(text, at);
      at += c.size;
      const text::Script own = text::script_of(c.value);
      if (!text::is_letter(c.value) || own == text::Script::none || own == out) continue;
      if (out != text::Script::none) return text::Script::none;
      out = own;
    }
    return out;
  };
  if (std::count(a.begin(), a.end(), ' ') < 2 || std::count(b.begin(), b.end(), ' ') < 1)
    return false;
  const text::Script first = script_of(a);
  const text::Script second = script_of(b);
  return first != second && first != text::Script::none && second != text::Script::none;
}

}  // namespace hexapla::ingest
