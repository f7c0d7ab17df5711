// Mastheads in two columns, as extractors that keep the layout write them, in six languages; lines
// that only look like them; notes and bullets of such text.
#include <gtest/gtest.h>

#include "dump.h"

namespace hexapla::normalize {
namespace {

struct Case {
  const char* what;
  std::string in;
  std::vector<std::string> out;  // as `shown`
};

TEST(HeadColumns, ColumnsOfAMasthead) {
  const std::vector<Case> cases{
      {"the right column goes on alone",
       "United Nations                         A/RES/73/292\n"
       "General Assembly                       Distr.: General\n"
       "                                       11 June 2019\n\n"
       "Seventy-third session\nAgenda item 78 (a)\n\n"
       "73/292. Conference on the oceans\n\nThe General Assembly,\n\n1. Decides to convene it;\n",
       {"M |United Nations", "M |General Assembly", "M |A/RES/73/292", "M |Distr.: General",
        "M |11 June 2019", "M |Seventy-third session", "M |Agenda item 78 (a)",
        "T |73/292. Conference on the oceans", "P |The General Assembly,",
        "P 1.|Decides to convene it;"}},
      {"two spaces are enough before a symbol",
       "Организация Объединенных Наций  UNEP/CHW.14/7\n"
       "                                Distr.: General\n"
       "                                19 February 2019\n\n"
       "Четырнадцатое совещание\n\nРуководящие принципы\n\nЗаписка секретариата\n\n"
       "1. Стороны приняли их.\n",
       {"M |Организация Объединенных Наций", "M |UNEP/CHW.14/7", "M |Distr.: General",
        "M |19 February 2019", "M |Четырнадцатое совещание", "T |Руководящие принципы",
        "M |Записка секретариата", "P 1.|Стороны приняли их."}},
      {"tabs",
       "Nations Unies\tS/2019/280\nConseil de sécurité\tDistr. générale\n\t1er avril 2019\n\n"
       "Rapport du Secrétaire général sur la situation au Mali\n\n1. Le Conseil a prorogé le "
       "mandat.\n",
       {"M |Nations Unies", "M |Conseil de sécurité", "M |S/2019/280", "M |Distr. générale",
        "M |1er avril 2019", "T |Rapport du Secrétaire général sur la situation au Mali",
        "P 1.|Le Conseil a prorogé le mandat."}},
      {"Spanish, the date in the right column",
       "Naciones Unidas                    A/HRC/40/55\n"
       "Asamblea General                   8 de enero de 2019\n\n"
       "Tema 3 de la agenda\n\nCuestión de las obligaciones\n\nInforme del Relator Especial\n\n"
       "1. El Relator presenta este informe.\n",
       {"M |Naciones Unidas", "M |Asamblea General", "M |A/HRC/40/55", "M |8 de enero de 2019",
        "M |Tema 3 de la agenda", "T |Cuestión de las obligaciones",
        "M |Informe del Relator Especial", "P 1.|El Relator presenta este informe."}},
      {"Traditional Chinese",
       "聯合國                                  UNEP/CBD/COP/10/27\n生物多樣性公約\n"
       "第十屆會議\n\n會議的報告\n\n執行秘書的說明\n\n1. 會議在名古屋舉行。\n",
       {"M |聯合國", "M |UNEP/CBD/COP/10/27", "M |生物多樣性公約", "M |第十屆會議", "T |會議的報告",
        "M |執行秘書的說明", "P 1.|會議在名古屋舉行。"}},
      {"Arabic",
       "الأمم المتحدة                    A/AC.96/1191\nالجمعية العامة                   التوزيع: "
       "عام\n\nمذكرة بشأن الحماية\n\nمذكرة من المفوض السامي\n\n1 - تستعرض هذه المذكرة السنة.\n",
       {"M |الأمم المتحدة", "M |الجمعية العامة", "M |A/AC.96/1191", "M |التوزيع: عام",
        "T |مذكرة بشأن الحماية", "M |مذكرة من المفوض السامي", "P 1 -|تستعرض هذه المذكرة السنة."}},
  };
  for (const Case& c : cases) EXPECT_EQ(shown(normalize_text(c.in)), c.out) << c.what;
}

TEST(HeadColumns, WhatIsNoColumn) {
  const std::vector<Case> cases{
      {"spaces in a sentence",
       "Distr.: General\n5 May 2019\nOriginal: English\n\nThe report\n\nNote by the "
       "secretariat\n\n1. The report    was sent.\n",
       {"M |Distr.: General", "M |5 May 2019", "M |Original: English", "T |The report",
        "M |Note by the secretariat", "P 1.|The report was sent."}},
      {"a list of documents names others than this one",
       "UNEP/X/COP.3/1\n\nThe documents\n\nNote by the secretariat\n\n1. The documents are:\n\n"
       "Provisional agenda    UNEP/X/COP.3/2\n",
       {"M |UNEP/X/COP.3/1", "T |The documents", "M |Note by the secretariat",
        "P 1.|The documents are:", "P |Provisional agenda UNEP/X/COP.3/2"}},
  };
  for (const Case& c : cases) EXPECT_EQ(shown(normalize_text(c.in)), c.out) << c.what;
}

// "1⏎    See the annex.": the text of a note hangs to the right of its mark.
TEST(HeadColumns, NotesWhoseTextHangs) {
  const std::string in =
      "1. The group met in the spring of the year in which the Parties had asked\n"
      "for a report,1 and it met again in the autumn, in order to read what all\n"
      "of the others had sent,2 before the end of the year.\n"
      "1\n    See the annex.\n2\n    Ibid.\n\n1\n\f"
      "2. The report was sent to the Parties.\n\n2\n\f3. The Parties sent comments.\n\n3\n";
  EXPECT_EQ(shown(normalize_text(in)),
            (std::vector<std::string>{
                "P 1.|The group met in the spring of the year in which the Parties had asked for a "
                "report,{1} and it met again in the autumn, in order to read what all of the "
                "others had sent,{2} before the end of the year.",
                "P 2.|The report was sent to the Parties.", "P 3.|The Parties sent comments.",
                "N 1|See the annex.", "N 2|Ibid."}));
}

TEST(HeadColumns, BulletsOfArabicStandAtTheRight) {
  EXPECT_EQ(shown(normalize_text(
                "1 - يشمل الجدول الزمني ما يلي:\n\nترسل الأمانة الدعوات •\n\n٣١ تموز/يوليه "
                "٢٠١٩: يعقد الاجتماع •\n")),
            (std::vector<std::string>{"P 1 -|يشمل الجدول الزمني ما يلي:", "I |ترسل الأمانة الدعوات",
                                      "I |٣١ تموز/يوليه ٢٠١٩: يعقد الاجتماع"}));
}

}  // namespace
}  // namespace hexapla::normalize
