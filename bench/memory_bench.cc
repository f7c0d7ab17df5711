// The translation memory at a million segments: build, size, opening, lookups at several
// thresholds, everything that a lookup does included (tokens of the query, search, scores), on one
// core.
//
//   bench_memory [SEGMENTS] [LANG,LANG...]   one million when not given, every language in turn
//   bench_memory --verify                    lookup against brute force: 100,000 segments, 2,000
//                                            queries, at 50, 70, 85 and 100 percent
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/memory/edit_distance.h"
#include "pipeline/memory/memory.h"
#include "tests/support/segments.h"

namespace {

using namespace hexapla;
using memory::Measure;
namespace fs = std::filesystem;

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Processor time of this thread: what other programs do to the machine is not counted, but for the
// caches that they share.
double thread_micros() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

const std::vector<std::string> kLanguages = {"ar", "en", "es", "fr", "ru", "zh"};

// Queries: one half new segments, the other half segments of the memory with some words changed.
std::vector<std::string> make_queries(testing::SegmentSource& source,
                                      const std::vector<std::string>& kept, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    out.push_back(
        i % 2 == 0 ? source.next()
                   : source.edited(kept[source.random()() % kept.size()], source.random()() % 7));
  }
  return out;
}

void measure(const memory::Memory& m, const std::string& lang,
             const std::vector<std::string>& queries, unsigned threshold) {
  std::vector<double> micros;
  std::size_t hits = 0;
  for (std::size_t i = 0; i < 100; ++i) m.search(queries[i], lang, threshold);
  for (const std::string& q : queries) {
    const double from = thread_micros();
    hits += m.search(q, lang, threshold).size();
    micros.push_back(thread_micros() - from);
  }
  std::sort(micros.begin(), micros.end());
  const auto at = [&](double q) {
    return micros[static_cast<std::size_t>(q * static_cast<double>(micros.size() - 1))];
  };
  fmt::print("{}  {:3} %   median {:8.1f} us   p90 {:8.1f} us   p99 {:8.1f} us   {:.1f} hits\n",
             lang, threshold, at(0.5), at(0.9), at(0.99),
             static_cast<double>(hits) / static_cast<double>(queries.size()));
  std::fflush(stdout);
}

// A memory of `segments` units, all in `lang`, each with one other language in turn, as
// translations come in pairs.
void bench(const fs::path& directory, const std::string& lang, std::size_t segments) {
  fs::remove_all(directory);
  std::vector<testing::SegmentSource> others;
  for (const std::string& l : kLanguages) others.emplace_back(l, 60000, 5);
  testing::SegmentSource source(lang, 120000, 1);
  std::vector<std::string> kept;
  double cpu = 0;
  double wall = 0;
  std::size_t bytes = 0;
  {
    memory::Writer writer(directory);
    // Generated a batch at a time, so that making the text is not measured and takes no memory.
    std::vector<memory::TranslationUnit> batch;
    for (std::size_t from = 0; from < segments; from += batch.size()) {
      batch.clear();
      for (std::size_t i = from; i < std::min(segments, from + 10000); ++i) {
        std::size_t other = i % kLanguages.size();
        if (kLanguages[other] == lang) other = (other + 1) % kLanguages.size();
        memory::TranslationUnit unit;
        unit.variants = {{lang, source.next(), {}, {}, {}},
                         {kLanguages[other], others[other].next(), {}, {}, {}}};
        for (const memory::Variant& v : unit.variants) bytes += v.text.size();
        if (i % 50 == 0) kept.push_back(unit.variants[0].text);
        batch.push_back(std::move(unit));
      }
      cpu -= cpu_seconds();
      wall -= wall_seconds();
      for (const memory::TranslationUnit& u : batch) writer.add(u);
      cpu += cpu_seconds();
      wall += wall_seconds();
    }
    cpu -= cpu_seconds();
    wall -= wall_seconds();
    writer.commit();
    cpu += cpu_seconds();
    wall += wall_seconds();
  }
  const auto from = std::chrono::steady_clock::now();
  const memory::Memory m = memory::Memory::open(directory);
  const double open_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count();
  fmt::print(
      "{}  {} units, {} segments, {:.0f} MB of text: built in {:.1f} s of processor ({:.1f} s), "
      "peak "
      "{} MB; {:.0f} MB in {} files; opened in {:.2f} ms\n",
      lang, segments, 2 * segments, static_cast<double>(bytes) / 1e6, cpu, wall, peak_megabytes(),
      static_cast<double>(m.bytes()) / 1e6, m.files(), open_ms);
  const std::vector<std::string> queries = make_queries(source, kept, 4000);
  for (const unsigned threshold : {100U, 85U, 70U}) measure(m, lang, queries, threshold);
  measure(m, lang, {queries.begin(), queries.begin() + 1000}, 50);
}

std::vector<std::uint64_t> keys_of(const std::string& text, Measure measure) {
  std::vector<segmentation::MatchToken> tokens;
  segmentation::match_tokens(text, measure, tokens);
  std::vector<std::uint64_t> out;
  for (const auto& t : tokens) out.push_back(t.key);
  return out;
}

int verify(const fs::path& directory) {
  constexpr std::size_t kSegments = 100000;
  constexpr std::size_t kQueries = 2000;
  int differences = 0;
  std::size_t found = 0;
  // Six languages and the characters of Chinese share the queries, so that all take part; every
  // query is compared with all of the segments of its language.
  std::vector<std::pair<std::string, Measure>> kinds;
  for (const std::string& l : kLanguages) kinds.emplace_back(l, Measure::words);
  kinds.emplace_back("zh", Measure::characters);
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    const auto& [lang, measure] = kinds[kind];
    fs::remove_all(directory);
    testing::SegmentSource source(lang, 20000, 3);
    std::vector<std::string> texts;
    {
      memory::Writer writer(directory);
      for (std::size_t i = 0; i < kSegments; ++i) {
        texts.push_back(source.next());
        memory::TranslationUnit unit;
        unit.id = std::to_string(i);
        unit.variants = {{lang, texts.back(), {}, {}, {}}, {"xx", "x", {}, {}, {}}};
        writer.add(unit);
      }
      writer.commit();
    }
    std::vector<std::vector<std::uint64_t>> keys;
    for (const std::string& t : texts) keys.push_back(keys_of(t, measure));
    const memory::Memory m = memory::Memory::open(directory);
    const std::size_t share = (kQueries + kinds.size() - 1) / kinds.size();
    for (const std::string& query : make_queries(source, texts, share)) {
      const std::vector<std::uint64_t> own = keys_of(query, measure);
      std::vector<std::size_t> distances(keys.size());
      for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::size_t longer = std::max(own.size(), keys[i].size());
        const std::size_t shorter = std::min(own.size(), keys[i].size());
        // Beyond half of the longer one nothing can match at any threshold.
        distances[i] =
            2 * (longer - shorter) > longer ? longer : memory::plain_edit_distance(own, keys[i]);
      }
      for (const unsigned threshold : {50U, 70U, 85U, 100U}) {
        std::vector<std::pair<std::size_t, std::size_t>> expected;
        for (std::size_t i = 0; i < keys.size(); ++i) {
          const std::size_t longer = std::max(own.size(), keys[i].size());
          if (longer > 0 && 100 * (longer - distances[i]) >= threshold * longer)
            expected.emplace_back(i, distances[i]);
        }
        std::vector<std::pair<std::size_t, std::size_t>> actual;
        for (const memory::Hit& h : m.search(query, lang, threshold, measure))
          actual.emplace_back(std::stoul(m.unit(h.unit).id), h.distance);
        std::sort(actual.begin(), actual.end());
        found += expected.size();
        if (actual != expected) ++differences;
      }
    }
    fmt::print("{}{}: {} queries against {} segments\n", lang,
               measure == Measure::characters ? " by characters" : "", share, kSegments);
    std::fflush(stdout);
  }
  fmt::print("50, 70, 85 and 100 %: {} matches, {} queries that differ\n", found, differences);
  return differences == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const fs::path directory =
      fs::temp_directory_path() / fmt::format("hexapla-bench-memory-{}", ::getpid());
  int code = 0;
  if (argc > 1 && std::string(argv[1]) == "--verify") {
    code = verify(directory);
  } else {
    const std::size_t segments = argc > 1 ? std::stoul(argv[1]) : 1000000;
    std::vector<std::string> languages = kLanguages;
    if (argc > 2) {
      languages.clear();
      std::string list = argv[2];
      for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(',', at), list.size());
        languages.push_back(list.substr(at, end - at));
        at = end + 1;
      }
    }
    for (const std::string& lang : languages) bench(directory, lang, segments);
  }
  fs::remove_all(directory);
  return code;
}
