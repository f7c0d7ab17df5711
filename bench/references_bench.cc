// Throughput of reference extraction: bytes a second of one core, on running text with references
// in it.
#include <benchmark/benchmark.h>

#include <string>

#include "analyzers/references/references.h"

namespace {

// About one reference in three lines, as in notes by a secretariat.
const char* const kEnglish =
    "The Secretariat invited Parties and others to nominate experts to the joint roster referred "
    "to in paragraph 1 (d) above, "
    "and a compilation of the nominations that it received is set out in document "
    "UNEP/GLC/COP.3/INF/14. In collaboration with "
    "the regional centre, the Secretariat organized two meetings of experts, thanks to the "
    "financial support provided by the "
    "Governments of several countries; the meetings were held from 29 September to 1 October 2015 "
    "and from 25 to 27 October "
    "2016. Among the outcomes of these meetings, the conclusions, recommendations and the workplan "
    "of the experts are set out "
    "without formal editing, as requested by decisions SC-7/7, on the toolkit, and SC-7/8, on the "
    "guidelines. The Conference "
    "recalled General Assembly resolution 70/1 of 25 September 2015 and the obligations of Parties "
    "under article 5, paragraph "
    "2, of the Convention. The experts updated the existing guidelines and guidance and developed "
    "new guidance in accordance "
    "with the areas of work specified in the workplan. ";
const char* const kRussian =
    "Секретариат предложил Сторонам и другим субъектам назначить экспертов для включения в "
    "совместный реестр, упомянутый в пункте "
    "1 d) выше, и подборка полученных предложений приводится в документе UNEP/GLC/COP.3/INF/14, в "
    "соответствии с решениями СК-7/7 "
    "и СК-7/8, а также резолюцией 70/1 Генеральной Ассамблеи от 25 сентября 2015 года. ";
const char* const kChinese =
    "秘书处邀请缔约方和其他各方提名专家列入上文第1（d）段所述联合名册，收到的提名汇编载于UNEP/GLC/"
    "COP.3/INF/14号文件，并回顾第SC-7/7和SC-7/8号决定以及大会第70/1号决议。";
const char* const kPlain =
    "The experts updated the existing guidelines and guidance and developed new guidance in "
    "accordance with the areas of work "
    "that were specified in the workplan, and the participants expressed their appreciation for "
    "the hospitality of the hosts. ";

void run(benchmark::State& state, const char* text, const char* lang) {
  std::string paragraph;
  while (paragraph.size() < 1200) paragraph += text;
  for (auto _ : state) benchmark::DoNotOptimize(hexapla::references::find(paragraph, lang));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * paragraph.size()));
}

BENCHMARK_CAPTURE(run, english, kEnglish, "en");
BENCHMARK_CAPTURE(run, english_without_references, kPlain, "en");
BENCHMARK_CAPTURE(run, russian, kRussian, "ru");
BENCHMARK_CAPTURE(run, chinese, kChinese, "zh");

}  // namespace

BENCHMARK_MAIN();
