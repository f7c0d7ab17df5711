#include "pipeline/run/align_work.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "analyzers/text/fold.h"
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

// What a line of the masthead tells: "original-language" says the same in every script.
std::vector<std::string> roles_of(const document::Expression& e, std::size_t block) {
  std::vector<std::string> out;
  for (const document::Property& p : e.properties) {
    if (p.block >= 0 && static_cast<std::size_t>(p.block) == block) out.push_back(p.name);
  }
  return out;
}

// Letterhead blocks of every Expression that stand in all of them with the same words: the lines in
// six languages on top of every version. Which language they are in says nothing about which belong
// together; their words do.
std::vector<align::Row> letterhead_rows(const store::Work& work) {
  const std::size_t sides = work.expressions.size();
  std::map<std::pair<std::string, int>, align::Row>
      by_text;  // (text, how many of the same came before)
  for (std::size_t k = 0; k < sides; ++k) {
    std::map<std::string, int> seen;
    const std::vector<document::Block>& blocks = work.expressions[k].expression.blocks;
    for (std::uint32_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].type != document::BlockType::letterhead) continue;
      const std::string text = text::folded(blocks[i].text(), text::kFoldCase);
      align::Row& row = by_text[{text, seen[text]++}];
      row.sides.resize(sides);
      row.sides[k].push_back(i);
    }
  }
  std::vector<align::Row> rows;
  for (auto& [text, row] : by_text) {
    if (std::any_of(row.sides.begin(), row.sides.end(),
                    [](const auto& side) { return side.empty(); }))
      continue;
    row.confidence = 1.0;
    row.evidence = "the same words in every letterhead";
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(),
            [](const align::Row& a, const align::Row& b) { return a.sides < b.sides; });
  return rows;
}

// Everything but the blocks of `taken` rows.
Prepared prepare(const store::Work& work, const std::vector<align::Row>& taken) {
  Prepared out;
  for (std::size_t k = 0; k < work.expressions.size(); ++k) {
    const store::AnalyzedExpression& a = work.expressions[k];
    std::set<std::uint32_t> left_out;
    for (const align::Row& row : taken) left_out.insert(row.sides[k].begin(), row.sides[k].end());
    align::Text text;
    text.lang = a.expression.lang;
    std::vector<std::uint32_t> blocks;
    for (std::uint32_t i = 0; i < a.expression.blocks.size(); ++i) {
      if (left_out.contains(i)) continue;
      const document::Block& b = a.expression.blocks[i];
      align::Segment segment;
      segment.text = b.content.view();
      segment.label = b.label.view();
      segment.kind = static_cast<std::uint8_t>(b.type);
      segment.level = static_cast<std::uint8_t>(std::clamp(b.level, 0, 255));
      segment.anchors = anchors_of(a, i);
      segment.roles = roles_of(a.expression, i);
      text.segments.push_back(std::move(segment));
      blocks.push_back(i);
    }
    out.texts.push_back(std::move(text));
    out.blocks.push_back(std::move(blocks));
  }
  // A kind that all have, as in files of lines, tells none from another.
  std::set<std::uint8_t> kinds;
  for (const align::Text& text : out.texts) {
    for (const align::Segment& segment : text.segments) kinds.insert(segment.kind);
  }
  if (kinds.size() == 1) {
    for (align::Text& text : out.texts) {
      for (align::Segment& segment : text.segments) segment.kind = 0;
    }
  }
  return out;
}

// The first block of a row, in the first Expression that has one: where the row stands in the Work.
std::pair<std::uint32_t, std::size_t> position(const align::Row& row) {
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (!row.sides[k].empty()) return {row.sides[k].front(), k};
  }
  return {0, 0};
}

// Taken rows go before the first row that follows them in the first Expression that has them.
void merge(std::vector<align::Row>& rows, std::vector<align::Row> taken) {
  if (taken.empty()) return;
  // For each Expression, behind the highest first block of the rows so far.
  const std::size_t sides = taken.front().sides.size();
  std::vector<std::vector<std::uint32_t>> highest(sides);
  for (std::size_t k = 0; k < sides; ++k) {
    std::uint32_t most = 0;
    for (const align::Row& row : rows) {
      if (!row.sides[k].empty()) most = std::max(most, row.sides[k].front() + 1);
      highest[k].push_back(most);
    }
  }
  struct Place {
    std::ptrdiff_t before;  // a row of `rows`
    std::size_t side;
    std::uint32_t block;
    std::size_t row;  // of `taken`
  };
  std::vector<Place> places;
  for (std::size_t t = 0; t < taken.size(); ++t) {
    const auto [block, side] = position(taken[t]);
    const std::vector<std::uint32_t>& of = highest[side];
    places.push_back(
        {std::upper_bound(of.begin(), of.end(), block + 1) - of.begin(), side, block, t});
  }
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.before, a.side, a.block) < std::tie(b.before, b.side, b.block);
  });
  std::vector<align::Row> out;
  out.reserve(rows.size() + taken.size());
  std::ptrdiff_t copied = 0;
  for (const Place& place : places) {
    out.insert(out.end(), std::make_move_iterator(rows.begin() + copied),
               std::make_move_iterator(rows.begin() + place.before));
    copied = place.before;
    out.push_back(std::move(taken[place.row]));
  }
  out.insert(out.end(), std::make_move_iterator(rows.begin() + copied),
             std::make_move_iterator(rows.end()));
  rows = std::move(out);
}

// Names the training data, and so the lexicon that was learned from it.
std::string generation_of(const std::vector<store::Work>& works,
                          std::span<const store::Work> settled,
                          std::span<const align::Dictionary> dictionaries) {
  std::map<std::string, std::string> parts;  // by key: the order of the works names nothing
  const auto add = [&](const store::Work& work, bool aligned) {
    std::string& part = parts[work.key];
    for (const store::AnalyzedExpression& a : work.expressions) {
      part += work.key + '\t' + a.expression.lang + '\t' + a.expression.manifestation.hash + '\n';
    }
    if (aligned) part += work.generation + '\n';
    for (const align::Row& row : work.rows) {
      if (!row.fixed) continue;
      for (const auto& side : row.sides) part += fmt::format("[{}]", fmt::join(side, ","));
      part += '\n';
    }
  };
  for (const store::Work& work : works) add(work, false);
  for (const store::Work& work : settled) add(work, true);
  std::string all;
  for (const auto& [key, part] : parts) all += part;
  for (const align::Dictionary& d : dictionaries) {
    all += d.source_lang + '\t' + d.target_lang + '\n';
    for (const auto& e : d.entries) all += e.source + '\t' + e.target + '\n';
  }
  return files::content_hash(all).substr(0, 16);
}

// The fixed rows of a Work, and then the letterhead rows that do not touch them.
std::vector<align::Row> taken_rows(const store::Work& work) {
  std::vector<align::Row> out;
  std::vector<std::set<std::uint32_t>> taken(work.expressions.size());
  for (const align::Row& row : work.rows) {
    if (!row.fixed) continue;
    for (std::size_t k = 0; k < row.sides.size(); ++k)
      taken[k].insert(row.sides[k].begin(), row.sides[k].end());
    out.push_back(row);
    out.back().confidence = 1.0;
    out.back().evidence = "fixed by hand";
  }
  for (align::Row& row : letterhead_rows(work)) {
    bool touches = false;
    for (std::size_t k = 0; k < row.sides.size(); ++k) {
      for (const std::uint32_t i : row.sides[k]) touches = touches || taken[k].contains(i);
    }
    if (!touches) out.push_back(std::move(row));
  }
  return out;
}

std::vector<align::Row> fixed_rows(const std::vector<align::Row>& rows) {
  std::vector<align::Row> out;
  for (const align::Row& row : rows) {
    if (row.fixed) out.push_back(row);
  }
  return out;
}

}  // namespace

void align_works(std::vector<store::Work>& works, std::span<const store::Work> settled,
                 std::span<const align::Dictionary> dictionaries, unsigned workers) {
  if (works.empty()) return;
  const std::string generation = generation_of(works, settled, dictionaries);
  align::Options options;
  options.workers = workers;
  align::Training training;
  training.dictionaries.assign(dictionaries.begin(), dictionaries.end());
  for (const store::Work& work : settled)
    training.settled.push_back({prepare(work, {}).texts, work.rows});

  std::vector<std::vector<align::Text>> whole;   // all blocks
  std::vector<std::vector<align::Text>> groups;  // without those of taken rows
  std::vector<std::vector<std::vector<std::uint32_t>>> blocks;
  std::vector<std::vector<align::Row>> taken;
  for (const store::Work& work : works) {
    taken.push_back(taken_rows(work));
    Prepared p = prepare(work, taken.back());
    groups.push_back(std::move(p.texts));
    blocks.push_back(std::move(p.blocks));
    whole.push_back(prepare(work, {}).texts);
    std::vector<align::Row> fixed = fixed_rows(taken.back());
    if (!fixed.empty()) training.settled.push_back({whole.back(), std::move(fixed)});
  }
  std::vector<std::vector<align::Row>> rows = align::align(groups, options, training);
  for (std::size_t w = 0; w < works.size(); ++w) {
    for (align::Row& row : rows[w]) {
      for (std::size_t k = 0; k < row.sides.size(); ++k) {
        for (std::uint32_t& i : row.sides[k]) i = blocks[w][k][i];
      }
    }
    merge(rows[w], std::move(taken[w]));
  }
  options.explain = false;
  std::vector<std::vector<align::SentenceRow>> sentences =
      align::sentence_rows(whole, rows, options, training);
  for (std::size_t w = 0; w < works.size(); ++w) {
    works[w].rows = std::move(rows[w]);
    works[w].sentences = std::move(sentences[w]);
    works[w].generation = generation;
  }
}

}  // namespace hexapla::run
