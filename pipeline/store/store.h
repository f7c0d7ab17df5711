// The store as a directory: its format version, its parts, its lock, and the atomic switch that
// publishes a build.
//
//   STORE                    format version; an unknown one is refused in words
//   catalogue.sqlite         the truth; its meta row "state" names the index that belongs to it
//   index/STATE/             Xapian, derived
//   lexicon/STATE/           learned lexicons (pipeline/store/lexicons.h), derived
//   memory/STATE/            the translation memory's index, derived
//   building/                a build under way; resumed or cleared by the next one
//   lock                     held by the one process that builds
//
// Whatever is published is complete: written beside, synced, renamed. The rename of the catalogue
// is the switch.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "pipeline/store/catalogue.h"

namespace hexapla::store {

// The parts of a store that are derived from its catalogue, each a directory that holds one
// directory a state.
inline constexpr std::array<std::string_view, 3> kDerivedParts = {"index", "lexicon", "memory"};

// Changes whenever a store written by an older version can no longer be read. Do not change
// otherwise.
inline constexpr int kStoreFormat = 4;

// A store opened for reading. Sees the state that was published when it was opened.
class Store {
 public:
  // Throws Error(usage) when `directory` is no store, Error(environment) when its format is another
  // or it is empty.
  static Store open(const std::filesystem::path& directory);

  const Catalogue& catalogue() const { return catalogue_; }
  const std::filesystem::path& directory() const { return directory_; }
  std::filesystem::path index_path() const { return part_path("index"); }
  std::filesystem::path lexicon_path() const { return part_path("lexicon"); }
  // The derived part of this name ("index", "lexicon", "memory"); it may not be there.
  std::filesystem::path part_path(std::string_view part) const;

 private:
  Store(std::filesystem::path directory, Catalogue catalogue)
      : directory_(std::move(directory)), catalogue_(std::move(catalogue)) {}
  std::filesystem::path directory_;
  Catalogue catalogue_;
};

// A store opened for building. One at a time: a second one is an Error(environment). The lock ends
// with the object.
class Builder {
 public:
  // Makes the directory when it is not there. Throws Error(usage) when `directory` is a file or
  // holds something else.
  explicit Builder(std::filesystem::path directory);
  ~Builder();
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  const std::filesystem::path& directory() const { return directory_; }
  bool has_catalogue() const;
  std::filesystem::path catalogue_path() const { return directory_ / "catalogue.sqlite"; }
  std::filesystem::path index_path(const std::string& state) const {
    return directory_ / "index" / state;
  }

  // Scratch space of the build under way; there after the constructor.
  std::filesystem::path scratch() const { return directory_ / "building"; }

  // Publishes the derived parts that stand in scratch() ("index", "lexicon", "memory") as those of
  // `state`, and `catalogue`, whose meta row "state" must be `state`; then clears the scratch space
  // and the parts of other states. A part of this state that is published already and does not
  // stand in scratch() stays; so do the parts of the state before, whose catalogue a reader may
  // have opened without having opened its index yet.
  void publish(const Catalogue& catalogue, const std::string& state);

  // Clears the scratch space without publishing.
  void clear_scratch();

 private:
  std::filesystem::path directory_;
  int lock_ = -1;
};

}  // namespace hexapla::store
