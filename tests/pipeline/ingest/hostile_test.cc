// Hostile and broken files, every kind for every reader; the long forms are in scripts/torture.
// Truncation and flipped bits of DOCX, DOC and PDF, bombs and damaged archives are in the tests of
// their readers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/ingest.h"
#include "tests/support/docx.h"
#include "tests/support/linear.h"

namespace hexapla::ingest {
namespace {

using ::testing::HasSubstr;

struct Sample {
  std::string format;
  std::string bytes;
};

std::string fixture(const std::string& name) {
  return files::read(std::filesystem::path(HEXAPLA_SOURCE_DIR) / "tests/pipeline/ingest/fixtures" /
                     name);
}

std::string manifestation(const std::string& name) {
  return files::read(std::filesystem::path(HEXAPLA_SOURCE_DIR) / "corpus/manifestations" / name);
}

std::string docx_of(const std::string& body) {
  testing_support::Docx docx;
  docx.body = body;
  return docx.bytes();
}

std::string tei_of(const std::string& body) {
  return "<?xml version=\"1.0\"?><TEI.2><text><body>" + body + "</body></text></TEI.2>";
}

std::string akn_of(const std::string& body) {
  return "<akomaNtoso><doc><mainBody>" + body + "</mainBody></doc></akomaNtoso>";
}

const std::vector<Sample>& samples() {
  static const std::vector<Sample> all{
      {"text", "1. The group met¹ in Genève.\n\n2. 会议\r\nتم\n\n¹ A note.\n"},
      {"markdown", "# Title\n\n**Bold** [a](http://b.c/)\n\n| a | b |\n|---|---|\n| c | d |\n"},
      {"html",
       "<!DOCTYPE html><html><body><h1>A</h1><p>b &eacute;<a href=\"#fn1\"><sup>1</sup></a></p>"
       "<table><tr><td>c</table><ol><li id=fn1>n <a href=\"#r\">^</a></ol></body></html>"},
      {"tei",
       tei_of("<div><head>A</head><p id='1'><s>b &amp; c</s><note n='1'>n</note></p></div>")},
      {"akoma-ntoso",
       akn_of("<article><num>1</num><content><p>b<authorialNote marker='1'><p>n</p></authorialNote>"
              "</p></content></article>")},
      {"docx", docx_of(testing_support::paragraph("Text"))},
      {"doc", manifestation("cop3-7-note/en.doc")},
      {"pdf", manifestation("cop3-7-note/en.pdf")},
  };
  return all;
}

std::string outcome(const std::string& bytes, const std::string& name = "a.bin") {
  try {
    read(bytes, name);
    return "read";
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::input) << e.what();
    EXPECT_FALSE(e.reason().empty());
    return e.reason() + "; " + e.remedy();
  }
}

bool is_text_format(const std::string& format) {
  return format != "docx" && format != "doc" && format != "pdf";
}

TEST(Hostile, CutAtEveryByte) {
  for (const Sample& s : samples()) {
    if (!is_text_format(s.format)) continue;
    for (std::size_t n = 0; n < s.bytes.size(); ++n) {
      SCOPED_TRACE(s.format + " " + std::to_string(n));
      outcome(s.bytes.substr(0, n));
    }
  }
}

TEST(Hostile, EveryBitFlipped) {
  for (const Sample& s : samples()) {
    if (!is_text_format(s.format)) continue;
    for (std::size_t n = 0; n < s.bytes.size() * 8; ++n) {
      SCOPED_TRACE(s.format + " " + std::to_string(n));
      std::string bad = s.bytes;
      bad[n / 8] = static_cast<char>(bad[n / 8] ^ (1 << (n % 8)));
      outcome(bad);
    }
  }
}

TEST(Hostile, TheContentIsBelievedAndNotTheName) {
  for (const Sample& s : samples()) {
    for (const char* name :
         {"a.pdf", "a.docx", "a.doc", "a.html", "a.xml", "a.txt", "a.zip", "a"}) {
      EXPECT_EQ(read(s.bytes, name).manifestation.format, s.format) << name;
    }
    // A name alone makes no text Markdown that has nothing of it, but tells for what could be both.
  }
}

TEST(Hostile, PasswordsAreTold) {
  EXPECT_THAT(outcome(fixture("locked.pdf")), HasSubstr("password"));
  EXPECT_THAT(outcome(fixture("locked.doc")), HasSubstr("password"));
}

TEST(Hostile, ADocumentMaySpeakOfEncryptedPackages) {
  const auto wide = [](std::string_view ascii) {
    std::string out;
    for (const char c : ascii) out += {c, '\0'};
    return out;
  };
  std::string bytes = fixture("fields.doc");
  const std::size_t at = bytes.find(wide("Form of a report"));
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, 32, wide("EncryptedPackage"));
  EXPECT_EQ(outcome(bytes), "read");
}

TEST(Hostile, XmlInUtf16WithoutItsMark) {
  const std::string tei =
      "<?xml version='1.0' encoding='utf-16'?><TEI><text><body><p>A note on "
      "rivers and lakes.</p></body></text></TEI>";
  for (const bool little : {true, false}) {
    std::string bytes;
    for (const char c : tei) bytes += little ? std::string{c, '\0'} : std::string{'\0', c};
    EXPECT_EQ(read(bytes, "a.xml").manifestation.format, "tei");
  }
}

TEST(Hostile, FormatsThatWeDoNotReadAreNamed) {
  const std::pair<std::string, const char*> cases[] = {
      {"{\\rtf1 text}", "RTF"},
      {"\x89PNG\r\n\x1A\n....", "PNG"},
      {"\x1F\x8B\x08....", "gzip"},
      {"7z\xBC\xAF\x27\x1C....", "7-Zip"},
      {"Rar!\x1A\x07....", "RAR"},
      {"<?xml version='1.0'?><office:document/>", "the root <document>"},
      {std::string(4000, '\0'), "NUL"},
      {testing_support::zipped({{"mimetype", "application/vnd.oasis.opendocument.text"}}),
       "OpenDocument"},
      {testing_support::zipped({{"mimetype", "application/epub+zip"}}), "EPUB"},
      {"", "empty"},
  };
  for (const auto& [bytes, what] : cases) EXPECT_THAT(outcome(bytes, "a.docx"), HasSubstr(what));
}

TEST(Hostile, DeepNesting) {
  std::string divs;
  std::string lists;
  std::string quotes;
  std::string brackets;
  for (int i = 0; i < 10000; ++i) {
    divs += "<div>";
    lists += std::string(static_cast<std::size_t>(i % 400), ' ') + "- a\n";
    quotes += "> ";
    brackets += "([{";
  }
  EXPECT_EQ(outcome("<html>" + divs + "text"), "read");
  EXPECT_THAT(outcome("<TEI>" + divs), HasSubstr("nested more deeply than 1000"));
  EXPECT_THAT(outcome("<akomaNtoso>" + divs), HasSubstr("nested more deeply than 1000"));
  EXPECT_EQ(outcome("# a\n" + lists), "read");
  EXPECT_EQ(outcome(quotes + "text"), "read");
  EXPECT_EQ(outcome(brackets), "read");
}

TEST(Hostile, OneVeryLongLine) {
  const std::string line(std::size_t{4} << 20, 'x');
  EXPECT_EQ(outcome(line), "read");
  EXPECT_EQ(outcome("# " + line), "read");
  EXPECT_EQ(outcome("<html><p>" + line), "read");
  EXPECT_EQ(outcome(tei_of("<p>" + line + "</p>")), "read");
  EXPECT_EQ(outcome(akn_of("<p>" + line + "</p>")), "read");
  // Longer than any document: refused before anything is made of it.
  const std::string long_line(std::size_t{65} << 20, 'x');
  EXPECT_THAT(outcome(long_line), HasSubstr("more than 64 MB"));
  EXPECT_THAT(outcome("<html><p>" + long_line), HasSubstr("more than 32 MB"));
  EXPECT_THAT(outcome(tei_of("<p>" + long_line + "</p>")), HasSubstr("more than 64 MB"));
}

TEST(Hostile, SmallFilesThatUnpackToMore) {
  // One note of 200 kB, which a thousand marks show: 200 MB.
  testing_support::Docx docx;
  std::string words;
  for (unsigned i = 1; words.size() < 200000; ++i) words += std::to_string(i * 2654435761U) + " ";
  docx.footnotes =
      "<w:footnote w:id='2'><w:p><w:r><w:t>" + words + "</w:t></w:r></w:p></w:footnote>";
  docx.body = "<w:p><w:r><w:t>See</w:t></w:r>" +
              support::repeated("<w:r><w:footnoteReference w:id='2'/></w:r>", 45000) + "</w:p>";
  EXPECT_THAT(outcome(docx.bytes()), HasSubstr("128 MB"));
  EXPECT_THAT(outcome("<html>" + support::repeated("<p>a", 2000000)), HasSubstr("128 MB"));
  EXPECT_THAT(outcome(support::repeated("\n", 2000001) + "a"), HasSubstr("2,000,000 lines"));
  EXPECT_THAT(outcome(support::repeated("|a", 1000010)), HasSubstr("500,000 tabs and bars"));
}

TEST(Hostile, ALongChainOfStyles) {
  // Each of 20,000 paragraphs has the style of its number, which is based on the next one; the last
  // is bold and based on the first: a circle.
  testing_support::Docx docx;
  const int last = 19999;
  for (int i = 0; i <= last; ++i) {
    const std::string id = std::to_string(i);
    docx.styles += "<w:style w:type='paragraph' w:styleId='" + id + "'><w:basedOn w:val='" +
                   std::to_string(i == last ? 0 : i + 1) + "'/>" +
                   (i == last ? "<w:rPr><w:b/></w:rPr>" : "") + "</w:style>";
    docx.body += testing_support::paragraph("Lake " + id, "<w:pStyle w:val='" + id + "'/>");
  }
  const RawDocument chain = read(docx.bytes(), "a.docx");
  ASSERT_EQ(chain.blocks.size(), 20000U);
  for (const RawBlock& block : chain.blocks) ASSERT_TRUE(block.strong) << block.text.text();
}

TEST(Hostile, ManyMarksOnOneLetter) {
  // Fathatan is of class 27, shadda of 33; U+0344 is two marks of class 230; U+0F73 is one of class
  // 129 and one of 130. Canonical order sorts them by class and leaves equals as they came. The e
  // composes with the first diaeresis: no mark before that is of its class.
  std::string typed = "e";
  std::string first;
  std::string second;
  std::string third;
  std::string fourth;
  std::string fifth;
  for (int i = 0; i < 40; ++i) {
    typed += "\u0651\u064B\u0344\u0F73";
    first += "\u064B";
    second += "\u0651";
    third += "\u0F71";
    fourth += "\u0F72";
    fifth += "\u0308\u0301";
  }
  const RawDocument one = read("A note.\n" + typed + "!\n", "a.txt");
  ASSERT_EQ(one.lines.size(), 2U);
  const std::string& text = one.lines[1].text.text();
  EXPECT_EQ(text, "\u00EB" + first + second + third + fourth + fifth.substr(2) + "!");
  // The map still points at what stands behind.
  const std::size_t typed_end = 8 + typed.size();
  EXPECT_EQ(one.lines[1].text.source({text.size() - 1, text.size()}),
            (document::SourceRange{0, typed_end, typed_end + 1}));
  // A million and more, which would take hours to insert one by one.
  for (const char* marks : {"\u064B\u0651", "\u0651\u064B", "\u0F73", "\u0344\u0F73"}) {
    EXPECT_EQ(outcome("A note.\n" + support::repeated(marks, std::size_t{4} << 20)), "read");
  }
}

TEST(Hostile, NothingIsExpanded) {
  const std::string subset = "[<!ENTITY a \"AAAA\"><!ENTITY b SYSTEM \"file:///etc/hostname\">]>";
  const RawDocument page = read("<!DOCTYPE html " + subset + "<html><p>x &a; &b; y</p>", "a.html");
  for (const RawBlock& block : page.blocks) {
    EXPECT_EQ(block.text.text().find("AAAA"), std::string::npos);
  }
  EXPECT_THAT(outcome("<!DOCTYPE TEI " + subset + tei_of("<p>&a;</p>").substr(21)),
              HasSubstr("entities could be"));
  EXPECT_THAT(outcome("<!DOCTYPE akomaNtoso " + subset + akn_of("<p>&b;</p>")),
              HasSubstr("entities could be"));
}

}  // namespace
}  // namespace hexapla::ingest
