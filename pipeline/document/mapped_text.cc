#include "pipeline/document/mapped_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "analyzers/text/utf8.h"

namespace hexapla::document {
namespace {

bool inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80;
}

// Characters of well-formed text that begin within `span`.
std::size_t characters(std::string_view text, Span span) {
  std::size_t n = 0;
  for (const char c : text.substr(span.begin, span.size()))
    n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80 ? 1U : 0U;
  return n;
}

// The part of `piece` of `text` that `span`, which lies within it, is: its source exactly where
// bytes or characters have places of their own, the whole otherwise. Half a character stands for
// all of it.
MapPiece clip(const MapPiece& piece, std::string_view text, Span span) {
  MapPiece out = piece;
  out.text = span;
  if (piece.verbatim) {
    out.source.begin += span.begin - piece.text.begin;
    out.source.end = out.source.begin + span.size();
  } else if (piece.width != 0 && span != piece.text && !span.empty()) {
    const bool torn = inside_character(text, span.begin);
    const std::size_t before = characters(text, {piece.text.begin, span.begin}) - (torn ? 1 : 0);
    const std::size_t own = characters(text, span) + (torn ? 1 : 0);
    out.source.begin += before * piece.width;
    out.source.end = out.source.begin + own * piece.width;
    if (torn || inside_character(text, span.end)) out.width = 0;
  }
  return out;
}

// The first of `pieces` that ends behind `at`.
const MapPiece* first_behind(const Pieces& pieces, std::size_t at) {
  if (pieces.size() == 1) return at < pieces.front().text.end ? pieces.begin() : pieces.end();
  return std::upper_bound(
      pieces.begin(), pieces.end(), at,
      [](std::size_t offset, const MapPiece& p) { return offset < p.text.end; });
}

// `next` goes on where `last` ends, in the text and in the source.
bool is_one(const MapPiece& last, const MapPiece& next) {
  if (last.verbatim != next.verbatim || last.width != next.width ||
      (!last.verbatim && last.width == 0))
    return false;
  return last.source.part == next.source.part && last.source.end == next.source.begin &&
         (last.verbatim || last.text.size() + next.text.size() <= kLongestRun);
}

std::optional<MapPiece> parse_piece(std::string_view token) {
  MapPiece p;
  const char* at = token.data();
  const char* const end = token.data() + token.size();
  // Reads a number and the mark behind it, which must be one of `after`; "" is the end of the
  // token.
  const auto read = [&](auto& value, std::string_view after) {
    const auto [next, error] = std::from_chars(at, end, value);
    if (error != std::errc{}) return '!';
    at = next;
    if (after.empty()) return at == end ? '.' : '!';
    if (at == end || after.find(*at) == std::string_view::npos) return '!';
    return *at++;
  };
  if (read(p.text.begin, "-") == '!') return std::nullopt;
  const char kind = read(p.text.end, "@~%");
  if (kind == '!' || read(p.source.part, ":") == '!' || read(p.source.begin, "-") == '!' ||
      read(p.source.end, "") == '!') {
    return std::nullopt;
  }
  p.verbatim = kind == '@';
  p.width = kind == '%' ? 1 : 0;  // what it is, the text tells
  return p;
}

}  // namespace

MappedText MappedText::verbatim(std::string_view text, std::uint64_t begin, std::uint32_t part) {
  MappedText out;
  out.text_ = text;
  out.set_one({{0, text.size()}, {part, begin, begin + text.size()}, true});
  return out;
}

// The text of the piece has been put behind the others.
void MappedText::add_piece(const MapPiece& piece) {
  if (piece.text.empty()) return;
  if (piece.text.begin == 0) {
    set_one(piece);
    return;
  }
  if (!more_) {
    MapPiece last = one();
    last.text.end = piece.text.begin;
    if (is_one(last, piece)) {
      end_ = piece.source.end;
      return;
    }
    std::vector<MapPiece>& all = more_.make();
    all.reserve(8);
    all.push_back(last);
    all.push_back(piece);
    return;
  }
  MapPiece& last = more_.make().back();
  if (is_one(last, piece)) {
    last.text.end = piece.text.end;
    last.source.end = piece.source.end;
  } else {
    more_.make().push_back(piece);
  }
}

void MappedText::append(const MappedText& other) {
  if (text_.empty() && &other != this) {
    *this = other;
  } else {
    append(other, {0, other.size()});
  }
}

void MappedText::append(MappedText&& other) {
  if (text_.empty() && &other != this) {
    *this = std::move(other);
  } else {
    append(other, {0, other.size()});
  }
}

void MappedText::append(const MappedText& other, Span span) {
  if (&other == this) {
    append(MappedText(other), span);
    return;
  }
  const std::size_t shift = text_.size();
  if (shift == 0) {
    text_ = std::string(other.view().substr(span.begin, span.size()));
  } else {
    text_.append(other.text_, span.begin, span.size());
  }
  if (!other.more_) {
    const Span own{shift, text_.size()};
    if (other.width_ == kVerbatim) {
      const std::uint64_t begin = other.begin_ + span.begin;
      add_piece({own, {other.part_, begin, begin + own.size()}, true});
    } else {
      MapPiece piece = clip(other.one(), other.text_, {span.begin, span.begin + own.size()});
      piece.text = own;
      add_piece(piece);
    }
    return;
  }
  const Pieces pieces = other.pieces();
  for (auto piece = first_behind(pieces, span.begin);
       piece != pieces.end() && piece->text.begin < span.end; ++piece) {
    const Span cut{std::max(piece->text.begin, span.begin), std::min(piece->text.end, span.end)};
    MapPiece own = clip(*piece, other.text_, cut);
    own.text = {shift + cut.begin - span.begin, shift + cut.end - span.begin};
    add_piece(own);
  }
}

void MappedText::append_replacement(std::string_view text, SourceRange source) {
  if (text.empty()) return;
  const std::size_t begin = text_.size();
  text_ += text;
  add_piece({{begin, text_.size()}, source, false});
}

void MappedText::append_characters(std::string_view text, SourceRange source) {
  if (text.empty()) return;
  const std::uint64_t width = (source.end - source.begin) / characters(text, {0, text.size()});
  while (!text.empty()) {
    std::size_t cut = std::min(text.size(), kLongestRun);
    while (inside_character(text, cut)) --cut;
    const std::size_t begin = text_.size();
    const std::uint64_t end = source.begin + width * characters(text, {0, cut});
    text_ += text.substr(0, cut);
    add_piece({{begin, text_.size()},
               {source.part, source.begin, end},
               false,
               static_cast<std::uint32_t>(width)});
    source.begin = end;
    text.remove_prefix(cut);
  }
}

MappedText MappedText::slice(Span span) const {
  MappedText out;
  out.append(*this, span);
  return out;
}

MappedText MappedText::gathered(std::span<const Span> spans) const {
  MappedText out;
  if (more_ || width_ != kVerbatim || spans.size() == 1) {
    for (const Span& span : spans) out.append(*this, span);
    return out;
  }
  // Verbatim, as nearly all texts: the sizes are known before.
  std::size_t size = 0;
  for (const Span& span : spans) size += span.size();
  out.text_.reserve(size);
  std::vector<MapPiece> pieces;
  pieces.reserve(spans.size());
  for (const Span& span : spans) {
    if (span.empty()) continue;
    const std::size_t begin = out.text_.size();
    out.text_.append(text_, span.begin, span.size());
    const SourceRange source{part_, begin_ + span.begin, begin_ + span.end};
    if (!pieces.empty() && pieces.back().source.end == source.begin) {
      pieces.back().text.end = out.text_.size();
      pieces.back().source.end = source.end;
    } else {
      pieces.push_back({{begin, out.text_.size()}, source});
    }
  }
  if (pieces.size() == 1) {
    out.set_one(pieces.front());
  } else if (!pieces.empty()) {
    out.more_.make() = std::move(pieces);
  }
  return out;
}

void MappedText::keep(Span span) {
  if (span.empty()) {
    *this = {};
    return;
  }
  if (span.size() == size()) return;
  const auto moved = [&](const MapPiece& piece) {
    MapPiece own = clip(
        piece, text_, {std::max(piece.text.begin, span.begin), std::min(piece.text.end, span.end)});
    own.text.begin -= span.begin;
    own.text.end -= span.begin;
    return own;
  };
  if (!more_) {
    set_one(moved(one()));
  } else {
    std::vector<MapPiece>& all = more_.make();
    while (all.back().text.begin >= span.end) all.pop_back();
    if (span.begin == 0) {
      // What stays but for the last piece stays as it is: many cuts take no more time than one.
      all.back() = moved(all.back());
    } else {
      std::erase_if(all, [&](const MapPiece& piece) { return piece.text.end <= span.begin; });
      for (MapPiece& piece : all) piece = moved(piece);
    }
    if (all.size() == 1) set_one(MapPiece(all.front()));
  }
  text_.erase(span.end);
  text_.erase(0, span.begin);
}

MappedText MappedText::trimmed() const {
  const std::string_view inner = text::trim(text_);
  if (inner.empty()) return {};
  const auto begin = static_cast<std::size_t>(inner.data() - text_.data());
  return slice({begin, begin + inner.size()});
}

std::vector<SourceRange> MappedText::sources(Span span) const {
  std::vector<SourceRange> out;
  const Pieces all = pieces();
  for (auto piece = first_behind(all, span.begin);
       piece != all.end() && piece->text.begin < span.end; ++piece) {
    if (!piece->text.overlaps(span)) continue;
    const Span cut{std::max(piece->text.begin, span.begin), std::min(piece->text.end, span.end)};
    const SourceRange range = clip(*piece, text_, cut).source;
    if (!out.empty() && out.back().part == range.part && out.back().end == range.begin) {
      out.back().end = range.end;
    } else {
      out.push_back(range);
    }
  }
  return out;
}

SourceRange MappedText::source(Span span) const {
  const std::vector<SourceRange> all = sources(span);
  if (all.empty()) return {};
  SourceRange out = all.front();
  for (const SourceRange& r : all) {
    if (r.part != out.part) continue;
    out.begin = std::min(out.begin, r.begin);
    out.end = std::max(out.end, r.end);
  }
  return out;
}

std::optional<std::size_t> MappedText::text_offset(std::uint64_t offset, std::uint32_t part) const {
  for (const MapPiece& piece : pieces()) {
    if (piece.source.part != part || offset < piece.source.begin || offset >= piece.source.end)
      continue;
    const auto bytes = static_cast<std::size_t>(offset - piece.source.begin);
    if (piece.verbatim) return piece.text.begin + bytes;
    std::size_t at = piece.text.begin;
    for (std::size_t n = piece.width == 0 ? 0 : bytes / piece.width; n > 0; --n) {
      do {
        ++at;
      } while (inside_character(text_, at));
    }
    return at;
  }
  return std::nullopt;
}

std::string MappedText::map_line() const {
  std::string out;
  for (const MapPiece& p : pieces()) {
    if (!out.empty()) out += ' ';
    const char kind = p.verbatim ? '@' : p.width != 0 ? '%' : '~';
    fmt::format_to(std::back_inserter(out), "{}-{}{}{}:{}-{}", p.text.begin, p.text.end, kind,
                   p.source.part, p.source.begin, p.source.end);
  }
  return out;
}

std::optional<MappedText> MappedText::parse(std::string_view text, std::string_view map_line) {
  MappedText out;
  for (std::size_t at = 0; at < map_line.size();) {
    const std::size_t end = std::min(map_line.find(' ', at), map_line.size());
    std::optional<MapPiece> piece = parse_piece(map_line.substr(at, end - at));
    at = end + 1;
    if (!piece || piece->text.begin != out.size() || piece->text.end < piece->text.begin ||
        piece->text.end > text.size()) {
      return std::nullopt;
    }
    const std::uint64_t bytes = piece->source.end - piece->source.begin;
    if (piece->verbatim && piece->text.size() != bytes) return std::nullopt;
    if (piece->width != 0) {
      const std::size_t n = characters(text, piece->text);
      if (n == 0 || bytes == 0 || bytes % n != 0 || bytes / n > UINT32_MAX ||
          piece->text.size() > kLongestRun || inside_character(text, piece->text.begin))
        return std::nullopt;
      piece->width = static_cast<std::uint32_t>(bytes / n);
    }
    out.text_ += text.substr(piece->text.begin, piece->text.size());
    out.add_piece(*piece);
  }
  if (out.size() != text.size()) return std::nullopt;
  return out;
}

bool MappedText::operator==(const MappedText& other) const {
  return text_ == other.text_ && std::ranges::equal(pieces(), other.pieces());
}

}  // namespace hexapla::document
