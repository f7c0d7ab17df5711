// Which words translate which, for telling what was left out from what was merged.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "analyzers/lexicon/lexicon.h"
#include "pipeline/store/work.h"

namespace hexapla::check {

class Lexicons {
 public:
  virtual ~Lexicons() = default;
  // The lexicon of two languages, `source` before `target` in the alphabet; null: there is none.
  virtual const lexicon::Lexicon* find(std::string_view source, std::string_view target) const = 0;
};

// Learned from the rows of Works when they are first asked for. The Works must outlive it. One
// thread at a time.
class LearnedLexicons : public Lexicons {
 public:
  explicit LearnedLexicons(std::span<const store::Work> works) : works_(works) {}
  const lexicon::Lexicon* find(std::string_view source, std::string_view target) const override;

 private:
  std::span<const store::Work> works_;
  mutable std::map<std::pair<std::string, std::string>, std::unique_ptr<lexicon::Lexicon>> learned_;
};

}  // namespace hexapla::check
