#include "analyzers/references/item.h"

#include <map>

#include "analyzers/language/profile.h"
#include "analyzers/references/numerals.h"
#include "analyzers/references/symbol.h"
#include "analyzers/text/roman.h"

namespace hexapla::references {
namespace {

// Transliterated prefixes in Latin look-alikes ("CK" for СК) to the prefix they stand for.
const std::map<std::string, std::string, std::less<>>& latin_prefixes() {
  static const std::map<std::string, std::string, std::less<>> instance = [] {
    std::map<std::string, std::string, std::less<>> map;
    for (const language::Row& row : language::common_profile().rows("decision-prefixes")) {
      for (std::size_t i = 1; i < row.size(); ++i) {
        if (std::string latin = latinized(row[i]); !latin.empty())
          map.emplace(std::move(latin), row.front());
      }
    }
    return map;
  }();
  return instance;
}

bool upper_start(std::string_view word) {
  return !word.empty() && !(word[0] >= 'a' && word[0] <= 'z');
}

// A number, or the placeholder of one, at token `i`.
std::size_t read_figure(const Tokens& t, std::size_t i, std::string& out, bool& placeholder) {
  if (i >= t.size()) return i;
  if (t.is_number(i) && t.text(i).size() <= 5) {
    out = t.text(i);
    return i + 1;
  }
  const std::size_t hole = placeholder_end(t.text(), t[i].begin);
  if (hole > t[i].begin) {
    out = "?";
    placeholder = true;
    return t.at(hole, i);
  }
  return i;
}

bool preceded_by_part(const Tokens& t, std::size_t i) {
  if (i == 0 || t[i].space_before || t[i].conjunction) return false;
  const std::string_view before = t.text(i - 1);
  return before == "/" || before == "-" || before == "." || before == "_" ||
         t[i - 1].kind == TokenKind::number ||
         (t[i - 1].kind == TokenKind::word && is_letter_ascii(before.back()));
}

std::optional<Item> read_prefixed(const Tokens& t, std::size_t i, bool joined) {
  std::string prefix;
  std::size_t n = i + 1;
  if (const auto found = t.match(i, Role::prefix)) {
    prefix = found->phrase->argument;
    n = found->next;
  } else {
    const std::string_view word = t.text(i);
    if (word.size() > 16) return std::nullopt;
    const std::string latin = latinized(word);
    const auto known = latin_prefixes().find(latin);
    if (known == latin_prefixes().end()) return std::nullopt;
    prefix = known->second;
  }
  if (!upper_start(t.text(i)) || (!joined && preceded_by_part(t, i))) return std::nullopt;
  Item item;
  item.kind = ItemKind::prefixed;
  if (t.is(n, "-"))
    ++n;
  else if (!t.is_number(n))
    return std::nullopt;
  std::string session;
  if (t.is_number(n) && t.text(n).size() <= 3) {
    session = t.text(n++);
  } else if (t.is_word(n) && roman_value(latinized(t.text(n))) > 0) {
    session = latinized(t.text(n++));
  } else {
    return std::nullopt;
  }
  item.first = prefix + '-' + session;
  if (t.is(n, "/")) {
    item.next = read_figure(t, n + 1, item.number, item.placeholder);
    if (item.next == n + 1) return std::nullopt;
    return item;
  }
  // "SC-8[...]": the slash is given with the number.
  if (!t.is(n, "[")) return std::nullopt;
  item.next = read_figure(t, n, item.number, item.placeholder);
  if (item.next == n) return std::nullopt;
  return item;
}

// "CP.17" behind the slash at token `slash`.
std::size_t read_climate(const Tokens& t, std::size_t slash, std::string& out) {
  if (!t.is(slash, "/")) return slash;
  std::string body;
  std::size_t n = slash + 1;
  if (const auto found = t.match(n, Role::climate_body)) {
    body = found->phrase->argument;
    n = found->next;
  } else if (t.is_word(n)) {
    const std::string latin = latinized(t.text(n));
    if (latin != "CP" && latin != "CMP" && latin != "CMA") return slash;
    body = latin;
    ++n;
  } else {
    return slash;
  }
  if (!(t.is(n, ".") || t.is(n, "-")) || !t.is_number(n + 1) || t.text(n + 1).size() > 3)
    return slash;
  out = body + '.' + std::string(t.text(n + 1));
  return n + 2;
}

}  // namespace

std::size_t read_letters(const Tokens& t, std::size_t i, std::vector<std::string>& letters) {
  const auto letter = [&](std::size_t at) -> char {
    if (const auto named = t.match(at, Role::letter_name); named && named->next == at + 1) {
      return named->phrase->argument.front();
    }
    if (!t.is_word(at) || t[at].conjunction) return 0;
    const std::string latin = latinized(t.text(at));
    if (latin.size() != 1 || !is_upper_ascii(latin[0])) return 0;
    // "A/61/L.56" begins with a letter too, and so does "A.1".
    if ((t.is(at + 1, "/") || t.is(at + 1, "'") || t.is(at + 1, ".")) && t.glued(at + 1) &&
        !(t.is(at + 1, ".") && !t.glued(at + 2))) {
      return 0;
    }
    return latin[0];
  };
  const char first = letter(i);
  if (first == 0) return i;
  letters.emplace_back(1, first);
  std::size_t n = i + 1;
  std::size_t mark = n;
  if (t.is(n, "-"))
    mark = n + 1;
  else if (const auto to = t.match(n, Role::range))
    mark = to->next;
  if (mark > n) {
    if (const char last = letter(mark); last > first) {
      for (char c = static_cast<char>(first + 1); c <= last; ++c) letters.emplace_back(1, c);
      return mark + 1;
    }
  }
  for (int turns = 0; turns < 26; ++turns) {
    std::size_t item = n;
    if (t.is(item, ",") || t.is(item, "،")) ++item;
    if (const auto conjunction = t.match(item, Role::conjunction)) item = conjunction->next;
    const char next = item > n ? letter(item) : 0;
    if (next == 0) break;
    letters.emplace_back(1, next);
    n = item + 1;
  }
  return n;
}

std::size_t read_paren(const Tokens& t, std::size_t i, std::string& out) {
  if (!t.is(i, "(")) return i;
  std::size_t n = i + 1;
  if (t.is_number(n) && t.text(n).size() == 4 && (t.text(n)[0] == '1' || t.text(n)[0] == '2')) {
    out = t.text(n++);
  } else if (t.is_word(n) && t.is(n + 1, "-") && t.is_number(n + 2) && t.text(n + 2).size() <= 2 &&
             t.text(n) == "د") {
    // Arabic writes the session as "د-28".
    out = text::roman_numeral(std::stoi(std::string(t.text(n + 2))));
    n += 3;
  } else if (t.is_word(n) && roman_value(latinized(t.text(n))) > 0) {
    out = latinized(t.text(n++));
  } else {
    std::size_t end = n;
    while (end < n + 3 && t.is_word(end) && han_value(t.text(end)) > 0) ++end;
    if (end == n) return i;
    const int value = han_value(t.text().substr(t[n].begin, t[end - 1].end - t[n].begin));
    if (value == 0) return i;
    out = text::roman_numeral(value);
    n = end;
  }
  if (out.empty() || !t.is(n, ")")) return i;
  return n + 1;
}

std::optional<Item> read_item(const Tokens& t, std::size_t i, bool joined) {
  if (i >= t.size()) return std::nullopt;
  Item item;
  if (t.is_word(i)) {
    if (auto prefixed = read_prefixed(t, i, joined)) return prefixed;
    const std::string_view word = t.text(i);
    if (word.size() > 16) return std::nullopt;
    const std::string latin = latinized(word);
    if (roman_value(latin) == 0 || (!joined && preceded_by_part(t, i))) return std::nullopt;
    item.first = latin;
    if (t.is(i + 1, "/")) {
      item.kind = ItemKind::roman;
      item.next = read_figure(t, i + 2, item.number, item.placeholder);
      if (item.next == i + 2) return std::nullopt;
      return item;
    }
    if (t.is(i + 1, ".") && t.glued(i + 1) && t.is_number(i + 2) && t.glued(i + 2)) {
      item.kind = ItemKind::dotted;
      item.number = t.text(i + 2);
      item.next = read_paren(t, i + 3, item.paren);
      if (!item.paren.empty() && !is_digit_ascii(item.paren[0])) return std::nullopt;
      return item;
    }
    return std::nullopt;
  }
  if (t.is_number(i)) {
    if (t.text(i).size() > 5 || (!joined && preceded_by_part(t, i))) return std::nullopt;
    item.first = t.text(i);
    if (t.is(i + 1, "/")) {
      if (const std::size_t n = read_climate(t, i + 1, item.first); n > i + 1) {
        item.kind = ItemKind::climate;
        item.number = t.text(i);
        item.next = n;
        return item;
      }
      if (!t.glued(i + 1)) return std::nullopt;
      std::size_t n = read_figure(t, i + 2, item.number, item.placeholder);
      if (n == i + 2 || (t.is(n, "/") && t.glued(n))) return std::nullopt;
      // A glued small letter, a decimal or a per cent sign make it another kind of number.
      if (t.is_word(n) && t.glued(n) && !t[n].conjunction && t.text(n)[0] >= 'a' &&
          t.text(n)[0] <= 'z')
        return std::nullopt;
      if (t.is(n, "%") || (t.is(n, ".") && t.glued(n) && t.is_number(n + 1) && t.glued(n + 1)))
        return std::nullopt;
      n = read_letters(t, n, item.letters);
      item.next = n;
      return item;
    }
    std::size_t n = read_letters(t, i + 1, item.letters);
    const std::size_t after = read_paren(t, n, item.paren);
    if (after > n) {
      item.kind = is_digit_ascii(item.paren[0]) ? ItemKind::year : ItemKind::session;
      item.next = after;
      return item;
    }
    if (const auto known = t.match(i, Role::known_resolution)) {
      item.kind = ItemKind::plain;
      item.letters.clear();
      item.paren = known->phrase->argument;
      item.next = i + 1;
      return item;
    }
    return std::nullopt;
  }
  // "-/CP.21", "[...]/CP.21": the number is not given yet.
  std::size_t slash = i;
  if (t.is(i, "-")) {
    slash = i + 1;
  } else if (t.is(i, "[")) {
    const std::size_t hole = placeholder_end(t.text(), t[i].begin);
    if (hole == t[i].begin) return std::nullopt;
    slash = t.at(hole, i);
  } else {
    return std::nullopt;
  }
  const std::size_t n = read_climate(t, slash, item.first);
  if (n == slash) return std::nullopt;
  item.kind = ItemKind::climate;
  item.number = "?";
  item.placeholder = true;
  item.next = n;
  return item;
}

}  // namespace hexapla::references
