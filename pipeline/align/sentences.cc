#include "pipeline/align/sentences.h"

#include "analyzers/segmentation/segmentation.h"
#include "pipeline/base/parallel.h"

namespace hexapla::align {
namespace {

// A group's sentences in the order of its rows, so that a moved paragraph stands where its
// counterpart does.
struct Sentences {
  std::vector<Text> texts;
  std::vector<std::vector<Sentence>> places;  // of every segment of every text
};

Sentences sentences_of(const std::vector<Text>& texts, const std::vector<Row>& rows) {
  Sentences out;
  out.places.resize(texts.size());
  for (std::size_t k = 0; k < texts.size(); ++k) {
    Text& text = out.texts.emplace_back();
    text.lang = texts[k].lang;
    for (std::uint32_t r = 0; r < rows.size(); ++r) {
      for (const std::uint32_t i : rows[r].sides[k]) {
        const Segment& whole = texts[k].segments[i];
        for (const Span span : segmentation::sentences(whole.text, text.lang)) {
          Segment sentence;
          sentence.text = whole.text.substr(span.begin, span.size());
          sentence.within = r;
          text.segments.push_back(sentence);
          out.places[k].push_back({i, span});
        }
      }
    }
  }
  return out;
}

}  // namespace

std::vector<std::vector<SentenceRow>> sentence_rows(std::span<const std::vector<Text>> groups,
                                                    std::span<const std::vector<Row>> rows,
                                                    const Options& options,
                                                    const Training& training) {
  std::vector<Sentences> sentences(groups.size());
  parallel_for(options.workers, groups.size(),
               [&](std::size_t g) { sentences[g] = sentences_of(groups[g], rows[g]); });
  std::vector<std::vector<Text>> texts;
  texts.reserve(groups.size());
  for (Sentences& s : sentences) texts.push_back(std::move(s.texts));
  std::vector<std::vector<Row>> aligned = align(texts, options, training);

  std::vector<std::vector<SentenceRow>> out(groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    std::vector<std::uint32_t> rows_here(rows[g].size(), 0);  // sentence rows of each row
    for (Row& row : aligned[g]) {
      SentenceRow& s = out[g].emplace_back();
      s.sides.resize(row.sides.size());
      for (std::size_t k = 0; k < row.sides.size(); ++k) {
        for (const std::uint32_t i : row.sides[k]) {
          s.sides[k].push_back(sentences[g].places[k][i]);
          s.row = texts[g][k].segments[i].within;
        }
      }
      s.confidence = row.confidence;
      s.evidence = std::move(row.evidence);
      ++rows_here[s.row];
    }
    for (SentenceRow& s : out[g]) {
      const double whole = rows[g][s.row].confidence;
      // A row of one sentence in every language is as sure as it was.
      s.confidence = rows_here[s.row] == 1 ? whole : whole * s.confidence;
    }
  }
  return out;
}

}  // namespace hexapla::align
