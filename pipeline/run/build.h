// The batch: from files to a published store.
//
// Resumable: what a killed build had read is kept in the store's scratch space and not read again;
// the result is the same, byte for byte, as that of an undisturbed run. Incremental: only Works of
// which a file is new, changed or gone are aligned and indexed again. One bad document never stops
// the batch.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/align/align.h"
#include "pipeline/store/catalogue.h"

namespace hexapla::run {

struct BuildOptions {
  std::vector<std::filesystem::path> inputs;  // files, directories, ZIP archives of documents
  std::filesystem::path store;
  unsigned jobs = 0;     // workers; 0: one a core. Speed only: the same store for any number
  bool realign = false;  // align every Work of the store again, with all of it as training data
  // Words that translate each other: they help the alignment of a first small batch, and the search
  // across languages always. Kept in the store, in the place of earlier ones. Empty: the store
  // keeps those that it has.
  std::vector<align::Dictionary> dictionaries = {};
  // SKOS or JSON (index/thesaurus.h): kept in the store, in the place of an earlier one. Empty: the
  // store keeps the one that it has.
  std::filesystem::path thesaurus = {};
  // A file of rows that a person fixed (pipeline/run/corrections.h); empty: none. The store keeps
  // them: they stay in every later build, and the alignment learns from them.
  std::filesystem::path corrections = {};
};

// Told of the progress of a build, from the thread that called `build`.
class Progress {
 public:
  virtual ~Progress() = default;
  // `stage` is "read", "align", "index" or "publish"; `done` of `total` items of it are done.
  virtual void report(std::string_view stage, std::size_t done, std::size_t total) = 0;
};

struct BuildReport {
  // Every file under the inputs, by path, with what became of it: the counts below add up to its
  // size.
  std::vector<store::Input> inputs;
  std::size_t done = 0;
  std::size_t quarantined = 0;
  std::size_t skipped = 0;
  // Of all inputs, how many were as they are in the store already, and how many were read anew.
  std::size_t unchanged = 0;
  std::size_t read = 0;
  std::vector<std::string> removed;      // paths whose files are gone
  std::vector<std::string> works_built;  // keys, sorted
  std::vector<std::string> works_removed;
  std::size_t works = 0;  // in the store now
  // Rows fixed by hand, in the Works that were built: those that hold, and those that were lost
  // because a block is gone from its document.
  std::size_t fixed_rows = 0;
  std::size_t lost_rows = 0;
  bool published = false;  // false: there was nothing to do
};

// Throws Error(usage) for inputs or a store path that make no sense, Error(environment) when the
// disk or the store fails; then the published store is as it was. Everything that is wrong with a
// document is in the report.
BuildReport build(const BuildOptions& options, Progress* progress = nullptr);

}  // namespace hexapla::run
