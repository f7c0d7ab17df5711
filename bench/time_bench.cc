// Throughput of time expressions and deadlines: bytes a second of one core, on running text.
#include <benchmark/benchmark.h>

#include <string>

#include "analyzers/references/references.h"
#include "analyzers/time/time.h"

namespace {

const char* const kEnglish =
    "The Secretariat invited Parties and others to nominate experts to the joint roster, and a "
    "compilation of the "
    "nominations that it received is set out in the annex to the present note. In collaboration "
    "with the regional "
    "centre, the Secretariat organized two meetings of experts; the meetings were held from 29 "
    "September to 1 October "
    "2015 and from 25 to 27 October 2016. Requests the Secretariat to compile the comments by 14 "
    "August 2017 and to "
    "report to the Conference of the Parties at its ninth meeting. The experts updated the "
    "existing guidelines and "
    "guidance and developed new guidance in accordance with the areas of work specified in the "
    "workplan. ";
const char* const kRussian =
    "Секретариат предложил Сторонам и другим субъектам назначить экспертов для включения в "
    "совместный реестр, и "
    "подборка полученных предложений приводится в приложении к настоящей записке. Просит "
    "секретариат представить "
    "доклад не позднее 30 июня 2019 года. Совещание проходило в Женеве с 30 ноября по 13 декабря "
    "2015 года. ";
const char* const kChinese =
    "秘书处邀请缔约方和其他各方提名专家列入联合名册，收到的提名汇编载于本说明的附件。会议于2005年11"
    "月28日至12月2日"
    "在日内瓦举行。邀请各缔约方在2006年1月30日以前提交意见。";
const char* const kArabic =
    "يطلب إلى الأمانة أن تقدم تقريرا عن تنفيذ هذا المقرر بحلول 30 حزيران/يونيه 2019، ويدعو الأطراف "
    "إلى تقديم "
    "تعليقاتها في موعد أقصاه 15 تموز/يوليه 2019. ";
const char* const kSpanish =
    "La Secretaría invitó a las Partes y a otros interesados a que propusieran expertos para la "
    "lista "
    "conjunta, y en el anexo de la presente nota figura una recopilación de las propuestas "
    "recibidas. "
    "Pide a la Secretaría que presente un informe a más tardar el 30 de junio de 2019. La reunión "
    "se "
    "celebró en Ginebra del 30 de noviembre al 13 de diciembre de 2015. ";
const char* const kFrench =
    "Le Secrétariat a invité les Parties et d’autres acteurs à désigner des experts pour la liste "
    "commune, et une compilation des candidatures reçues figure dans l’annexe de la présente note. "
    "Prie "
    "le Secrétariat de présenter un rapport au plus tard le 30 juin 2019. La réunion s’est tenue à "
    "Genève du 30 novembre au 13 décembre 2015. ";
const char* const kPlain =
    "The experts updated the existing guidelines and guidance and developed new guidance in "
    "accordance with the areas "
    "of work that were specified in the workplan, and the participants expressed their "
    "appreciation for the "
    "hospitality of the hosts. ";

std::string paragraph(const char* text) {
  std::string out;
  while (out.size() < 1200) out += text;
  return out;
}

void run(benchmark::State& state, const char* text, const char* lang) {
  const std::string p = paragraph(text);
  for (auto _ : state) benchmark::DoNotOptimize(hexapla::time::find(p, lang));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * p.size()));
}

void with_references(benchmark::State& state, const char* text, const char* lang) {
  const std::string p = paragraph(text);
  for (auto _ : state) {
    benchmark::DoNotOptimize(hexapla::references::find(p, lang));
    benchmark::DoNotOptimize(hexapla::time::find(p, lang));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * p.size()));
}

BENCHMARK_CAPTURE(run, english, kEnglish, "en");
BENCHMARK_CAPTURE(run, english_without_dates, kPlain, "en");
BENCHMARK_CAPTURE(run, russian, kRussian, "ru");
BENCHMARK_CAPTURE(run, spanish, kSpanish, "es");
BENCHMARK_CAPTURE(run, french, kFrench, "fr");
BENCHMARK_CAPTURE(run, chinese, kChinese, "zh");
BENCHMARK_CAPTURE(run, arabic, kArabic, "ar");
BENCHMARK_CAPTURE(with_references, arabic, kArabic, "ar");
BENCHMARK_CAPTURE(with_references, english, kEnglish, "en");
BENCHMARK_CAPTURE(with_references, spanish, kSpanish, "es");
BENCHMARK_CAPTURE(with_references, french, kFrench, "fr");
BENCHMARK_CAPTURE(with_references, russian, kRussian, "ru");
BENCHMARK_CAPTURE(with_references, chinese, kChinese, "zh");

}  // namespace

BENCHMARK_MAIN();
