// Internal: the part of the translation memory that comes from a store's rows.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/memory/memory.h"
#include "pipeline/store/catalogue.h"
#include "pipeline/store/work.h"

namespace hexapla::run {

// The units of a Work's sentence rows, in their order, with Work, date, confidence, origin, blocks
// and the segments around each (pipeline/memory/provenance.h).
void memory_units(const store::Work& work,
                  const std::function<void(memory::TranslationUnit&)>& sink);

// Brings a memory up to a new state of its catalogue: the units of `removed` Works and the old ones
// of `works` go, the new ones of `works` come. `published`: the memory of the old state, or nothing
// where that cannot be used; its files are not changed, those that stay are linked, not copied.
// `directory` is made anew.
void update_memory(const std::filesystem::path& published, const std::filesystem::path& directory,
                   const std::vector<store::Work>& works, const std::vector<std::string>& removed,
                   const std::string& state);

// The whole memory of a catalogue, made anew in `directory`.
void fill_memory(const store::Catalogue& catalogue, const std::filesystem::path& directory);

// What in a store's memory does not agree with its catalogue, in words.
std::vector<std::string> verify_memory(const store::Catalogue& catalogue,
                                       const std::filesystem::path& directory);

}  // namespace hexapla::run
