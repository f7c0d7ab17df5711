#include "pipeline/ingest/numbering.h"

#include "pipeline/ingest/number_format.h"

namespace hexapla::ingest {

const Numbering::Level& Numbering::level_of(const List& list, const Definition& definition,
                                            std::size_t level) const {
  const auto own = list.levels.find(static_cast<int>(level));
  return own != list.levels.end() ? own->second : definition.levels[level];
}

int Numbering::level_of_style(int list, const std::string& style) const {
  const auto l = lists_.find(list);
  if (l == lists_.end() || style.empty()) return 0;
  const auto d = definitions_.find(l->second.definition);
  if (d == definitions_.end()) return 0;
  for (std::size_t i = 0; i < kLevels; ++i) {
    if (level_of(l->second, d->second, i).style == style) return static_cast<int>(i);
  }
  return 0;
}

std::optional<Number> Numbering::next(int list_id, int level) {
  const auto found = lists_.find(list_id);
  if (found == lists_.end() || level < 0 || level >= static_cast<int>(kLevels)) return std::nullopt;
  List& list = found->second;
  const auto definition = definitions_.find(list.definition);
  if (definition == definitions_.end()) return std::nullopt;
  Definition& d = definition->second;
  const auto at = static_cast<std::size_t>(level);
  // Lists of one definition count on from one another, unless a list begins anew by its own word.
  if (!list.used) {
    list.used = true;
    for (const auto& [l, start] : list.starts) d.started[static_cast<std::size_t>(l)] = false;
  }
  const auto start_of = [&](std::size_t l) {
    const auto own = list.starts.find(static_cast<int>(l));
    return own != list.starts.end() ? own->second : level_of(list, d, l).start;
  };
  for (std::size_t l = 0; l <= at; ++l) {
    if (!d.started[l]) {
      d.counters[l] = start_of(l);
      d.started[l] = true;
    } else if (l == at && d.counters[l] < 1'000'000) {
      ++d.counters[l];
    }
  }
  for (std::size_t l = at + 1; l < kLevels; ++l) {
    const int restart = level_of(list, d, l).restart;
    if (restart < 0 || (restart > 0 && level < restart)) d.started[l] = false;
  }
  const Level& own = level_of(list, d, at);
  Number out;
  out.level = level;
  if (own.format == "bullet") {
    out.bullet = true;
    return out;
  }
  out.ordinal = d.counters[at];
  out.list = std::to_string(list.definition) + "." + std::to_string(level);
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const char c = own.text[i];
    if (c == '%' && i + 1 < own.text.size() && own.text[i + 1] >= '1' && own.text[i + 1] <= '9') {
      const auto l = static_cast<std::size_t>(own.text[++i] - '1');
      if (l > at) continue;
      const std::string& format = level_of(list, d, l).format;
      out.known = out.known && is_known_format(format);
      out.label += format_number(d.counters[l], own.legal && l < at ? "decimal" : format);
    } else {
      out.label += c;
    }
  }
  if (out.label.find_first_not_of(" \t") == std::string::npos) return std::nullopt;
  return out;
}

}  // namespace hexapla::ingest
