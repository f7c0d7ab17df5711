#include "pipeline/exchange/tmx_splitter.h"

#include <algorithm>
#include <cstring>

namespace hexapla::exchange {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 18;
// Longer than every mark that is looked for.
constexpr std::size_t kLookahead = 10;
constexpr std::size_t kNone = std::string_view::npos;

struct Marks {
  std::string_view open;
  std::string_view close;
};
constexpr std::array<Marks, 3> kMarks = {{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}};

// Does an element's tag with this name begin here?
template <std::size_t kSize>
bool is_tag(std::string_view text, const char (&name)[kSize]) {
  constexpr std::size_t kLength = kSize - 1;
  if (text.size() <= kLength || std::memcmp(text.data(), name, kLength) != 0) return false;
  switch (text[kLength]) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
    case '>':
    case '/':
      return true;
    default:
      return false;
  }
}

// Whether what begins here could be one of the tags and marks that are looked for within a unit,
// by its second and third character: most is not.
bool may_matter(std::string_view text) {
  if (text.size() < 3) return false;
  switch (text[1]) {
    case '/':
      return text[2] == 't' || text[2] == 'b';
    case 't':
      return text[2] == 'u';
    case '!':
    case '?':
      return true;
    default:
      return false;
  }
}

}  // namespace

bool TmxSplitter::fill() {
  if (done_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, size_ - begin_);
    size_ -= begin_;
    scan_ -= begin_;
    base_ += begin_;
    begin_ = 0;
  }
  if (buffer_.size() < size_ + kBlock) buffer_.resize(std::max(2 * size_, size_ + kBlock));
  const std::size_t n = source_.read(buffer_.data() + size_, kBlock);
  size_ += n;
  done_ = n == 0;
  return !done_;
}

TmxSplitter::Section TmxSplitter::section_at(std::size_t at) const {
  const std::string_view text(buffer_.data() + at, size_ - at);
  for (const Section s : {comment, cdata, instruction})
    if (text.starts_with(kMarks[s].open)) return s;
  return none;
}

std::size_t TmxSplitter::section_end(Section section, std::size_t at) {
  const Marks& marks = kMarks[section];
  Absent& absent = absent_[section];
  std::size_t from = at + marks.open.size();
  for (;;) {
    const std::size_t offset = base_ + from;
    if (offset >= absent.from && offset < absent.to) from = absent.to - base_;
    const std::size_t found =
        from < size_ ? std::string_view(buffer_.data(), size_).find(marks.close, from) : kNone;
    if (found != kNone) return found + marks.close.size();
    // The mark may lie across the border of what was read.
    const std::size_t seen = base_ + (size_ > from + 2 ? size_ - 2 : from);
    if (offset < absent.from || offset > absent.to) absent = {base_ + at + marks.open.size(), seen};
    absent.to = std::max(absent.to, seen);
    const std::size_t before = base_;
    if (size_ - begin_ > kLongestUnit || !fill()) return kNone;
    from = absent.to - base_;
    at -= base_ - before;
  }
}

TmxSplitter::Piece TmxSplitter::emit(Piece::Kind kind, std::size_t end, std::string_view reason) {
  const Piece out{kind, std::string_view(buffer_.data() + begin_, end - begin_), line_, reason};
  line_ += static_cast<std::size_t>(std::count(out.bytes.begin(), out.bytes.end(), '\n'));
  begin_ = end;
  scan_ = std::max(scan_, end);
  return out;
}

TmxSplitter::Piece TmxSplitter::next() {
  for (;;) {
    if (inside_ != none) {
      const std::string_view close = kMarks[inside_].close;
      const std::size_t found = std::string_view(buffer_.data(), size_).find(close, scan_);
      if (found == kNone) {
        scan_ = std::max(scan_, size_ > 2 ? size_ - 2 : 0);
        if (scan_ > begin_) return emit(Piece::Kind::other, scan_);
        if (!fill()) return emit(size_ > begin_ ? Piece::Kind::other : Piece::Kind::end, size_);
        continue;
      }
      scan_ = found + close.size();
      inside_ = none;
    }
    const void* hit =
        size_ > scan_ ? std::memchr(buffer_.data() + scan_, '<', size_ - scan_) : nullptr;
    scan_ = hit == nullptr
                ? size_
                : static_cast<std::size_t>(static_cast<const char*>(hit) - buffer_.data());
    if (size_ - scan_ < kLookahead && !done_) {
      if (scan_ > begin_) return emit(Piece::Kind::other, scan_);
      fill();
      continue;
    }
    if (hit == nullptr) return emit(size_ > begin_ ? Piece::Kind::other : Piece::Kind::end, size_);
    if (is_tag(std::string_view(buffer_.data() + scan_, size_ - scan_), "<tu")) {
      if (scan_ > begin_) return emit(Piece::Kind::other, scan_);
      return unit();
    }
    inside_ = section_at(scan_);
    scan_ += inside_ == none ? 1 : kMarks[inside_].open.size();
  }
}

TmxSplitter::Piece TmxSplitter::unit() {
  scan_ += 3;
  for (;;) {
    const void* hit =
        size_ > scan_ ? std::memchr(buffer_.data() + scan_, '<', size_ - scan_) : nullptr;
    scan_ = hit == nullptr
                ? size_
                : static_cast<std::size_t>(static_cast<const char*>(hit) - buffer_.data());
    if (scan_ - begin_ > kLongestUnit)
      return emit(Piece::Kind::broken, scan_, "the unit is longer than 16 MB");
    if (size_ - scan_ < kLookahead && !done_) {
      fill();
      continue;
    }
    if (hit == nullptr) return emit(Piece::Kind::broken, size_, "the file ends within a unit");
    const std::string_view rest(buffer_.data() + scan_, size_ - scan_);
    if (!may_matter(rest)) {
      ++scan_;
      continue;
    }
    if (is_tag(rest, "</tu")) {
      const std::size_t close = rest.find('>');
      // White space before the '>' may be long; more than a look ahead of it is not TMX.
      if (close != kNone) return emit(Piece::Kind::unit, scan_ + close + 1);
      if (done_) return emit(Piece::Kind::broken, size_, "the file ends within a unit");
      if (rest.size() > kLongestUnit)
        return emit(Piece::Kind::broken, size_, "the unit is longer than 16 MB");
      fill();
      continue;
    }
    if (is_tag(rest, "<tu") || is_tag(rest, "</body") || is_tag(rest, "</tmx"))
      return emit(Piece::Kind::broken, scan_, "<tu> without its end");
    const Section section = rest[1] == '!' || rest[1] == '?' ? section_at(scan_) : none;
    std::size_t offset = base_ + scan_ + 1;
    if (section != none) {
      // One that never ends is read as text: the parser will say so, and the next unit is not lost.
      const std::size_t end = section_end(section, scan_);
      if (end != kNone) offset = base_ + end;
    }
    scan_ = offset - base_;
  }
}

}  // namespace hexapla::exchange
