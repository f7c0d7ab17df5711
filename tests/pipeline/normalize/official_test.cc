// What official papers have, as the archives and libraries of the organizations give them out: text
// from PDF and from web pages, in the six languages. The sentences are the project's own.
#include <gtest/gtest.h>

#include <map>

#include "dump.h"

namespace hexapla::normalize {
namespace {

// The properties of the masthead, without where they stand.
std::map<std::string, std::string> facts(const std::string& text) {
  std::map<std::string, std::string> out;
  for (const document::Property& p : normalize_text(text).properties) out[p.name] = p.value;
  return out;
}

using Facts = std::map<std::string, std::string>;

struct Paper {
  const char* what;
  std::string in;
  std::vector<std::string> out;  // its blocks
};

// The blocks with their levels behind the letters of their types.
void expect_with_levels(const std::vector<Paper>& cases) {
  for (const Paper& c : cases) {
    const document::Expression e = normalize_text(c.in);
    std::vector<std::string> out = shown(e);
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i].insert(1, std::to_string(e.blocks[i].level));
    EXPECT_EQ(out, c.out) << c.what;
  }
}

// Extractors put what stands left and right on the page on one line, with one space between.
TEST(Official, FactsOfAMastheadOnOneLine) {
  struct Case {
    const char* what;
    const char* in;
    Facts out;
  };
  const Case cases[] = {
      {"English",
       "United Nations A/RES/90/4\n\nGeneral Assembly Distr.: General 31 October 2035\n\n"
       "Ninetieth session Agenda item 38\n\nResolution adopted by the General Assembly\n\n"
       "90/4. Care of lakes\n\nThe General Assembly,\n\nRecalling its resolution 89/6,\n\n"
       "1. Thanks the Secretary-General.\n",
       {{"symbol", "A/RES/90/4"},
        {"body", "General Assembly"},
        {"distribution", "General"},
        {"date", "2035-10-31"},
        {"session", "Ninetieth session"},
        {"agenda-item", "Agenda item 38"},
        {"title", "90/4. Care of lakes"}}},
      {"Russian, and the rest of the facts on lines of their own",
       "Организация Объединенных Наций A/79/972\n\nГенеральная Ассамблея Distr.: General\n\n"
       "6 July 2025\nRussian\nOriginal: English\n\nСемьдесят девятая сессия\nПункт 118 повестки "
       "дня\n\nОхрана озер\n\nДоклад Генерального секретаря\n\n1. Озера чисты.\n",
       {{"symbol", "A/79/972"},
        {"body", "Генеральная Ассамблея"},
        {"distribution", "General"},
        {"date", "2025-07-06"},
        {"language", "Russian"},
        {"original-language", "English"},
        {"session", "Семьдесят девятая сессия"},
        {"agenda-item", "Пункт 118 повестки дня"},
        {"author", "Доклад Генерального секретаря"},
        {"title", "Охрана озер"}}},
      {"Spanish, all of it on two lines",
       "Naciones Unidas A/AC.905/L.268\nAsamblea General Distr.: Limitada 23 de septiembre de 2033 "
       "Español Original: inglés\n\nEl cuidado de los lagos\n\nNota de la Secretaría\n\n1. Los "
       "lagos están limpios.\n",
       {{"symbol", "A/AC.905/L.268"},
        {"body", "Asamblea General"},
        {"distribution", "Limitada"},
        {"date", "2033-09-23"},
        {"language", "Español"},
        {"original-language", "inglés"},
        {"author", "Nota de la Secretaría"},
        {"title", "El cuidado de los lagos"}}},
      {"a symbol and its date",
       "聯合國\n大 會\nDistr.: General\nA/RES/90/52 15 December 2035\n第九十屆會議\n議程項目145\n"
       "90/52. 湖泊的保護\n\n回顧其以往的決議，\n\n1. 請秘書長提交報告。\n",
       {{"symbol", "A/RES/90/52"},
        {"body", "大 會"},
        {"distribution", "General"},
        {"date", "2035-12-15"},
        {"session", "第九十屆會議"},
        {"agenda-item", "議程項目145"},
        {"title", "90/52. 湖泊的保護"}}},
      {"French: the symbol before the organization",
       "A/90/7 Nations Unies\nAssemblée générale Distr. générale\n3 mai 2035\nFrançais\nOriginal : "
       "anglais\n\nLa protection des lacs\n\nNote du Secrétariat\n\n1. Les lacs sont propres.\n",
       {{"symbol", "A/90/7"},
        {"body", "Assemblée générale"},
        {"distribution", "générale"},
        {"date", "2035-05-03"},
        {"language", "Français"},
        {"original-language", "anglais"},
        {"author", "Note du Secrétariat"},
        {"title", "La protection des lacs"}}},
      {"Spanish: the programme beside the distribution",
       "Naciones Unidas UNEP/POPS/COP.12/17\nPrograma de las Naciones Unidas para el Medio "
       "Ambiente "
       "Distr. general\n14 de febrero de 2035\nEspañol\nOriginal: inglés\n\nEl cuidado de los "
       "lagos\n\nNota de la Secretaría\n\n1. Los lagos están limpios.\n",
       {{"symbol", "UNEP/POPS/COP.12/17"},
        {"distribution", "general"},
        {"date", "2035-02-14"},
        {"language", "Español"},
        {"original-language", "inglés"},
        {"author", "Nota de la Secretaría"},
        {"title", "El cuidado de los lagos"}}},
      // Traps: titles that name a document, a body's name that goes on.
      {"a title that ends with a symbol",
       "A/90/8\nDistr.: General\n3 May 2035\n\nWork on resolution A/RES/89/4\n\nNote by "
       "the Secretary-General\n\n1. The lakes are clean.\n",
       {{"symbol", "A/90/8"},
        {"distribution", "General"},
        {"date", "2035-05-03"},
        {"author", "Note by the Secretary-General"},
        {"title", "Work on resolution A/RES/89/4"}}},
  };
  for (const Case& c : cases) EXPECT_EQ(facts(c.in), c.out) << c.what;
}

// "а)" in Cyrillic stands above "b)" in Latin, or the other way round: one list.
TEST(Official, LettersThatLookTheSameInTwoAlphabets) {
  struct Case {
    const char* what;
    std::string in;
    std::vector<std::string> out;  // label and level of every item
  };
  const std::vector<Case> cases = {
      {"Cyrillic а, Latin b, Cyrillic с, Latin d, with a list in the first",
       "1. В настоящем Соглашении:\n\nа) слово «озеро» означает:\n\ni) всякое озеро;\n\nii) всякий "
       "пруд;\n\nb) слово «река» означает реку;\n\nс) слово «море» означает море;\n\nd) слово "
       "«берег» означает берег.\n",
       {"1. 0", "а) 1", "i) 2", "ii) 2", "b) 1", "с) 1", "d) 1"}},
      {"Latin a, Cyrillic б and в",
       "1. В настоящем Соглашении:\n\na) озеро;\n\nб) река;\n\nв) море.\n",
       {"1. 0", "a) 1", "б) 1", "в) 1"}},
      {"all Cyrillic: с is the letter behind р",
       "1. Озера:\n\nп) озеро;\n\nр) река;\n\nс) море.\n",
       {"1. 0", "п) 1", "р) 1", "с) 1"}},
  };
  for (const Case& c : cases) {
    std::vector<std::string> out;
    for (const document::Block& b : normalize_text(c.in).blocks)
      out.push_back(b.label.text() + " " + std::to_string(b.level));
    EXPECT_EQ(out, c.out) << c.what;
  }
}

// Marks in square brackets, in running text and in a list of notes.
TEST(Official, NotesInSquareBrackets) {
  const std::vector<Paper> cases = {
      {"Chinese, a list at the end below its heading",
       "1. 歡迎工作組的報告,[1] 並感謝主席。\n\n2. "
       "注意到第三屆、[2]第四屆會議的報告。[3]\n\n註釋\n\n"
       "[1] A/90/47。\n[2] A/37/1。\n[3] A/40/1。\n",
       {"P 1.|歡迎工作組的報告,{1} 並感謝主席。", "P 2.|注意到第三屆、{2}第四屆會議的報告。{3}",
        "P |註釋", "N 1|A/90/47。", "N 2|A/37/1。", "N 3|A/40/1。"}},
      {"English, at the feet of pages, one over two lines, one with a space before its mark",
       "1. The group met [1] and agreed on a plan for all of the lakes.[2]\n\n[1] See A/90/7, "
       "which "
       "has the list of those who\nwere there.\n[2] A/90/8.\n\f2. It thanked the chair.[3]\n\n[3] "
       "A/90/9.\n",
       {"P 1.|The group met{1} and agreed on a plan for all of the lakes.{2}",
        "P 2.|It thanked the chair.{3}",
        "N 1|See A/90/7, which has the list of those who were there.", "N 2|A/90/8.",
        "N 3|A/90/9."}},
      {"Arabic",
       "1 - ترحب بالتقرير[1] وتشكر الرئيس؛\n\n2 - تطلب تقريرا آخر.[2]\n\n[1] الوثيقة "
       "A/90/7.\n\n[2] "
       "الوثيقة A/90/8.\n",
       {"P 1 -|ترحب بالتقرير{1} وتشكر الرئيس؛", "P 2 -|تطلب تقريرا آخر.{2}", "N 1|الوثيقة A/90/7.",
        "N 2|الوثيقة A/90/8."}},
      // Traps: text that nobody has agreed to yet; a number that no list has.
      {"days in brackets",
       "1. The Parties shall report within [30] days of the meeting, or within\n[60] days where "
       "they "
       "need more.\n\n2. The period of [60] days may be made longer.\n",
       {"P 1.|The Parties shall report within [30] days of the meeting, or within [60] days where "
        "they need more.",
        "P 2.|The period of [60] days may be made longer."}},
      {"options in brackets",
       "[1] The first option is to wait.\n\n[2] The second option is to act.\n",
       {"P |[1] The first option is to wait.", "P |[2] The second option is to act."}},
  };
  for (const Paper& c : cases) EXPECT_EQ(shown(normalize_text(c.in)), c.out) << c.what;
}

// "*" and "**" on lines of their own, their texts below, at the foot of the first page.
TEST(Official, AsterisksAboveTheirNotes) {
  EXPECT_EQ(
      shown(normalize_text(
          "HSP/GC/49/1/Add.1\nDistr. general\n27 de enero de 2033\n49º período de sesiones*\nTema "
          "3 "
          "del programa provisional**\nANOTACIONES AL PROGRAMA\nNota de la secretaría\n\n1. La "
          "ceremonia de apertura tendrá lugar el lunes.\n\n*\nEn su resolución 56/206 la Asamblea "
          "decidió que la Comisión pasara a ser el\nConsejo de Administración del Programa.\n**\n"
          "HSP/GC/49/1.\nK0360265.s\nHSP/GC/49/1/Add.1\nTema 2. Credenciales\n\n2. Las "
          "credenciales "
          "se presentarán al Director.\n")),
      (std::vector<std::string>{
          "M |HSP/GC/49/1/Add.1", "M |Distr. general", "M |27 de enero de 2033",
          "M |49º período de sesiones{*}", "M |Tema 3 del programa provisional{**}",
          "T |ANOTACIONES AL PROGRAMA", "M |Nota de la secretaría",
          "P 1.|La ceremonia de apertura tendrá lugar el lunes.", "H |Tema 2. Credenciales",
          "P 2.|Las credenciales se presentarán al Director.",
          "N *|En su resolución 56/206 la Asamblea decidió que la Comisión pasara a ser el Consejo "
          "de Administración del Programa.",
          "N **|HSP/GC/49/1."}));
  // The marks apart from their words.
  EXPECT_EQ(
      shown(normalize_text(
          "UNEP/CHW/OEWG.12/2\nDistr. general\n5 de mayo de 2033\n\nTema 3 a) del programa "
          "provisional *\n\nLagos y humedales **\n\nNota de la Secretaría\n\n1. Los lagos "
          "están limpios.\n\n*\nUNEP/CHW/OEWG.12/1.\n**\nEl presente documento no fue objeto "
          "de revisión editorial oficial en los\nservicios de traducción.\n")),
      (std::vector<std::string>{
          "M |UNEP/CHW/OEWG.12/2", "M |Distr. general", "M |5 de mayo de 2033",
          "M |Tema 3 a) del programa provisional{*}", "T |Lagos y humedales{**}",
          "M |Nota de la Secretaría", "P 1.|Los lagos están limpios.", "N *|UNEP/CHW/OEWG.12/1.",
          "N **|El presente documento no fue objeto de revisión editorial oficial en los "
          "servicios de traducción."}));
}

// The symbol, the language and "page 2" above each other: no more than two pages are needed to know
// them, and no form feeds.
TEST(Official, HeadsOfPagesThatNameThemselves) {
  const std::vector<Paper> cases = {
      {"three lines, and a number of the printer; a list and a sentence go on over them",
       "FCCC/SBI/2037/11\nDistr. general\n4 de junio de 2037\nESPAÑOL\nOriginal: INGLÉS\n\n"
       "REUNIONES\n\nNota del Secretario\n\n1. El Órgano:\n\na) pidió una nota;\n\nGE.37-61234 "
       "(S)\n"
       "FCCC/SBI/2037/11\nEspañol\npágina 2\n\nb) pidió un calendario que la secretaría preparará\n"
       "FCCC/SBI/2037/11\nEspañol\npágina 3\n\ncon las Partes.\n",
       {"M |FCCC/SBI/2037/11", "M |Distr. general", "M |4 de junio de 2037", "M |ESPAÑOL",
        "M |Original: INGLÉS", "T |REUNIONES", "M |Nota del Secretario",
        "P 1.|El Órgano:", "I a)|pidió una nota;",
        "I b)|pidió un calendario que la secretaría preparará con las "
        "Partes."}},
      {"two lines",
       "A/RES/90/191\n29 January 2036\n\n90/191. Lakes\n\n1. Thanks the "
       "Parties;\n\nA/RES/90/191\nPage "
       "2\n\n2. Asks for a report.\n",
       {"M |A/RES/90/191", "M |29 January 2036", "T |90/191. Lakes", "P 1.|Thanks the Parties;",
        "P 2.|Asks for a report."}},
      {"one line, Russian",
       "A/90/972\nДокументы\n6 июля 2035 года\n\nДоклад Генерального секретаря\n\n1. Озера "
       "чисты.\n\n"
       "15-11287 (R) 080715 080715\n*1511287*\nA/90/972 Russian стр. 2\n\n2. Реки чисты.\n",
       {"M |A/90/972", "T |Документы", "M |6 июля 2035 года", "M |Доклад Генерального секретаря",
        "P 1.|Озера чисты.", "P 2.|Реки чисты."}},
      {"a number of the printer that only its day and the next page tell; numbers alone below",
       "UNEP/POPS/COP.12/17\n14 de febrero de 2035\n\nCuidado de los lagos\n\nNota de la "
       "Secretaría\n\n1. Los lagos están limpios.\nK3512345 010335\nUNEP/POPS/COP.12/17\n2\n"
       "2. Las Partes podrán observar:\na) Los lagos; y\nUNEP/POPS/COP.12/17\n3\nb) Los ríos.\n",
       {"M |UNEP/POPS/COP.12/17", "M |14 de febrero de 2035", "T |Cuidado de los lagos",
        "M |Nota de la Secretaría", "P 1.|Los lagos están limpios.",
        "P 2.|Las Partes podrán observar:", "I a)|Los lagos; y", "I b)|Los ríos."}},
      {"the same on two lines, the next head without a number",
       "UNEP/POPS/COP.12/17\n14 février 2035\n\nSoin des lacs\n\nNote du Secrétariat\n\n1. Les "
       "lacs sont propres.\nK3512345\n010335\nUNEP/POPS/COP.12/17\n2. Les rivières aussi.\n",
       {"M |UNEP/POPS/COP.12/17", "M |14 février 2035", "T |Soin des lacs",
        "M |Note du Secrétariat", "P 1.|Les lacs sont propres.", "P 2.|Les rivières aussi."}},
      // Trap: a sample's number, and a figure that is no day.
      {"numbers of samples",
       "A/90/972\n6 July 2035\n\nReport of the Secretary-General\n\n1. The samples "
       "are:\n\nK3512345\n\nK3512346\n\n2. They are clean.\n",
       {"M |A/90/972", "M |6 July 2035", "M |Report of the Secretary-General",
        "P 1.|The samples are:", "P |K3512345", "P |K3512346", "P 2.|They are clean."}},
      // Trap: a symbol that a list has, and another document's page.
      {"documents in a list",
       "A/90/972\n6 July 2035\n\nReport of the Secretary-General\n\n1. The documents are:\n\n"
       "A/90/7\n\nA/90/972\n\n2. See there:\n\nA/90/8\npage 2\n",
       {"M |A/90/972", "M |6 July 2035", "M |Report of the Secretary-General",
        "P 1.|The documents are:", "P |A/90/7", "P |A/90/972",
        "P 2.|See there:", "P |A/90/8 page 2"}},
  };
  for (const Paper& c : cases) EXPECT_EQ(shown(normalize_text(c.in)), c.out) << c.what;
}

// The headings of a table of contents are entries of a list: nothing stands below them, and the
// text's own headings keep their labels and levels.
TEST(Official, TablesOfContents) {
  const std::vector<Paper> cases = {
      {"French, without pages",
       "Table des matières\n\nI. Introduction\n\nII. Travaux\n\nA. Premier groupe\n\nB. Second "
       "groupe\n\nIII. Suites\n\nI. Introduction\n\n1. Les lacs sont propres.\n\nII. Travaux\n\nA. "
       "Premier groupe\n\n2. Le groupe travaille.\n",
       {"H0 |Table des matières", "I0 I.|Introduction", "I0 II.|Travaux", "I1 A.|Premier groupe",
        "I1 B.|Second groupe", "I0 III.|Suites", "H0 I.|Introduction",
        "P0 1.|Les lacs sont propres.", "H0 II.|Travaux", "H1 A.|Premier groupe",
        "P0 2.|Le groupe travaille."}},
      {"Arabic, each part of an entry on a line, an annex among them",
       "المحتويات\n\nالصفحة\n\nأولا -\nمقدمة\n\n2\n\nثانيا -\nالوقائع\n\n3\n\nألف "
       "-\nالمناقشة\n\n4\n\n"
       "المرفق\n\nالقائمة\n\n7\n\nأولا -\nمقدمة\n\n1 - البحيرات نظيفة.\n\nثانيا -\nالوقائع\n\nألف "
       "-\n"
       "المناقشة\n\n2 - عقدت جلسة.\n",
       {"H0 |المحتويات", "I0 |الصفحة", "I0 أولا -|مقدمة 2", "I0 ثانيا -|الوقائع 3",
        "I1 ألف -|المناقشة 4", "I0 |المرفق", "I0 |القائمة 7", "H0 أولا -|مقدمة",
        "P0 1 -|البحيرات نظيفة.", "H0 ثانيا -|الوقائع", "H1 ألف -|المناقشة", "P0 2 -|عقدت جلسة."}},
      {"leaders; the text numbers its headings in another way",
       "Contents\n\n1. Introduction ........ 2\n\n2. The lakes ......... 3\n\nI. "
       "Introduction\n\n1. The "
       "lakes are clean.\n\nII. The lakes\n\n2. They are deep.\n",
       {"H0 |Contents", "I0 1.|Introduction ........ 2", "I0 2.|The lakes ......... 3",
        "H0 I.|Introduction", "P0 1.|The lakes are clean.", "H0 II.|The lakes",
        "P0 2.|They are deep."}},
      // Trap: contents of another kind, which nothing comes back to.
      {"no table of contents",
       "Contents\n\n1. The box holds a lamp.\n\n2. The box holds a book.\n",
       {"H0 |Contents", "P0 1.|The box holds a lamp.", "P0 2.|The box holds a book."}},
  };
  expect_with_levels(cases);
}

// "Article I" and its title below; "Summary" above "I. …"; numbers of headings that begin again.
TEST(Official, LevelsOfHeadings) {
  const std::vector<Paper> cases = {
      {"titles of articles, Russian",
       "Конвенция об озерах\n\nСтороны согласились о том, что озера чисты.\n\nСтатья I\n\n"
       "Определения\n\nОзеро означает всякое озеро.\n\nСтатья II\n\nОбязательства\n\nСтороны "
       "берегут "
       "озера.\n",
       {"T0 |Конвенция об озерах", "P0 |Стороны согласились о том, что озера чисты.",
        "H1 |Статья I", "H2 |Определения", "P0 |Озеро означает всякое озеро.", "H1 |Статья II",
        "H2 |Обязательства", "P0 |Стороны берегут озера."}},
      {"a summary and chapters",
       "Summary\n\nThe lakes are clean.\n\nI. Introduction\n\n1. The group met.\n\nII. Lakes\n\n2. "
       "They are deep.\n",
       {"H0 |Summary", "P0 |The lakes are clean.", "H0 I.|Introduction", "P0 1.|The group met.",
        "H0 II.|Lakes", "P0 2.|They are deep."}},
      {"Roman numbers begin again under each letter",
       "A. North\n\nI. Lakes\n\n1. They are deep.\n\nII. Rivers\n\n2. They are long.\n\nB. "
       "South\n\nI. "
       "Lakes\n\n3. They are small.\n",
       {"H0 A.|North", "H1 I.|Lakes", "P0 1.|They are deep.", "H1 II.|Rivers",
        "P0 2.|They are long.", "H0 B.|South", "H1 I.|Lakes", "P0 3.|They are small."}},
  };
  expect_with_levels(cases);
}

// "Chapter" and the like with the word for a number.
TEST(Official, HeadingsNumberedInWords) {
  const std::vector<Paper> cases = {
      {"French; what goes on behind the ordinal is a sentence",
       "Article premier\n\n1. Les lacs sont propres.\n\nChapitre deuxième : Dispositions "
       "générales\n\n2. Ils sont profonds.\n\nArticle premier de la convention sur les lacs\n"
       "s’applique ici.\n",
       {"H0 |Article premier", "P0 1.|Les lacs sont propres.",
        "H0 |Chapitre deuxième : Dispositions générales", "P0 2.|Ils sont profonds.",
        "P0 |Article premier de la convention sur les lacs s’applique ici."}},
      {"Spanish, with a title that nothing but its capital parts",
       "Capítulo segundo Disposiciones generales\n\n1. Los lagos están limpios.\n",
       {"H0 |Capítulo segundo Disposiciones generales", "P0 1.|Los lagos están limpios."}},
      {"Russian",
       "Раздел третий. Общие положения\n\n1. Озера чисты.\n\nГлава вторая\n\n2. Они "
       "глубоки.\n",
       {"H0 |Раздел третий. Общие положения", "P0 1.|Озера чисты.", "H0 |Глава вторая",
        "P0 2.|Они глубоки."}},
      {"Arabic, which numbers its chapters so",
       "الفصل الأول\n\n1 - البحيرات نظيفة.\n\nالباب الثاني: أحكام عامة\n\n2 - وهي عميقة.\n",
       {"H0 |الفصل الأول", "P0 1 -|البحيرات نظيفة.", "H0 |الباب الثاني: أحكام عامة",
        "P0 2 -|وهي عميقة."}},
  };
  expect_with_levels(cases);
}

// What the program that wrote a Markdown file put above the text.
TEST(Official, FrontMatterOfMarkdown) {
  const document::Expression e = normalize_text(
      "---\nsymbol: A/RES/90/7\nrecord_id: \"409\"\ntitle: \"Lakes :\"\ndate: 2035-11-18\n---\n\n"
      "United Nations\n\nDistr.: General\n\n90/7. Lakes\n\nThe General Assembly,\n\n1. Thanks the "
      "Parties.\n",
      "in.md");
  EXPECT_EQ(shown(e),
            (std::vector<std::string>{"M |United Nations", "M |Distr.: General", "T |90/7. Lakes",
                                      "P |The General Assembly,", "P 1.|Thanks the Parties."}));
  EXPECT_EQ(e.work, "A/RES/90/7");
  EXPECT_EQ(e.property("date"), "2035-11-18");
  ASSERT_EQ(e.quality.size(), 1U);
  EXPECT_EQ(e.quality[0].code, "front-matter");
  // Trap: lines that an author set between rules.
  const document::Expression letter = normalize_text(
      "---\nTo: All Parties\nSubject: Lakes\n---\n\nThe lakes are clean.\n", "in.md");
  ASSERT_FALSE(letter.blocks.empty());
  EXPECT_TRUE(letter.blocks[0].text().starts_with("To: All Parties"));
}

// What an extractor without form feeds leaves of a paper: heads of two pages only, a note below the
// first, the table of contents, a mark glued to its word.
TEST(Official, PaperWithoutFormFeeds) {
  EXPECT_EQ(
      shown(normalize_text(
          "United Nations E/CN.7/2033/10\nEconomic and Social Council Distr.: General\n29 January "
          "2033\nOriginal: English\nV.33-80680 (E) 270233 280233\n*3380680*\nCommission on Lakes\n"
          "Forty-sixth session\nVienna, 8-17 April 2033\nItem 5 of the provisional agenda*\nCare "
          "of "
          "lakes\nReport of the Executive Director\nSummary\nThe present report has been prepared "
          "pursuant to Commission on\nLakes resolution 45/10. It contains a review of progress "
          "achieved and\nproblems encountered.\n__________________\n* E/CN.7/2033/1.\n2\n"
          "E/CN.7/2033/10\nContents\nParagraphs Page\nI. Introduction . . . . . . . . 1-2 3\nII. "
          "Activities . . . . . . . . . 3 3\n3\nE/CN.7/2033/10\nI. Introduction\n1. In its "
          "resolution "
          "45/10, the Commission on Lakes requested the\nExecutive Director to report to it at its "
          "forty-sixth session.\n2. The present report covers all of the lakes.1\nII. "
          "Activities\n3. "
          "The lakes were clean.\n__________________\n1 See E/INCB/2032/1.\n")),
      (std::vector<std::string>{
          "M |United Nations",
          "M |E/CN.7/2033/10",
          "M |Economic and Social Council",
          "M |Distr.: General",
          "M |29 January 2033",
          "M |Original: English",
          "M |Commission on Lakes",
          "M |Forty-sixth session",
          "M |Vienna, 8-17 April 2033",
          "M |Item 5 of the provisional agenda{*}",
          "T |Care of lakes",
          "M |Report of the Executive Director",
          "H |Summary",
          "P |The present report has been prepared pursuant to Commission on Lakes resolution "
          "45/10. "
          "It contains a review of progress achieved and problems encountered.",
          "H |Contents",
          "I |Paragraphs Page",
          "I I.|Introduction . . . . . . . . 1-2 3",
          "I II.|Activities . . . . . . . . . 3 3",
          "H I.|Introduction",
          "P 1.|In its resolution 45/10, the Commission on Lakes requested the Executive Director "
          "to "
          "report to it at its forty-sixth session.",
          "P 2.|The present report covers all of the lakes.{1}",
          "H II.|Activities",
          "P 3.|The lakes were clean.",
          "N *|E/CN.7/2033/1.",
          "N 1|See E/INCB/2032/1."}));
}

// "Annex" above several pages: the text's own heading stays; a head that goes on does not.
TEST(Official, AnnexesAtTheTopsOfPages) {
  EXPECT_EQ(shown(normalize_text("Decisión 1\n\nLas Partes convienen en ello.\n\fAnexo\n\nLos "
                                 "lagos son siete.\n\fDecisión 2\n\nLas Partes acuerdan "
                                 "esto.\n\fAnexo\n\nLos ríos son nueve.\n")),
            (std::vector<std::string>{"H |Decisión 1", "P |Las Partes convienen en ello.",
                                      "H |Anexo", "P |Los lagos son siete.", "H |Decisión 2",
                                      "P |Las Partes acuerdan esto.", "H |Anexo",
                                      "P |Los ríos son nueve."}));
}

// Who acts in a draft decision stands below the colon that leads to it, however full that line is.
TEST(Official, WhoActsBelowAColon) {
  const std::vector<Paper> cases = {
      {"Spanish",
       "1. El informe figura en el anexo de la presente nota, que se preparó para ella.\n2. La "
       "Conferencia de las Partes tal vez desee adoptar una decisión del siguiente tenor:\nLa "
       "Conferencia de las Partes,\nRecordando su decisión SC-11/4,\n1. Acoge con beneplácito el "
       "informe.\n",
       {"P 1.|El informe figura en el anexo de la presente nota, que se preparó para ella.",
        "P 2.|La Conferencia de las Partes tal vez desee adoptar una decisión del siguiente tenor:",
        "P |La Conferencia de las Partes,", "P |Recordando su decisión SC-11/4,",
        "P 1.|Acoge con beneplácito el informe."}},
      {"English",
       "1. The report is set out in the annex to the present note, which was made for it.\n2. The "
       "Conference of the Parties may wish to adopt a decision along the following lines:\nThe "
       "Conference of the Parties,\nRecalling its decision SC-11/4,\n1. Welcomes the report.\n",
       {"P 1.|The report is set out in the annex to the present note, which was made for it.",
        "P 2.|The Conference of the Parties may wish to adopt a decision along the following "
        "lines:",
        "P |The Conference of the Parties,", "P |Recalling its decision SC-11/4,",
        "P 1.|Welcomes the report."}},
  };
  for (const Paper& c : cases) {
    std::vector<std::string> out = shown(normalize_text(c.in));
    for (std::string& line : out) {
      if (line[0] == 'I')
        line[0] = 'P';  // whether the draft's numbers are a list is not asked here
    }
    EXPECT_EQ(out, c.out) << c.what;
  }
}

// Marks glued to words, and the notes at the end of a document that has no pages.
TEST(Official, NotesAtTheEndWithoutPages) {
  const std::vector<Paper> cases = {
      {"French, below their heading",
       "1. Le groupe a présenté son rapport au Conseil.1 Il a remercié le Président.\n\n2. Le "
       "Conseil "
       "a pris note du rapport du Secrétaire général.2\n\nNotes\n\n1 Voir A/90/3.\n\n2 Voir "
       "A/90/4.\n",
       {"P 1.|Le groupe a présenté son rapport au Conseil.{1} Il a remercié le Président.",
        "P 2.|Le Conseil a pris note du rapport du Secrétaire général.{2}", "P |Notes",
        "N 1|Voir A/90/3.", "N 2|Voir A/90/4."}},
      // Trap: rows of a table that count.
      {"a list of figures at the end",
       "1. The lakes were counted in 2018.\n\n2. The numbers are below.\n\n1 lake in the "
       "north\n\n2 "
       "lakes in the south\n",
       {"P 1.|The lakes were counted in 2018.", "P 2.|The numbers are below.",
        "P |1 lake in the north", "P |2 lakes in the south"}},
  };
  for (const Paper& c : cases) EXPECT_EQ(shown(normalize_text(c.in)), c.out) << c.what;
}

// The mark of a note apart from its word at the line's end; a title above an aside.
TEST(Official, MarksAndTitlesOfMastheads) {
  const document::Expression e = normalize_text(
      "UNEP/CBD/COP/97/6\n20 de agosto de 2034\nTema 8 del programa provisional *\n\nEl cuidado de "
      "los lagos\n\n(Punto propuesto por una Parte)\n\nNota del Secretario Ejecutivo\n\n1. Los "
      "lagos "
      "están limpios.\n\n/...\n\n* UNEP/CBD/COP/97/1.\n\nUNEP/CBD/COP/97/6\nPágina 2\n\n2. Son "
      "profundos.\n");
  EXPECT_EQ(shown(e), (std::vector<std::string>{
                          "M |UNEP/CBD/COP/97/6", "M |20 de agosto de 2034",
                          "M |Tema 8 del programa provisional{*}", "T |El cuidado de los lagos",
                          "M |(Punto propuesto por una Parte)", "M |Nota del Secretario Ejecutivo",
                          "P 1.|Los lagos están "
                          "limpios.",
                          "P 2.|Son profundos.", "N *|UNEP/CBD/COP/97/1."}));
}

}  // namespace
}  // namespace hexapla::normalize
