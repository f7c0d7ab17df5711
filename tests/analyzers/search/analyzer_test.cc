#include "analyzers/search/analyzer.h"

#include <gtest/gtest.h>

namespace hexapla::search {
namespace {

// Folded words, "|" between them; "+" joins Chinese characters of one run.
std::string cut(std::string_view lang, std::string_view text) {
  Analyzer analyzer(lang);
  std::vector<Token> tokens;
  analyzer.tokenize(text, tokens);
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    EXPECT_EQ(tokens[i].position, i);
    out += tokens[i].form->folded;
    if (i + 1 < tokens.size())
      out += tokens[i].kind == TokenKind::han && !tokens[i].run_end ? "+" : "|";
  }
  return out;
}

struct Case {
  const char* lang;
  const char* text;
  const char* expected;
};

constexpr Case kCases[] = {
    {"en", "Best available techniques", "best|available|techniques"},
    // French elision with both apostrophes, before a capital, twice; not inside a word
    {"fr", "l’Assemblée", "assemblee"},
    {"fr", "L'eau qu'il boit d’abord", "eau|il|boit|abord"},
    {"fr", "jusqu’à l’heure", "a|heure"},
    {"fr", "aujourd’hui", "aujourd|hui"},
    {"fr", "l’", "l"},
    // English possessives; the apostrophe of a plural is no part of a word
    {"en", "the State’s and the parties' duties", "the|state|and|the|parties|duties"},
    {"en", "'quoted'", "quoted"},
    // letters and digits part, however they are joined
    {"en", "COP8 COP.8 COP-8", "cop|8|cop|8|cop|8"},
    {"en", "UNEP/POPS/COP.8/INF/14", "unep|pops|cop|8|inf|14"},
    // a raised note mark is no digit of the word or number before it
    {"en", "meeting² of 2004³", "meeting|of|2004"},
    // Chinese: characters, runs cut by punctuation and other scripts, full width folded
    {"zh", "公約，附件Ａ", "公+约|附+件|a"},
    {"zh", "第SC-1/19号决定", "第|sc|1|19|号+决+定"},
    {"zh", "二〇〇四年", "二+〇+〇+四+年"},
    // invisible characters inside words, tatweel, tashkeel; a digit behind an Arabic preposition
    {"ar", "الاتفـــاقيةُ", "الاتفاقيه"},
    {"ar", "المادة ٥ و6", "الماده|5|و|6"},
    {"en", "co\u00ADoperation \u200Bzero\u200Bwidth\u200B", "cooperation|zerowidth"},
    // combining marks typed apart
    {"fr", "e\u0301te\u0301", "ete"},
    {"ru", "подъём", "подъем"},
    // malformed bytes and symbols separate and vanish
    {"en",
     "a\xFF"
     "b \xF0\x9F\x98\x80 c",
     "a|b|c"},
    {"en", "", ""},
    {"en", "… — * ()", ""},
};

TEST(Analyzer, CutsTexts) {
  for (const Case& c : kCases)
    EXPECT_EQ(cut(c.lang, c.text), c.expected) << c.lang << ": " << c.text;
}

TEST(Analyzer, SpansPointAtTheWordsInTheText) {
  Analyzer analyzer("fr");
  const std::string text = "Vu l’éco\u00ADnomie, 第12条";
  std::vector<Token> tokens;
  analyzer.tokenize(text, tokens);
  std::vector<std::string> words;
  for (const Token& t : tokens) words.push_back(text.substr(t.span.begin, t.span.size()));
  EXPECT_EQ(words, (std::vector<std::string>{"Vu", "éco\u00ADnomie", "第", "12", "条"}));
}

TEST(Analyzer, IsTheSameWhateverWasSeenBefore) {
  Analyzer used("ru");
  std::vector<Token> tokens;
  for (int i = 0; i < 3000; ++i)
    used.tokenize(std::string(200, 'x') + std::to_string(i) + " слово", tokens);
  used.tokenize("Решения", tokens);
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens[0].form->term, WordForms("ru").form("решение").term);
}

}  // namespace
}  // namespace hexapla::search
