#include "analyzers/time/time.h"

#include <array>

namespace hexapla::time {

std::string_view name(Role role) {
  static constexpr std::array<std::string_view, 5> kNames = {"deadline", "meeting", "publication", "period", "event"};
  return kNames[static_cast<std::size_t>(role)];
}

std::string_view name(Granularity granularity) {
  static constexpr std::array<std::string_view, 10> kNames = {
      "day", "range", "month", "quarter", "season", "year", "decade", "duration", "set", "undated"};
  return kNames[static_cast<std::size_t>(granularity)];
}

std::string_view name(Bound bound) {
  static constexpr std::array<std::string_view, 7> kNames = {"", "by", "before", "no-later-than", "from", "within", "on"};
  return kNames[static_cast<std::size_t>(bound)];
}

std::vector<TimeExpression> find(std::string_view, std::string_view, std::span<const Span>) { return {}; }

std::vector<std::vector<TimeExpression>> find_in_document(std::span<const text::Unit> units,
                                                          std::span<const std::vector<references::Reference>>) {
  return std::vector<std::vector<TimeExpression>>(units.size());
}

}  // namespace hexapla::time
