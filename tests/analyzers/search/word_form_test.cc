#include "analyzers/search/word_form.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hexapla::search {
namespace {

struct Pair {
  const char* lang;
  const char* a;
  const char* b;
};

// Forms that a reader takes for the same word when searching.
constexpr Pair kSame[] = {
    // accents typed or not
    {"fr", "sécurité", "securite"},
    {"fr", "assemblées", "assemblee"},
    {"fr", "année", "annees"},
    {"fr", "adoptée", "adopter"},
    {"fr", "développement", "developpement"},
    {"fr", "première", "premier"},
    {"fr", "œuvre", "oeuvres"},
    {"fr", "généraux", "general"},
    {"es", "aplicación", "aplicaciones"},
    {"es", "aplicacion", "aplicación"},
    {"es", "decisión", "DECISIONES"},
    {"es", "metodología", "metodologias"},
    {"es", "técnicas", "tecnica"},
    {"es", "año", "ano"},
    // spellings
    {"en", "organisation", "organizations"},
    {"en", "utilise", "utilized"},
    {"en", "programmes", "program"},
    {"en", "labour", "labor"},
    {"en", "Parties", "party"},
    // ё and е; case endings
    {"ru", "учёт", "учет"},
    {"ru", "решениями", "решение"},
    {"ru", "Сторонам", "стороны"},
    {"ru", "загрязнителей", "загрязнители"},
    // tashkeel, tatweel, article, prefixes, plural, hamza forms, presentation forms
    {"ar", "قرار", "قرارات"},
    {"ar", "والقرارات", "قرار"},
    {"ar", "الرِّقُّ", "رق"},
    {"ar", "إتفاقية", "اتفاقيات"},
    {"ar", "للجنة", "اللجنة"},
    {"ar", "الأطـــراف", "اطراف"},
    {"ar", "المادة", "مادتين"},
    {"ar", "سياستها", "السياسة"},
    {"ar", "البيئية", "بيئي"},
    {"ar", "تقريرًا", "التقرير"},
    {"ar", "ﻗﺮﺍﺭ", "قرار"},
    // Traditional, full width
    {"zh", "約", "约"},
    {"zh", "ＰＯＰｓ", "pops"},
    {"ar", "٢٠٠٤", "2004"},
    // a language without a table: folding alone
    {"de", "Über", "uber"},
};

TEST(WordForm, JoinsTheFormsOfAWord) {
  for (const Pair& p : kSame) {
    const WordForms forms(p.lang);
    EXPECT_EQ(forms.form(p.a).term, forms.form(p.b).term) << p.lang << ' ' << p.a << ' ' << p.b;
    EXPECT_FALSE(forms.form(p.a).term.empty()) << p.a;
  }
}

// Words that look alike and are not the same.
constexpr Pair kDifferent[] = {
    {"en", "party", "part"},    {"en", "slavery", "slavonic"}, {"fr", "eau", "eaux-fortes"},
    {"fr", "droit", "endroit"}, {"es", "mar", "mal"},          {"ru", "мир", "мера"},
    {"ar", "قرار", "مقرر"},     {"ar", "لجنة", "جنة"},         {"zh", "水", "氷"},
    {"de", "Häuser", "Haus"},  // no stemming without a table
};

TEST(WordForm, KeepsDifferentWordsApart) {
  for (const Pair& p : kDifferent) {
    const WordForms forms(p.lang);
    EXPECT_NE(forms.form(p.a).term, forms.form(p.b).term) << p.lang << ' ' << p.a << ' ' << p.b;
  }
}

TEST(WordForm, KeepsLettersThatAreNoAccentedOnes) {
  EXPECT_EQ(folded_word("Край"), "край");  // й is a letter of its own
  EXPECT_EQ(folded_word("Подъём"), "подъем");
}

TEST(WordForm, KnowsWordsThatCarryGrammarOnly) {
  EXPECT_TRUE(WordForms("en").form("The").stop);
  EXPECT_TRUE(WordForms("fr").form("à").stop);
  EXPECT_TRUE(WordForms("es").form("según").stop);
  EXPECT_TRUE(WordForms("ru").form("её").stop);
  EXPECT_TRUE(WordForms("ar").form("إلى").stop);
  EXPECT_TRUE(WordForms("zh").form("的").stop);
  EXPECT_FALSE(WordForms("en").form("water").stop);
  EXPECT_FALSE(WordForms("de").form("the").stop);
}

TEST(WordForm, IsTotal) {
  const WordForms forms("en");
  EXPECT_EQ(forms.form("").term, "");
  EXPECT_EQ(forms.form("\xFF\xFE").term, "");
  EXPECT_EQ(forms.form("ﷺ").term.find(' '), std::string::npos);  // expands to four words
  EXPECT_EQ(forms.form(std::string(100000, 'a')).term.size(), 100000U);
}

TEST(WordForm, OffersWordsWithWrittenOnPrepositions) {
  const WordForms forms("ar");
  const auto variants = forms.with_clitics("قرار");
  EXPECT_NE(std::find(variants.begin(), variants.end(), "بقرار"), variants.end());
  EXPECT_TRUE(WordForms("en").with_clitics("decis").empty());
}

TEST(WordForm, OffersWordsWithoutWrittenOnPrepositions) {
  const WordForms forms("ar");
  EXPECT_EQ(forms.without_clitic("بقرار"), std::vector<std::string>{"قرار"});
  EXPECT_EQ(forms.without_clitic("وبقرار"), std::vector<std::string>{"قرار"});
  EXPECT_TRUE(forms.without_clitic("بلد").empty());  // two letters are no word
  EXPECT_TRUE(forms.without_clitic("قرار").empty());
  EXPECT_TRUE(WordForms("en").without_clitic("before").empty());
}

}  // namespace
}  // namespace hexapla::search
