#include "pipeline/exchange/lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "pipeline/base/error.h"

namespace hexapla::exchange {
namespace {

using memory::TranslationUnit;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

struct Read {
  std::vector<TranslationUnit> units;
  ReadReport report;

  // "en:a fr:b" of each unit.
  std::vector<std::string> texts() const {
    std::vector<std::string> out;
    for (const TranslationUnit& u : units) {
      out.emplace_back();
      for (const auto& v : u.variants)
        out.back() += (out.back().empty() ? "" : " ") + v.lang + ":" + v.text;
    }
    return out;
  }
};

Read tsv(const std::string& bytes, const std::vector<std::string>& langs = {}) {
  Read out;
  MemorySource source(bytes);
  out.report =
      read_tsv(source, "a.tsv", langs, [&](TranslationUnit& u) { out.units.push_back(u); });
  return out;
}

Read moses(const std::string& en, const std::string& fr) {
  Read out;
  std::vector<MosesSide> sides;
  sides.push_back({"en", "a.en", std::make_unique<MemorySource>(en)});
  sides.push_back({"fr", "a.fr", std::make_unique<MemorySource>(fr)});
  out.report = read_moses(std::move(sides), [&](TranslationUnit& u) { out.units.push_back(u); });
  return out;
}

TEST(Tsv, ReadsByItsHeader) {
  const Read r =
      tsv("\xEF\xBB\xBF"
          "EN\tfr_ca\tid\tconfidence\r\none\tun\t7\t0.9\r\n\r\ntwo\t\t\t\nthree\ttrois");
  EXPECT_THAT(r.texts(), ElementsAre("en:one fr-CA:un", "en:two", "en:three fr-CA:trois"));
  EXPECT_EQ(r.units[0].id, "7");
  EXPECT_THAT(r.units[0].properties, ElementsAre(Pair("confidence", "0.9")));
  EXPECT_THAT(r.report.problems, IsEmpty());
}

TEST(Tsv, ReportsRowsThatItCannotRead) {
  const Read r = tsv("en\tfr\na\tb\tc\nd\te\n\xFF\tf\n\x02\tg\n\t\nh\ti\n");
  EXPECT_THAT(r.texts(), ElementsAre("en:d fr:e", "en:h fr:i"));
  EXPECT_EQ(r.report.skipped, 3U);
  EXPECT_THAT(r.report.problems,
              ElementsAre(Problem{2, "3 cells where there are 2 columns"}, Problem{4, "not UTF-8"},
                          Problem{5, "a control character"}));
}

TEST(Tsv, NeedsLanguages) {
  EXPECT_THROW(tsv("source\ttarget\na\tb\n"), Error);
  EXPECT_THROW(tsv("one line\n"), Error);
  EXPECT_THROW(tsv(""), Error);
  EXPECT_THAT(tsv("a\tb\n", {"en", "fr"}).texts(), ElementsAre("en:a fr:b"));
}

TEST(Moses, ReadsLineByLine) {
  const Read r = moses("a\n\nb\r\n\nc\n", "x\n\ny\nz\nw\n");
  EXPECT_THAT(r.texts(), ElementsAre("en:a fr:x", "en:b fr:y", "fr:z", "en:c fr:w"));
}

TEST(Moses, SaysWhereFilesDiffer) {
  const Read r = moses("a\nb\n", "x\ny\nz\n");
  EXPECT_THAT(r.texts(), ElementsAre("en:a fr:x", "en:b fr:y"));
  ASSERT_EQ(r.report.problems.size(), 1U);
  EXPECT_EQ(r.report.problems[0].line, 3U);
  EXPECT_THAT(r.report.problems[0].reason, HasSubstr("a.en ends before"));
}

// Long lines go over the borders of what is read at once.
TEST(Moses, ReadsLongLines) {
  const std::string long_line(300000, 'x');
  const Read r = moses(long_line + "\nb", long_line + "y\nc");
  ASSERT_EQ(r.units.size(), 2U);
  EXPECT_EQ(r.units[0].variants[0].text.size(), 300000U);
  EXPECT_EQ(r.units[0].variants[1].text.size(), 300001U);
}

TEST(Writers, WriteWhatTheReadersRead) {
  TranslationUnit full;
  full.variants = {{"fr", "un\tdeux", {}, {}, {}}, {"en-US", "one\ntwo", {}, {}, {}}};
  TranslationUnit half;
  half.variants = {{"en", "alone", {}, {}, {}}};
  std::ostringstream table;
  TsvWriter tsv_writer(table, {"en", "fr"});
  EXPECT_TRUE(tsv_writer.write(full));
  EXPECT_FALSE(tsv_writer.write(half));
  EXPECT_EQ(table.str(), "en\tfr\none two\tun deux\n");
  std::ostringstream en;
  std::ostringstream fr;
  MosesWriter moses_writer({&en, &fr}, {"en", "fr"});
  EXPECT_TRUE(moses_writer.write(full));
  EXPECT_FALSE(moses_writer.write(half));
  EXPECT_EQ(en.str(), "one two\n");
  EXPECT_EQ(fr.str(), "un deux\n");
}

}  // namespace
}  // namespace hexapla::exchange
