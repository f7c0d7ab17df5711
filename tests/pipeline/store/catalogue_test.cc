#include "pipeline/store/catalogue.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "pipeline/base/error.h"

namespace hexapla::store {
namespace {

namespace fs = std::filesystem;

class CatalogueTest : public ::testing::Test {
 protected:
  void SetUp() override {
    dir_ = fs::temp_directory_path() /
           ("hexapla-catalogue-" +
            std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(dir_);
    fs::create_directories(dir_);
  }
  void TearDown() override { fs::remove_all(dir_); }
  fs::path dir_;
};

AnalyzedExpression expression(const std::string& lang, const std::string& text) {
  AnalyzedExpression a;
  document::Expression& e = a.expression;
  e.work = "UNEP/GLC/COP.3/7";
  e.lang = lang;
  e.title = "Title " + lang;
  e.manifestation = {lang + ".md", "markdown", "UTF-8", 99, std::string(32, 'b'), {lang + ".md"}};
  e.properties = {{"symbol", "UNEP/GLC/COP.3/7", 0, {0, 3}}, {"date", "2017-05-04", -1, {}}};
  e.quality = {{"note-gap", "note 2", 1, {0, 5, 6}}};
  document::Block first;
  first.content = document::MappedText::verbatim(text, 20);
  first.content.append_replacement(" ", {0, 30, 33});
  first.label = document::MappedText::verbatim("1.", 17);
  first.lang = lang;
  first.level = 1;
  first.notes = {{2, "1", 1, {0, 22, 23}}, {3, "2", -1, {0, 23, 24}}};
  first.links = {{{0, 1}, "http://example.org"}};
  first.flags = {"a", "b"};
  document::Block cell;
  cell.type = document::BlockType::cell;
  cell.parent = 0;
  cell.table = 0;
  cell.row = 2;
  cell.column = 1;
  cell.header_row = true;
  cell.section = 1;
  cell.lang = "und";
  e.blocks = {first, cell};
  references::Reference r;
  r.span = {0, 3};
  r.type = references::Type::decision;
  r.canonical = {"SC-7/7", "SC-7/8"};
  r.pinpoint = "annex";
  r.state = references::State::unresolved;
  a.references = {{r}, {}};
  time::TimeExpression t;
  t.span = {1, 4};
  t.from = "2004-02-29";
  t.to = "2004-02-29";
  t.timex = "2004-02-29";
  t.role = time::Role::deadline;
  t.bound = time::Bound::before;
  t.inferred = true;
  t.actor = "Parties";
  t.action = "submit";
  t.sentence = {0, 4};
  a.times = {{t}, {}};
  return a;
}

Work work() {
  Work w;
  w.key = "UNEP/GLC/COP.3/7";
  w.title = "Title en";
  w.expressions = {expression("ar", "\u0642\u0631\u0627\u0631"), expression("en", "text")};
  w.rows = {{{{0}, {0}}, 0.75, "label 1."}, {{{1}, {}}, 0.5, ""}, {{{}, {1}}, 0.5, ""}};
  w.rows[1].fixed = true;
  w.sentences = {{0, {{{0, {0, 4}}}, {{0, {0, 2}}}}, 0.75, ""},
                 {0, {{{0, {4, 6}}}, {}}, 0.5, ""}};
  w.generation = "g1";
  return w;
}

void expect_equal(const Work& a, const Work& b) {
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.generation, b.generation);
  ASSERT_EQ(a.expressions.size(), b.expressions.size());
  for (std::size_t i = 0; i < a.expressions.size(); ++i) {
    EXPECT_EQ(a.expressions[i].expression, b.expressions[i].expression);
    EXPECT_EQ(a.expressions[i].references, b.expressions[i].references);
    EXPECT_EQ(a.expressions[i].times, b.expressions[i].times);
  }
  ASSERT_EQ(a.sentences.size(), b.sentences.size());
  for (std::size_t i = 0; i < a.sentences.size(); ++i) {
    EXPECT_EQ(a.sentences[i].row, b.sentences[i].row);
    EXPECT_EQ(a.sentences[i].sides, b.sentences[i].sides);
    EXPECT_EQ(a.sentences[i].confidence, b.sentences[i].confidence);
  }
  ASSERT_EQ(a.rows.size(), b.rows.size());
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    EXPECT_EQ(a.rows[i].sides, b.rows[i].sides);
    EXPECT_EQ(a.rows[i].confidence, b.rows[i].confidence);
    EXPECT_EQ(a.rows[i].evidence, b.rows[i].evidence);
    EXPECT_EQ(a.rows[i].fixed, b.rows[i].fixed);
  }
}

TEST_F(CatalogueTest, AWorkComesBackAsItWent) {
  Catalogue c = Catalogue::create(dir_ / "c.sqlite");
  c.replace(work());
  expect_equal(*c.work("UNEP/GLC/COP.3/7"), work());
  EXPECT_FALSE(c.work("UNEP/GLC/COP.3/8"));
  c.replace(work());  // again: replaced, not doubled
  EXPECT_EQ(c.count("blocks"), 4U);
  c.remove_work("UNEP/GLC/COP.3/7");
  for (const char* table : {"works", "expressions", "blocks", "references_", "reference_targets",
                            "times", "alignment_rows", "alignment_blocks", "note_references",
                            "links", "properties", "quality"}) {
    EXPECT_EQ(c.count(table), 0U) << table;
  }
}

TEST_F(CatalogueTest, AnswersQuestions) {
  Catalogue c = Catalogue::create(dir_ / "c.sqlite");
  c.replace(work());
  const auto cited = c.citations_of("SC-7/8");
  ASSERT_EQ(cited.size(), 2U);  // once in each language
  EXPECT_EQ(cited[0].place, (Place{"UNEP/GLC/COP.3/7", "ar", 0}));
  EXPECT_EQ(cited[0].reference.canonical, (std::vector<std::string>{"SC-7/7", "SC-7/8"}));
  EXPECT_TRUE(c.citations_of("SC-7/9").empty());
  EXPECT_EQ(c.citations_by("UNEP/GLC/COP.3/7").size(), 2U);
  const auto dated = c.times("deadline");
  ASSERT_EQ(dated.size(), 2U);
  EXPECT_EQ(dated[0].time.actor, "Parties");
  EXPECT_EQ(dated[0].row, 0);
  EXPECT_TRUE(c.times("meeting").empty());
  const auto row = c.row_of({"UNEP/GLC/COP.3/7", "en", 0});
  ASSERT_TRUE(row);
  EXPECT_EQ(row->places.size(), 2U);
  EXPECT_FALSE(c.row_of({"UNEP/GLC/COP.3/7", "en", 7}));
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// The published file depends on the content alone, not on the way there.
TEST_F(CatalogueTest, PublishedBytesDependOnContentAlone) {
  {
    Catalogue a = Catalogue::create(dir_ / "a.sqlite");
    a.replace(work());
    a.set_meta("x", "1");
    a.publish_to(dir_ / "a.published");
  }
  {
    Catalogue b = Catalogue::create(dir_ / "b.sqlite");
    b.set_meta("x", "0");
    Work other = work();
    other.key = "UNEP/GLC/COP.3/9";
    b.replace(other);
    b.replace(work());
    b.set_meta("x", "1");
    b.remove_work("UNEP/GLC/COP.3/9");
    b.publish_to(dir_ / "b.published");
  }
  EXPECT_EQ(bytes_of(dir_ / "a.published"), bytes_of(dir_ / "b.published"));
}

TEST_F(CatalogueTest, TheWorkListComesBack) {
  Catalogue c = Catalogue::create(dir_ / "c.sqlite");
  const std::vector<Input> inputs = {
      {"a.txt", "h1", InputStatus::done, "W", "en", "", "", "", "W", 12},
      {"b.txt", "", InputStatus::quarantined, "", "", "ingest", "byte 4", "not UTF-8", "", 0},
      {"c.txt", "h1", InputStatus::skipped, "", "", "group", "", "the same bytes as a.txt", "", 0}};
  c.replace_inputs(inputs);
  EXPECT_EQ(c.inputs(), inputs);
  c.replace_inputs({});
  EXPECT_TRUE(c.inputs().empty());
}

TEST_F(CatalogueTest, ADamagedFileIsAClearError) {
  std::ofstream(dir_ / "x.sqlite") << "this is no database at all, but long enough to look at";
  try {
    Catalogue::open(dir_ / "x.sqlite").inputs();
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::environment);
    EXPECT_NE(std::string(e.what()).find("x.sqlite"), std::string::npos);
  }
  EXPECT_THROW(Catalogue::open(dir_ / "absent.sqlite"), Error);
}

// People query the views; they must stand.
TEST_F(CatalogueTest, ViewsForPeople) {
  Catalogue c = Catalogue::create(dir_ / "c.sqlite");
  c.replace(work());
  Statement s =
      c.database().prepare("SELECT quote FROM citations WHERE cited = 'SC-7/7' AND lang = 'en'");
  ASSERT_TRUE(s.step());
  EXPECT_EQ(s.text(0), "tex");
  EXPECT_EQ(c.count("deadlines"), 2U);
  EXPECT_EQ(c.count("side_by_side"), 4U);
}

}  // namespace
}  // namespace hexapla::store
