#include "pipeline/document/mapped_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "analyzers/text/utf8.h"

namespace hexapla::document {
namespace {

// The source of `span`, which lies within `piece`: exact where verbatim, the whole otherwise.
SourceRange clip(const MapPiece& piece, Span span) {
  if (!piece.verbatim) return piece.source;
  const std::uint64_t begin = piece.source.begin + (span.begin - piece.text.begin);
  return {piece.source.part, begin, begin + span.size()};
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
  const char kind = read(p.text.end, "@~");
  if (kind == '!' || read(p.source.part, ":") == '!' || read(p.source.begin, "-") == '!' ||
      read(p.source.end, "") == '!') {
    return std::nullopt;
  }
  p.verbatim = kind == '@';
  return p;
}

}  // namespace

MappedText MappedText::verbatim(std::string_view text, std::uint64_t begin, std::uint32_t part) {
  MappedText out;
  out.text_ = text;
  if (!text.empty())
    out.pieces_.push_back({{0, text.size()}, {part, begin, begin + text.size()}, true});
  return out;
}

void MappedText::add_piece(MapPiece piece) {
  if (piece.text.empty()) return;
  if (!pieces_.empty()) {
    MapPiece& last = pieces_.back();
    if (last.verbatim && piece.verbatim && last.source.part == piece.source.part &&
        last.source.end == piece.source.begin && last.text.end == piece.text.begin) {
      last.text.end = piece.text.end;
      last.source.end = piece.source.end;
      return;
    }
  }
  pieces_.push_back(piece);
}

void MappedText::append(const MappedText& other) {
  append(other, {0, other.size()});
}

void MappedText::append(const MappedText& other, Span span) {
  if (&other == this) {
    append(MappedText(other), span);
    return;
  }
  const std::size_t shift = text_.size();
  text_.append(other.text_, span.begin, span.size());
  auto first = std::upper_bound(other.pieces_.begin(), other.pieces_.end(), span.begin,
                                [](std::size_t at, const MapPiece& p) { return at < p.text.end; });
  for (; first != other.pieces_.end() && first->text.begin < span.end; ++first) {
    const Span cut{std::max(first->text.begin, span.begin), std::min(first->text.end, span.end)};
    add_piece({{shift + cut.begin - span.begin, shift + cut.end - span.begin},
               clip(*first, cut),
               first->verbatim});
  }
}

void MappedText::append_replacement(std::string_view text, SourceRange source) {
  if (text.empty()) return;
  const std::size_t begin = text_.size();
  text_ += text;
  add_piece({{begin, text_.size()}, source, false});
}

MappedText MappedText::slice(Span span) const {
  MappedText out;
  out.append(*this, span);
  return out;
}

MappedText MappedText::trimmed() const {
  const std::string_view inner = text::trim(text_);
  if (inner.empty()) return {};
  const auto begin = static_cast<std::size_t>(inner.data() - text_.data());
  return slice({begin, begin + inner.size()});
}

std::vector<SourceRange> MappedText::sources(Span span) const {
  std::vector<SourceRange> out;
  auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), span.begin,
                                [](std::size_t at, const MapPiece& p) { return at < p.text.end; });
  for (; piece != pieces_.end() && piece->text.begin < span.end; ++piece) {
    if (!piece->text.overlaps(span)) continue;
    const Span cut{std::max(piece->text.begin, span.begin), std::min(piece->text.end, span.end)};
    const SourceRange range = clip(*piece, cut);
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
  for (const MapPiece& piece : pieces_) {
    if (piece.source.part != part || offset < piece.source.begin || offset >= piece.source.end)
      continue;
    return piece.verbatim ? piece.text.begin + static_cast<std::size_t>(offset - piece.source.begin)
                          : piece.text.begin;
  }
  return std::nullopt;
}

std::string MappedText::map_line() const {
  std::string out;
  for (const MapPiece& p : pieces_) {
    if (!out.empty()) out += ' ';
    out += fmt::format("{}-{}{}{}:{}-{}", p.text.begin, p.text.end, p.verbatim ? '@' : '~',
                       p.source.part, p.source.begin, p.source.end);
  }
  return out;
}

std::optional<MappedText> MappedText::parse(std::string_view text, std::string_view map_line) {
  MappedText out;
  for (std::size_t at = 0; at < map_line.size();) {
    const std::size_t end = std::min(map_line.find(' ', at), map_line.size());
    const std::optional<MapPiece> piece = parse_piece(map_line.substr(at, end - at));
    at = end + 1;
    if (!piece || piece->text.begin != out.size() || piece->text.end < piece->text.begin ||
        piece->text.end > text.size()) {
      return std::nullopt;
    }
    if (piece->verbatim && piece->text.size() != piece->source.end - piece->source.begin)
      return std::nullopt;
    out.text_ += text.substr(piece->text.begin, piece->text.size());
    out.add_piece(*piece);
  }
  if (out.size() != text.size()) return std::nullopt;
  return out;
}

}  // namespace hexapla::document
