#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "pipeline/command/output.h"
#include "pipeline/command/tm.h"

namespace hexapla::command {

int tm_stats(const TmStatsCommand& options, Environment environment) {
  Json all = Json::array();
  for (const OpenMemory& m : open_memories(options.place)) {
    if (options.verify) m.memory.verify();
    Json json = {{"memory", m.name},
                 {"units", m.memory.units()},
                 {"files", m.memory.files()},
                 {"bytes", m.memory.bytes()},
                 {"segments", Json::object()}};
    for (const auto& [lang, count] : m.memory.segments()) json["segments"][lang] = count;
    if (options.format == "text") {
      environment.out << fmt::format(
          "{}: {} in {}, {:.1f} MB\n", m.name, counted(m.memory.units(), "unit"),
          counted(m.memory.files(), "file"), static_cast<double>(m.memory.bytes()) / 1e6);
      for (const auto& [lang, count] : m.memory.segments())
        environment.out << fmt::format("  {:<4} {}\n", printable(lang), counted(count, "segment"));
      if (options.verify) environment.out << "  every byte is as it was written\n";
    }
    all.push_back(std::move(json));
  }
  if (options.format == "json") print_document(environment.out, all);
  return 0;
}

}  // namespace hexapla::command
