#include "pipeline/run/align_work.h"

#include <algorithm>

#include "pipeline/base/files.h"

namespace hexapla::run {
namespace {

struct Prepared {
  std::vector<align::Text> texts;
  std::vector<std::vector<std::uint32_t>> blocks;  // of every text: which block a segment is
};

std::vector<std::string> anchors_of(const store::AnalyzedExpression& a, std::size_t block) {
  std::vector<std::string> out;
  for (const references::Reference& r : a.references[block]) {
    out.insert(out.end(), r.canonical.begin(), r.canonical.end());
  }
  for (const time::TimeExpression& t : a.times[block]) {
    if (!t.from.empty() || !t.to.empty()) out.push_back(t.from + "/" + t.to);
  }
  return out;
}

Prepared prepare(const store::Work& work) {
  Prepared out;
  for (const store::AnalyzedExpression& a : work.expressions) {
    align::Text text;
    text.lang = a.expression.lang;
    std::vector<std::uint32_t> blocks;
    for (std::size_t i = 0; i < a.expression.blocks.size(); ++i) {
      const document::Block& b = a.expression.blocks[i];
      if (b.type == document::BlockType::letterhead) continue;
      align::Segment segment;
      segment.text = b.content.view();
      segment.label = b.label.view();
      segment.kind = static_cast<std::uint8_t>(b.type);
      segment.level = static_cast<std::uint8_t>(std::clamp(b.level, 0, 255));
      segment.anchors = anchors_of(a, i);
      text.segments.push_back(std::move(segment));
      blocks.push_back(static_cast<std::uint32_t>(i));
    }
    out.texts.push_back(std::move(text));
    out.blocks.push_back(std::move(blocks));
  }
  return out;
}

// Names the training data, and so the lexicon that was learned from it.
std::string generation_of(const std::vector<store::Work>& works) {
  std::string all;
  for (const store::Work& work : works) {
    for (const store::AnalyzedExpression& a : work.expressions) {
      all += work.key + '\t' + a.expression.lang + '\t' + a.expression.manifestation.hash + '\n';
    }
  }
  return files::content_hash(all).substr(0, 16);
}

}  // namespace

void align_works(std::vector<store::Work>& works, unsigned workers) {
  std::vector<std::vector<align::Text>> groups;
  std::vector<std::vector<std::vector<std::uint32_t>>> blocks;
  for (const store::Work& work : works) {
    Prepared p = prepare(work);
    groups.push_back(std::move(p.texts));
    blocks.push_back(std::move(p.blocks));
  }
  align::Options options;
  options.workers = workers;
  std::vector<std::vector<align::Row>> rows = align::align(groups, options);
  const std::string generation = generation_of(works);
  for (std::size_t w = 0; w < works.size(); ++w) {
    for (align::Row& row : rows[w]) {
      for (std::size_t k = 0; k < row.sides.size(); ++k) {
        for (std::uint32_t& i : row.sides[k]) i = blocks[w][k][i];
      }
    }
    works[w].rows = std::move(rows[w]);
    works[w].generation = generation;
  }
}

}  // namespace hexapla::run
