#include "pipeline/check/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <thread>

#include "pipeline/align/align_files.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/check/accept.h"
#include "pipeline/check/glossary.h"
#include "pipeline/check/html.h"
#include "pipeline/check/lexicons.h"
#include "pipeline/command/commands.h"
#include "pipeline/command/rows.h"
#include "pipeline/memory/memory.h"
#include "pipeline/run/read_works.h"
#include "pipeline/store/lexicons.h"
#include "pipeline/store/store.h"

namespace hexapla::command {
namespace {

bool is_file(const std::string& name) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(name, ignored);
}

// "report.docx": the name of a file, not a symbol.
bool named_like_a_file(const std::string& name) {
  const std::string extension = std::filesystem::path(name).extension().string();
  return extension.size() > 2 && std::all_of(extension.begin() + 1, extension.end(),
                                             [](char c) { return c >= 'a' && c <= 'z'; });
}

// What is to be checked: Works read from files, or keys of the store that are loaded one by one.
struct Source {
  std::vector<store::Work> works;
  std::optional<store::Store> store;
  std::vector<std::string> keys;
};

Source open_files(const CheckCommand& options) {
  std::vector<std::vector<std::string>> groups;
  if (!options.batch.empty()) {
    // As for `align`, without the outputs.
    const std::string list = files::read(options.batch);
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t end = std::min(list.find('\n', at), list.size());
      std::string_view line(list.data() + at, end - at);
      at = end + 1;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty() || line.front() == '#') continue;
      std::vector<std::string> group;
      for (std::size_t from = 0; from <= line.size();) {
        const std::size_t tab = std::min(line.find('\t', from), line.size());
        group.emplace_back(line.substr(from, tab - from));
        from = tab + 1;
      }
      if (group.size() < 2)
        throw Error(ErrorKind::usage, options.batch, "", "a line with fewer than two files",
                    "separate the files of a line by tabs");
      groups.push_back(std::move(group));
    }
  } else {
    groups.push_back(options.what);
  }
  run::ReadOptions read;
  read.langs = options.langs;
  read.lines = options.unit == "line";
  read.workers = std::max(1U, std::thread::hardware_concurrency());
  Source out;
  out.works = run::read_works(groups, read);
  return out;
}

Source open(const CheckCommand& options) {
  const std::size_t found =
      static_cast<std::size_t>(std::count_if(options.what.begin(), options.what.end(), is_file));
  if (!options.batch.empty()) return open_files(options);
  if (!options.what.empty() && found == options.what.size()) {
    if (found < 2)
      throw Error(ErrorKind::usage, options.what.front(), "",
                  "one file has nothing to be compared with",
                  "give the file in two languages or more");
    return open_files(options);
  }
  if (found > 0 || std::any_of(options.what.begin(), options.what.end(), named_like_a_file)) {
    for (const std::string& name : options.what) {
      if (!is_file(name))
        throw Error(ErrorKind::usage, name, "", "no such file", "give files only, or symbols only");
    }
  }
  Source out;
  out.store = store::Store::open(options.store);
  std::vector<std::string> known;
  for (const store::WorkSummary& w : out.store->catalogue().works()) known.push_back(w.work);
  if (options.what.empty()) {
    out.keys = std::move(known);
    return out;
  }
  for (const std::string& typed : options.what) {
    const std::string key = find_work(out.store->catalogue(), typed);
    if (key.empty()) {
      const std::vector<std::string> near = nearest(typed, known);
      throw Error(ErrorKind::usage, typed, "", "no such file, and no such Work in " + options.store,
                  near.empty() ? "`hexapla status` lists the Works"
                               : "did you mean " + join(near, " or ") + "?");
    }
    if (std::find(out.keys.begin(), out.keys.end(), key) == out.keys.end()) out.keys.push_back(key);
  }
  return out;
}

Json place_json(const store::Work& work, const check::Place& place) {
  Json json = {{"lang", place.lang},
               {"role", check::name(place.role)},
               {"block", place.block < 0 ? Json(nullptr) : Json(place.block)}};
  const store::AnalyzedExpression* a = work.find(place.lang);
  if (a == nullptr) return json;
  json["file"] = a->expression.manifestation.path;
  if (place.block < 0) return json;
  const document::Block& block = a->expression.blocks[static_cast<std::size_t>(place.block)];
  const bool gap = place.role == check::Place::Role::gap;
  const Span span = gap                  ? Span{block.content.size(), block.content.size()}
                    : place.span.empty() ? Span{0, block.content.size()}
                                         : place.span;
  json["label"] = block.label.text();
  json["begin"] = span.begin;
  json["end"] = span.end;
  if (!gap) json["text"] = block.text().substr(span.begin, span.size());
  // Of a gap the end of the block behind which something is missing.
  document::SourceRange source = block.content.source(gap ? Span{0, block.content.size()} : span);
  if (gap) source.begin = source.end;
  json["part"] = source.part;
  json["from"] = source.begin;
  json["to"] = source.end;
  return json;
}

Json finding_json(const store::Work& work, const check::Finding& f) {
  Json json = {{"code", check::name(f.code)},
               {"severity", check::name(f.severity)},
               {"work", f.work},
               {"row", f.row},
               {"languages", f.languages},
               {"message", f.message},
               {"found", f.found},
               {"expected", f.expected},
               {"evidence", f.evidence},
               {"key", f.key},
               {"places", Json::array()}};
  for (const check::Place& p : f.places) json["places"].push_back(place_json(work, p));
  return json;
}

// Exact matches of a translation memory.
class KnownTranslations : public check::Memory {
 public:
  explicit KnownTranslations(const std::string& directory)
      : memory_(memory::Memory::open(directory)) {}
  std::vector<std::string> translations(std::string_view text, std::string_view source_lang,
                                        std::string_view target_lang) const override {
    std::vector<std::string> out;
    for (const memory::Hit& hit : memory_.search(text, source_lang, 100)) {
      for (const memory::Variant& v : memory_.unit(hit.unit).variants) {
        if (std::string_view(v.lang).substr(0, v.lang.find('-')) == target_lang)
          out.push_back(v.text);
      }
    }
    return out;
  }

 private:
  memory::Memory memory_;
};

class StoreLexicons : public check::Lexicons {
 public:
  explicit StoreLexicons(const store::Lexicons& lexicons) : lexicons_(lexicons) {}
  const lexicon::Lexicon* find(std::string_view source, std::string_view target) const override {
    return lexicons_.find(source, target);
  }

 private:
  const store::Lexicons& lexicons_;
};

struct Counts {
  std::size_t works = 0;
  std::size_t rows = 0;
  std::size_t accepted = 0;
  std::map<check::Severity, std::size_t> by_severity;
  std::map<std::string, std::size_t> by_code;
  std::size_t findings = 0;
};

void print_text(const store::Work& work, const std::vector<check::Finding>& findings,
                Environment environment) {
  if (findings.empty()) return;
  std::ostream& out = environment.out;
  out << printable(work.key) << "  " << one_line(work.title, 100) << '\n';
  for (const check::Finding& f : findings) {
    out << fmt::format("\n[{}] {}: {} ({})  {}\n", f.row, check::name(f.severity),
                       check::title(f.code), join(f.languages), f.key);
    out << "    " << one_line(f.message, 400) << '\n';
    // One line a language: the marked stretch of its first block concerned.
    std::map<std::string, std::pair<const document::Block*, std::vector<Span>>> shown;
    for (const check::Place& p : f.places) {
      if (p.role == check::Place::Role::gap || p.block < 0) continue;
      const store::AnalyzedExpression* a = work.find(p.lang);
      if (a == nullptr) continue;
      const document::Block* block = &a->expression.blocks[static_cast<std::size_t>(p.block)];
      auto& entry = shown[p.lang];
      if (entry.first == nullptr) entry.first = block;
      if (entry.first == block && !p.span.empty()) entry.second.push_back(p.span);
    }
    for (const std::string& lang : f.languages) {
      if (!shown.contains(lang)) out << fmt::format("    {} >  —\n", lang);
    }
    for (auto& [lang, entry] : shown) {
      const bool differs =
          std::find(f.languages.begin(), f.languages.end(), lang) != f.languages.end();
      std::sort(entry.second.begin(), entry.second.end());
      const std::string text =
          snippet(entry.first->text(), entry.second, 100, environment.out_is_terminal);
      out << fmt::format("    {} {}  {}\n", lang, differs ? ">" : " ",
                         directed(text, lang, environment));
    }
  }
  out << '\n';
}

void print_summary(const Counts& counts, std::ostream& out) {
  std::vector<std::string> parts;
  for (const check::Severity s :
       {check::Severity::error, check::Severity::warning, check::Severity::note}) {
    const auto it = counts.by_severity.find(s);
    if (it != counts.by_severity.end()) parts.push_back(counted(it->second, check::name(s)));
  }
  out << fmt::format("{} in {} rows of {}{}{}\n", counted(counts.findings, "finding"), counts.rows,
                     counted(counts.works, "Work"), parts.empty() ? "" : ": " + join(parts),
                     counts.accepted == 0 ? "" : fmt::format("; {} accepted", counts.accepted));
}

}  // namespace

int check(const CheckCommand& options, Environment environment) {
  check::Options checks;
  checks.original = options.original;
  checks.langs = options.show;
  std::optional<check::Glossary> glossary;
  if (!options.glossary.empty()) {
    glossary = check::Glossary::parse(files::read(options.glossary), options.glossary);
    checks.glossary = &*glossary;
  }
  std::unique_ptr<KnownTranslations> memory;
  if (!options.memory.empty()) {
    memory = std::make_unique<KnownTranslations>(options.memory);
    checks.memory = memory.get();
  }
  check::Accepted accepted;
  if (!options.accept.empty())
    accepted = check::Accepted::parse(files::read(options.accept), options.accept);
  std::set<check::Code> only;
  for (const std::string& name : options.only) {
    const std::optional<check::Code> code = check::parse_code(name);
    if (!code)
      throw Error(ErrorKind::usage, name, "", "no such kind of finding", "see `man hexapla`");
    only.insert(*code);
  }
  Source source = open(options);
  // The store has learned from all of its Works; files are learned from together.
  std::optional<store::Lexicons> stored;
  std::unique_ptr<check::Lexicons> lexicons;
  if (source.store) {
    stored.emplace(source.store->lexicon_path());
    lexicons = std::make_unique<StoreLexicons>(*stored);
  } else {
    lexicons = std::make_unique<check::LearnedLexicons>(source.works);
  }
  checks.lexicons = lexicons.get();
  const std::size_t size = source.store ? source.keys.size() : source.works.size();
  std::vector<store::Work> kept;  // the page needs all of them at once
  std::vector<check::Checked> checked;
  if (options.format == "html") kept.reserve(size);
  Counts counts;
  Json all = Json::array();
  bool failed = false;
  for (std::size_t i = 0; i < size; ++i) {
    store::Work work =
        source.store ? *source.store->catalogue().work(source.keys[i]) : source.works[i];
    if (!options.original.empty() && work.find(options.original) == nullptr && size == 1)
      throw Error(ErrorKind::usage, work.key, "", "has no text in " + options.original,
                  "choose an original that is there");
    std::vector<check::Finding> findings = check::check(work, checks);
    if (!only.empty())
      std::erase_if(findings, [&](const check::Finding& f) { return !only.contains(f.code); });
    const std::size_t passed = accepted.filter(findings);
    ++counts.works;
    counts.rows += work.rows.size();
    counts.accepted += passed;
    counts.findings += findings.size();
    for (const check::Finding& f : findings) {
      ++counts.by_severity[f.severity];
      ++counts.by_code[std::string(check::name(f.code))];
      failed = failed || (options.fail_on != "never" &&
                          f.severity >= *check::parse_severity(options.fail_on));
    }
    if (options.format == "text") print_text(work, findings, environment);
    if (options.format == "jsonl") {
      for (const check::Finding& f : findings) print_line(environment.out, finding_json(work, f));
    }
    if (options.format == "json") {
      for (const check::Finding& f : findings) all.push_back(finding_json(work, f));
    }
    if (options.format == "html") {
      kept.push_back(std::move(work));
      checked.push_back({&kept.back(), std::move(findings), passed});
    }
  }
  if (options.format == "text") print_summary(counts, environment.out);
  if (options.format == "html") environment.out << check::to_html(checked);
  if (options.format == "json") {
    Json json = {{"works", counts.works},
                 {"rows", counts.rows},
                 {"accepted", counts.accepted},
                 {"summary", counts.by_code},
                 {"findings", std::move(all)}};
    print_document(environment.out, json);
  }
  for (const std::string& key : accepted.unused()) {
    environment.err << "hexapla: " << options.accept << ": " << key
                    << ": no such finding any more; the texts have changed, or it is mended\n";
  }
  return failed ? 1 : 0;
}

}  // namespace hexapla::command
