#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/memory/large_array.h"
#include "pipeline/memory/manifest.h"
#include "pipeline/memory/memory.h"
#include "pipeline/memory/segment_file.h"

namespace hexapla::memory {
namespace {

// More files than this make a search slower than it need be; then the small ones are merged.
constexpr std::size_t kManyFiles = 4;

}  // namespace

struct Writer::State {
  State(std::filesystem::path where, std::size_t tokens, Cache left)
      : directory((files::make_directories(where), std::move(where))),
        lock(directory),
        file_tokens(tokens),
        cache(left) {
    std::error_code error;
    const std::filesystem::path path = Manifest::path(directory);
    if (std::filesystem::exists(path, error)) {
      manifest = Manifest::parse(files::read(path), path);
      memory = Memory::open(directory);
    }
    clear_rest();
  }

  // Removes files that the manifest does not name: what a killed writer or a merge left.
  void clear_rest() const {
    std::set<std::string> named;
    for (const Manifest::Entry& e : manifest.entries) {
      named.insert(e.segment);
      named.insert(e.removed);
    }
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
      const std::string name = entry.path().filename().string();
      const bool ours =
          name.starts_with("units-") || name.starts_with("removed-") || name == "MANIFEST.new";
      if (ours && !named.contains(name)) files::remove(entry.path());
    }
  }

  std::string next_name(const char* kind) { return fmt::format("{}-{}", kind, manifest.next++); }

  void add(const TranslationUnit& unit) {
    if (segment == nullptr) {
      segment_name = next_name("units");
      segment = std::make_unique<SegmentWriter>(directory / segment_name, cache);
    }
    segment->add(unit);
    if (segment->tokens() >= file_tokens) finish_segment();
  }

  void finish_segment() {
    if (segment == nullptr) return;
    segment->finish();
    segment.reset();
    std::error_code error;
    const std::uint64_t size = std::filesystem::file_size(directory / segment_name, error);
    written.push_back({segment_name, size, ""});
  }

  // Puts the removals of a published file beside it.
  void write_removed() {
    for (std::size_t f = 0; f < memory.files_.size(); ++f) {
      if (!touched.contains(f)) continue;
      manifest.entries[f].removed = next_name("removed");
      files::write_atomically(directory / manifest.entries[f].removed,
                              serialise_removed(memory.files_[f].removed));
    }
    touched.clear();
  }

  void publish() {
    publish_manifest();
    memory = Memory::open(directory);
    clear_rest();
  }

  void publish_manifest() {
    manifest.entries.insert(manifest.entries.end(), written.begin(), written.end());
    written.clear();
    files::sync(directory);
    files::write_atomically(Manifest::path(directory), manifest.serialise());
  }

  // Live units of a published file.
  std::size_t live(std::size_t f) const {
    std::size_t out = memory.files_[f].segment->units();
    for (const std::uint64_t word : memory.files_[f].removed)
      out -= static_cast<std::size_t>(__builtin_popcountll(word));
    return out;
  }

  std::size_t tokens(std::size_t f) const {
    std::size_t out = 0;
    for (const Column& c : memory.files_[f].segment->columns()) out += c.token_count();
    return out;
  }

  // The files to merge: empty ones, those of which most is removed, and, when there are many, the
  // smallest as long as each is not much larger than all before it. So every unit is written again
  // a number of times that grows with the logarithm of the memory.
  std::vector<std::size_t> to_merge() const {
    std::vector<std::size_t> out;
    std::vector<std::size_t> by_size;
    for (std::size_t f = 0; f < memory.files_.size(); ++f) {
      if (live(f) * 2 < memory.files_[f].segment->units()) {
        out.push_back(f);
      } else {
        by_size.push_back(f);
      }
    }
    if (by_size.size() > kManyFiles) {
      std::sort(by_size.begin(), by_size.end(),
                [this](std::size_t a, std::size_t b) { return tokens(a) < tokens(b); });
      std::size_t sum = 0;
      std::vector<std::size_t> small;
      for (const std::size_t f : by_size) {
        if (small.size() >= 2 && tokens(f) > 2 * sum) break;
        if (sum + tokens(f) > file_tokens) break;
        sum += tokens(f);
        small.push_back(f);
      }
      if (small.size() > 1) out.insert(out.end(), small.begin(), small.end());
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  void merge() {
    const std::vector<std::size_t> which = to_merge();
    if (which.empty()) return;
    for (const std::size_t f : which) {
      const auto units = static_cast<std::uint32_t>(memory.files_[f].segment->units());
      for (std::uint32_t u = 0; u < units; ++u) {
        if (!memory.files_[f].is_removed(u)) add(memory.files_[f].segment->unit(u));
      }
    }
    finish_segment();
    std::vector<Manifest::Entry> kept;
    for (std::size_t f = 0; f < manifest.entries.size(); ++f) {
      if (!std::binary_search(which.begin(), which.end(), f)) kept.push_back(manifest.entries[f]);
    }
    manifest.entries = std::move(kept);
    publish();
  }

  std::filesystem::path directory;
  DirectoryLock lock;
  std::size_t file_tokens;
  Cache cache;
  Manifest manifest;
  Memory memory;
  KeepBlocks blocks;  // from one file to the next
  std::unique_ptr<SegmentWriter> segment;
  std::string segment_name;
  std::vector<Manifest::Entry> written;  // not published yet
  std::set<std::size_t> touched;         // files with new removals
  std::size_t added = 0;
};

Writer::Writer(std::filesystem::path directory, std::size_t file_tokens, Cache cache)
    : state_(std::make_unique<State>(std::move(directory), file_tokens, cache)) {}

Writer::~Writer() = default;

const Memory& Writer::memory() const {
  return state_->memory;
}

void Writer::add(const TranslationUnit& unit) {
  state_->add(unit);
  ++state_->added;
}

std::size_t Writer::added() const {
  return state_->added;
}

void Writer::remove(UnitRef ref) {
  if (ref.file >= state_->memory.files_.size() ||
      ref.number >= state_->memory.files_[ref.file].segment->units())
    throw Error(ErrorKind::internal, "", "", "a unit of another memory was to be removed");
  Memory::File& file = state_->memory.files_[ref.file];
  if (file.removed.empty()) file.removed.resize((file.segment->units() + 63) / 64);
  file.removed[ref.number / 64] |= std::uint64_t{1} << (ref.number % 64);
  state_->touched.insert(ref.file);
}

void Writer::set_state(std::string state) {
  state_->manifest.state = std::move(state);
}

void Writer::commit_last() {
  state_->finish_segment();
  state_->write_removed();
  state_->publish_manifest();
}

void Writer::commit() {
  state_->finish_segment();
  state_->write_removed();
  state_->publish();
  state_->merge();
}

}  // namespace hexapla::memory
