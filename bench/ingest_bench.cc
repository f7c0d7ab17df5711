// Reading and normalising files of the formats that know their structure: DOCX, HTML, Akoma Ntoso
// and TEI by the file and by the byte; PDF against pdftotext on the same files.
//
// Files: those of HEXAPLA_BENCH_FILES (a directory) where it is set, else those of the sample
// corpus. For PDF the time of the child processes counts, on both sides.
#include <benchmark/benchmark.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/files.h"
#include "pipeline/normalize/normalize.h"

namespace {

using namespace hexapla;
namespace fs = std::filesystem;

std::vector<fs::path> files_with(const std::string& extension) {
  const char* given = std::getenv("HEXAPLA_BENCH_FILES");
  std::vector<fs::path> out;
  const auto look = [&](const fs::path& root) {
    if (!fs::exists(root)) return;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.is_regular_file() && entry.path().extension() == extension)
        out.push_back(entry.path());
    }
  };
  if (given != nullptr) look(given);
  if (out.empty()) look(fs::path(HEXAPLA_SOURCE_DIR) / "corpus/manifestations");
  std::sort(out.begin(), out.end());
  return out;
}

void read_all(benchmark::State& state, const std::vector<std::string>& all,
              const std::string& name) {
  std::size_t bytes = 0;
  for (const std::string& one : all) bytes += one.size();
  for (auto _ : state) {
    for (const std::string& one : all)
      benchmark::DoNotOptimize(normalize::normalize(ingest::read(one, name)).blocks.size());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * all.size()));
}

void by_extension(benchmark::State& state, const std::string& extension) {
  std::vector<std::string> all;
  for (const fs::path& path : files_with(extension)) all.push_back(files::read(path));
  if (all.empty()) {
    state.SkipWithError("no such files");
    return;
  }
  read_all(state, all, "bench" + extension);
}

void docx(benchmark::State& state) {
  by_extension(state, ".docx");
}
BENCHMARK(docx)->Unit(benchmark::kMillisecond);

void doc(benchmark::State& state) {
  by_extension(state, ".doc");
}
BENCHMARK(doc)->Unit(benchmark::kMillisecond);

void html(benchmark::State& state) {
  by_extension(state, ".html");
}
BENCHMARK(html)->Unit(benchmark::kMillisecond);

const std::string kSentence =
    "The Conference of the Parties requests the Secretariat, subject to the availability of "
    "resources, to report on it at its ninth meeting.";

void tei(benchmark::State& state) {
  std::string body;
  for (int i = 1; body.size() < (1U << 20); ++i) {
    body += "<p id=\"" + std::to_string(i) + "\"><s id=\"" + std::to_string(i) +
            ":1\" lang=\"en\">" + kSentence + "</s>\n<s lang=\"en\">" + kSentence + "</s></p>\n";
  }
  read_all(state, {"<TEI.2><text><body>" + body + "</body></text></TEI.2>"}, "bench.xml");
}
BENCHMARK(tei)->Unit(benchmark::kMillisecond);

void akoma_ntoso(benchmark::State& state) {
  std::string body;
  for (int i = 1; body.size() < (1U << 20); ++i) {
    body += "<paragraph><num>" + std::to_string(i) + ".</num><content><p>" + kSentence +
            "</p></content></paragraph>\n";
  }
  read_all(state, {"<akomaNtoso><doc><mainBody>" + body + "</mainBody></doc></akomaNtoso>"},
           "bench.xml");
}
BENCHMARK(akoma_ntoso)->Unit(benchmark::kMillisecond);

// Processor time of this process and of the children that it has waited for, in seconds.
double processor_time() {
  double out = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    struct rusage usage {};
    getrusage(who, &usage);
    for (const timeval& t : {usage.ru_utime, usage.ru_stime})
      out += static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  }
  return out;
}

// False when the program cannot be run on the file, or fails.
bool run_pdftotext(const std::string& path) {
  std::string words[] = {"pdftotext", path, "/dev/null"};
  char* arguments[] = {words[0].data(), words[1].data(), words[2].data(), nullptr};
  pid_t child = 0;
  int status = 0;
  return ::posix_spawnp(&child, "pdftotext", nullptr, nullptr, arguments, environ) == 0 &&
         ::waitpid(child, &status, 0) == child && status == 0;
}

void pdf(benchmark::State& state) {
  const std::vector<fs::path> paths = files_with(".pdf");
  if (paths.empty() || !run_pdftotext(paths.front().string())) {
    state.SkipWithError("no PDF files, or no pdftotext");
    return;
  }
  double ours = 0;
  double theirs = 0;
  for (auto _ : state) {
    for (const fs::path& path : paths) {
      double before = processor_time();
      benchmark::DoNotOptimize(
          normalize::normalize(ingest::read(files::read(path), path.string())).blocks.size());
      ours += processor_time() - before;
      before = processor_time();
      if (!run_pdftotext(path.string())) state.SkipWithError("pdftotext failed");
      theirs += processor_time() - before;
    }
  }
  state.counters["times_pdftotext"] = ours / theirs;
  state.counters["files"] = static_cast<double>(paths.size());
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * paths.size()));
}
BENCHMARK(pdf)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
