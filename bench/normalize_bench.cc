// Reading and normalising plain text: bytes a second, for the six languages. One sentence as
// numbered paragraphs, each on a line of its own and hard-wrapped; and papers as they come: the
// texts that pdftotext makes of the sample corpus, with mastheads, notes, tables, lists, running
// heads and page numbers, and its texts with wrapped lines.
//
// All of what `hexapla normalize` does between the bytes of a file and the text that it prints is
// measured: character set, cleaning and NFC, source map, layout, blocks, languages; in `as_text`
// the printed text, too. bench_normalize --write BYTES LANG FILE writes a text of papers for
// measuring the whole program.
#include <benchmark/benchmark.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/base/files.h"
#include "pipeline/base/memory.h"
#include "pipeline/normalize/normalize.h"

namespace {

using namespace hexapla;
namespace fs = std::filesystem;

struct Sample {
  const char* name;
  const char* paragraph;
};

constexpr Sample kSamples[] = {
    {"en",
     "The Conference of the Parties requests the Secretariat, subject to the availability of "
     "resources, to continue to "
     "support the experts in the work referred to in paragraph 5 of decision SC-7/8 and to report "
     "to the "
     "Conference of the Parties at its ninth meeting, to be held in May 2019."},
    {"fr",
     "La Conférence des Parties prie le Secrétariat, dans la limite des ressources disponibles, de "
     "continuer à appuyer "
     "les experts dans les travaux visés au paragraphe 5 de la décision SC-7/8 et de lui faire "
     "rapport à sa neuvième "
     "réunion, qui se tiendra en mai 2019."},
    {"es",
     "La Conferencia de las Partes solicita a la Secretaría que, con sujeción a la disponibilidad "
     "de recursos, siga "
     "apoyando a los expertos en la labor mencionada en el párrafo 5 de la decisión SC-7/8 y que "
     "informe a la "
     "Conferencia de las Partes en su novena reunión, que se celebrará en mayo de 2019."},
    {"ru",
     "Конференция Сторон просит секретариат при наличии ресурсов продолжать оказывать поддержку "
     "экспертам в работе, "
     "упомянутой в пункте 5 решения СК-7/8, и представить доклад Конференции Сторон на ее девятом "
     "совещании, которое "
     "состоится в мае 2019 года."},
    {"zh",
     "缔约方大会请秘书处在有资源可用的情况下继续支持专家开展第SC-7/"
     "8号决定第5段所述工作，并向将于2019年5月举行的"
     "缔约方大会第九次会议提出报告。"},
    {"ar",
     "يطلب مؤتمر الأطراف إلى الأمانة أن تواصل، رهناً بتوافر الموارد، دعم الخبراء في العمل المشار "
     "إليه في الفقرة 5 من "
     "المقرر وأن تقدم تقريراً إلى مؤتمر الأطراف في اجتماعه التاسع الذي سيعقد في أيار/مايو 2019."},
};

// About a megabyte of numbered paragraphs, each on one line.
std::string document_of(const Sample& sample) {
  std::string out;
  for (int n = 1; out.size() < (1U << 20); ++n)
    out += std::to_string(n % 900 + 1) + ". " + sample.paragraph + "\n\n";
  return out;
}

// The same, wrapped as a page is: no line has more than 76 columns, and none has room for the first
// word of the next. Chinese is broken anywhere; its characters take two columns.
std::string wrapped(const std::string& text) {
  constexpr std::size_t kColumns = 76;
  std::string out;
  std::string word;
  std::size_t line = 0;
  std::size_t width = 0;
  const auto put = [&] {
    if (line > 0 && line + 1 + width > kColumns) {
      out += '\n';
      line = 0;
    } else if (line > 0 && static_cast<unsigned char>(word.front()) < 0xE2) {
      out += ' ';
      ++line;
    }
    out += word;
    line += width;
    word.clear();
    width = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    const bool wide = c.value >= 0x2E80;
    if ((c.value == ' ' || c.value == '\n' || wide) && !word.empty()) put();
    if (c.value == '\n') {
      out += '\n';
      line = 0;
    } else if (c.value != ' ') {
      word.append(text, at, c.size);
      width += wide ? 2 : 1;
    }
    at += c.size;
  }
  return out;
}

void run(benchmark::State& state, const std::string& text) {
  for (auto _ : state)
    benchmark::DoNotOptimize(normalize::normalize(ingest::read(text, "bench.txt")).blocks.size());
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(text.size()));
}

void normalise(benchmark::State& state) {
  const Sample& sample = kSamples[state.range(0)];
  state.SetLabel(sample.name);
  run(state, document_of(sample));
}
BENCHMARK(normalise)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

void normalise_wrapped(benchmark::State& state) {
  const Sample& sample = kSamples[state.range(0)];
  state.SetLabel(sample.name);
  run(state, wrapped(document_of(sample)));
}
BENCHMARK(normalise_wrapped)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

void read_only(benchmark::State& state) {
  const std::string text = document_of(kSamples[state.range(0)]);
  for (auto _ : state) benchmark::DoNotOptimize(ingest::read(text, "bench.txt").lines.size());
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(text.size()));
}
BENCHMARK(read_only)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

// The texts of one language in the sample corpus.
std::vector<std::string> papers_of(const std::string& lang) {
  std::vector<fs::path> paths;
  for (const char* folder : {"corpus/manifestations", "corpus/works"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(HEXAPLA_SOURCE_DIR) / folder)) {
      const std::string name = entry.path().filename().string();
      if (name == lang + ".txt" || name == lang + ".pdf.txt") paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> out;
  for (const fs::path& path : paths) out.push_back(files::read(path));
  return out;
}

// Every paper by itself: 1 to 6 KB each.
void papers(benchmark::State& state) {
  const Sample& sample = kSamples[state.range(0)];
  state.SetLabel(sample.name);
  const std::vector<std::string> all = papers_of(sample.name);
  std::size_t bytes = 0;
  for (const std::string& one : all) bytes += one.size();
  for (auto _ : state) {
    for (const std::string& one : all)
      benchmark::DoNotOptimize(normalize::normalize(ingest::read(one, "bench.txt")).blocks.size());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * all.size()));
}
BENCHMARK(papers)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

// One long document of papers, one after the other, a new page each.
std::string long_paper(const std::string& lang, std::size_t size) {
  const std::vector<std::string> all = papers_of(lang);
  std::string out;
  for (std::size_t i = 0; out.size() < size; ++i) {
    const std::string& one = all[i % all.size()];
    out += one;
    if (!one.ends_with('\f')) out += '\f';
  }
  return out;
}

void papers_in_one(benchmark::State& state) {
  const Sample& sample = kSamples[state.range(0)];
  state.SetLabel(sample.name);
  run(state, long_paper(sample.name, 1U << 20));
}
BENCHMARK(papers_in_one)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

// English papers in one document of 16 KB to 4 MB: what a document costs beside its text, and what
// it costs that its lines do not fit into the caches.
void papers_by_size(benchmark::State& state) {
  run(state, long_paper("en", static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(papers_by_size)
    ->RangeMultiplier(4)
    ->Range(1 << 14, 1 << 22)
    ->Unit(benchmark::kMillisecond);

// The files of the folder that HEXAPLA_BENCH_FILES names: each by itself, and one behind the other
// to a megabyte.
void files_of_folder(benchmark::State& state) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(std::getenv("HEXAPLA_BENCH_FILES")))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::string all;
  for (std::size_t i = 0; all.size() < (1U << 20); ++i)
    all += files::read(paths[i % paths.size()]) + '\f';
  if (state.range(0) == 1) {
    run(state, all);
    return;
  }
  std::size_t bytes = 0;
  for (auto _ : state) {
    for (const fs::path& path : paths) {
      const std::string text = files::read(path);
      bytes += text.size();
      benchmark::DoNotOptimize(normalize::normalize(ingest::read(text, "bench.txt")).blocks.size());
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

// The papers in one with the text that `hexapla normalize` prints.
void as_text(benchmark::State& state) {
  const Sample& sample = kSamples[state.range(0)];
  state.SetLabel(sample.name);
  const std::string text = long_paper(sample.name, 1U << 20);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        normalize::to_text(normalize::normalize(ingest::read(text, "bench.txt"))).size());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(as_text)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

// Character sets of their time: found by what they make of the bytes, then converted.
void legacy(benchmark::State& state, std::size_t sample, const char* charset) {
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(wrapped(document_of(kSamples[sample])));
  std::string bytes(static_cast<std::size_t>(text.length()) * 4, '\0');
  bytes.resize(static_cast<std::size_t>(text.extract(
      0, text.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()), charset)));
  run(state, bytes);
}
BENCHMARK_CAPTURE(legacy, fr_windows_1252, 1, "windows-1252")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(legacy, ru_windows_1251, 3, "windows-1251")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(legacy, zh_GB18030, 4, "GB18030")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(legacy, ar_windows_1256, 5, "windows-1256")->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();  // as the program does
  if (argc == 5 && std::string_view(argv[1]) == "--write") {
    files::write_atomically(argv[4], long_paper(argv[3], std::strtoull(argv[2], nullptr, 10)));
    return 0;
  }
  if (std::getenv("HEXAPLA_BENCH_FILES") != nullptr) {
    benchmark::RegisterBenchmark("files_of_folder", files_of_folder)
        ->DenseRange(0, 1)
        ->Unit(benchmark::kMillisecond);
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
