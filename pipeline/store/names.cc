#include "pipeline/store/names.h"

#include <fmt/format.h>

#include "pipeline/base/error.h"

namespace hexapla::store {
namespace {

// The value whose name is `wanted`, among the first `count` of an enumeration.
template <typename Enum>
Enum parse(std::string_view wanted, int count, std::string_view (*name)(Enum)) {
  for (int i = 0; i < count; ++i) {
    if (name(static_cast<Enum>(i)) == wanted) return static_cast<Enum>(i);
  }
  throw Error(ErrorKind::environment, "catalogue.sqlite", "",
              fmt::format("unknown value \"{}\"", wanted),
              "the store is damaged or was written by another version: build it again");
}

}  // namespace

references::Type parse_reference_type(std::string_view wanted) {
  return parse<references::Type>(wanted, static_cast<int>(references::Type::url) + 1,
                                 references::name);
}

references::State parse_reference_state(std::string_view wanted) {
  return parse<references::State>(wanted, static_cast<int>(references::State::unresolved) + 1,
                                  references::name);
}

time::TimeExpression read_time(const Statement& s, int column) {
  const auto offset = [&](int at) { return static_cast<std::size_t>(s.integer(column + at)); };
  time::TimeExpression t;
  t.span = {offset(0), offset(1)};
  t.from = s.text(column + 2);
  t.to = s.text(column + 3);
  t.granularity = parse<time::Granularity>(
      s.text(column + 4), static_cast<int>(time::Granularity::undated) + 1, time::name);
  t.timex = s.text(column + 5);
  t.role =
      parse<time::Role>(s.text(column + 6), static_cast<int>(time::Role::event) + 1, time::name);
  t.inferred = s.integer(column + 7) != 0;
  t.bound =
      parse<time::Bound>(s.text(column + 8), static_cast<int>(time::Bound::on) + 1, time::name);
  t.actor = s.text(column + 9);
  t.action = s.text(column + 10);
  t.sentence = {offset(11), offset(12)};
  t.actor_inferred = s.integer(column + 13) != 0;
  t.dated_by = s.text(column + 14);
  return t;
}

time::DatedMeeting read_meeting(const Statement& s, int column) {
  return {static_cast<int>(s.integer(column)),
          s.text(column + 1),
          s.text(column + 2),
          s.text(column + 3),
          s.text(column + 4),
          s.text(column + 5),
          s.integer(column + 6) != 0,
          ""};
}

}  // namespace hexapla::store
