// Lists as word processors count them: what DOCX and DOC files define, and the labels that follow.
// Method: ECMA-376 part 1, 17.9; [MS-DOC] 2.4.6.3 counts the same way. Internal to this room.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

namespace hexapla::ingest {

struct Number {
  std::string label;  // "" for bullets
  bool bullet = false;
  int ordinal = 0;
  std::string list;  // of ingest::RawBlock
  int level = 0;
  bool known = true;  // false: its format is none we know, decimal stands for it
};

class Numbering {
 public:
  static constexpr std::size_t kLevels = 9;

  struct Level {
    int start = 1;
    std::string format = "decimal";  // as number_format.h names them
    std::string text;                // "%1.%2": %N stands for the number of level N, from 1
    int restart = -1;    // -1: after every higher level; 0: never; n: after level n, from 1
    bool legal = false;  // numbers of higher levels are decimal
    std::string style;   // whose paragraphs count at this level
  };
  struct Definition {
    std::array<Level, kLevels> levels;
    std::array<int, kLevels> counters{};
    std::array<bool, kLevels> started{};
  };
  struct List {
    int definition = -1;
    std::map<int, int> starts;    // level to where the list begins anew
    std::map<int, Level> levels;  // overridden
    bool used = false;
  };

  void define(int id, Definition definition) { definitions_[id] = std::move(definition); }
  // The first list of a number is the one.
  void add(int id, List list) { lists_.emplace(id, std::move(list)); }

  // The level that a style counts at in a list, by the list's own word.
  int level_of_style(int list, const std::string& style) const;

  // Counts a paragraph. Nothing for a list that does not exist or prints nothing.
  std::optional<Number> next(int list, int level);

 private:
  const Level& level_of(const List& list, const Definition& definition, std::size_t level) const;
  std::map<int, Definition> definitions_;
  std::map<int, List> lists_;
};

}  // namespace hexapla::ingest
