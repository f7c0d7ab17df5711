// Mastheads of the six languages: the same facts from each.
#include <gtest/gtest.h>

#include "dump.h"

namespace hexapla::normalize {
namespace {

struct Case {
  const char* lang;
  const char* text;
  const char* distribution;
  const char* session;
  const char* place;
  const char* agenda;
  const char* title;
  const char* author;
  const char* original;
};

// Where a meeting was held, told in a sentence: the place, without what leads to it and to the day.
TEST(Masthead, PlacesOfRecords) {
  const struct {
    const char* line;
    const char* place;
  } cases[] = {
      {"Held at Headquarters, New York, on Friday, 5 October 2035, at 3 p.m.",
       "Headquarters, New York"},
      {"Held at Headquarters on Friday, 5 October 2035, at 3 p.m.", "Headquarters"},
      {"Held at the Palais des Nations, Geneva, on 12 June 2035", "Palais des Nations, Geneva"},
      {"Held at Lake Success, New York on 7 October 2035", "Lake Success, New York"},
      {"tenue au Siège, à New York, le vendredi 5 octobre 2035, à 15 heures", "Siège, à New York"},
      {"Tenue au Palais des Nations, à Genève, le 5 octobre 2035", "Palais des Nations, à Genève"},
      {"celebrada en la Sede, Nueva York, el viernes 5 de octubre de 2035 a las 15.00 horas",
       "Sede, Nueva York"},
      {"Celebrada en el Palacio de las Naciones, Ginebra, el 5 de octubre de 2035",
       "Palacio de las Naciones, Ginebra"},
      {"состоявшегося в Центральных учреждениях, Нью-Йорк, в пятницу, 5 октября 2035 года, в 15 ч.",
       "Центральных учреждениях, Нью-Йорк"},
      {"Состоявшееся во Дворце Наций, Женева, 5 октября 2035 года", "Дворце Наций, Женева"},
      {"2035年10月5日星期五下午3时在纽约总部举行", "纽约总部"},
      {"2035年10月5日星期五在日内瓦万国宫舉行", "日内瓦万国宫"},
      {"المعقودة في المقر، نيويورك، يوم الجمعة، 5 تشرين الأول/أكتوبر 2035، الساعة 15/00",
       "المقر، نيويورك"},
      // Traps: without such words the first part is the place; a city that begins like one.
      {"Vienna, 10–13 December 2035", "Vienna"},
      {"Heldburg, 10–13 December 2035", "Heldburg"},
      {"Ginebra, 4 a 13 de mayo de 2035", "Ginebra"},
  };
  for (const auto& c : cases) {
    const document::Expression e =
        normalize_text("A/C.9/90/SR.3\nDistr.: General\nOriginal: English\n\n" +
                       std::string(c.line) + "\n\n1. The lakes were clean.\n");
    EXPECT_EQ(e.property("place"), c.place) << c.line;
  }
}

// What stands below the title of a record is who was in the chair, and no title.
TEST(Masthead, RecordsOfMeetings) {
  struct Record {
    const char* in;
    const char* title;
  };
  const Record cases[] = {
      {"A/C.9/90/SR.3\nDistr.: General\n5 November 2035\nOriginal: English\n\nProvisional summary "
       "record of the 3rd meeting\n\nHeld at Headquarters, New York, on 7 October 2035, at 10 "
       "a.m.\n\nChair: Ms. Lake (Norway)\n\nThe meeting was called to order at 10 a.m.\n\n1. Ms. "
       "Lake said that the lakes were clean.\n",
       "Provisional summary record of the 3rd meeting"},
      {"A/C.9/90/SR.3\nDistr. générale\n5 novembre 2035\nOriginal : anglais\n\nCompte rendu "
       "analytique de la 3e séance\n\nTenue au Siège, à New York, le 7 octobre 2035\n\nPrésidente "
       ": Mme Lac (Norvège)\n\nLa séance est ouverte à 10 heures.\n\n1. Mme Lac dit que les lacs "
       "sont propres.\n",
       "Compte rendu analytique de la 3e séance"},
      {"A/C.9/90/SR.3\nDistr. general\n5 de noviembre de 2035\nOriginal: inglés\n\nActa resumida "
       "de la 3ª sesión\n\nCelebrada en la Sede, Nueva York, el 7 de octubre de "
       "2035\n\nPresidenta: Sra. Lago (Noruega)\n\nSe declara abierta la sesión a las 10 "
       "horas.\n\n1. La Sra. Lago dice que los lagos están limpios.\n",
       "Acta resumida de la 3ª sesión"},
      {"A/C.9/90/SR.3\nDistr.: General\n5 November 2035\nRussian\nOriginal: English\n\nКраткий "
       "отчет о 3-м заседании\n\nСостоявшемся в Центральных учреждениях 7 октября 2035 "
       "года\n\nПредседатель: г-жа Озерова (Норвегия)\n\nЗаседание открывается в 10 ч.\n\n1. Г-жа "
       "Озерова говорит, что озера чисты.\n",
       "Краткий отчет о 3-м заседании"},
      {"A/C.9/90/SR.3\nDistr.: General\n2035年11月5日\n原文：英文\n\n第3次会议简要记录\n\n"
       "2035年10月7日在纽约总部举行\n\n主席：胡女士（挪威）\n\n上午10时宣布开会。\n\n"
       "1. 胡女士说湖泊是干净的。\n",
       "第3次会议简要记录"},
      {"A/C.9/90/SR.3\nالتوزيع: عام\n5 تشرين الثاني/نوفمبر 2035\nالأصل: بالإنكليزية\n\nمحضر موجز "
       "للجلسة 3\n\nالمعقودة في المقر، نيويورك، 7 تشرين الأول/أكتوبر 2035\n\nالرئيسة: السيدة بحيرة "
       "(النرويج)\n\nافتتحت الجلسة الساعة العاشرة.\n\n1- قالت السيدة بحيرة إن البحيرات نظيفة.\n",
       "محضر موجز للجلسة 3"},
  };
  for (const Record& c : cases) {
    const document::Expression e = normalize_text(c.in);
    EXPECT_EQ(e.title, c.title);
    EXPECT_EQ(e.property("symbol"), "A/C.9/90/SR.3") << c.title;
    EXPECT_EQ(e.property("session"), "") << c.title;
  }
}

TEST(Masthead, SixLanguages) {
  const Case cases[] = {
      {"en",
       "Distr.: General\n5 December 2007\nOriginal: English\n\nConference of the Parties\nSecond "
       "meeting\n"
       "Vienna, 10–13 December 2007\nItem 3 of the provisional agenda\n\nAreas for further "
       "cooperation\n\n"
       "Note by the secretariats\n\n1. The report of the meeting was adopted by the Parties.",
       "General", "Second meeting", "Vienna", "Item 3 of the provisional agenda",
       "Areas for further cooperation", "Note by the secretariats", "English"},
      {"fr",
       "Distr. générale\n5 décembre 2007\nOriginal : anglais\n\nConférence des Parties\nDeuxième "
       "réunion\n"
       "Vienne, 10-13 décembre 2007\nPoint 3 de l’ordre du jour provisoire\n\nDomaines de "
       "coopération\n\n"
       "Note du secrétariat\n\n1. Le rapport de la réunion a été adopté par les Parties.",
       "générale", "Deuxième réunion", "Vienne", "Point 3 de l’ordre du jour provisoire",
       "Domaines de coopération", "Note du secrétariat", "anglais"},
      {"es",
       "Distr. general\n5 de diciembre de 2007\nOriginal: inglés\n\nConferencia de las "
       "Partes\nSegunda reunión\n"
       "Viena, 10 a 13 de diciembre de 2007\nTema 3 del programa provisional\n\nEsferas de "
       "cooperación\n\n"
       "Nota de la Secretaría\n\n1. El informe de la reunión fue aprobado por las Partes.",
       "general", "Segunda reunión", "Viena", "Tema 3 del programa provisional",
       "Esferas de cooperación", "Nota de la Secretaría", "inglés"},
      {"ru",
       "Распространение: общее\n5 декабря 2007 года\nЯзык оригинала: английский\n\nКонференция "
       "Сторон\n"
       "Второе совещание\nВена, 10–13 декабря 2007 года\nПункт 3 предварительной повестки дня\n\n"
       "Области сотрудничества\n\nЗаписка секретариата\n\n1. Доклад о работе совещания был принят "
       "Сторонами.",
       "общее", "Второе совещание", "Вена", "Пункт 3 предварительной повестки дня",
       "Области сотрудничества", "Записка секретариата", "английский"},
      {"zh",
       "普遍分发\n2007年12月5日\n原文：英文\n\n缔约方大会\n第二次会议\n2007年12月10日至13日，维也纳"
       "\n临时议程项目3\n\n"
       "进一步合作的领域\n\n秘书处的说明\n\n1. 缔约方通过了会议的报告。",
       "普遍分发", "第二次会议", "维也纳", "临时议程项目3", "进一步合作的领域", "秘书处的说明",
       "英文"},
      {"ar",
       "التوزيع: عام\n5 كانون الأول/ديسمبر 2007\nالأصل: إنكليزي\n\nمؤتمر الأطراف\nالاجتماع الثاني\n"
       "فيينا، 10-13 كانون الأول/ديسمبر 2007\nالبند 3 من جدول الأعمال المؤقت\n\nمجالات التعاون\n\n"
       "مذكرة من الأمانة\n\n1 - اعتمد الأطراف تقرير الاجتماع.",
       "عام", "الاجتماع الثاني", "فيينا", "البند 3 من جدول الأعمال المؤقت", "مجالات التعاون",
       "مذكرة من الأمانة", "إنكليزي"},
  };
  for (const Case& c : cases) {
    const document::Expression e = normalize_text(c.text);
    EXPECT_EQ(e.lang, c.lang);
    EXPECT_EQ(e.property("distribution"), c.distribution) << c.lang;
    EXPECT_EQ(e.property("date"), "2007-12-05") << c.lang;
    EXPECT_EQ(e.property("session"), c.session) << c.lang;
    EXPECT_EQ(e.property("place"), c.place) << c.lang;
    EXPECT_FALSE(e.property("meeting-dates").empty()) << c.lang;
    EXPECT_EQ(e.property("agenda-item"), c.agenda) << c.lang;
    EXPECT_EQ(e.property("author"), c.author) << c.lang;
    EXPECT_EQ(e.property("original-language"), c.original) << c.lang;
    EXPECT_EQ(e.title, c.title) << c.lang;
    EXPECT_EQ(e.blocks.back().type, document::BlockType::paragraph) << c.lang;
    // Every property can be pointed at.
    for (const document::Property& p : e.properties) {
      ASSERT_GE(p.block, 0);
      EXPECT_LE(p.span.end, e.blocks[static_cast<std::size_t>(p.block)].text().size()) << p.name;
    }
  }
}

// Other bodies, other arrangements of the lines.
TEST(Masthead, Arrangements) {
  struct Arrangement {
    const char* what;
    const char* text;
    const char* property;
    const char* value;
    const char* title;
  };
  const Arrangement cases[] = {
      {"the value of the distribution on the next line",
       "NATIONS\nUNIES\n\nDistr.\nGÉNÉRALE\n\nFCCC/CP/2015/10\n29 janvier 2016\n\nFRANÇAIS\n"
       "Original : ANGLAIS\n\nMesures à prendre\n\nNote du secrétariat\n\n1. La Conférence a "
       "adopté le rapport.",
       "distribution", "GÉNÉRALE", "Mesures à prendre"},
      {"the symbol behind it is no value",
       "Distr.\nCBD/COP/14/8\n30 de noviembre de 2018\n\nÁreas protegidas\n\nNota de la "
       "Secretaría\n\n1. Se aprobó el informe.",
       "distribution", "", "Áreas protegidas"},
      {"a session by its year",
       "Экономический и Социальный Совет\nE/2019/68\nDistr.: General\n8 May 2019\n\nСессия 2019 "
       "года\n\nХод достижения целей\n\nДоклад Генерального секретаря\n\n1. Доклад "
       "представляется Совету.",
       "session", "Сессия 2019 года", "Ход достижения целей"},
      {"the preliminary list, with the mark of its note",
       "联合国\nA/74/207\n大会\n\n第七十四届会议\n暂定项目表* "
       "项目20\n\n行动方式的执行情况\n\n秘书长的报告\n\n1. 本报告提交大会。\n\n* A/74/50。",
       "agenda-item", "暂定项目表 项目20", "行动方式的执行情况"},
      {"a rapporteur is an author",
       "الجمعية العامة\nA/HRC/40/55\n8 كانون الثاني/يناير 2019\n\nمسألة الالتزامات\n\nتقرير المقرر "
       "الخاص\n\n1 - يقدم المقرر الخاص هذا التقرير.",
       "author", "تقرير المقرر الخاص", "مسألة الالتزامات"},
      {"the number of a resolution and its title",
       "A/HRC/RES/37/8\nDistr.: General\n9 April 2018\n\nResolution adopted by the Human Rights "
       "Council on 22 March 2018\n\n37/8. Human rights and the environment\n\nThe Human Rights "
       "Council,\n\n1. Welcomes the work;",
       "symbol", "A/HRC/RES/37/8", "37/8. Human rights and the environment"},
      {"author and title in one line",
       "S/2019/280\nDistr. générale\n1er avril 2019\n\nRapport du Secrétaire général sur la "
       "situation dans la région\n\n1. Le Conseil a prorogé le mandat.",
       "author", "Rapport du Secrétaire général sur la situation dans la région",
       "Rapport du Secrétaire général sur la situation dans la région"},
  };
  for (const Arrangement& c : cases) {
    const document::Expression e = normalize_text(c.text);
    EXPECT_EQ(e.property(c.property), c.value) << c.what;
    EXPECT_EQ(e.title, c.title) << c.what;
  }
}

// The body that speaks, without a comma behind it, is the text of its decision.
TEST(Masthead, TheBodyBelowTheTitleSpeaks) {
  const document::Expression e = normalize_text(
      "CBD/COP/DEC/14/8\nDistr.: General\n30 de noviembre de 2018\n\nCONFERENCIA DE LAS "
      "PARTES\n\n14/8. Áreas protegidas\n\nLa Conferencia de las Partes\n\n1. Acoge con "
      "beneplácito las orientaciones;\n");
  ASSERT_GE(e.blocks.size(), 2U);
  const document::Block& body = e.blocks[e.blocks.size() - 2];
  EXPECT_EQ(body.text(), "La Conferencia de las Partes");
  EXPECT_NE(body.type, document::BlockType::masthead);
}

TEST(Masthead, ACitedSymbolIsNotTheDocumentsOwn) {
  const document::Expression e =
      normalize_text("1. The report is set out in document UNEP/POPS/COP.8/INF/14.", "my-note.txt");
  EXPECT_EQ(e.work, "file:my-note");
  EXPECT_TRUE(e.named_by_file);
}

TEST(Masthead, AFragmentHasNone) {
  const document::Expression e =
      normalize_text("Purpose\nThe Parties are to use the techniques.\n");
  EXPECT_TRUE(e.properties.empty());
  EXPECT_EQ(e.blocks.at(0).type, document::BlockType::heading);
}

}  // namespace
}  // namespace hexapla::normalize
