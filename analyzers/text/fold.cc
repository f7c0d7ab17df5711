#include "analyzers/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

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

// ICU's transliterators are not documented as safe for concurrent use of one object: each thread
// has its own.
const icu::Transliterator* simplifier() {
  thread_local const std::unique_ptr<icu::Transliterator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  }();
  return instance.get();
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

// Letters that no normalisation form changes, and that join nothing on their left: the bulk of
// Russian, Arabic and Chinese text. (й and the hamza forms decompose, but the folder puts them
// together again.)
bool is_plain(char32_t c) {
  return (c >= 0x410 && c <= 0x44F) || (c >= 0x621 && c <= 0x63A) || (c >= 0x641 && c <= 0x64A) ||
         (c >= 0x4E00 && c <= 0x9FA5) || c == 0x3001 || c == 0x3002;
}

bool is_han(char32_t c) {
  return script_of(c) == Script::han;
}

class Folder {
 public:
  Folder(std::string_view source, unsigned flags) : source_(source), flags_(flags) {}

  void run(std::string& out, std::vector<std::uint32_t>& begin, std::vector<std::uint32_t>& end) {
    out_ = &out;
    begin_ = &begin;
    end_ = &end;
    out.reserve(source_.size());
    begin.reserve(source_.size());
    end.reserve(source_.size());
    std::size_t at = 0;
    while (at < source_.size()) {
      const auto c = static_cast<unsigned char>(source_[at]);
      // Most of most texts: a visible ASCII character with another behind it.
      if (c > 0x20 && c < 0x7F &&
          (at + 1 >= source_.size() || static_cast<unsigned char>(source_[at + 1]) < 0x80)) {
        const bool upper = c >= 'A' && c <= 'Z' && (flags_ & kFoldCase) != 0;
        if (upper || out.size() != at) identity_ = false;
        out.push_back(static_cast<char>(upper ? c + 32 : c));
        begin.push_back(static_cast<std::uint32_t>(at));
        end.push_back(static_cast<std::uint32_t>(at + 1));
        ++at;
        continue;
      }
      // ASCII that no combining mark follows folds by itself.
      if (c < 0x80 &&
          (at + 1 >= source_.size() || static_cast<unsigned char>(source_[at + 1]) < 0x80)) {
        emit(c, at, at + 1);
        ++at;
        continue;
      }
      at = fold_run(at);
    }
  }

  bool identity() const { return identity_; }

 private:
  // One normalisation run: a starter and what may compose with it (UAX 15, section 9).
  std::size_t fold_run(std::size_t at) {
    const std::size_t start = at;
    CodePoint c = decode(source_, at);
    if (is_plain(c.value)) {
      const std::size_t next = at + c.size;
      if (next >= source_.size() || static_cast<unsigned char>(source_[next]) < 0x80 ||
          is_plain(decode(source_, next).value)) {
        emit_plain(c.value, at, next);
        return next;
      }
    }
    if (is_raised_or_lowered_digit(c.value)) {
      emit(1, at, at + c.size);
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

  // emit() for what is_plain() names: no space, dash, digit or mark.
  void emit_plain(char32_t c, std::size_t from, std::size_t to) {
    const char32_t printed = c;
    if (c < 0x450) {
      if ((flags_ & kFoldCase) && c < 0x430) c += 0x20;
    } else if (c < 0x650) {
      if (flags_ & kFoldArabicLetters) c = fold_arabic(c);
    } else if ((flags_ & kFoldHan) && c > 0x3002) {
      c = simplify(c);
    }
    if (c != printed || out_->size() != from) identity_ = false;
    append(*out_, c);
    begin_->resize(out_->size(), static_cast<std::uint32_t>(from));
    end_->resize(out_->size(), static_cast<std::uint32_t>(to));
  }

  void emit(char32_t c, std::size_t from, std::size_t to) {
    if (vanishes(c) || ((flags_ & (kFoldArabicLetters | kFoldAccents)) && is_tashkeel(c))) {
      identity_ = false;
      return;
    }
    if (is_space(c)) {
      if (!out_->empty() && out_->back() == ' ') {
        if (!end_->empty()) end_->back() = static_cast<std::uint32_t>(to);
        identity_ = false;
        return;
      }
      c = ' ';
    } else if (is_dash(c)) {
      c = '-';
    } else if (c >= 0x80 && is_digit(c)) {
      c = static_cast<char32_t>('0' + digit_value(c));
    } else {
      if (flags_ & kFoldArabicLetters) c = fold_arabic(c);
      if (flags_ & kFoldCase)
        c = static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
      if ((flags_ & kFoldHan) && is_han(c)) c = simplify(c);
    }
    const std::size_t before = out_->size();
    append(*out_, c);
    if (identity_ && (before != from || out_->size() != to ||
                      source_.substr(from, to - from) != std::string_view(*out_).substr(before))) {
      identity_ = false;
    }
    begin_->resize(out_->size(), static_cast<std::uint32_t>(from));
    end_->resize(out_->size(), static_cast<std::uint32_t>(to));
  }

  static char32_t transliterated(char32_t c) {
    const icu::Transliterator* t = simplifier();
    if (t == nullptr) return c;
    icu::UnicodeString one(static_cast<UChar32>(c));
    t->transliterate(one);
    return one.countChar32() == 1 ? static_cast<char32_t>(one.char32At(0)) : c;
  }

  // The unified ideographs are asked for once: a transliterator is slow for one character at a
  // time.
  static char32_t simplify(char32_t c) {
    constexpr char32_t kFirst = 0x4E00;
    constexpr char32_t kLast = 0x9FFF;
    static const std::vector<char32_t> table = [] {
      std::vector<char32_t> out;
      out.reserve(kLast - kFirst + 1);
      for (char32_t h = kFirst; h <= kLast; ++h) out.push_back(transliterated(h));
      return out;
    }();
    return c >= kFirst && c <= kLast ? table[c - kFirst] : transliterated(c);
  }

  std::string_view source_;
  unsigned flags_;
  bool identity_ = true;
  std::string* out_ = nullptr;
  std::vector<std::uint32_t>* begin_ = nullptr;
  std::vector<std::uint32_t>* end_ = nullptr;
};

bool folds_to_itself(std::string_view text, unsigned flags) {
  bool space = false;
  for (const char ch : text) {
    const auto c = static_cast<unsigned char>(ch);
    if (c >= 0x80 || (c < 0x20)) return false;
    if (c == ' ' && space) return false;
    space = c == ' ';
    if ((flags & kFoldCase) && c >= 'A' && c <= 'Z') return false;
  }
  return true;
}

}  // namespace

Span FoldedText::source(Span folded) const {
  if (begin_.empty()) return folded;
  if (folded.empty()) {
    const std::size_t at = folded.begin < begin_.size() ? begin_[folded.begin] : source_size_;
    return {at, at};
  }
  return {begin_[folded.begin], end_[folded.end - 1]};
}

std::size_t FoldedText::folded(std::size_t at) const {
  if (begin_.empty()) return std::min(at, text_.size());
  return static_cast<std::size_t>(
      std::lower_bound(begin_.begin(), begin_.end(), static_cast<std::uint32_t>(at)) -
      begin_.begin());
}

FoldedText fold(std::string_view utf8, unsigned flags) {
  FoldedText out;
  out.source_size_ = utf8.size();
  if (folds_to_itself(utf8, flags)) {
    out.text_ = utf8;
    return out;
  }
  Folder folder(utf8, flags);
  folder.run(out.text_, out.begin_, out.end_);
  if (folder.identity() && out.text_.size() == utf8.size()) {
    out.begin_.clear();
    out.end_.clear();
  }
  return out;
}

std::string folded(std::string_view utf8, unsigned flags) {
  return fold(utf8, flags).text();
}

}  // namespace hexapla::text
