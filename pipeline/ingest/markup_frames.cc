#include "pipeline/ingest/markup_frames.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "pipeline/ingest/xml_scan.h"

namespace hexapla::ingest::markup {
namespace {

constexpr int kDeepest = 9;  // levels of headings

bool contains_blocks(const Frame& f) {
  return f.does == Does::container || f.does == Does::article;
}

}  // namespace

int number(const std::string& text, int otherwise) {
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos)
    return otherwise;
  return std::atoi(text.c_str());
}

Does structure(const Frames& frames) {
  for (auto f = frames.rbegin(); f != frames.rend(); ++f) {
    if (f->does == Does::list || f->does == Does::table || contains_blocks(*f)) return f->does;
  }
  return Does::nothing;
}

Frame* container(Frames& frames) {
  const auto found = std::find_if(frames.rbegin(), frames.rend(), contains_blocks);
  return found == frames.rend() ? nullptr : &*found;
}

std::ptrdiff_t container_depth(const Frames& frames) {
  return std::count_if(frames.begin(), frames.end(), contains_blocks);
}

int heading_level(const Frames& frames) {
  int level = 1;
  const Frame* innermost = nullptr;
  for (const Frame& f : frames) {
    if (!contains_blocks(f)) continue;
    if (innermost != nullptr && innermost->headed) ++level;
    innermost = &f;
  }
  return std::min(level, kDeepest);
}

bool in_paragraph(const Frames& frames) {
  for (auto f = frames.rbegin(); f != frames.rend(); ++f) {
    if (contains_blocks(*f) || f->does == Does::list) return false;
    if (f->does != Does::nothing) return true;
  }
  return false;
}

Does within(const Frames& frames) {
  for (const Frame& f : frames) {
    if (f.does == Does::heading || f.does == Does::subheading) return f.does;
  }
  return Does::block;
}

void Tables::close() {
  if (!tables_.empty()) tables_.pop_back();
}

void Tables::open_row(std::string_view tag) {
  if (tables_.empty()) return;
  close_row();
  Table& table = tables_.back();
  table.grid.open_row();
  table.all_head = true;
  table.row_head = xml::attribute(tag, "role") == "label";
}

void Tables::close_row() {
  if (tables_.empty()) return;
  Table& table = tables_.back();
  table.grid.close_row();
  if (!table.all_head && !table.row_head) return;
  nested_.head(table.index, table.grid.row());
  table.all_head = table.row_head = false;
}

void Tables::open_cell(Does does, std::string_view tag) {
  if (tables_.empty()) return;
  Table& table = tables_.back();
  const auto span = [&](const char* akn, const char* tei) {
    const std::string value = xml::attribute(tag, akn);
    return number(value.empty() ? xml::attribute(tag, tei) : value, 1);
  };
  table.column = table.grid.open_cell(span("colspan", "cols"), span("rowspan", "rows"));
  table.all_head =
      table.all_head && (does == Does::header_cell || xml::attribute(tag, "role") == "label");
  table.in_cell = true;
}

void Tables::close_cell() {
  if (!tables_.empty()) tables_.back().in_cell = false;
}

bool Tables::in_cell() const {
  return std::any_of(tables_.begin(), tables_.end(), [](const Table& t) { return t.in_cell; });
}

void Tables::place(std::size_t block) {
  CellPlaces places;
  for (std::size_t t = 0; t < std::min(tables_.size(), kDeepestTable); ++t) {
    const Table& table = tables_[t];
    if (table.in_cell) places.push_back({table.index, table.grid.row(), table.column, false});
  }
  nested_.put(block, std::move(places));
}

}  // namespace hexapla::ingest::markup
