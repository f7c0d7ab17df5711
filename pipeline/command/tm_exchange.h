// `hexapla tm import`, `export`, `pretranslate`: the memory and the files of other programs. One
// function a command; errors are thrown.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/command/tm.h"

namespace hexapla::command {

struct TmImportCommand {
  TmPlace place;
  std::vector<std::string> files;
  std::vector<std::string> langs;  // columns of tab-separated files without a header
  std::string format = "text";     // text, json
};
// Exit code 3 where a file or a unit could not be read; what could is imported.
int tm_import(const TmImportCommand& options, Environment environment);

struct TmExportCommand {
  TmPlace place;
  std::string format = "tmx";      // tmx, xliff, tsv, moses
  std::vector<std::string> langs;  // for xliff the source and the target
  double confidence = 0.0;         // units that state less are left out
  std::vector<std::string> works;
  std::string from;  // ISO days of the Works, inclusive
  std::string to;
  std::string output;  // a file, for moses a prefix; "": standard output
};
int tm_export(const TmExportCommand& options, Environment environment);

struct TmPretranslateCommand {
  TmPlace place;
  std::string file;    // XLIFF, or a document in any format that is read
  std::string lang;    // of a document; "": identified
  std::string target;  // "": as the XLIFF says
  unsigned threshold = 70;
  std::size_t limit = 5;  // matches a segment
  bool fill = false;      // exact matches become translations
  std::string output;     // "": standard output
};
int tm_pretranslate(const TmPretranslateCommand& options, Environment environment);

}  // namespace hexapla::command
