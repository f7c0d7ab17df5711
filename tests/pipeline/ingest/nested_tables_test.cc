// Tables within tables: the same blocks from every format. What a person sees on the page decides.
#include "pipeline/ingest/nested_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/ingest/ingest.h"
#include "tests/support/docx.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;
using testing_support::Docx;
using testing_support::paragraph;

// "text table:row,column"; "text" alone outside of tables, headings with a mark, heads with "h".
std::vector<std::string> told(const RawDocument& document) {
  std::vector<std::string> out;
  for (const RawBlock& b : document.blocks) {
    std::string line = b.kind == RawKind::heading ? "# " : b.kind == RawKind::bullet ? "* " : "";
    line += b.text.text();
    if (b.kind == RawKind::cell) {
      line += " " + std::to_string(b.table) + ":" + std::to_string(b.row) + "," +
              std::to_string(b.column) + (b.header_row ? " h" : "");
    }
    EXPECT_EQ(b.kind == RawKind::cell, b.table >= 0) << b.text.text();
    out.push_back(std::move(line));
  }
  return out;
}

// The same tables in HTML and in DOCX, in a little language of their own: "T(" or "t(" opens a
// table with or without lines, "|" parts cells, "/" rows, ")" ends it; "#" a heading, words stand
// for themselves.
class Writer {
 public:
  explicit Writer(bool html) : html_(html) {}

  std::string write(std::string_view plan) {
    plan_ = plan;
    at_ = 0;
    return paragraphs();
  }

 private:
  std::string paragraphs() {
    std::string out;
    while (at_ < plan_.size() && std::string_view("|/)").find(plan_[at_]) == std::string::npos) {
      const char c = plan_[at_];
      if (c == ' ') {
        ++at_;
      } else if (plan_.substr(at_, 2) == "T(" || plan_.substr(at_, 2) == "t(") {
        at_ += 2;
        out += table(c == 'T');
      } else {
        const std::size_t end = std::min(plan_.find_first_of(" |/)", at_), plan_.size());
        out += words(plan_.substr(at_, end - at_));
        at_ = end;
      }
    }
    return out;
  }

  std::string words(std::string_view text) const {
    const bool heading = text.starts_with('#');
    if (heading) text.remove_prefix(1);
    if (html_) return (heading ? "<h2>" : "<p>") + std::string(text) + (heading ? "</h2>" : "</p>");
    return paragraph(text, heading ? "<w:outlineLvl w:val=\"1\"/>" : "");
  }

  std::string table(bool lines) {
    std::string out = html_   ? lines ? "<table border=1>" : "<table>"
                      : lines ? "<w:tbl><w:tblPr><w:tblBorders><w:top w:val=\"single\"/>"
                                "</w:tblBorders></w:tblPr>"
                              : "<w:tbl>";
    const std::string row = html_ ? "<tr>" : "<w:tr>";
    const std::string cell = html_ ? "<td>" : "<w:tc>";
    out += row + cell;
    for (;;) {
      out += paragraphs();
      const char c = at_ < plan_.size() ? plan_[at_++] : ')';
      out += html_ ? "</td>" : "<w:p/></w:tc>";
      if (c == '|') {
        out += cell;
      } else if (c == '/') {
        out += (html_ ? "</tr>" : "</w:tr>") + row + cell;
      } else {
        return out + (html_ ? "</tr></table>" : "</w:tr></w:tbl>");
      }
    }
  }

  bool html_;
  std::string_view plan_;
  std::size_t at_ = 0;
};

TEST(NestedTables, TheSameFromHtmlAndDocx) {
  struct Case {
    const char* plan;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      // A table with lines keeps what stands in its cells, row by row.
      {"T( lake | before T( north | 12 / south | 15 ) after / sum | 27 ) end",
       {"lake 0:0,0", "before 0:0,1", "north 0:0,1", "12 0:0,1", "south 0:0,1", "15 0:0,1",
        "after 0:0,1", "sum 0:1,0", "27 0:1,1", "end"}},
      // Also one without lines of its own within.
      {"T( a | t( b | c ) / d | e )", {"a 0:0,0", "b 0:0,1", "c 0:0,1", "d 0:1,0", "e 0:1,1"}},
      // A box around everything is no table; the one in it is.
      {"T( #Title text T( a | b / c | d ) )",
       {"# Title", "text", "a 0:0,0", "b 0:0,1", "c 0:1,0", "d 0:1,1"}},
      // Nor is one that nobody sees and that only sets tables side by side.
      {"t( #Left T( a | b / c | d ) | #Right T( e | f / g | h ) ) end",
       {"# Left", "a 0:0,0", "b 0:0,1", "c 0:1,0", "d 0:1,1", "# Right", "e 1:0,0", "f 1:0,1",
        "g 1:1,0", "h 1:1,1", "end"}},
      // A table without lines that holds none is one: its columns are seen.
      {"t( a | b / c | d )", {"a 0:0,0", "b 0:0,1", "c 0:1,0", "d 0:1,1"}},
      // Three deep: the frame goes, the middle one keeps the innermost.
      {"t( x | T( a | T( b | c / d | e ) / f | g ) )",
       {"x", "a 0:0,0", "b 0:0,1", "c 0:0,1", "d 0:0,1", "e 0:0,1", "f 0:1,0", "g 0:1,1"}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(told(read("<html><body>" + Writer(true).write(c.plan) + "</body></html>", "a.html")),
              c.expected)
        << "HTML: " << c.plan;
    Docx docx;
    docx.body = Writer(false).write(c.plan);
    EXPECT_EQ(told(read(docx.bytes(), "a.docx")), c.expected) << "DOCX: " << c.plan;
  }
}

// What says in HTML that a table is one: lines as Word and LibreOffice write them, heads, a
// caption. What says that it is none: its role.
TEST(NestedTables, WhatHtmlTellsOfTables) {
  const std::string inner = "<table border=1><tr><td>a<td>b</table>";
  const std::vector<std::string> kept = {"x 0:0,0", "a 0:0,1", "b 0:0,1"};
  const std::vector<std::string> frame = {"x", "a 0:0,0", "b 0:0,1"};
  struct Case {
    std::string html;
    bool kept;
  };
  const Case cases[] = {
      {"<table><tr><td style='border:solid windowtext 1.0pt'>x<td>", true},
      {"<table style=\"border-collapse: collapse; border: 1px solid #000\"><tr><td>x<td>", true},
      {"<table><tr><th>x<td>", true},
      {"<table><thead><tr><td>x<td>", true},
      {"<table role=table><tr><td>x<td>", true},
      {"<table border=0><tr><td style=\"border: none; padding: 0in\">x<td>", false},
      {"<table style=\"border-collapse:collapse\"><tr><td style='border:0 solid'>x<td>", false},
      {"<table><tr><td style='mso-border-alt:solid windowtext .5pt'>x<td>", false},
      {"<table border=1 role=presentation><tr><td>x<td>", false},
  };
  for (const Case& c : cases) {
    std::vector<std::string> got = told(read("<html>" + c.html + inner + "</table>", "a.html"));
    for (std::string& line : got) {
      if (line.ends_with(" h")) line.resize(line.size() - 2);
    }
    EXPECT_EQ(got, c.kept ? kept : frame) << c.html;
  }
}

// Lines may be those of the table's style, or of a style that it is based on.
TEST(NestedTables, LinesOfStyles) {
  const auto body = [](const char* style) {
    return "<w:tbl><w:tblPr><w:tblStyle w:val=\"" + std::string(style) +
           "\"/></w:tblPr><w:tr><w:tc>" + paragraph("x") + "</w:tc><w:tc><w:tbl><w:tr><w:tc>" +
           paragraph("a") + "</w:tc><w:tc>" + paragraph("b") +
           "</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>";
  };
  Docx docx;
  docx.styles =
      "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:tblPr><w:tblBorders>"
      "<w:insideH w:val=\"single\"/></w:tblBorders></w:tblPr></w:style>"
      "<w:style w:type=\"table\" w:styleId=\"Own\"><w:basedOn w:val=\"Grid\"/></w:style>"
      "<w:style w:type=\"table\" w:styleId=\"Bare\"><w:basedOn w:val=\"Grid\"/><w:tblPr>"
      "<w:tblBorders><w:insideH w:val=\"nil\"/></w:tblBorders></w:tblPr></w:style>";
  docx.body = body("Own");
  EXPECT_THAT(told(read(docx.bytes(), "a.docx")), ElementsAre("x 0:0,0", "a 0:0,1", "b 0:0,1"));
  docx.body = body("Bare");
  EXPECT_THAT(told(read(docx.bytes(), "a.docx")), ElementsAre("x", "a 0:0,0", "b 0:0,1"));
}

// Deeper than anybody nests tables, all is the innermost cell that is kept.
TEST(NestedTables, Bottomless) {
  std::string html;
  for (int i = 0; i < 5000; ++i) html += "<table border=1><tr><td>x<td>";
  html += "end";
  for (int i = 0; i < 5000; ++i) html += "</table>";
  const RawDocument document = read("<html>" + html, "a.html");
  EXPECT_EQ(document.blocks.size(), 5001U);
  EXPECT_EQ(document.blocks.back().table, 0);
}

}  // namespace
}  // namespace hexapla::ingest
