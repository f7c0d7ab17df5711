#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "pipeline/command/commands.h"
#include "pipeline/command/output.h"
#include "pipeline/store/store.h"

namespace hexapla::command {
namespace {

struct Counts {
  std::size_t done = 0;
  std::size_t quarantined = 0;
  std::size_t skipped = 0;
};

Counts count(const std::vector<store::Input>& inputs) {
  Counts out;
  for (const store::Input& i : inputs) {
    switch (i.status) {
      case store::InputStatus::done:
        ++out.done;
        break;
      case store::InputStatus::quarantined:
        ++out.quarantined;
        break;
      case store::InputStatus::skipped:
        ++out.skipped;
        break;
    }
  }
  return out;
}

}  // namespace

int status(const StatusCommand& options, Environment environment) {
  const store::Store store = store::Store::open(options.store);
  const store::Catalogue& catalogue = store.catalogue();
  const std::vector<store::Input> inputs = catalogue.inputs();
  const std::vector<store::WorkSummary> works = catalogue.works();
  const Counts counts = count(inputs);
  std::ostream& out = environment.out;
  if (options.format == "json") {
    Json json = {{"store", options.store},
                 {"state", catalogue.meta("state")},
                 {"version", catalogue.meta("version")},
                 {"done", counts.done},
                 {"quarantined", counts.quarantined},
                 {"skipped", counts.skipped},
                 {"expressions", catalogue.count("expressions")},
                 {"blocks", catalogue.count("blocks")},
                 {"references", catalogue.count("references_")},
                 {"times", catalogue.count("times")},
                 {"deadlines", catalogue.count("deadlines")},
                 {"rows", catalogue.count("alignment_rows")},
                 {"quality", Json::array()},
                 {"works", Json::array()},
                 {"not_done", Json::array()}};
    for (const store::Catalogue::QualityCount& q : catalogue.quality()) {
      json["quality"].push_back(
          {{"code", q.code}, {"places", q.places}, {"expressions", q.expressions}});
    }
    for (const store::WorkSummary& w : works) {
      json["works"].push_back({{"work", w.work},
                               {"title", w.title},
                               {"body", w.body},
                               {"named_by", w.named_by_file ? "file" : "symbol"},
                               {"languages", w.languages}});
    }
    for (const store::Input& i : inputs) {
      if (i.status == store::InputStatus::done) continue;
      json["not_done"].push_back({{"path", i.path},
                                  {"status", store::name(i.status)},
                                  {"stage", i.stage},
                                  {"place", i.place},
                                  {"reason", i.reason}});
    }
    print_document(out, json);
    return 0;
  }
  out << fmt::format("store {}, state {}, built by {}\n", printable(options.store),
                     catalogue.meta("state"), catalogue.meta("version"));
  out << fmt::format("{} inputs: {} done, {} quarantined, {} skipped\n", inputs.size(), counts.done,
                     counts.quarantined, counts.skipped);
  out << fmt::format(
      "{} Works, {} Expressions, {} blocks, {} rows, {} references, {} time expressions, {} of "
      "them deadlines\n\n",
      works.size(), catalogue.count("expressions"), catalogue.count("blocks"),
      catalogue.count("alignment_rows"), catalogue.count("references_"), catalogue.count("times"),
      catalogue.count("deadlines"));
  if (const auto quality = catalogue.quality(); !quality.empty()) {
    out << "what the readers noticed (hexapla normalize FILE --format json tells the places):\n";
    for (const store::Catalogue::QualityCount& q : quality) {
      out << fmt::format("  {}: {} in {} Expressions\n", printable(q.code), q.places,
                         q.expressions);
    }
    out << '\n';
  }
  for (const store::WorkSummary& w : works) {
    out << fmt::format("{}  [{}]  {}{}\n", printable(w.work), join(w.languages, " "),
                       one_line(w.title, 90),
                       w.named_by_file ? "  (named after the file: it prints no symbol)" : "");
  }
  for (const store::Input& i : inputs) {
    if (i.status == store::InputStatus::done) continue;
    out << fmt::format("{}: {}: {}{}\n", store::name(i.status), printable(i.path),
                       i.place.empty() ? "" : printable(i.place) + ": ", printable(i.reason));
  }
  return 0;
}

}  // namespace hexapla::command
