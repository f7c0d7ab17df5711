#include "pipeline/normalize/markup.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/text/byte_set.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/superscripts.h"

namespace hexapla::normalize {
namespace {

struct Entity {
  std::string_view name;
  char32_t value;
};

constexpr std::array kEntities{
    Entity{"amp", '&'},      Entity{"lt", '<'},        Entity{"gt", '>'},
    Entity{"quot", '"'},     Entity{"apos", '\''},     Entity{"nbsp", 0xA0},
    Entity{"shy", 0xAD},     Entity{"ndash", 0x2013},  Entity{"mdash", 0x2014},
    Entity{"lsquo", 0x2018}, Entity{"rsquo", 0x2019},  Entity{"ldquo", 0x201C},
    Entity{"rdquo", 0x201D}, Entity{"hellip", 0x2026}, Entity{"laquo", 0xAB},
    Entity{"raquo", 0xBB},   Entity{"eacute", 0xE9},   Entity{"egrave", 0xE8},
    Entity{"ecirc", 0xEA},   Entity{"agrave", 0xE0},   Entity{"aacute", 0xE1},
    Entity{"iacute", 0xED},  Entity{"oacute", 0xF3},   Entity{"uacute", 0xFA},
    Entity{"ntilde", 0xF1},  Entity{"ccedil", 0xE7},   Entity{"ocirc", 0xF4},
    Entity{"uuml", 0xFC},    Entity{"deg", 0xB0},      Entity{"sect", 0xA7},
    Entity{"middot", 0xB7},  Entity{"bull", 0x2022},   Entity{"iquest", 0xBF},
    Entity{"iexcl", 0xA1},   Entity{"acirc", 0xE2},    Entity{"icirc", 0xEE},
    Entity{"euml", 0xEB},    Entity{"iuml", 0xEF},     Entity{"ucirc", 0xFB},
    Entity{"ugrave", 0xF9},  Entity{"euro", 0x20AC},   Entity{"copy", 0xA9},
    Entity{"ordm", 0xBA},    Entity{"ordf", 0xAA},
};

// A run of asterisks (or underscores) that opens or closes emphasis.
struct Delimiter {
  std::size_t out = 0;  // where it stands in the text written so far
  std::size_t size = 0;
  char mark = '*';
  bool opens = false;
  bool closes = false;
  Span source;  // in the block
  bool matched = false;
};

class Reader {
 public:
  Reader(const Rich& in, const MarkupContext& context)
      : in_(in), text_(in.view()), context_(context) {}

  Marked run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const std::size_t next = step(at);
      at = next > at ? next : at + text::decode(text_, at).size;
    }
    flush(text_.size());
    Marked out;
    finish(out);
    return out;
  }

 private:
  // Copies what has been passed over up to `end`.
  void flush(std::size_t end) {
    if (end > copied_) out_.append(in_, {copied_, end});
    copied_ = end;
  }
  void skip(std::size_t begin, std::size_t end) {
    flush(begin);
    copied_ = end;
  }
  void replace(std::size_t begin, std::size_t end, std::string_view by) {
    flush(begin);
    out_.text.append_replacement(by, in_.text.source({begin, end}));
    copied_ = end;
  }

  // Takes the markup at `at`; returns where to go on, or `at` when there is none.
  std::size_t step(std::size_t at) {
    const char c = text_[at];
    switch (c) {
      case '\\':
        return context_.markdown ? escape(at) : at;
      case '*':
        return delimiter(at);
      case '_':
        return context_.markdown ? delimiter(at) : at;
      case '&':
        return entity(at);
      case '<':
        return tag(at);
      case '[':
        return context_.markdown ? bracket(at) : at;
      case '\xC2':
      case '\xE2':
        return superscript(at);
      default:
        return at;
    }
  }

  std::size_t escape(std::size_t at) {
    if (at + 1 >= text_.size() ||
        std::string_view("\\`*_{}[]()#+-.!|<>~").find(text_[at + 1]) == std::string_view::npos) {
      return at;
    }
    skip(at, at + 1);
    // "agenda\*": an escaped asterisk at a word's end may still be a note's mark.
    if (text_[at + 1] == '*' && at > 0 && text_[at - 1] != ' ') {
      std::string key = "*";
      std::size_t end = at + 2;
      while (key.size() < 4 && text_.substr(end).starts_with("\\*")) {
        key += '*';
        end += 2;
      }
      if (context_.note_keys.contains(key)) {
        anchor(at + 1, end, key);
        return end;
      }
    }
    return at + 2;
  }

  void anchor(std::size_t begin, std::size_t end, std::string key) {
    flush(begin);
    out_.notes.push_back({out_.text.size(), std::move(key), -1, in_.text.source({begin, end})});
    copied_ = end;
  }

  std::size_t delimiter(std::size_t at) {
    const char mark = text_[at];
    std::size_t end = at;
    while (end < text_.size() && text_[end] == mark) ++end;
    const std::size_t size = end - at;
    if (size > 3) return end;
    const char32_t before =
        at == 0 ? U' ' : text::decode(text_, text::code_point_start(text_, at - 1)).value;
    const char32_t after = end >= text_.size() ? U' ' : text::decode(text_, end).value;
    const bool space_before = text::is_space(before);
    const bool space_after = text::is_space(after);
    const bool word_before = text::is_letter(before) || text::is_digit(before);
    if (space_before && space_after) return end;  // free-standing: text
    const bool opener = !space_after && !word_before && before != '*';
    const bool closer = !space_before;
    const std::string key(size, mark);
    if (!context_.markdown) {
      // Without Markdown asterisks at a word's end are note marks if such notes exist.
      if (mark == '*' && closer && context_.note_keys.contains(key)) {
        anchor(at, end, key);
        return end;
      }
      return end;
    }
    if (mark == '_' && !(opener && !word_before) &&
        (text::is_letter(after) || text::is_digit(after)))
      return end;
    Delimiter d;
    d.size = size;
    d.mark = mark;
    d.opens = opener;
    d.closes = closer;
    d.source = {at, end};
    skip(at, end);
    d.out = out_.text.size();
    delimiters_.push_back(d);
    return end;
  }

  std::size_t entity(std::size_t at) {
    const std::size_t end = text_.substr(0, std::min(text_.size(), at + 12)).find(';', at);
    if (end == std::string_view::npos) return at;
    const std::string_view name = text_.substr(at + 1, end - at - 1);
    char32_t value = 0;
    if (name.size() > 1 && name[0] == '#') {
      const bool hex = name[1] == 'x' || name[1] == 'X';
      for (const char d : name.substr(hex ? 2 : 1)) {
        const int digit = d >= '0' && d <= '9'                            ? d - '0'
                          : hex && (d | 0x20) >= 'a' && (d | 0x20) <= 'f' ? (d | 0x20) - 'a' + 10
                                                                          : -1;
        if (digit < 0) return at;
        value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
        if (value > 0x10FFFF) return at;
      }
    } else {
      const auto found = std::find_if(kEntities.begin(), kEntities.end(),
                                      [&](const Entity& e) { return e.name == name; });
      if (found == kEntities.end()) return at;
      value = found->value;
    }
    if (value < 0x20 || !text::is_xml_char(value) || (value >= 0x80 && value < 0xA0)) return at;
    std::string utf8;
    if (value != 0xAD) text::append(utf8, value);
    replace(at, end + 1, utf8);
    return end + 1;
  }

  // Superscript digits: a note's mark, or an exponent.
  std::size_t superscript(std::size_t at) {
    std::string digits;
    const std::size_t size = leading_superscript(text_.substr(at), digits);
    if (size == 0) return at;
    mark_or_power(at, at + size, digits, {});
    return at + size;
  }

  void mark_or_power(std::size_t begin, std::size_t end, const std::string& digits,
                     std::string_view otherwise) {
    const bool power = copied_ <= begin && is_power(text_, begin);
    if (power || (!otherwise.empty() && !context_.note_keys.contains(digits))) {
      if (!otherwise.empty()) replace(begin, end, otherwise);
      return;
    }
    anchor(begin, end, digits);
  }

  std::size_t tag(std::size_t at) {
    const std::size_t end = text_.substr(0, std::min(text_.size(), at + 2048)).find('>', at);
    if (end == std::string_view::npos) return at;
    const std::string_view inner = text_.substr(at + 1, end - at - 1);
    if (inner.starts_with("http://") || inner.starts_with("https://") ||
        inner.starts_with("mailto:")) {
      if (inner.find(' ') != std::string_view::npos) return at;
      skip(at, at + 1);
      const std::size_t begin = out_.text.size();
      flush(end);
      copied_ = end + 1;
      out_.links.push_back({{begin, out_.text.size()}, std::string(inner)});
      return end + 1;
    }
    if (inner == "sup") return sup(at, end + 1);
    static constexpr std::array<std::string_view, 26> known{
        "p",     "/p",     "b",       "/b",     "i",       "/i",    "u",      "/u",   "em",
        "/em",   "strong", "/strong", "sub",    "/sub",    "span",  "/span",  "/sup", "font",
        "/font", "div",    "/div",    "center", "/center", "small", "/small", "/a"};
    const std::string_view name = inner.substr(0, inner.find(' '));
    if (inner == "br" || inner == "br/" || inner == "br /") {
      replace(at, end + 1, " ");
      return end + 1;
    }
    if (std::find(known.begin(), known.end(), name) == known.end()) return at;
    skip(at, end + 1);
    return end + 1;
  }

  // <sup>…</sup>: a note's mark, an ordinal ending, or a power, which becomes superscript digits.
  std::size_t sup(std::size_t at, std::size_t inside) {
    const std::size_t close = text_.find("</sup>", inside);
    if (close == std::string_view::npos || close - inside > 40) {
      skip(at, inside);
      return inside;
    }
    const std::string_view content = text::trim(text_.substr(inside, close - inside));
    const std::size_t end = close + 6;
    const bool digits =
        !content.empty() && content.find_first_not_of("0123456789") == std::string_view::npos;
    const bool stars = !content.empty() && content.find_first_not_of('*') == std::string_view::npos;
    if (stars ||
        (digits && context_.note_keys.contains(std::string(content)) && !is_power(text_, at))) {
      anchor(at, end, std::string(content));
      return end;
    }
    if (digits) {
      static constexpr std::array<std::string_view, 10> raised{"⁰", "¹", "²", "³", "⁴",
                                                               "⁵", "⁶", "⁷", "⁸", "⁹"};
      std::string power;
      for (const char d : content) power += raised[static_cast<std::size_t>(d - '0')];
      replace(at, end, power);
      return end;
    }
    skip(at, inside);
    flush(close);
    copied_ = end;
    return end;
  }

  // [text](url), [^note]; other brackets are text.
  std::size_t bracket(std::size_t at) {
    if (text_.substr(at).starts_with("[^")) {
      const std::size_t end = text_.substr(0, std::min(text_.size(), at + 20)).find(']', at);
      if (end == std::string_view::npos) return at;
      std::string key(text_.substr(at + 2, end - at - 2));
      if (!context_.note_keys.contains(key)) return at;
      anchor(at, end + 1, std::move(key));
      return end + 1;
    }
    std::size_t depth = 0;
    std::size_t close = at;
    const std::size_t limit = std::min(text_.size(), at + 1000);
    for (; close < limit; ++close) {
      if (text_[close] == '[') ++depth;
      if (text_[close] == ']' && --depth == 0) break;
    }
    if (close + 1 >= limit || text_[close + 1] != '(') return at;
    const std::size_t end = text_.find(')', close);
    if (end == std::string_view::npos || end - close > 2048) return at;
    const std::string_view url = text::trim(text_.substr(close + 2, end - close - 2));
    const bool address = url.find("://") != std::string_view::npos || url.starts_with("mailto:") ||
                         url.starts_with("www.") || url.starts_with('#') || url.starts_with('/') ||
                         url.find('.') != std::string_view::npos;
    if (!address || url.find(' ') != std::string_view::npos) return at;
    skip(at, at + 1);
    const std::size_t begin = out_.text.size();
    flush(close);
    copied_ = end + 1;
    if (out_.text.size() > begin)
      out_.links.push_back({{begin, out_.text.size()}, std::string(url)});
    return end + 1;
  }

  // Pairs the delimiters; what has no partner is a note's mark or dirt.
  void finish(Marked& out) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < delimiters_.size(); ++i) {
      Delimiter& d = delimiters_[i];
      if (d.closes) {
        const auto partner = std::find_if(open.rbegin(), open.rend(), [&](std::size_t o) {
          return delimiters_[o].mark == d.mark && delimiters_[o].size == d.size;
        });
        if (partner != open.rend()) {
          const std::size_t first = *partner;
          delimiters_[first].matched = d.matched = true;
          if (delimiters_[first].out == 0 && text::trim(out_.view().substr(d.out)).empty())
            out.strong = true;
          open.erase(std::next(partner).base(), open.end());
          continue;
        }
      }
      if (d.opens) open.push_back(i);
    }
    // Marks without a partner, from the end so that offsets before them hold.
    for (const Delimiter& d : delimiters_) {
      if (d.matched) continue;
      const std::string key(d.size, d.mark);
      if (d.mark == '*' && d.closes && !d.opens &&
          (context_.note_keys.contains(key) || d.size == 1)) {
        out_.notes.push_back({d.out, key, -1, in_.text.source(d.source)});
      } else if (d.mark == '_') {
        restore_.push_back(d);
      } else if (d.size == 1 && !d.closes) {
        restore_.push_back(d);
      } else if (d.mark == '*' && d.closes && context_.note_keys.contains(key)) {
        out_.notes.push_back({d.out, key, -1, in_.text.source(d.source)});
      } else {
        ++out.unbalanced;
      }
    }
    if (!restore_.empty()) put_back();
    std::stable_sort(out_.notes.begin(), out_.notes.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
    close_gaps();
    out.text = collapsed(out_).trimmed();
  }

  // Underscores and openers without a partner are text after all.
  void put_back() {
    Rich with;
    std::size_t at = 0;
    for (const Delimiter& d : restore_) {
      with.append(out_, {at, d.out});
      with.append(in_, d.source);
      at = d.out;
    }
    with.append(out_, {at, out_.text.size()});
    out_ = std::move(with);
  }

  // "mechanisms ⁴": the mark belongs to the word before the space.
  void close_gaps() {
    for (document::NoteReference& note : out_.notes) {
      while (note.at > 0 && out_.view()[note.at - 1] == ' ') --note.at;
    }
  }

  const Rich& in_;
  std::string_view text_;
  const MarkupContext& context_;
  Rich out_;
  std::size_t copied_ = 0;
  std::vector<Delimiter> delimiters_;
  std::vector<Delimiter> restore_;
};

}  // namespace

// Characters that may carry markup; a block without them is left alone.
bool may_have_markup(std::string_view text, bool markdown) {
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  constexpr text::ByteSet kTelling("*<&\xC2\xE2_[\\");
  for (std::size_t i = kTelling.find(text); i < text.size(); i = kTelling.find(text, i + 1)) {
    switch (byte(i)) {
      case '*':
      case '<':
      case '&':
        return true;
      case 0xC2:  // ¹ ² ³
        if (byte(i + 1) == 0xB9 || byte(i + 1) == 0xB2 || byte(i + 1) == 0xB3) return true;
        break;
      case 0xE2:  // ⁰ ⁴ to ⁹
        if (byte(i + 1) == 0x81) return true;
        break;
      case '_':
      case '[':
      case '\\':
        if (markdown) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

Marked take_markup(const Rich& block, const MarkupContext& context) {
  if (!may_have_markup(block.view(), context.markdown)) return {block, false, 0};
  return Reader(block, context).run();
}

}  // namespace hexapla::normalize
