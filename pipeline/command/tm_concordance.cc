#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "pipeline/base/error.h"
#include "pipeline/command/rows.h"
#include "pipeline/command/tm.h"
#include "pipeline/command/tm_output.h"
#include "pipeline/memory/concordance.h"
#include "pipeline/memory/record.h"
#include "pipeline/store/lexicons.h"
#include "pipeline/store/store.h"

namespace hexapla::command {
namespace {

// The store's lexicons, where there is a store: a memory by itself has none.
std::optional<std::filesystem::path> lexicon_path(const TmPlace& place) {
  try {
    return store::Store::open(place.store).lexicon_path();
  } catch (const Error&) {
    if (place.memory.empty()) throw;
    return std::nullopt;
  }
}

Json spans_json(const std::vector<Span>& spans) {
  Json out = Json::array();
  for (const Span s : spans) out.push_back({{"start", s.begin}, {"end", s.end}});
  return out;
}

Json line_json(const memory::ConcordanceLine& line, const std::vector<std::string>& show,
               const std::string& memory) {
  const memory::Variant& source = line.unit.variants[line.source];
  Json json = {
      {"source", {{"lang", source.lang}, {"text", source.text}, {"marks", spans_json(line.marks)}}},
      {"targets", Json::object()}};
  for (std::size_t v = 0; v < line.unit.variants.size(); ++v) {
    const memory::Variant& variant = line.unit.variants[v];
    if (v == line.source || !wanted(show, memory::primary_subtag(variant.lang))) continue;
    Json target = {{"text", variant.text}, {"marks", Json::array()}};
    if (const auto it = line.stretches.find(v); it != line.stretches.end())
      target["marks"] = spans_json({it->second});
    json["targets"][variant.lang] = std::move(target);
  }
  add_provenance(json, line.unit, memory);
  return json;
}

// Marks as people see them: bold on a terminal, in brackets elsewhere.
std::string marked(const std::string& text, const std::vector<Span>& marks, bool terminal) {
  std::string out;
  std::size_t from = 0;
  for (const Span mark : marks) {
    out += printable(text.substr(from, mark.begin - from));
    out += terminal ? "\x1b[1m" : "[";
    out += printable(text.substr(mark.begin, mark.size()));
    out += terminal ? "\x1b[0m" : "]";
    from = mark.end;
  }
  return out + printable(text.substr(from));
}

}  // namespace

int tm_concordance(const TmConcordanceCommand& options, Environment environment) {
  const std::vector<OpenMemory> memories = open_memories(options.place);
  std::vector<const memory::Memory*> asked;
  for (const OpenMemory& m : memories) asked.push_back(&m.memory);
  const store::Lexicons lexicons(lexicon_path(options.place).value_or(""));
  memory::ConcordanceRequest request;
  request.phrase = options.phrase;
  request.lang = language_or_identified(options.lang, options.phrase);
  request.targets = options.show;
  request.limit = options.limit;
  const memory::Concordance found = memory::concordance(
      asked, request,
      [&lexicons](std::string_view word, std::string_view from, std::string_view to) {
        return lexicons.translations(word, from, to);
      });
  if (options.format == "json") {
    Json json = {{"phrase", request.phrase},
                 {"lang", request.lang},
                 {"total", found.total},
                 {"lines", Json::array()}};
    for (const memory::ConcordanceLine& line : found.lines)
      json["lines"].push_back(line_json(line, options.show, memories[line.memory].name));
    print_document(environment.out, json);
    return found.total > 0 ? 0 : 1;
  }
  for (const memory::ConcordanceLine& line : found.lines) {
    environment.out << provenance_line(line.unit) << '\n';
    for (std::size_t i = 0; i <= line.unit.variants.size(); ++i) {
      // The source first.
      const std::size_t v = i == 0 ? line.source : i - 1;
      if (i > 0 && v == line.source) continue;
      const memory::Variant& variant = line.unit.variants[v];
      if (i > 0 && !wanted(options.show, memory::primary_subtag(variant.lang))) continue;
      std::vector<Span> marks;
      if (i == 0) {
        marks = line.marks;
      } else if (const auto it = line.stretches.find(v); it != line.stretches.end()) {
        marks = {it->second};
      }
      environment.out << fmt::format("  {:<5} ", printable(variant.lang))
                      << directed(marked(variant.text, marks, environment.out_is_terminal),
                                  variant.lang, environment)
                      << '\n';
    }
  }
  if (found.total == 0) {
    environment.out << "nothing found\n";
  } else if (found.lines.size() < found.total) {
    environment.out << fmt::format("{} of {} units\n", found.lines.size(), found.total);
  }
  return found.total > 0 ? 0 : 1;
}

}  // namespace hexapla::command
