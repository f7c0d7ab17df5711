#include "pipeline/memory/local_lexicon.h"

#include <algorithm>
#include <set>

#include "analyzers/segmentation/segmentation.h"
#include "pipeline/memory/record.h"

namespace hexapla::memory {
namespace {

// Units with the phrase, with each of its words, and any: enough to tell what goes with the phrase
// from what goes with everything, and little enough to be learned while somebody waits.
constexpr std::size_t kWithPhrase = 400;
constexpr std::size_t kWithWord = 200;
constexpr std::size_t kAny = 1500;
// From fewer pairs nothing is learned but chance.
constexpr std::size_t kFewest = 100;

const Variant* variant_in(const TranslationUnit& unit, std::string_view lang) {
  for (const Variant& v : unit.variants) {
    if (primary_subtag(v.lang) == lang && !v.text.empty()) return &v;
  }
  return nullptr;
}

}  // namespace

LocalLexicon::LocalLexicon(const std::vector<const Memory*>& memories, std::string_view phrase,
                           std::string_view lang)
    : memories_(memories), phrase_(phrase), lang_(lang) {}

void LocalLexicon::read() {
  read_ = true;
  for (const Memory* memory : memories_) {
    std::set<UnitRef> chosen;
    const auto choose = [&](std::string_view text, std::size_t most) {
      for (const Hit& hit : memory->containing(text, lang_, most)) chosen.insert(hit.unit);
    };
    choose(phrase_, kWithPhrase);
    for (const Span word : segmentation::words(phrase_, lang_))
      choose(std::string_view(phrase_).substr(word.begin, word.size()), kWithWord);
    const std::vector<UnitRef> any = memory->sample(kAny);
    chosen.insert(any.begin(), any.end());
    for (const UnitRef ref : chosen) units_.push_back(memory->unit(ref));
  }
}

const lexicon::Lexicon* LocalLexicon::lexicon(std::string_view to) {
  if (!read_) read();
  auto found = lexicons_.find(to);
  if (found == lexicons_.end()) {
    std::vector<lexicon::SegmentPair> pairs;
    for (const TranslationUnit& unit : units_) {
      const Variant* source = variant_in(unit, lang_);
      const Variant* target = variant_in(unit, to);
      if (source != nullptr && target != nullptr) pairs.push_back({source->text, target->text});
    }
    found = lexicons_.emplace(std::string(to), std::nullopt).first;
    if (pairs.size() >= kFewest)
      found->second = lexicon::Lexicon::learn(lang_, std::string(to), pairs);
  }
  return found->second ? &*found->second : nullptr;
}

std::span<const lexicon::Translation> LocalLexicon::translations(std::string_view word,
                                                                 std::string_view to) {
  const lexicon::Lexicon* learned = lexicon(to);
  return learned == nullptr ? std::span<const lexicon::Translation>() : learned->translations(word);
}

}  // namespace hexapla::memory
