#include "pipeline/ingest/character_runs.h"

#include <utility>

namespace hexapla::ingest {

using document::MappedText;

void CharacterRuns::start(std::uint64_t begin, std::uint64_t width) {
  // A word of ASCII within Chinese is a run like the others; English stays verbatim.
  constexpr std::size_t kLongWord = 64;  // bytes
  const std::string_view run(bytes_.data(), size_);
  if (width_ == 1 && !beyond_ascii_ && size_ >= kLongWord) {
    text_.append(MappedText::verbatim(run, begin_));
  } else {
    text_.append_characters(run, {0, begin_, end_});
  }
  size_ = 0;
  begin_ = begin;
  width_ = width;
  beyond_ascii_ = false;
}

MappedText CharacterRuns::take() {
  start(end_, 0);
  return std::move(text_);
}

}  // namespace hexapla::ingest
