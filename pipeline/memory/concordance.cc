#include "pipeline/memory/concordance.h"

#include <algorithm>
#include <unordered_map>

#include "analyzers/segmentation/segmentation.h"
#include "pipeline/memory/local_lexicon.h"
#include "pipeline/memory/record.h"

namespace hexapla::memory {
namespace {

// Less than this says nothing: the lexicon has a long tail.
constexpr double kLeastProbability = 0.03;
// What a word inside the stretch costs that nothing speaks for.
constexpr double kUnknownWord = 0.06;

}  // namespace

std::vector<Span> occurrences(std::string_view text, std::string_view phrase) {
  std::vector<segmentation::MatchToken> all;
  std::vector<segmentation::MatchToken> wanted;
  segmentation::match_tokens(text, Measure::characters, all);
  segmentation::match_tokens(phrase, Measure::characters, wanted);
  std::vector<Span> out;
  if (wanted.empty()) return out;
  for (auto from = all.begin(); from != all.end();) {
    const auto at = std::search(from, all.end(), wanted.begin(), wanted.end(),
                                [](const auto& a, const auto& b) { return a.key == b.key; });
    if (at == all.end()) break;
    from = at + static_cast<std::ptrdiff_t>(wanted.size());
    out.push_back({at->span.begin, (from - 1)->span.end});
  }
  return out;
}

Span translated_stretch(std::string_view source, std::string_view source_lang,
                        const std::vector<Span>& marks, std::string_view target,
                        std::string_view target_lang, const Translations& translations) {
  const std::vector<Span> words = segmentation::words(target, target_lang);
  std::unordered_map<std::string, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < words.size(); ++i)
    places[lexicon::fold_word(target.substr(words[i].begin, words[i].size()))].push_back(i);
  // How much of a target word the phrase explains, and how much the rest of the sentence does.
  std::vector<double> by_phrase(words.size(), 0.0);
  std::vector<double> by_rest(words.size(), 0.0);
  for (const Span word : segmentation::words(source, source_lang)) {
    const bool marked =
        std::any_of(marks.begin(), marks.end(), [word](Span mark) { return mark.overlaps(word); });
    std::vector<double>& side = marked ? by_phrase : by_rest;
    for (const lexicon::Translation& t :
         translations(source.substr(word.begin, word.size()), source_lang, target_lang)) {
      if (t.probability < kLeastProbability) break;
      const auto it = places.find(t.word);
      if (it == places.end()) continue;
      for (const std::size_t i : it->second) side[i] = std::max(side[i], t.probability);
    }
  }
  // The run of words with the greatest sum (Kadane); it begins and ends with a word of the phrase.
  double best = 0.0;
  Span out;
  double sum = 0.0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool ours = by_phrase[i] > by_rest[i];
    const double weight =
        ours ? by_phrase[i] : -kUnknownWord - (by_rest[i] > by_phrase[i] ? by_rest[i] / 2 : 0.0);
    if (sum <= 0.0) {
      sum = 0.0;
      begin = i;
    }
    sum += weight;
    if (ours && sum > best) {
      best = sum;
      out = {words[begin].begin, words[i].end};
    }
  }
  return out;
}

Concordance concordance(const std::vector<const Memory*>& memories,
                        const ConcordanceRequest& request, const Translations& given) {
  Concordance out;
  // Where the lexicon knows no word of the phrase, the memories themselves are learned from.
  LocalLexicon local(memories, request.phrase, request.lang);
  std::map<std::string, bool, std::less<>> known;
  const auto is_known = [&](std::string_view to) {
    const auto it = known.find(to);
    if (it != known.end()) return it->second;
    const std::vector<Span> words = segmentation::words(request.phrase, request.lang);
    const bool any = std::any_of(words.begin(), words.end(), [&](Span w) {
      const std::string word =
          lexicon::fold_word(std::string_view(request.phrase).substr(w.begin, w.size()));
      return !given(word, request.lang, to).empty();
    });
    return known.emplace(std::string(to), any).first->second;
  };
  const Translations translations = [&](std::string_view word, std::string_view from,
                                        std::string_view to) {
    return is_known(to) ? given(word, from, to) : local.translations(word, to);
  };
  const auto wanted = [&request](std::string_view lang) {
    return request.targets.empty() || std::find(request.targets.begin(), request.targets.end(),
                                                primary_subtag(lang)) != request.targets.end();
  };
  for (std::size_t m = 0; m < memories.size(); ++m) {
    std::size_t total = 0;
    // Every memory is asked for all that may be shown: what is counted must not depend on it.
    const std::vector<Hit> hits =
        memories[m]->containing(request.phrase, request.lang, request.limit, &total);
    out.total += total;
    for (const Hit& hit : hits) {
      if (request.limit != 0 && out.lines.size() >= request.limit) break;
      ConcordanceLine line;
      line.memory = m;
      line.ref = hit.unit;
      line.unit = memories[m]->unit(hit.unit);
      line.source = hit.variant;
      if (line.source >= line.unit.variants.size()) continue;
      const std::string& text = line.unit.variants[line.source].text;
      line.marks = occurrences(text, request.phrase);
      for (std::size_t v = 0; v < line.unit.variants.size(); ++v) {
        const Variant& variant = line.unit.variants[v];
        if (v == line.source || !wanted(variant.lang)) continue;
        const Span stretch = translated_stretch(text, request.lang, line.marks, variant.text,
                                                primary_subtag(variant.lang), translations);
        if (!stretch.empty()) line.stretches.emplace(v, stretch);
      }
      out.lines.push_back(std::move(line));
    }
  }
  return out;
}

}  // namespace hexapla::memory
