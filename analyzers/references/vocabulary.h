// Internal to the room: the words that introduce and join references, compiled from the tables of a
// language.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hexapla::references {

// What a phrase of the tables does; the sections are explained in tables/en.table and
// tables/common.table.
enum class Role : std::uint8_t {
  decision,
  resolution,
  document,
  draft,
  organ,
  conjunction,
  range,
  of,
  determiner,
  above,
  self,
  ibid,
  anaphor,
  number_word,
  sales,
  convention,
  treaty,
  locator,
  frame_open,
  frame_close,
  number_mark,
  ordinal,
  letter_name,
  sub_letter,
  number_suffix,
  prefix,
  climate_body,
  known_resolution,
  conference,
  rules,
  item,
  agenda
};

struct Phrase {
  std::vector<std::string> tail;  // the folded tokens after the first
  Role role;
  std::string argument;  // of a locator its level, of a treaty its key, of an organ its root
  bool plural = false;   // of a locator: governs a list
};

// The phrases that begin with one token, longest first, and which roles are among them.
struct Phrases {
  std::vector<Phrase> list;
  std::uint64_t roles = 0;  // bit r: Role r
  bool has(Role role) const { return (roles >> static_cast<unsigned>(role) & 1U) != 0; }
};

// Lower case of Latin, Cyrillic and Greek letters in their basic blocks, accents and homoglyphs
// untouched. Table forms and tokens go through the same function, so that what it leaves alone
// stays comparable.
void append_lower(std::string& out, std::string_view token);
bool equals_lower(std::string_view token, std::string_view lower);

class Vocabulary {
 public:
  // The vocabulary of a language; of an unknown one the union of all six. Lives for the whole
  // program.
  static const Vocabulary& of(std::string_view lang);

  // Phrases whose first token is the (unfolded case) word, or null. `lower` is scratch space.
  const Phrases* lookup(std::string_view word, std::string& lower) const;

  struct Clitic {
    std::string form;  // what a word may begin with
    std::string put;   // what stands in its place
    bool conjunction;  // joins as a conjunction does, and is no part of the phrase
  };
  const std::vector<Clitic>& clitics() const { return clitics_; }

 private:
  explicit Vocabulary(const std::vector<std::string>& languages);
  void add(std::string_view form, Role role, std::string_view argument, bool plural = false);
  void add_language(std::string_view tag);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  std::unordered_map<std::string, Phrases, Hash, std::equal_to<>> phrases_;
  std::vector<Clitic> clitics_;
  std::uint64_t first_bytes_[256 / 64] =
      {};  // bytes that some first token begins with: the prefilter
  std::size_t longest_ = 0;
};

}  // namespace hexapla::references
