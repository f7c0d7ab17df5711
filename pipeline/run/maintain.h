// Care of a store: rebuild what is derived, and prove that it agrees with the catalogue.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace hexapla::run {

// Builds the index and the lexicons anew from the catalogue and publishes them. Returns the number
// of Works. Throws Error(usage) when there is no store, Error(environment) when the disk or the
// store fails; then the published store is as it was.
std::size_t reindex(const std::filesystem::path& store);

// What does not agree, in words, one sentence each; empty: the store is sound. Checks the format,
// SQLite's own integrity, that every Work comes back whole from the catalogue (source maps cover
// their texts, invariants of the model hold), that every block is in at most one row, that the work
// list and the Works agree, and that the index has the catalogue's blocks and no others.
std::vector<std::string> verify(const std::filesystem::path& store);

}  // namespace hexapla::run
