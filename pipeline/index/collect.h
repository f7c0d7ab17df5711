// Every match of a query, seen once as Xapian finds it. Internal to the room.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/index/record.h"

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
  std::uint16_t lang = 0;  // Names
  std::uint16_t body = 0;  // Names
  std::uint8_t type = 0;
  Via via = Via::itself;

  Xapian::docid document() const { return work + sequence; }
};

// Strings counted in the order of their first use.
class Names {
 public:
  std::uint16_t id(std::string_view name);
  const std::string& name(std::uint16_t id) const { return names_[id]; }
  std::size_t size() const { return names_.size(); }

 private:
  std::uint16_t find(std::string_view name);
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, std::uint16_t, Hash, std::equal_to<>> ids_;
  std::vector<std::string> names_;
  std::uint16_t last_ = 0;
};

class Collector : public Xapian::MatchSpy {
 public:
  // `lang`: only Blocks in this language, direct or through their rows; empty for every language.
  // `cites`: count cited identifiers and topics. `via`: how Blocks that match by themselves come to
  // do so.
  Collector(std::string_view lang, bool cites, Via via = Via::itself)
      : lang_(lang), cites_(cites), via_(via) {}

  void operator()(const Xapian::Document& doc, double weight) override;

  // To be called once, when all was seen: each Block once, a direct match before one through a row.
  void finish();

  // The matches of a finished search, with this one's names; what they cite is counted here too.
  std::vector<Match> adopt(const Collector& other);

  const std::vector<Match>& matches() const { return matches_; }
  const Names& langs() const { return langs_; }
  const Names& bodies() const { return bodies_; }
  const std::unordered_map<std::string, std::size_t>& cited() const { return cited_; }
  const std::unordered_map<std::string, std::size_t>& topics() const { return topics_; }
  // Languages of the Blocks that matched by themselves.
  std::vector<std::string> direct_langs() const;
  // Did the Block match by itself, whatever language was asked for?
  bool matched(Xapian::docid document) const;

 private:
  std::string lang_;
  bool cites_;
  Via via_;
  std::vector<Match> matches_;
  std::vector<Xapian::docid> direct_;  // ascending after finish()
  Names direct_langs_;
  std::vector<std::size_t> direct_counts_;
  Names langs_;
  Names bodies_;
  std::unordered_map<std::string, std::size_t> cited_;
  std::unordered_map<std::string, std::size_t> topics_;  // by id
};

}  // namespace hexapla::index
