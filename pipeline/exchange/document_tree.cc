#include "pipeline/exchange/document_tree.h"

#include <algorithm>
#include <functional>

#include "pipeline/exchange/xml_text.h"

namespace hexapla::exchange {
namespace {

using document::Block;
using document::BlockType;

class Builder {
 public:
  explicit Builder(const document::Expression& expression) : blocks_(expression.blocks) {
    out_.root.kind = Part::Kind::section;
    out_.anchors.assign(blocks_.size(), 0);
    for (const Block& b : blocks_)
      for (const document::NoteReference& n : b.notes)
        if (n.note >= 0 && static_cast<std::size_t>(n.note) < blocks_.size())
          ++out_.anchors[static_cast<std::size_t>(n.note)];
  }

  DocumentTree run() {
    // Sections are built on a stack of values and put into their parents when they end.
    open_.push_back({std::move(out_.root), -1});
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& b = blocks_[i];
      if (b.type == BlockType::note) {
        if (out_.anchors[i] != 1) out_.apart.push_back(static_cast<int>(i));
      } else if (b.type == BlockType::heading) {
        while (open_.size() > 1 &&
               (open_.back().part.kind != Part::Kind::section || open_.back().level >= b.level))
          close();
        Part section;
        section.kind = Part::Kind::section;
        section.block = static_cast<int>(i);
        open_.push_back({std::move(section), b.level});
      } else if (b.type == BlockType::cell && b.table >= 0) {
        close_blocks(-1);
        cell(b, static_cast<int>(i));
      } else {
        close_blocks(b.type == BlockType::list_item ? b.parent : -1);
        Part part;
        part.block = static_cast<int>(i);
        open_.push_back({std::move(part), 0});
      }
    }
    while (open_.size() > 1) close();
    out_.root = std::move(open_.back().part);
    return std::move(out_);
  }

 private:
  struct Open {
    Part part;
    int level;
  };

  void close() {
    Part part = std::move(open_.back().part);
    open_.pop_back();
    open_.back().part.children.push_back(std::move(part));
  }

  // Ends open blocks down to the one that is `parent`, all when none is.
  void close_blocks(int parent) {
    const bool inside = parent >= 0 && std::any_of(open_.begin(), open_.end(), [&](const Open& o) {
                          return o.part.kind == Part::Kind::block && o.part.block == parent;
                        });
    while (open_.back().part.kind == Part::Kind::block &&
           !(inside && open_.back().part.block == parent))
      close();
  }

  void cell(const Block& b, int index) {
    std::vector<Part>& siblings = open_.back().part.children;
    if (siblings.empty() || siblings.back().kind != Part::Kind::table || table_ != b.table) {
      siblings.emplace_back();
      siblings.back().kind = Part::Kind::table;
      table_ = b.table;
      row_ = -1;
    }
    Part& table = siblings.back();
    if (table.rows.empty() || row_ != b.row) {
      table.rows.emplace_back();
      table.rows.back().header = b.header_row;
      row_ = b.row;
    }
    auto& cells = table.rows.back().cells;
    const auto column = static_cast<std::size_t>(std::clamp(b.column, 0, 999));
    if (cells.size() <= column) cells.resize(column + 1);
    cells[column].push_back(index);
  }

  const std::vector<Block>& blocks_;
  DocumentTree out_;
  std::vector<Open> open_;
  int table_ = -1;
  int row_ = -1;
};

}  // namespace

DocumentTree tree_of(const document::Expression& expression) {
  return Builder(expression).run();
}

void append_text(std::string& out, const store::AnalyzedExpression& document, int index,
                 InlineStyle& style) {
  const auto at = static_cast<std::size_t>(index);
  const Block& block = document.expression.blocks[at];
  const std::string_view text = block.text();
  struct Mark {
    Span span;
    std::function<void()> open;
    std::function<void()> close;
  };
  std::vector<Mark> marks;
  for (const document::Link& link : block.links)
    marks.push_back(
        {link.span, [&] { style.open_link(out, link.url); }, [&] { style.close_link(out); }});
  if (at < document.references.size()) {
    for (const references::Reference& r : document.references[at])
      marks.push_back(
          {r.span, [&] { style.open_reference(out, r); }, [&] { style.close_reference(out, r); }});
  }
  if (at < document.times.size()) {
    for (const time::TimeExpression& t : document.times[at])
      marks.push_back(
          {t.span, [&] { style.open_time(out, t); }, [&] { style.close_time(out, t); }});
  }
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });

  std::size_t done = 0;
  std::size_t note = 0;
  const auto copy = [&](std::size_t to) {
    while (done < to) {
      const std::size_t line = std::min(text.find('\n', done), to);
      append_xml_text(out, text.substr(done, line - done));
      if (line < to) style.line_break(out);
      done = std::min(line + 1, to);
      if (line == to) done = to;
    }
  };
  // Everything up to `to`, with the notes on the way.
  const auto advance = [&](std::size_t to) {
    for (; note < block.notes.size() && block.notes[note].at <= to; ++note) {
      copy(std::clamp(block.notes[note].at, done, text.size()));
      style.note(out, block.notes[note]);
    }
    copy(to);
  };
  for (const Mark& mark : marks) {
    if (mark.span.begin < done || mark.span.end > text.size() || mark.span.empty()) continue;
    advance(mark.span.begin);
    mark.open();
    advance(mark.span.end);
    mark.close();
  }
  advance(text.size());
}

std::string joined(const std::vector<std::string>& identifiers) {
  std::string out;
  for (const std::string& id : identifiers) {
    if (!out.empty()) out += ' ';
    for (const char c : id) out += c == ' ' ? '_' : c;
  }
  return out;
}

}  // namespace hexapla::exchange
