#include "pipeline/run/grouping.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hexapla::run {
namespace {

TEST(Grouping, NameParts) {
  struct Case {
    const char* path;
    const char* lang;
    const char* directory;
    const char* stem;
    bool marked;
  };
  for (const Case& c : {
           Case{"in/note_fr.txt", "fr", "in", "note", true},
           Case{"in/note_fr.txt", "en", "in", "note_fr",
                false},  // the text is English: the name is not believed
           Case{"in/note.fr.md", "fr", "in", "note", true},
           Case{"in/fr/note.md", "fr", "in", "note", true},
           Case{"fr/in/note.md", "fr", "in", "note", true},
           Case{"udhr/eng.txt", "en", "", "udhr",
                true},  // nothing left of the name: the folder names the Work
           Case{"udhr/cmn_hans.txt", "zh", "", "udhr", true},  // a marker with a separator in it
           Case{"EN-letter.txt", "en", "", "letter", true},
           Case{"letter.txt", "en", "", "letter", false},
           Case{"COP.8", "en", "", "COP.8", false},  // ".8" is no extension
           Case{"in/français/note.md", "fr", "in", "note", true},
           Case{"order.txt", "en", "", "order", false},  // "or" and "der" are no separated markers
           Case{"x/note.fr", "fr", "x", "note", true},
       }) {
    const NameParts p = name_parts(c.path, c.lang);
    EXPECT_EQ(p.directory, c.directory) << c.path;
    EXPECT_EQ(p.stem, c.stem) << c.path;
    EXPECT_EQ(p.marked, c.marked) << c.path;
  }
}

std::vector<std::string> keys(const std::vector<Assignment>& assignments) {
  std::vector<std::string> out;
  for (const Assignment& a : assignments) {
    out.push_back((a.fate == Fate::member      ? ""
                   : a.fate == Fate::duplicate ? "duplicate:"
                                               : "conflict:") +
                  (a.fate == Fate::member ? a.work : a.other));
  }
  return out;
}

TEST(Grouping, SymbolsDecideWhateverTheFilesAreCalled) {
  EXPECT_EQ(keys(group({{"a/x.txt", "1", "UNEP/POPS/COP.8/9", "en", 10},
                        {"b/y.txt", "2", "UNEP/POPS/COP.8/9", "fr", 10}})),
            (std::vector<std::string>{"UNEP/POPS/COP.8/9", "UNEP/POPS/COP.8/9"}));
}

TEST(Grouping, NamesHoldTogetherWhatHasNoSymbol) {
  EXPECT_EQ(keys(group({{"udhr/eng.txt", "1", "", "en", 90},
                        {"udhr/arb.txt", "2", "", "ar", 85},
                        {"udhr/fra.txt", "3", "", "fr", 90}})),
            (std::vector<std::string>{"file:udhr", "file:udhr", "file:udhr"}));
}

TEST(Grouping, AMarkedFileTakesTheSymbolOfItsSiblings) {
  EXPECT_EQ(keys(group({{"n_en.txt", "1", "A/70/1", "en", 9},
                        {"n_ar.txt", "2", "", "ar", 9},
                        {"other.txt", "3", "", "fr", 9}})),
            (std::vector<std::string>{"A/70/1", "A/70/1", "file:other"}));
}

TEST(Grouping, NamesAloneAreNotTrusted) {
  // Two symbols under one name: each symbol is its own Work.
  EXPECT_EQ(
      keys(group({{"n_en.txt", "1", "A/70/1", "en", 9}, {"n_fr.txt", "2", "A/70/2", "fr", 9}})),
      (std::vector<std::string>{"A/70/1", "A/70/2"}));
  // The marker says fr, the text is Russian.
  EXPECT_EQ(keys(group({{"n_en.txt", "1", "", "en", 9}, {"n_fr.txt", "2", "", "ru", 9}})),
            (std::vector<std::string>{"file:n_en", "file:n_fr"}));
  // Sizes of another order.
  EXPECT_EQ(keys(group({{"n_en.txt", "1", "", "en", 300}, {"n_fr.txt", "2", "", "fr", 9}})),
            (std::vector<std::string>{"file:n_en", "file:n_fr"}));
}

TEST(Grouping, TheSameBytesTwiceAndTwoFilesForOneExpression) {
  EXPECT_EQ(keys(group({{"b.txt", "1", "A/70/1", "en", 9},
                        {"a.txt", "1", "A/70/1", "en", 9},
                        {"c.txt", "2", "A/70/1", "en", 8}})),
            (std::vector<std::string>{"duplicate:a.txt", "A/70/1", "conflict:a.txt"}));
}

TEST(Grouping, NamesakesInTwoFoldersAreTwoWorks) {
  EXPECT_EQ(keys(group({{"a/letter.txt", "1", "", "en", 9},
                        {"b/letter.txt", "2", "", "en", 9},
                        {"b/memo.txt", "3", "", "en", 9}})),
            (std::vector<std::string>{"file:a/letter", "file:b/letter", "file:memo"}));
}

TEST(Grouping, AnyOrderGivesTheSame) {
  std::vector<Candidate> c = {{"u/eng.txt", "1", "", "en", 9},
                              {"u/fra.txt", "2", "", "fr", 9},
                              {"x.txt", "2", "", "fr", 9},
                              {"n_en.txt", "4", "A/70/1", "en", 9},
                              {"n_ar.txt", "5", "", "ar", 9}};
  std::sort(c.begin(), c.end(),
            [](const Candidate& a, const Candidate& b) { return a.path < b.path; });
  const std::vector<std::string> expected = keys(group(c));
  std::vector<std::size_t> order = {0, 1, 2, 3, 4};
  do {
    std::vector<Candidate> shuffled;
    for (const std::size_t i : order) shuffled.push_back(c[i]);
    const std::vector<std::string> got = keys(group(shuffled));
    for (std::size_t i = 0; i < order.size(); ++i) ASSERT_EQ(got[i], expected[order[i]]);
  } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace
}  // namespace hexapla::run
