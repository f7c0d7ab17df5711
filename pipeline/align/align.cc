#include "pipeline/align/align.h"

namespace hexapla::align {

std::vector<std::vector<Row>> align(std::span<const std::vector<Text>> groups, const Options&) {
  std::vector<std::vector<Row>> out;
  for (const std::vector<Text>& texts : groups) {
    std::vector<Row> rows;
    for (std::size_t k = 0; k < texts.size(); ++k) {
      for (std::uint32_t i = 0; i < texts[k].segments.size(); ++i) {
        Row row;
        row.sides.resize(texts.size());
        row.sides[k].push_back(i);
        rows.push_back(std::move(row));
      }
    }
    out.push_back(std::move(rows));
  }
  return out;
}

}  // namespace hexapla::align
