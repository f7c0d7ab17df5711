#include <string>

#include "tests/analyzers/references/show.h"
#include "tests/support/linear.h"

namespace hexapla::references {
namespace {

struct Sample {
  const char* lang;
  const char* text;
};

const Sample kSamples[] = {
    {"en", "decision SC-5/2, annex"},
    {"en", "General Assembly resolution 66/288 of 27 July 2012"},
    {"en", "document UNEP/GLC/COP.3/INF/2 and Add.1"},
    {"en", "paragraph 2 of article 5 of the Basel Convention"},
    {"fr", "la décision 3/CP.18 et l’article 7"},
    {"ru", "решения СК-5/2 и БК-11/4"},
    {"zh", "第SC-5/2和SC-5/3号决定"},
    {"ar", "المقررين ا ب-11/4 وا ر-6/3"},
};

std::vector<Reference> moved(std::vector<Reference> references, std::size_t by) {
  for (Reference& r : references) {
    r.span.begin += by;
    r.span.end += by;
  }
  return references;
}

// Sentences do not know of each other: what stands in two is what stands in each.
TEST(Properties, ConcatenationOfSentences) {
  for (const Sample& a : kSamples) {
    for (const Sample& b : kSamples) {
      if (std::string_view(a.lang) != b.lang) continue;
      const std::string first = std::string(a.text) + ". ";
      const std::string second = std::string("The ") + b.text;
      std::vector<Reference> expected = find(first, a.lang);
      for (Reference& r : moved(find(second, a.lang), first.size())) expected.push_back(r);
      EXPECT_EQ(find(first + second, a.lang), expected) << first << second;
    }
  }
}

// What is said between two references changes neither.
TEST(Properties, TheGapDoesNotMatter) {
  for (const char* gap : {" and ", ", ", " as well as the many things that were done since under ",
                          " (see below) and also ", "; "}) {
    const std::string first = "decision SC-5/2";
    const std::string text = first + gap + "decision SC-5/3";
    EXPECT_EQ(shown(find(text, "en"), text),
              (std::vector<std::string>{"decision SC-5/2 > SC-5/2", "decision SC-5/3 > SC-5/3"}))
        << text;
  }
}

std::string random_text(unsigned& seed) {
  static const char* const kPieces[] = {
      "SC",   "-",       "7",   "/",       "8",     " ",       "decision ", "resolutions ",
      "(",    ")",       "[…]", "A/",      "UNEP/", "COP.",    "annex ",    "Articles ",
      "and ", ",",       "第",  "号",      "决定",  "附件",    "條",        "المقرر ",
      "و",    "المادة ", "ا س", "статьи ", "СК",    "пункта ", "\xFF",      "\xE2\x80",
      "¹",    "\n",      "XIV", "to ",     "of ",   "Ibid.",   "http://",   "www.",
      ".",    "Add.1",   "د-28"};
  std::string text;
  for (int i = 0; i < 30; ++i) {
    seed = seed * 1664525U + 1013904223U;
    text += kPieces[(seed >> 16) % std::size(kPieces)];
  }
  return text;
}

// Whatever the bytes: spans lie in the text, in order, without overlap, on character boundaries.
TEST(Properties, SpansAreExactOnAnyBytes) {
  unsigned seed = 7;
  for (int round = 0; round < 4000; ++round) {
    const std::string text = random_text(seed);
    for (const char* lang : {"en", "ar", "ru", "zh", "und"}) {
      std::size_t last = 0;
      for (const Reference& r : find(text, lang)) {
        ASSERT_LE(last, r.span.begin) << text;
        ASSERT_LT(r.span.begin, r.span.end) << text;
        ASSERT_LE(r.span.end, text.size()) << text;
        for (const std::string& c : r.canonical) {
          for (const char ch : c) ASSERT_GT(static_cast<unsigned char>(ch), 0x20) << text;
          if (r.type != Type::url) {
            for (const char ch : c) ASSERT_LT(static_cast<unsigned char>(ch), 0x80) << text;
          }
        }
        last = r.span.end;
      }
    }
    (void)canonical_form(text);
    (void)symbol_in_line(text);
  }
}

// A megabyte of anything is read in linear time.
TEST(Properties, HostileTextStaysLinear) {
  for (const char* piece : {"SC-7/7, ",
                            "(",
                            "[",
                            "A/",
                            "UNEP/",
                            "decision ",
                            "paragraphs 1, 2, ",
                            "第1、",
                            "第1/2和",
                            "annex A, ",
                            "part I of annex A of ",
                            "I/",
                            "http://",
                            "1/",
                            "(((a) ",
                            "A-",
                            "www.",
                            "1-2-",
                            "resolution 70/1 A to ",
                            "Add.1 and ",
                            "的",
                            "و",
                            "“"}) {
    for (const char* lang : {"en", "zh", "ar"}) {
      const auto find_all = [&](const std::string& text) { (void)find(text, lang); };
      EXPECT_LT(support::growth_over_sixteen(piece, std::size_t{1} << 16, find_all), 64)
          << piece << ' ' << lang;
    }
  }
}

}  // namespace
}  // namespace hexapla::references
