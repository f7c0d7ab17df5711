// Symbols of agencies that have a grammar of their own: the table `agency-symbols` has their
// shapes.
#include <algorithm>
#include <map>

#include "analyzers/language/profile.h"
#include "analyzers/references/numerals.h"
#include "analyzers/references/symbol.h"
#include "analyzers/text/utf8.h"

namespace hexapla::references {
namespace {

struct Shape {
  Symbol::Kind kind = Symbol::Kind::document;
  bool bare = false;      // a number alone behind it could be many other things
  std::string canonical;  // what stands for the root
  std::string root;       // as printed
  std::string rest;
};

// A word of a symbol, as it is printed and as it is written in the canonical form.
struct Word {
  std::string printed;
  std::string canonical;
};

struct Shapes {
  std::multimap<char, Shape> by_first;  // by the first byte of the root, in the table's order
  std::vector<Word> numbered;           // a number follows them
  std::vector<Word> alone;              // they end a symbol
  std::vector<Word> changes;            // "Add.1"
};

const Shapes& shapes() {
  static const Shapes all = [] {
    Shapes out;
    const language::Profile& common = language::common_profile();
    for (const language::Row& row : common.rows("agency-symbols")) {
      if (row.size() < 5 || row[3].empty()) continue;
      Shape s;
      s.kind = row[0] == "resolution" ? Symbol::Kind::resolution
               : row[0] == "decision" ? Symbol::Kind::decision
                                      : Symbol::Kind::document;
      s.bare = row[1] == "bare";
      s.canonical = row[2];
      s.root = row[3];
      s.rest = row[4];
      out.by_first.emplace(s.root.front(), std::move(s));
    }
    for (const language::Row& row : common.rows("agency-parts")) {
      std::vector<Word>& into = row.front() == "numbered" ? out.numbered
                                : row.front() == "alone"  ? out.alone
                                                          : out.changes;
      for (std::size_t i = 2; i < row.size(); ++i) into.push_back({row[i], row[1]});
    }
    return out;
  }();
  return all;
}

// Reads one shape. Every step moves `at_` and writes to `out`; false: it does not fit.
class Matcher {
 public:
  Matcher(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::string out;
  bool worded = false;  // a word that only symbols have was among it

  std::size_t end() const { return at_; }

  bool literal(std::string_view word) {
    for (const char c : word) {
      std::size_t size = 1;
      if (at_ >= text_.size()) return false;
      const char latin = static_cast<unsigned char>(c) < 0x80 ? latin_at(text_, at_, size) : 0;
      if ((latin == 0 ? text_[at_] : latin) != c) return false;
      at_ += latin == 0 ? 1 : size;
    }
    return true;
  }

  bool rest(std::string_view codes) {
    for (const char code : codes) {
      if (!step(code)) return false;
    }
    return true;
  }

  // "Add.1", "Rev. 2", "-Corr.1": what changes the document.
  void suffixes() {
    for (;;) {
      const std::size_t before = at_;
      if (peek() == ' ' || peek() == '/' || peek() == '-') ++at_;
      const Word* part = word_here(shapes().changes);
      if (part != nullptr) at_ += part->printed.size();
      if (peek() == '.') ++at_;
      if (peek() == ' ') ++at_;
      std::string number;
      if (part == nullptr || !digits(1, 2, number)) {
        at_ = before;
        return;
      }
      out += "/" + part->canonical + "." + number;
      worded = true;
    }
  }

  // No letter or figure goes on with it, nor another part.
  bool ends() const {
    if (is_letter_ascii(peek()) || is_digit_ascii(peek())) return false;
    const char next = peek(1);
    return (peek() != '/' && peek() != '-' && peek() != '.' && peek() != '(') ||
           !(is_letter_ascii(next) || is_digit_ascii(next));
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  const Word* word_here(const std::vector<Word>& words) const {
    const auto found = std::ranges::find_if(
        words, [&](const Word& word) { return text_.substr(at_).starts_with(word.printed); });
    return found == words.end() ? nullptr : &*found;
  }

  bool digits(std::size_t least, std::size_t most, std::string& into) {
    const std::size_t begin = at_;
    while (is_digit_ascii(peek()) && at_ - begin <= most) ++at_;
    into = text_.substr(begin, at_ - begin);
    return into.size() >= least && into.size() <= most && into[0] != '0';
  }

  bool step(char code) {
    std::string part;
    switch (code) {
      case '#':
        if (!digits(1, 3, part)) return false;
        out += part;
        return true;
      case '%':
        if (!digits(4, 4, part) || (part[0] != '1' && part[0] != '2')) return false;
        out += part;
        return true;
      case '&':
        // Years begin with a zero, too.
        if (!is_digit_ascii(peek()) || at_ + 1 >= text_.size() || !is_digit_ascii(text_[at_ + 1]))
          return false;
        out += text_.substr(at_, 2);
        at_ += 2;
        return !is_digit_ascii(peek());
      case '_':
        if (peek() == ' ') ++at_;
        return true;
      case '~':  // a full stop; other languages have a hyphen
        if (peek() != '.' && peek() != '-') return false;
        ++at_;
        out += '.';
        return true;
      case '+':
        while (is_upper_ascii(peek()) ||
               (!part.empty() && (peek() == '-' || is_letter_ascii(peek())))) {
          part += peek();
          ++at_;
        }
        // The hyphen in front of the session is not one of them.
        if (part.ends_with('-')) {
          part.pop_back();
          --at_;
        }
        out += part;
        return part.size() >= 2;
      case '$':
        return tail();
      case '^':
        if (peek() == '-' && is_upper_ascii(peek(1)) && !is_letter_ascii(peek(2)) &&
            !is_digit_ascii(peek(2)))
          at_ += 2;
        return true;
      default:
        if (peek() != code) return false;
        ++at_;
        out += code;
        return true;
    }
  }

  // A number ("16.2"), a word and a number ("INF./1", "LIM/4"), a word that ends it ("REP"); in
  // front perhaps the committee ("A/CONF./1") or the part ("II/PV/2").
  bool tail() {
    const std::size_t begin = at_;
    std::string group;
    while (is_upper_ascii(peek()) && group.size() < 3) {
      group += peek();
      ++at_;
    }
    if (peek() == '/' && (group == "A" || group == "B" || roman_value(group) > 0)) {
      ++at_;
      group += '/';
    } else {
      group.clear();
      at_ = begin;
    }
    if (group.empty() && is_digit_ascii(peek())) {
      std::string number;
      if (!digits(1, 3, number)) return false;
      out += number;
      if (peek() == '.' && at_ + 1 < text_.size() && is_digit_ascii(text_[at_ + 1])) {
        ++at_;
        if (!digits(1, 2, number)) return false;
        out += "." + number;
      }
      return true;
    }
    if (numbered(group)) return true;
    const Word* word = word_here(shapes().alone);
    if (word == nullptr) return false;
    at_ += word->printed.size();
    out += group + word->canonical;
    worded = true;
    return true;
  }

  // "INF./1", "Inf.1", "LIM/4".
  bool numbered(const std::string& group) {
    const Word* word = word_here(shapes().numbered);
    if (word == nullptr) return false;
    const std::size_t begin = at_;
    at_ += word->printed.size();
    bool slash = false;
    for (int signs = 0; signs < 2 && (peek() == '.' || peek() == '/'); ++signs, ++at_)
      slash = peek() == '/';
    const bool signed_off = at_ > begin + word->printed.size();
    std::string number;
    if (!signed_off || !is_digit_ascii(peek()) || !digits(1, 3, number)) {
      at_ = begin;
      return false;
    }
    const bool point_inf = !slash && word->canonical == "INF";
    out += group + (point_inf ? "Inf" : word->canonical) + (slash ? "/" : ".") + number;
    worded = true;
    return true;
  }

  std::string_view text_;
  std::size_t at_;
};

std::vector<std::string> components(std::string_view symbol) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= symbol.size();) {
    const std::size_t slash = std::min(symbol.find('/', at), symbol.size());
    out.emplace_back(symbol.substr(at, slash - at));
    at = slash + 1;
  }
  return out;
}

}  // namespace

std::optional<Symbol> read_agency_symbol(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  std::size_t size = 0;
  const char latin = latin_at(text, at, size);
  const auto [first, last] = shapes().by_first.equal_range(latin == 0 ? text[at] : latin);
  for (auto s = first; s != last; ++s) {
    const Shape& shape = s->second;
    Matcher m(text, at);
    if (!m.literal(shape.root)) continue;
    m.out = shape.canonical;
    if (!m.rest(shape.rest)) continue;
    if (shape.kind == Symbol::Kind::document) m.suffixes();
    if (!m.ends()) continue;
    Symbol out;
    out.end = m.end();
    out.kind = shape.kind;
    out.bare = shape.bare && !m.worded;
    out.members.push_back(components(m.out));
    return out;
  }
  return std::nullopt;
}

}  // namespace hexapla::references
