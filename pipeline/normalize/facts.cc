// What the header of a file says of the document, beside what its masthead says.
#include <algorithm>

#include "analyzers/references/references.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/draft.h"

namespace hexapla::normalize {
namespace {

bool is_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "2015-10-21", "20151021" and dates in words; "" for years alone and for what is no day.
std::string iso_date(std::string_view text) {
  const auto day = [](std::string_view y, std::string_view m, std::string_view d) {
    if (!is_digits(y) || !is_digits(m) || !is_digits(d)) return std::string();
    if (m < "01" || m > "12" || d < "01" || d > "31" || y < "1900") return std::string();
    return std::string(y) + "-" + std::string(m) + "-" + std::string(d);
  };
  if (text.size() == 8 && is_digits(text))
    return day(text.substr(0, 4), text.substr(4, 2), text.substr(6));
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-')
    return day(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2));
  const std::optional<DateMatch> date = whole_date(text);
  return date && date->has_day && date->from == date->to ? date->from : "";
}

// An identifier that can name a Work: ASCII, without spaces.
bool is_name(std::string_view iri) {
  return !iri.empty() && iri.size() <= 200 &&
         std::all_of(iri.begin(), iri.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

void put(document::Expression& out, const std::string& name, const std::string& value) {
  if (!value.empty()) out.properties.push_back({name, value, -1, {}});
}

}  // namespace

void read_facts(const ingest::RawDocument& raw, document::Expression& out) {
  for (const document::Property& fact : raw.facts) {
    if (fact.name == "symbol") {
      const std::string symbol = references::symbol_in_line(fact.value);
      const std::string_view known = out.property("symbol");
      const bool first = std::none_of(
          out.properties.begin(), out.properties.end(),
          [](const document::Property& p) { return p.name == "symbol" && p.block < 0; });
      if (symbol.empty() || symbol == known || !first) continue;
      if (!known.empty()) {
        // Who exchanges documents by their headers knows them by what these say.
        out.quality.push_back({"symbol-differs",
                               "the header says " + symbol + ", the masthead " + std::string(known),
                               -1,
                               {}});
        std::erase_if(out.properties,
                      [](const document::Property& p) { return p.name == "symbol"; });
      }
      put(out, "symbol", symbol);
    } else if (fact.name == "date") {
      if (out.property("date").empty()) put(out, "date", iso_date(fact.value));
    } else if (fact.name == "title") {
      if (!out.title.empty()) continue;
      out.title = fact.value;
      put(out, "title", fact.value);
    } else if (fact.name == "work-iri") {
      if (is_name(fact.value)) put(out, fact.name, fact.value);
    } else {
      put(out, fact.name, fact.value);
    }
  }
}

}  // namespace hexapla::normalize
