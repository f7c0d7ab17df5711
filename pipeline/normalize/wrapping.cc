#include "pipeline/normalize/wrapping.h"

#include <string>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/date_looks.h"
#include "pipeline/normalize/dates.h"

namespace hexapla::normalize {

Sight::Sight(const Line& line, const Layout& layout)
    : line_(&line), layout_(&layout), text_(line.text.view()) {
  const char32_t first = first_significant(text());
  const char32_t last = last_significant(text());
  starts_lower_ = text::is_lower(first);
  starts_upper_ = !starts_lower_ && text::is_upper(first);
  ends_sentence_ = is_stop(last);
  ends_item_ = is_item_stop(last);
}

const std::optional<Label>& Sight::label() const {
  if (!label_) label_.emplace(parse_label(text()));
  return *label_;
}

bool Sight::heads() const {
  if (!heads_) heads_ = opens_heading(text());
  return *heads_;
}

bool Sight::ends_in_function_word() const {
  if (!function_word_) function_word_ = normalize::ends_in_function_word(text(), layout_->lang);
  return *function_word_;
}

std::string_view Sight::first_word() const {
  if (!first_word_) first_word_ = normalize::first_word(text());
  return *first_word_;
}

std::size_t Sight::type_width() const {
  if (!type_width_) type_width_ = normalize::type_width(text());
  return *type_width_;
}

bool fills(const Sight& before, const Sight& next, const Layout& layout, const Carried& carried) {
  const std::string_view word = next.first_word();
  if (layout.measure > 0) {
    const std::size_t type = carried.type + before.type_width() + kSpace + type_width(word);
    // Where a sentence ends, a paragraph may, too: only what surely had no room goes on.
    if (before.ends_sentence()) return type > layout.sure_measure;
    // Chinese lines end where no mark of punctuation would begin the next one.
    const bool chinese = is_cjk(before.last()) && is_cjk(first_char(word));
    return type + (chinese ? kWideLetter : 0) > layout.measure;
  }
  const std::size_t limit = layout.double_spaced ? layout.width * 85 / 100 : layout.width;
  return carried.columns + before.line().width + 1 + columns(word) > limit;
}

Carried carry(const Carried& carried, const Sight& line, const Layout& layout) {
  Carried out = carried;
  out.columns += line.line().width + 1;
  if (layout.measure > 0) out.type += line.type_width() + kSpace;
  return out;
}

namespace {

// A month stands at the end of the one, its year at the beginning of the other.
bool cuts_date(std::string_view before, std::string_view next) {
  constexpr std::size_t kLongestDate = 80;  // bytes
  const std::string_view tail =
      before.size() <= kLongestDate
          ? before
          : before.substr(text::code_point_start(before, before.size() - kLongestDate));
  const std::string_view year = first_word(next);
  if (text::count_code_points(year) < 4 || year.size() > kLongestDate) return false;
  const std::string joined = std::string(tail) + " " + std::string(year);
  if (!may_hold_year(joined)) return false;
  for (std::size_t at = 0; at < tail.size(); ++at) {
    if (at > 0 && tail[at - 1] != ' ') continue;
    const std::optional<DateMatch> date = date_at(joined, at);
    if (date && date->span.end > tail.size()) return true;
  }
  return false;
}

}  // namespace

bool continues(const Sight& before, const Sight& next, const Layout& layout, bool in_item,
               const Carried& carried) {
  const std::string_view a = before.text();
  const std::string_view b = next.text();
  if (a.empty() || b.empty()) return false;
  const char32_t last = before.last();
  const char32_t first = next.first();
  const text::Script script = text::script_of(first);
  const bool item_end = before.ends_item();
  // A dash or a broken symbol or URL never ends a paragraph.
  if (last == '-' || last == 0xAD || last == 0x2010) return true;
  if (last == '/' && a.size() > 2) return true;
  if (last == 0x3001) return true;  // the comma of lists ends no paragraph
  // "24 September⏎2018": a date that the line's end cuts in two.
  if (!item_end && text::is_digit(first) && cuts_date(a, b)) return true;
  const bool new_clause =
      last == ':' || last == ';' || last == 0xFF1A || last == 0xFF1B || last == 0x61B;
  if (layout.width > 0) {
    const bool full = fills(before, next, layout, carried);
    // In single-spaced text a full line says nothing of an end; blank lines do that.
    if (full && !layout.double_spaced) return true;
    if (new_clause && !next.starts_lower()) return false;
    if (full) return true;
    if (next.starts_lower() && (!item_end || (last == ',' && in_item && !layout.double_spaced)))
      return true;
    // "The Parties to this Convention,": a short line that a comma ends is no line of a sentence.
    const bool half = before.line().width * 2 >= layout.width || next.line().after_mark;
    if (next.starts_lower() && layout.double_spaced && last != ':' && last != ';' &&
        !before.ends_sentence() && (last != ',' || half))
      return true;
    if (!item_end && before.ends_in_function_word()) return true;
    if (!item_end && text::is_digit(first) && layout.double_spaced && half) return true;
    if (!item_end && (script == text::Script::han || script == text::Script::arabic) && in_item &&
        before.line().width * 10 >= layout.width * 8) {
      return true;
    }
    if (!item_end && !layout.double_spaced) {
      // Chinese that stops without any mark has not ended: a symbol or a name had no room behind
      // it. What the widths of Arabic letters are is a matter of their neighbours.
      const bool chinese = is_cjk(first) || is_cjk(last);
      const bool arabic =
          script == text::Script::arabic || text::script_of(last) == text::Script::arabic;
      const std::size_t least = !in_item ? 17 : chinese ? 10 : 13;
      if ((chinese || arabic) && before.line().width * 20 >= layout.width * least) return true;
    }
    return false;
  }
  if (new_clause) return false;
  if (next.starts_lower()) return true;
  if (item_end) return false;
  if (before.ends_in_function_word() && !is_cjk(last)) return true;
  if (is_cjk(last) || is_cjk(first)) return in_item;
  return in_item && before.line().width >= 40;
}

}  // namespace hexapla::normalize
