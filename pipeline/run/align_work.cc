#include "pipeline/run/align_work.h"

#include <algorithm>
#include <map>
#include <utility>

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

// Letterheads stand in six languages in every Expression: the line in one language of each belongs with the line in
// the same language of the others. Rows by (language, how many of it came before).
std::vector<align::Row> letterhead_rows(const store::Work& work) {
  std::vector<align::Row> rows;
  std::map<std::pair<std::string, int>, std::size_t> index;
  for (std::size_t k = 0; k < work.expressions.size(); ++k) {
    std::map<std::string, int> seen;
    const std::vector<document::Block>& blocks = work.expressions[k].expression.blocks;
    for (std::uint32_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].type != document::BlockType::letterhead) continue;
      const auto [at, is_new] = index.emplace(std::pair(blocks[i].lang, seen[blocks[i].lang]++), rows.size());
      if (is_new) {
        rows.push_back({std::vector<std::vector<std::uint32_t>>(work.expressions.size()), 1.0, "letterhead, by language"});
      }
      rows[at->second].sides[k].push_back(i);
    }
  }
  return rows;
}

// The first block of a row, in the first Expression that has one: where the row stands in the Work.
std::pair<std::uint32_t, std::size_t> position(const align::Row& row) {
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (!row.sides[k].empty()) return {row.sides[k].front(), k};
  }
  return {0, 0};
}

// Letterhead rows go before the first row that follows them in the Expression where they stand first.
void merge(std::vector<align::Row>& rows, std::vector<align::Row> letterheads) {
  for (align::Row& letterhead : letterheads) {
    const auto [block, side] = position(letterhead);
    const auto after = std::find_if(rows.begin(), rows.end(), [&, b = block, k = side](const align::Row& row) {
      return !row.sides[k].empty() && row.sides[k].front() > b;
    });
    rows.insert(after, std::move(letterhead));
  }
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
    merge(rows[w], letterhead_rows(works[w]));
    works[w].rows = std::move(rows[w]);
    works[w].generation = generation;
  }
}

}  // namespace hexapla::run
