#include "pipeline/normalize/labels.h"

#include <gtest/gtest.h>

namespace hexapla::normalize {
namespace {

struct Case {
  const char* text;
  const char* label;  // "" when there is none
  LabelKind kind;
  int ordinal;
};

TEST(Labels, EveryFormOfTheSixLanguages) {
  const Case cases[] = {
      {"1. Text", "1.", LabelKind::decimal, 1},
      {"12. Text", "12.", LabelKind::decimal, 12},
      {"(a) Text", "(a)", LabelKind::lower_letter, 1},
      {"b) Texte", "b)", LabelKind::lower_letter, 2},
      {"б) текст", "б)", LabelKind::lower_letter, 2},
      {"(ii) Text", "(ii)", LabelKind::lower_roman, 2},
      {"IV. Text", "IV.", LabelKind::upper_roman, 4},
      {"B. Text", "B.", LabelKind::upper_letter, 2},
      {"（a）文本", "（a）", LabelKind::lower_letter, 1},
      {"（一）文本", "（一）", LabelKind::han, 1},
      {"（一)文本", "（一)", LabelKind::han, 1},  // half of the brackets is narrow
      {"十二、文本", "十二、", LabelKind::han, 12},
      {"1．文本", "1．", LabelKind::decimal, 1},
      {"(ج) نص", "(ج)", LabelKind::lower_letter, 3},
      {"1 - نص", "1 -", LabelKind::decimal, 1},
      {"١٢ - نص", "١٢ -", LabelKind::decimal, 12},
      {"ثانياً - نص", "ثانياً -", LabelKind::word, 2},
      {"باء - نص", "باء -", LabelKind::word, 2},
      // With vowel signs, wherever they stand.
      {"ثانيًا - نص", "ثانيًا -", LabelKind::word, 2},
      {"أَوّلا - نص", "أَوّلا -", LabelKind::word, 1},
      // Stretched, as papers have them.
      {"بـــاء - نص", "بـــاء -", LabelKind::word, 2},
      {"جيـم - نص", "جيـم -", LabelKind::word, 3},
      {"(هــ) نص", "(هــ)", LabelKind::lower_letter, 5},
      {"'2' نص", "'2'", LabelKind::decimal, 2},
      {"[9. Requests", "[9.", LabelKind::decimal, 9},
      {"1 bis. Texte", "1 bis.", LabelKind::decimal, 1},
      {"1.2 Text", "1.2", LabelKind::multi_decimal, 2},
      // Traps.
      {"15.Feedback should be given", "", LabelKind::decimal, 0},
      {"2.5 million were spent", "", LabelKind::decimal, 0},
      {"2015. The year", "", LabelKind::decimal, 0},
      {"11 September 2017", "", LabelKind::decimal, 0},
      {"11-13, chemin des Mines", "", LabelKind::decimal, 0},
      {"CH - 1219 Geneva", "", LabelKind::decimal, 0},
      {"UNEP/POPS/COP.8/1.", "", LabelKind::decimal, 0},
      {"(see above) text", "", LabelKind::decimal, 0},
      {"il. text", "", LabelKind::decimal, 0},
      {"一九九二年通过", "", LabelKind::decimal, 0},
      {"(2004) text", "", LabelKind::decimal, 0},
      {"بـــابـل - نص", "", LabelKind::decimal, 0},
  };
  for (const Case& c : cases) {
    const std::optional<Label> label = parse_label(c.text);
    ASSERT_EQ(label.has_value(), *c.label != '\0') << c.text;
    if (!label) continue;
    EXPECT_EQ(std::string(c.text).substr(0, label->span.end), c.label) << c.text;
    EXPECT_EQ(label->kind, c.kind) << c.text;
    EXPECT_EQ(label->ordinal, c.ordinal) << c.text;
  }
}

TEST(Labels, OneListHasOneStyle) {
  EXPECT_EQ(parse_label("（一）文")->style, parse_label("（二)文")->style);
  EXPECT_NE(parse_label("（一）文")->style, parse_label("一、文")->style);
  EXPECT_NE(parse_label("1. a")->style, parse_label("(1) a")->style);
  EXPECT_EQ(parse_label("1 - نص")->style, parse_label("١٢ - نص")->style);
  EXPECT_EQ(as_roman(*parse_label("I. A")).style, parse_label("II. A")->style);
  EXPECT_NE(parse_label("ثانياً - نص")->style, parse_label("باء - نص")->style);
}

TEST(Labels, BulletsNeedASpace) {
  EXPECT_EQ(bullet_size("- text"), 2U);
  EXPECT_EQ(bullet_size("·  text"), 4U);
  EXPECT_EQ(bullet_size("-text"), 0U);
  EXPECT_EQ(bullet_size("—"), 0U);
}

}  // namespace
}  // namespace hexapla::normalize
