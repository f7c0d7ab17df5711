// Text that knows, stretch by stretch, where it came from in the source file: the SourceMap.
//
// Readers make MappedTexts of what they read; layout repair only slices and joins them, so the map
// is right by construction and nothing can be shown that cannot be pointed at in the original.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"
#include "pipeline/base/rare.h"

namespace hexapla::document {

// Bytes of a part of the source. Part 0 is the file itself; readers of compound formats number
// their parts (Manifestation::parts names them).
struct SourceRange {
  std::uint32_t part = 0;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  auto operator<=>(const SourceRange&) const = default;
};

// A stretch of text and its source. `verbatim`: the bytes are the same, one for one. Otherwise,
// with `width`, each character of the stretch stands for that many bytes, in order (text that was
// in another character set; such a stretch is short, kLongestRun). Else the stretch as a whole
// stands for the range as a whole (a space for a line break, "é" for "&eacute;").
struct MapPiece {
  Span text;
  SourceRange source;
  bool verbatim = true;
  std::uint32_t width = 0;  // bytes of the source; 0 for what is verbatim or stands as a whole
  bool operator==(const MapPiece&) const = default;
};

// Bytes of text at most for which a piece tells the place of each character: places within it are
// counted from its beginning.
inline constexpr std::size_t kLongestRun = 256;

// The pieces of a text. A view: valid until the text is changed, moved or destroyed.
class Pieces {
 public:
  explicit Pieces(const MapPiece& one) : one_(one) {}
  explicit Pieces(std::span<const MapPiece> several) : several_(several) {}

  const MapPiece* begin() const { return several_.empty() ? &one_ : several_.data(); }
  const MapPiece* end() const { return begin() + size(); }
  std::size_t size() const {
    return !several_.empty() ? several_.size() : one_.text.empty() ? 0U : 1U;
  }
  const MapPiece& operator[](std::size_t i) const { return begin()[i]; }
  const MapPiece& front() const { return *begin(); }
  const MapPiece& back() const { return end()[-1]; }

 private:
  MapPiece one_;
  std::span<const MapPiece> several_;
};

class MappedText {
 public:
  MappedText() = default;

  // `text` stands verbatim at `begin` of `part`.
  static MappedText verbatim(std::string_view text, std::uint64_t begin, std::uint32_t part = 0);

  const std::string& text() const { return text_; }
  std::string_view view() const { return text_; }
  bool empty() const { return text_.empty(); }
  std::size_t size() const { return text_.size(); }

  // Pieces in order of text, without gaps, covering the whole text; adjacent verbatim pieces that
  // continue each other in the source are one, and so are such runs of characters while they are
  // short.
  Pieces pieces() const { return more_ ? Pieces(more_.get()) : Pieces(one()); }

  void append(const MappedText& other);
  void append(MappedText&& other);
  void append(const MappedText& other, Span span);
  // `text` stands for `source` as a whole; `source` may be empty (begin == end) for what the reader
  // computed.
  void append_replacement(std::string_view text, SourceRange source);
  // Each character of `text`, which is well-formed, stands for equally many bytes of `source`, in
  // order.
  void append_characters(std::string_view text, SourceRange source);

  MappedText slice(Span span) const;
  // Slices, one behind the other.
  MappedText gathered(std::span<const Span> spans) const;
  void keep(Span span);        // becomes its own slice, in its own memory
  MappedText trimmed() const;  // without white space at both ends

  // The source ranges of a span, in order of text; ranges that touch are one. For an empty span:
  // none.
  std::vector<SourceRange> sources(Span span) const;

  // The smallest range of the first part involved that covers the span's source in that part.
  SourceRange source(Span span) const;

  // The offset in the text of the byte at `offset` of `part`, if that byte came through.
  std::optional<std::size_t> text_offset(std::uint64_t offset, std::uint32_t part = 0) const;

  // The pieces as one line of text, and a MappedText made of its text and that line again: the form
  // of the XML and of the catalogue. One token a piece: TEXT-BEGIN "-" TEXT-END ("@" verbatim | "~"
  // as a whole | "%" each character stands for equally many bytes) PART ":" BEGIN "-" END.
  std::string map_line() const;
  // Nothing when the line is malformed or does not cover the text exactly.
  static std::optional<MappedText> parse(std::string_view text, std::string_view map_line);

  bool operator==(const MappedText& other) const;

 private:
  // A piece that is the whole text.
  MapPiece one() const {
    return {{0, text_.size()},
            {part_, begin_, end_},
            width_ == kVerbatim,
            width_ == kVerbatim ? 0 : width_};
  }
  void set_one(const MapPiece& piece) {
    begin_ = piece.source.begin;
    end_ = piece.source.end;
    part_ = piece.source.part;
    width_ = piece.verbatim ? kVerbatim : piece.width;
    more_.reset();
  }
  void add_piece(const MapPiece& piece);

  static constexpr std::uint32_t kVerbatim = UINT32_MAX;

  std::string text_;
  // Nearly all texts are of one piece, which is kept here without its place in the text. With
  // several, all of them are in `more_`; of an empty text there is none, whatever stands here.
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
  std::uint32_t part_ = 0;
  std::uint32_t width_ = kVerbatim;  // as in MapPiece
  Rare<std::vector<MapPiece>> more_;
};

}  // namespace hexapla::document
