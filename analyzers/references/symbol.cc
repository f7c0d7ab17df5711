#include "analyzers/references/symbol.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzers/language/profile.h"
#include "analyzers/references/numerals.h"
#include "analyzers/text/utf8.h"

namespace hexapla::references {
namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return out;
}

struct SymbolTables {
  std::set<std::string, std::less<>> roots;
  std::map<std::string, std::string, std::less<>> parts;  // upper case to canonical
  std::vector<Series> series;
};

const SymbolTables& tables() {
  static const SymbolTables instance = [] {
    SymbolTables t;
    const language::Profile& common = language::common_profile();
    for (const language::Row& row : common.rows("symbol-roots"))
      t.roots.insert(row.begin(), row.end());
    for (const language::Row& row : common.rows("symbol-parts")) {
      for (const std::string& part : row) t.parts.emplace(upper(part), part);
    }
    for (const language::Row& row : common.rows("series")) {
      if (row.size() < 4) continue;
      t.series.push_back({row[0], row[1], row[2] == "-" ? "" : row[2], row[3]});
    }
    return t;
  }();
  return instance;
}

bool has_digit(std::string_view s) {
  return std::any_of(s.begin(), s.end(), is_digit_ascii);
}
bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), is_digit_ascii);
}

// One component: letters and digits, joined by a full stop ("COP.8", "OzL.Pro", "Sub.2") or a
// hyphen ("COP-MOP", "ES-10"), with a parenthesis after letters ("UNEP(DTIE)").
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  char peek(std::size_t at) const {
    std::size_t size = 0;
    return latin_at(text_, at, size);
  }

  // Reads letters or digits into `out`; returns the end.
  std::size_t run(std::size_t at, bool letters, std::string& out) const {
    while (at < text_.size()) {
      std::size_t size = 0;
      const char c = latin_at(text_, at, size);
      if (letters ? !is_letter_ascii(c) : !is_digit_ascii(c)) break;
      out += c;
      at += size;
    }
    return at;
  }

  std::size_t component(std::size_t at, std::string& out, bool first) const {
    std::size_t end = at;
    for (;;) {
      const std::size_t before = end;
      const bool letters = is_letter_ascii(peek(end));
      std::string part;
      end = run(end, letters, part);
      if (end == before) return out.empty() ? at : end;
      out += part;
      if (letters && is_digit_ascii(peek(end)) && !first) {  // EGB2, WG6
        end = run(end, false, out);
      } else if (!letters && is_upper_ascii(peek(end)) && !is_letter_ascii(peek(end + 1)) &&
                 !first) {
        // a lettered document: 12A
        end = run(end, true, out);
      }
      if (letters && peek(end) == '(') {
        std::string inner;
        const std::size_t close = run(end + 1, true, inner);
        if (inner.size() >= 2 && is_upper_ascii(inner[0]) && is_upper_ascii(inner[1]) &&
            peek(close) == ')') {
          out += '(' + inner + ')';
          end = close + 1;
        }
      }
      const char sign = peek(end);
      const char after = peek(end + 1);
      if (sign == '.' && letters && (is_digit_ascii(after) || is_upper_ascii(after))) {
        out += '.';
        ++end;
        continue;
      }
      if (sign == '.' && letters && !first && end + 1 < text_.size() && text_[end + 1] == '[') {
        // "CRP.[...]": the number is not given yet
        if (const std::size_t hole = placeholder_end(text_, end + 1); hole > end + 1) {
          out += ".?";
          return hole;
        }
      }
      if (sign == '.' && letters &&
          !first) {  // "COP. 8": a space after the full stop inside a symbol
        std::size_t next = end + 1;
        if (next < text_.size() && text_[next] == ' ' && is_digit_ascii(peek(next + 1)) &&
            is_upper_ascii(part[0])) {
          out += '.';
          end = next + 1;
          continue;
        }
      }
      if (sign == '-' && letters && !first && (is_upper_ascii(after) || is_digit_ascii(after)) &&
          (!has_digit(out) || !starts_member(end + 1))) {
        out += '-';
        ++end;
        continue;
      }
      return end;
    }
  }

  // A root and a slash: the beginning of another member of a joint symbol.
  bool starts_member(std::size_t at) const {
    std::string root;
    const std::size_t end = run(at, true, root);
    return root.size() >= 1 && (root.size() > 1 || tables().roots.contains(root)) &&
           is_upper_ascii(root[0]) && (peek(end) == '/' || (peek(end) == '(' && root == "UNEP"));
  }

  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// Is the second component one that the principal organs' symbols have there?
bool second_of_organ(std::string_view s) {
  if (all_digits(s)) return true;
  if (s.size() >= 3 && is_upper_ascii(s[0]) && (s[1] == '.' || s[1] == '-') && is_digit_ascii(s[2]))
    return true;
  if (s.size() < 2 || !is_upper_ascii(s[0]) || !is_upper_ascii(s[1])) return false;
  return true;
}

bool typed(std::string_view s) {
  const std::size_t dot = s.rfind('.');
  if (dot != std::string_view::npos && dot > 0 && all_digits(s.substr(dot + 1))) return true;
  return tables().parts.contains(upper(s));
}

// "COP.3" at the end: the meeting, and no document of it.
bool names_a_meeting(std::string_view last) {
  const std::size_t dot = last.rfind('.');
  if (dot == std::string_view::npos || dot < 3 || !all_digits(last.substr(dot + 1))) return false;
  const std::string_view word = last.substr(0, dot);
  return std::all_of(word.begin(), word.end(), is_upper_ascii) && !tables().parts.contains(word);
}

bool plausible(std::vector<std::string>& parts) {
  // A symbol ends with a number, or with one of the words that end symbols.
  while (parts.size() > 1 && !has_digit(parts.back()) && !parts.back().ends_with('?') &&
         parts.back() != "Summary")
    parts.pop_back();
  if (parts.size() < 2 ||
      (!has_digit(parts.back()) && !parts.back().ends_with('?') && parts.back() != "Summary"))
    return false;
  if (names_a_meeting(parts.back())) return false;
  const std::string_view root = parts.front();
  if (root.size() == 1) {
    if (!tables().roots.contains(root) || !second_of_organ(parts[1])) return false;
    return parts.size() > 2 || (all_digits(parts[1]) && parts[1].size() >= 3) ||
           parts[1].find('.') != std::string::npos;
  }
  const std::size_t paren = root.find('(');
  if (tables().roots.contains(root.substr(0, paren)))
    return parts.size() > 2 || typed(parts[1]) || paren != std::string_view::npos ||
           all_digits(parts[1]);
  if (parts.size() < 3) return false;
  bool year = false;
  bool mark = false;
  for (const std::string& p : parts) {
    year = year || (all_digits(p) && p.size() == 4 && (p[0] == '1' || p[0] == '2'));
    mark = mark || typed(p);
  }
  return mark || (year && all_digits(parts.back()));
}

std::size_t over_space(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] == ' ' ? at + 1 : at;
}

// One member; `end` moves behind it. Components that cannot be the end of a symbol are given back.
bool read_member(const Reader& r, std::size_t at, std::size_t& end, std::vector<std::string>& parts,
                 bool& placeholder) {
  std::string root;
  std::size_t here = r.component(at, root, true);
  if (root.empty() || !is_upper_ascii(root[0])) return false;
  for (std::size_t i = 0; i < root.size() && root[i] != '('; ++i) {
    if (!is_upper_ascii(root[i]) && root[i] != '.' && root[i] != '-') return false;
  }
  parts.push_back(root);
  std::vector<std::size_t> ends = {here};
  const std::string_view text = r.text();
  while (parts.size() < 16) {
    // A slash, perhaps with spaces around it: a symbol never ends in a slash, so what follows
    // belongs to it.
    std::size_t slash = here;
    bool spaced = false;
    if (slash < text.size() && text[slash] == ' ') {
      spaced = true;
      ++slash;
    }
    if (slash >= text.size() || text[slash] != '/') break;
    std::size_t next = over_space(text, slash + 1);
    spaced = spaced || next != slash + 1;
    std::string part;
    std::size_t after = r.component(next, part, false);
    const std::size_t hole = placeholder_end(text, next);
    if (part.empty() && hole > next) {
      part = "?";
      after = hole;
      placeholder = true;
    }
    if (part.empty()) break;
    if (spaced) {
      const bool goes_on = r.peek(after) == '/';
      if (!is_upper_ascii(part[0]) && !is_digit_ascii(part[0])) break;
      if (!has_digit(part) && !goes_on) break;
      if (next == slash + 1 && has_digit(parts.back()) && !typed(part)) break;  // "A/70/1 /2"
    }
    placeholder = placeholder || part.ends_with('?');
    parts.push_back(canonical_component(part));
    ends.push_back(after);
    here = after;
  }
  if (!plausible(parts)) return false;
  end = ends[parts.size() - 1];
  return true;
}

}  // namespace

std::size_t placeholder_end(std::string_view text, std::size_t at) {
  if (at >= text.size()) return at;
  if (text[at] == '[' || text[at] == '(') {
    const char close = text[at] == '[' ? ']' : ')';
    std::size_t i = at + 1;
    while (i < text.size() && i < at + 8 &&
           (text[i] == '.' || text[i] == '-' || text[i] == '_' || text[i] == ' ' ||
            text[i] == 'x' || text[i] == 'X')) {
      ++i;
    }
    if (close == ')' && i == at + 1) return at;
    return i < text.size() && text[i] == close ? i + 1 : at;
  }
  if (text.substr(at, 3) == "...") return at + 3;
  if (text.substr(at, 2) == "--" || text.substr(at, 2) == "__") {
    std::size_t i = at;
    while (i < text.size() && text[i] == text[at]) ++i;
    return i;
  }
  if (text.substr(at, 2) == "XX" || text.substr(at, 2) == "xx") {
    std::size_t i = at;
    while (i < text.size() && text[i] == text[at]) ++i;
    return i < text.size() && (is_letter_ascii(text[i]) || is_digit_ascii(text[i])) ? at : i;
  }
  return at;
}

std::string canonical_component(std::string_view component) {
  std::string out;
  for (std::size_t at = 0; at <= component.size();) {
    std::size_t dot = component.find('.', at);
    if (dot == std::string_view::npos) dot = component.size();
    const std::string_view part = component.substr(at, dot - at);
    const auto found = tables().parts.find(upper(part));
    // "RES" and "DEC" alone are components of their own; before a full stop it is "Res.5".
    const bool before_stop = dot < component.size();
    if (found != tables().parts.end() && (before_stop || found->second == "Summary")) {
      out += found->second;
    } else {
      out += part;
    }
    if (dot < component.size()) out += '.';
    at = dot + 1;
  }
  return out;
}

std::optional<Symbol> read_symbol(std::string_view text, std::size_t at) {
  const Reader r(text);
  Symbol out;
  std::vector<std::string> parts;
  if (!read_member(r, at, out.end, parts, out.placeholder)) return std::nullopt;
  out.members.push_back(parts);
  // Joint symbols: members joined by a hyphen, at which lines are broken.
  while (out.end < text.size() && text[out.end] == '-') {
    const std::size_t next = over_space(text, out.end + 1);
    std::vector<std::string> more;
    std::size_t end = 0;
    if (!r.starts_member(next) || !read_member(r, next, end, more, out.placeholder)) break;
    out.members.push_back(more);
    out.end = end;
    out.joint = true;
  }
  // A range of numbers: INF/14-16.
  if (!out.joint && out.end < text.size() && text[out.end] == '-' && all_digits(parts.back())) {
    std::string last;
    const std::size_t end = r.run(out.end + 1, false, last);
    const bool bounded = end >= text.size() || !(text[end] == '/' || is_letter_ascii(text[end]));
    if (bounded && !last.empty() && last.size() <= 5 && parts.back().size() <= 5) {
      const int from = std::stoi(parts.back());
      const int to = std::stoi(last);
      if (to > from && to - from < 100) {
        for (int n = from + 1; n <= to; ++n) {
          parts.back() = std::to_string(n);
          out.members.push_back(parts);
        }
        out.end = end;
      }
    }
  }
  return out;
}

std::string join(const std::vector<std::string>& components) {
  std::string out;
  for (const std::string& c : components) {
    if (!out.empty()) out += '/';
    out += c;
  }
  return out;
}

const Series* series_of(std::string_view symbol) {
  const Series* best = nullptr;
  for (const Series& s : tables().series) {
    if (!symbol.starts_with(s.prefix)) continue;
    const char next = symbol.size() > s.prefix.size() ? symbol[s.prefix.size()] : '/';
    if (next != '/' && next != '.') continue;
    if (best == nullptr || s.prefix.size() > best->prefix.size()) best = &s;
  }
  return best;
}

const Series* series_of_body(std::string_view body) {
  for (const Series& s : tables().series) {
    if (s.body == body) return &s;
  }
  return nullptr;
}

const Series* series_of_treaty(std::string_view treaty) {
  for (const Series& s : tables().series) {
    if (!s.treaty.empty() && s.treaty == treaty) return &s;
  }
  return nullptr;
}

std::string body_of_symbol(std::string_view symbol) {
  std::string body;
  for (std::size_t at = 0; at < symbol.size();) {
    std::size_t slash = symbol.find('/', at);
    if (slash == std::string_view::npos) slash = symbol.size();
    const std::string_view part = symbol.substr(at, slash - at);
    const std::size_t dot = part.find('.');
    if (dot != std::string_view::npos && all_digits(part.substr(dot + 1))) {
      // A principal organ's committees decide for nobody else: A/AC.254/…
      const std::size_t root = symbol.find('/');
      return root > 1 && body.size() > root ? body : "";
    }
    if (!body.empty()) body += '/';
    body += part;
    at = slash + 1;
  }
  return "";
}

}  // namespace hexapla::references
