#include "pipeline/normalize/markup.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "analyzers/text/byte_set.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/superscripts.h"

namespace hexapla::normalize {
namespace {

constexpr std::string_view kPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

// A run of asterisks (or underscores) that opens or closes emphasis.
struct Delimiter {
  std::size_t out = 0;  // where it stands in the text written so far
  std::size_t size = 0;
  char mark = '*';
  bool opens = false;
  bool closes = false;
  bool within = false;   // between two letters or figures: may be text
  Span source;           // in the block
  std::size_t left = 0;  // of its characters, that have no partner
};

class Reader {
 public:
  Reader(const Rich& in, const MarkupContext& context)
      : in_(in), text_(in.view()), context_(context) {}

  Marked run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      if (!links_.empty() && at >= links_.back().close) {
        at = end_link(at);
        continue;
      }
      const std::size_t next = step(at);
      at = next > at ? next : at + text::decode(text_, at).size;
    }
    while (!links_.empty()) end_link(links_.back().close);
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
        return context_.markdown ? bracket(at, at) : at;
      case '!':
        return context_.markdown && text_.substr(at).starts_with("![") ? bracket(at, at + 1) : at;
      case '`':
        return context_.markdown ? code(at) : at;
      case '~':
        return context_.markdown ? struck(at) : at;
      case '\xC2':
      case '\xE2':
        return superscript(at);
      default:
        return at;
    }
  }

  std::size_t escape(std::size_t at) {
    if (at + 1 >= text_.size() || kPunctuation.find(text_[at + 1]) == std::string_view::npos)
      return at;
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
    const auto is_word = [](char32_t c) {
      return (text::is_letter(c) || text::is_digit(c)) && !is_cjk(c);
    };
    const bool within = is_word(before) && is_word(after);
    const std::string key(size, mark);
    if (space_before && space_after) {
      // "the provisional agenda *"
      const bool last = mark == '*' && at > 1 && end == text_.size();
      if (last && context_.note_keys.contains(key)) anchor(at - 1, end, key);
      return end;  // free-standing: text
    }
    // "3*4", "2**3", "a*b": no emphasis within a word, but of some of its letters.
    if (within && (size == 1 || text::is_digit(before) || text::is_digit(after))) {
      if (size == 1 || (text::is_digit(before) && text::is_digit(after))) return end;
    }
    const bool opener = !space_after && (!is_word(before) || (within && size > 1)) && before != '*';
    const bool closer = !space_before;
    if (!context_.markdown) {
      // Without Markdown asterisks at a word's end are note marks if such notes exist.
      if (mark == '*' && closer && context_.note_keys.contains(key)) {
        anchor(at, end, key);
        return end;
      }
      return end;
    }
    if (mark == '_' && (within || (!opener && is_word(after)))) return end;
    Delimiter d;
    d.size = d.left = size;
    d.within = within;
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
    const std::string name(text_.substr(at + 1, end - at - 1));
    char32_t value = 0;
    if (name.size() > 1 && name[0] == '#') {
      const bool hex = name[1] == 'x' || name[1] == 'X';
      for (const char d : std::string_view(name).substr(hex ? 2 : 1)) {
        const int digit = d >= '0' && d <= '9'                            ? d - '0'
                          : hex && (d | 0x20) >= 'a' && (d | 0x20) <= 'f' ? (d | 0x20) - 'a' + 10
                                                                          : -1;
        if (digit < 0) return at;
        value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
        if (value > 0x10FFFF) return at;
      }
    } else if (name == "apos") {
      value = '\'';
    } else {
      const htmlEntityDesc* const known =
          htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
      if (known == nullptr) return at;
      value = known->value;
    }
    if (value < 0x20 || !text::is_xml_char(value) || (value >= 0x80 && value < 0xA0)) return at;
    std::string utf8;
    if (value != 0xAD) text::append(utf8, value);
    replace(at, end + 1, utf8);
    return end + 1;
  }

  // Code: as many backticks close it as open it. What stands in it is text as it is.
  std::size_t code(std::size_t at) {
    if (ticks_.empty()) {
      for (std::size_t p = text_.find('`'); p != std::string_view::npos; p = text_.find('`', p)) {
        const std::size_t begin = p;
        while (p < text_.size() && text_[p] == '`') ++p;
        ticks_[p - begin].push_back(begin);
      }
    }
    std::size_t inside = at;
    while (inside < text_.size() && text_[inside] == '`') ++inside;
    const std::vector<std::size_t>& same = ticks_[inside - at];
    const auto close = std::lower_bound(same.begin(), same.end(), inside);
    if (close == same.end()) return inside;
    std::size_t begin = inside;
    std::size_t end = *close;
    // A space on both sides is there for a backtick beside it.
    if (end - begin > 2 && text_[begin] == ' ' && text_[end - 1] == ' ') {
      ++begin;
      --end;
    }
    skip(at, begin);
    skip(end, *close + (inside - at));
    return copied_;
  }

  // "~~struck~~"
  std::size_t struck(std::size_t at) {
    std::size_t end = at;
    while (end < text_.size() && text_[end] == '~') ++end;
    if (end - at != 2) return end;
    Delimiter d;
    d.size = d.left = 2;
    d.mark = '~';
    d.opens = end < text_.size() && text_[end] != ' ';
    d.closes = at > 0 && text_[at - 1] != ' ';
    if (!d.opens && !d.closes) return end;
    d.source = {at, end};
    skip(at, end);
    d.out = out_.text.size();
    delimiters_.push_back(d);
    return end;
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
    if (context_.markdown && text_.substr(at).starts_with("<!--")) {
      const std::size_t close = open_comment_ ? std::string_view::npos : text_.find("-->", at + 4);
      open_comment_ = close == std::string_view::npos;
      if (close != std::string_view::npos) skip(at, close + 3);
      return close == std::string_view::npos ? at + 4 : close + 3;
    }
    const std::size_t end = text_.substr(0, std::min(text_.size(), at + 2048)).find('>', at);
    if (end == std::string_view::npos) return at;
    const std::string_view inner = text_.substr(at + 1, end - at - 1);
    const std::string url = autolink(inner);
    if (!url.empty() &&
        (context_.markdown || inner.starts_with("http") || inner.starts_with("mailto:"))) {
      skip(at, at + 1);
      const std::size_t begin = out_.text.size();
      flush(end);
      copied_ = end + 1;
      out_.links.push_back({{begin, out_.text.size()}, url});
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

  // [text](url), [text][label], ![alt](url), [^note]; other brackets are text. `at`: where it
  // begins, `open`: its bracket.
  std::size_t bracket(std::size_t at, std::size_t open) {
    if (at == open && text_.substr(at).starts_with("[^")) {
      const std::size_t end = text_.substr(0, std::min(text_.size(), at + 20)).find(']', at);
      if (end == std::string_view::npos) return at;
      std::string key(text_.substr(at + 2, end - at - 2));
      if (!context_.note_keys.contains(key)) return at;
      anchor(at, end + 1, std::move(key));
      return end + 1;
    }
    const bool image = at < open;
    // A link stands in no other; an image may.
    const bool within = std::any_of(links_.begin(), links_.end(),
                                    [](const OpenLink& link) { return !link.url.empty(); });
    if (within && !image) return at;
    const std::size_t close = closing_bracket(text_, open);
    if (close == std::string_view::npos || (!links_.empty() && close > links_.back().close))
      return at;
    std::optional<LinkTail> tail =
        link_tail(text_, close, text_.substr(open + 1, close - open - 1), context_.definitions);
    if (!tail || (!links_.empty() && tail->end > links_.back().close)) return at;
    skip(at, open + 1);
    links_.push_back(
        {close, tail->end, out_.text.size(), image ? std::string() : std::move(tail->url)});
    return open + 1;
  }

  // The bracket of the innermost link; returns where to go on.
  std::size_t end_link(std::size_t at) {
    const OpenLink link = std::move(links_.back());
    links_.pop_back();
    // Code or a tag that begins within it and ends behind it was taken whole.
    if (at > link.close) return std::max(at, copied_);
    skip(link.close, link.end);
    // A link stands in no other: what an address within it links to is nearer.
    const bool holds_link = !out_.links.empty() && out_.links.back().span.begin >= link.begin;
    if (!link.url.empty() && out_.text.size() > link.begin && !holds_link)
      out_.links.push_back({{link.begin, out_.text.size()}, link.url});
    return link.end;
  }

  // Pairs the delimiters; what has no partner is a note's mark or dirt.
  void finish(Marked& out) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < delimiters_.size(); ++i) {
      Delimiter& d = delimiters_[i];
      if (d.closes) {
        const auto alike = [&](bool whole) {
          return std::find_if(open.rbegin(), open.rend(), [&](std::size_t o) {
            const Delimiter& other = delimiters_[o];
            return other.mark == d.mark && (whole ? other.left == d.left : other.left > d.left);
          });
        };
        auto partner = alike(true);
        // "***both** one*": a part of what opened, unless this is a note's mark.
        if (partner == open.rend() && d.mark == '*' &&
            !context_.note_keys.contains(std::string(d.size, d.mark)))
          partner = alike(false);
        if (partner != open.rend()) {
          Delimiter& first = delimiters_[*partner];
          first.left -= d.left;
          d.left = 0;
          const bool done = first.left == 0;
          if (done && first.mark != '~' && first.out == 0 &&
              text::trim(out_.view().substr(d.out)).empty())
            out.strong = true;
          const auto keep = std::next(partner).base();  // the partner itself
          open.erase(done ? keep : std::next(keep), open.end());
          continue;
        }
      }
      if (d.opens) open.push_back(i);
    }
    // Marks without a partner, from the end so that offsets before them hold.
    for (const Delimiter& d : delimiters_) {
      if (d.left == 0) continue;
      const std::string key(d.left, d.mark);
      if (d.left < d.size) {
        ++out.unbalanced;
        continue;
      }
      if (d.mark == '*' && d.closes && !d.opens &&
          (context_.note_keys.contains(key) || d.size == 1)) {
        out_.notes.push_back({d.out, key, -1, in_.text.source(d.source)});
      } else if (d.mark != '*' || d.within) {
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
  bool open_comment_ = false;  // no comment ends behind here
  std::vector<Delimiter> restore_;
  struct OpenLink {
    std::size_t close;  // its bracket, and where the link ends
    std::size_t end;
    std::size_t begin;  // of its text, in what was written
    std::string url;    // "" for images
  };
  std::vector<OpenLink> links_;
  std::map<std::size_t, std::vector<std::size_t>> ticks_;  // runs of backticks by their length
};

}  // namespace

// Characters that may carry markup; a block without them is left alone.
bool may_have_markup(std::string_view text, bool markdown) {
  if (!text::holds<'*', '<', '&', 0xC2, 0xE2>(text) &&
      !(markdown && text::holds<'_', '[', '\\', '`', '~'>(text)))
    return false;
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  static constexpr text::ByteSet kTelling("*<&\xC2\xE2_[\\`~");
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
      case '`':
      case '~':
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
