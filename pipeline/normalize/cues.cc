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
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"

namespace hexapla::normalize {
namespace {

enum class Where { prefix, suffix, whole, contains };

struct Cue {
  Where where;
  std::string key;  // folded
  bool stem;
};

struct HeadingWord {
  std::string key;
  std::vector<std::string> after;
};

// The beginnings of words, for a cheap look before a line is folded: most lines begin with none of
// them.
class Beginnings {
 public:
  void add(std::string_view word) {
    keys_.insert(key(word));
    filter_[slot(key(word))] = true;
    first_.insert(first_char(word));
  }

  // False when the folded line begins with no word that was added. Letters behind the first are
  // looked at where folding does no more than lower them.
  bool may_begin(std::string_view line) const {
    std::uint64_t out = 0;
    std::size_t at = 0;
    for (std::size_t n = 0; n < kLetters && at < line.size(); ++n) {
      const text::CodePoint c = text::decode(line, at);
      at += c.size;
      const char32_t low = lowered(c.value);
      if (low == 0) return has_first(line);
      out = out << kBits | low;
      if (filter_[slot(out)] && keys_.contains(out)) return true;
    }
    return false;
  }

 private:
  bool has_first(std::string_view line) const {
    return first_.contains(static_cast<char32_t>(
        u_foldCase(static_cast<UChar32>(first_char(line)), U_FOLD_CASE_DEFAULT)));
  }

  static constexpr std::size_t kLetters = 3;
  static constexpr unsigned kBits = 21;

  // 0: folding may do more to it.
  static char32_t lowered(char32_t c) {
    if (c > ' ' && c < 0x7F) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
    if (c >= 0x410 && c <= 0x44F) return c < 0x430 ? c + 0x20 : c;
    if ((c >= 0x4E00 && c <= 0x9FA5) || (c >= 0x621 && c <= 0x63A) || (c >= 0x641 && c <= 0x64A))
      return c;
    return 0;
  }

  // The word's first letters, or fewer where others stand among them.
  static std::uint64_t key(std::string_view word) {
    std::uint64_t out = 0;
    std::size_t at = 0;
    for (std::size_t n = 0; n < kLetters && at < word.size(); ++n) {
      const text::CodePoint c = text::decode(word, at);
      at += c.size;
      const char32_t low = lowered(c.value);
      if (low == 0) break;
      out = out << kBits | low;
    }
    return out;
  }

  static std::size_t slot(std::uint64_t key) {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 52);
  }

  std::unordered_set<std::uint64_t> keys_;
  std::array<bool, 4096> filter_{};  // false: not among the keys
  std::unordered_set<char32_t> first_;
};

struct Tables {
  Beginnings openings_of_annex;
  Beginnings openings_of_headings;
  std::unordered_set<char32_t> last;  // characters that Chinese annex words end with
  std::map<std::string, std::vector<Cue>, std::less<>> masthead;
  std::vector<std::string> annex;
  std::vector<HeadingWord> headings;
  std::unordered_set<std::string> openings;
  std::unordered_set<std::string> numbered;
  std::unordered_set<std::string> signature;
  std::unordered_set<std::string> suspended;
  std::vector<std::string> preamble;
  Beginnings openings_of_preamble;
  std::map<std::string, std::unordered_set<std::string>, std::less<>> function_words;
};

const Tables& tables() {
  static const Tables instance = [] {
    Tables t;
    for (const language::Profile& p : language::profiles()) {
      for (const language::Row& row : p.rows("masthead")) {
        if (row.size() < 3) continue;
        const Where where = row[1] == "prefix"   ? Where::prefix
                            : row[1] == "suffix" ? Where::suffix
                            : row[1] == "whole"  ? Where::whole
                                                 : Where::contains;
        for (std::size_t i = 2; i < row.size(); ++i) {
          const bool stem = row[i].ends_with('~');
          const std::string word = stem ? row[i].substr(0, row[i].size() - 1) : row[i];
          t.masthead[row[0]].push_back({where, folded_key(word), stem});
        }
      }
      for (const std::string& word : p.words("annex")) t.annex.push_back(folded_key(word));
      for (const std::string& word : p.words("opening-headings"))
        t.openings.insert(folded_key(word));
      for (const language::Row& row : p.rows("locators")) {
        for (std::size_t i = 1; i < row.size(); ++i) t.numbered.insert(folded_key(row[i]));
      }
      for (const std::string& word : p.words("signature-words"))
        t.signature.insert(folded_key(word));
      for (const std::string& word : p.words("suspended-hyphen-words")) t.suspended.insert(word);
      for (const std::string& word : p.words("preamble-words")) {
        t.preamble.push_back(folded_key(word));
        t.openings_of_preamble.add(t.preamble.back());
      }
      for (const language::Row& row : p.rows("heading-words")) {
        HeadingWord word{folded_key(row[0]), {}};
        for (std::size_t i = 1; i < row.size(); ++i) word.after.push_back(folded_key(row[i]));
        t.headings.push_back(std::move(word));
      }
      auto& words = t.function_words[p.tag()];
      for (const language::Row& row : p.rows("function-words"))
        words.insert(row.begin(), row.end());
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

bool may_open_annex(std::string_view line) {
  return !text::is_lower(first_char(line)) &&
         (tables().openings_of_annex.may_begin(line) || tables().last.contains(last_char(line)));
}

bool may_open_heading(std::string_view line) {
  return !text::is_lower(first_char(line)) && tables().openings_of_headings.may_begin(line);
}

bool is_boundary(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  const char32_t before = text::decode(text, text::code_point_start(text, at - 1)).value;
  const char32_t after = text::decode(text, at).value;
  if (is_cjk(before) || is_cjk(after)) return true;
  return !text::is_letter(before) || !text::is_letter(after);
}

// Offset behind the match in the folded line, or npos.
std::size_t match(const std::string& line, const Cue& cue) {
  switch (cue.where) {
    case Where::prefix:
      if (line.starts_with(cue.key) && (cue.stem || is_boundary(line, cue.key.size())))
        return cue.key.size();
      break;
    case Where::suffix:
      if (line.ends_with(cue.key) && is_boundary(line, line.size() - cue.key.size()))
        return line.size();
      break;
    case Where::whole:
      if (line == cue.key) return line.size();
      break;
    case Where::contains:
      if (const std::size_t at = line.find(cue.key); at != std::string::npos)
        return at + cue.key.size();
      break;
  }
  return std::string::npos;
}

constexpr std::size_t kLongestLine = 400;
constexpr std::size_t kLongestFunctionWord = 24;  // bytes
constexpr std::size_t kLongestOpening = 60;  // bytes, of the words that open a preamble's paragraph

}  // namespace

std::set<std::string_view> cues_of(std::string_view line) {
  std::set<std::string_view> out;
  if (line.size() > kLongestLine) return out;
  const std::string key = folded_key(line);
  for (const auto& [property, cues] : tables().masthead) {
    for (const Cue& cue : cues) {
      if (match(key, cue) == std::string::npos) continue;
      out.insert(property);
      break;
    }
  }
  return out;
}

std::size_t cue_value(std::string_view line, std::string_view property) {
  const auto found = tables().masthead.find(property);
  if (found == tables().masthead.end() || line.size() > kLongestLine) return std::string_view::npos;
  const text::FoldedText folded = text::fold(line, text::kFoldCase);
  const std::string key(text::trim(folded.view()));
  const std::size_t lead = folded.view().find(key);
  std::size_t best = std::string::npos;
  for (const Cue& cue : found->second) {
    const std::size_t end = match(key, cue);
    if (end == std::string::npos) continue;
    if (cue.where != Where::prefix) {
      if (best == std::string::npos) best = 0;
      continue;
    }
    if (best == std::string::npos || lead + end > best) best = lead + end;
  }
  if (best == std::string::npos || best == 0) return best;
  std::size_t at = folded.source({0, best}).end;
  while (at < line.size()) {
    const text::CodePoint c = text::decode(line, at);
    if (!text::is_space(c.value) && c.value != ':' && c.value != 0xFF1A) break;
    at += c.size;
  }
  return at;
}

bool opens_annex(std::string_view line) {
  line = text::trim(line);
  if (line.empty() || line.size() > 300 || !may_open_annex(line) || is_wider(line, 70) ||
      ends_sentence(line) || line.back() == ';' || line.back() == ',') {
    return false;
  }
  const std::string key = folded_key(line);
  for (const std::string& word : tables().annex) {
    if (key.starts_with(word) && is_boundary(key, word.size())) {
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
        if (next.size() > 1 && words.contains(std::string(next))) return true;
      }
    }
    // Chinese has the word at the end.
    if (is_cjk(first_char(word)) && key.ends_with(word) && !is_wider(key, 40)) return true;
  }
  return false;
}

bool is_numbered_heading(std::string_view line) {
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
    if (!is_boundary(key, word.key.size())) continue;
    rest = text::trim(rest);
    if (rest.empty()) return true;
    if (ends_item(line) && !line.ends_with(".")) continue;
    // A number, a Roman numeral or one word ("premier") behind it, and perhaps a title.
    const std::string_view number = first_word(rest);
    const char32_t first = first_char(number);
    const bool roman = number.find_first_not_of("ivxlc.:") == std::string_view::npos;
    if (text::is_digit(first) || roman || number == "premier" || number == "primero" ||
        number == "первая") {
      return !ends_sentence(line) || columns(rest) <= 6;
    }
  }
  return false;
}

bool is_opening_heading(std::string_view line) {
  return line.size() <= 100 && tables().openings.contains(folded_key(line));
}

bool opens_preamble(std::string_view line) {
  // "[Recalling …]": text in brackets is not agreed yet.
  if (line.starts_with('[')) line.remove_prefix(1);
  if (!tables().openings_of_preamble.may_begin(line)) return false;
  const std::string key = folded_key(
      line.substr(0, text::code_point_start(line, std::min(line.size(), kLongestOpening))));
  return std::any_of(tables().preamble.begin(), tables().preamble.end(),
                     [&](const std::string& word) {
                       return key.starts_with(word) && is_boundary(key, word.size());
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
  if (found == tables().function_words.end()) return false;
  if (word.empty() || word.size() > kLongestFunctionWord) return false;
  std::string lower;
  for (std::size_t at = 0; at < word.size();) {
    const text::CodePoint c = text::decode(word, at);
    text::append(lower, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))));
    at += c.size;
  }
  return found->second.contains(lower);
}

bool ends_in_function_word(std::string_view text, std::string_view lang) {
  // Words that are longer are none; Chinese would be read to where the sentence begins.
  if (text.size() > kLongestFunctionWord) {
    const std::size_t from = text::code_point_start(text, text.size() - kLongestFunctionWord - 1);
    const std::string_view word = last_word(text.substr(from));
    return word.size() < text.size() - from && is_function_word(word, lang);
  }
  return is_function_word(last_word(text), lang);
}

bool is_function_word(std::string_view word) {
  return std::any_of(language::profiles().begin(), language::profiles().end(),
                     [&](const language::Profile& p) { return is_function_word(word, p.tag()); });
}

bool follows_suspended_hyphen(std::string_view word) {
  return word.size() <= 12 && tables().suspended.contains(std::string(word));
}

bool takes_number(std::string_view word) {
  return word.size() <= 60 && tables().numbered.contains(folded_key(word));
}

}  // namespace hexapla::normalize
