#include "pipeline/normalize/cues.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/text/byte_set.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"

namespace hexapla::normalize {
namespace {

struct HeadingWord {
  std::string key;
  std::vector<std::string> after;
};

// The beginnings of words, for a cheap look before a line is folded: most lines begin with none of
// them.
class Beginnings {
 public:
  void add(std::string_view word) {
    std::uint64_t key = 0;
    std::size_t at = 0;
    for (std::size_t n = 0; n < kLetters && at < word.size(); ++n) {
      const text::CodePoint c = text::decode(word, at);
      at += c.size;
      const char32_t low = lowered(c.value);
      if (low == 0) break;
      key = with(key, low);
      starts_[slot(key)] = true;
    }
    keys_.insert(key);
    filter_[slot(key)] = true;
    first_.insert(first_char(word));
    if (const char32_t low = lowered(first_char(word)); low != 0) letters_[low % kFilter] = true;
  }

  // True when the first letter says that the line begins with none of them, without a look at white
  // space before it.
  bool begins_otherwise(std::string_view line) const {
    const char32_t low = lowered(first_char(line));
    return low != 0 && !letters_[low % kFilter];
  }

  // False when the folded line begins with no word that was added. Letters behind the first are
  // looked at where folding does no more than lower them.
  bool may_begin(std::string_view line) const {
    if (begins_otherwise(line)) return false;
    std::uint64_t key = 0;
    std::size_t at = 0;
    for (std::size_t n = 0; n < kLetters && at < line.size(); ++n) {
      const text::CodePoint c = text::decode(line, at);
      at += c.size;
      const char32_t low = lowered(c.value);
      if (low == 0) return has_first(line);
      key = with(key, low);
      if (filter_[slot(key)] && keys_.contains(key)) return true;
      if (starts_[slot(key)]) continue;
      // None goes on so, unless what stands behind the letter changes it.
      return at < line.size() && static_cast<unsigned char>(line[at]) >= 0x80 &&
             lowered(text::decode(line, at).value) == 0 && has_first(line);
    }
    return false;
  }

 private:
  bool has_first(std::string_view line) const {
    return first_.contains(static_cast<char32_t>(
        u_foldCase(static_cast<UChar32>(first_char(line)), U_FOLD_CASE_DEFAULT)));
  }

  static constexpr std::size_t kLetters = 6;  // "الم" begins too many words
  static constexpr std::size_t kFilter = 1024;

  // 0: folding may do more to it.
  static char32_t lowered(char32_t c) {
    if (c > ' ' && c < 0x7F) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
    if (c >= 0x410 && c <= 0x44F) return c < 0x430 ? c + 0x20 : c;
    if ((c >= 0x4E00 && c <= 0x9FA5) || (c >= 0x621 && c <= 0x63A) || (c >= 0x641 && c <= 0x64A))
      return c;
    return 0;
  }

  // The key of letters and another one behind them. Two words may have one key: they are then told
  // apart when the line is folded.
  static std::uint64_t with(std::uint64_t key, char32_t letter) {
    return key * 0x100000001B3U + letter;
  }

  static std::size_t slot(std::uint64_t key) {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 52);
  }

  std::unordered_set<std::uint64_t> keys_;
  std::array<bool, 4096> filter_{};  // false: not among the keys
  std::array<bool, 4096> starts_{};  // false: no word begins with these letters
  std::unordered_set<char32_t> first_;
  std::array<bool, kFilter> letters_{};  // false: no first letter
};

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};

// The function words of a language.
class FunctionWords {
 public:
  void add(const std::string& word) {
    if (word.empty()) return;
    last_.add(word.back());
    words_.insert(word);
  }

  // `word` in any case.
  bool contains(std::string_view word) const {
    if (word.empty() || word.size() > kLongest) return false;
    // Most words end otherwise; a capital that is not ASCII may have any last byte.
    const char last = word.back();
    if (static_cast<unsigned char>(last) < 0x80 && !last_.has(lowered(last))) return false;
    std::string lower;
    for (std::size_t at = 0; at < word.size();) {
      if (static_cast<unsigned char>(word[at]) < 0x80) {
        lower += lowered(word[at++]);
        continue;
      }
      const text::CodePoint c = text::decode(word, at);
      text::append(lower, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))));
      at += c.size;
    }
    return words_.contains(lower);
  }

  // `word` in lower case, of any length.
  bool has(std::string_view word) const { return words_.contains(word); }

  static constexpr std::size_t kLongest = 24;  // bytes

 private:
  static char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

  std::unordered_set<std::string, StringHash, std::equal_to<>> words_;
  text::ByteSet last_{""};  // bytes that they end with
};

// By the first two bytes, which `text` must have.
std::size_t preamble_slot(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const auto second = static_cast<unsigned char>(text[1]);
  return (first * 31U + second * 7U) & 0xFFU;
}

struct Tables {
  Beginnings openings_of_annex;
  Beginnings openings_of_headings;
  Beginnings openings_of_contents;
  std::unordered_set<char32_t> last;  // characters that Chinese annex words end with
  std::vector<std::string> annex;
  std::vector<HeadingWord> headings;
  std::unordered_set<std::string> openings;
  Beginnings openings_of_text;
  std::unordered_set<std::string> contents;
  std::unordered_set<std::string> pages;
  std::unordered_set<std::string> numbered;
  std::unordered_set<std::string> ordinals;  // one word each, "last" aside
  std::unordered_set<std::string> signature;
  std::unordered_set<std::string> suspended;
  std::array<std::vector<std::string>, 256> preamble;  // by preamble_slot
  Beginnings openings_of_preamble;
  std::map<std::string, FunctionWords, std::less<>> function_words;
};

const Tables& tables() {
  static const Tables instance = [] {
    Tables t;
    for (const language::Profile& p : language::profiles()) {
      for (const std::string& word : p.words("annex")) t.annex.push_back(folded_key(word));
      for (const std::string& word : p.words("opening-headings")) {
        t.openings.insert(folded_key(word));
        t.openings_of_text.add(folded_key(word));
      }
      for (const std::string& word : p.words("contents-headings")) {
        t.contents.insert(folded_key(word));
        t.openings_of_contents.add(folded_key(word));
      }
      for (const std::string& word : p.words("page-words")) t.pages.insert(folded_key(word));
      for (const language::Row& row : p.rows("locators")) {
        for (std::size_t i = 1; i < row.size(); ++i) t.numbered.insert(folded_key(row[i]));
      }
      for (const std::string& word : p.words("signature-words"))
        t.signature.insert(folded_key(word));
      for (const std::string& word : p.words("suspended-hyphen-words")) t.suspended.insert(word);
      for (const std::string& word : p.words("preamble-words")) {
        std::string key = folded_key(word);
        if (key.size() < 2) continue;
        t.openings_of_preamble.add(key);
        t.preamble[preamble_slot(key)].push_back(std::move(key));
      }
      for (const language::Row& row : p.rows("heading-words")) {
        HeadingWord word{folded_key(row[0]), {}};
        for (std::size_t i = 1; i < row.size(); ++i) word.after.push_back(folded_key(row[i]));
        t.headings.push_back(std::move(word));
      }
      for (const language::Row& row : p.rows("ordinal-words")) {
        if (row[0].starts_with('-')) continue;
        for (std::size_t i = 1; i < row.size(); ++i) {
          if (row[i].find(' ') == std::string::npos) t.ordinals.insert(folded_key(row[i]));
        }
      }
      auto& words = t.function_words[p.tag()];
      for (const language::Row& row : p.rows("function-words")) {
        for (const std::string& word : row) words.add(word);
      }
    }
    for (const std::string& word : t.annex) {
      t.openings_of_annex.add(word);
      if (is_cjk(first_char(word))) t.last.insert(last_char(word));
    }
    for (const HeadingWord& word : t.headings) t.openings_of_headings.add(word.key);
    return t;
  }();
  return instance;
}

// Chinese has the word at the end, too.
bool may_end_as_annex(std::string_view line) {
  const char32_t last = last_char(line);
  return is_cjk(last) && tables().last.contains(last);
}

// The line's last character is neither of a Chinese word nor white space behind one.
bool ends_otherwise(std::string_view line) {
  const char32_t last = last_char(line);
  return last != 0 && !text::is_space(last) && (!is_cjk(last) || !tables().last.contains(last));
}

bool may_open_annex(std::string_view line) {
  return !text::is_lower(first_char(line)) &&
         (tables().openings_of_annex.may_begin(line) || may_end_as_annex(line));
}

bool may_open_heading(std::string_view line) {
  return !text::is_lower(first_char(line)) && tables().openings_of_headings.may_begin(line);
}

constexpr std::size_t kLongestOpening = 60;  // bytes, of the words that open a preamble's paragraph

}  // namespace

bool opens_annex(std::string_view line) {
  if (tables().openings_of_annex.begins_otherwise(line) && ends_otherwise(line)) return false;
  line = text::trim(line);
  if (line.empty() || line.size() > 300 || !may_open_annex(line) || is_wider(line, 70) ||
      ends_sentence(line) || line.back() == ';' || line.back() == ',') {
    return false;
  }
  const std::string key = folded_key(line);
  for (const std::string& word : tables().annex) {
    if (key.starts_with(word) && is_word_boundary(key, word.size())) {
      const std::string rest = key.substr(word.size());
      // "Annex", "Annex I", "Annex II: Title", "Annex to decision …"; not "Annex A or B lists …".
      if (is_cjk(first_char(word))) return columns(rest) <= 12;
      if (columns(rest) <= 5) return true;
      if (is_wider(rest, 50)) return false;
      if (text::script_of(first_char(line)) == text::Script::arabic) return true;
      const std::string_view next = first_word(text::trim(rest));
      if (!starts_upper(line) || next.empty()) return false;
      const std::string_view behind = text::trim(text::trim(rest).substr(next.size()));
      const bool separated = std::string_view(":.").find(next.back()) != std::string_view::npos ||
                             behind.starts_with('-') || behind.starts_with(':');
      if (separated && columns(next) <= 6) return true;
      for (const auto& [tag, words] : tables().function_words) {
        if (next.size() > 1 && words.has(next)) return true;
      }
    }
    // Chinese has the word at the end.
    if (is_cjk(first_char(word)) && key.ends_with(word) && !is_wider(key, 40)) return true;
  }
  return false;
}

// "Article premier", "الباب الثاني: أحكام عامة": an ordinal, and nothing behind it but a title that
// is set off or begins with a capital; not "Article premier de la Convention". `rest`: what the
// folded line has behind the heading's word.
bool opens_as_ordinal(std::string_view line, std::string_view rest) {
  const std::string_view number = first_word(rest);
  const std::string_view bare = bare_word(number);
  if (!tables().ordinals.contains(std::string(bare))) return false;
  if (number.size() > bare.size() || number.size() == rest.size()) return true;
  const std::string_view title = text::trim(rest.substr(number.size()));
  // Folding by case changes no word's place: the title has as many words in the line.
  for (auto words = std::count(title.begin(), title.end(), ' '); words > 0; --words)
    line = text::trim(line.substr(0, line.size() - last_word(line).size()));
  return !text::is_letter(first_char(title)) || starts_upper(last_word(line));
}

bool is_numbered_heading(std::string_view line) {
  if (tables().openings_of_headings.begins_otherwise(line)) return false;
  line = text::trim(line);
  if (line.empty() || line.size() > 300 || !may_open_heading(line) || is_wider(line, 60))
    return false;
  const std::string key = folded_key(line);
  for (const HeadingWord& word : tables().headings) {
    if (!key.starts_with(word.key)) continue;
    std::string_view rest = std::string_view(key).substr(word.key.size());
    if (!word.after.empty()) {
      for (const std::string& after : word.after) {
        const std::size_t at = rest.find(after);
        if (at == std::string_view::npos || at == 0 || at > 15) continue;
        const std::string_view tail = rest.substr(at + after.size());
        if (text::trim(tail).empty() || tail.starts_with(" ")) return !ends_item(line);
      }
      continue;
    }
    if (!is_word_boundary(key, word.key.size())) continue;
    rest = text::trim(rest);
    if (rest.empty()) return true;
    if (ends_item(line) && !line.ends_with(".")) continue;
    // A number, a Roman numeral or a word for one behind it, and perhaps a title.
    const std::string_view number = first_word(rest);
    const char32_t first = first_char(number);
    const bool roman = number.find_first_not_of("ivxlc.:") == std::string_view::npos;
    if (text::is_digit(first) || roman || opens_as_ordinal(line, rest)) {
      return !ends_sentence(line) || columns(rest) <= 6;
    }
  }
  return false;
}

bool opens_heading(std::string_view line) {
  return opens_annex(line) || is_numbered_heading(line);
}

bool is_opening_heading(std::string_view line) {
  return line.size() <= 100 && tables().openings_of_text.may_begin(text::trim(line)) &&
         tables().openings.contains(folded_key(line));
}

bool is_contents_heading(std::string_view line) {
  if (line.size() > 100 || !tables().openings_of_contents.may_begin(line)) return false;
  const std::string key = folded_key(line);
  if (tables().contents.contains(key)) return true;
  // "Contents Page": with the head of the column of numbers.
  const std::size_t space = key.find(' ');
  return space != std::string::npos && tables().contents.contains(key.substr(0, space)) &&
         tables().pages.contains(std::string(last_word(key)));
}

bool ends_in_page_word(std::string_view line) {
  return line.size() <= 100 && tables().pages.contains(folded_key(last_word(line)));
}

bool opens_preamble(std::string_view line) {
  // "[Recalling …]": text in brackets is not agreed yet.
  if (line.starts_with('[')) line.remove_prefix(1);
  if (!tables().openings_of_preamble.may_begin(line)) return false;
  const std::string key = folded_key(
      line.substr(0, text::code_point_start(line, std::min(line.size(), kLongestOpening))));
  if (key.size() < 2) return false;
  const std::vector<std::string>& words = tables().preamble[preamble_slot(key)];
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return key.starts_with(word) && is_word_boundary(key, word.size());
  });
}

bool opens_signature(std::string_view line) {
  const bool wide = line.starts_with("（");
  if (!wide && !line.starts_with('(')) return false;
  const std::size_t begin = wide ? 3 : 1;
  const std::size_t end = line.substr(0, kLongestOpening).find(wide ? "）" : ")");
  return end != std::string_view::npos &&
         tables().signature.contains(folded_key(line.substr(begin, end - begin)));
}

bool is_function_word(std::string_view word, std::string_view lang) {
  const auto found = tables().function_words.find(lang);
  return found != tables().function_words.end() && found->second.contains(word);
}

bool ends_in_function_word(std::string_view text, std::string_view lang) {
  // Words that are longer are none; Chinese would be read to where the sentence begins.
  constexpr std::size_t kLongest = FunctionWords::kLongest;
  if (text.size() > kLongest) {
    const std::size_t from = text::code_point_start(text, text.size() - kLongest - 1);
    const std::string_view word = last_word(text.substr(from));
    return word.size() < text.size() - from && is_function_word(word, lang);
  }
  return is_function_word(last_word(text), lang);
}

bool is_function_word(std::string_view word) {
  return std::any_of(tables().function_words.begin(), tables().function_words.end(),
                     [&](const auto& words) { return words.second.contains(word); });
}

bool follows_suspended_hyphen(std::string_view word) {
  return word.size() <= 12 && tables().suspended.contains(std::string(word));
}

bool takes_number(std::string_view word) {
  return word.size() <= 60 && tables().numbered.contains(folded_key(word));
}

const std::vector<Clitic>& clitics() {
  static const std::vector<Clitic> all = [] {
    std::vector<Clitic> out;
    for (const language::Profile& p : language::profiles()) {
      for (const language::Row& row : p.rows("clitics")) {
        if (row.size() > 1) out.push_back({row[1], row.size() > 2 ? row[2] : ""});
      }
    }
    return out;
  }();
  return all;
}

}  // namespace hexapla::normalize
