// `hexapla tm`: the translation memory on the command line. One function a command; errors are
// thrown. tm_command_line.cc reads the options.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/command/command.h"
#include "pipeline/memory/memory.h"

namespace hexapla::command {

// Which memories a command is about: the directory `memory`, or, when that is empty, those of the
// store: what its build made, and what was imported.
struct TmPlace {
  std::string store;
  std::string memory;
};

// Where `tm import` puts units of a store: build and reindex leave it alone.
std::filesystem::path imported_memory(const std::filesystem::path& store);

struct OpenMemory {
  std::string name;  // for people: the directory
  std::filesystem::path directory;
  memory::Memory memory;
};
// One at least. Throws Error(usage) when there is none.
std::vector<OpenMemory> open_memories(const TmPlace& place);

struct TmLookupCommand {
  TmPlace place;
  std::string text;               // "-": lines of standard input
  std::string lang;               // "": identified
  std::vector<std::string> show;  // targets; empty: all
  unsigned threshold = 70;
  std::size_t limit = 5;
  std::string previous;
  std::string next;
  bool characters = false;
  std::string format = "text";  // text, json
};
int tm_lookup(const TmLookupCommand& options, Environment environment);

struct TmConcordanceCommand {
  TmPlace place;
  std::string phrase;
  std::string lang;  // "": identified
  std::vector<std::string> show;
  std::size_t limit = 20;
  std::string format = "text";  // text, json
};
int tm_concordance(const TmConcordanceCommand& options, Environment environment);

struct TmStatsCommand {
  TmPlace place;
  bool verify = false;
  std::string format = "text";  // text, json
};
int tm_stats(const TmStatsCommand& options, Environment environment);

struct TmCleanCommand {
  TmPlace place;
  std::vector<std::string> only;  // kinds; empty: all
  bool apply = false;
  std::string format = "text";  // text, json
};
int tm_clean(const TmCleanCommand& options, Environment environment);

}  // namespace hexapla::command
