#include "pipeline/index/block_facts.h"

#include <algorithm>

#include "pipeline/index/record.h"
#include "pipeline/index/terms.h"

namespace hexapla::index {
namespace {

// The Blocks of one Expression stand together, and so do those that a query looks at.
constexpr std::size_t kPage = 64;
// Some 130 MB.
constexpr std::size_t kMostRemembered = 4'000'000;

// Appends the numbers of `lines` behind their count.
void append(std::string_view lines, Names& names, std::vector<std::uint32_t>& out) {
  const std::size_t count = out.size();
  out.push_back(0);
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    out.push_back(names.id(lines.substr(at, end - at)));
    at = end + 1;
  }
  out[count] = static_cast<std::uint32_t>(out.size() - count - 1);
}

}  // namespace

std::uint32_t Names::id(std::string_view name) {
  // Blocks come Work by Work: most often it is the name of the one before.
  if (last_ < names_.size() && names_[last_] == name) return last_;
  last_ = find(name);
  return last_;
}

std::uint32_t Names::find(std::string_view name) {
  const auto found = ids_.find(name);
  if (found != ids_.end()) return found->second;
  const std::uint32_t id = size();
  names_.emplace_back(name);
  ids_.emplace(std::string(name), id);
  return id;
}

std::string BlockCache::value(Xapian::docid document, const Xapian::Document* doc,
                              Xapian::valueno slot) {
  if (doc != nullptr) return doc->get_value(slot);
  return db_->get_document(document, Xapian::DOC_ASSUME_VALID).get_value(slot);
}

// More languages than this are no longer told apart.
std::uint16_t BlockCache::lang(std::string_view name) {
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(langs_.id(name), 0xFFFF));
}

BlockFacts* BlockCache::facts(Xapian::docid document, const Xapian::Document* doc) {
  const std::size_t page = document / kPage;
  if (page >= pages_.size()) pages_.resize(page + 1);
  if (!pages_[page]) {
    pages_[page] = std::make_unique<BlockFacts[]>(kPage);
    entries_ += kPage;
  }
  BlockFacts& facts = pages_[page][document % kPage];
  if (facts.known) return &facts;
  const std::string packed = value(document, doc, slot::kRecord);
  Record record;
  if (!unpack(packed, record)) return nullptr;
  facts.sequence = record.sequence;
  facts.block = record.block;
  facts.row = record.row;
  facts.date = record.date;
  facts.lang = lang(record.lang);
  facts.body = bodies_.id(record.body);
  facts.type = record.type;
  facts.cites = record.cites;
  facts.topics = record.topics;
  facts.known = true;
  return &facts;
}

Facets BlockCache::facets(Xapian::docid document, const Xapian::Document* doc) {
  BlockFacts* facts = this->facts(document, doc);
  if (facts == nullptr || (!facts->cites && !facts->topics)) return {};
  if (facts->facets_at == 0) {
    facts->facets_at = static_cast<std::uint32_t>(lists_.size());
    append(facts->cites ? value(document, doc, slot::kCites) : std::string(), cited_, lists_);
    append(facts->topics ? value(document, doc, slot::kTopics) : std::string(), topics_, lists_);
  }
  const std::uint32_t* cites = lists_.data() + facts->facets_at;
  const std::uint32_t* topics = cites + 1 + cites[0];
  return {{cites + 1, cites[0]}, {topics + 1, topics[0]}};
}

std::span<const RowMate> BlockCache::mates(Xapian::docid document, const Xapian::Document* doc) {
  BlockFacts* facts = this->facts(document, doc);
  if (facts == nullptr || facts->row == 0) return {};
  if (facts->mates_at == 0) {
    const std::vector<Mate> mates = unpack_mates(value(document, doc, slot::kRow));
    facts->mates_at = static_cast<std::uint32_t>(mates_.size());
    mates_.push_back({static_cast<std::uint32_t>(mates.size()), 0, 0, 0});
    for (const Mate& m : mates) mates_.push_back({m.sequence, m.block, lang(m.lang), m.type});
  }
  const RowMate* first = mates_.data() + facts->mates_at;
  return {first + 1, first->sequence};
}

void BlockCache::trim() {
  if (entries_ + (lists_.size() + 4 * mates_.size()) / 8 > kMostRemembered) clear();
}

void BlockCache::clear() {
  *this = BlockCache(*db_);
}

}  // namespace hexapla::index
