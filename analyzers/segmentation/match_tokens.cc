#include "analyzers/segmentation/match_tokens.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <xxhash.h>

#include <array>
#include <atomic>
#include <memory>

#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::segmentation {
namespace {

constexpr unsigned kFolding = text::kFoldCase | text::kFoldArabicLetters;

enum class Kind : std::uint8_t {
  separator,
  letter,
  digit,
  sign,      // - and /: inside a token beside a digit
  point,     // .: inside a token before a digit
  grouping,  // , : and the Arabic separators: inside a token between digits
  han,
  vanishing,
  slow,  // depends on its neighbours, or folds to much: the whole text is folded first
};

struct Entry {
  Kind kind = Kind::separator;
  std::uint8_t size = 0;  // of the folded form
  char folded[6] = {};
};

Kind kind_of_folded(char32_t c) {
  if (text::is_digit(c)) return Kind::digit;
  if (text::script_of(c) == text::Script::han || c == 0x3007) return Kind::han;
  switch (c) {
    case '-':
    case '/':
      return Kind::sign;
    case '.':
      return Kind::point;
    case ',':
    case ':':
    case 0x66B:
    case 0x66C:
      return Kind::grouping;
    default:
      break;
  }
  const auto u = static_cast<UChar32>(c);
  if (u_isalpha(u) || (U_GET_GC_MASK(u) & U_GC_M_MASK) != 0 || u_charType(u) == U_LETTER_NUMBER)
    return Kind::letter;
  return Kind::separator;
}

bool composes_with_what_precedes(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  return U_SUCCESS(status) && !nfkc->hasBoundaryBefore(static_cast<UChar32>(c));
}

Entry make_entry(char32_t c) {
  Entry entry;
  std::string one;
  text::append(one, c);
  const std::string folded = text::folded(one, kFolding);
  if (folded.empty()) {
    entry.kind = Kind::vanishing;
    return entry;
  }
  if (composes_with_what_precedes(c) || folded.size() > sizeof entry.folded) {
    entry.kind = Kind::slow;
    return entry;
  }
  entry.kind = kind_of_folded(text::decode(folded, 0).value);
  // A form of several characters is safe here when all are of one kind ("ﬁ", not "½").
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint part = text::decode(folded, at);
    if (kind_of_folded(part.value) != entry.kind) entry.kind = Kind::slow;
    at += part.size;
  }
  if (entry.kind == Kind::han && folded.size() > 3) entry.kind = Kind::slow;
  entry.size = static_cast<std::uint8_t>(folded.size());
  folded.copy(entry.folded, folded.size());
  return entry;
}

using Page = std::array<Entry, 256>;

// The table of the Basic Multilingual Plane, a page at a time: a constant, computed when it is
// first asked for, never changed or freed afterwards.
const Page& page(std::size_t number) {
  static std::array<std::atomic<const Page*>, 256> pages{};
  const Page* found = pages[number].load(std::memory_order_acquire);
  if (found != nullptr) return *found;
  auto made = std::make_unique<Page>();
  for (std::size_t i = 0; i < 256; ++i)
    (*made)[i] = make_entry(static_cast<char32_t>(number * 256 + i));
  if (pages[number].compare_exchange_strong(found, made.get(), std::memory_order_acq_rel))
    return *made.release();
  return *found;
}

// Break iterators keep state, so each thread has its own.
icu::BreakIterator* word_breaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return instance.get();
}

class Scanner {
 public:
  // `folded`: the text has been folded already, so nothing in it depends on its neighbours.
  Scanner(std::string_view text, HanTokens han, bool folded, std::vector<MatchToken>& out)
      : text_(text), han_(han), folded_(folded), out_(out) {}

  // False when the text must be folded first.
  bool run() {
    const Page& ascii = page(0);
    Entry other;
    while (at_ < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      std::size_t size = 1;
      const Entry* entry = &ascii[byte];
      if (byte >= 0x80) {
        entry = &lookup(at_, size, other);
      }
      switch (entry->kind) {
        case Kind::letter:
        case Kind::digit:
          take(*entry, size);
          break;
        case Kind::vanishing:
          break;
        case Kind::sign:
        case Kind::point:
        case Kind::grouping:
          if (!joins(entry->kind, at_ + size)) {
            close();
          } else {
            append(*entry);
          }
          break;
        case Kind::han:
          close();
          take_han();
          continue;
        case Kind::slow:
          return false;
        case Kind::separator:
          close();
          break;
      }
      at_ += size;
    }
    close();
    return true;
  }

 private:
  const Entry& lookup(std::size_t at, std::size_t& size, Entry& other) const {
    const auto b0 = static_cast<unsigned char>(text_[at]);
    char32_t c = 0;
    if (b0 >= 0xC2 && b0 < 0xE0 && at + 1 < text_.size() &&
        (static_cast<unsigned char>(text_[at + 1]) & 0xC0U) == 0x80) {
      c = ((b0 & 0x1FU) << 6U) | (static_cast<unsigned char>(text_[at + 1]) & 0x3FU);
      size = 2;
    } else {
      const text::CodePoint point = text::decode(text_, at);
      c = point.value;
      size = point.size;
    }
    const Entry* found = &other;
    if (c < 0x10000) {
      found = &page(c >> 8U)[c & 0xFFU];
    } else {
      other = make_entry(c);
    }
    if (found->kind == Kind::slow && folded_) {
      other = Entry{};
      other.kind = kind_of_folded(c);
      other.size = static_cast<std::uint8_t>(size);
      text_.copy(other.folded, size, at);
      return other;
    }
    return *found;
  }

  void append(const Entry& entry) {
    // The loop is shorter than a call for the one to three bytes of a letter.
    for (std::uint8_t i = 0; i < entry.size; ++i) {
      if (size_ == sizeof buffer_) spill();
      buffer_[size_++] = entry.folded[i];
    }
  }

  void take(const Entry& entry, std::size_t size) {
    if (!open_) {
      open_ = true;
      begin_ = at_;
    }
    append(entry);
    digit_ = entry.kind == Kind::digit;
    numeric_ = numeric_ || digit_;
    end_ = at_ + size;
  }

  // Whether a sign at the end of the open token belongs to it, by what stands at `next`.
  bool joins(Kind kind, std::size_t next) const {
    if (!open_ || next >= text_.size()) return false;
    std::size_t size = 1;
    Entry other;
    const auto byte = static_cast<unsigned char>(text_[next]);
    const Kind following = byte < 0x80 ? page(0)[byte].kind : lookup(next, size, other).kind;
    switch (kind) {
      case Kind::grouping:
        return digit_ && following == Kind::digit;
      case Kind::point:
        return following == Kind::digit;
      default:
        return following == Kind::digit || (digit_ && following == Kind::letter);
    }
  }

  // A very long token is hashed by parts.
  void spill() {
    const std::uint64_t so_far = XXH3_64bits(buffer_, size_);
    __builtin_memcpy(buffer_, &so_far, sizeof so_far);
    size_ = sizeof so_far;
  }

  void close() {
    if (!open_) return;
    out_.push_back({XXH3_64bits(buffer_, size_), {begin_, end_}, numeric_});
    open_ = false;
    numeric_ = false;
    digit_ = false;
    size_ = 0;
  }

  void take_han() {
    const std::size_t begin = at_;
    Entry other;
    units_.remove();
    places_.clear();
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x80) {
      std::size_t size = 1;
      const Entry& entry = lookup(at_, size, other);
      if (entry.kind != Kind::han) break;
      if (han_ == HanTokens::characters) {
        out_.push_back({XXH3_64bits(entry.folded, entry.size), {at_, at_ + size}, false});
      } else {
        const text::CodePoint folded = text::decode({entry.folded, entry.size}, 0);
        units_.append(static_cast<UChar32>(folded.value));
        places_.resize(static_cast<std::size_t>(units_.length()), at_);
      }
      at_ += size;
    }
    if (at_ == begin) at_ += 1;  // cannot happen; but a loop must move
    if (units_.isEmpty()) return;
    places_.push_back(at_);
    icu::BreakIterator* breaks = word_breaks();
    if (breaks == nullptr) return;
    breaks->setText(units_);
    int32_t from = breaks->first();
    for (int32_t to = breaks->next(); to != icu::BreakIterator::DONE; to = breaks->next()) {
      std::string word;
      units_.tempSubStringBetween(from, to).toUTF8String(word);
      out_.push_back(
          {match_key(word),
           {places_[static_cast<std::size_t>(from)], places_[static_cast<std::size_t>(to)]},
           false});
      from = to;
    }
  }

  std::string_view text_;
  HanTokens han_;
  bool folded_;
  std::vector<MatchToken>& out_;
  std::size_t at_ = 0;
  bool open_ = false;
  bool digit_ = false;    // the last character was one
  bool numeric_ = false;  // one of the open token's was
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t size_ = 0;
  char buffer_[256];
  icu::UnicodeString units_;
  std::vector<std::size_t> places_;
};

}  // namespace

void match_tokens(std::string_view text, HanTokens han, std::vector<MatchToken>& out) {
  out.clear();
  if (!Scanner(text, han, false, out).run()) {
    out.clear();
    const text::FoldedText folded = text::fold(text, kFolding);
    Scanner(folded.view(), han, true, out).run();
    for (MatchToken& token : out) token.span = folded.source(token.span);
  }
  if (!out.empty()) return;
  const std::string_view rest = text::trim(text);
  if (rest.empty()) return;
  const auto begin = static_cast<std::size_t>(rest.data() - text.data());
  out.push_back({match_key(text::folded(rest, kFolding)), {begin, begin + rest.size()}, false});
}

std::uint64_t match_key(std::string_view folded_token) {
  return XXH3_64bits(folded_token.data(), folded_token.size());
}

std::string match_form(std::string_view text) {
  return text::folded(text, kFolding);
}

}  // namespace hexapla::segmentation
