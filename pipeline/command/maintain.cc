#include "pipeline/run/maintain.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>
#include <xapian.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

#include "pipeline/base/error.h"
#include "pipeline/command/commands.h"
#include "pipeline/command/output.h"
#include "pipeline/store/store.h"

namespace hexapla::command {

int verify(const VerifyCommand& options, Environment environment) {
  const std::vector<std::string> problems = run::verify(options.store);
  if (options.format == "json") {
    print_document(environment.out,
                   {{"store", options.store}, {"sound", problems.empty()}, {"problems", problems}});
  } else if (problems.empty()) {
    environment.out << "the store " << options.store << " is sound\n";
  } else {
    for (const std::string& p : problems) environment.out << printable(p) << '\n';
  }
  return problems.empty() ? 0 : 1;
}

int reindex(const ReindexCommand& options, Environment environment) {
  const std::size_t works = run::reindex(options.store);
  environment.out << "indexed " << counted(works, "Work") << " of the store " << options.store
                  << '\n';
  return 0;
}

int doctor(const DoctorCommand& options, Environment environment) {
  namespace fs = std::filesystem;
  std::ostream& out = environment.out;
  bool fit = true;
  const auto say = [&](bool good, const std::string& what) {
    fit = fit && good;
    out << (good ? "ok       " : "problem  ") << what << '\n';
  };
  UVersionInfo icu;
  u_getVersion(icu);
  say(icu[0] >= 72, fmt::format("ICU {}.{}, Unicode {}", icu[0], icu[1], U_UNICODE_VERSION));
  say(sqlite3_libversion_number() >= 3040000, fmt::format("SQLite {}", sqlite3_libversion()));
  say(true, fmt::format("Xapian {}", Xapian::version_string()));
  std::error_code error;
  const fs::path store = options.store;
  const fs::path place =
      fs::exists(store, error) ? store : fs::absolute(store, error).parent_path();
  const fs::space_info space = fs::space(place, error);
  if (error) {
    say(false,
        fmt::format("{}: {}; give another place with --store", place.string(), error.message()));
  } else {
    say(space.available > (std::uintmax_t{100} << 20),
        fmt::format("{}: {} MB free", place.string(), space.available >> 20));
  }
  if (fs::exists(store, error)) {
    try {
      for (const std::string& p : run::verify(store)) say(false, p);
      if (fit) say(true, fmt::format("the store {} is sound", store.string()));
    } catch (const Error& e) {
      say(false, e.what());
    }
  } else {
    say(true, fmt::format("no store at {} yet", store.string()));
  }
  return fit ? 0 : 4;
}

}  // namespace hexapla::command
