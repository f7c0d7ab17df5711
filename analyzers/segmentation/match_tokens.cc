#include "analyzers/segmentation/match_tokens.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
// Tokens are short: hashing one takes less time than a call of the library.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <atomic>
#include <cstring>
#include <memory>

#include "analyzers/segmentation/han_words.h"
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
constinit std::array<std::atomic<const Page*>, 256> pages{};

[[gnu::noinline]] const Page& make_page(std::size_t number) {
  auto made = std::make_unique<Page>();
  for (std::size_t i = 0; i < 256; ++i)
    (*made)[i] = make_entry(static_cast<char32_t>(number * 256 + i));
  const Page* expected = nullptr;
  if (pages[number].compare_exchange_strong(expected, made.get(), std::memory_order_acq_rel))
    return *made.release();
  return *expected;
}

inline const Page& page(std::size_t number) {
  const Page* found = pages[number].load(std::memory_order_acquire);
  return found != nullptr ? *found : make_page(number);
}

// A run of Han characters: what the words are made of.
struct HanRun {
  std::vector<char32_t> characters;      // folded
  std::vector<std::uint32_t> places;     // of each in the text, and the end
  std::vector<std::uint32_t> key_bytes;  // of each in `folded`, and the end
  std::string folded;
  std::vector<std::uint32_t> ends;  // of the words

  void clear() {
    characters.clear();
    places.clear();
    key_bytes.clear();
    folded.clear();
  }
};

using Tokens = std::vector<MatchToken>;

class Scanner {
 public:
  // `folded`: the text has been folded already, so nothing in it depends on its neighbours. Either
  // of the two outputs may be null.
  Scanner(std::string_view text, bool folded, Tokens* words, Tokens* characters)
      : text_(text), folded_(folded), words_(words), characters_(characters) {}

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
          take_letters(*entry, size);
          continue;
        case Kind::digit:
          open();
          append(*entry);
          digit_ = true;
          numeric_ = true;
          end_ = at_ + size;
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
    const auto rest = [&](std::size_t i) {
      return static_cast<unsigned char>(static_cast<unsigned char>(text_[at + i]) ^ 0x80U);
    };
    if (b0 >= 0xC2 && b0 < 0xE0 && at + 1 < text_.size() && rest(1) < 0x40) {
      c = ((b0 & 0x1FU) << 6U) | rest(1);
      size = 2;
    } else if (b0 > 0xE0 && b0 < 0xED && at + 2 < text_.size() && rest(1) < 0x40 &&
               rest(2) < 0x40) {
      c = ((b0 & 0x0FU) << 12U) | (static_cast<char32_t>(rest(1)) << 6U) | rest(2);
      size = 3;
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
    if (size_ + sizeof entry.folded <= sizeof buffer_) {
      // More than is needed, but of a size that the compiler knows.
      std::memcpy(buffer_ + size_, entry.folded, sizeof entry.folded);
      size_ += entry.size;
      return;
    }
    for (std::uint8_t i = 0; i < entry.size; ++i) {
      if (size_ == sizeof buffer_) spill();
      buffer_[size_++] = entry.folded[i];
    }
  }

  void open() {
    if (open_) return;
    open_ = true;
    begin_ = at_;
  }

  // Letter after letter: most of what there is.
  void take_letters(const Entry& first, std::size_t size) {
    open();
    const Page& ascii = page(0);
    const Entry* entry = &first;
    Entry other;
    do {
      append(*entry);
      at_ += size;
      if (at_ >= text_.size()) break;
      const auto byte = static_cast<unsigned char>(text_[at_]);
      size = 1;
      entry = byte < 0x80 ? &ascii[byte] : &lookup(at_, size, other);
    } while (entry->kind == Kind::letter);
    digit_ = false;
    end_ = at_;
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
    std::memcpy(buffer_, &so_far, sizeof so_far);
    size_ = sizeof so_far;
  }

  void close() {
    if (!open_) return;
    const MatchToken token{XXH3_64bits(buffer_, size_), {begin_, end_}, numeric_};
    if (words_ != nullptr) words_->push_back(token);
    if (characters_ != nullptr) characters_->push_back(token);
    open_ = false;
    numeric_ = false;
    digit_ = false;
    size_ = 0;
  }

  void take_han() {
    thread_local HanRun run;
    run.clear();
    const std::size_t begin = at_;
    Entry other;
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x80) {
      std::size_t size = 1;
      const Entry& entry = lookup(at_, size, other);
      if (entry.kind != Kind::han) break;
      if (characters_ != nullptr) {
        characters_->push_back({XXH3_64bits(entry.folded, entry.size), {at_, at_ + size}, false});
      }
      if (words_ != nullptr) {
        run.characters.push_back(text::decode({entry.folded, entry.size}, 0).value);
        run.places.push_back(static_cast<std::uint32_t>(at_));
        run.key_bytes.push_back(static_cast<std::uint32_t>(run.folded.size()));
        run.folded.append(entry.folded, entry.size);
      }
      at_ += size;
    }
    if (at_ == begin) at_ += 1;  // cannot happen; but a loop must move
    if (run.characters.empty()) return;
    run.places.push_back(static_cast<std::uint32_t>(at_));
    run.key_bytes.push_back(static_cast<std::uint32_t>(run.folded.size()));
    han_words(run.characters, run.ends);
    std::uint32_t from = 0;
    for (const std::uint32_t to : run.ends) {
      words_->push_back(
          {match_key(std::string_view(run.folded)
                         .substr(run.key_bytes[from], run.key_bytes[to] - run.key_bytes[from])),
           {run.places[from], run.places[to]},
           false});
      from = to;
    }
  }

  std::string_view text_;
  bool folded_;
  Tokens* words_;
  Tokens* characters_;
  std::size_t at_ = 0;
  bool open_ = false;
  bool digit_ = false;    // the last character was one
  bool numeric_ = false;  // one of the open token's was
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t size_ = 0;
  char buffer_[256];
};

void tokens(std::string_view text, Tokens* words, Tokens* characters) {
  const std::array<Tokens*, 2> outputs = {words, characters};
  const auto each = [&outputs](auto act) {
    for (Tokens* out : outputs) {
      if (out != nullptr) act(*out);
    }
  };
  each([](Tokens& out) { out.clear(); });
  if (!Scanner(text, false, words, characters).run()) {
    each([](Tokens& out) { out.clear(); });
    const text::FoldedText folded = text::fold(text, kFolding);
    Scanner(folded.view(), true, words, characters).run();
    each([&](Tokens& out) {
      for (MatchToken& token : out) token.span = folded.source(token.span);
    });
  }
  each([&](Tokens& out) {
    if (!out.empty()) return;
    const std::string_view rest = text::trim(text);
    if (rest.empty()) return;
    const auto begin = static_cast<std::size_t>(rest.data() - text.data());
    out.push_back({match_key(text::folded(rest, kFolding)), {begin, begin + rest.size()}, false});
  });
}

}  // namespace

void match_tokens(std::string_view text, HanTokens han, std::vector<MatchToken>& out) {
  const bool words = han == HanTokens::words;
  tokens(text, words ? &out : nullptr, words ? nullptr : &out);
}

void match_tokens(std::string_view text, std::vector<MatchToken>& words,
                  std::vector<MatchToken>& characters) {
  tokens(text, &words, &characters);
}

std::uint64_t match_key(std::string_view folded_token) {
  return XXH3_64bits(folded_token.data(), folded_token.size());
}

std::string match_form(std::string_view text) {
  return text::folded(text, kFolding);
}

}  // namespace hexapla::segmentation
