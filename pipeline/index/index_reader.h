// An index opened for reading, with what is worth remembering of it. Internal to the room.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/search/analyzer.h"
#include "pipeline/index/block_facts.h"
#include "pipeline/index/xapian_error.h"

namespace hexapla::index {

// One thread at a time. Throws Xapian's exceptions but where it says otherwise.
class IndexReader {
 public:
  // Throws Error(environment): no index, or one of another format.
  explicit IndexReader(const std::filesystem::path& path);
  // The BlockCache points at the database.
  IndexReader(const IndexReader&) = delete;
  IndexReader& operator=(const IndexReader&) = delete;

  const Xapian::Database& db() const { return db_; }
  // Languages of the Blocks in the index, sorted.
  const std::vector<std::string>& langs() const { return langs_; }
  BlockCache& blocks() { return blocks_; }
  search::Analyzer& analyzer(std::string_view lang);
  // The Work's key, by the number of its first document.
  const std::string& key(Xapian::docid work);
  // Another number for another committed state.
  std::uint64_t state() const { return state_; }

  // Runs `action` on one committed state: anew on a later one when a Writer has overtaken it.
  // Xapian's exceptions become Errors.
  template <class Action>
  auto consistently(Action&& action) {
    return guarded(path_, [&] {
      for (int attempt = 0;; ++attempt) {
        try {
          if (stale_) refresh();
          blocks_.trim();
          return action();
        } catch (const Xapian::DatabaseModifiedError&) {
          // Also out of refresh(): a Writer may commit again at any moment.
          if (attempt >= kMostReopenings) throw;
          stale_ = true;
        }
      }
    });
  }

 private:
  // A Writer that commits this often while one query runs is no ordinary Writer.
  static constexpr int kMostReopenings = 20;

  // Takes up the last committed state.
  void refresh();

  std::filesystem::path path_;
  Xapian::Database db_;
  BlockCache blocks_{db_};
  std::uint64_t state_ = 0;
  bool stale_ = true;  // refresh() is due
  std::vector<std::string> langs_;
  std::map<std::string, search::Analyzer, std::less<>> analyzers_;
  std::unordered_map<Xapian::docid, std::string> keys_;
};

}  // namespace hexapla::index
