// Where the units of a TMX file begin and end, found without parsing: so that one that is not well
// formed does not take the later ones with it, and memory is bounded by one unit. Internal to the
// room.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "pipeline/exchange/bytes.h"

namespace hexapla::exchange {

class TmxSplitter {
 public:
  static constexpr std::size_t kLongestUnit = std::size_t{16} << 20;

  struct Piece {
    enum class Kind : std::uint8_t {
      other,   // what stands before, between and after units, in pieces of any size
      unit,    // from "<tu" to "</tu>"
      broken,  // a unit without its end, or one that is too long; `reason` says which
      end,     // nothing is left
    };
    Kind kind = Kind::end;
    std::string_view bytes;  // valid until the next call
    std::size_t line = 0;    // where it begins, from 1
    std::string_view reason;
  };

  // `utf8` must outlive the splitter.
  explicit TmxSplitter(ByteSource& utf8) : source_(utf8) {}

  // All pieces together are the file. Linear in its size, whatever it holds.
  Piece next();

 private:
  // Marked sections: what is inside is no markup.
  enum Section : std::uint8_t { comment, cdata, instruction, none };

  bool fill();
  Section section_at(std::size_t at) const;
  // The end of the section that begins at `at`, or npos when none comes within the longest unit.
  std::size_t section_end(Section section, std::size_t at);
  Piece emit(Piece::Kind kind, std::size_t end, std::string_view reason = {});
  Piece unit();

  ByteSource& source_;
  std::string buffer_;
  std::size_t size_ = 0;   // bytes of buffer_ that are filled
  std::size_t begin_ = 0;  // of the next piece
  std::size_t scan_ = 0;   // looked at up to here
  std::size_t base_ = 0;   // offset in the file of buffer_[0]
  std::size_t line_ = 1;   // at begin_
  Section inside_ = none;  // between units: the section that scan_ is in
  bool done_ = false;
  // [from, to): offsets in the file between which no section of this kind ends.
  struct Absent {
    std::size_t from = 0;
    std::size_t to = 0;
  };
  std::array<Absent, 3> absent_;
};

}  // namespace hexapla::exchange
