#include "pipeline/ingest/html_notes.h"

#include <algorithm>
#include <array>

#include "analyzers/text/utf8.h"

namespace hexapla::ingest::html {
namespace {

constexpr std::size_t kLongestMark = 8;

// "[12]" gives "12"; "" for what is no mark: words, "nd", "#".
std::string mark_of(std::string_view text) {
  text = text::trim(text);
  if (text.size() > 2 && (text.front() == '[' || text.front() == '(') &&
      (text.back() == ']' || text.back() == ')')) {
    text = text::trim(text.substr(1, text.size() - 2));
  }
  if (text.empty() || text.size() > kLongestMark) return "";
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
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    while (!open.empty() && tokens[open.back()].match <= i) open.pop_back();
    if (t.kind != Kind::start) continue;
    const bool block = std::find(std::begin(blocks), std::end(blocks), t.tag) != std::end(blocks);
    if (block && t.match != kNone && t.match > i) open.push_back(i);
    const std::string_view tag = source(i);
    if (t.tag == a && attribute(tag, "href").starts_with('#')) links.push_back(i);
    std::string id = attribute(tag, "id");
    if (id.empty() && t.tag == a) id = attribute(tag, "name");
    if (id.empty() || open.empty() || !is_note_name(id)) continue;
    targets.emplace(id, Target{i, open.back(), open.size() > 1 ? open[open.size() - 2] : kNone});
  }
  PageNotes out;
  std::map<std::uint32_t, std::size_t> by_body;
  for (const std::uint32_t link : links) {
    const auto target = targets.find(attribute(source(link), "href").substr(1));
    if (target == targets.end()) continue;
    const std::string mark = mark_of(inner_text(html, tokens, link, kLongestMark + 4));
    if (mark.empty()) continue;
    const Target& t = target->second;
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
