// Markdown within a paragraph, as CommonMark has it where documents use it, and what looks like it
// in an official text and is none. Every character is where the source map says.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/markdown_links.h"
#include "pipeline/normalize/normalize.h"

namespace hexapla::normalize {
namespace {

document::Expression read_markdown(const std::string& text) {
  document::Expression e = normalize(ingest::read(text, "in.md"));
  document::validate(e);
  for (const document::Block& b : e.blocks) {
    for (const document::MapPiece& piece : b.content.pieces()) {
      EXPECT_LE(piece.source.end, text.size());
      if (!piece.verbatim) continue;
      EXPECT_EQ(text.substr(piece.source.begin, piece.text.size()),
                b.text().substr(piece.text.begin, piece.text.size()));
    }
  }
  return e;
}

// The first block, with "{mark}" for notes and "<url|…>" for links.
std::string shown(const std::string& text) {
  const document::Expression e = read_markdown(text);
  if (e.blocks.empty()) return "";
  const document::Block& b = e.blocks[0];
  std::string out = b.text();
  for (std::size_t i = b.links.size(); i-- > 0;) {
    out.insert(b.links[i].span.end, ">");
    out.insert(b.links[i].span.begin, "<" + b.links[i].url + "|");
  }
  if (b.links.empty()) {
    for (std::size_t i = b.notes.size(); i-- > 0;)
      out.insert(b.notes[i].at, "{" + b.notes[i].mark + "}");
  }
  return b.label.empty() ? out : b.label.text() + " " + out;
}

TEST(Markdown, Inlines) {
  struct Case {
    const char* markdown;
    const char* shown;
  };
  const Case cases[] = {
      // Emphasis
      {"The *Committee* met **twice** and ***rose***.", "The Committee met twice and rose."},
      {"The _Committee_ met __twice__.", "The Committee met twice."},
      {"A ***both** one* word.", "A both one word."},
      {"In un**believ**able words.", "In unbelievable words."},
      {"委员会**重要**的决定。", "委员会重要的决定。"},
      {"Комитет **принял** решение.", "Комитет принял решение."},
      {"اعتمدت **اللجنة** التقرير.", "اعتمدت اللجنة التقرير."},
      // … and what is none
      {"The sum 3*4*5 is 60.", "The sum 3*4*5 is 60."},
      {"The sum 2**3 is 8.", "The sum 2**3 is 8."},
      {"The file snake_case_name and _id stay.", "The file snake_case_name and _id stay."},
      {"Two * free * stars.", "Two * free * stars."},
      // Code
      {"The code `a*b` and ``a `tick` in`` it.", "The code a*b and a `tick` in it."},
      {"A `` ` `` alone and a ` without end.", "A ` alone and a ` without end."},
      // Links and images
      {"A [link **bold** in](http://x.example/a_(b) \"title\") it.",
       "A <http://x.example/a_(b)|link bold in> it."},
      {"A [file](<a b.html>) is here.", "A <a b.html|file> is here."},
      {"An ![image of a lake](lake.png) here.", "An image of a lake here."},
      {"An [![image](lake.png)](http://x.example/) here.", "An <http://x.example/|image> here."},
      {"An ![](lake.png) empty one.", "An empty one."},
      {"See <https://x.example/y> and <a@b.example>.",
       "See <https://x.example/y|https://x.example/y> and <mailto:a@b.example|a@b.example>."},
      {"A [text][ref], a [Ref], a [ref][].\n\n[ref]: http://r.example/ 'Title'",
       "A <http://r.example/|text>, a <http://r.example/|Ref>, a <http://r.example/|ref>."},
      // … and brackets of official texts
      {"[The Parties] [shall][should] report.", "[The Parties] [shall][should] report."},
      {"By [30 June](to be confirmed) [2019].", "By [30 June](to be confirmed) [2019]."},
      {"Decision SC-8/[…] [ref] stays.", "Decision SC-8/[…] [ref] stays."},
      {"[a]: not a definition", "[a]: not a definition"},
      // Escapes, entities, tags
      {"1\\. An item \\*as\\* \\[typed\\] \\_here\\_.", "1. An item *as* [typed] _here_."},
      {"A path C:\\lakes stays.", "A path C:\\lakes stays."},
      {"5 &lt; 6 &mdash; &Ouml;l &#8212; &#x2014; &alpha; &nosuch;.", "5 < 6 — Öl — — α &nosuch;."},
      {"A <span lang=\"fr\">mot</span><!-- hidden --> here, 3 < 4 > 2.", "A mot here, 3 < 4 > 2."},
      {"Of ~~struck~~ text, ~ 5 and ~~ 6.", "Of struck text, ~ 5 and ~~ 6."},
      // Notes
      {"A note[^1] here.\n\n[^1]: Its text.", "A note{1} here."},
      {"No note[^9] here.", "No note[^9] here."},
      // Labels are no Markdown
      {"(a) The first one;", "(a) The first one;"},
      {"2) The second one;", "2) The second one;"},
      {"§ 5 The third one;", "§ 5 The third one;"},
      {"7. The seventh paragraph is long enough.", "7. The seventh paragraph is long enough."},
      {"> A quotation of two\n> lines.", "A quotation of two lines."},
  };
  for (const Case& c : cases) EXPECT_EQ(shown(c.markdown), c.shown) << c.markdown;
}

// Marks without a partner and links cut short lose nothing and end.
TEST(Markdown, HostileInlines) {
  for (const char* piece :
       {"[", "![", "`", "``a", "**a", "~~", "<", "[a](", "[a][", "\\", "*_", "&"}) {
    std::string text = "Some text ";
    for (int i = 0; i < 20000; ++i) text += piece;
    read_markdown(text + "\n");
  }
}

TEST(Markdown, LinesThatAreNoText) {
  const document::Expression e = read_markdown(
      "# Report\n\nThe code is:\n\n```text\nfirst line\nsecond line\n```\n\n***\n\nThe end [x] of "
      "it.\n\n"
      "[x]: http://x.example/\n[unused]: http://u.example/\n");
  std::vector<std::string> texts;
  for (const document::Block& b : e.blocks) texts.push_back(b.text());
  EXPECT_EQ(texts, (std::vector<std::string>{"Report", "The code is:", "first line", "second line",
                                             "The end x of it.", "[unused]: http://u.example/"}));
}

// In a text that is no Markdown all of this is text.
TEST(Markdown, NotInPlainText) {
  const std::string text = "The code `a`, ~~struck~~ and _this_ are as they were typed, &c.\n";
  EXPECT_EQ(normalize(ingest::read(text, "in.txt")).blocks[0].text(),
            text.substr(0, text.size() - 1));
}

TEST(Markdown, Autolinks) {
  EXPECT_EQ(autolink("https://x.example"), "https://x.example");
  EXPECT_EQ(autolink("a.b@x.example"), "mailto:a.b@x.example");
  for (const char* none : {"", "p", "a b", "a@b", "x:y z", "@x.example", "1:2"})
    EXPECT_EQ(autolink(none), "") << none;
}

}  // namespace
}  // namespace hexapla::normalize
