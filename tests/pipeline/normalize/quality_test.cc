// The quality report: what is told, and where.
#include <gtest/gtest.h>

#include <algorithm>

#include "dump.h"
#include "pipeline/base/error.h"
#include "pipeline/document/document.h"
#include "pipeline/normalize/normalize.h"

namespace hexapla::normalize {
namespace {

struct Case {
  const char* code;
  const char* trap;  // what the case is about
  std::string text;
  std::string source;  // the bytes that the remark points at; "": of the whole document
};

const std::string kBody =
    "1. The first report of the group was adopted by the Parties at their meeting.\n\n";

TEST(Quality, EachRemarkPointsAtItsPlace) {
  const Case cases[] = {
      {"replacement-character", "text that was lost before it came here",
       kBody + "2. The re\uFFFDort was sent.\n", "\uFFFD"},
      {"glued", "a date without the space before it",
       kBody + "2. The report is due prior to19 October 2018 in Geneva.\n",
       "The report is due prior to19 October 2018 in Geneva."},
      {"glued", "words joined by a comma",
       kBody + "2. The groups,namely two of them, met in Geneva.\n",
       "The groups,namely two of them, met in Geneva."},
      {"glued", "the same in Russian",
       kBody + "2. Доклад следует представить до19 октября 2018 года.\n",
       "Доклад следует представить до19 октября 2018 года."},
      {"glued", "in Spanish, before a range",
       kBody + "2. La reunión se celebró del19 al 23 de octubre de 2018 en Ginebra.\n",
       "La reunión se celebró del19 al 23 de octubre de 2018 en Ginebra."},
      {"glued", "two sentences, French, with accents",
       kBody + "2. Le rapport a été adopté.Étant donné les délais, il sera envoyé.\n",
       "Le rapport a été adopté.Étant donné les délais, il sera envoyé."},
      {"glued", "a sentence behind a number, Russian",
       kBody + "2. Доклады представляются согласно статье 15.Следует указать опыт.\n",
       "Доклады представляются согласно статье 15.Следует указать опыт."},
      {"glued", "words joined by a comma, Russian",
       kBody + "2. В докладе названы нафталины,дифенилы и другие вещества.\n",
       "В докладе названы нафталины,дифенилы и другие вещества."},
      {"glued", "the comma of Arabic", "1- عقد الفريق اجتماعه في جنيف،وقرر إعداد التقرير.\n",
       "عقد الفريق اجتماعه في جنيف،وقرر إعداد التقرير."},
      {"glued", "two sentences, Arabic", "1- عقد الفريق اجتماعه في جنيف.واعتمد التقرير.\n",
       "عقد الفريق اجتماعه في جنيف.واعتمد التقرير."},
      {"glued", "words joined by a comma, in a note",
       kBody + "2. The report was sent.¹\n\n¹ To the Parties,and to the group.\n",
       "To the Parties,and to the group."},
      {"glued", "behind a bracket and behind a number",
       kBody + "2. See paragraph 1 (b),and article 5,which is new.\n",
       "See paragraph 1 (b),and article 5,which is new."},
      {"glued", "Arabic behind a quotation mark", "1- «اجتمع الفريق،وقرر» إعداد التقرير.\n",
       "«اجتمع الفريق،وقرر» إعداد التقرير."},
      {"anchor-lost", "the figure of an Arabic mark was lost, and no note tells it",
       "1- اعتمد الفريق تقريره() في جنيف.\n", "()"},
      {"note-missing", "a mark in the masthead without its note",
       "Distr.: General\n5 May 2019\nItem 3 of the provisional agenda*\n\nThe report\n\nNote by "
       "the secretariat\n\n1. The report was sent.\n",
       "*"},
      {"anchor-lost", "a note that nothing points at",
       kBody + "2. The report was sent.¹\n\n¹ See the annex.\n\n² See the report.\n",
       "See the report."},
      {"note-missing", "a mark without its note", kBody + "2. The report³ was sent.\n\n", "³"},
      {"note-gap", "a page with a note was lost",
       kBody + "2. The report¹ was sent² there.⁴\n\n¹ One.\n\n² Two.\n\n⁴ Four.\n", "⁴"},
      {"label-gap", "an item is missing",
       kBody + "2. The group:\n\n(a) Met;\n\n(b) Agreed;\n\n(d) Parted.\n", "(d)"},
      {"unbalanced-emphasis", "a mark without its partner",
       "# Title of it\n\n2004** The deadline for the reports.\n",
       "2004** The deadline for the reports."},
      {"control-character", "a control within a word", kBody + "2. The re\x02port.\n", "\x02"},
      {"unexplained-line", "a stray line of signs", kBody + "~ % ~ =\n\n2. The report was sent.\n",
       "~ % ~ ="},
      {"unexplained-line", "a sentence that was cut off from its beginning",
       "The report was sent to the Parties in due time, as was agreed.\n\nand the other report was "
       "sent to them a year after that one.\n",
       "and the other report was sent to them a year after that one."},
      {"unexplained-line", "a running foot",
       "The report was sent to the Parties in due time, as was agreed.\n\nk1234567 doc\n\nThe "
       "other "
       "report was sent to them a year after that one.\n",
       "k1234567 doc"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.code) + ": " + c.trap);
    const document::Expression e = normalize_text(c.text);
    const auto found =
        std::find_if(e.quality.begin(), e.quality.end(),
                     [&](const document::QualityNote& q) { return q.code == c.code; });
    ASSERT_NE(found, e.quality.end());
    EXPECT_FALSE(found->detail.empty());
    EXPECT_EQ(c.text.substr(found->source.begin, found->source.end - found->source.begin),
              c.source);
  }
}

TEST(Quality, SoundTextHasNothingToTell) {
  for (const char* text :
       {"# The title of the report\n\n1. The group met¹ in Geneva, and:\n\n(a) Agreed;\n\n(b) "
        "Parted.\n\n[Original signed]\n\n¹ See the annex.\n",
        "一、导言\n\n1. 专家组在日内瓦举行了会议。\n\n2. 会议通过了报告。\n",
        "1. Substances such as o,p'-DDT and p,p'-DDE, e.g. in fish (U.S.A.), at 2.5 mg.\n\n2. See "
        "www.pops.int and COP.8/INF/14, para. 3.\n",
        "1- عقد الاجتماع في 19 و20 تشرين الأول/أكتوبر 2018، وفقا للمادة 5 (أ).\n\n2- ص.ب. 1000.\n",
        "1. Совещание прошло 19–20 октября 2018 г. в г. Женеве, т.е. в срок.\n",
        "# Annexe\n\n(Révisée pour tenir compte des besoins nationaux)\n\n1. Le groupe s’est "
        "réuni.\n",
        "1. Paragraph 5, second line\n\nFor 29 June read 28 June\n\n2. Paragraph 7\n\nFor March "
        "read "
        "April\n",
        "مقدمة التقرير\n\n1- عقد الفريق اجتماعه في جنيف.\n\n2- اعتمد الفريق التقرير.\n"}) {
    const document::Expression e = normalize_text(text);
    std::string codes;
    for (const document::QualityNote& q : e.quality) codes += q.code + " " + q.detail + "\n";
    EXPECT_EQ(codes, "") << text;
  }
}

TEST(Quality, APageThatIsAPictureWithANumberIsScanned) {
  ingest::RawDocument raw;
  raw.manifestation.format = "pdf";
  raw.manifestation.path = "a.pdf";
  try {
    normalize(raw);
    FAIL() << "read";
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::input);
    EXPECT_NE(e.reason().find("scanned"), std::string::npos);
    EXPECT_EQ(e.remedy(), "run OCR");
  }
}

}  // namespace
}  // namespace hexapla::normalize
