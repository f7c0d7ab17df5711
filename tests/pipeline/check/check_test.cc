#include "pipeline/check/check.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/pipeline/check/sample.h"

namespace hexapla::check {
namespace {

struct Case {
  const char* what;
  Lines row;
  const char* expected;
};

// The same sentence in six languages, one of which is changed by the cases.
Lines six(const std::string& lang = "", const std::string& text = "") {
  Lines out = {{"ar",
                "يطلب إلى الأمانة أن تقدم تقريرا بحلول 30 حزيران/يونيه 2018 وفقا للمقرر SC-7/8 عن "
                "45 موقعا؛"},
               {"en",
                "Requests the Secretariat to submit a report by 30 June 2018 pursuant to decision "
                "SC-7/8 on 45 sites;"},
               {"es",
                "Pide a la Secretaría que presente un informe a más tardar el 30 de junio de 2018 "
                "con arreglo a la decisión SC-7/8 sobre 45 sitios;"},
               {"fr",
                "Prie le Secrétariat de présenter un rapport d’ici au 30 juin 2018 conformément à "
                "la décision SC-7/8 sur 45 sites ;"},
               {"ru",
                "просит секретариат представить доклад к 30 июня 2018 года согласно решению СК-7/8 "
                "о 45 объектах;"},
               {"zh", "请秘书处至迟于2018年6月30日根据第SC-7/8号决定提交关于45个地点的报告；"}};
  for (auto& [l, t] : out) {
    if (l == lang) t = text;
  }
  return out;
}

TEST(Check, FindsWhatOneOfSixLanguagesHasOtherwise) {
  const Case cases[] = {
      {"nothing", six(), ""},
      {"month",
       six("es",
           "Pide a la Secretaría que presente un informe a más tardar el 30 de julio de 2018 con "
           "arreglo a la decisión SC-7/8 sobre 45 sitios;"),
       "date:es"},
      {"year", six("zh", "请秘书处至迟于2019年6月30日根据第SC-7/8号决定提交关于45个地点的报告；"),
       "date:zh"},
      {"decision",
       six("ru",
           "просит секретариат представить доклад к 30 июня 2018 года согласно решению СК-7/9 о 45 "
           "объектах;"),
       "reference:ru"},
      {"number",
       six("fr",
           "Prie le Secrétariat de présenter un rapport d’ici au 30 juin 2018 conformément à la "
           "décision SC-7/8 sur 54 sites ;"),
       "number:fr"},
      {"number in Arabic digits",
       six("ar",
           "يطلب إلى الأمانة أن تقدم تقريرا بحلول ٣٠ حزيران/يونيه ٢٠١٨ وفقا للمقرر SC-7/8 عن ٤٦ "
           "موقعا؛"),
       "number:ar"},
      {"reference gone",
       six("en",
           "Requests the Secretariat to submit a report by 30 June 2018 pursuant to the decision "
           "on 45 sites;"),
       "reference-missing:en"},
      {"date gone",
       six("en",
           "Requests the Secretariat to submit a full report pursuant to decision SC-7/8 on 45 "
           "sites;"),
       "date-missing:en"},
      {"bound",
       six("en",
           "Requests the Secretariat to submit a report before 30 June 2018 pursuant to decision "
           "SC-7/8 on 45 sites;"),
       "deadline-bound:en"},
      {"actor",
       six("en",
           "Requests the Committee to submit a report by 30 June 2018 pursuant to decision SC-7/8 "
           "on 45 sites;"),
       "deadline-actor:en"},
      {"another language",
       six("zh",
           "Requests the Secretariat to submit a report by 30 June 2018 pursuant to decision "
           "SC-7/8 on 45 sites;"),
       "untranslated:zh"},
      {"omitted", six("ru", ""), "omitted:ru"},
      {"a digit set of its own is no difference",
       six("ar",
           "يطلب إلى الأمانة أن تقدم تقريرا بحلول ٣٠ حزيران/يونيه ٢٠١٨ وفقا للمقرر SC-7/8 عن ٤٥ "
           "موقعا؛"),
       ""},
      {"a number in words is no difference",
       six("zh",
           "请秘书处至迟于二〇一八年六月三十日根据第SC-7/8号决定提交关于四十五个地点的报告；"),
       ""},
  };
  for (const Case& c : cases) EXPECT_EQ(codes(work_of({c.row})), c.expected) << c.what;
}

TEST(Check, OfTwoLanguages) {
  const Case cases[] = {
      {"same",
       {{"en", "The budget is $412,500 for 2018."},
        {"fr", "Le budget est de 412 500 dollars pour 2018."}},
       ""},
      {"number",
       {{"en", "The budget is $412,500 for 2018."},
        {"fr", "Le budget est de 421 500 dollars pour 2018."}},
       "number:fr"},
      {"currency",
       {{"en", "The budget is $412,500 for 2018."},
        {"fr", "Le budget est de 412 500 euros pour 2018."}},
       "unit:fr"},
      {"per cent",
       {{"en", "Emissions fell by 15 per cent."},
        {"es", "Las emisiones disminuyeron un 51 por ciento."}},
       "number:es"},
      {"multipliers", {{"en", "A fund of 2.5 million dollars"}, {"zh", "250万美元的基金"}}, ""},
      {"negation lost",
       {{"en", "Parties shall not export such wastes to other countries."},
        {"fr", "Les Parties exportent ces déchets vers d’autres pays."}},
       "negation:fr"},
      {"negation kept",
       {{"en", "Parties shall not export such wastes to other countries."},
        {"fr", "Les Parties n’exportent pas ces déchets vers d’autres pays."}},
       ""},
      {"bracket",
       {{"en", "The plan (as adopted) applies."}, {"es", "El plan (tal como se aprobó se aplica."}},
       "brackets:es"},
      {"labels of lists close nothing",
       {{"en", "Items (a) and (b) apply."}, {"es", "Se aplican los apartados a) y b)."}},
       ""},
      {"placeholder",
       {{"en", "The meeting will be held in [city] on [date]."},
        {"fr", "La réunion se tiendra à [ville] le jeudi."}},
       "placeholder:fr"},
      {"label",
       {{"en", "3.|The Committee met."}, {"ru", "4.|Комитет провел заседание."}},
       "label:ru"},
      {"labels of other alphabets",
       {{"en", "(c)|The Committee met."}, {"ar", "(ج)|اجتمعت اللجنة."}},
       ""},
      {"note",
       {{"en", "The Committee met.^"}, {"ru", "Комитет провел заседание."}},
       "note-missing:ru"},
      {"mixed letters",
       {{"en", "The Secretariat prepared a report."}, {"ru", "Сeкpeтариат подготовил доклад."}},
       "script:ru"},
      {"added",
       {{"es", "La Conferencia aprobó el programa de trabajo."}},
       ""},  // nothing to compare with
  };
  for (const Case& c : cases) EXPECT_EQ(codes(work_of({c.row})), c.expected) << c.what;
}

TEST(Check, TheOriginalDecidesOverTheMajority) {
  const Lines row = {{"en", "Seen at 45 sites in Asia"},
                     {"es", "Visto en 46 lugares de Asia"},
                     {"fr", "Vu sur 46 sites en Asie"}};
  EXPECT_EQ(codes(work_of({row})), "number:en");
  Options options;
  options.original = "en";
  EXPECT_EQ(codes(work_of({row}), options), "number:es number:fr");
  options = {};
  options.langs = {"es", "fr"};
  EXPECT_EQ(codes(work_of({row}), options), "");
}

TEST(Check, MergedSplitAndMoved) {
  const std::string en =
      "The first paragraph speaks of monitoring.\nThe second one speaks of finance.";
  const std::string fr =
      "Le premier paragraphe parle de surveillance.\nLe deuxième parle de financement.";
  EXPECT_EQ(
      codes(work_of(
          {{{"en", en},
            {"fr", fr},
            {"es",
             "El primer párrafo trata de la vigilancia. El segundo trata de la financiación."}}})),
      "merged:es");
  EXPECT_EQ(codes(work_of({{{"en", "The paragraph speaks of monitoring and finance."},
                            {"fr", "Le paragraphe parle de surveillance et de financement."},
                            {"es", "El párrafo trata de la vigilancia\ny de la financiación."}}})),
            "split:es");
}

TEST(Check, ReportsOrder) {
  store::Work work =
      work_of({{{"en", "One is the first word."}, {"fr", "Un est le premier mot."}},
               {{"en", "Rain falls in spring."}, {"fr", "La pluie tombe au printemps."}},
               {{"en", "Snow falls in winter."}, {"fr", "La neige tombe en hiver."}},
               {{"en", "Wind blows in autumn."}, {"fr", "Le vent souffle en automne."}}});
  EXPECT_EQ(codes(work), "");
  // The French text has its first block at the end.
  work.rows[0].sides[1] = {3};
  work.rows[1].sides[1] = {0};
  work.rows[2].sides[1] = {1};
  work.rows[3].sides[1] = {2};
  for (std::size_t i = 0; i + 1 < 4; ++i)
    std::swap(work.expressions[1].expression.blocks[i],
              work.expressions[1].expression.blocks[i + 1]);
  EXPECT_EQ(codes(work), "order:fr");
}

TEST(Check, ARenumberedListIsReportedOnce) {
  std::vector<Lines> rows;
  for (int i = 1; i <= 5; ++i) {
    const std::string n = std::to_string(i);
    const std::string shifted = std::to_string(i < 3 ? i : i + 1);
    rows.push_back({{"en", n + ".|The Committee met again."},
                    {"fr", shifted + ".|Le Comité s’est réuni de nouveau."}});
  }
  EXPECT_EQ(codes(work_of(rows)), "label:fr");
}

TEST(Check, TheSameSentenceIsTranslatedInTheSameWay) {
  const std::string en = "The Secretariat shall prepare a report on the matter.";
  const Lines once = {{"en", en}, {"fr", "Le Secrétariat établit un rapport sur la question."}};
  const Lines again = {{"en", en}, {"fr", "Le Secrétariat prépare une étude à ce sujet."}};
  EXPECT_EQ(codes(work_of({once, once})), "");
  EXPECT_EQ(codes(work_of({once, again})), "inconsistent:fr");
}

class OneMemory : public Memory {
 public:
  std::vector<std::string> translations(std::string_view, std::string_view,
                                        std::string_view target) const override {
    return target == "fr"
               ? std::vector<std::string>{"Le Secrétariat établit un rapport sur la question."}
               : std::vector<std::string>{};
  }
};

TEST(Check, AgainstTheMemory) {
  const OneMemory memory;
  Options options;
  options.memory = &memory;
  const std::string en = "The Secretariat shall prepare a report on the matter.";
  EXPECT_EQ(
      codes(work_of({{{"en", en}, {"fr", "Le Secrétariat établit un rapport sur la question."}}}),
            options),
      "");
  EXPECT_EQ(codes(work_of({{{"en", en}, {"fr", "Le Secrétariat prépare une étude à ce sujet."}}}),
                  options),
            "inconsistent:fr");
}

TEST(Check, PointsAtTheWords) {
  const store::Work work =
      work_of({six("fr",
                   "Prie le Secrétariat de présenter un rapport d’ici au 30 juin 2018 conformément "
                   "à la décision SC-7/8 sur 54 sites ;")});
  const std::vector<Finding> findings = check(work);
  ASSERT_EQ(findings.size(), 1U);
  const Finding& f = findings[0];
  EXPECT_EQ(f.found, "54");
  EXPECT_EQ(f.expected, "45");
  EXPECT_EQ(f.severity, Severity::error);
  EXPECT_EQ(
      f.message,
      "French has the number 54 where Arabic, English, Spanish, Russian and Chinese have 45.");
  for (const Place& p : f.places) {
    const std::string& text =
        work.find(p.lang)->expression.blocks[static_cast<std::size_t>(p.block)].text();
    EXPECT_EQ(text.substr(p.span.begin, p.span.size()), p.lang == "fr" ? "54" : "45") << p.lang;
    EXPECT_EQ(p.role, p.lang == "fr" ? Place::Role::differs : Place::Role::agrees) << p.lang;
  }
}

TEST(Check, AKeyLastsAsLongAsTheTexts) {
  const auto key = [](const std::string& fr) {
    const std::vector<Finding> found = check(work_of({{{"en", "Seen at 45 sites"}, {"fr", fr}}}));
    return found.size() == 1 ? found[0].key : "";
  };
  EXPECT_EQ(key("Vu sur 46 sites").size(), 16U);
  EXPECT_EQ(key("Vu sur 46 sites"), key("Vu sur 46 sites"));
  EXPECT_NE(key("Vu sur 46 sites"), key("Vu sur 46 lieux"));
}

TEST(Check, NeverFailsOnOddWorks) {
  EXPECT_TRUE(check(store::Work{}).empty());
  EXPECT_TRUE(check(work_of({{{"en", "Alone"}}})).empty());
  const std::string hostile = std::string(3000, '(') + std::string(3000, '[') +
                              "\xC2\xAB 1,2.3/4 不不不 ne ne ne " + std::string(500, '9');
  EXPECT_NO_THROW(check(work_of({{{"en", hostile}, {"xx", hostile}, {"zh", "短"}}})));
}

TEST(Check, NamesAreReadBack) {
  for (int i = 0; i <= static_cast<int>(Code::term); ++i) {
    const Code code = static_cast<Code>(i);
    EXPECT_EQ(parse_code(name(code)), code);
    EXPECT_FALSE(title(code).empty());
  }
  EXPECT_EQ(parse_code("nothing"), std::nullopt);
  EXPECT_EQ(parse_severity("warning"), Severity::warning);
  EXPECT_EQ(parse_severity("never"), std::nullopt);
}

}  // namespace
}  // namespace hexapla::check
