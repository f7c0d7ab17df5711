// PDF: the words come from the helper program, run on files that LibreOffice made of documents of
// the sample corpus (scripts/make-manifestations); what is expected is read off those documents.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/child.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/pdf_direction.h"
#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// "WORK-LANG.EXTENSION"
std::string fixture(const std::string& name) {
  const std::size_t dash = name.rfind('-');
  return files::read(std::filesystem::path(HEXAPLA_SOURCE_DIR) / "corpus/manifestations" /
                     name.substr(0, dash) / name.substr(dash + 1));
}

class Pdf : public ::testing::Test {
 protected:
  void SetUp() override { ::setenv("HEXAPLA_PDF", HEXAPLA_PDF_HELPER, 1); }
};

// The lines of blocks and notes; "|" for where only the width of the page ends one.
std::vector<std::string> texts(const RawDocument& document) {
  std::vector<std::string> out;
  const auto add = [&](const RawBlock& block) {
    out.emplace_back();
    const std::string& text = block.text.text();
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool soft = std::binary_search(block.soft.begin(), block.soft.end(), i);
      if (text[i] == '\n' && !soft) {
        out.emplace_back();
      } else {
        out.back() += text[i] == '\n' ? '|' : text[i];
      }
    }
  };
  for (const RawBlock& block : document.blocks) add(block);
  for (const RawNote& note : document.notes) add(note.body);
  return out;
}

const RawBlock& starting(const RawDocument& document, const std::string& text) {
  static const RawBlock none;
  for (const RawBlock& block : document.blocks) {
    if (block.text.text().starts_with(text)) return block;
  }
  ADD_FAILURE() << "no block starts with " << text;
  return none;
}

const document::QualityNote* quality(const RawDocument& document, const std::string& code) {
  for (const auto& note : document.quality) {
    if (note.code == code) return &note;
  }
  return nullptr;
}

std::string refusal(std::string_view bytes) {
  try {
    read(bytes, "a.pdf");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input);
    return error.reason();
  }
  return "";
}

TEST_F(Pdf, ReadsBlocksNotesAndPages) {
  const RawDocument document = read(fixture("cop3-7-note-en.pdf"), "note.pdf");
  EXPECT_EQ(document.manifestation.format, "pdf");
  ASSERT_GE(document.manifestation.parts.size(), 4U);
  EXPECT_EQ(document.manifestation.parts[1], "page 1");
  // Lines of one paragraph, and two marks in type of 5.8 points beside 10.
  const RawBlock& five = starting(document, "5. The first version");
  ASSERT_EQ(five.notes.size(), 2U);
  EXPECT_EQ(five.text.text().substr(0, five.notes[0].at).ends_with("2018."), true);
  EXPECT_EQ(five.notes[1].at, five.text.size());
  EXPECT_EQ(five.soft.size(), 1U);
  // A page ends within it, with notes at its foot.
  const RawBlock& ten = starting(document, "10. Regional workshops");
  EXPECT_TRUE(
      ten.text.text().ends_with("(10–12 July\n2018) and Bishkek (28 August–1 September 2018)."));
  // An asterisk in raised type; notes below, their marks taken off.
  const RawBlock& head = starting(document, "Conference of the Parties to the");
  ASSERT_EQ(head.notes.size(), 1U);
  EXPECT_EQ(head.notes[0].mark, "*");
  EXPECT_EQ(head.notes[0].at, head.text.size());
  EXPECT_THAT(texts(document), Contains("Item 5 (b) of the provisional agenda"));
  ASSERT_EQ(document.notes.size(), 8U);
  const char* notes[][2] = {{"*", "UNEP/GLC/COP.3/1."},
                            {"1", "UNEP/GLC/COP.3/INF/2, annex I."},
                            {"2", "http://www.arvenna.example/inventory"},
                            {"3", "Ibid."},
                            {"4", "UNEP/GLC/STC.4/6, para. 3."},
                            {"5", "Ibid., para. 4."},
                            {"1", "Decision I/2, annex."},
                            {"2", "Ibid."}};
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(document.notes[i].mark.text(), notes[i][0]);
    EXPECT_EQ(document.notes[i].body.text.trimmed().text(), notes[i][1]);
  }
  // Type larger than that of the text makes headings.
  EXPECT_EQ(starting(document, "II. Implementation").kind, RawKind::heading);
  EXPECT_EQ(starting(document, "II. Implementation").level, 2);
  EXPECT_EQ(starting(document, "B. Draft guidelines").level, 3);
  EXPECT_TRUE(starting(document, "Note by the secretariat").strong);
  // The running head is the symbol, which also stands in the masthead; page numbers stand alone.
  const auto text = texts(document);
  EXPECT_EQ(std::count(text.begin(), text.end(), "UNEP/GLC/COP.3/7"), 1);
  for (const char* number : {"1", "2", "3", "4"}) EXPECT_THAT(text, Not(Contains(number)));
  ASSERT_NE(quality(document, "running-head"), nullptr);
}

// The second page has the only running head of the document: the first page prints the same symbol.
TEST_F(Pdf, HeadThatStandsOnce) {
  const auto text = texts(read(fixture("cop3-l3-draft-en.pdf"), "draft.pdf"));
  EXPECT_EQ(std::count(text.begin(), text.end(), "UNEP/GLC/COP.3/L.3"), 1);
}

// The first line of the note stands on page 2, the second alone on page 3.
TEST_F(Pdf, NoteOverThePage) {
  const RawDocument document = read(fixture("cop3-inf15-sources-en.pdf"), "sources.pdf");
  ASSERT_EQ(document.notes.size(), 2U);
  const std::string& note = document.notes[0].body.text.text();
  EXPECT_THAT(note, HasSubstr("Rio de Janeiro, 3–\n14 June 1992, vol. I"));
  EXPECT_EQ(document.notes[0].body.soft.size(), 1U);
  EXPECT_THAT(document.notes[1].body.text.text(), HasSubstr("Ibid., annex III."));
}

TEST_F(Pdf, SourceMapNamesThePage) {
  const RawDocument document = read(fixture("cop3-7-note-en.pdf"), "note.pdf");
  for (const RawBlock& block : document.blocks) {
    for (const auto& piece : block.text.pieces()) {
      EXPECT_GE(piece.source.part, 1U);
      EXPECT_LT(piece.source.part, document.manifestation.parts.size());
    }
  }
  // The first line of the second page stands behind the running head, 16 bytes and a line feed.
  const auto second =
      std::find_if(document.blocks.begin(), document.blocks.end(), [](const auto& b) {
        return b.text.source({0, 1}).part == 2;
      });
  ASSERT_NE(second, document.blocks.end());
  EXPECT_EQ(second->text.source({0, 1}).begin, 17U);
}

// A table has only words and their places: five columns, cells of several lines, a row that the
// page's end cuts in two, a header that the next page repeats.
TEST_F(Pdf, TablesByTheirWhiteSpace) {
  for (const char* lang : {"ar", "en", "es", "fr", "ru", "zh"}) {
    const RawDocument document =
        read(fixture(std::string("cop3-inf11-needs-") + lang + ".pdf"), "needs.pdf");
    std::vector<const RawBlock*> cells;
    for (const RawBlock& block : document.blocks) {
      if (block.kind == RawKind::cell) cells.push_back(&block);
    }
    ASSERT_EQ(cells.size(), 25U) << lang;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      EXPECT_EQ(cells[i]->table, 0);
      EXPECT_EQ(cells[i]->row, static_cast<int>(i / 5)) << lang;
      EXPECT_EQ(cells[i]->column, static_cast<int>(i % 5)) << lang;
      EXPECT_EQ(cells[i]->header_row, i < 5) << lang;
    }
  }
}

// Lists with labels, notes with their marks, justified lines with wide white space are no tables.
TEST_F(Pdf, NoTablesWhereThereAreNone) {
  for (const char* name :
       {"convention-extract", "cop3-7-note", "cop3-inf15-sources", "cop3-l3-draft"}) {
    for (const char* lang : {"en", "es", "fr", "ru", "zh"}) {
      const RawDocument document =
          read(fixture(std::string(name) + "-" + lang + ".pdf"), "document.pdf");
      EXPECT_TRUE(std::none_of(document.blocks.begin(), document.blocks.end(),
                               [](const RawBlock& b) { return b.kind == RawKind::cell; }))
          << name << lang;
    }
  }
}

TEST_F(Pdf, ArabicIsInLogicalOrder) {
  const RawDocument document = read(fixture("cop3-7-note-ar.pdf"), "note.pdf");
  const auto text = texts(document);
  EXPECT_THAT(text, Contains("الأمم المتحدة"));
  EXPECT_THAT(text, Contains("14 كانون الثاني/يناير 2019"));
  EXPECT_THAT(text, Contains("ليما، 29 نيسان/أبريل - 3 أيار/مايو 2019"));
  EXPECT_THAT(text, Contains("البند 5 (ب) من جدول الأعمال المؤقت"));
  EXPECT_THAT(text, Contains("أولاً - مقدمة"));  // the vowel sign is a word of its own in the file
  EXPECT_THAT(text, Contains("ثالثاً - الإجراء المقترح"));
  ASSERT_EQ(document.notes.size(), 8U);
  EXPECT_EQ(document.notes[1].body.text.trimmed().text(), "UNEP/GLC/COP.3/INF/2، المرفق الأول.");
  // The same words at the same place of two pages are notes all the same.
  EXPECT_EQ(document.notes[3].body.text.trimmed().text(), "المرجع نفسه.");
  EXPECT_EQ(document.notes[7].body.text.trimmed().text(), "المرجع نفسه.");
  EXPECT_EQ(document.notes[7].mark.text(), "2");
  // The first such line, on the page that it stands on.
  const document::QualityNote* order = quality(document, "visual-order");
  ASSERT_NE(order, nullptr);
  EXPECT_EQ(order->source.part, 1U);
  EXPECT_GT(order->source.end, order->source.begin);
}

TEST_F(Pdf, ChineseHasNoSpacesOfTypesetting) {
  const RawDocument document = read(fixture("cop3-7-note-zh.pdf"), "note.pdf");
  EXPECT_THAT(texts(document), Contains("2019年1月14日"));
  EXPECT_THAT(texts(document), Contains("2019年4月29日至5月3日，利马"));
  ASSERT_EQ(document.notes.size(), 8U);
  EXPECT_EQ(document.notes[1].body.text.trimmed().text(), "UNEP/GLC/COP.3/INF/2，附件一。");
}

// What the letters of "الأمم" and their widths are in a file whose lam-alef is split.
TEST(PdfDirection, LamAlef) {
  const std::vector<VisualChar> line{
      {0x645, 6.6F}, {0x645, 5.39F}, {0x644, 2.85F}, {0x623, 2.85F}, {0x627, 2.77F}};
  PdfRepairs repairs;
  const std::vector<char32_t> expected{0x627, 0x644, 0x623, 0x645, 0x645};
  EXPECT_EQ(logical_order(line, true, true, repairs), expected);
  EXPECT_EQ(repairs.lam_alef, 1U);
  // Without evidence of widths: "األ" cannot begin a word.
  PdfRepairs other;
  const std::vector<VisualChar> same{{0x645, 0}, {0x645, 0}, {0x644, 0}, {0x623, 0}, {0x627, 0}};
  EXPECT_EQ(logical_order(same, true, false, other), expected);
}

std::u32string order(const std::u32string& visual, bool base) {
  std::vector<VisualChar> line;
  for (const char32_t c : visual) line.push_back({c, 0});
  PdfRepairs repairs;
  const auto out = logical_order(line, base, false, repairs);
  return {out.begin(), out.end()};
}

TEST(PdfDirection, NumbersAndLatin) {
  // visual, from left to right; logical
  const struct {
    std::u32string visual;
    std::u32string logical;
  } cases[] = {
      {U"2019 راذآ", U"آذار 2019"},
      {U"2017-2015 ةرتفلا", U"الفترة 2015-2017"},  // set either way,
      {U"2015-2017 ةرتفلا", U"الفترة 2015-2017"},  // a range begins with the smaller number
      {U"555-22 فتاه", U"هاتف 22-555"},
      {U"40 01 555 22 41+ فتاه", U"هاتف +41 22 555 01 40"},  // no thousands
      {U"rue Haute ,8-10", U"8-10, rue Haute"},
      {U"ًلاوأ", U"أولاً"},
      {U"ًالوأ", U"أولاً"},  // lam and alef changed places
      {U"69/283 رارقلا", U"القرار 69/283"},
      {U".COP.3/7 ةقيثولا", U"الوثيقة COP.3/7."},  // the full stop ends the line on the left
      {U"1 284 مضت", U"تضم 1 284"},                // thousands
      {U"25% غلب", U"بلغ 25%"},
      {U"ب UNEP INF أ", U"أ UNEP INF ب"},  // Latin words read on
      {U"(ب) 5", U"5 )ب("},                // brackets as characters come turned: see below
  };
  for (const auto& c : cases) {
    if (c.visual.front() == U'(') continue;
    EXPECT_EQ(order(c.visual, true), c.logical);
  }
  // Brackets that come as the shapes on paper open before they close.
  EXPECT_EQ(order(U"(ب) 5", true), U"5 (ب)");
  EXPECT_EQ(order(U")ب( 5", true), U"5 (ب)");
  // The end of one pair and the beginning of another: white stands at their outer sides.
  EXPECT_EQ(order(U"28( كيكشيبو )2018", true), U"2018) وبيشكيك (28");
  EXPECT_EQ(order(U"28( ،)2018", true), U"2018)، (28");
  EXPECT_EQ(order(U"28 (كيكشيبو) 2018", true), U"2018 (وبيشكيك) 28");
}

TEST_F(Pdf, RefusalsAreClear) {
  EXPECT_THAT(refusal("%PDF-1.4\n%%EOF\n"), HasSubstr("damaged"));
  // One page, no text: a scan.
  const std::string scan =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 "
      "R]/Count "
      "1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 "
      "R>>\n";
  EXPECT_EQ(refusal(scan), "scanned, no text layer; run OCR");
}

// A page 400 points wide and 300 high with three lines whose letters stand turned by the matrix
// `turn`, displayed turned clockwise by `rotate` degrees.
std::string turned_page(const std::string& turn, int rotate, const std::string (&places)[3]) {
  const char* const lines[3] = {"1. The Conference of the Parties met in Lima in April, and the",
                                "Secretariat told it of what had been done since the session.",
                                "2. It asked for a list of lakes."};
  std::string content = "BT /F 8 Tf\n";
  for (int i = 0; i < 3; ++i) content += turn + " " + places[i] + " Tm (" + lines[i] + ") Tj\n";
  content += "ET";
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Rotate " +
         std::to_string(rotate) +
         "/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n4 0 obj<</Length " +
         std::to_string(content.size()) + ">>stream\n" + content +
         "\nendstream endobj\n"
         "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
         "trailer<</Root 1 0 R>>\n";
}

// Pages that lie on their side, as tables and scans do, read as upright ones; where their lines
// stand is told of the page as it is displayed.
TEST_F(Pdf, TurnedPages) {
  const struct {
    const char* turn;
    std::string places[3];  // of the lines, in the page's own space
    int upright;            // displayed turned by this much, the text is upright
  } cases[] = {
      {"1 0 0 1", {"20 250", "20 240", "20 210"}, 0},
      {"0 1 -1 0", {"50 20", "60 20", "90 20"}, 90},         // reads upwards
      {"-1 0 0 -1", {"380 50", "380 60", "380 90"}, 180},    // upside down
      {"0 -1 1 0", {"350 280", "340 280", "310 280"}, 270},  // reads downwards
  };
  for (const auto& c : cases) {
    for (const int rotate : {0, 90, 180, 270}) {
      SCOPED_TRACE(std::string(c.turn) + " displayed by " + std::to_string(rotate));
      const RawDocument document = read(turned_page(c.turn, rotate, c.places), "turned.pdf");
      EXPECT_THAT(texts(document),
                  ElementsAre("1. The Conference of the Parties met in Lima in April, and the|"
                              "Secretariat told it of what had been done since the session.",
                              "2. It asked for a list of lakes."));
      ASSERT_EQ(document.manifestation.lines.size(), 3U);
      const document::PageLine& first = document.manifestation.lines[0];
      const document::PageLine& last = document.manifestation.lines[2];
      // The first line is some 230 points long; it runs up, down or across, and the third stands
      // beside or below it, 40 points away.
      const int turned = (rotate - c.upright + 360) % 360;
      const bool along = turned % 180 == 0;
      EXPECT_NEAR(along ? first.right - first.left : first.bottom - first.top, 230, 25);
      EXPECT_LT(along ? first.bottom - first.top : first.right - first.left, 15);
      const double away = along ? last.top - first.top : last.left - first.left;
      const double expected = turned == 0 || turned == 270 ? 40 : -40;
      EXPECT_NEAR(away, expected, 1);
    }
  }
}

TEST_F(Pdf, DamagedFilesAreReadOrRefused) {
  const std::string whole = fixture("cop3-7-note-en.pdf");
  const auto survive = [](const std::string& bytes) {
    try {
      read(bytes, "damaged.pdf");
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input) << error.what();
    }
  };
  for (std::size_t size = 8; size < whole.size(); size += whole.size() / 25)
    survive(whole.substr(0, size));
  for (std::size_t i = 1; i < 25; ++i) {
    std::string bytes = whole;
    bytes[i * bytes.size() / 25] ^= static_cast<char>(1 << (i % 8));
    survive(bytes);
  }
}

TEST(PdfWords, TruncatedWireIsNotWhole) {
  std::string wire = "P";
  const float size = 100;
  wire.append(reinterpret_cast<const char*>(&size), sizeof size);
  wire.append(reinterpret_cast<const char*>(&size), sizeof size);
  wire += '\0';  // not turned
  wire += 'W';
  PdfWordHeader head{};
  head.bytes = 3;
  wire.append(reinterpret_cast<const char*>(&head), sizeof head);
  wire += "abcE";
  for (std::size_t n = 0; n < wire.size(); ++n) {
    std::vector<PdfPage> pages;
    EXPECT_FALSE(decode_pdf_words(wire.substr(0, n), pages)) << n;
  }
  std::vector<PdfPage> pages;
  ASSERT_TRUE(decode_pdf_words(wire, pages));
  EXPECT_EQ(pages.at(0).words.at(0).text, "abc");
}

TEST(Child, EndsWhateverTheProgramDoes) {
  ChildLimits limits;
  limits.wall = std::chrono::milliseconds(300);
  limits.result = 1000;
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("hexapla-child-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const auto run = [&](const std::string& script, std::string_view input) {
    const std::filesystem::path path = folder / "program";
    files::write_atomically(path, "#!/bin/sh\n" + script);
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return run_child(path.string(), input, limits);
  };
  EXPECT_EQ(run("cat", "abc").output, "abc");
  EXPECT_EQ(run("exit 7", "").exit_status, 7);
  EXPECT_EQ(run("kill -SEGV $$", "").signal, SIGSEGV);
  EXPECT_TRUE(run("while :; do :; done", "").timed_out);
  EXPECT_TRUE(run("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaa; done", "").too_much);
  EXPECT_TRUE(run("exec >&-; while :; do :; done", "").timed_out);  // silent, but alive
  // A grandchild that holds the pipe dies with the group.
  EXPECT_TRUE(run("(while :; do :; done) & exit 0", "").timed_out);
  EXPECT_EQ(run("ls /proc/self/fd | wc -l | tr -d ' \\n'", "").output,
            "4");  // 0, 1, 2 and ls's own
  EXPECT_THROW(run_child((folder / "none").string(), "", limits), Error);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace hexapla::ingest
