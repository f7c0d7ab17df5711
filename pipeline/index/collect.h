// Every match of a query, seen once as Xapian finds it. Internal to the room.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/index/block_facts.h"

namespace hexapla::index {

enum class Via : std::uint8_t { itself, row, expansion };

// A Block in the answer. `work` is the document number of the Work's first Block; `work + sequence`
// this one's.
struct Match {
  double score = 0.0;
  Xapian::docid work = 0;
  std::uint32_t sequence = 0;
  std::uint32_t block = 0;
  std::uint32_t row = 0;  // index plus 1, 0 for none
  std::uint32_t date = 0;
  std::uint32_t body = 0;  // of the BlockCache, as lang
  std::uint16_t lang = 0;
  std::uint8_t type = 0;
  bool facets = false;  // cites something or names a concept, or may
  bool whole = false;   // says just what was typed, itself or in its row
  Via via = Via::itself;

  Xapian::docid document() const { return work + sequence; }
};

class Collector : public Xapian::MatchSpy {
 public:
  // `lang`: only Blocks in this language, direct or through their rows; empty for every language.
  // `facets`: read what they cite along, while that is cheap. `via`: how Blocks that match by
  // themselves come to do so. `whole`, ascending: Blocks that say just what was typed. `blocks`
  // must outlive the Collector and not be cleared before, `whole` as well.
  Collector(BlockCache& blocks, std::string_view lang, bool facets,
            std::span<const Xapian::docid> whole, Via via = Via::itself);

  void operator()(const Xapian::Document& doc, double weight) override;

  // To be called once, when all was seen: each Block once, a direct match before one through a row,
  // with the better score.
  void finish();

  const std::vector<Match>& matches() const { return matches_; }
  std::vector<Match> take() { return std::move(matches_); }
  // Languages of the Blocks that matched by themselves.
  std::vector<std::string> direct_langs() const;
  // Did the Block match by itself, whatever language was asked for?
  bool matched(Xapian::docid document) const;

 private:
  BlockCache& blocks_;
  bool all_;            // languages
  std::uint16_t lang_;  // else this one
  bool facets_;
  std::span<const Xapian::docid> whole_;
  Via via_;
  std::vector<Match> matches_;
  std::vector<Xapian::docid> direct_;  // ascending after finish()
  std::vector<bool> direct_langs_;
};

}  // namespace hexapla::index
