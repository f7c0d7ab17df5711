#include "pipeline/exchange/documents.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "pipeline/base/files.h"
#include "pipeline/run/analyze.h"
#include "tests/support/validate.h"

namespace hexapla::exchange {
namespace {

store::AnalyzedExpression analyzed(const std::string& text, const std::string& name) {
  return run::analyze(text, name);
}

// What must be the same after a document was written and read: kinds, labels, texts, notes.
std::vector<std::string> told(const document::Expression& e) {
  std::vector<std::string> out;
  for (const document::Block& b : e.blocks) {
    std::string line = b.label.text() + "|" + b.text();
    for (const document::NoteReference& n : b.notes)
      line += " {" + n.mark + "@" + std::to_string(n.at) + "}";
    if (b.table >= 0) line += " cell " + std::to_string(b.row) + "," + std::to_string(b.column);
    out.push_back(std::move(line));
  }
  return out;
}

void expect_round_trip(const store::AnalyzedExpression& document) {
  const std::string work = document.expression.work;
  const std::string tei = to_tei(document, work);
  EXPECT_TRUE(::hexapla::testing::is_valid(tei, "tei.rng")) << tei;
  EXPECT_EQ(told(run::normalized(tei, "a.xml")), told(document.expression)) << tei;
  const std::string akn = to_akoma_ntoso(document, work);
  EXPECT_TRUE(::hexapla::testing::is_valid(akn, "akoma-ntoso.rng")) << akn;
  EXPECT_EQ(told(run::normalized(akn, "a.xml")), told(document.expression)) << akn;
}

TEST(Documents, AreReadAgain) {
  expect_round_trip(analyzed(
      "# I. Introduction\n\n1. The Committee recalls decision SC-1/19 & asks Parties to reply by "
      "30 September 2016:[^1]\n\n(a) What they did;\n\n(b) What they will do.\n\n"
      "2. It thanks them.\n\n## A. Background\n\nA paragraph < without a number.\n\n"
      "[^1]: See <https://example.org/a?b=1&c=2>.\n",
      "note.md"));
}

TEST(Documents, TablesKeepTheirPlaces) {
  expect_round_trip(
      analyzed("# Table\n\n| Item | Due |\n|---|---|\n| One | 2016 |\n| | 2017 |\n", "table.md"));
}

// The sample corpus, all languages: every document valid.
TEST(Documents, OfTheCorpusAreValid) {
  const std::filesystem::path works = HEXAPLA_SOURCE_DIR "/corpus/works";
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(works)) {
    if (!entry.is_regular_file() ||
        (entry.path().extension() != ".txt" && entry.path().extension() != ".md"))
      continue;
    SCOPED_TRACE(entry.path().string());
    const auto document = analyzed(files::read(entry.path()), entry.path().filename().string());
    expect_round_trip(document);
    ++count;
  }
  EXPECT_GT(count, 6U);
}

TEST(Documents, FileNamesAreSafe) {
  EXPECT_EQ(file_stem("UNEP/POPS/COP.8/9", "en"), "UNEP_POPS_COP.8_9.en");
  EXPECT_EQ(file_stem("../../etc/passwd", "fr"), "_._.._etc_passwd.fr");
  EXPECT_EQ(file_stem("file:a b", "zh"), "file_a_b.zh");
}

}  // namespace
}  // namespace hexapla::exchange
