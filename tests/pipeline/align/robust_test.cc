// What happens to official documents between two languages: parts left out, moved, merged, split,
// not translated; and texts of odd shapes and sizes.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "pipeline/align/align.h"

namespace hexapla::align {
namespace {

// Paragraph n of a report in two languages: made of parts that repeat, as real reports do.
std::string english(int n) {
  static const char* const kActs[] = {"adopted the agenda", "took note of the report",
                                      "elected its officers", "urged Parties to pay",
                                      "asked for a new study"};
  static const char* const kThings[] = {
      "on glacial lakes",       "on the budget",    "on moraine dams", "on early warning",
      "on the work of experts", "on data and maps", "on training"};
  return "The Committee " + std::string(kActs[n % 5]) + " " + kThings[n % 7] + ", and " +
         kActs[n / 5 % 5] + " " + kThings[n / 7 % 7] + ".";
}
std::string french(int n) {
  static const char* const kActs[] = {"adopté l’ordre du jour", "pris note du rapport",
                                      "élu son bureau", "prié les Parties de payer",
                                      "demandé une nouvelle étude"};
  static const char* const kThings[] = {"sur les lacs glaciaires",
                                        "sur le budget",
                                        "sur les barrages de moraine",
                                        "sur l’alerte précoce",
                                        "sur les travaux des experts",
                                        "sur les données et les cartes",
                                        "sur la formation"};
  return "Le Comité a " + std::string(kActs[n % 5]) + " " + kThings[n % 7] + ", et " +
         kActs[n / 5 % 5] + " " + kThings[n / 7 % 7] + ".";
}

struct Report {
  std::vector<std::string> en;
  std::vector<std::string> fr;

  static Report of(int paragraphs) {
    Report out;
    for (int n = 0; n < paragraphs; ++n) {
      out.en.push_back(english(n * 3));
      out.fr.push_back(french(n * 3));
    }
    return out;
  }
  std::vector<Row> rows() const {
    std::vector<std::vector<Text>> group(1);
    for (const auto& [lang, lines] : {std::pair{"en", &en}, {"fr", &fr}}) {
      Text text{lang, {}};
      for (const std::string& line : *lines) text.segments.emplace_back().text = line;
      group[0].push_back(std::move(text));
    }
    return align(group).front();
  }
};

using Side = std::vector<std::uint32_t>;

bool has(const std::vector<Row>& rows, const Side& first, const Side& second) {
  return std::any_of(rows.begin(), rows.end(),
                     [&](const Row& r) { return r.sides[0] == first && r.sides[1] == second; });
}

TEST(Robust, AnAnnexLeftOut) {
  Report r = Report::of(60);
  r.fr.resize(40);
  const auto rows = r.rows();
  for (std::uint32_t i = 0; i < 40; ++i) EXPECT_TRUE(has(rows, {i}, {i})) << i;
  for (std::uint32_t i = 40; i < 60; ++i) EXPECT_TRUE(has(rows, {i}, {})) << i;
}

TEST(Robust, APartInTheMiddleLeftOut) {
  Report r = Report::of(60);
  r.fr.erase(r.fr.begin() + 20, r.fr.begin() + 35);
  const auto rows = r.rows();
  for (std::uint32_t i = 0; i < 20; ++i) EXPECT_TRUE(has(rows, {i}, {i})) << i;
  for (std::uint32_t i = 20; i < 35; ++i) EXPECT_TRUE(has(rows, {i}, {})) << i;
  for (std::uint32_t i = 35; i < 60; ++i) EXPECT_TRUE(has(rows, {i}, {i - 15})) << i;
}

TEST(Robust, MergedAndSplit) {
  Report r = Report::of(50);
  r.fr[10] += " " + r.fr[11];
  r.fr.erase(r.fr.begin() + 11);
  const std::size_t comma = r.fr[29].find(", et");
  r.fr.insert(r.fr.begin() + 30, r.fr[29].substr(comma + 2));
  r.fr[29].resize(comma);
  const auto rows = r.rows();
  EXPECT_TRUE(has(rows, {10, 11}, {10}));
  EXPECT_TRUE(has(rows, {30}, {29, 30}));
  EXPECT_TRUE(has(rows, {20}, {19}));
  EXPECT_TRUE(has(rows, {40}, {40}));
}

TEST(Robust, AParagraphNotTranslated) {
  Report r = Report::of(50);
  r.fr[25] = r.en[25];
  const auto rows = r.rows();
  for (std::uint32_t i = 0; i < 50; ++i) EXPECT_TRUE(has(rows, {i}, {i})) << i;
}

// In one language the notes stand behind their paragraphs, in the other at the end.
TEST(Robust, NotesPlacedDifferently) {
  Report r = Report::of(50);
  const std::string en[] = {"See document UNEP/XYZ/17, which tells more of this.",
                            "Ibid., paragraph 44, where the figures for 1998 stand."};
  const std::string fr[] = {"Voir le document UNEP/XYZ/17, qui en dit plus.",
                            "Ibid., paragraphe 44, où se trouvent les chiffres de 1998."};
  r.en.insert(r.en.begin() + 10, en[0]);
  r.en.insert(r.en.begin() + 30, en[1]);
  r.fr.push_back(fr[0]);
  r.fr.push_back(fr[1]);
  const auto rows = r.rows();
  EXPECT_TRUE(has(rows, {9}, {9}));
  EXPECT_TRUE(has(rows, {11}, {10}));
  EXPECT_TRUE(has(rows, {29}, {28}));
  EXPECT_TRUE(has(rows, {51}, {49}));
}

TEST(Robust, ATitlePageInOneLanguageOnly) {
  Report r = Report::of(50);
  r.en.insert(r.en.begin(), {"United Nations", "Environment Programme", "Distr.: General",
                             "4 May 2015", "Original: English"});
  const auto rows = r.rows();
  for (std::uint32_t i = 1; i < 50; ++i) EXPECT_TRUE(has(rows, {i + 5}, {i})) << i;
  // Short lines that no word speaks for may be taken for a part of the paragraph behind them (in
  // documents, what masthead lines are for keeps them apart); its row is this one all the same.
  for (const Row& row : rows) {
    if (row.sides[1] == Side{0}) {
      EXPECT_EQ(row.sides[0].back(), 5U);
    }
  }
  EXPECT_TRUE(has(rows, {0}, {}));
}

TEST(Robust, ExpressionsOfVeryDifferentLengths) {
  Report r = Report::of(80);
  r.fr = {r.fr[0], r.fr[40], r.fr[79]};  // a summary
  const auto rows = r.rows();
  std::size_t segments = 0;
  for (const Row& row : rows) segments += row.sides[0].size() + row.sides[1].size();
  EXPECT_EQ(segments, 83U);
}

TEST(Robust, OneBlockAndNone) {
  Report r;
  r.en = {"The whole document is one block."};
  r.fr = {"Tout le document est un seul bloc."};
  EXPECT_TRUE(has(r.rows(), {0}, {0}));
  r.fr = {};
  EXPECT_TRUE(has(r.rows(), {0}, {}));
  r.fr = {"", "", ""};
  std::size_t segments = 0;
  for (const Row& row : r.rows()) segments += row.sides[0].size() + row.sides[1].size();
  EXPECT_EQ(segments, 4U);
}

// No bead is as large as a document; but what is one block on one side is all of the other. The
// larger one has more words than are looked at.
TEST(Robust, OneBlockAgainstParagraphs) {
  for (const int paragraphs : {12, 1500}) {
    Report r = Report::of(paragraphs);
    std::string all;
    for (const std::string& line : r.en) all += line + " ";
    r.en = {all};
    const auto rows = r.rows();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].sides[0].size(), 1U);
    EXPECT_EQ(rows[0].sides[1].size(), r.fr.size());
  }
  // A block that says something else is not.
  Report other = Report::of(12);
  other.en = {"Annex."};
  EXPECT_GT(other.rows().size(), 5U);
}

// The ratio of the lengths is that of the paragraphs here, not that of the texts.
TEST(Robust, AnExcerptFromTheMiddle) {
  Report r = Report::of(60);
  for (std::size_t n = 0; n < r.en.size(); ++n) {
    r.en[n] = "Paragraph " + std::to_string(100 + n) + ". " + r.en[n];
    r.fr[n] = "Paragraphe " + std::to_string(100 + n) + ". " + r.fr[n];
  }
  r.fr = {r.fr.begin() + 20, r.fr.begin() + 35};
  const auto rows = r.rows();
  for (std::uint32_t n = 0; n < 15; ++n) EXPECT_TRUE(has(rows, {20 + n}, {n})) << n;
}

TEST(Robust, FortyThousandSegments) {
  Report r;
  for (int n = 0; n < 40000; ++n) {
    r.en.push_back(english(n) + (n % 9 == 0 ? " No. " + std::to_string(n) : ""));
    if (n % 50 != 7) r.fr.push_back(french(n) + (n % 9 == 0 ? " No " + std::to_string(n) : ""));
  }
  const auto rows = r.rows();
  std::size_t segments = 0;
  std::size_t right = 0;
  for (const Row& row : rows) {
    segments += row.sides[0].size() + row.sides[1].size();
    if (row.sides[0].size() != 1) continue;
    const std::uint32_t i = row.sides[0][0];
    const bool omitted = i % 50 == 7;
    const std::uint32_t j = i - (i + 42) / 50;
    right += row.sides[1] == (omitted ? Side{} : Side{j}) ? 1 : 0;
  }
  EXPECT_EQ(segments, r.en.size() + r.fr.size());
  EXPECT_GT(right, 39000U);
}

// Short lines without a counterpart between long ones, beside lines that were merged: by length
// alone a short line fits into its neighbour's row, and merged lines are the more common. Its words
// have no counterpart there.
TEST(Robust, ShortOmittedLinesStandAlone) {
  constexpr std::uint32_t kLines = 240;
  std::mt19937 random(5);
  const auto word = [](const char* stem, std::uint32_t w) {
    return std::string(stem) + static_cast<char>('a' + w / 12) + static_cast<char>('a' + w % 12) +
           "or";
  };
  std::vector<std::string> first;
  std::vector<std::string> second;
  std::vector<std::vector<Side>> want;
  for (std::uint32_t line = 0; line < kLines; ++line) {
    const bool omitted = line % 24 == 7;
    const bool merged = line % 24 == 15 || line % 24 == 16;
    std::string a;
    std::string b;
    for (std::uint32_t n = omitted ? 2 : 9 + random() % 9; n > 0; --n) {
      const std::uint32_t w = random() % (random() % 144 + 1);  // some words are common
      a += word("da", w) + ' ';
      // A free translation: every third word is another.
      b += word("mi", random() % 3 == 0 ? random() % 144 : (w * 5) % 144) + ' ';
    }
    const auto i = static_cast<std::uint32_t>(first.size());
    const auto j = static_cast<std::uint32_t>(second.size());
    first.push_back(a);
    if (omitted) {
      want.push_back({Side{i}, Side{}});
    } else if (merged && line % 24 == 16) {
      second.back() += b;
      want.back() = {Side{i - 1, i}, Side{j - 1}};
    } else {
      second.push_back(b);
      want.push_back({Side{i}, Side{j}});
    }
  }
  const auto text = [](const std::string& lang, const std::vector<std::string>& lines) {
    Text out{lang, {}};
    for (const std::string& line : lines) out.segments.emplace_back().text = line;
    return out;
  };
  const std::vector<std::vector<Text>> groups = {{text("xx", first), text("yy", second)}};
  std::vector<std::vector<Side>> got;
  const std::vector<std::vector<Row>> rows = align(groups);
  for (const Row& row : rows.front()) got.push_back(row.sides);
  EXPECT_EQ(got, want);
}

}  // namespace
}  // namespace hexapla::align
