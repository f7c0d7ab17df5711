#include "analyzers/language/identify.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <numeric>
#include <unordered_map>

#include "analyzers/language/profile.h"
#include "analyzers/language/word.h"
#include "analyzers/text/utf8.h"

namespace hexapla::language {
namespace {

using text::Script;

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};
template <class T>
using StringMap = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

// The candidates: our six languages first, then the others that share their scripts.
struct Candidate {
  std::string tag;
  bool ours = false;
  Script script = Script::none;
};

struct Evidence {
  std::size_t candidate;
  double weight;
};

// The words that tell, for looking up every word of a text: most are not among them, and their
// first eight bytes and length say so at once.
class WordTable {
 public:
  void build(const StringMap<std::vector<Evidence>>& words) {
    std::size_t size = 64;
    while (size < words.size() * 2) size *= 2;
    heads_.assign(size, 0);
    entries_.assign(size, {});
    for (const auto& [word, evidence] : words) {
      if (word.empty()) continue;
      longest_ = std::max(longest_, word.size());
      std::size_t at = slot(head(word), word.size());
      while (heads_[at] != 0) at = (at + 1) & (size - 1);
      heads_[at] = head(word);
      entries_[at] = {word, &evidence};
    }
  }

  const std::vector<Evidence>* find(std::string_view word) const { return find(word, head(word)); }

  // `first`: head of the word.
  const std::vector<Evidence>* find(std::string_view word, std::uint64_t first) const {
    if (word.empty() || word.size() > longest_) return nullptr;
    for (std::size_t at = slot(first, word.size()); heads_[at] != 0;
         at = (at + 1) & (heads_.size() - 1)) {
      if (heads_[at] == first && entries_[at].word == word) return entries_[at].evidence;
    }
    return nullptr;
  }

  // The first eight bytes, zeros behind shorter words.
  static std::uint64_t head(std::string_view word) {
    std::uint64_t out = 0;
    std::memcpy(&out, word.data(), std::min(word.size(), sizeof out));
    return out;
  }

 private:
  struct Entry {
    std::string_view word;
    const std::vector<Evidence>* evidence = nullptr;
  };

  std::size_t slot(std::uint64_t head, std::size_t size) const {
    const std::uint64_t mixed = (head + size) * 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>(mixed >> 32) & (heads_.size() - 1);
  }

  // Apart, so that what is asked of every word of a text stays in the nearest cache; 0 where there
  // is no entry.
  std::vector<std::uint64_t> heads_;
  std::vector<Entry> entries_;
  std::size_t longest_ = 0;
};

// Sequences of letters that tell, "_" at the edge of a word, for looking at every place of a word.
class HintTable {
 public:
  static constexpr std::size_t kLongest = 16;  // bytes
  static constexpr std::size_t kRoom = sizeof(std::uint64_t);

  void build(const StringMap<std::vector<Evidence>>& hints) {
    table_.build(hints);
    for (const auto& [hint, evidence] : hints) {
      const auto first = static_cast<unsigned char>(hint[0]);
      for (unsigned second = 0; second < 256; ++second) {
        if (hint.size() == 1 || static_cast<unsigned char>(hint[1]) == second)
          lengths_[pair(first, static_cast<unsigned char>(second))] |=
              static_cast<std::uint16_t>(1U << (hint.size() - 1));
      }
    }
  }

  // Calls `take` for the evidence of each hint that `edged` begins with, the shorter ones first.
  // kRoom bytes behind it can be read.
  template <class Take>
  void each(std::string_view edged, const Take& take) const {
    unsigned lengths = lengths_[pair(static_cast<unsigned char>(edged[0]),
                                     static_cast<unsigned char>(edged.size() > 1 ? edged[1] : 0))];
    for (; lengths != 0; lengths &= lengths - 1) {
      const auto size = static_cast<std::size_t>(std::countr_zero(lengths)) + 1;
      if (size > edged.size()) return;
      const std::vector<Evidence>* found =
          table_.find(edged.substr(0, size), head_of(edged.data(), size));
      if (found != nullptr) take(*found);
    }
  }

 private:
  static std::size_t pair(unsigned char first, unsigned char second) {
    return (first * 37U + second) & 1023U;
  }

  WordTable table_;
  // By the first two bytes, mixed: a bit for every length of the hints that begin so. Most letters
  // of a text begin none.
  std::array<std::uint16_t, 1024> lengths_{};
};

bool in_word(char32_t c) {
  return text::is_letter(c) || c == '\'' || c == 0x2019 || (c >= 0x300 && c <= 0x36F) ||
         (c >= 0x64B && c <= 0x652);
}

char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

// What is asked of every character of a text.
struct Character {
  char16_t low = 0;
  Script script = Script::none;
  bool in_word = false;
  const std::vector<Evidence>* tells = nullptr;  // some languages have it, others have not
};

constexpr char32_t kFirstHan = 0x4E00;
constexpr char32_t kLastHan = 0x9FA5;

struct Model {
  std::vector<Candidate> candidates;
  StringMap<std::vector<Evidence>> words;
  WordTable quick;  // of `words`
  StringMap<std::vector<Evidence>> hints;
  HintTable quick_hints;                                        // of `hints`
  std::unordered_map<char32_t, std::vector<Evidence>> letters;  // they stay where they are
  std::array<Character, 0x700> characters{};                    // Latin to Arabic
  std::bitset<kLastHan - kFirstHan + 1> han;                    // those that are words that tell

  const std::vector<Evidence>* telling(char32_t letter) const {
    const auto found = letters.find(letter);
    return found == letters.end() ? nullptr : &found->second;
  }
};

constexpr double kWordWeight = 3.0;
constexpr double kForeignLetterWeight = 4.0;
constexpr double kHintWeight = 0.4;
constexpr double kSure = 9.0;             // three function words that no other language has
constexpr double kLikely = 6.0;           // two of them
constexpr double kEnoughEvidence = 12.0;  // four function words that no other language has
constexpr std::size_t kHintBytes = 500;   // of words whose letters may be looked at

Script script_of_words(const Row& row, std::size_t from) {
  for (std::size_t i = from; i < row.size(); ++i) {
    for (std::size_t at = 0; at < row[i].size();) {
      const text::CodePoint c = text::decode(row[i], at);
      if (const Script s = text::script_of(c.value); s != Script::none) return s;
      at += c.size;
    }
  }
  return Script::none;
}

std::size_t candidate_of(Model& model, const std::string& tag, Script script) {
  for (std::size_t i = 0; i < model.candidates.size(); ++i) {
    if (model.candidates[i].tag == tag) return i;
  }
  model.candidates.push_back({tag, false, script});
  return model.candidates.size() - 1;
}

Model build() {
  Model model;
  for (const Profile& p : profiles()) {
    const auto& rows = p.rows("function-words");
    const std::size_t id =
        candidate_of(model, p.tag(), rows.empty() ? Script::none : script_of_words(rows[0], 0));
    model.candidates[id].ours = true;
    for (const Row& row : rows) {
      for (const std::string& word : row) {
        auto& list = model.words[word];
        if (list.empty() || list.back().candidate != id) list.push_back({id, kWordWeight});
      }
    }
    for (const Row& row : p.rows("letter-hints")) {
      if (row.size() < 2 || row[0].empty() || row[0].size() > HintTable::kLongest) continue;
      model.hints[row[0]].push_back({id, kHintWeight * std::atof(row[1].c_str())});
    }
  }
  for (const Row& row : common_profile().rows("other-function-words")) {
    const std::size_t id = candidate_of(model, row[0], script_of_words(row, 1));
    for (std::size_t i = 1; i < row.size(); ++i) model.words[row[i]].push_back({id, kWordWeight});
  }
  for (const Row& row : common_profile().rows("other-letters")) {
    const std::size_t id = candidate_of(model, row[0], script_of_words(row, 1));
    for (std::size_t i = 1; i < row.size(); ++i) {
      model.letters[text::decode(row[i], 0).value].push_back({id, kForeignLetterWeight});
    }
  }
  // A word that several languages have says less for each of them.
  for (auto& [word, list] : model.words) {
    for (Evidence& e : list) e.weight /= static_cast<double>(list.size());
  }
  for (char32_t c = 0; c < model.characters.size(); ++c) {
    const char32_t low = lower(c);
    model.characters[c] = {static_cast<char16_t>(low), text::script_of(c), in_word(c),
                           model.telling(low)};
  }
  for (const auto& [word, list] : model.words) {
    const text::CodePoint c = word.empty() ? text::CodePoint{0, 1} : text::decode(word, 0);
    if (c.size == word.size() && c.value >= kFirstHan && c.value <= kLastHan)
      model.han.set(c.value - kFirstHan);
  }
  return model;
}

const Model& model() {
  // The table points into the words: it is made where they stay.
  static const std::unique_ptr<const Model> instance = [] {
    auto out = std::make_unique<Model>(build());
    out->quick.build(out->words);
    out->quick_hints.build(out->hints);
    return out;
  }();
  return *instance;
}

// Letters counted by script. A Han character carries about as much as two letters.
struct Scripts {
  std::array<std::size_t, 6> count{};
  void add(Script s, std::size_t letters = 1) {
    count[static_cast<std::size_t>(s)] += s == Script::han ? 2 * letters : letters;
  }
  Script dominant() const {
    const auto best = std::max_element(count.begin() + 1, count.end());
    return *best > 0 ? static_cast<Script>(best - count.begin()) : Script::none;
  }
  double of(Script s) const { return static_cast<double>(count[static_cast<std::size_t>(s)]); }
  double total() const {
    return static_cast<double>(std::accumulate(count.begin() + 1, count.end(), std::size_t{0}));
  }
};

// More of a text than this tells nothing new.
constexpr std::size_t kEnough = 1U << 16;

class Scorer {
 public:
  // `until`: stops as soon as this candidate is ahead for sure.
  explicit Scorer(std::string_view text, std::size_t until = SIZE_MAX)
      : model_(model()), scores_(model_.candidates.size(), 0.0), until_(until) {
    text = text.substr(0, text::code_point_start(text, std::min(text.size(), kEnough)));
    for (std::size_t at = 0; at < text.size();) {
      if (static_cast<unsigned char>(text[at]) < 0x80) {
        const std::size_t letters = words_.put_letters(text, at);
        if (letters > 0) {
          scripts_.add(Script::latin, letters);
          at += letters;
          continue;
        }
        if (text[at] != '\'') {
          ++at;
          finish();
          if (ahead_) return;
          continue;
        }
      }
      const text::CodePoint c = text::decode(text, at);
      at += c.size;
      if (c.value >= kFirstHan && c.value <= kLastHan) {
        scripts_.add(Script::han);
        finish();
        put_han(c.value, text.substr(at - c.size, c.size));
        continue;
      }
      const Character character = character_of(c.value);
      if (!character.in_word) {
        finish();
        if (ahead_) return;
        continue;
      }
      if (character.script != Script::none) scripts_.add(character.script);
      const char32_t low = c.value < model_.characters.size() ? character.low : lower(c.value);
      if (character.script == Script::han) {
        finish();
        words_.put(c.value);
        finish();
        continue;
      }
      if (character.tells != nullptr) {
        add(*character.tells);
      }
      words_.put(low);
      // An elided article is a word of its own: "l'" of "l'homme".
      if ((c.value == '\'' || c.value == 0x2019) && words_.size() <= 10) elided();
    }
    finish();
    if (!ahead_) consult_hints();
  }

  Identification result() const {
    const Script script = scripts_.dominant();
    // Kana or Hangul beside Han is Japanese or Korean; any other script is none of ours.
    if (script == Script::none || script == Script::other) return {"und", 0.0};
    const double share = scripts_.of(script) / scripts_.total();
    if (script == Script::han) {
      if (scripts_.of(Script::other) > 0.1 * scripts_.of(Script::han)) return {"und", 0.0};
      return {"zh", share};
    }
    std::size_t best = model_.candidates.size();
    double first = 0;
    double second = 0;
    for (std::size_t i = 0; i < model_.candidates.size(); ++i) {
      if (model_.candidates[i].script != script) continue;
      if (best == model_.candidates.size() || scores_[i] > first) {
        if (best != model_.candidates.size()) second = std::max(second, first);
        best = i;
        first = scores_[i];
      } else {
        second = std::max(second, scores_[i]);
      }
    }
    if (best == model_.candidates.size()) return {"und", 0.0};
    if (first <= 0) {
      // A script with one language of ours speaks for it, weakly, on the script alone.
      if (script == Script::latin) return {"und", 0.0};
      for (const Candidate& c : model_.candidates) {
        if (c.ours && c.script == script) return {c.tag, 0.5 * share};
      }
      return {"und", 0.0};
    }
    // Confidence grows with the lead over the second and with the evidence seen.
    const double lead = (first - second) / first;
    const double seen = 1.0 - std::exp(-first / 4.0);
    if (!model_.candidates[best].ours) {
      // One borrowed word or letter does not make a line foreign.
      if (first >= 2 * kWordWeight && lead > 0.25) return {"und", 0.0};
      best = best_of_ours(script);
      if (best == model_.candidates.size() || (script == Script::latin && scores_[best] <= 0))
        return {"und", 0.0};
      return {model_.candidates[best].tag, 0.25 * share};
    }
    return {model_.candidates[best].tag, share * (0.15 * seen + 0.85 * lead * seen)};
  }

  bool ahead() const { return ahead_; }

 private:
  std::size_t best_of_ours(Script script) const {
    std::size_t best = model_.candidates.size();
    for (std::size_t i = 0; i < model_.candidates.size(); ++i) {
      if (!model_.candidates[i].ours || model_.candidates[i].script != script) continue;
      if (best == model_.candidates.size() || scores_[i] > scores_[best]) best = i;
    }
    return best;
  }

  Character character_of(char32_t c) const {
    if (c < model_.characters.size()) return model_.characters[c];
    if (!in_word(c)) return {};
    return {0, text::script_of(c), true, model_.telling(lower(c))};
  }

  void elided() {
    if (const std::vector<Evidence>* found = model_.quick.find(words_.word(), words_.head())) {
      add(*found);
      remember();
    }
  }

  void finish() {
    if (words_.empty()) return;
    weigh(model_.quick.find(words_.word(), words_.head()));
    remember();
  }

  // A Han character is a word of its own.
  void put_han(char32_t c, std::string_view bytes) {
    if (model_.han[c - kFirstHan]) weigh(model_.quick.find(bytes));
    words_.put(bytes);
    remember();
  }

  void add(const std::vector<Evidence>& found) {
    for (const Evidence& e : found) scores_[e.candidate] += e.weight;
  }

  void weigh(const std::vector<Evidence>* found) {
    if (found == nullptr) return;
    add(*found);
    if (until_ != SIZE_MAX && scores_[until_] >= kLikely) look_ahead();
  }

  // Two words of the expected language are enough where hardly any other has been seen.
  void look_ahead() {
    double second = 0;
    for (std::size_t i = 0; i < model_.candidates.size(); ++i) {
      if (i != until_) second = std::max(second, scores_[i]);
    }
    const double own = scores_[until_];
    ahead_ = own >= kSure ? second * 3 <= own * 2 : second * 3 <= own;
  }

  // Keeps the word for a second look at its letters.
  void remember() {
    if (words_.kept().size() > kHintBytes) {
      words_.forget();
    } else {
      words_.keep();
    }
  }

  // Letter sequences decide lines that have few function words; elsewhere they cost time and change
  // nothing.
  void consult_hints() {
    if (*std::max_element(scores_.begin(), scores_.end()) >= kEnoughEvidence) return;
    const std::string_view kept = words_.kept();
    for (std::size_t at = 0; at < kept.size();) {
      const std::size_t end = kept.find(' ', at);
      hints(kept.substr(at, end - at));
      at = end + 1;
    }
  }

  void hints(std::string_view word) {
    std::string& edged = edged_;
    edged.assign(1, '_');
    edged += word;
    edged += '_';
    const std::size_t size = edged.size();
    edged.append(HintTable::kRoom, '\0');
    for (std::size_t at = 0; at < size; ++at) {
      if ((static_cast<unsigned char>(edged[at]) & 0xC0) == 0x80) continue;
      model_.quick_hints.each({edged.data() + at, size - at},
                              [&](const std::vector<Evidence>& found) { add(found); });
    }
  }

  const Model& model_;
  std::vector<double> scores_;
  std::size_t until_;
  bool ahead_ = false;
  Scripts scripts_;
  Words words_;
  std::string edged_;
};

// Pieces of a line between separators; every byte belongs to one piece, separators to the piece
// before them.
std::vector<Span> pieces_of(std::string_view text) {
  std::vector<Span> out;
  std::size_t begin = 0;
  const auto cut = [&](std::size_t end) {
    if (end > begin) out.push_back({begin, end});
    begin = end;
  };
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    std::size_t end = at + c.size;
    if (c.value == '\n') {
      cut(end);
    } else if (c.value == '\t' || c.value == '|') {
      cut(end);
    } else if (text::is_space(c.value)) {
      while (end < text.size() && text::is_space(text::decode(text, end).value))
        end += text::decode(text, end).size;
      // " - ", " – ", " — ", " / ": a separator only with space on both sides.
      const text::CodePoint mark =
          end < text.size() ? text::decode(text, end) : text::CodePoint{0, 1};
      const bool separator =
          mark.value == '-' || mark.value == 0x2013 || mark.value == 0x2014 || mark.value == '/';
      const std::size_t after = end + mark.size;
      if (separator && after < text.size() && text::is_space(text::decode(text, after).value)) {
        end = after;
        while (end < text.size() && text::is_space(text::decode(text, end).value))
          end += text::decode(text, end).size;
        cut(end);
      } else if (end - at > c.size) {
        cut(end);
      }
    }
    at = end;
  }
  cut(text.size());
  return out;
}

Script script_of_text(std::string_view text) {
  Scripts scripts;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    scripts.add(text::script_of(c.value));
    at += c.size;
  }
  return scripts.dominant();
}

}  // namespace

Identification identify(std::string_view text, std::string_view expected) {
  const std::vector<Candidate>& all = model().candidates;
  const auto own = std::find_if(all.begin(), all.end(),
                                [&](const Candidate& c) { return c.ours && c.tag == expected; });
  if (own == all.end()) return identify(text);
  const Scorer scorer(text, static_cast<std::size_t>(own - all.begin()));
  return scorer.ahead() ? Identification{own->tag, 1.0} : scorer.result();
}

Identification identify(std::string_view text) {
  return Scorer(text).result();
}

bool may_split(std::string_view text) {
  return pieces_of(text).size() > 1;
}

std::vector<Stretch> split_by_language(std::string_view text) {
  struct Part {
    Span span;
    std::string tag;
    double confidence;
    Script script;
  };
  const std::vector<Span> pieces = pieces_of(text);
  if (pieces.size() <= 1) return {{{0, text.size()}, identify(text).tag}};
  std::vector<Part> parts;
  for (const Span span : pieces) {
    const std::string_view piece = text.substr(span.begin, span.size());
    const Script script = script_of_text(piece);
    Identification id = script == Script::none ? Identification{"und", 0.0} : identify(piece);
    // A piece joins the one before it unless script or language speak clearly for another one.
    if (!parts.empty()) {
      Part& last = parts.back();
      const bool nothing = script == Script::none || last.script == Script::none;
      const bool same_script = script == last.script;
      const bool clear = id.tag != last.tag && id.confidence >= 0.3 && last.confidence >= 0.3;
      if (nothing || (same_script && !clear)) {
        last.span.end = span.end;
        if (last.script == Script::none || id.confidence > last.confidence) {
          last.tag = id.tag;
          last.confidence = id.confidence;
        }
        if (last.script == Script::none) last.script = script;
        continue;
      }
    }
    parts.push_back({span, id.tag, id.confidence, script});
  }
  std::vector<Stretch> out;
  for (const Part& part : parts) out.push_back({part.span, part.tag});
  if (out.size() <= 1) return {{{0, text.size()}, identify(text).tag}};
  return out;
}

}  // namespace hexapla::language
