// Speed of the checks on a document in six languages: references, dates, numbers, negations and
// texts of usual length in every row. The analysis of the texts (references, times) is not counted,
// the store has it.
#include <benchmark/benchmark.h>

#include <string>

#include "pipeline/check/check.h"
#include "pipeline/run/analyze.h"

namespace {

using namespace hexapla;

// One row in a language; `n` makes its numbers differ from row to row.
std::string row_text(const std::string& lang, std::size_t n) {
  const std::string a = std::to_string(n % 900 + 20);
  const std::string b = std::to_string(n % 9 + 1);
  if (lang == "ar")
    return "يطلب إلى الأمانة أن تقدم تقريرا بحلول 30 حزيران/يونيه 2018 وفقا للمقرر SC-" + b +
           "/8 عن " + a +
           " موقعا، على ألا يشمل ذلك المواقع التي لم تعينها الأطراف، وأن تتيحه على الموقع الشبكي "
           "للاتفاقية.";
  if (lang == "es")
    return "Pide a la Secretaría que presente un informe a más tardar el 30 de junio de 2018 con "
           "arreglo a la "
           "decisión SC-" +
           b + "/8 sobre " + a +
           " sitios, sin incluir los que las Partes no hayan designado, y que lo publique en el "
           "sitio web.";
  if (lang == "fr")
    return "Prie le Secrétariat de présenter un rapport d’ici au 30 juin 2018 conformément à la "
           "décision SC-" +
           b + "/8 sur " + a +
           " sites, sans y inclure ceux que les Parties n’ont pas désignés, et de le publier.";
  if (lang == "ru")
    return "просит секретариат представить доклад к 30 июня 2018 года согласно решению СК-" + b +
           "/8 о " + a +
           " объектах, не включая в него те, которые не были указаны Сторонами, и разместить его "
           "на веб-сайте.";
  if (lang == "zh")
    return "请秘书处至迟于2018年6月30日根据第SC-" + b + "/8号决定提交关于" + a +
           "个地点的报告，不包括各缔约方未指定的地点，并在公约网站上公布该报告。";
  return "Requests the Secretariat to submit a report by 30 June 2018 pursuant to decision SC-" +
         b + "/8 on " + a +
         " sites, not including those that Parties have not designated, and to publish it on the "
         "website.";
}

store::Work make_work(std::size_t rows) {
  store::Work work;
  work.key = "file:bench";
  for (const char* lang : {"ar", "en", "es", "fr", "ru", "zh"}) {
    document::Expression e;
    e.work = work.key;
    e.named_by_file = true;
    e.lang = lang;
    for (std::size_t n = 0; n < rows; ++n) {
      document::Block block;
      block.lang = lang;
      block.content = document::MappedText::verbatim(row_text(lang, n), 0);
      block.label = document::MappedText::verbatim(std::to_string(n + 1) + ".", 0);
      e.blocks.push_back(std::move(block));
    }
    work.expressions.push_back(run::annotate(std::move(e)));
  }
  for (std::uint32_t n = 0; n < rows; ++n) {
    align::Row row;
    row.confidence = 1;
    row.sides.assign(6, {n});
    work.rows.push_back(std::move(row));
  }
  return work;
}

void BM_Check(benchmark::State& state) {
  const store::Work work = make_work(static_cast<std::size_t>(state.range(0)));
  std::size_t findings = 0;
  for (auto _ : state) findings = check::check(work).size();
  state.counters["findings"] = static_cast<double>(findings);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Check)->Arg(1000)->Arg(4000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
