#include "analyzers/references/references.h"

#include <array>

#include "analyzers/references/numerals.h"
#include "analyzers/references/scan.h"
#include "analyzers/references/symbol.h"
#include "analyzers/text/byte_set.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::references {
namespace {

bool names_a_target(Type type) {
  return type == Type::decision || type == Type::resolution || type == Type::symbol ||
         type == Type::sales_number;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return out;
}

// The one target of a text that is nothing but an identifier and words around it.
std::string only_target(std::string_view text) {
  std::string found;
  for (const Draft& d : scan(text, "und", {}, {})) {
    const Reference& r = d.reference;
    if (!names_a_target(r.type) || r.canonical.size() != 1 || !found.empty()) return "";
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!r.span.contains(i) && is_digit_ascii(text[i])) return "";
    }
    found = r.canonical.front();
  }
  return found;
}

}  // namespace

std::string_view name(Type type) {
  static constexpr std::array<std::string_view, 9> kNames = {
      "decision", "resolution",   "symbol", "treaty-article", "treaty-annex", "internal",
      "ibid",     "sales-number", "url"};
  return kNames[static_cast<std::size_t>(type)];
}

std::string_view name(State state) {
  static constexpr std::array<std::string_view, 3> kNames = {"resolved", "not-in-corpus",
                                                             "unresolved"};
  return kNames[static_cast<std::size_t>(state)];
}

std::vector<Reference> find(std::string_view text, std::string_view lang, const Context& context) {
  std::vector<Reference> out;
  for (Draft& d : scan(text, lang, context, {})) {
    if (d.need != Need::nothing && d.need != Need::ibid) continue;
    out.push_back(std::move(d.reference));
  }
  return out;
}

std::string canonical_form(std::string_view typed) {
  const std::string folded =
      text::folded(text::trim(typed), text::kFoldAccents | text::kFoldArabicLetters);
  if (folded.empty() || folded.size() > 400) return "";
  // Already qualified: "stockholm:art.5(d)", "UNEP/GLC:II/4".
  const std::size_t colon = folded.find(':');
  if (colon != std::string::npos && colon + 1 < folded.size() && folded[colon + 1] != '/' &&
      folded.find(' ') == std::string::npos && !text::first_invalid(folded)) {
    bool ascii = true;
    for (const char c : folded) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (ascii) {
      std::string out = folded;
      const std::string_view rest = std::string_view(folded).substr(colon + 1);
      const bool provision = rest.starts_with("art") || rest.starts_with("annex");
      for (std::size_t i = 0; i < colon; ++i) {
        const bool small = out[i] >= 'a' && out[i] <= 'z';
        const bool big = out[i] >= 'A' && out[i] <= 'Z';
        if (provision && big) out[i] = static_cast<char>(out[i] + 32);
        if (!provision && small) out[i] = static_cast<char>(out[i] - 32);
      }
      return out;
    }
  }
  std::string found = only_target(folded);
  if (found.empty()) found = only_target(upper(folded));
  if (!found.empty()) return found;
  // "A75/10" alone: here it can be nothing else.
  for (const std::string& form : {folded, upper(folded)}) {
    const auto symbol = read_agency_symbol(form, 0);
    if (symbol && symbol->end == form.size()) return join(symbol->members.front());
  }
  return "";
}

namespace {

// A look before a line is folded: symbols begin with a capital of Latin or one that looks like it,
// and have a slash. True wherever folding may change what it sees.
bool may_be_symbol(std::string_view line) {
  if (line.empty()) return false;
  const auto first = static_cast<unsigned char>(line[0]);
  if (first < 0x80 && !is_upper_ascii(line[0])) return false;
  if (first >= 0xE4 && first <= 0xE9) return false;  // U+4000 to U+9FFF
  // A slash, or the first byte of what becomes one.
  return text::holds<'/', 0xE2, 0xEF>(line);
}

}  // namespace

std::string symbol_in_line(std::string_view line) {
  line = text::trim(line);
  if (!may_be_symbol(line)) return "";
  const std::string folded = text::folded(line, text::kFoldAccents);
  auto symbol = read_agency_symbol(folded, 0);
  if (!symbol) symbol = read_symbol(folded, 0);
  if (!symbol || symbol->placeholder || symbol->kind != Symbol::Kind::document) return "";
  std::size_t end = symbol->end;
  if (end < folded.size() && folded[end] == '*') ++end;
  if (end < folded.size() && folded[end] != ' ' && folded[end] != '\x01') return "";
  std::string out;
  for (const auto& member : symbol->members) {
    if (!out.empty()) out += '-';
    out += join(member);
  }
  // "S/RES/1540 (2004)": the year belongs to the number of the Council's resolutions.
  if (out.starts_with("S/RES/") && out.back() != ')') {
    const std::string_view rest = text::trim(std::string_view(folded).substr(end));
    const bool year = rest.size() >= 6 && rest[0] == '(' && rest[5] == ')' &&
                      rest.substr(1, 4).find_first_not_of("0123456789") == std::string_view::npos;
    if (year) out += rest.substr(0, 6);
  }
  return out;
}

std::string akn_iri(Type type, std::string_view canonical) {
  std::string_view kind = "doc";
  if (type == Type::decision) kind = "decision";
  if (type == Type::resolution) kind = "resolution";
  if (type == Type::treaty_article || type == Type::treaty_annex) kind = "act";
  if (type == Type::internal || type == Type::ibid || type == Type::url || canonical.empty())
    return "";
  if (canonical.front() == ':' || canonical.find('?') != std::string_view::npos) return "";
  std::string work;
  std::string place;
  const std::size_t colon = canonical.find(':');
  const bool provision = kind == "act" && colon != std::string_view::npos;
  if (provision) place = canonical.substr(colon + 1);
  for (const char c : provision ? canonical.substr(0, colon) : canonical) {
    if (is_letter_ascii(c))
      work += is_upper_ascii(c) ? static_cast<char>(c + 32) : c;
    else if (is_digit_ascii(c) || c == '.')
      work += c;
    else if (!work.empty() && work.back() != '-')
      work += '-';
  }
  while (!work.empty() && work.back() == '-') work.pop_back();
  std::string out = "/akn/un/" + std::string(kind) + '/' + work + "/main";
  if (place.empty()) return out;
  // Places become element identifiers: "art.5(d)" is art_5__list_1__point_d in no version: one
  // level, two underscores.
  std::string id;
  bool number = false;
  for (const char c : place) {
    if (c == '.') {
      id += number ? "__" : "_";
      number = !number;
    } else if (c == '(') {
      id += "__point_";
      number = true;
    } else if (c != ')') {
      id += is_upper_ascii(c) ? static_cast<char>(c + 32) : c;
    }
  }
  return out + "~" + id;
}

}  // namespace hexapla::references
