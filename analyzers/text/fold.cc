#include "analyzers/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <memory>
#include <mutex>

#include "analyzers/text/eight.h"
#include "analyzers/text/simplified.h"
#include "analyzers/text/utf8.h"

namespace hexapla::text {
namespace {

const icu::Normalizer2& nfkc() {
  static const icu::Normalizer2* instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCInstance(status);
  }();
  return *instance;
}

const icu::Normalizer2& nfd() {
  static const icu::Normalizer2* instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFDInstance(status);
  }();
  return *instance;
}

bool is_dash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500 || c == 0x2501 ||
         c == 0xFE58 || c == 0xFE63 || c == 0xFF0D || c == 0x2E3A || c == 0x2E3B;
}

bool vanishes(char32_t c) {
  return c == 0xAD || c == 0x640 || c == 0xFEFF || (c >= 0x200B && c <= 0x200D) || c == 0x2060 ||
         is_bidi_control(c);
}

bool is_raised_or_lowered_digit(char32_t c) {
  return c == 0xB2 || c == 0xB3 || c == 0xB9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ||
         (c >= 0x2080 && c <= 0x2089);
}

bool is_tashkeel(char32_t c) {
  return (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) || c == 0x670 ||
         (c >= 0x6D6 && c <= 0x6ED);
}

char32_t fold_arabic(char32_t c) {
  switch (c) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671:
      return 0x627;
    case 0x649:
      return 0x64A;
    case 0x629:
      return 0x647;
    case 0x624:
      return 0x648;
    case 0x626:
      return 0x64A;
    default:
      return c;
  }
}

bool is_han(char32_t c) {
  return script_of(c) == Script::han;
}

// What the slow road makes of a code point that stands by itself, remembered for the scripts and
// signs of our languages: everything below is a look into a table. One table for each set of flags.
class Alone {
 public:
  static constexpr char32_t kNotHere = 0xFFFFFFFF;  // several code points, or not in the table
  static constexpr char32_t kNothing = 0xFFFFFFFE;  // it vanishes

  static const Alone& of(unsigned flags);

  // The folded code point; ' ' for what is a space, which the caller collapses.
  char32_t operator[](char32_t c) const {
    const std::size_t at = index(c);
    if (at != kOutside) return folded_[at];
    if (c < kFirstHan || c > kLastHan) return kNotHere;
    return han_.empty() ? c : han_[c - kFirstHan];
  }

  // Does no character before `c` ever combine with it? False too when the table does not know.
  bool begins(char32_t c) const {
    const std::size_t at = index(c);
    return at != kOutside ? begins_[at] != 0 : c >= kFirstHan && c <= kLastHan;
  }

 private:
  static constexpr std::size_t kOutside = static_cast<std::size_t>(-1);
  static constexpr char32_t kFirstHan = 0x4E00;
  static constexpr char32_t kLastHan = 0x9FA5;

  explicit Alone(unsigned flags);

  // Latin to Arabic; general punctuation; marks of Chinese; full-width forms.
  static std::size_t index(char32_t c) {
    if (c < 0x700) return c;
    if (c - 0x2000U < 0x100U) return 0x700 + (c - 0x2000U);
    if (c - 0x3000U < 0x40U) return 0x800 + (c - 0x3000U);
    if (c - 0xFF00U < 0xF0U) return 0x840 + (c - 0xFF00U);
    return kOutside;
  }

  std::vector<char32_t> folded_;
  std::vector<char32_t> han_;  // empty: ideographs stay
  std::vector<std::uint8_t> begins_;
};

class Folder {
 public:
  // `alone` may be null: then every character takes the slow road. `map`: whether anybody asks
  // where the folded text comes from.
  Folder(std::string_view source, unsigned flags, const Alone* alone, bool map)
      : source_(source), flags_(flags), alone_(alone), wants_map_(map) {}

  // `begin` and `end` stay empty as long as every code point stands where it stood, in as many
  // bytes.
  void run(std::string& out, std::vector<std::uint32_t>& begin, std::vector<std::uint32_t>& end) {
    out_ = &out;
    begin_ = &begin;
    end_ = &end;
    // What short text becomes mostly fits into the string itself.
    out.resize(source_.size() <= out.capacity() ? out.capacity() : source_.size() + kMost);
    std::size_t at = ascii(0);
    CodePoint c = at < source_.size() ? decode(source_, at) : CodePoint{0, 1};
    while (at < source_.size()) {
      const std::size_t next = at + c.size;
      const CodePoint behind = next < source_.size() ? decode(source_, next) : CodePoint{0, 1};
      const char32_t folded = alone_ == nullptr ? Alone::kNotHere : (*alone_)[c.value];
      if (folded == Alone::kNotHere || !alone_->begins(behind.value)) {
        at = fold_run(at);
        if (at < source_.size()) c = decode(source_, at);
        continue;
      }
      if (folded == c.value && folded >= 0x80 && c.size > 1 && !mapped_ && size_ == at) {
        // Nothing changes: most letters that are no capitals, and what goes on like them.
        const std::size_t last = behind_unchanging(next);
        if (last > out_->size()) grow(2 * out_->size() + (last - at));
        std::memcpy(out_->data() + at, source_.data() + at, last - at);
        size_ = at = last;
        c = at == next ? behind : at < source_.size() ? decode(source_, at) : CodePoint{0, 1};
        if (c.value > ' ' && c.value < 0x7F) {
          at = ascii(at);
          if (at < source_.size()) c = decode(source_, at);
        }
        continue;
      } else if (folded == ' ') {
        put_space(at, next);
      } else if (folded != Alone::kNothing) {
        put(folded, at, next);
      }
      at = next;
      c = behind;
      if (c.value > ' ' && c.value < 0x7F) {
        at = ascii(at);
        if (at < source_.size()) c = decode(source_, at);
      }
    }
    // What vanished at the end.
    if (size_ != source_.size()) keep_map();
    out.resize(size_);
    if (!mapped_) return;
    begin.resize(size_);
    end.resize(size_);
  }

 private:
  static constexpr std::size_t kMost = 4;  // bytes of a code point

  // Most of most texts: ASCII with another such character behind each. The offset of the first
  // character from `at` on that is none. Single spaces within are among them.
  std::size_t ascii(std::size_t at) {
    const std::size_t size = source_.size();
    std::size_t last = behind_eights(at);
    while (last < size &&
           (visible(source_[last]) ||
            (source_[last] == ' ' && last > at && last + 1 < size && visible(source_[last + 1]))))
      ++last;
    // A mark may stand upon the last of them.
    if (last < size && last > at && static_cast<unsigned char>(source_[last]) >= 0x80) --last;
    if (last == at) return at;
    if (size_ + (last - at) > out_->size()) grow(2 * out_->size() + (last - at));
    if (size_ != at) keep_map();
    char* to = out_->data() + size_;
    const char* from = source_.data() + at;
    const std::size_t count = last - at;
    if ((flags_ & kFoldCase) != 0) {
      for (std::size_t i = 0; i < count; ++i) {
        const auto c = static_cast<unsigned char>(from[i]);
        const bool upper = static_cast<unsigned char>(c - 'A') < 26U;
        to[i] = static_cast<char>(c | (upper ? 0x20U : 0U));
      }
    } else {
      std::memcpy(to, from, count);
    }
    if (mapped_) {
      std::uint32_t* begins = begin_->data() + size_;
      std::uint32_t* ends = end_->data() + size_;
      const auto first = static_cast<std::uint32_t>(at);
      for (std::uint32_t i = 0; i < count; ++i) begins[i] = first + i;
      for (std::uint32_t i = 0; i < count; ++i) ends[i] = first + i + 1;
    }
    size_ += count;
    return last;
  }

  // Behind the letters at `at` that folding leaves as they are, with single spaces between them:
  // what a letter alone stands for the table has told, and nothing but another letter, a space or
  // other ASCII stands behind each. `at` where there are none.
  std::size_t behind_unchanging(std::size_t at) const {
    if ((flags_ & (kFoldArabicLetters | kFoldHan)) != 0) return at;
    std::size_t end = at;   // of them
    std::size_t last = at;  // where the last one begins
    for (;;) {
      const std::size_t space = end < source_.size() && source_[end] == ' ' ? 1 : 0;
      const std::size_t size = unchanging(end + space);
      if (size == 0) break;
      last = end + space;
      end = last + size;
    }
    const bool alone = end == source_.size() || static_cast<unsigned char>(source_[end]) < 0x80;
    return alone ? end : last;
  }

  // Bytes of the letter at `at` when it is a small Cyrillic one (U+0430 to U+044F), an Arabic one
  // (U+0621 to U+063A, U+0641 to U+064A) or an ideograph (U+4E00 to U+9F7F); else 0.
  std::size_t unchanging(std::size_t at) const {
    const std::size_t left = source_.size() - std::min(at, source_.size());
    if (left < 2) return 0;
    const auto lead = static_cast<unsigned char>(source_[at]);
    const auto second = static_cast<unsigned char>(source_[at + 1]);
    switch (lead) {
      case 0xD0:
        return second >= 0xB0 && second <= 0xBF ? 2 : 0;
      case 0xD1:
        return second >= 0x80 && second <= 0x8F ? 2 : 0;
      case 0xD8:
        return second >= 0xA1 && second <= 0xBA ? 2 : 0;
      case 0xD9:
        return second >= 0x81 && second <= 0x8A ? 2 : 0;
      default:
        break;
    }
    const bool han = lead >= 0xE4 && lead <= 0xE9 && left >= 3 &&
                     second >= (lead == 0xE4 ? 0xB8 : 0x80) &&
                     second <= (lead == 0xE9 ? 0xBD : 0xBF) &&
                     (static_cast<unsigned char>(source_[at + 2]) & 0xC0U) == 0x80;
    return han ? 3 : 0;
  }

  static bool visible(char c) { return c > ' ' && c < 0x7F; }

  // The same as far as eight bytes at a time tell: a space at their end is left for the next ones.
  std::size_t behind_eights(std::size_t at) const {
    std::size_t last = at;
    while (last + kEight <= source_.size()) {
      const std::uint64_t eight = eight_at(source_.data() + last);
      const std::uint64_t spaces = equal_to(eight, ' ');
      if (between(eight, ' ', '~') != kMarks || (spaces & (spaces << 8U)) != 0 ||
          (last == at && source_[at] == ' '))
        break;
      last += source_[last + kEight - 1] == ' ' ? kEight - 1 : kEight;
    }
    return last;
  }

  // From here on the offsets differ, or code points have more or fewer bytes.
  void keep_map() {
    if (mapped_ || !wants_map_) return;
    mapped_ = true;
    begin_->resize(out_->size());
    end_->resize(out_->size());
    for (std::size_t at = 0; at < size_;) {
      const std::size_t next = at + decode(std::string_view(out_->data(), size_), at).size;
      for (std::size_t i = at; i < next; ++i) {
        (*begin_)[i] = static_cast<std::uint32_t>(at);
        (*end_)[i] = static_cast<std::uint32_t>(next);
      }
      at = next;
    }
  }

  // One normalisation run: a starter and what may compose with it (UAX 15, section 9).
  std::size_t fold_run(std::size_t at) {
    const std::size_t start = at;
    CodePoint c = decode(source_, at);
    // ASCII that no combining mark follows folds by itself.
    if (is_raised_or_lowered_digit(c.value) ||
        (c.value < 0x80 &&
         (at + 1 >= source_.size() || static_cast<unsigned char>(source_[at + 1]) < 0x80))) {
      emit(c.value < 0x80 ? c.value : 1, at, at + c.size);
      return at + c.size;
    }
    icu::UnicodeString run;
    run.append(static_cast<UChar32>(c.value));
    at += c.size;
    while (at < source_.size()) {
      c = decode(source_, at);
      if (c.value < 0x300 || nfkc().hasBoundaryBefore(static_cast<UChar32>(c.value)) ||
          run.length() >= 64)
        break;
      run.append(static_cast<UChar32>(c.value));
      at += c.size;
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString folded = nfkc().normalize(run, status);
    if (U_FAILURE(status)) folded = run;
    if (flags_ & kFoldAccents) folded = without_marks(folded);
    for (int32_t i = 0; i < folded.length();) {
      const UChar32 u = folded.char32At(i);
      i += U16_LENGTH(u);
      emit(static_cast<char32_t>(u), start, at);
    }
    return at;
  }

  static icu::UnicodeString without_marks(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString decomposed = nfd().normalize(text, status);
    icu::UnicodeString kept;
    for (int32_t i = 0; i < decomposed.length();) {
      const UChar32 u = decomposed.char32At(i);
      i += U16_LENGTH(u);
      // й is a letter of its own, not an accented и; the Arabic hamza forms are kFoldArabicLetters'
      // business.
      if (u_charType(u) == U_NON_SPACING_MARK && u != 0x306 && u != 0x653 && u != 0x654 &&
          u != 0x655)
        continue;
      kept.append(u);
    }
    return nfkc().normalize(kept, status);
  }

  void emit(char32_t c, std::size_t from, std::size_t to) {
    if (vanishes(c) || ((flags_ & (kFoldArabicLetters | kFoldAccents)) && is_tashkeel(c))) return;
    if (is_space(c)) {
      put_space(from, to);
      return;
    }
    if (is_dash(c)) {
      c = '-';
    } else if (c >= 0x80 && is_digit(c)) {
      c = static_cast<char32_t>('0' + digit_value(c));
    } else {
      if (flags_ & kFoldArabicLetters) c = fold_arabic(c);
      if (flags_ & kFoldCase)
        c = static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
      if ((flags_ & kFoldHan) && is_han(c)) c = simplify(c);
    }
    put(c, from, to);
  }

  // Every run of white space is one space.
  void put_space(std::size_t from, std::size_t to) {
    if (size_ > 0 && (*out_)[size_ - 1] == ' ') {
      keep_map();
      if (mapped_) (*end_)[size_ - 1] = static_cast<std::uint32_t>(to);
      return;
    }
    put(' ', from, to);
  }

  void put(char32_t c, std::size_t from, std::size_t to) {
    if (size_ + kMost > out_->size()) grow(2 * out_->size() + kMost);
    const std::size_t first = size_;
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    const std::size_t bytes = c < 0x80 ? 1U : c < 0x800 ? 2U : c < 0x10000 ? 3U : 4U;
    if (first != from || bytes != to - from) keep_map();
    if (c < 0x80) {
      (*out_)[size_++] = static_cast<char>(c);
    } else if (c < 0x800) {
      (*out_)[size_++] = static_cast<char>(0xC0 | (c >> 6));
      (*out_)[size_++] = static_cast<char>(0x80 | (c & 0x3F));
    } else {
      if (c < 0x10000) {
        (*out_)[size_++] = static_cast<char>(0xE0 | (c >> 12));
      } else {
        (*out_)[size_++] = static_cast<char>(0xF0 | (c >> 18));
        (*out_)[size_++] = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
      }
      (*out_)[size_++] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      (*out_)[size_++] = static_cast<char>(0x80 | (c & 0x3F));
    }
    if (!mapped_) return;
    for (std::size_t i = first; i < size_; ++i) {
      (*begin_)[i] = static_cast<std::uint32_t>(from);
      (*end_)[i] = static_cast<std::uint32_t>(to);
    }
  }

  void grow(std::size_t size) {
    out_->resize(size);
    if (!mapped_) return;
    begin_->resize(size);
    end_->resize(size);
  }

  static char32_t simplify(char32_t c) {
    constexpr char32_t kFirst = 0x3400;
    constexpr char32_t kLast = 0x9FFF;
    static const std::vector<char16_t> table = [] {
      std::vector<char16_t> out(kLast - kFirst + 1);
      for (char32_t h = kFirst; h <= kLast; ++h) out[h - kFirst] = static_cast<char16_t>(h);
      for (std::size_t k = 0; k + 1 < kSimplified.size(); k += 2)
        out[kSimplified[k] - kFirst] = kSimplified[k + 1];
      return out;
    }();
    return c >= kFirst && c <= kLast ? table[c - kFirst] : c;
  }

  friend class Alone;

  std::string_view source_;
  unsigned flags_;
  const Alone* alone_;
  bool wants_map_;
  bool mapped_ = false;   // the two vectors are kept
  std::size_t size_ = 0;  // bytes of *out_ that are written
  std::string* out_ = nullptr;
  std::vector<std::uint32_t>* begin_ = nullptr;
  std::vector<std::uint32_t>* end_ = nullptr;
};

Alone::Alone(unsigned flags) {
  const auto slow = [&](char32_t c) {
    std::string one;
    append(one, c);
    std::string out;
    std::vector<std::uint32_t> begin;
    std::vector<std::uint32_t> end;
    Folder(one, flags, nullptr, false).run(out, begin, end);
    if (out.empty()) return kNothing;
    const CodePoint folded = decode(out, 0);
    return folded.size == out.size() ? folded.value : kNotHere;
  };
  const auto add = [&](char32_t first, char32_t last) {
    for (char32_t c = first; c <= last; ++c) {
      folded_.push_back(slow(c));
      begins_.push_back(c < 0x300 || nfkc().hasBoundaryBefore(static_cast<UChar32>(c)) ? 1 : 0);
    }
  };
  add(0, 0x6FF);
  add(0x2000, 0x20FF);
  add(0x3000, 0x303F);
  add(0xFF00, 0xFFEF);
  if ((flags & kFoldHan) == 0) return;
  for (char32_t c = kFirstHan; c <= kLastHan; ++c) han_.push_back(Folder::simplify(c));
}

const Alone& Alone::of(unsigned flags) {
  constexpr unsigned kAll = kFoldCase | kFoldAccents | kFoldArabicLetters | kFoldHan;
  static std::array<std::once_flag, kAll + 1> made;
  static std::array<std::unique_ptr<const Alone>, kAll + 1> tables;
  static std::array<std::atomic<const Alone*>, kAll + 1> ready{};
  flags &= kAll;
  if (const Alone* table = ready[flags].load(std::memory_order_acquire); table != nullptr)
    return *table;
  std::call_once(made[flags], [&] {
    tables[flags].reset(new Alone(flags));
    ready[flags].store(tables[flags].get(), std::memory_order_release);
  });
  return *tables[flags];
}

// The end of the code point that the byte before `at` belongs to.
std::size_t code_point_end(std::string_view text, std::size_t at) {
  if (at >= text.size()) return at;
  const std::size_t start = code_point_start(text, at);
  return start == at ? at : start + decode(text, start).size;
}

}  // namespace

Span FoldedText::source(Span folded) const {
  if (begin_.empty()) {
    const std::size_t begin = code_point_start(text_, folded.begin);
    return {begin, folded.empty() ? begin : code_point_end(text_, folded.end)};
  }
  if (folded.empty()) {
    const std::size_t at = folded.begin < begin_.size() ? begin_[folded.begin] : source_size_;
    return {at, at};
  }
  return {begin_[folded.begin], end_[folded.end - 1]};
}

std::size_t FoldedText::folded(std::size_t at) const {
  if (begin_.empty()) return code_point_end(text_, std::min(at, text_.size()));
  return static_cast<std::size_t>(
      std::lower_bound(begin_.begin(), begin_.end(), static_cast<std::uint32_t>(at)) -
      begin_.begin());
}

FoldedText fold(std::string_view utf8, unsigned flags) {
  FoldedText out;
  out.source_size_ = utf8.size();
  Folder(utf8, flags, &Alone::of(flags), true).run(out.text_, out.begin_, out.end_);
  return out;
}

std::string folded(std::string_view utf8, unsigned flags) {
  std::string out;
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> end;
  Folder(utf8, flags, &Alone::of(flags), false).run(out, begin, end);
  return out;
}

}  // namespace hexapla::text
