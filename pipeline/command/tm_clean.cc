#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "pipeline/base/error.h"
#include "pipeline/command/tm.h"
#include "pipeline/command/tm_output.h"
#include "pipeline/memory/clean.h"

namespace hexapla::command {
namespace {

// The memory that may be cleaned: one that stands by itself, or the store's imported one. What the
// build made is derived, and would come again.
std::filesystem::path cleanable(const TmPlace& place) {
  if (!place.memory.empty()) return place.memory;
  return imported_memory(place.store);
}

Json finding_json(const memory::CleanFinding& f) {
  Json json = {{"flaw", name(f.flaw)}, {"unit", {f.ref.file, f.ref.number}}};
  if (!f.lang.empty()) json["lang"] = f.lang;
  json["text"] = f.text;
  json["reason"] = f.reason;
  return json;
}

}  // namespace

int tm_clean(const TmCleanCommand& options, Environment environment) {
  std::set<memory::Flaw> flaws;
  for (const memory::Flaw flaw : memory::kFlaws) {
    if (options.only.empty() ||
        std::find(options.only.begin(), options.only.end(), name(flaw)) != options.only.end())
      flaws.insert(flaw);
  }
  std::vector<memory::CleanFinding> findings;
  Json memories = Json::array();
  std::size_t all = 0;
  const auto report = [&](const std::string& memory, std::size_t changed) {
    all += findings.size();
    Json json = {{"memory", memory}, {"changed", changed}, {"findings", Json::array()}};
    for (const memory::CleanFinding& f : findings) {
      if (options.format == "json") {
        json["findings"].push_back(finding_json(f));
      } else {
        environment.out << name(f.flaw) << "  " << (f.lang.empty() ? "" : f.lang + "  ")
                        << printable(one_line(f.text, 120)) << ": " << printable(f.reason) << '\n';
      }
    }
    memories.push_back(std::move(json));
  };
  if (options.apply) {
    const std::filesystem::path directory = cleanable(options.place);
    memory::Memory::open(directory);  // says in words when there is none
    memory::Writer writer(directory);
    findings = find_flaws(writer.memory(), flaws);
    const std::size_t changed = apply_clean(writer, findings);
    if (changed > 0) writer.commit();
    report(directory.string(), changed);
    if (options.format == "text")
      environment.out << counted(changed, "unit") << " changed or removed\n";
  } else {
    for (const OpenMemory& m : open_memories(options.place)) {
      findings = find_flaws(m.memory, flaws);
      report(m.name, 0);
    }
    if (options.format == "text")
      environment.out << counted(all, "finding") << "; --apply acts on them\n";
  }
  if (options.format == "json") print_document(environment.out, memories);
  return all == 0 || options.apply ? 0 : 1;
}

}  // namespace hexapla::command
