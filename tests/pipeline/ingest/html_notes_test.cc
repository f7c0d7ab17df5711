// Notes of HTML pages as office programs export them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/ingest/ingest.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

RawDocument page(const std::string& body) {
  return read("<html><body>" + body + "</body></html>", "a.html");
}

std::vector<std::string> texts(const RawDocument& raw) {
  std::vector<std::string> out;
  for (const RawBlock& b : raw.blocks) out.push_back(b.text.text());
  return out;
}

// A page as LibreOffice exports it: `notes` are marks as it writes them, "fixed *" for one that the
// author chose; "#" is a heading of the first level, "##" one of the second, "=" a title.
std::string exported(const std::string& head, const std::vector<std::string>& notes) {
  std::string body;
  std::string end;
  int n = 0;
  for (const std::string& mark : notes) {
    if (mark == "#" || mark == "##" || mark == "=") {
      body += mark == "#"    ? "<h1 class=\"western\">Annex</h1>"
              : mark == "##" ? "<h2 class=\"western\">Purpose</h2>"
                             : "<h1 class=\"title\">Rules</h1>";
      continue;
    }
    const bool fixed = mark.starts_with("fixed ");
    const std::string shown = fixed ? mark.substr(6) : mark;
    const std::string name = "sdfootnote" + std::to_string(++n);
    body += "<p>The wells are dry.<a class=\"sdfootnoteanc\" name=\"" + name + "anc\" href=\"#" +
            name + "sym\"" + (fixed ? " sdfixed" : "") + "><sup>" + shown + "</sup></a></p>";
    end += "<div id=\"" + name + "\"><p class=\"sdfootnote\"><a class=\"sdfootnotesym\" name=\"" +
           name + "sym\" href=\"#" + name + "anc\">" + shown + "</a>\tSee report " +
           std::to_string(n) + ".</p></div>";
  }
  return "<html><head>" + head + "</head><body>" + body + end + "</body></html>";
}

// Marks are letters and signs of many scripts; those that LibreOffice did not count, "0" or
// nothing, are counted as the head of the page says.
TEST(HtmlNotes, MarksOfNotesAsLibreOfficeWritesThem) {
  const auto told = [](const std::string& content) {
    return "<meta name=\"sdfootnote\" content=\"" + content + "\">";
  };
  struct Case {
    std::string head;
    std::vector<std::string> written;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      {"", {"1", "2"}, {"1", "2"}},
      {"", {"\u0627", "\u0628"}, {"\u0627", "\u0628"}},
      {"", {"一", "二"}, {"一", "二"}},
      {"", {"①", "②"}, {"①", "②"}},
      {told("ULETTERN"), {"A", "B"}, {"A", "B"}},
      {told("UROMAN"), {"I", "II"}, {"I", "II"}},
      {"", {"‡", "**", "††", "‡‡‡"}, {"‡", "**", "††", "‡‡‡"}},
      // By chapters: a heading of the first level begins anew, another and the title do not.
      {told(";;;;C"), {"1", "2", "#", "0", "##", "0", "=", "0"}, {"1", "2", "1", "2", "3"}},
      {told(";;;;C"), {"#", "1", "2", "3", "#", "0", "#", "0"}, {"1", "2", "3", "1", "1"}},
      // A mark that the author chose is not counted, not even where it is a number.
      {told(";;;;C"),
       {"fixed *", "1", "#", "fixed *", "0", "fixed 0", "0"},
       {"*", "1", "*", "1", "0", "2"}},
      // What was counted is believed, within a chapter too.
      {told(";;;;C"), {"#", "1", "2", "0"}, {"1", "2", "3"}},
      // On pages: these are not told, the count goes on.
      {told(";;;;P"), {"0", "#", "0", "0"}, {"1", "2", "3"}},
      // No word of it: as in the whole document.
      {"", {"0", "#", "0"}, {"1", "2"}},
      // The first number and the format; a semicolon within the prefix divides nothing.
      {told(";3;;;C"), {"4", "5", "#", "0", "0"}, {"4", "5", "4", "5"}},
      {told("LROMAN;;;;C"), {"i", "ii", "iii", "#", "", ""}, {"i", "ii", "iii", "i", "ii"}},
      {told("LLETTERN;2;a\\;b;;C"), {"c", "#", "", ""}, {"c", "c", "d"}},
      // HTML has no name for the format: as an earlier chapter shows it.
      {told(";;;;C"), {"一", "二", "#", "", ""}, {"一", "二", "一", "二"}},
  };
  for (const Case& c : cases) {
    const std::string html = exported(c.head, c.written);
    const RawDocument raw = read(html, "a.html");
    std::vector<std::string> marks;
    for (const RawBlock& b : raw.blocks)
      for (const auto& anchor : b.notes) marks.push_back(anchor.mark);
    EXPECT_EQ(marks, c.expected) << html;
    ASSERT_EQ(raw.notes.size(), c.expected.size()) << html;
    for (std::size_t n = 0; n < raw.notes.size(); ++n) {
      EXPECT_EQ(raw.notes[n].mark.text(), c.expected[n]) << html;
      EXPECT_THAT(raw.notes[n].body.text.text(),
                  StartsWith("See report " + std::to_string(n + 1) + "."))
          << html;
    }
  }
}

TEST(HtmlNotes, EndnotesCountApartFromFootnotes) {
  const RawDocument raw = read(
      "<html><head><meta name=\"sdfootnote\" content=\";;;;C\"></head><body><p>Dry<a "
      "class=\"sdendnoteanc\" name=\"sdendnote1anc\" href=\"#sdendnote1sym\"><sup>i</sup></a> and "
      "wet<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" href=\"#sdfootnote1sym\"><sup>0</sup>"
      "</a> and cold<a class=\"sdendnoteanc\" name=\"sdendnote2anc\" href=\"#sdendnote2sym\"><sup>"
      "</sup></a>.</p><div id=\"sdendnote1\"><p><a name=\"sdendnote1sym\" "
      "href=\"#sdendnote1anc\">i</a>One.</p></div><div id=\"sdendnote2\"><p><a "
      "name=\"sdendnote2sym\" href=\"#sdendnote2anc\"></a>Two.</p></div><div "
      "id=\"sdfootnote1\"><p><a name=\"sdfootnote1sym\" href=\"#sdfootnote1anc\">0</a>Foot.</p>"
      "</div></body></html>",
      "a.html");
  ASSERT_THAT(texts(raw), ElementsAre("Dry and wet and cold."));
  ASSERT_EQ(raw.blocks[0].notes.size(), 3u);
  EXPECT_EQ(raw.blocks[0].notes[0].mark, "i");
  EXPECT_EQ(raw.blocks[0].notes[1].mark, "1");
  EXPECT_EQ(raw.blocks[0].notes[2].mark, "ii");
}

// Word's marks may be letters, too; a link of another page to a note is words, and "0" of another
// program is what it printed.
TEST(HtmlNotes, WhatIsAMarkDependsOnTheProgram) {
  const RawDocument word = page(
      "<p>See<a href=\"#_ftn1\" name=\"_ftnref1\">[B]</a> there.</p><div id=ftn1><p><a "
      "href=\"#_ftnref1\" name=\"_ftn1\">[B]</a> The note.</p></div>");
  ASSERT_EQ(word.notes.size(), 1u);
  EXPECT_EQ(word.notes[0].mark.text(), "B");
  const RawDocument other = page(
      "<p>As the <a href=\"#note1\">Rules</a> say.<a href=\"#note2\">0</a></p>"
      "<p id=\"note1\">Rules of 1990.</p><p id=\"note2\">Second.</p>");
  EXPECT_THAT(texts(other), ElementsAre("As the Rules say.", "Rules of 1990."));
  ASSERT_EQ(other.notes.size(), 1u);
  EXPECT_EQ(other.notes[0].mark.text(), "0");
}

}  // namespace
}  // namespace hexapla::ingest
