#include "pipeline/normalize/rich.h"

#include <algorithm>
#include <cstdint>

#include "analyzers/text/byte_set.h"
#include "analyzers/text/eight.h"
#include "analyzers/text/utf8.h"

namespace hexapla::normalize {

void Rich::append(const Rich& other, Span span) {
  if (&other == this) {
    const Rich copy = other;
    append(copy, span);
    return;
  }
  const std::size_t shift = text.size();
  text.append(other.text, span);
  for (const document::NoteReference& note : marks_in(other, span)) {
    notes.push_back(note);
    notes.back().at = shift + note.at - span.begin;
  }
  for (auto link =
           std::partition_point(other.links.begin(), other.links.end(),
                                [&](const document::Link& l) { return l.span.end <= span.begin; });
       link != other.links.end() && link->span.begin < span.end; ++link) {
    const Span cut{std::max(link->span.begin, span.begin), std::min(link->span.end, span.end)};
    if (cut.begin >= cut.end) continue;
    links.push_back({{shift + cut.begin - span.begin, shift + cut.end - span.begin}, link->url});
  }
}

std::span<const document::NoteReference> marks_in(const Rich& rich, Span span) {
  // A mark belongs to what stands before it.
  const auto stands_before = [&](const document::NoteReference& note) {
    return note.at < span.begin || (note.at == span.begin && span.begin > 0);
  };
  const auto first = std::partition_point(rich.notes.begin(), rich.notes.end(), stands_before);
  const auto last = std::partition_point(
      first, rich.notes.end(),
      [&](const document::NoteReference& note) { return note.at <= span.end; });
  return {first, last};
}

void Rich::cut_end(std::size_t bytes) {
  const std::size_t size = text.size() - bytes;
  text.keep({0, size});
  for (std::size_t i = notes.size(); i > 0 && notes[i - 1].at > size; --i) notes[i - 1].at = size;
  while (!links.empty() && links.back().span.begin >= size)
    links.erase(links.end() - 1, links.end());
  if (!links.empty()) links.back().span.end = std::min(links.back().span.end, size);
}

Rich Rich::slice(Span span) const {
  Rich out;
  out.append(*this, span);
  return out;
}

Rich Rich::trimmed() const {
  return trimmed_slice(*this, {0, text.size()});
}

Rich trimmed_slice(const Rich& rich, Span span) {
  const std::string_view all = rich.view();
  const std::string_view inner = text::trim(all.substr(span.begin, span.size()));
  Rich out;
  if (!inner.empty()) {
    const auto begin = static_cast<std::size_t>(inner.data() - all.data());
    out.append(rich, {begin, begin + inner.size()});
  }
  // Marks after trailing space belong to the last word.
  if (inner.empty()) return out;
  const auto end = static_cast<std::size_t>(inner.data() - all.data()) + inner.size();
  for (const document::NoteReference& note : marks_in(rich, {end, span.end})) {
    out.notes.push_back(note);
    out.notes.back().at = out.text.size();
  }
  return out;
}

namespace {

using text::eight_at;
using text::kEight;

// Two of eight bytes that stand side by side are spaces.
bool has_two_spaces(std::uint64_t eight) {
  const std::uint64_t spaces = text::equal_to(eight, ' ');
  return (spaces & (spaces << 8U)) != 0;
}

// True when `is_so` of all stretches of eight bytes, seven places apart, so that the last byte of
// each is seen with the next one. False for less than eight.
template <class Test>
bool all_eights(std::string_view text, Test is_so) {
  if (text.size() < kEight) return false;
  for (std::size_t at = 0; at + kEight <= text.size(); at += kEight - 1) {
    if (!is_so(eight_at(text.data() + at))) return false;
  }
  return is_so(eight_at(text.data() + text.size() - kEight));
}

constexpr std::size_t kBlock = 32;
constexpr std::size_t kTaps = 3;  // bytes of the longest white space

// White space may begin in the block, other than single spaces, or a soft hyphen. Without branches,
// so that the compiler compares many bytes at a time. Two bytes behind the block are looked at.
bool may_be_collapsed(const char* block) {
  unsigned char any = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto a = static_cast<unsigned char>(block[i]);
    const auto b = static_cast<unsigned char>(block[i + 1]);
    const auto c = static_cast<unsigned char>(block[i + 2]);
    const bool ascii = (a < ' ') | ((a == ' ') & (b == ' '));
    // U+0080 to U+00AD, U+2000 to U+200A, U+2028 to U+202F, U+205F, U+3000, U+1680: the white space
    // and the soft hyphen are among them.
    const bool latin = (a == 0xC2) & (b <= 0xAD);
    const bool general = (a == 0xE2) & (b == 0x80) & ((c <= 0x8A) | (c >= 0xA8));
    const bool other = ((a == 0xE2) & (b == 0x81) & (c == 0x9F)) |
                       ((a == 0xE3) & (b == 0x80) & (c == 0x80)) |
                       ((a == 0xE1) & (b == 0x9A) & (c == 0x80));
    any |= static_cast<unsigned char>(ascii | latin | general | other);
  }
  return any != 0;
}

// White space stands in the text singly, as spaces; there is no soft hyphen. The text is trimmed:
// none stands at its end. False, too, for short text.
bool has_only_plain_spaces(std::string_view text) {
  constexpr std::size_t kWhole = kBlock + kTaps - 1;
  if (text.size() < kWhole || text.ends_with("\xC2\xAD")) return false;
  for (std::size_t at = 0; at + kWhole <= text.size(); at += kBlock) {
    if (may_be_collapsed(text.data() + at)) return false;
  }
  // The last two bytes begin nothing that goes on behind the text, but may be white space of one.
  const auto is_white = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  const std::string_view last = text.substr(text.size() - 2);
  return !may_be_collapsed(text.data() + text.size() - kWhole) && last[0] != '\t' &&
         last[0] != '\n' && !is_white(last[1]);
}

}  // namespace

bool is_collapsed(std::string_view text) {
  // Nothing but visible ASCII and single spaces.
  if (all_eights(text, [](std::uint64_t eight) {
        return text::between(eight, ' ', 0x7F) == text::kMarks && !has_two_spaces(eight);
      }))
    return true;
  if (has_only_plain_spaces(text)) return true;
  // No tab, no two spaces side by side, no soft hyphen.
  const auto is_space_at = [&](std::size_t at) {
    return at < text.size() && text::is_space(text::decode(text, at).value);
  };
  static constexpr text::ByteSet kTelling("\t\n \xC2\xE1\xE2\xE3");
  for (std::size_t i = kTelling.find(text); i < text.size(); i = kTelling.find(text, i + 1)) {
    const char lead = text[i];
    if (lead == '\t' || lead == '\n') return false;
    if (lead == ' ') {
      if (is_space_at(i + 1)) return false;
      continue;
    }
    const text::CodePoint c = text::decode(text, i);
    if (c.value == 0xAD || (text::is_space(c.value) && is_space_at(i + c.size))) return false;
  }
  return true;
}

Rich collapsed(Rich rich) {
  const std::string_view text = rich.view();
  if (is_collapsed(text)) return rich;
  Rich out;
  std::size_t run = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    if (c.value == 0xAD && at + c.size < text.size()) {
      out.append(rich, {run, at});
      at += c.size;
      run = at;
      continue;
    }
    if (!text::is_space(c.value)) {
      at += c.size;
      continue;
    }
    std::size_t end = at;
    while (end < text.size()) {
      const text::CodePoint s = text::decode(text, end);
      if (!text::is_space(s.value)) break;
      end += s.size;
    }
    const bool single = end - at == c.size && c.value != '\t' && c.value != '\n';
    if (single) {
      at = end;
      continue;
    }
    // The first plain space of the run stays; a run without one becomes a space that stands for it.
    out.append(rich, {run, at});
    const std::size_t space = text.substr(at, end - at).find(' ');
    if (space != std::string_view::npos) {
      out.append(rich, {at + space, at + space + 1});
    } else {
      out.text.append_replacement(" ", rich.text.source({at, end}));
    }
    at = end;
    run = end;
  }
  out.append(rich, {run, text.size()});
  return out;
}

}  // namespace hexapla::normalize
