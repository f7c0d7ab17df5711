#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analyzers/segmentation/segmentation.h"
#include "tests/support/linear.h"

namespace hexapla::segmentation {
namespace {

std::vector<std::string> split(std::string_view text, std::string_view lang) {
  std::vector<std::string> out;
  for (const Span s : sentences(text, lang)) out.emplace_back(text.substr(s.begin, s.size()));
  return out;
}

struct Case {
  std::string lang;
  std::vector<std::string> sentences;  // joined by one space, or by nothing in Chinese
};

TEST(Sentences, SixLanguages) {
  const std::vector<Case> cases = {
      {"en", {"The meeting opened.", "Was it long?", "No!"}},
      // Numbers and labels after abbreviations
      {"en", {"See para. 5 of art. 3 (b) on p. 12.", "It is short."}},
      {"en", {"Decision No. 4 was adopted.", "Nobody objected."}},
      {"en", {"Mr. Smith and Dr. Jones, e.g. in Vol. 2, agreed."}},
      // An abbreviation that may end a sentence
      {"en", {"It covers air, water, etc.", "The rest follows."}},
      {"en", {"The U.S. Government paid."}},
      {"en", {"She moved to the U.S.", "She paid."}},
      {"en", {"J. A. Brown spoke."}},
      // Decimal numbers, symbols of documents, times
      {"en", {"It rose by 3.5 per cent to 1,000.50.", "See UNEP/POPS/COP.8/9."}},
      // Brackets and quotations stay whole
      {"en", {"He said (it was late. He was tired.) that it was over."}},
      {"en", {"She wrote: \"It is over. We go.\" and left."}},
      {"en", {"The words “shall. And may” were deleted.", "The rest stayed."}},
      // The label of a paragraph does not end a sentence; the next item begins one
      {"en", {"3. The Committee decided."}},
      {"en", {"1. One thing", "2. Another thing"}},
      {"en", {"II. Background"}},
      {"en", {"The Party shall pay 1. above and 2. below."}},
      {"en", {"It ended.[1]", "It began again."}},
      {"fr", {"Voir l’art. 3 b) de la décision.", "Le Comité l’a adoptée."}},
      {"fr", {"M. Dupont et Mme Martin, cf. p. 5, ont parlé.", "Qui d’autre ?", "Personne."}},
      {"fr", {"Il a dit « C’est fini. Partons. » et il est parti."}},
      {"es", {"El Sr. Pérez citó el párr. 5 y el art. 3.", "¿Quién respondió?", "¡Nadie!"}},
      {"es", {"Véase la pág. 7.", "Los EE.UU. firmaron."}},
      {"ru", {"См. ст. 3 и п. 5 на стр. 12.", "Совещание состоялось в 2015 г. в Женеве."}},
      {"ru", {"А. С. Иванов выступил и т.д.", "Он закончил."}},
      {"ru", {"Это произошло, т.е. закончилось.", "Почему?"}},
      {"ar", {"عقد الاجتماع في جنيف.", "هل كان طويلا؟", "لا!"}},
      {"ar", {"انظر ص. 5 من الوثيقة، والفقرة 3.", "انتهى."}},
      // A comma joins Arabic clauses, it does not end them
      {"ar", {"وافقت اللجنة، وأقرت التقرير، ثم رفعت الجلسة."}},
      {"zh", {"会议开幕了。", "时间长吗？", "不长！"}},
      {"zh", {"他说：“结束了。我们走吧。”", "然后他走了。"}},
      {"zh", {"请看《好！再见》一书。", "谢谢。"}},
      // A language without a table has the general rules
      {"de", {"Die Sitzung begann.", "War sie lang?"}},
  };
  for (const Case& c : cases) {
    std::string text;
    for (const std::string& s : c.sentences) {
      if (!text.empty() && c.lang != "zh") text += ' ';
      text += s;
    }
    EXPECT_EQ(split(text, c.lang), c.sentences) << text;
  }
}

TEST(Sentences, LineEnds) {
  EXPECT_EQ(split("A line that was\nwrapped.", "en"),
            (std::vector<std::string>{"A line that was\nwrapped."}));
  EXPECT_EQ(split("A heading\n\nand a text", "en"),
            (std::vector<std::string>{"A heading", "and a text"}));
  EXPECT_EQ(split("First line\nSecond line", "en"),
            (std::vector<std::string>{"First line", "Second line"}));
}

// Sentences are in order, do not overlap, and leave out nothing but white space.
TEST(Sentences, HoldEverything) {
  const std::vector<std::string> texts = {"",
                                          " \n ",
                                          ".",
                                          "...",
                                          "\"",
                                          "\xFF\xFE",
                                          "a\0b.",
                                          "((((. A",
                                          "«««« A. B",
                                          "1. 2. 3. 4.",
                                          "。。。",
                                          ". . . . .",
                                          "« Il vient. » Elle part. (a) Un. (b) Deux.",
                                          "'A' 'b. C' d'E. F",
                                          "U.S. U.S.A. I. I. I.",
                                          "؟؟ لا. نعم"};
  for (const std::string& text : texts) {
    std::size_t at = 0;
    std::string rest;
    for (const Span s : sentences(text, "en")) {
      ASSERT_LE(at, s.begin) << text;
      ASSERT_LT(s.begin, s.end) << text;
      ASSERT_LE(s.end, text.size()) << text;
      rest += text.substr(at, s.begin - at);
      at = s.end;
    }
    rest += text.substr(at);
    EXPECT_EQ(rest.find_first_not_of(" \n"), std::string::npos) << text;
  }
}

// Linear on input made to be slow: a megabyte of what opens, repeats or never closes.
TEST(Sentences, HostileInputIsLinear) {
  for (const std::string piece : {"\"", "«", "(", "a. ", "1. ", ". ", "'a", "A.", "\n", "。", "[1]",
                                  "x.1 2 3 ", "(a", ".)"}) {
    const auto split = [](const std::string& text) { (void)sentences(text, "en"); };
    EXPECT_LT(support::growth_over_sixteen(piece, std::size_t{1} << 16, split), 64) << piece;
  }
}

}  // namespace
}  // namespace hexapla::segmentation
