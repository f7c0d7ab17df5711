// The classes of damage of noise_test.cc in the languages that it does not show them in: scripts
// without capitals, labels of other forms, words of other tables.
#include <gtest/gtest.h>

#include "dump.h"

namespace hexapla::normalize {
namespace {

struct Case {
  const char* name;  // of the class
  const char* what;
  std::string in;
  std::vector<std::string> out;  // as `shown`
};

TEST(NoiseLanguages, EveryClassInOtherLanguages) {
  const std::vector<Case> cases{
      {"A1",
       "Russian, double spaced",
       "1. Конференция Сторон просила секретариат продолжать оказывать поддержку \n\n"
       "экспертам в работе, о которой говорится в первом пункте решения, и \n\n"
       "представить доклад об этом Конференции на ее совещании осенью того же \n\n"
       "года.\n\n2. Секретариат направил доклад всем Сторонам.\n",
       {"P 1.|Конференция Сторон просила секретариат продолжать оказывать поддержку экспертам в "
        "работе, о которой говорится в первом пункте решения, и представить доклад об этом "
        "Конференции на ее совещании осенью того же года.",
        "P 2.|Секретариат направил доклад всем Сторонам."}},
      {"A1",
       "double spaced, and most lines end an item or a sentence",
       "1. The group prepares the reports and sends them to each of the Parties.\n\n"
       "2. The secretariat publishes the reports in all of the six languages.\n\n"
       "3. The reports are to be sent before the end of the year that follows \n\n"
       "the one in which the group met, and are to be read at the meeting.\n\n"
       "4. The Parties may send their comments to the secretariat at any time.\n\n"
       "5. The comments are sent to the chair of the group and of the other \n\n"
       "committee, and are published.\n\n"
       "6. The group may meet in the year between two meetings of the Parties.\n",
       {"P 1.|The group prepares the reports and sends them to each of the Parties.",
        "P 2.|The secretariat publishes the reports in all of the six languages.",
        "P 3.|The reports are to be sent before the end of the year that follows the one in which "
        "the group met, and are to be read at the meeting.",
        "P 4.|The Parties may send their comments to the secretariat at any time.",
        "P 5.|The comments are sent to the chair of the group and of the other committee, and are "
        "published.",
        "P 6.|The group may meet in the year between two meetings of the Parties."}},
      {"A1",
       "double spaced: a short line that a comma ends opens a preamble",
       "Стороны настоящей Конвенции,\n\n"
       "ссылаясь на резолюцию Генеральной Ассамблеи, в которой государства были \n\n"
       "призваны сотрудничать в области охраны озер, а также на другие решения и \n\n"
       "резолюции ее органов, которые касаются тех же вопросов, и на доклады о \n\n"
       "них, постановляют:\n",
       {"P |Стороны настоящей Конвенции,",
        "P |ссылаясь на резолюцию Генеральной Ассамблеи, в которой государства были призваны "
        "сотрудничать в области охраны озер, а также на другие решения и резолюции ее органов, "
        "которые касаются тех же вопросов, и на доклады о них, постановляют:"}},
      {"A4",
       "labels on lines of their own, Arabic",
       "1 - تشمل ولاية الفريق ما يلي:\n\n(أ)\nإعداد التقرير؛\n\n(ب)\nتوزيع التقرير؛ و\n(ج)\nعقد "
       "الاجتماع.\n",
       {"P 1 -|تشمل ولاية الفريق ما يلي:", "I (أ)|إعداد التقرير؛", "I (ب)|توزيع التقرير؛ و",
        "I (ج)|عقد الاجتماع."}},
      {"A4",
       "labels on lines of their own, headings too, Spanish",
       "I.\nIntroducción\n\n1.\nLa Conferencia pidió a la secretaría:\n\na)\nQue preparara el "
       "informe;\n\nb)\nQue lo distribuyera.\n",
       {"H I.|Introducción", "P 1.|La Conferencia pidió a la secretaría:",
        "I a)|Que preparara el informe;", "I b)|Que lo distribuyera."}},
      {"A6",
       "a paragraph that a page's notes cut in two, Arabic: no small letters tell it",
       "1 - ناقشت الأطراف التقارير المقدمة من الأمانة والخبراء عن زيادة¹\n\n¹ انظر "
       "المرفق.\n\nالتعاون والتنسيق بين الاتفاقيات واعتمدتها.\n",
       {"P 1 -|ناقشت الأطراف التقارير المقدمة من الأمانة والخبراء عن زيادة{1} التعاون والتنسيق بين "
        "الاتفاقيات واعتمدتها.",
        "N 1|انظر المرفق."}},
      {"A6",
       "the same in Chinese, without a space",
       "1. 缔约方讨论了专家组和秘书处提交的关于进一步加强¹\n\n¹ "
       "见附件。\n\n合作与协调的报告，并予以通过。\n",
       {"P 1.|缔约方讨论了专家组和秘书处提交的关于进一步加强{1}合作与协调的报告，并予以通过。",
        "N 1|见附件。"}},
      {"A6",
       "trap: a sentence that has ended is not continued",
       "1 - ناقشت الأطراف التقارير المقدمة من الأمانة والخبراء في جنيف¹.\n\n¹ انظر "
       "المرفق.\n\nواعتمد الاجتماع جدول الأعمال.\n",
       {"P 1 -|ناقشت الأطراف التقارير المقدمة من الأمانة والخبراء في جنيف{1}.",
        "P |واعتمد الاجتماع جدول الأعمال.", "N 1|انظر المرفق."}},
      {"B3",
       "asterisks, Russian",
       "Пункт 5 b) предварительной повестки дня*\nДоклад сопредседателей**\n\n1. Группа провела "
       "совещание в Женеве.\n\n* UNEP/X/COP.3/1.\n** Решение II/4, приложение.\n",
       {"P |Пункт 5 b) предварительной повестки дня{*}", "P |Доклад сопредседателей{**}",
        "P 1.|Группа провела совещание в Женеве.", "N *|UNEP/X/COP.3/1.",
        "N **|Решение II/4, приложение."}},
      {"B4",
       "computed marks that were lost, Arabic",
       "1 - اجتمع الفريق في جنيف واعتمد التقرير.\n\n__________________\n\n\uFFFD  المقرر "
       "2/4.\n\n\uFFFD  المرجع نفسه.\n",
       {"P 1 -|اجتمع الفريق في جنيف واعتمد التقرير.", "N 1|المقرر 2/4.", "N 2|المرجع نفسه."}},
      {"C2",
       "hyphens that stay, Spanish",
       "La Conferencia examinó las cuestiones relativas a la cooperación Sur-\nSur y a la creación "
       "de capacidad, así como el programa de trabajo de la\nsecretaría para el bienio siguiente, "
       "y decidió aplazar su examen y que\nse reanudara.\n",
       {"P |La Conferencia examinó las cuestiones relativas a la cooperación Sur-Sur y a la "
        "creación de capacidad, así como el programa de trabajo de la secretaría para el bienio "
        "siguiente, y decidió aplazar su examen y que se reanudara."}},
      {"C2 trap",
       "a hyphen that only broke the word, and one that stays, French",
       "La Conférence a examiné la question de la coopé-\nration entre les Parties. La coopération "
       "est utile, et celle du vice-\nprésident aussi ; le vice-président est élu.\n",
       {"P |La Conférence a examiné la question de la coopération entre les Parties. La "
        "coopération est utile, et celle du vice-président aussi ; le vice-président est élu."}},
      {"C7",
       "a date that a line's end cuts, Arabic: the line was not full",
       "عقد الاجتماع في جنيف في الفترة من 24 أيلول/سبتمبر\n2018 إلى 28 أيلول/سبتمبر 2018، وشارك "
       "فيه ممثلون عن أربعين طرفا.\n",
       {"P |عقد الاجتماع في جنيف في الفترة من 24 أيلول/سبتمبر 2018 إلى 28 أيلول/سبتمبر 2018، وشارك "
        "فيه ممثلون عن أربعين طرفا."}},
      {"D1",
       "a flattened timetable, Arabic: key and activity of the last row on one line",
       "الموعد النشاط\n\nشباط/فبراير 2017\nتأكيد أعضاء أفرقة العمل\n\nأيار/مايو 2017\nتدعو الأمانة "
       "الأطراف\n\nتشرين الأول/أكتوبر 2017\n\nاجتماع مشترك للخبراء\n\nأيار/مايو 2019 الاجتماع "
       "التاسع "
       "لمؤتمر الأطراف\n",
       {"C |الموعد", "C |النشاط", "C |شباط/فبراير 2017", "C |تأكيد أعضاء أفرقة العمل",
        "C |أيار/مايو 2017", "C |تدعو الأمانة الأطراف", "C |تشرين الأول/أكتوبر 2017",
        "C |اجتماع مشترك للخبراء", "C |أيار/مايو 2019", "C |الاجتماع التاسع لمؤتمر الأطراف"}},
      {"D1",
       "the same in Chinese",
       "日期 "
       "活动\n\n2017年2月\n确认工作队成员\n\n2017年5月\n请缔约方提交信息\n\n2017年10月至11月\n\n专"
       "家联合会议\n\n2019年5月 缔约方大会第九次会议\n",
       {"C |日期", "C |活动", "C |2017年2月", "C |确认工作队成员", "C |2017年5月",
        "C |请缔约方提交信息", "C |2017年10月至11月", "C |专家联合会议", "C |2019年5月",
        "C |缔约方大会第九次会议"}},
      {"D1",
       "French: a key of two lines counts",
       "Date limite Activité\n\nFévrier 2017\nLes équipes sont constituées\n\nMai 2017\nLe "
       "secrétariat invite les Parties\n\nOctobre/novembre\n\n2017\n\nRéunion commune "
       "d’experts\n\nMai 2019 Neuvième réunion\n",
       {"C |Date limite", "C |Activité", "C |Février 2017", "C |Les équipes sont constituées",
        "C |Mai 2017", "C |Le secrétariat invite les Parties", "C |Octobre/novembre 2017",
        "C |Réunion commune d’experts", "C |Mai 2019", "C |Neuvième réunion"}},
      {"E4",
       "dashes before labels, and a gap, Chinese",
       "1. 专家组的任务是：\n\n- （a）编写报告；\n- （b）分发报告；\n- （d）举行会议。\n",
       {"P 1.|专家组的任务是：", "I （a）|编写报告；", "I （b）|分发报告；", "I （d）|举行会议。"}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(shown(normalize_text(c.in)), c.out) << c.name << ": " << c.what;
  }
}

}  // namespace
}  // namespace hexapla::normalize
