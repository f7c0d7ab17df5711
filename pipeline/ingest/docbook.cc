#include "pipeline/ingest/docbook.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/block_builder.h"
#include "pipeline/ingest/number_format.h"
#include "pipeline/ingest/xml_scan.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;
using document::SourceRange;

constexpr std::uint32_t kPart = 1;
constexpr std::string_view kSpace = " \t\r\n";

// "sect2" is of level 3, as a chapter is of level 1; 0 for what is no division.
int depth_of(std::string_view name) {
  if (name == "chapter") return 1;
  if (name.size() == 5 && name.starts_with("sect") && name[4] >= '1' && name[4] <= '5')
    return name[4] - '0' + 1;
  return 0;
}

class Reader {
 public:
  Reader(std::string_view xml, const std::string& path, const AntiwordText& text)
      : xml_(xml), scanner_(xml, path), text_(text) {}

  RawDocument run() {
    for (xml::Token t = scanner_.next(); t.kind != xml::Kind::done; t = scanner_.next()) {
      if (t.kind == xml::Kind::start) {
        start(t);
      } else if (t.kind == xml::Kind::end) {
        end(t);
      } else if (!in_info_) {
        words(t.bytes, t.kind == xml::Kind::cdata);
      }
    }
    finish();
    add_notes();
    std::vector<document::QualityNote> quality = told(tallies_);
    quality.insert(quality.end(), out_.quality.begin(), out_.quality.end());
    out_.quality = std::move(quality);
    if (numbered_ > 0) {
      out_.quality.push_back({"label-lost",
                              std::to_string(numbered_) +
                                  " paragraphs have a number that the word processor counted and "
                                  "antiword does not tell",
                              -1,
                              {}});
    }
    return std::move(out_);
  }

 private:
  void start(const xml::Token& t) {
    if (t.name == "bookinfo") in_info_ = !t.empty;
    if (t.empty || in_info_) return;
    if (const int depth = depth_of(t.name); depth > 0) {
      finish();
      depth_ = depth;
    } else if (t.name == "title") {
      finish();
      in_title_ = true;
    } else if (t.name == "para") {
      if (in_note_ == 0) finish();
    } else if (t.name == "informaltable") {
      finish();
      if (tables_++ == 0) {
        ++table_;
        row_ = -1;
      }
    } else if (t.name == "row") {
      ++row_;
      column_ = -1;
    } else if (t.name == "entry") {
      finish();
      ++column_;
    } else if (t.name == "itemizedlist" || t.name == "orderedlist") {
      finish();
      lists_.push_back(t.name == "itemizedlist");
    } else if (t.name == "listitem") {
      finish();
      item_begins_ = true;
    } else if (t.name == "footnote") {
      if (in_note_++ == 0) begin_note({kPart, t.bytes.begin, t.bytes.end});
    } else if (t.name == "superscript") {
      ++raised_;
    } else if (t.name == "emphasis" && xml::attribute(tag(t), "role") == "bold") {
      bold_.push_back(true);
    } else if (t.name == "emphasis") {
      bold_.push_back(false);
    }
  }

  void end(const xml::Token& t) {
    if (t.name == "bookinfo") in_info_ = false;
    if (in_info_) return;
    if (t.name == "title") {
      finish();
      in_title_ = false;
    } else if (t.name == "para" && in_note_ == 0) {
      finish();
    } else if (t.name == "informaltable") {
      finish();
      --tables_;
    } else if (t.name == "entry") {
      finish();
    } else if ((t.name == "itemizedlist" || t.name == "orderedlist") && !lists_.empty()) {
      finish();
      lists_.pop_back();
    } else if (t.name == "listitem") {
      finish();
      item_begins_ = false;
    } else if (t.name == "footnote" && in_note_ > 0) {
      if (--in_note_ == 0) end_note();
    } else if (t.name == "superscript") {
      --raised_;
    } else if (t.name == "emphasis" && !bold_.empty()) {
      bold_.pop_back();
    }
  }

  std::string_view tag(const xml::Token& t) const {
    return xml_.substr(t.bytes.begin, t.bytes.end - t.bytes.begin);
  }

  void words(Span bytes, bool cdata) {
    BlockBuilder& into = in_note_ > 0 ? note_ : builder_;
    for (std::size_t at = bytes.begin; at < bytes.end;) {
      const std::string_view left = xml_.substr(at, bytes.end - at);
      std::size_t size = 1;
      std::string stands_for = !cdata && left.front() == '&' ? xml::entity(left, size) : "";
      if (stands_for.empty()) {
        size = text::decode(left, 0).size;
        if (kSpace.find(left.front()) != std::string_view::npos) {
          // Antiword sets tags on lines of their own.
          space_ = SourceRange{kPart, at, at + 1};
          at += 1;
          continue;
        }
      }
      if (space_ && !into.empty()) into.append(" ", *space_);
      space_.reset();
      const std::string_view raised =
          raised_ > 0 ? superscript(static_cast<unsigned char>(left[0])) : std::string_view();
      if (!raised.empty()) stands_for = raised;
      if (stands_for.empty()) {
        into.append(MappedText::verbatim(left.substr(0, size), at, kPart));
      } else {
        into.append(stands_for, {kPart, at, at + size});
      }
      if (in_note_ == 0 && (bold_.empty() || !bold_.back())) light_ = true;
      at += size;
    }
  }

  void begin_note(SourceRange at) {
    space_.reset();
    const std::string mark = std::to_string(out_.notes.size() + 1);
    builder_.note(mark, static_cast<int>(out_.notes.size()), at);
    RawNote note;
    note.mark.append_replacement(mark, at);
    out_.notes.push_back(std::move(note));
  }

  void end_note() {
    out_.notes.back().body = note_.finish(tallies_);
    space_.reset();
  }

  // Some notes antiword tells in its text only.
  void add_notes() {
    for (std::size_t n = 0; n < out_.notes.size() && n < text_.notes.size(); ++n) {
      RawBlock& body = out_.notes[n].body;
      if (!body.text.empty()) continue;
      BlockBuilder builder;
      builder.append(text_.notes[n]);
      body = builder.finish(tallies_);
    }
  }

  void finish() {
    space_.reset();
    if (in_note_ > 0 || builder_.empty()) return;
    RawBlock block = builder_.finish(tallies_);
    if (tables_ > 0 && row_ >= 0) {
      block.kind = RawKind::cell;
      block.table = table_;
      block.row = row_;
      block.column = std::max(0, column_);
    } else {
      text_.break_lines(block);
      if (in_title_) {
        block.kind = RawKind::heading;
        block.level = depth_;
      } else if (!lists_.empty() && item_begins_) {
        block.level = static_cast<int>(lists_.size()) - 1;
        if (lists_.back()) block.kind = RawKind::bullet;
        if (!lists_.back()) ++numbered_;
        item_begins_ = false;
      }
    }
    block.strong = !light_;
    light_ = false;
    out_.blocks.push_back(std::move(block));
  }

  std::string_view xml_;
  xml::Scanner scanner_;
  AntiwordText text_;
  RawDocument out_;
  Tallies tallies_;
  BlockBuilder builder_;
  BlockBuilder note_;
  std::optional<SourceRange> space_;  // white space since the last word
  std::vector<bool> lists_;           // open ones: of bullets?
  std::vector<bool> bold_;            // open emphasis
  bool light_ = false;                // a character of the block is not bold
  bool in_info_ = false;
  bool in_title_ = false;
  bool item_begins_ = false;
  int depth_ = 1;
  int in_note_ = 0;
  int raised_ = 0;
  int tables_ = 0;  // open ones
  int table_ = -1;
  int row_ = -1;
  int column_ = -1;
  std::size_t numbered_ = 0;
};

}  // namespace

RawDocument read_docbook(std::string_view xml, const std::string& path, const AntiwordText& text) {
  return Reader(xml, path, text).run();
}

}  // namespace hexapla::ingest
