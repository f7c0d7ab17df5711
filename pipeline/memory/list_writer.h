// Internal: makes the packed lists of a column.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/memory/column.h"

namespace hexapla::memory {

// Takes the sections of a column in turn. Bytes need not outlive the call.
class SectionSink {
 public:
  virtual ~SectionSink() = default;
  // What is appended from now on belongs to this section.
  virtual void begin(Section section) = 0;
  virtual void append(std::string_view bytes) = 0;
};

// The numbers of the lists that a text stands in, text by text; a number may come twice.
class ListNumbers {
 public:
  virtual ~ListNumbers() = default;
  virtual void restart() = 0;
  virtual bool next(std::vector<std::uint32_t>& out) = 0;  // false after the last text
};

// The sections of packed lists: the first of the four.
enum class ListsOf : std::uint32_t {
  tokens = static_cast<std::uint32_t>(Section::token_list_groups),
  pairs = static_cast<std::uint32_t>(Section::pair_list_groups),
};

// Lists of texts under the numbers 0 to `lists` - 1. Working memory: 8 bytes a list and the lists.
// Throws Error(environment) when they come to more than 4 GB.
void write_lists(ListNumbers& numbers, std::uint32_t lists, ListsOf of, SectionSink& sink);

}  // namespace hexapla::memory
