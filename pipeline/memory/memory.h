// The translation memory: units of two and more languages in a directory of their own, found again
// by text. Any language of a unit may be asked, any other answers.
//
//   MANIFEST         which of the files below make the memory now; replaced by rename
//   units-N          units with the indexes of their languages: written once, mapped for reading
//   removed-N        which units of such a file are removed
//   lock             held by the one process that writes
//
// Readers and one writer at once: a Memory sees the state that it opened, whatever is written
// meanwhile. Every state is complete on disk before the manifest names it; what a killed writer
// left behind is not named and is cleared by the next one. Opening maps files and reads none: its
// time does not grow with the memory. Damaged, cut-off and foreign files are refused in words.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/segmentation/match_tokens.h"
#include "pipeline/memory/unit.h"

namespace hexapla::memory {

class SegmentFile;

// A unit of one opened Memory; means nothing to another one.
struct UnitRef {
  std::uint32_t file = 0;
  std::uint32_t number = 0;
  auto operator<=>(const UnitRef&) const = default;
};

// A segment near a query. The score is that of the words alone:
//   100 (m - d) / m,  m = the greater of the two numbers of tokens,
// d = the least number of tokens to insert, remove or replace (Levenshtein 1966). Tokens are those
// of segmentation::match_tokens.
struct Hit {
  UnitRef unit;
  std::uint16_t variant = 0;   // of the unit: the one that is near
  std::uint32_t distance = 0;  // d
  std::uint32_t longer = 0;    // m

  double score() const { return 100.0 * (longer - distance) / longer; }
  bool operator==(const Hit&) const = default;
};

// How Chinese is counted: in words of a dictionary, or character by character. Other scripts are
// the same in both.
using Measure = segmentation::HanTokens;

class Memory {
 public:
  // Throws Error(usage) when there is no memory in `directory`, Error(environment) when it is
  // damaged or of another format.
  static Memory open(const std::filesystem::path& directory);

  std::size_t units() const;  // without removed ones
  std::size_t files() const { return files_.size(); }
  std::uint64_t bytes() const;
  // Segments by language (primary subtag), removed ones included until their files are merged.
  std::map<std::string, std::size_t> segments() const;
  const std::string& state() const { return state_; }  // see Writer::set_state

  // Every segment of `lang` (primary subtag) whose score is at or above `threshold` (50 to 100
  // percent), none left out; the best first, equal ones in the order they came. Any thread.
  std::vector<Hit> search(std::string_view text, std::string_view lang, unsigned threshold,
                          Measure measure = Measure::words) const;

  // Segments that differ from `text` in placeables at most, by a hash: a superset. Any thread.
  std::vector<Hit> alike(std::string_view text, std::string_view lang) const;

  // Segments that hold the tokens of `phrase` next to each other, in the order they came; at most
  // `limit`, 0 for all. `total` gets their number without the limit. Chinese by characters.
  std::vector<Hit> containing(std::string_view phrase, std::string_view lang, std::size_t limit,
                              std::size_t* total = nullptr) const;

  // Throws Error(environment) when the bytes are damaged.
  TranslationUnit unit(UnitRef ref) const;

  // Every unit, in the order they came, until `visit` returns false.
  void for_each(const std::function<bool(UnitRef, const TranslationUnit&)>& visit) const;

  // At most `most` units, spread evenly over the memory.
  std::vector<UnitRef> sample(std::size_t most) const;

  // Reads every byte; throws Error(environment) when one is not as it was written.
  void verify() const;

 private:
  friend class Writer;
  struct File {
    std::shared_ptr<const SegmentFile> segment;
    std::vector<std::uint64_t> removed;  // a bit a unit; empty for none
    bool is_removed(std::uint32_t unit) const {
      return !removed.empty() && (removed[unit / 64] >> (unit % 64) & 1U) != 0;
    }
  };
  std::vector<File> files_;
  std::string state_;
};

// What a writer leaves of large files in the system's cache of the disk: what lookups read first,
// or nothing, which is quicker and right when nobody waits to look up.
enum class Cache : std::uint8_t { lookups, nothing };

// The one writer of a directory, which it makes when it is not there. Nothing is seen by readers
// before commit(); without it everything is as it was.
class Writer {
 public:
  // Throws Error(environment) when another process writes. `file_tokens`: how many tokens a file
  // takes before the next one is begun; working memory grows with it, some 9 bytes a token.
  explicit Writer(std::filesystem::path directory, std::size_t file_tokens = kFileTokens,
                  Cache cache = Cache::lookups);
  static constexpr std::size_t kFileTokens = std::size_t{48} << 20;
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // What is in the memory as of the last commit: the units that can be removed.
  const Memory& memory() const;

  // Every unit is kept as it is. Full files are written out on the way, so working memory does not
  // grow without end.
  void add(const TranslationUnit& unit);
  std::size_t added() const;

  // A unit of memory(). Removing twice is once.
  void remove(UnitRef ref);

  // Names the state of a catalogue that the derived units belong to.
  void set_state(std::string state);

  // Publishes what was added and removed; then small files are merged into larger ones.
  void commit();

  // The same for a writer that ends with it: nothing is opened and merged after it, so memory, and
  // address space, do not grow with what was added. The next commit() merges.
  void commit_last();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla::memory
