#include "pipeline/ingest/form_labels.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "pipeline/ingest/pdf_text.h"

namespace hexapla::ingest {
namespace {

constexpr std::size_t kLeastLabels = 3;
constexpr std::size_t kLongestLabel = 60;   // bytes
constexpr std::size_t kLongestValue = 240;  // of Cyrillic letters, a line of a page

// Layout apart, the block has no breaks, and no more than so many lines.
bool has_lines(const RawBlock& block, std::size_t most) {
  const std::string& text = block.text.text();
  return block.soft.size() < most &&
         static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) == block.soft.size();
}

// The heading stands over one short paragraph and no more.
bool is_filled_in(const std::vector<RawBlock>& blocks, std::size_t i) {
  const RawBlock& label = blocks[i];
  if (label.strong || !has_lines(label, 1) || label.text.size() > kLongestLabel ||
      !label.label.text().empty() || opens_label(label.text.text()) || i + 1 == blocks.size())
    return false;
  const RawBlock& value = blocks[i + 1];
  if (value.kind != RawKind::paragraph || !has_lines(value, 2) || value.text.size() > kLongestValue)
    return false;
  return i + 2 == blocks.size() || blocks[i + 2].kind == RawKind::heading ||
         blocks[i + 2].kind == RawKind::cell;
}

}  // namespace

void release_form_labels(std::vector<RawBlock>& blocks) {
  struct Type {
    std::size_t labels = 0;
    std::size_t headings = 0;  // that are none
  };
  std::map<std::uint32_t, Type> types;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind != RawKind::heading || blocks[i].type == 0) continue;
    Type& type = types[blocks[i].type];
    (is_filled_in(blocks, i) ? type.labels : type.headings) += 1;
  }
  for (RawBlock& block : blocks) {
    if (block.kind != RawKind::heading || block.type == 0) continue;
    const Type& type = types[block.type];
    if (type.headings > 0 || type.labels < kLeastLabels) continue;
    block.kind = RawKind::paragraph;
    block.level = 0;
    block.type = 0;
  }
}

}  // namespace hexapla::ingest
