#include "pipeline/index/collect.h"

#include <algorithm>

#include "pipeline/document/document.h"

namespace hexapla::index {
namespace {

// A Block that says it in another language stands a little behind one that matches as well itself.
constexpr double kThroughRow = 0.9;

// Titles and headings tell what a document is about; notes and letterheads mostly do not.
double type_factor(std::uint8_t type) {
  switch (static_cast<document::BlockType>(type)) {
    case document::BlockType::title:
      return 1.4;
    case document::BlockType::heading:
      return 1.2;
    case document::BlockType::note:
      return 0.9;
    case document::BlockType::letterhead:
      return 0.7;
    default:
      return 1.0;
  }
}

}  // namespace

Collector::Collector(BlockCache& blocks, std::string_view lang, bool facets,
                     std::span<const Xapian::docid> whole, Via via)
    : blocks_(blocks),
      all_(lang.empty()),
      lang_(lang.empty() ? std::uint16_t{0} : blocks.lang(lang)),
      facets_(facets),
      whole_(whole),
      via_(via) {}

void Collector::operator()(const Xapian::Document& doc, double weight) {
  const BlockFacts* facts = blocks_.of(doc);
  if (facts == nullptr) return;
  const Xapian::docid document = doc.get_docid();
  Match match;
  match.score = weight * type_factor(facts->type);
  match.work = document - facts->sequence;
  match.sequence = facts->sequence;
  match.block = facts->block;
  match.row = facts->row;
  match.date = facts->date;
  match.lang = facts->lang;
  match.body = facts->body;
  match.type = facts->type;
  match.facets = facts->cites || facts->topics;
  match.whole = !whole_.empty() && std::binary_search(whole_.begin(), whole_.end(), document);
  match.via = via_;
  direct_.push_back(document);
  if (facts->lang >= direct_langs_.size()) direct_langs_.resize(facts->lang + std::size_t{1});
  direct_langs_[facts->lang] = true;
  if (all_ || facts->lang == lang_) {
    matches_.push_back(match);
    if (facets_ && match.facets) blocks_.facets_of(doc);
    return;
  }
  for (const RowMate& mate : blocks_.mates_of(doc)) {
    if (mate.lang != lang_) continue;
    match.lang = mate.lang;
    match.sequence = mate.sequence;
    match.block = mate.block;
    match.type = mate.type;
    match.score = kThroughRow * weight * type_factor(mate.type);
    match.facets = true;
    match.via = Via::row;
    matches_.push_back(match);
  }
}

void Collector::finish() {
  if (!std::is_sorted(direct_.begin(), direct_.end())) std::sort(direct_.begin(), direct_.end());
  if (all_) return;
  std::sort(matches_.begin(), matches_.end(), [](const Match& a, const Match& b) {
    if (a.document() != b.document()) return a.document() < b.document();
    if (a.via != b.via) return a.via < b.via;
    return a.score > b.score;
  });
  std::size_t kept = 0;
  for (const Match& m : matches_) {
    if (kept == 0 || matches_[kept - 1].document() != m.document()) {
      matches_[kept++] = m;
      continue;
    }
    Match& same = matches_[kept - 1];
    same.score = std::max(same.score, m.score);
    same.whole = same.whole || m.whole;
  }
  matches_.resize(kept);
}

std::vector<std::string> Collector::direct_langs() const {
  std::vector<std::string> out;
  for (std::uint32_t id = 0; id < direct_langs_.size(); ++id) {
    if (direct_langs_[id]) out.push_back(blocks_.langs().name(id));
  }
  return out;
}

bool Collector::matched(Xapian::docid document) const {
  return std::binary_search(direct_.begin(), direct_.end(), document);
}

}  // namespace hexapla::index
