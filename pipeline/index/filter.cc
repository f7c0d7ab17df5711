#include "pipeline/index/filter.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/references/references.h"
#include "analyzers/text/fold.h"
#include "analyzers/time/time.h"
#include "pipeline/base/error.h"
#include "pipeline/document/document.h"
#include "pipeline/index/terms.h"
#include "pipeline/index/topics.h"

namespace hexapla::index {
namespace {

[[noreturn]] void fail(const Node& node, std::string reason, std::string remedy) {
  throw Error(ErrorKind::usage, "", fmt::format("query, byte {}", node.place.begin),
              std::move(reason), std::move(remedy));
}

Xapian::Query any_of(const std::vector<std::string>& terms) {
  return Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
}

std::vector<std::string> values(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    if (comma > at) out.push_back(text::folded(text.substr(at, comma - at), text::kFoldCase));
    at = comma + 1;
  }
  return out;
}

std::string fold_body(std::string_view text) {
  std::string out = identifier_key(text::folded(text));
  while (out.ends_with('/') || out.ends_with('*')) out.pop_back();
  return out;
}

// Identifiers may end in an asterisk, and need not be complete then.
std::vector<std::string> identifiers(const Xapian::Database& db, std::string_view prefix,
                                     std::string_view typed) {
  std::vector<std::string> out;
  if (typed.ends_with('*')) {
    while (typed.ends_with('*')) typed.remove_suffix(1);
    const std::string start = term(prefix, identifier_key(text::folded(typed)));
    for (auto it = db.allterms_begin(start); it != db.allterms_end(start); ++it) out.push_back(*it);
    return out;
  }
  const std::string canonical = references::canonical_form(typed);
  out.push_back(term(prefix, identifier_key(canonical.empty() ? text::folded(typed) : canonical)));
  return out;
}

// The names that an enumeration knows, for the message.
template <class Parse>
std::string choices(const Parse& name_of, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += fmt::format("{}{}", i == 0 ? "" : ", ", name_of(i));
  return out;
}

std::string type_name(int i) {
  return std::string(document::name(static_cast<document::BlockType>(i)));
}
std::string role_name(int i) {
  return std::string(time::name(static_cast<time::Role>(i)));
}

std::vector<std::string> named(const Node& node, std::string_view prefix,
                               std::string (*name_of)(int), int count, std::string_view what) {
  std::vector<std::string> out;
  for (std::string value : values(node.text)) {
    for (char& c : value) {
      if (c == '_' || c == ' ') c = '-';
    }
    bool known = false;
    for (int i = 0; i < count; ++i) known = known || name_of(i) == value;
    if (!known)
      fail(node, fmt::format("there is no {} '{}'", what, value),
           "known are " + choices(name_of, count));
    out.push_back(term(prefix, value));
  }
  return out;
}

struct Day {
  int year = 0;
  int month = 0;  // 0: the whole year
  int day = 0;    // 0: the whole month
};

std::optional<Day> parse_day(std::string_view text) {
  Day out;
  std::array<int*, 3> parts = {&out.year, &out.month, &out.day};
  std::size_t at = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto result = std::from_chars(text.data() + at, text.data() + text.size(), *parts[i]);
    const std::size_t end = static_cast<std::size_t>(result.ptr - text.data());
    if (result.ec != std::errc() || *parts[i] <= 0 || end - at > (i == 0 ? 4U : 2U))
      return std::nullopt;
    at = end;
    if (at == text.size()) break;
    if (text[at] != '-' || i + 1 == parts.size()) return std::nullopt;
    ++at;
  }
  if (at != text.size() || out.year < 1000 || out.month > 12 || out.day > 31) return std::nullopt;
  return out;
}

struct Period {
  int from = 0;  // YYYYMMDD; unknown parts are 00 in the index, and inside every period that has
                 // them whole
  int to = 0;
};

Period parse_period(const Node& node) {
  const std::string text = text::folded(node.text);
  const std::size_t dots = text.find("..");
  const std::string_view view = text;
  const std::string_view left = view.substr(0, dots);
  const std::string_view right = dots == std::string::npos ? left : view.substr(dots + 2);
  const std::optional<Day> first = left.empty() ? Day{1000, 0, 0} : parse_day(left);
  const std::optional<Day> last = right.empty() ? Day{9999, 0, 0} : parse_day(right);
  if (!first || !last || (left.empty() && right.empty())) {
    fail(node, fmt::format("'{}' is no date or period", node.text),
         "write 2004, 2004-02, 2004-02-29 or 2004..2007-06");
  }
  Period out;
  out.from = first->year * 10000 + first->month * 100 + first->day;
  out.to = last->year * 10000 + (last->month == 0 ? 12 : last->month) * 100 +
           (last->day == 0 ? 31 : last->day);
  if (out.from > out.to)
    fail(node, fmt::format("the period '{}' ends before it begins", node.text), "");
  return out;
}

// Days between two dates that the index has. There are few distinct ones, so they are looked up,
// not scanned.
void add_days(const Xapian::Database& db, std::string_view prefix, int from, int to,
              std::vector<std::string>& out) {
  const std::string start(prefix);
  auto it = db.allterms_begin(start);
  it.skip_to(start + fmt::format("{:08}", from));
  const std::string last = start + fmt::format("{:08}", to);
  for (; it != db.allterms_end(start) && *it <= last; ++it) out.push_back(*it);
}

std::vector<std::string> dated(const Xapian::Database& db, const Node& node) {
  std::vector<std::string> out;
  const Period period = parse_period(node);
  if (node.field == Field::deadline) {
    add_days(db, exact::kDeadline, period.from, period.to, out);
    return out;
  }
  // Whole years have a term each.
  int from = period.from;
  int to = period.to;
  const int first_year = from % 10000 == 0 ? from / 10000 : from / 10000 + 1;
  const int last_year = to % 10000 == 1231 ? to / 10000 : to / 10000 - 1;
  if (first_year <= last_year) {
    const std::string prefix(exact::kYear);
    auto it = db.allterms_begin(prefix);
    it.skip_to(prefix + fmt::format("{:04}", first_year));
    const std::string last = prefix + fmt::format("{:04}", last_year);
    for (; it != db.allterms_end(prefix) && *it <= last; ++it) out.push_back(*it);
    if (from % 10000 != 0) add_days(db, exact::kDay, from, first_year * 10000 - 1, out);
    if (to % 10000 != 1231) add_days(db, exact::kDay, (last_year + 1) * 10000, to, out);
    return out;
  }
  add_days(db, exact::kDay, from, to, out);
  return out;
}

// Concepts by a name in any language, or by their id.
std::vector<std::string> topics(const Xapian::Database& db, std::string_view typed) {
  std::vector<std::string> out = {term(exact::kTopic, typed)};
  const std::string key = topic::kKey + topic_key(typed);
  const std::string named = key.size() > 200 ? std::string() : db.get_metadata(key);
  for (std::size_t at = 0; at < named.size();) {
    const std::size_t end = std::min(named.find('\n', at), named.size());
    const std::string_view line = std::string_view(named).substr(at, end - at);
    out.push_back(term(exact::kTopic, line.substr(0, line.find('\t'))));
    at = end + 1;
  }
  return out;
}

std::vector<std::string> terms_of(const Xapian::Database& db, const Node& node) {
  std::vector<std::string> out;
  switch (node.field) {
    case Field::symbol:
      return identifiers(db, exact::kSymbol, node.text);
    case Field::cites:
      return identifiers(db, exact::kCites, node.text);
    case Field::lang:
      for (const std::string& value : values(node.text)) out.push_back(term(exact::kLang, value));
      return out;
    case Field::body:
      out.push_back(term(exact::kBody, fold_body(node.text)));
      return out;
    case Field::type:
      return named(node, exact::kType, type_name,
                   static_cast<int>(document::BlockType::masthead) + 1, "type");
    case Field::role:
      return named(node, exact::kRole, role_name, static_cast<int>(time::Role::event) + 1, "role");
    case Field::date:
    case Field::deadline:
      return dated(db, node);
    case Field::topic:
      return topics(db, node.text);
    case Field::none:
    case Field::title:
      break;
  }
  return out;
}

}  // namespace

Xapian::Query filter_query(const Xapian::Database& db, const Node& node) {
  return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, any_of(terms_of(db, node)), 0.0);
}

}  // namespace hexapla::index
