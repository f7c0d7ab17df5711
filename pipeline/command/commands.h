// One function a command: the options as parsed, the streams, the exit code. Errors are thrown.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/command/command.h"

namespace hexapla::command {

struct BuildCommand {
  std::vector<std::string> inputs;
  std::string store;
  std::string format = "text";  // text, json
  unsigned jobs = 0;
  bool realign = false;
  std::string thesaurus;
  std::vector<std::string> dictionaries;
  std::string corrections;
};
int build(const BuildCommand& options, Environment environment);

struct SearchCommand {
  std::string query;
  std::string store;
  std::string lang;
  std::vector<std::string> show;   // languages of the rows below a hit; empty: all
  std::string format = "text";     // text, json, csv
  std::string sort = "relevance";  // relevance, date
  std::size_t limit = 10;
  std::size_t offset = 0;
  std::size_t hits = 3;
  bool no_expansion = false;
  std::string synonyms;  // a file
};
int search(const SearchCommand& options, Environment environment);

struct ShowCommand {
  std::string work;
  std::string store;
  std::vector<std::string> show;
  std::string format = "text";  // text, json
};
int show(const ShowCommand& options, Environment environment);

struct RefsCommand {
  std::string id;  // empty: every identifier that is cited
  std::string store;
  std::string graph;            // "", dot, graphml, json
  std::string format = "text";  // text, json, csv
};
int refs(const RefsCommand& options, Environment environment);

struct DeadlinesCommand {
  std::string store;
  std::string from;
  std::string to;
  std::string actor;
  std::string work;
  std::string role = "deadline";
  std::string lang;             // preferred language of the text
  std::string format = "text";  // text, json, csv, ics
};
int deadlines(const DeadlinesCommand& options, Environment environment);

struct StatusCommand {
  std::string store;
  std::string format = "text";  // text, json
};
int status(const StatusCommand& options, Environment environment);

struct VerifyCommand {
  std::string store;
  std::string format = "text";  // text, json
};
int verify(const VerifyCommand& options, Environment environment);

struct ReindexCommand {
  std::string store;
};
int reindex(const ReindexCommand& options, Environment environment);

struct DoctorCommand {
  std::string store;
};
int doctor(const DoctorCommand& options, Environment environment);

struct AlignCommand {
  std::vector<std::string> files;  // two or more, of one text
  std::string batch;               // or a list of pairs
  std::vector<std::string> langs;
  std::string unit = "line";     // line, paragraph, sentence
  std::string format = "pairs";  // pairs, json, tmx
  std::vector<std::string> dictionaries;
  bool explain = false;
  unsigned jobs = 0;
};
int align(const AlignCommand& options, Environment environment);

struct CheckCommand {
  std::vector<std::string> what;  // symbols of Works, or files of one text; none: the whole store
  std::string store;
  std::string batch;               // a list of groups of files
  std::vector<std::string> langs;  // of the files, in order
  std::string unit = "block";      // of files: block, line
  std::string original;            // the language that is right; empty: the majority is
  std::vector<std::string> show;   // only these languages; empty: all
  std::vector<std::string> only;   // only these kinds of findings; empty: all
  std::string accept;              // file of accepted findings
  std::string memory;              // directory of a translation memory; empty: none
  std::string glossary;
  std::string fail_on = "note";  // note, warning, error, never
  std::string format = "text";   // text, jsonl, json, html
};
int check(const CheckCommand& options, Environment environment);

struct ExportCommand {
  std::vector<std::string> works;  // symbols; none: all
  std::string store;
  std::string format = "tmx";     // tmx, tei, akn, moses, jsonl, csv
  std::string unit = "sentence";  // of rows: sentence, block
  std::vector<std::string> langs;
  double confidence = 0.0;
  std::string output;  // file, prefix (moses) or directory (tei, akn); empty: standard output
};
int export_store(const ExportCommand& options, Environment environment);

struct ExtractCommand {
  std::string file;
  std::string lang;
  std::string format = "text";  // text, jsonl
};
int extract(const ExtractCommand& options, Environment environment);

struct NormalizeCommand {
  std::string file;
  std::string lang;
  std::string format = "text";  // text, xml, json
};
int normalize(const NormalizeCommand& options, Environment environment);

}  // namespace hexapla::command
