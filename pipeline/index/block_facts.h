// What the index keeps of its Blocks, remembered once it was read. Internal to the room.
//
// Reading a value costs Xapian a walk down its tree and a system call; a query for a frequent word
// does it for each of thousands of Blocks, and the next query for many of the same again.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hexapla::index {

// Strings numbered in the order of their first use.
class Names {
 public:
  std::uint32_t id(std::string_view name);
  const std::string& name(std::uint32_t id) const { return names_[id]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

 private:
  std::uint32_t find(std::string_view name);
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> ids_;
  std::vector<std::string> names_;
  std::uint32_t last_ = 0;
};

// record.h with names as numbers. Kept small: a query for a frequent word reads thousands of them.
struct BlockFacts {
  std::uint32_t sequence = 0;
  std::uint32_t block = 0;
  std::uint32_t row = 0;
  std::uint32_t date = 0;
  std::uint32_t body = 0;       // bodies()
  std::uint32_t facets_at = 0;  // 0 for not read
  std::uint32_t mates_at = 0;   // 0 for not read
  std::uint16_t lang = 0;       // langs()
  std::uint8_t type = 0;
  bool known : 1 = false;
  bool cites : 1 = false;
  bool topics : 1 = false;
};
static_assert(sizeof(BlockFacts) == 32);

// Another Block of the same row.
struct RowMate {
  std::uint32_t sequence = 0;
  std::uint32_t block = 0;
  std::uint16_t lang = 0;  // langs()
  std::uint8_t type = 0;
};

struct Facets {
  std::span<const std::uint32_t> cites;   // cited()
  std::span<const std::uint32_t> topics;  // topics()
};

// Of one committed state; one thread at a time. 32 bytes a Block that was looked at, and what
// it cites and is aligned with once that was asked for. What is handed out is valid until the next
// call.
class BlockCache {
 public:
  explicit BlockCache(const Xapian::Database& db) : db_(&db) {}

  // A Block by its number, or as the matcher hands it out, which is cheaper to read. Null for one
  // whose record is damaged.
  const BlockFacts* of(Xapian::docid document) { return facts(document, nullptr); }
  const BlockFacts* of(const Xapian::Document& doc) { return facts(doc.get_docid(), &doc); }
  Facets facets_of(Xapian::docid document) { return facets(document, nullptr); }
  Facets facets_of(const Xapian::Document& doc) { return facets(doc.get_docid(), &doc); }
  // The other Blocks of the row, none when there is no row.
  std::span<const RowMate> mates_of(Xapian::docid document) { return mates(document, nullptr); }
  std::span<const RowMate> mates_of(const Xapian::Document& doc) {
    return mates(doc.get_docid(), &doc);
  }

  const Names& langs() const { return langs_; }
  std::uint16_t lang(std::string_view name);
  const Names& bodies() const { return bodies_; }
  const Names& cited() const { return cited_; }
  const Names& topics() const { return topics_; }  // ids

  // To be called between queries: forgets everything when it has become too much.
  void trim();
  void clear();

 private:
  std::string value(Xapian::docid document, const Xapian::Document* doc, Xapian::valueno slot);
  BlockFacts* facts(Xapian::docid document, const Xapian::Document* doc);
  Facets facets(Xapian::docid document, const Xapian::Document* doc);
  std::span<const RowMate> mates(Xapian::docid document, const Xapian::Document* doc);

  const Xapian::Database* db_;
  std::vector<std::unique_ptr<BlockFacts[]>> pages_;
  std::size_t entries_ = 0;
  // Lists one after the other, each behind its length. The first place is not used.
  std::vector<std::uint32_t> lists_{0};
  std::vector<RowMate> mates_{{}};
  Names langs_;
  Names bodies_;
  Names cited_;
  Names topics_;
};

}  // namespace hexapla::index
