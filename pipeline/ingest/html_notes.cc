#include "pipeline/ingest/html_notes.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/number_format.h"

namespace hexapla::ingest::html {
namespace {

constexpr std::size_t kLongestMark = 8;
constexpr std::size_t kLongestOfficeMark = 40;

// "[12]" gives "12"; "" for what is no mark: words, "nd", "#". What an office program links as a
// mark is one whatever it is: it counts in letters and signs of many scripts.
std::string mark_of(std::string_view text, bool office) {
  text = text::trim(text);
  if (text.size() > 2 && (text.front() == '[' || text.front() == '(') &&
      (text.back() == ']' || text.back() == ')')) {
    text = text::trim(text.substr(1, text.size() - 2));
  }
  if (text.empty() || text.size() > (office ? kLongestOfficeMark : kLongestMark)) return "";
  if (office) return std::string(text);
  const bool digits = text.find_first_not_of("0123456789") == std::string_view::npos;
  const bool stars = text.find_first_not_of('*') == std::string_view::npos;
  const bool roman = text.find_first_not_of("ivxlc") == std::string_view::npos;
  const bool letter = text.size() == 1 && text[0] >= 'a' && text[0] <= 'z';
  const bool dagger = text == "†" || text == "‡" || text == "§";
  return digits || stars || roman || letter || dagger ? std::string(text) : "";
}

// Names that programs give to the text of a note: "_ftn1", "sdfootnote1sym", "fn:1", "cite_note-3".
bool is_note_name(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  if (name.find("ref") != std::string::npos || name.find("anc") != std::string::npos ||
      name.find("back") != std::string::npos)
    return false;
  constexpr std::array<std::string_view, 12> kBeginnings{
      "_ftn",      "_edn",     "ftn",     "edn",       "fn",   "sdfootnote",
      "sdendnote", "footnote", "endnote", "cite_note", "note", "_note"};
  const bool begins = std::any_of(kBeginnings.begin(), kBeginnings.end(),
                                  [&](std::string_view b) { return name.starts_with(b); });
  return begins && name.find_first_of("0123456789") != std::string::npos;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 6 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Names of the notes of Word and LibreOffice, with which no other program links.
bool is_office_link(std::string_view href) {
  constexpr std::array<std::string_view, 4> kBeginnings{"#_ftn", "#_edn", "#sdfootnote",
                                                        "#sdendnote"};
  return std::any_of(kBeginnings.begin(), kBeginnings.end(), [&](std::string_view b) {
    return href.size() > b.size() && href.starts_with(b) && is_number(href.substr(b.size(), 1));
  });
}

// The marks that LibreOffice computes. Those of a document whose notes begin anew in sections or on
// pages it exports in part without their number, as "0" or as nothing: these are counted here, by
// what the head of the page says of them, <meta name="sdfootnote" content="FORMAT;OFFSET;PREFIX;
// SUFFIX;C or P"> (sw/source/filter/html/htmlftn.cxx of LibreOffice). C: anew with each chapter,
// which is a heading of the first level. P: anew on each page; pages are not told, and the count
// goes on.
class ComputedMarks {
 public:
  explicit ComputedMarks(std::string format) : format_(std::move(format)) {}

  void told(std::string_view content) {
    std::array<std::string, 5> parts;
    std::size_t part = 0;
    for (std::size_t at = 0; at < content.size() && part < parts.size(); ++at) {
      if (content[at] == ';') {
        ++part;
      } else {
        if (content[at] == '\\' && at + 1 < content.size()) ++at;
        parts[part] += content[at];
      }
    }
    constexpr std::array<std::array<std::string_view, 2>, 6> kFormats{{{"ARABIC", "decimal"},
                                                                       {"LROMAN", "lowerRoman"},
                                                                       {"UROMAN", "upperRoman"},
                                                                       {"LLETTERN", "lowerLetter"},
                                                                       {"ULETTERN", "upperLetter"},
                                                                       {"LLETTER", "lowerLetter"}}};
    for (const auto& [name, format] : kFormats)
      if (parts[0] == name) format_ = format;
    if (is_number(parts[1])) first_ = std::atoi(parts[1].c_str()) + 1;
    by_chapter_ = parts[4] == "C";
    next_ = first_;
  }

  void chapter() {
    if (by_chapter_) next_ = first_;
  }

  // The mark of the next note, as the page prints it.
  std::string mark(const std::string& printed) {
    if (!printed.empty() && printed != "0") {
      if (is_number(printed)) next_ = std::atoi(printed.c_str());
      shown_.emplace(next_++, printed);
      return printed;
    }
    // Formats that HTML has no name for: as that number is printed in another chapter.
    const auto known = shown_.find(next_);
    const int number = next_++;
    return known == shown_.end() ? format_number(number, format_) : known->second;
  }

 private:
  std::string format_;
  int first_ = 1;
  int next_ = 1;
  bool by_chapter_ = false;
  std::map<int, std::string> shown_;
};

}  // namespace

std::string inner_text(std::string_view html, const std::vector<Token>& tokens, std::uint32_t start,
                       std::size_t most) {
  std::string out;
  const std::uint32_t end =
      std::min<std::uint32_t>(tokens[start].match, start + 20);  // marks are wrapped in few tags
  if (tokens[start].match == kNone || tokens[start].match > start + 20)
    return std::string(most + 1, 'x');
  for (std::uint32_t i = start + 1; i < end; ++i) {
    if (tokens[i].kind != Kind::text) continue;
    const std::string_view text = html.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    for (std::size_t at = 0; at < text.size() && out.size() <= most + 8;) {
      std::size_t size = 1;
      const std::string resolved = text[at] == '&' ? entity(text.substr(at), size) : "";
      if (resolved.empty()) {
        size = 1;
        out += text[at];
      } else {
        out += resolved;
      }
      at += size;
    }
  }
  return std::string(text::trim(out));
}

PageNotes find_notes(std::string_view html, const std::vector<Token>& tokens) {
  const std::uint16_t a = tag_number("a");
  const std::uint16_t p = tag_number("p");
  const std::uint16_t div = tag_number("div");
  const std::uint16_t h1 = tag_number("h1");
  const std::uint16_t meta = tag_number("meta");
  const std::uint16_t blocks[] = {p, div, tag_number("li"), tag_number("dd"), tag_number("aside")};
  const auto source = [&](std::uint32_t i) {
    return html.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
  };
  // Which element has which name, and which block it stands in.
  struct Target {
    std::uint32_t token;
    std::uint32_t block;  // the block around it, or itself
    std::uint32_t outer;  // the block around that
  };
  std::map<std::string, Target> targets;
  std::vector<std::uint32_t> open;
  std::vector<std::uint32_t> links;
  std::vector<std::uint32_t> chapters;
  ComputedMarks footnotes("decimal");
  ComputedMarks endnotes("lowerRoman");
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    while (!open.empty() && tokens[open.back()].match <= i) open.pop_back();
    if (t.kind != Kind::start) continue;
    const bool block = std::find(std::begin(blocks), std::end(blocks), t.tag) != std::end(blocks);
    if (block && t.match != kNone && t.match > i) open.push_back(i);
    const std::string_view tag = source(i);
    if (t.tag == h1 && !attribute(tag, "class").starts_with("title")) chapters.push_back(i);
    if (t.tag == meta) {
      const std::string name = attribute(tag, "name");
      if (name == "sdfootnote") footnotes.told(attribute(tag, "content"));
      if (name == "sdendnote") endnotes.told(attribute(tag, "content"));
    }
    if (t.tag == a && attribute(tag, "href").starts_with('#')) links.push_back(i);
    std::string id = attribute(tag, "id");
    if (id.empty() && t.tag == a) id = attribute(tag, "name");
    if (id.empty() || open.empty() || !is_note_name(id)) continue;
    targets.emplace(id, Target{i, open.back(), open.size() > 1 ? open[open.size() - 2] : kNone});
  }
  PageNotes out;
  std::map<std::uint32_t, std::size_t> by_body;
  auto chapter = chapters.begin();
  for (const std::uint32_t link : links) {
    const std::string href = attribute(source(link), "href");
    const auto target = targets.find(href.substr(1));
    if (target == targets.end()) continue;
    const Target& t = target->second;
    const bool office = is_office_link(href);
    const std::string text =
        inner_text(html, tokens, link, (office ? kLongestOfficeMark : kLongestMark) + 4);
    std::string mark = mark_of(text, office);
    if (office && !has_attribute(source(link), "sdfixed")) {
      const std::string kind = attribute(source(link), "class");
      const bool foot = kind.starts_with("sdfootnoteanc");
      if ((foot || kind.starts_with("sdendnoteanc")) && (text.empty() || !mark.empty())) {
        for (; chapter != chapters.end() && *chapter < link; ++chapter) footnotes.chapter();
        mark = (foot ? footnotes : endnotes).mark(mark);
      }
    }
    if (mark.empty()) continue;
    std::uint32_t body = t.block;
    // Word and LibreOffice put the paragraphs of a note into a div of its own.
    if (tokens[body].tag == p && t.outer != kNone && tokens[t.outer].tag == div &&
        is_note_name(attribute(source(t.outer), "id"))) {
      body = t.outer;
    }
    // A mark within the text of the note itself is none.
    if (link > body && link < tokens[body].match) continue;
    const auto [known, fresh] = by_body.emplace(body, out.notes.size());
    if (fresh) {
      out.notes.push_back({mark, body, tokens[body].match});
      out.bodies.emplace(body, known->second);
    }
    out.marks.emplace(link, known->second);
  }
  return out;
}

}  // namespace hexapla::ingest::html
