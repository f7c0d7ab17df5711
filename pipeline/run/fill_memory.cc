#include "pipeline/run/fill_memory.h"

#include <fmt/format.h>

#include <set>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/exchange/aligned_units.h"
#include "pipeline/memory/provenance.h"

namespace hexapla::run {
namespace {

namespace fs = std::filesystem;

void set_property(memory::Properties& properties, std::string_view name, const std::string& text) {
  if (!text.empty()) properties.emplace_back(name, "key:" + memory::context_key(text));
}

const std::string& text_in(const memory::TranslationUnit& unit, const std::string& lang) {
  static const std::string kNone;
  for (const memory::Variant& v : unit.variants) {
    if (v.lang == lang) return v.text;
  }
  return kNone;
}

}  // namespace

void memory_units(const store::Work& work,
                  const std::function<void(memory::TranslationUnit&)>& sink) {
  std::vector<memory::TranslationUnit> units;
  exchange::aligned_units(work, {},
                          [&units](memory::TranslationUnit& u) { units.push_back(std::move(u)); });
  for (std::size_t i = 0; i < units.size(); ++i) {
    for (memory::Variant& v : units[i].variants) {
      if (i > 0) set_property(v.properties, memory::kPrevious, text_in(units[i - 1], v.lang));
      if (i + 1 < units.size())
        set_property(v.properties, memory::kNext, text_in(units[i + 1], v.lang));
    }
  }
  for (memory::TranslationUnit& u : units) sink(u);
}

void update_memory(const fs::path& published, const fs::path& directory,
                   const std::vector<store::Work>& works, const std::vector<std::string>& removed,
                   const std::string& state) {
  files::remove(directory);
  files::make_directories(directory);
  std::error_code error;
  if (fs::exists(published / "MANIFEST", error)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(published)) {
      if (entry.path().filename() == "lock") continue;
      // Files of the memory are replaced, never written to: a link is as good as a copy.
      const fs::path target = directory / entry.path().filename();
      fs::create_hard_link(entry.path(), target, error);
      if (error) fs::copy_file(entry.path(), target, error);
      if (error) files::fail(target, "cannot copy the memory", error.value());
    }
  }
  memory::Writer writer(directory);
  std::set<std::string, std::less<>> gone(removed.begin(), removed.end());
  for (const store::Work& work : works) gone.insert(work.key);
  std::vector<memory::UnitRef> old;
  writer.memory().for_each([&](memory::UnitRef ref, const memory::TranslationUnit& unit) {
    if (gone.contains(memory::property(unit.properties, memory::kWork))) old.push_back(ref);
    return true;
  });
  for (const memory::UnitRef& ref : old) writer.remove(ref);
  for (const store::Work& work : works)
    memory_units(work, [&writer](memory::TranslationUnit& unit) { writer.add(unit); });
  writer.set_state(state);
  writer.commit();
}

void fill_memory(const store::Catalogue& catalogue, const fs::path& directory) {
  files::remove(directory);
  memory::Writer writer(directory);
  for (const store::WorkSummary& summary : catalogue.works()) {
    memory_units(*catalogue.work(summary.work),
                 [&writer](memory::TranslationUnit& unit) { writer.add(unit); });
  }
  writer.set_state(catalogue.meta("state"));
  writer.commit();
}

std::vector<std::string> verify_memory(const store::Catalogue& catalogue,
                                       const fs::path& directory) {
  std::vector<std::string> problems;
  try {
    const memory::Memory memory = memory::Memory::open(directory);
    memory.verify();
    if (memory.state() != catalogue.meta("state"))
      problems.push_back("the memory is of another state: run `hexapla reindex`");
    // Work by Work: as many units as the rows give.
    std::map<std::string, std::size_t> there;
    memory.for_each([&there](memory::UnitRef, const memory::TranslationUnit& unit) {
      ++there[std::string(memory::property(unit.properties, memory::kWork))];
      return true;
    });
    for (const store::WorkSummary& summary : catalogue.works()) {
      std::size_t wanted = 0;
      memory_units(*catalogue.work(summary.work),
                   [&wanted](memory::TranslationUnit&) { ++wanted; });
      if (there[summary.work] != wanted) {
        problems.push_back(
            fmt::format("{}: the memory has {} units, its rows give {}: run `hexapla reindex`",
                        summary.work, there[summary.work], wanted));
      }
      there.erase(summary.work);
    }
    for (const auto& [work, count] : there)
      problems.push_back(
          fmt::format("the memory has units of {}, which is not in the catalogue: "
                      "run `hexapla reindex`",
                      work));
  } catch (const Error& e) {
    problems.push_back(std::string(e.what()) + ": run `hexapla reindex`");
  }
  return problems;
}

}  // namespace hexapla::run
