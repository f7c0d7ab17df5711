#include <nlohmann/json.hpp>
#include <ostream>

#include "pipeline/base/error.h"
#include "pipeline/command/output.h"
#include "pipeline/command/tm_exchange.h"
#include "pipeline/exchange/unit_files.h"
#include "pipeline/memory/memory.h"
#include "pipeline/store/store.h"

namespace hexapla::command {
namespace {

constexpr std::size_t kManyUnits = 500000;

Json report_json(const exchange::UnitFileReport& r) {
  Json out = {{"file", r.name},
              {"format", r.format},
              {"units", r.report.units},
              {"untranslated", r.untranslated},
              {"skipped", r.report.skipped}};
  if (!r.error.empty()) out["error"] = r.error;
  out["problems"] = Json::array();
  for (const exchange::Problem& p : r.report.problems)
    out["problems"].push_back({{"line", p.line}, {"reason", p.reason}});
  out["problem_count"] = r.report.problem_count;
  return out;
}

void tell(const exchange::UnitFileReport& r, Environment environment) {
  environment.out << printable(r.name) << ": ";
  if (!r.error.empty()) {
    // The error names the file itself.
    std::string_view error = r.error;
    if (error.starts_with(r.name + ": ")) error.remove_prefix(r.name.size() + 2);
    environment.out << "not read: " << printable(error) << "\n";
  } else if (r.format.empty()) {
    environment.out << "holds no units\n";
  } else {
    environment.out << counted(r.report.units, "unit") << " from " << r.format;
    if (r.untranslated > 0)
      environment.out << ", " << r.untranslated << " without a translation left out";
    if (r.report.skipped > 0) environment.out << ", " << r.report.skipped << " damaged left out";
    environment.out << "\n";
  }
  for (const exchange::Problem& p : r.report.problems)
    environment.out << "  line " << p.line << ": " << printable(p.reason) << "\n";
  if (r.report.problem_count > r.report.problems.size()) {
    environment.out << "  and " << r.report.problem_count - r.report.problems.size() << " more\n";
  }
}

}  // namespace

int tm_import(const TmImportCommand& options, Environment environment) {
  std::filesystem::path directory = options.place.memory;
  if (directory.empty()) {
    // The memory of a store stands in it: there must be one.
    const store::Store store = store::Store::open(options.place.store);
    directory = imported_memory(store.directory());
  }
  memory::Writer writer(directory, memory::Writer::kFileTokens, memory::Cache::nothing);
  std::size_t total = 0;
  const auto reports = exchange::read_unit_files(
      options.files, options.langs, [](const std::string&) {},
      [&](memory::TranslationUnit& unit) {
        writer.add(unit);
        ++total;
      });
  // Many units are files of full size, which need no merging: what is large is not opened again.
  if (total < kManyUnits) {
    writer.commit();
  } else {
    writer.commit_last();
  }

  bool complete = true;
  Json files = Json::array();
  for (const exchange::UnitFileReport& r : reports) {
    const bool nothing = r.report.units == 0 && r.report.problem_count > 0;
    complete = complete && r.error.empty() && r.report.skipped == 0 && !nothing;
    if (options.format == "json") {
      files.push_back(report_json(r));
    } else {
      tell(r, environment);
    }
  }
  if (options.format == "json") {
    print_document(environment.out,
                   {{"memory", directory.string()}, {"units", total}, {"files", files}});
  } else {
    environment.out << counted(total, "unit") << " imported to " << printable(directory.string())
                    << "\n";
  }
  return complete ? 0 : 3;
}

}  // namespace hexapla::command
