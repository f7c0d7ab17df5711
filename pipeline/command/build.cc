#include "pipeline/run/build.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "pipeline/align/dictionary_file.h"
#include "pipeline/command/commands.h"
#include "pipeline/command/output.h"

namespace hexapla::command {
namespace {

// A bar that redraws its line; nothing at all when standard error is no terminal.
class Bar : public run::Progress {
 public:
  explicit Bar(Environment environment) : environment_(environment) {}
  ~Bar() override {
    if (drawn_) environment_.err << "\r\033[K" << std::flush;
  }

  void report(std::string_view stage, std::size_t done, std::size_t total) override {
    if (!environment_.err_is_terminal) return;
    constexpr std::size_t kWidth = 30;
    const std::size_t filled = total == 0 ? kWidth : kWidth * done / total;
    environment_.err << fmt::format("\r\033[K{:8} [{}{}] {}/{}", stage, std::string(filled, '#'),
                                    std::string(kWidth - filled, ' '), done, total)
                     << std::flush;
    drawn_ = true;
  }

 private:
  Environment environment_;
  bool drawn_ = false;
};

Json to_json(const store::Input& i) {
  Json json;
  json["path"] = i.path;
  json["status"] = store::name(i.status);
  if (i.status == store::InputStatus::done) {
    json["work"] = i.work;
    json["named_by"] = i.work.starts_with("file:") ? "file" : "symbol";
    json["lang"] = i.lang;
    json["blocks"] = i.blocks;
  } else {
    json["stage"] = i.stage;
    json["place"] = i.place;
    json["reason"] = i.reason;
  }
  return json;
}

void print_json(const run::BuildReport& report, std::ostream& out) {
  Json json;
  json["done"] = report.done;
  json["quarantined"] = report.quarantined;
  json["skipped"] = report.skipped;
  json["read"] = report.read;
  json["unchanged"] = report.unchanged;
  json["removed"] = report.removed;
  json["works"] = report.works;
  json["works_built"] = report.works_built;
  json["works_removed"] = report.works_removed;
  json["published"] = report.published;
  json["inputs"] = Json::array();
  for (const store::Input& i : report.inputs) json["inputs"].push_back(to_json(i));
  print_document(out, json);
}

void print_text(const run::BuildReport& report, const std::string& store, std::ostream& out) {
  // Long lists are cut here and whole in `hexapla status`.
  constexpr std::size_t kMost = 20;
  out << fmt::format("{}: {} done, {} quarantined, {} skipped ({} read, {} as before)\n",
                     counted(report.inputs.size(), "file"), report.done, report.quarantined,
                     report.skipped, report.read, report.unchanged);
  std::size_t listed = 0;
  std::size_t unlisted = 0;
  for (const store::Input& i : report.inputs) {
    if (i.status == store::InputStatus::done) continue;
    if (listed == kMost) {
      ++unlisted;
      continue;
    }
    ++listed;
    out << fmt::format("  {}: {}{}: {}\n", store::name(i.status), printable(i.path),
                       i.place.empty() ? "" : ": " + printable(i.place), printable(i.reason));
  }
  std::vector<std::string> by_file;
  for (const store::Input& i : report.inputs) {
    if (i.status == store::InputStatus::done && i.work.starts_with("file:"))
      by_file.push_back(i.work);
  }
  std::sort(by_file.begin(), by_file.end());
  by_file.erase(std::unique(by_file.begin(), by_file.end()), by_file.end());
  for (const std::string& work : by_file) {
    if (listed == 2 * kMost) {
      ++unlisted;
      continue;
    }
    ++listed;
    out << fmt::format(
        "  named after the file, because the document prints no symbol of its own: {}\n",
        printable(work));
  }
  if (unlisted > 0) out << fmt::format("  … and {} more: see `hexapla status`\n", unlisted);
  for (const std::string& path : report.removed)
    out << fmt::format("  gone, and taken out of the store: {}\n", printable(path));
  out << (report.published
              ? fmt::format("{} built, {} in the store {}\n",
                            counted(report.works_built.size(), "Work"), report.works, store)
              : fmt::format("nothing to do: the store {} is up to date, {}\n", store,
                            counted(report.works, "Work")));
}

}  // namespace

int build(const BuildCommand& options, Environment environment) {
  run::BuildOptions build_options;
  build_options.inputs.assign(options.inputs.begin(), options.inputs.end());
  build_options.store = options.store;
  build_options.jobs = options.jobs;
  build_options.realign = options.realign;
  build_options.thesaurus = options.thesaurus;
  build_options.corrections = options.corrections;
  for (const std::string& dictionary : options.dictionaries)
    build_options.dictionaries.push_back(align::read_dictionary(dictionary));
  run::BuildReport report;
  {
    Bar bar(environment);
    report = run::build(build_options, &bar);
  }
  if (options.format == "json") {
    print_json(report, environment.out);
  } else {
    print_text(report, options.store, environment.out);
  }
  if (report.quarantined > 0) return 3;
  return report.inputs.empty() ? 1 : 0;
}

}  // namespace hexapla::command
