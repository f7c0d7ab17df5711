// Reading TMX: bytes a second, for files of one script and of six. With `--write BYTES FILE` no
// benchmark but a file of that size, for scripts/bench tmx --huge.
#include <benchmark/benchmark.h>

#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "pipeline/exchange/tmx.h"

namespace {

using namespace hexapla;

constexpr std::pair<const char*, const char*> kSentences[] = {
    {"en",
     "Requests the Secretariat to report to the Conference of the Parties at its ninth meeting on "
     "the progress made, subject to the availability of resources."},
    {"fr",
     "Prie le Secrétariat de faire rapport à la Conférence des Parties à sa neuvième réunion sur "
     "les progrès accomplis, dans la limite des ressources disponibles."},
    {"es",
     "Solicita a la Secretaría que informe a la Conferencia de las Partes en su novena reunión "
     "sobre los progresos realizados, con sujeción a la disponibilidad de recursos."},
    {"ru",
     "просит секретариат представить Конференции Сторон на ее девятом совещании доклад о "
     "достигнутом прогрессе при условии наличия ресурсов."},
    {"zh", "请秘书处在有资源可用的情况下，向缔约方大会第九次会议报告所取得的进展。"},
    {"ar",
     "يطلب إلى الأمانة أن تقدم إلى مؤتمر الأطراف في اجتماعه التاسع تقريراً عن التقدم المحرز، رهناً "
     "بتوافر الموارد."},
};

memory::TranslationUnit unit(std::size_t n, std::size_t first, std::size_t last) {
  memory::TranslationUnit out;
  out.id = std::to_string(n);
  out.properties = {{"changedate", "20160930T120000Z"}, {"x-work", "UNEP/GLC/COP.3/7"}};
  for (std::size_t k = first; k <= last; ++k) {
    memory::Variant v{kSentences[k].first, kSentences[k].second, {}, {}, {}};
    v.text += " (" + std::to_string(n * 7919 % 100003) + ")";
    if (n % 5 == 0) {
      using Kind = memory::InlineCode::Kind;
      v.codes = {{0, Kind::open, "bpt", "1", {{"x", "1"}}, "<b>", {}},
                 {6, Kind::close, "ept", "1", {}, "</b>", {}}};
    }
    out.variants.push_back(std::move(v));
  }
  return out;
}

void write(std::ostream& out, std::size_t bytes, std::size_t first, std::size_t last) {
  exchange::TmxWriter writer(out);
  for (std::size_t n = 0; out.tellp() < static_cast<std::streamoff>(bytes); ++n)
    writer.write(unit(n, first, last));
  writer.finish();
}

void read(benchmark::State& state, std::size_t first, std::size_t last) {
  std::ostringstream out;
  write(out, std::size_t{32} << 20, first, last);
  const std::string file = out.str();
  for (auto _ : state) {
    exchange::MemorySource source(file);
    std::size_t characters = 0;
    exchange::read_tmx(source, "bench.tmx", [&](memory::TranslationUnit& u) {
      for (const auto& v : u.variants) characters += v.text.size();
    });
    benchmark::DoNotOptimize(characters);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.size()));
}

BENCHMARK_CAPTURE(read, en_fr, 0, 1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read, zh_ar, 4, 5)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read, six_languages, 0, 5)->Unit(benchmark::kMillisecond);

void write_six(benchmark::State& state) {
  std::int64_t bytes = 0;
  for (auto _ : state) {
    std::ostringstream out;
    write(out, std::size_t{8} << 20, 0, 5);
    bytes += static_cast<std::int64_t>(out.tellp());
  }
  state.SetBytesProcessed(bytes);
}
BENCHMARK(write_six)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::strcmp(argv[1], "--write") == 0) {
    std::ofstream out(argv[3], std::ios::binary);
    write(out, std::stoull(argv[2]), 0, 5);
    return out.good() ? 0 : 4;
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
