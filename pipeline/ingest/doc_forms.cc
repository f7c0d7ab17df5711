#include "pipeline/ingest/doc_forms.h"

#include <algorithm>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/fields.h"

namespace hexapla::ingest::doc {
namespace {

constexpr unsigned kCheckBox = 1;
constexpr unsigned kDropDown = 2;
constexpr unsigned kMostEntries = 64;    // Word allows 25
constexpr unsigned kNothingChosen = 25;  // the default is what shows

// UTF-16 of `units` units at `at`.
std::string utf16(std::string_view bytes, std::size_t at, std::size_t units) {
  std::string out;
  for (std::size_t i = 0; i < units && at + 2 * i + 2 <= bytes.size(); ++i) {
    char32_t c = u16_at(bytes, at + 2 * i);
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < units) {
      const char32_t low = u16_at(bytes, at + 2 * i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        ++i;
      }
    }
    text::append(out, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
  }
  return out;
}

// Behind a string that tells its length and ends with a zero.
std::size_t behind_string(std::string_view bytes, std::size_t at) {
  return at + 2 + 2 * std::size_t{u16_at(bytes, at)} + 2;
}

// ---- drawings ([MS-ODRAW]) ---------------------------------------------------------------------

constexpr unsigned kDrawingGroups = 0xF000;
constexpr unsigned kDrawing = 0xF002;
constexpr unsigned kShapeGroup = 0xF003;
constexpr unsigned kShape = 0xF004;
constexpr unsigned kShapeId = 0xF00A;
constexpr int kDeepestGroup = 64;

// The identifier of the outermost group that a shape stands in; its own when it stands in none.
using Groups = std::map<std::uint32_t, std::uint32_t>;

// Calls `each(type, inside)` for the records of a container.
template <typename Each>
void records(std::string_view bytes, const Each& each) {
  while (bytes.size() >= 8) {
    const unsigned type = u16_at(bytes, 2);
    const std::size_t size = std::min<std::size_t>(u32_at(bytes, 4), bytes.size() - 8);
    each(type, bytes.substr(8, size));
    bytes.remove_prefix(8 + size);
  }
}

std::uint32_t shape_id(std::string_view shape) {
  std::uint32_t out = 0;
  records(shape, [&](unsigned type, std::string_view inside) {
    if (type == kShapeId) out = u32_at(inside, 0);
  });
  return out;
}

// `outer`: of the group that the shapes of this one belong to, 0 for none. `depth` 0: all shapes of
// a page stand in a group that is no group.
void read_group(std::string_view group, std::uint32_t outer, int depth, Groups& out) {
  bool first = true;
  records(group, [&](unsigned type, std::string_view inside) {
    if (type == kShape) {
      const std::uint32_t id = shape_id(inside);
      if (first && depth > 0 && outer == 0) outer = id;  // the group as a shape comes first
      out[id] = outer == 0 ? id : outer;
    } else if (type == kShapeGroup && depth < kDeepestGroup) {
      read_group(inside, outer, depth + 1, out);
    }
    first = false;
  });
}

Groups read_groups(std::string_view drawings) {
  Groups out;
  // The groups of drawings, then each drawing behind a byte of its own.
  if (u16_at(drawings, 2) != kDrawingGroups) return out;
  std::size_t at = 8 + std::size_t{u32_at(drawings, 4)};
  while (at + 9 <= drawings.size() && u16_at(drawings, at + 3) == kDrawing) {
    const std::size_t size = u32_at(drawings, at + 5);
    records(drawings.substr(at + 9, size), [&](unsigned type, std::string_view inside) {
      if (type == kShapeGroup) read_group(inside, 0, 0, out);
    });
    at += 9 + size;
  }
  return out;
}

}  // namespace

std::string form_field(std::string_view data, std::uint32_t at) {
  const std::size_t size = u32_at(data, at);
  const std::size_t head = u16_at(data, std::size_t{at} + 4);
  if (at >= data.size() || size <= head) return "";
  const std::string_view field = data.substr(at).substr(0, size);
  if (u32_at(field, head) != 0xFFFFFFFF) return "";
  const unsigned bits = u16_at(field, head + 4);
  const unsigned kind = bits & 3;
  if (kind != kCheckBox && kind != kDropDown) return "";
  std::size_t p = behind_string(field, head + 10);  // its name
  unsigned chosen = bits >> 2 & 31;
  if (chosen == kNothingChosen) chosen = u16_at(field, p);
  if (chosen > kMostEntries) return "";
  if (kind == kCheckBox) return std::string(check_box(chosen != 0));
  p += 2;
  for (int i = 0; i < 5; ++i) p = behind_string(field, p);  // format, help, status, two macros
  if (u16_at(field, p) != 0xFFFF) return "";
  const unsigned entries = u16_at(field, p + 2);
  const unsigned extra = u16_at(field, p + 4);
  p += 6;
  for (unsigned i = 0; i < entries && p < field.size(); ++i) {
    const std::size_t units = u16_at(field, p);
    if (i == chosen) return utf16(field, p + 2, units);
    p += 2 + 2 * units + extra;
  }
  return "";
}

Boxes read_boxes(const File& file) {
  Boxes out;
  const Places texts(file.structure(Structure::box_texts), 22);
  if (texts.count() == 0 || file.length(Story::boxes) == 0) return out;
  const std::uint32_t drawings = file.begin_of(Structure::drawings);
  const Groups groups =
      drawings < file.table().size() ? read_groups(file.structure(Structure::drawings)) : Groups();
  std::map<std::uint32_t, std::uint32_t> anchors;  // of shapes
  const Places shapes(file.structure(Structure::shape_anchors), 26);
  for (std::size_t i = 0; i < shapes.count(); ++i)
    anchors.emplace(u32_at(shapes.item(i), 0), shapes.place(i));
  std::size_t taken = 0;
  // The last item is none.
  for (std::size_t i = 0; i + 1 < texts.count(); ++i) {
    const std::string_view item = texts.item(i);
    if (u16_at(item, 8) != 0) continue;  // waits to be used again
    // They stand one behind the other; a text that several claim is the first one's.
    Range range = file.within(Story::boxes, texts.place(i), texts.place(i + 1));
    range.begin = std::max(range.begin, taken);
    if (range.begin >= range.end) continue;
    taken = range.end;
    const std::uint32_t shape = u32_at(item, 14);
    const auto group = groups.find(shape);
    auto anchor = anchors.find(shape);
    if (anchor == anchors.end() && group != groups.end()) anchor = anchors.find(group->second);
    if (anchor == anchors.end()) {
      out.loose.push_back(range);
    } else {
      out.anchored[anchor->second].push_back(range);
    }
  }
  return out;
}

}  // namespace hexapla::ingest::doc
