#include "pipeline/check/coverage.h"

#include <algorithm>
#include <cmath>

namespace hexapla::check {
namespace {

constexpr double kLeast = 0.06;  // a less probable translation is none

}  // namespace

const lexicon::Lexicon* LearnedLexicons::find(std::string_view source,
                                              std::string_view target) const {
  const std::pair<std::string, std::string> pair(source, target);
  if (const auto it = learned_.find(pair); it != learned_.end()) return it->second.get();
  std::vector<std::pair<std::string, std::string>> texts;
  std::vector<float> weights;
  for (const store::Work& work : works_) {
    std::size_t s = work.expressions.size();
    std::size_t t = work.expressions.size();
    for (std::size_t k = 0; k < work.expressions.size(); ++k) {
      if (work.expressions[k].expression.lang == source) s = k;
      if (work.expressions[k].expression.lang == target) t = k;
    }
    if (s == work.expressions.size() || t == work.expressions.size()) continue;
    const auto text = [&](const align::Row& row, std::size_t k) {
      std::string out;
      for (const std::uint32_t b : row.sides[k])
        out += work.expressions[k].expression.blocks[b].text() + '\n';
      return out;
    };
    for (const align::Row& row : work.rows) {
      // Rows in doubt teach the doubt.
      if (row.sides[s].size() != 1 || row.sides[t].size() != 1 || row.confidence < 0.5) continue;
      texts.emplace_back(text(row, s), text(row, t));
      weights.push_back(static_cast<float>(row.confidence));
    }
  }
  std::vector<lexicon::SegmentPair> pairs;
  for (std::size_t i = 0; i < texts.size(); ++i)
    pairs.push_back({texts[i].first, texts[i].second, weights[i]});
  std::unique_ptr<lexicon::Lexicon>& out = learned_[pair];
  // Fewer rows than that teach nothing but themselves.
  if (pairs.size() >= 12) {
    out =
        std::make_unique<lexicon::Lexicon>(lexicon::Lexicon::learn(pair.first, pair.second, pairs));
  }
  return out.get();
}

Coverage::Coverage(const Subject& subject) : subject_(subject) {
  if (subject.options->lexicons == nullptr) learned_.emplace(std::span(subject.work, 1));
}

Coverage::~Coverage() = default;

const lexicon::Lexicon* Coverage::lexicon(std::size_t x, std::size_t y) const {
  const auto lang = [&](std::size_t k) -> const std::string& {
    return subject_.work->expressions[subject_.languages.expressions[k]].expression.lang;
  };
  const Lexicons& known =
      learned_ ? static_cast<const Lexicons&>(*learned_) : *subject_.options->lexicons;
  return lang(x) < lang(y) ? known.find(lang(x), lang(y)) : known.find(lang(y), lang(x));
}

std::pair<std::size_t, std::size_t> Coverage::count(std::size_t x, std::string_view text,
                                                    std::string_view rest, std::size_t y,
                                                    std::string_view other) const {
  const lexicon::Lexicon* words = lexicon(x, y);
  if (words == nullptr) return {0, 0};
  const auto lang = [&](std::size_t k) -> const std::string& {
    return subject_.work->expressions[subject_.languages.expressions[k]].expression.lang;
  };
  const bool forward = words->source_lang() == lang(x);
  const auto translations = [&](const std::string& word) {
    return forward ? words->translations(word) : words->back_translations(word);
  };
  std::vector<std::string> there = lexicon::distinct_words(other, lang(y));
  const std::vector<std::string> beside = lexicon::distinct_words(rest, lang(x));
  // What the neighbours explain is no sign of the block.
  std::vector<std::string> explained;
  for (const std::string& word : beside) {
    explained.push_back(word);
    for (const lexicon::Translation& t : translations(word)) {
      if (t.probability >= kLeast) explained.push_back(t.word);
    }
  }
  std::sort(explained.begin(), explained.end());
  std::erase_if(there, [&](const std::string& w) {
    return std::binary_search(explained.begin(), explained.end(), w);
  });
  std::size_t hits = 0;
  std::size_t known = 0;
  for (const std::string& word : lexicon::distinct_words(text, lang(x))) {
    if (std::binary_search(beside.begin(), beside.end(), word)) continue;
    const std::span<const lexicon::Translation> found = translations(word);
    const bool same = std::binary_search(there.begin(), there.end(), word);
    if (found.empty() && !same) continue;  // an unknown word tells nothing
    ++known;
    hits += same || std::any_of(found.begin(), found.end(),
                                [&](const lexicon::Translation& t) {
                                  return t.probability >= kLeast &&
                                         std::binary_search(there.begin(), there.end(), t.word);
                                })
                ? 1
                : 0;
  }
  return {hits, known};
}

const Coverage::Rates& Coverage::rates(std::size_t x, std::size_t y) const {
  const auto [it, fresh] = rates_.try_emplace({x, y});
  if (!fresh) return it->second;
  double hits = 0;
  double known = 0;
  double chance_hits = 0;
  double chance_known = 0;
  const std::vector<RowView>& rows = subject_.rows;
  const auto usable = [&](const RowView& row) {
    return row.sides[x].blocks.size() == 1 && row.sides[y].blocks.size() == 1 && !row.letterhead();
  };
  // A sample is enough, spread over the whole Work.
  const std::size_t step = std::max<std::size_t>(1, rows.size() / 120);
  for (std::size_t r = 0; r + 1 < rows.size(); r += step) {
    if (!usable(rows[r]) || !usable(rows[r + 1])) continue;
    const Side& a = rows[r].sides[x];
    const Side& beside = rows[r + 1].sides[x];
    const std::string& without = rows[r + 1].sides[y].text;
    const auto [h, n] = count(x, a.text, beside.text, y, rows[r].sides[y].text + "\n" + without);
    hits += static_cast<double>(h);
    known += static_cast<double>(n);
    const auto [ch, cn] = count(x, a.text, beside.text, y, without);
    chance_hits += static_cast<double>(ch);
    chance_known += static_cast<double>(cn);
  }
  it->second.hit = std::clamp((hits + 3) / (known + 6), 0.2, 0.92);
  it->second.chance =
      std::clamp((chance_hits + 1) / (chance_known + 10), 0.02, it->second.hit - 0.05);
  return it->second;
}

double Coverage::missing(std::size_t x, std::string_view text, std::string_view rest, std::size_t y,
                         std::string_view other) const {
  const auto [hits, known] = count(x, text, rest, y, other);
  if (known == 0) return 0;
  const Rates& r = rates(x, y);
  const double h = static_cast<double>(hits);
  const double m = static_cast<double>(known - hits);
  // Words of one text are not independent of each other: half of what they say is believed.
  return 0.5 * (h * std::log(r.chance / r.hit) + m * std::log((1 - r.chance) / (1 - r.hit)));
}

}  // namespace hexapla::check
