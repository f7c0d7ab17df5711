#include "pipeline/align/tokens.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/align/label_number.h"
#include "pipeline/align/places.h"

namespace hexapla::align {
namespace {

constexpr std::size_t kStem = 6;  // letters of a word that count: inflection is mostly behind them

enum class Class : std::uint8_t { space, letter, mark, han, digit, punctuation };

Class classify_slowly(char32_t c) {
  if (text::is_space(c)) return Class::space;
  if (text::script_of(c) == text::Script::han) return Class::han;
  if (c >= 0x3040 && c <= 0x30FF) return Class::han;  // kana stand for themselves too
  if (text::is_digit(c)) return Class::digit;
  if (text::is_letter(c)) return Class::letter;
  const auto type = u_charType(static_cast<UChar32>(c));
  if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || c == 0xAD || c == 0x640 ||
      (c >= 0x200B && c <= 0x200F)) {
    return Class::mark;
  }
  return Class::punctuation;
}

Class classify(char32_t c) {
  static const std::vector<Class> table = [] {
    std::vector<Class> out(0x10000);
    for (char32_t u = 0; u < 0x10000; ++u) out[u] = classify_slowly(u);
    return out;
  }();
  return c < 0x10000 ? table[c] : classify_slowly(c);
}

// Han digits and units for numbers such as 二十三; -1 for other characters.
int han_number(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零':
      return 0;
    case U'一':
      return 1;
    case U'二':
    case U'两':
      return 2;
    case U'三':
      return 3;
    case U'四':
      return 4;
    case U'五':
      return 5;
    case U'六':
      return 6;
    case U'七':
      return 7;
    case U'八':
      return 8;
    case U'九':
      return 9;
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1000;
    case U'万':
      return 10000;
    default:
      return -1;
  }
}

// Value of a run of Han number characters: positional (二〇〇四) or with units (二十三, 一百零五).
std::uint64_t han_value(const std::u32string& run) {
  const bool units =
      std::any_of(run.begin(), run.end(), [](char32_t c) { return han_number(c) >= 10; });
  std::uint64_t total = 0;
  std::uint64_t section = 0;
  std::uint64_t digit = 0;
  for (const char32_t c : run) {
    const auto v = static_cast<std::uint64_t>(han_number(c));
    if (!units) {
      total = total * 10 + v;
    } else if (v < 10) {
      digit = v;
    } else if (v == 10000) {
      total += (section + digit) * v;
      section = digit = 0;
    } else {
      section += (digit == 0 ? 1 : digit) * v;
      digit = 0;
    }
  }
  return units ? total + section + digit : total;
}

// ISO 9 without marks, simplified for comparison: what a name looks like in Latin letters.
std::string_view latin_of(char32_t c) {
  static constexpr std::array<std::string_view, 32> kRussian = {
      "a", "b", "v", "g", "d", "e", "j", "z", "i", "i", "k", "l", "m", "n", "o", "p",
      "r", "s", "t", "u", "f", "h", "c", "c", "s", "s", "",  "i", "",  "e", "u", "a"};
  if (c >= 0x430 && c <= 0x44F) return kRussian[c - 0x430];
  return {};
}

// The first letters of a word in comparable Latin letters; empty when the script has no letters to
// compare.
std::string comparable(std::string_view folded) {
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const auto [c, size] = text::decode(folded, at);
    at += size;
    if (c < 0x80) {
      char ch = static_cast<char>(c);
      if (ch == 'y') ch = 'i';
      if (ch == 'k' || ch == 'q') ch = 'c';
      if (out.empty() || out.back() != ch) out += ch;  // doubled letters are spelling
    } else if (c >= 0x430 && c <= 0x44F) {
      std::string_view latin = latin_of(c);
      if (latin == "k") latin = "c";
      if (out.empty() || latin != std::string_view(&out.back(), 1)) out += latin;
    } else {
      return {};
    }
  }
  return out;
}

std::size_t letters(std::string_view folded) {
  return text::count_code_points(folded);
}

std::string cut(std::string_view folded, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < most && at < folded.size(); ++n) at += text::decode(folded, at).size;
  return std::string(folded.substr(0, at));
}

}  // namespace

struct Tokenizer::State {
  std::vector<std::string>
      prefixes;  // written together with the word: Arabic conjunctions and article
  std::vector<Word> words;
  std::unordered_map<std::string, WordId> ids;           // by kind and form
  std::unordered_map<std::string_view, WordId> printed;  // by what stands in the text
  Tokens out;

  // What was read of a segment's text: words [begin, end) of `read_ids`.
  struct Seen {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    float length = 0;
    float times = 0;
    Parts inside{};
    std::uint32_t first_place = 0;  // places inside: [first_place, last_place) of `places`
    std::uint32_t last_place = 0;
    Place first;  // what it opens with
    Place last;   // what it ends with
  };
  std::unordered_map<std::string_view, std::uint32_t> seen;
  std::vector<Seen> texts;
  std::vector<WordId> read_ids;
  std::vector<PlaceInside> places;
  Breaks breaks;
  PlaceReader reader;  // of the text being read

  WordId intern(Word word) {
    const auto [it, fresh] = ids.try_emplace(name_of(word), static_cast<WordId>(words.size()));
    if (fresh) words.push_back(std::move(word));
    return it->second;
  }

  std::string_view without_prefix(std::string_view folded) const {
    for (const std::string& prefix : prefixes) {
      if (folded.starts_with(prefix) && letters(folded) >= letters(prefix) + 3)
        return folded.substr(prefix.size());
    }
    return folded;
  }

  Word make_word(std::string_view raw) const {
    const std::string folded = text::folded(
        raw, text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters | text::kFoldHan);
    Word w;
    w.form = cut(without_prefix(folded), kStem);
    const std::string latin = comparable(folded);
    if (latin.size() >= 4) {
      w.key = latin.substr(0, 5);
      w.kind = KeyKind::word;
    } else if (latin.empty() && letters(folded) >= 2) {
      w.key = w.form;  // other scripts: only the very same word
      w.kind = KeyKind::word;
    }
    return w;
  }

  WordId word(std::string_view raw) {
    const auto found = printed.find(raw);
    if (found != printed.end()) return found->second;
    const WordId id = intern(make_word(raw));
    printed.emplace(raw, id);
    return id;
  }

  static std::string name_of(const Word& word) {
    return word.form + static_cast<char>('0' + static_cast<int>(word.kind));
  }

  void look_up(std::string_view raw, std::vector<WordId>& found) const {
    const auto at = ids.find(name_of(make_word(raw)));
    if (at != ids.end()) found.push_back(at->second);
  }

  void punctuation(char32_t c) {
    std::string_view form;
    switch (c) {
      case '?':
      case U'？':
      case U'؟':
        form = "?";
        break;
      case '!':
      case U'！':
        form = "!";
        break;
      case ':':
      case U'：':
        form = ":";
        break;
      case ';':
      case U'；':
      case U'؛':
        form = ";";
        break;
      case '(':
      case U'（':
        form = "(";
        break;
      case ')':
      case U'）':
        form = ")";
        break;
      case '%':
      case U'％':
      case U'٪':
        form = "%";
        break;
      case '"':
      case U'“':
      case U'”':
      case U'«':
      case U'»':
      case U'„':
      case U'「':
      case U'」':
        form = "\"";
        break;
      default:
        return;
    }
    out.ids.push_back(intern({std::string(form), std::string(form), KeyKind::mark}));
  }

  void number(std::string digits) {
    const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    digits.erase(0, zeros);
    std::string form = "0:" + digits;
    std::string key = form;
    out.ids.push_back(intern({std::move(form), std::move(key), KeyKind::number}));
  }

  void anchor(std::string form) {
    std::string key = form;
    out.ids.push_back(intern({std::move(form), std::move(key), KeyKind::anchor}));
  }

  void role(std::string form) {
    std::string key = form;
    out.ids.push_back(intern({std::move(form), std::move(key), KeyKind::role}));
  }

  // Reads digits at `at` with their separators of thousands: 1,000; 1.000; 1 000. Gives the end.
  std::size_t read_number(std::string_view s, std::size_t at) {
    std::string digits;
    std::size_t group = 0;
    bool separated = false;
    while (at < s.size()) {
      const auto [c, size] = text::decode(s, at);
      if (classify(c) == Class::digit) {
        digits += static_cast<char>('0' + text::digit_value(c));
        ++group;
        at += size;
        continue;
      }
      const bool separator =
          c == ',' || c == '.' || c == ' ' || c == 0xA0 || c == 0x202F || c == 0x66C;
      if (!separator || group > 3 || (separated && group != 3) || !three_digits(s, at + size))
        break;
      separated = true;
      group = 0;
      at += size;
    }
    number(std::move(digits));
    return at;
  }

  static bool three_digits(std::string_view s, std::size_t at) {
    int n = 0;
    while (at < s.size()) {
      const auto [c, size] = text::decode(s, at);
      if (classify(c) != Class::digit) break;
      ++n;
      at += size;
    }
    return n == 3;
  }

  std::size_t read_han(std::string_view s, std::size_t at, float& length) {
    std::u32string run;
    char32_t before = 0;
    std::u32string figures;
    bool ordinal = false;
    const auto flush = [&] {
      if (figures.size() >= 2 || (ordinal && !figures.empty()))
        number(std::to_string(han_value(figures)));
      figures.clear();
    };
    std::size_t previous = at;
    while (at < s.size()) {
      const auto [c, size] = text::decode(s, at);
      if (classify(c) != Class::han) break;
      length += 1;
      if (han_number(c) >= 0 && figures.size() < 12) {
        if (figures.empty()) ordinal = before == U'第';
        figures += c;
      } else {
        flush();
      }
      // Characters and pairs of characters: between them they hold most words.
      out.ids.push_back(word(s.substr(at, size)));
      reader.han(out.ids.back(), length - 1);
      if (before != 0) out.ids.push_back(word(s.substr(previous, at + size - previous)));
      previous = at;
      before = c;
      at += size;
    }
    flush();
    return at;
  }

  // The words of a segment's text, with its length.
  void read(std::string_view s) {
    const auto [it, fresh] = seen.try_emplace(s, static_cast<std::uint32_t>(texts.size()));
    if (fresh) texts.emplace_back();
    Seen& found = texts[it->second];
    found.times += 1;
    out.text_of.push_back(it->second);
    if (fresh) {
      const std::size_t from = out.ids.size();
      found.first_place = static_cast<std::uint32_t>(places.size());
      reader.begin(places);
      found.length = read_fresh(s);
      found.last_place = static_cast<std::uint32_t>(places.size());
      found.first = reader.first();
      found.last = reader.last();
      found.begin = static_cast<std::uint32_t>(read_ids.size());
      read_ids.insert(read_ids.end(), out.ids.begin() + static_cast<std::ptrdiff_t>(from),
                      out.ids.end());
      found.end = static_cast<std::uint32_t>(read_ids.size());
    } else {
      out.ids.insert(out.ids.end(), read_ids.begin() + found.begin, read_ids.begin() + found.end);
    }
    out.length.push_back(found.length);
  }

  // The words of the last segment, each once.
  void close_segment() {
    const auto from = static_cast<std::ptrdiff_t>(out.distinct_ids.size());
    out.distinct_ids.insert(out.distinct_ids.end(), out.ids.begin() + out.begin.back(),
                            out.ids.end());
    std::sort(out.distinct_ids.begin() + from, out.distinct_ids.end());
    out.distinct_ids.erase(std::unique(out.distinct_ids.begin() + from, out.distinct_ids.end()),
                           out.distinct_ids.end());
    out.distinct_begin.push_back(static_cast<std::uint32_t>(out.distinct_ids.size()));
    out.begin.push_back(static_cast<std::uint32_t>(out.ids.size()));
  }

  float read_fresh(std::string_view s) {
    float length = 0;
    for (std::size_t at = 0; at < s.size();) {
      const auto [c, size] = text::decode(s, at);
      switch (classify(c)) {
        case Class::letter: {
          const std::size_t from = at;
          const float before = length;
          while (at < s.size()) {
            const auto next = text::decode(s, at);
            const Class k = classify(next.value);
            if (k != Class::letter && k != Class::mark) break;
            length += k == Class::letter ? 1.0F : 0.0F;
            at += next.size;
          }
          out.ids.push_back(word(s.substr(from, at - from)));
          reader.word(text::decode(s, from).value, out.ids.back(), before);
          break;
        }
        case Class::han:
          at = read_han(s, at, length);
          break;
        case Class::digit: {
          const std::size_t to = read_number(s, at);
          reader.number(length);
          length += static_cast<float>(text::count_code_points(s.substr(at, to - at)));
          at = to;
          break;
        }
        case Class::punctuation:
          punctuation(c);
          reader.punctuation(c, length);
          length += 1;
          at += size;
          break;
        default:
          if (text::is_space(c)) reader.space();
          at += size;
      }
    }
    return length;
  }
};

Tokenizer::Tokenizer(std::string_view lang) : state_(std::make_unique<State>()) {
  if (const language::Profile* profile = language::find_profile(lang)) {
    for (const std::string& prefix : profile->words("proclitics")) {
      state_->prefixes.push_back(text::folded(prefix, text::kFoldCase | text::kFoldArabicLetters));
    }
    std::stable_sort(
        state_->prefixes.begin(), state_->prefixes.end(),
        [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  }
}

Tokenizer::~Tokenizer() = default;

const std::vector<Word>& Tokenizer::words() const {
  return state_->words;
}

std::vector<WordId> Tokenizer::known(std::string_view phrase) const {
  std::vector<WordId> out;
  for (std::size_t at = 0; at < phrase.size();) {
    const auto [c, size] = text::decode(phrase, at);
    const Class kind = classify(c);
    if (kind != Class::letter && kind != Class::han) {
      at += size;
      continue;
    }
    std::size_t end = at;
    std::size_t previous = at;
    std::size_t count = 0;
    while (end < phrase.size()) {
      const auto next = text::decode(phrase, end);
      const Class k = classify(next.value);
      if (k != kind && !(kind == Class::letter && k == Class::mark)) break;
      if (kind == Class::han && ++count >= 2) {
        state_->look_up(phrase.substr(previous, end + next.size - previous), out);
      }
      previous = end;
      end += next.size;
    }
    if (kind == Class::letter || count == 1) state_->look_up(phrase.substr(at, end - at), out);
    at = end;
  }
  return out;
}

void Tokenizer::judge(Tokens& tokens) const {
  const State& s = *state_;
  tokens.inside.reserve(tokens.size() * kParts);
  tokens.soft.reserve(tokens.size());
  for (std::size_t k = 0; k < tokens.size(); ++k) {
    const State::Seen& text = s.texts[tokens.text_of[k]];
    tokens.inside.insert(tokens.inside.end(), text.inside.begin(), text.inside.end());
    const bool more = k + 1 < tokens.size();
    tokens.soft.push_back(more ? 1 / s.breaks.ratio(between(text.last, tokens.first[k + 1]))
                               : 1.0F);
  }
  tokens.text_of = {};
  tokens.first = {};
}

void Tokenizer::learn_breaks() {
  State& s = *state_;
  for (const State::Seen& text : s.texts) {
    for (std::uint32_t p = text.first_place; p < text.last_place; ++p)
      s.breaks.add_inside(s.places[p].place, text.times);
  }
  for (State::Seen& text : s.texts) {
    const std::span<const PlaceInside> inside(s.places);
    text.inside = parts_of(inside.subspan(text.first_place, text.last_place - text.first_place),
                           text.length, s.breaks);
  }
  s.places = {};
}

Tokens Tokenizer::tokenize(const Text& text) {
  State& s = *state_;
  s.out = {};
  for (const Segment& segment : text.segments) {
    if (segment.kind != 0) s.anchor("kind:" + std::to_string(segment.kind));
    if (!segment.label.empty()) {
      s.anchor("label:" + text::folded(segment.label, text::kFoldCase));
      for (const int number : label_numbers(segment.label))
        s.anchor("count:" + std::to_string(number));
    }
    for (const std::string& role : segment.roles) s.role("is:" + role);
    for (const std::string& anchor : segment.anchors) s.anchor("@" + anchor);
    s.read(segment.text);
    s.close_segment();
    s.out.first.push_back(segment.label.empty() ? s.texts[s.out.text_of.back()].first
                                                : opening_with(segment.label));
    if (s.out.size() > 1) {
      const std::uint32_t before = s.out.text_of[s.out.size() - 2];
      s.breaks.add_between(s.texts[before].last, s.out.first.back());
    }
  }
  if (std::any_of(text.segments.begin(), text.segments.end(),
                  [](const Segment& segment) { return segment.within != 0; })) {
    for (const Segment& segment : text.segments) s.out.within.push_back(segment.within);
  }
  return std::move(s.out);
}

}  // namespace hexapla::align
