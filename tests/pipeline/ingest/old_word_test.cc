// Files of Word that antiword or LibreOffice read for us: which files these are, what becomes of
// what the programs write, and that whatever a program does the reader ends with a document or an
// error in words. The programs are scripts made for the test; what the real antiword says is tested
// where it is installed.
#include "pipeline/ingest/old_word.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "pipeline/base/files.h"
#include "pipeline/ingest/ingest.h"
#include "tests/pipeline/ingest/told.h"
#include "tests/support/doc.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::u16;
using testing_support::u32;

// Word 2 for Windows: a header of 512 bytes that says where the text begins and how long it is.
std::string word2(const std::string& text) {
  std::string head = u16(0xA5DB) + u16(0x2D);
  head.resize(0x18);
  head += u32(512) + u32(static_cast<std::uint32_t>(512 + text.size()));
  head.resize(0x34);
  head += u32(static_cast<std::uint32_t>(text.size()));
  head.resize(512);
  std::string out = head + text;
  out.resize((out.size() + 511) / 512 * 512);
  return out;
}

// Word 95: the same within a compound file, with a sheet of no styles behind the text.
std::string word95(const std::string& text) {
  const std::string styles = u16(18) + std::string(30, '\0');
  const auto begin = static_cast<std::uint32_t>(0x300 + text.size());
  std::string head = u16(0xA5DC) + u16(0x68) + u16(0xE02D) + u16(0x0409);
  head.resize(0x18);
  head += u32(0x300) + u32(begin);
  head.resize(0x34);
  head += u32(static_cast<std::uint32_t>(text.size()));
  head.resize(0x60);
  head += u32(begin) + u32(static_cast<std::uint32_t>(styles.size()));
  head.resize(0x300);
  return testing_support::compound_file({{"WordDocument", head + text + styles}});
}

const std::string kOld = word2("Report of the session\r1. The Committee met in May 1994.\r");

class OldWord : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("hexapla-old-word-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    path_ = std::getenv("PATH") == nullptr ? "" : std::getenv("PATH");
    ::setenv("PATH", folder_.c_str(), 1);
    ::setenv("HEXAPLA_OLD_WORD", "auto", 1);
  }
  void TearDown() override {
    ::setenv("PATH", path_.c_str(), 1);
    ::setenv("HEXAPLA_OLD_WORD", "none", 1);
    std::filesystem::remove_all(folder_);
  }

  void program(const std::string& name, const std::string& script) {
    files::write_atomically(folder_ / name, "#!/bin/sh\n" + script);
    std::filesystem::permissions(folder_ / name, std::filesystem::perms::owner_all);
  }
  // Antiword: what it writes as DocBook, and as text.
  void antiword(const std::string& docbook, const std::string& text) {
    program("antiword", "case \"$1\" in -x) printf '%s' '" + docbook + "';; *) printf '%s' '" +
                            text + "';; esac\n");
  }
  static RawDocument read_it(const std::string& bytes = kOld, const OldWordLimits& limits = {}) {
    return read_with_others(
        bytes, "old.doc",
        UnreadableWord("old.doc", "written by Word 2 for Windows", UnreadableWord::Because::old),
        limits);
  }
  static std::string error(const std::string& bytes = kOld, const OldWordLimits& limits = {}) {
    try {
      read_it(bytes, limits);
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::input);
      return e.what();
    }
    return "";
  }

  std::filesystem::path folder_;
  std::string path_;
};

TEST_F(OldWord, IsToldByTheFirstBytes) {
  EXPECT_THAT(old_word(kOld), HasSubstr("Word 2"));
  EXPECT_THAT(old_word(std::string("\x31\xBE\0\0\0\xAB\0", 7)), HasSubstr("DOS"));
  EXPECT_THAT(old_word(std::string("\xFE\x37\0\x23\0", 5)), HasSubstr("Macintosh"));
  EXPECT_EQ(old_word("1. The Conference"), "");
  EXPECT_EQ(old_word(""), "");
}

TEST_F(OldWord, StructureNotesAndLineBreaks) {
  // The last paragraph has a line break, which only the text shows; so are the words of the note.
  antiword(
      "<?xml version=\"1.0\"?><!DOCTYPE book PUBLIC \"-//OASIS//DTD DocBook\" \"x.dtd\">"
      "<book><bookinfo><title>No text</title></bookinfo><chapter><title/><para>\nThe\n</para>"
      "<sect1><title>Background</title><para>\n1. The area is 4 km<superscript>2</superscript>"
      "<footnote><para>\n</para></footnote> &amp; grows.\n</para>"
      "<orderedlist><listitem><para>\nCounted by Word.\n</para></listitem></orderedlist>"
      "<itemizedlist><listitem><para>\nA bullet.\n</para></listitem></itemizedlist>"
      "<para><informaltable><tgroup><tbody><row><entry>\nLake\n</entry><entry>\nArea\n</entry>"
      "</row></tbody></tgroup></informaltable></para><para>\nThird meetingLima\n</para></sect1>"
      "</chapter></book>",
      "The\n\nBackground\n\n1. The area is 4 km2[1] & grows.\n\nCounted by Word.\n\n"
      "|Lake |Area |\n\nThird meeting\nLima\n\n---\n[1] See annex I,\nparagraph 2.\n");
  const RawDocument document = read_it();
  EXPECT_THAT(texts(document),
              ElementsAre("The", "Background", "1. The area is 4 km² & grows.", "Counted by Word.",
                          "A bullet.", "Lake", "Area", "Third meeting\nLima"));
  EXPECT_EQ(document.blocks[1].kind, RawKind::heading);
  EXPECT_EQ(document.blocks[1].level, 2);
  ASSERT_EQ(document.blocks[2].notes.size(), 1U);
  EXPECT_EQ(document.blocks[2].notes[0].at, document.blocks[2].text.text().find(" &"));
  ASSERT_EQ(document.notes.size(), 1U);
  EXPECT_EQ(document.notes[0].body.text.text(), "See annex I, paragraph 2.");
  EXPECT_EQ(document.blocks[4].kind, RawKind::bullet);
  EXPECT_EQ(document.blocks[6].kind, RawKind::cell);
  EXPECT_EQ(document.blocks[6].column, 1);
  // The file, and what the program wrote: places are in that.
  EXPECT_EQ(document.manifestation.format, "doc");
  EXPECT_EQ(document.manifestation.bytes, kOld.size());
  EXPECT_THAT(document.manifestation.parts,
              ElementsAre("old.doc", "DocBook by antiword", "text by antiword"));
  EXPECT_EQ(document.blocks[0].text.pieces()[0].source.part, 1U);
  EXPECT_EQ(document.notes[0].body.text.pieces()[0].source.part, 2U);
  ASSERT_EQ(document.quality.size(), 2U);
  EXPECT_EQ(document.quality[0].code, "read-by");
  EXPECT_EQ(document.quality[0].detail, "read by antiword: written by Word 2 for Windows");
  EXPECT_EQ(document.quality[1].code, "label-lost");
}

// Antiword takes every old file for Western.
TEST_F(OldWord, TheCharacterSetIsFoundAgain) {
  antiword(
      "<book><chapter><para>\nÄîêëàä î ðàáîòå âòîðîé ñåññèè Êîìèòåòà\n</para></chapter></book>",
      "Äîêëàä î ðàáîòå âòîðîé ñåññèè Êîìèòåòà\n");
  const RawDocument document = read_it();
  EXPECT_THAT(texts(document), ElementsAre("Доклад о работе второй сессии Комитета"));
  EXPECT_THAT(document.quality[0].detail, HasSubstr("windows-1251"));
  antiword(
      "<book><chapter><para>\nRapport de la deuxième réunion, «Genève»\n</para></chapter></book>",
      "Rapport de la deuxième réunion, «Genève»\n");
  EXPECT_THAT(texts(read_it()), ElementsAre("Rapport de la deuxième réunion, «Genève»"));
}

// Its DocBook may be broken where its text is not.
TEST_F(OldWord, LinesWhereDocBookIsBroken) {
  antiword("<book><para>Report", "Report of the session\n\n1. The Committee met.\n");
  const RawDocument document = read_it();
  ASSERT_EQ(document.lines.size(), 3U);
  EXPECT_EQ(document.lines[2].text.text(), "1. The Committee met.");
  EXPECT_EQ(document.lines[2].text.pieces()[0].source.part, 2U);
  EXPECT_THAT(document.quality[0].detail, HasSubstr("without structure"));
}

TEST_F(OldWord, WhateverTheProgramDoes) {
  OldWordLimits limits;
  limits.antiword = {std::chrono::milliseconds(400), 10000};
  limits.soffice = limits.antiword;
  EXPECT_THAT(error(), HasSubstr("install antiword"));
  program("antiword", "kill -SEGV $$");
  EXPECT_THAT(error(), HasSubstr("Word 2 for Windows; antiword crashed (signal 11)"));
  program("antiword", "while :; do :; done");
  EXPECT_THAT(error(kOld, limits), HasSubstr("antiword took too long"));
  program("antiword", "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done");
  EXPECT_THAT(error(kOld, limits), HasSubstr("antiword wrote too much"));
  program("antiword", "echo not for me; exit 1");
  EXPECT_THAT(error(), HasSubstr("antiword could not read it"));
  program("antiword", "exit 0");
  EXPECT_THAT(error(), HasSubstr("antiword could not read it"));
  program("antiword", "printf '\\377\\376'");
  EXPECT_THAT(error(), HasSubstr("antiword could not read it"));
  // The other one is asked then; what it leaves behind must be a document.
  program("soffice", "exit 3");
  EXPECT_THAT(error(), HasSubstr("soffice could not read it"));
  program("soffice", "while :; do :; done");
  EXPECT_THAT(error(kOld, limits), HasSubstr("soffice took too long"));
  program("soffice", "/bin/mkdir out; echo no > out/document.docx");
  EXPECT_THAT(error(), HasSubstr("soffice failed"));
}

// A program sees the document and nothing of the user's; nothing stays behind.
TEST_F(OldWord, Confined) {
  files::write_atomically(folder_ / "secret", "secret");
  program("antiword",
          "echo \"$(/bin/cat document.doc | /usr/bin/wc -c) $HOME ${SHELL-none} $(ulimit -c)\"\n"
          "/bin/cat " +
              (folder_ / "secret").string() +
              " 2>&1\n"
              "echo x > " +
              (folder_ / "made").string() + " 2>/dev/null\nexit 0");
  ::setenv("SHELL", "/bin/sh", 1);
  const RawDocument document = read_it();
  ASSERT_FALSE(document.lines.empty());
  const std::string first = document.lines[0].text.text();
  EXPECT_TRUE(first.starts_with(std::to_string(kOld.size()) + " /")) << first;
  EXPECT_TRUE(first.ends_with("none 0")) << first;
  const std::size_t begin = first.find('/');
  EXPECT_FALSE(std::filesystem::exists(first.substr(begin, first.find(' ', begin) - begin)));
  // Only where the kernel can fence the disk.
  const std::string second = document.lines.size() > 1 ? document.lines[1].text.text() : "";
  EXPECT_EQ(std::filesystem::exists(folder_ / "made"), second == "secret");
}

TEST_F(OldWord, TheUserSaysWhichProgram) {
  antiword("<book><para>\nBy antiword\n</para></book>", "By antiword\n");
  ::setenv("HEXAPLA_OLD_WORD", "none", 1);
  EXPECT_THAT(error(), Not(HasSubstr("install")));
  ::setenv("HEXAPLA_OLD_WORD", "soffice", 1);
  EXPECT_THAT(error(), HasSubstr("install LibreOffice"));
  ::setenv("HEXAPLA_OLD_WORD", "perhaps", 1);
  try {
    read_it();
    ADD_FAILURE();
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::usage);
  }
  ::setenv("HEXAPLA_OLD_WORD", "antiword", 1);
  EXPECT_THAT(texts(read(kOld, "old.doc")), ElementsAre("By antiword"));
  // A program in the folder of the document is none of the system's.
  ::setenv("PATH", ".:", 1);
  EXPECT_THAT(error(), HasSubstr("install antiword"));
}

// soffice shows what it takes for text: damaged files are not its business.
TEST_F(OldWord, DamagedFilesOnlyForAntiword) {
  program("soffice", "exit 0");
  const UnreadableWord damaged("old.doc", "a damaged Word document",
                               UnreadableWord::Because::damaged);
  try {
    read_with_others(kOld, "old.doc", damaged);
    ADD_FAILURE();
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), Not(HasSubstr("soffice")));
    EXPECT_THAT(e.what(), HasSubstr("install antiword, or get the file again"));
  }
}

TEST_F(OldWord, TheRealAntiword) {
  ::setenv("PATH", "/usr/bin:/bin", 1);
  ::setenv("HEXAPLA_OLD_WORD", "antiword", 1);
  if (program_on_path("antiword").empty()) GTEST_SKIP() << "antiword is not installed";
  EXPECT_THAT(texts(read(kOld, "old.doc")),
              ElementsAre("Report of the session", "1. The Committee met in May 1994."));
  EXPECT_THAT(texts(read(word2("Conference of the Parties\x0BThird meeting\rLima \x96 Gen\xE8"
                               "ve\r"),
                         "old.doc")),
              ElementsAre("Conference of the Parties\nThird meeting", "Lima – Genève"));
  const RawDocument document =
      read(word95("Report of the session\r1. The Committee met.\r"), "old.doc");
  EXPECT_THAT(texts(document), ElementsAre("Report of the session", "1. The Committee met."));
  EXPECT_EQ(document.quality[0].detail, "read by antiword: written by Word 6 or 95");
}

}  // namespace
}  // namespace hexapla::ingest
