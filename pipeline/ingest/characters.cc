#include "pipeline/ingest/characters.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "analyzers/text/byte_set.h"
#include "analyzers/text/eight.h"
#include "analyzers/text/utf8.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;

// windows-1252, 0x80 to 0x9F; 0 where it has no character.
constexpr std::array<char32_t, 32> kCp1252{
    0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0,      0x17D,  0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0,      0x17E,  0x178};

// Shapes of letters that have characters of their own only for old fonts: their compatibility form
// is the text.
bool is_presentation_form(char32_t c) {
  return (c >= 0xFB50 && c <= 0xFD3D) || (c >= 0xFD50 && c <= 0xFDFB) ||
         (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0xFB00 && c <= 0xFB06) ||
         (c >= 0x2F00 && c <= 0x2FD5);
}

bool is_embedding_control(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string compatibility_form(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  std::string out;
  icu::UnicodeString decomposition;
  if (U_FAILURE(status) || !nfkc->getDecomposition(static_cast<UChar32>(c), decomposition)) {
    text::append(out, c);
    return out;
  }
  // An isolated vowel mark decomposes to a space and the mark; the mark alone is what the text
  // says.
  decomposition.trim().toUTF8String(out);
  return out;
}

// Most text beyond ASCII is made of characters that neither cleaning nor NFC ever changes, whatever
// stands around them: Latin below U+0300 but C1 controls, Cyrillic to U+047F, Arabic letters and
// single vowel signs (other marks compose or change places), Han, the punctuation of all of them.
// The text is well-formed.

// What begins such characters whatever follows: two bytes, three bytes.
enum class Lead : std::uint8_t { other, two, three };

constexpr std::array<Lead, 256> kLeads = [] {
  std::array<Lead, 256> out{};
  for (std::size_t lead = 0xC3; lead < 0xCC; ++lead) out[lead] = Lead::two;
  for (const std::size_t lead : {0xD0, 0xD1, 0xD8, 0xDA}) out[lead] = Lead::two;
  for (std::size_t lead = 0xE4; lead <= 0xE9; ++lead) out[lead] = Lead::three;
  return out;
}();

// Bytes of the character at `at`, with another first byte, when it is one of those; 0 when not.
std::size_t unchanging(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const unsigned lead = byte(0);
  const unsigned second = byte(1);
  switch (lead) {
    case 0xC2:
      return second < 0xA0 ? 0 : 2;
    case 0xD9:
      // A vowel sign that stands alone: U+064B to U+0652 compose with nothing.
      if (second >= 0x8B && second <= 0x92)
        return byte(2) == 0xD9 && ((byte(3) >= 0x8B && byte(3) <= 0x9F) || byte(3) == 0xB0) ? 0 : 2;
      return (second >= 0x93 && second <= 0x9F) || second == 0xB0 ? 0 : 2;
    case 0xE2:
      return second == 0x80 && byte(2) <= 0xA7 ? 3 : 0;
    case 0xE3:
      return second == 0x80 && byte(2) <= 0x9F ? 3 : 0;
    case 0xEF:
      return second == 0xBC || (second == 0xBD && byte(2) <= 0x9F) ? 3 : 0;
    default:
      return 0;
  }
}

// How many of eight characters are printable ASCII before one that is not.
std::size_t printable_of_eight(const char* at) {
  return text::before_first(~text::between(text::eight_at(at), ' ', '~') & text::kMarks);
}

constexpr std::size_t kBlock = 32;
constexpr std::size_t kBehind = 3;  // bytes behind a block that are looked at

// All characters that begin in the block are among those that neither cleaning nor NFC changes, as
// `unchanging` and kLeads tell them, or a little less than all. Without branches, so that the
// compiler takes many bytes at a time; what goes on with a character says nothing.
bool is_surely_plain(const char* block) {
  // What is not plain, in sums of their own: comparisons of one byte with many values become a
  // table, which takes one byte at a time.
  std::array<unsigned char, 5> any{};
  const auto note = [&any](std::size_t in, bool found) {
    any[in] = static_cast<unsigned char>(any[in] | static_cast<unsigned char>(found));
  };
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto own = static_cast<unsigned char>(block[i]);
    const auto second = static_cast<unsigned char>(block[i + 1]);
    const auto third = static_cast<unsigned char>(block[i + 2]);
    const auto fourth = static_cast<unsigned char>(block[i + 3]);
    const bool sign = (second >= 0x8B) & (second <= 0x92);
    const bool mark = (second >= 0x93) & (second <= 0x9F);
    note(0, ((own < 0x20) & (own != '\t')) | (own == 0x7F));
    note(1, ((own >= 0xCC) & (own <= 0xCF)) | ((own >= 0xDB) & (own <= 0xE1)));
    note(2, ((own >= 0xD2) & (own <= 0xD7)) | ((own >= 0xEA) & (own != 0xEF)));
    note(3, ((own == 0xC2) & (second < 0xA0)) | ((own == 0xEF) & (second != 0xBC)) |
                ((own == 0xE2) & ((second != 0x80) | (third > 0xA7))));
    note(4,
         ((own == 0xD9) & (mark | (second == 0xB0) | (sign & (third == 0xD9) & (fourth >= 0x8B)))) |
             ((own == 0xE3) & ((second != 0x80) | (third > 0x9F))));
  }
  return std::all_of(any.begin(), any.end(), [](unsigned char one) { return one == 0; });
}

// The place up to which blocks tell that the text is plain, from `at` on; `at` when they do not.
std::size_t plain_up_to(std::string_view text, std::size_t at) {
  constexpr std::size_t kWhole = kBlock + kBehind;
  if (text.size() < at + kWhole) return at;
  for (std::size_t block = at; block + kWhole <= text.size(); block += kBlock) {
    if (!is_surely_plain(text.data() + block)) return at;
  }
  const std::size_t last = text.size() - kWhole;
  if (!is_surely_plain(text.data() + last)) return at;
  return text::code_point_start(text, text.size() - kBehind);
}

// The code under which a character is dropped, or "" when it stays.
std::string_view dropped_as(char32_t c) {
  if (c == '\t') return "";
  if (c < 0x20 || c == 0x7F) return "control-character";
  if (c == 0xFEFF) return "byte-order-mark";
  if (is_embedding_control(c)) return "bidi-control";
  if (!text::is_xml_char(c)) return "control-character";
  return "";
}

// Moves positions over from one text to another while the other grows: told of every stretch that
// was copied or replaced, in order.
class Mover {
 public:
  explicit Mover(std::vector<std::size_t>* positions) : positions_(positions) {}

  // `from` of the old text became what stands at `begin` to `end` of the new one.
  void copied(Span from, std::size_t begin) { move(from, begin, begin + from.size(), true); }
  void replaced(Span from, std::size_t begin, std::size_t end) { move(from, begin, end, false); }
  // All that follows lies behind the end.
  void rest(std::size_t end) {
    if (positions_ == nullptr) return;
    for (; at_ < positions_->size(); ++at_) (*positions_)[at_] = end;
  }

 private:
  void move(Span from, std::size_t begin, std::size_t end, bool same) {
    if (positions_ == nullptr) return;
    for (; at_ < positions_->size() && (*positions_)[at_] < from.end; ++at_) {
      std::size_t& position = (*positions_)[at_];
      if (position <= from.begin) {
        position = begin;
      } else {
        position = same ? begin + (position - from.begin) : end;
      }
    }
  }

  std::vector<std::size_t>* positions_;
  std::size_t at_ = 0;
};

// Marks upon one letter, beyond what any language writes. ICU puts them into order by insertion,
// which takes the square of their number.
constexpr std::size_t kManyMarks = 64;

bool is_mark(char32_t c) {
  // Cyrillic and Arabic letters, Han: what is asked about most.
  if ((c >= 0x400 && c < 0x483) || (c >= 0x620 && c < 0x64B) || (c >= 0x4E00 && c < 0xA000))
    return false;
  return c >= 0x300 &&
         u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LEAD_CANONICAL_COMBINING_CLASS) != 0;
}

// Marks decomposed and in canonical order, as NFC has them before it composes.
std::string ordered_marks(std::string_view marks) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  std::vector<std::pair<std::uint8_t, char32_t>> all;
  icu::UnicodeString parts;
  for (std::size_t at = 0; at < marks.size();) {
    const text::CodePoint c = text::decode(marks, at);
    at += c.size;
    const auto whole = static_cast<UChar32>(c.value);
    if (U_FAILURE(status) || nfd->getDecomposition(whole, parts) == 0) parts = whole;
    for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
      const UChar32 part = parts.char32At(i);
      all.emplace_back(u_getCombiningClass(part), static_cast<char32_t>(part));
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string out;
  for (const auto& mark : all) text::append(out, mark.second);
  return out;
}

// The line with long runs of marks in canonical order.
MappedText with_marks_in_order(MappedText line, std::vector<std::size_t>* positions) {
  const std::string_view text = line.view();
  // A mark has two bytes or more: so many of them stand on one of these places.
  bool may_have = false;
  for (std::size_t at = kManyMarks; at < text.size() && !may_have; at += kManyMarks)
    may_have = is_mark(text::decode(text, text::code_point_start(text, at)).value);
  if (!may_have) return line;
  std::vector<Span> runs;
  for (std::size_t at = 0, begin = 0, marks = 0; at <= text.size();) {
    const text::CodePoint c = at < text.size() ? text::decode(text, at) : text::CodePoint{0, 1};
    if (is_mark(c.value)) {
      if (marks++ == 0) begin = at;
    } else {
      if (marks > kManyMarks) runs.push_back({begin, at});
      marks = 0;
    }
    at += c.size;
  }
  if (runs.empty()) return line;
  MappedText out;
  Mover mover(positions);
  std::size_t done = 0;
  const auto copy = [&](std::size_t end) {
    const std::size_t begin = out.size();
    out.append(line, {done, end});
    mover.copied({done, end}, begin);
    done = end;
  };
  for (const Span& run : runs) {
    copy(run.begin);
    const std::size_t begin = out.size();
    out.append_replacement(ordered_marks(text.substr(run.begin, run.size())), line.source(run));
    mover.replaced(run, begin, out.size());
    done = run.end;
  }
  copy(text.size());
  mover.rest(out.size());
  return out;
}

MappedText in_nfc(MappedText line, std::vector<std::size_t>* positions) {
  line = with_marks_in_order(std::move(line), positions);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return line;
  const icu::StringPiece piece(line.text().data(), static_cast<int32_t>(line.size()));
  if (nfc->isNormalizedUTF8(piece, status) || U_FAILURE(status)) return line;
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  icu::Edits edits;
  nfc->normalizeUTF8(0, piece, sink, &edits, status);
  if (U_FAILURE(status)) return line;
  MappedText out;
  Mover mover(positions);
  std::size_t old_at = 0;
  std::size_t new_at = 0;
  for (icu::Edits::Iterator it = edits.getFineIterator();
       it.next(status) && U_SUCCESS(status) != 0;) {
    const auto old_end = old_at + static_cast<std::size_t>(it.oldLength());
    const auto new_end = new_at + static_cast<std::size_t>(it.newLength());
    if (it.hasChange()) {
      out.append_replacement(std::string_view(normal).substr(new_at, new_end - new_at),
                             line.source({old_at, old_end}));
      mover.replaced({old_at, old_end}, new_at, new_end);
    } else {
      out.append(line, {old_at, old_end});
      mover.copied({old_at, old_end}, new_at);
    }
    old_at = old_end;
    new_at = new_end;
  }
  mover.rest(out.size());
  return out;
}

}  // namespace

char32_t windows_1252(unsigned char byte) {
  const char32_t own = byte >= 0x80 && byte < 0xA0 ? kCp1252[byte - 0x80U] : 0;
  return own != 0 ? own : byte;
}

bool is_plain(std::string_view text) {
  using text::kEight;
  bool blocks = true;  // have not been asked yet
  for (std::size_t at = 0; at < text.size();) {
    while (at + kEight <= text.size()) {
      const std::size_t printable = printable_of_eight(text.data() + at);
      at += printable;
      if (printable < kEight) break;
    }
    if (at == text.size()) break;
    // Less than eight are left: with those before them they are eight.
    if (at + kEight > text.size() && text.size() >= kEight &&
        printable_of_eight(text.data() + text.size() - kEight) == kEight)
      return true;
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) {
      if ((c < 0x20 && c != '\t') || c == 0x7F) return false;
      ++at;
      continue;
    }
    // Text in letters beyond Latin: there nearly every byte is one of those.
    if (c >= 0xD0 && c != 0xE2 && std::exchange(blocks, false)) {
      const std::size_t next = plain_up_to(text, at);
      if (next > at) {
        at = next;
        continue;
      }
    }
    // Words that are not ASCII, with the spaces between them; "ف" to "ي" are D9 and no mark.
    const std::size_t begun = at;
    for (; at < text.size(); ++at) {
      const auto lead = static_cast<unsigned char>(text[at]);
      if (kLeads[lead] == Lead::two) {
        ++at;
      } else if (kLeads[lead] == Lead::three) {
        at += 2;
      } else if (lead == 0xD9 && static_cast<unsigned char>(text[at + 1]) <= 0x8A) {
        ++at;
      } else if (lead != ' ') {
        break;
      }
    }
    if (at > begun) continue;
    const std::size_t size = unchanging(text, at);
    if (size == 0) return false;
    at += size;
  }
  return true;
}

MappedText clean_line(MappedText line, Tallies& tallies, std::vector<std::size_t>* positions) {
  const std::string_view text = line.view();
  if (is_plain(text)) return line;
  // What is dropped or read otherwise begins with one of these: elsewhere, all that may change is
  // the form of letters with their marks.
  static constexpr text::ByteSet kTelling = [] {
    text::ByteSet out("\x7F\xC2\xE2\xEF");
    for (int c = 0; c < 0x20; ++c) out.add(static_cast<char>(c));
    for (int c = 0xF0; c <= 0xFF; ++c) out.add(static_cast<char>(c));
    return out;
  }();
  if (kTelling.find(text) == text.size()) return in_nfc(std::move(line), positions);
  const auto tally = [&](std::string_view code, Span span) {
    Tally& t = tallies[std::string(code)];
    if (t.count++ == 0) t.first = line.source(span);
  };
  MappedText out;
  Mover mover(positions);
  std::size_t run = 0;
  bool changed = false;
  const auto copy = [&](Span span) {
    mover.copied(span, out.size());
    out.append(line, span);
  };
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    const Span span{at, at + c.size};
    at += c.size;
    const std::string_view code = dropped_as(c.value);
    const bool c1 = c.value >= 0x80 && c.value < 0xA0;
    const bool form = is_presentation_form(c.value);
    if (c.value == 0xFFFD) tally("replacement-character", span);
    if (code.empty() && !c1 && !form) continue;
    copy({run, span.begin});
    run = span.end;
    changed = true;
    const std::size_t begin = out.size();
    if (!code.empty()) {
      tally(code, span);
    } else if (c1) {
      tally("c1-control", span);
      std::string as;
      const char32_t mapped = windows_1252(static_cast<unsigned char>(c.value));
      if (mapped >= 0xA0) text::append(as, mapped);
      out.append_replacement(as, line.source(span));
    } else {
      tally("presentation-form", span);
      out.append_replacement(compatibility_form(c.value), line.source(span));
    }
    mover.replaced(span, begin, out.size());
  }
  if (!changed) return in_nfc(line, positions);
  copy({run, text.size()});
  mover.rest(out.size());
  return in_nfc(std::move(out), positions);
}

std::vector<document::QualityNote> told(const Tallies& tallies) {
  std::vector<document::QualityNote> out;
  for (const auto& [code, tally] : tallies)
    out.push_back({code, explain(code, tally.count), -1, tally.first});
  return out;
}

std::string explain(std::string_view code, std::size_t count) {
  const std::string n = std::to_string(count);
  if (code == "control-character") return n + " control characters were dropped";
  if (code == "byte-order-mark") return n + " byte order marks within the text were dropped";
  if (code == "bidi-control") return n + " bidi embedding controls were dropped";
  if (code == "tracked-deletion") return n + " stretches that a change deletes were left out";
  if (code == "embedded-document") return n + " frames show other files, whose text is not here";
  if (code == "c1-control") return n + " C1 controls were read as windows-1252";
  if (code == "presentation-form") return n + " presentation forms became the letters they show";
  if (code == "replacement-character")
    return n + " replacement characters: text was lost before it came here";
  return n;
}

}  // namespace hexapla::ingest
