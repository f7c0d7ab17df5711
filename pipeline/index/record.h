// What the index keeps of a Block beside its terms, packed into values so that a match is judged
// without touching anything else. On disk; do not change without a new kFormat. Internal to the
// room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::index {

// The Blocks of a Work have consecutive document numbers: `sequence` counts them from 0, so that
// number minus sequence names the Work within this index, and the first Block's data holds the
// Work's key.
struct Record {
  std::uint32_t sequence = 0;
  std::uint32_t block = 0;  // index in its Expression
  std::uint32_t row = 0;    // index of the alignment row plus 1, 0 when there is none
  std::uint32_t date = 0;   // YYYYMMDD of the Work, 00 for unknown parts, 0 when there is none
  std::uint8_t type = 0;    // document::BlockType, less than 16
  bool cites = false;       // slot::kCites has something: facets read it only then
  bool topics = false;      // slot::kTopics has something
  std::string_view lang;
  std::string_view body;
};

// Another Block of the same row.
struct Mate {
  std::uint32_t sequence = 0;
  std::uint32_t block = 0;
  std::uint8_t type = 0;
  std::string lang;
};

std::string pack(const Record& record);
// Views into `packed`. False when it is damaged.
bool unpack(std::string_view packed, Record& record);

std::string pack(const std::vector<Mate>& mates);
std::vector<Mate> unpack_mates(std::string_view packed);

}  // namespace hexapla::index
