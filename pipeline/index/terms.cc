#include "pipeline/index/terms.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "analyzers/language/profile.h"
#include "analyzers/references/numerals.h"
#include "analyzers/text/roman.h"
#include "analyzers/text/utf8.h"

namespace hexapla::index {
namespace {

constexpr std::size_t kLongestTerm = 245;
constexpr std::size_t kHashDigits = 16;

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string term(std::string_view prefix, std::string_view value) {
  std::string out(prefix);
  out += value;
  // A NUL would count twice in the length, and stands in nothing that is searched.
  std::erase(out, '\0');
  if (out.size() <= kLongestTerm) return out;
  const std::uint64_t hash = XXH3_64bits(out.data(), out.size());
  out.resize(text::code_point_start(out, kLongestTerm - kHashDigits));
  return out + fmt::format("{:016x}", hash);
}

std::string word_prefix(std::string_view lang) {
  std::string out;
  for (const char c : lang.substr(0, 8)) {
    const char u = upper(c);
    if (u >= 'A' && u <= 'Z') out += u;
  }
  return out.empty() ? "UND" : out;
}

std::string title_prefix(std::string_view lang) {
  return word_prefix(lang) + ':';
}
std::string han_word_prefix(std::string_view lang) {
  return word_prefix(lang) + '.';
}

std::string identifier_key(std::string_view identifier) {
  std::string out;
  for (const char c : identifier) {
    if (static_cast<unsigned char>(c) > ' ') out += upper(c);
  }
  return out;
}

std::vector<std::string> identifier_keys(std::string_view canonical) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view key) {
    std::string k = identifier_key(key);
    if (!k.empty() && std::find(out.begin(), out.end(), k) == out.end())
      out.push_back(std::move(k));
  };
  add(canonical);
  // A URL has a colon too, but no body in front of it.
  const std::size_t colon =
      canonical.find("://") == std::string_view::npos ? canonical.find(':') : 0;
  if (colon == 0 || colon == std::string_view::npos) return out;
  const std::string_view rest = canonical.substr(colon + 1);
  const bool provision = rest.starts_with("art.") || rest.starts_with("annex.");
  add(provision ? canonical.substr(colon) : rest);
  if (!provision) return out;
  std::string_view outer = canonical;
  while (outer.ends_with(')')) {
    const std::size_t open = outer.rfind('(');
    if (open == std::string_view::npos || open <= colon) break;
    outer = outer.substr(0, open);
    add(outer);
    add(outer.substr(colon));
  }
  return out;
}

std::vector<std::string> asked_keys(std::string_view canonical) {
  std::vector<std::string> out = {identifier_key(canonical)};
  const std::size_t slash = canonical.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash > 2) return out;
  unsigned session = 0;
  for (const char c : canonical.substr(0, slash)) {
    if (c < '0' || c > '9') return out;
    session = 10 * session + static_cast<unsigned>(c - '0');
  }
  if (session == 0 || session >= 40) return out;  // no body has met so often
  out.push_back(identifier_key(text::roman_numeral(static_cast<int>(session)) +
                               std::string(canonical.substr(slash))));
  return out;
}

std::string body_of(std::string_view symbol) {
  if (symbol.find('/') == std::string_view::npos || symbol.find(':') != std::string_view::npos)
    return {};
  static const std::vector<std::string> numbered =
      language::common_profile().words("search-numbered-bodies");
  std::string out;
  for (std::size_t at = 0; at <= symbol.size();) {
    const std::size_t slash = std::min(symbol.find('/', at), symbol.size());
    std::string part = identifier_key(symbol.substr(at, slash - at));
    at = slash + 1;
    if (part.empty() || digit(part[0])) break;
    const auto first_digit = std::find_if(part.begin(), part.end(), digit);
    if (first_digit != part.end()) {
      std::string name(part.begin(), first_digit);
      while (!name.empty() && !(name.back() >= 'A' && name.back() <= 'Z')) name.pop_back();
      const bool names_body = std::find(numbered.begin(), numbered.end(), name) != numbered.end();
      if (!names_body) {
        if (!name.empty()) out += (out.empty() ? "" : "/") + name;
        break;
      }
    }
    out += (out.empty() ? "" : "/") + part;
    if (slash == symbol.size()) break;
  }
  return out;
}

std::vector<std::string> bodies(std::string_view body) {
  std::vector<std::string> out;
  std::string key = identifier_key(body);
  while (!key.empty()) {
    out.push_back(key);
    const std::size_t slash = key.rfind('/');
    key.resize(slash == std::string::npos ? 0 : slash);
  }
  return out;
}

}  // namespace hexapla::index
