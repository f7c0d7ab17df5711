// The file of learned translations. On disk; do not change without a new kMagic. Internal to the
// room.
//
// Native byte order; arrays are aligned to 4 bytes. Derived, so a file of another machine is made
// anew rather than converted.
#pragma once

#include <cstdint>
#include <string_view>

namespace hexapla::index::translations_file {

inline constexpr char kMagic[8] = {'H', 'X', 'T', 'R', 'A', 'N', 'S', '1'};
inline constexpr std::uint32_t kMostLanguages = 8;
inline constexpr std::uint32_t kWeightBits = 8;
inline constexpr std::uint32_t kWeightMask = (1U << kWeightBits) - 1;
// Ids have what the weight leaves of 32 bits.
inline constexpr std::uint32_t kMostTerms = 1U << (32 - kWeightBits);

struct Range {
  std::uint64_t offset;  // bytes from the beginning of the file
  std::uint64_t count;   // elements
};

struct Language {
  char tag[8];    // padded with NUL
  Range offsets;  // u32, one more than there are terms, into `text`
  Range text;     // the terms, sorted by bytes, one behind the other
};

// For every term of the source language the range of its entries; an entry is the id of a term of
// the target language above its weight in 255ths, the heaviest first.
struct Rows {
  Range begin;    // u32, one more than there are source terms; empty for a pair never learned
  Range entries;  // u32
};

struct Head {
  char magic[8];
  std::uint64_t learned_rows;
  std::uint32_t languages;
  std::uint32_t reserved;
  Language language[kMostLanguages];
  Rows rows[kMostLanguages][kMostLanguages];
};

inline std::string_view tag_of(const Language& language) {
  const std::string_view all(language.tag, sizeof language.tag);
  return all.substr(0, all.find('\0'));
}

}  // namespace hexapla::index::translations_file
