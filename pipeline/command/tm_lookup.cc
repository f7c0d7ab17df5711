#include <fmt/format.h>

#include <cmath>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "analyzers/text/utf8.h"
#include "pipeline/command/rows.h"
#include "pipeline/command/tm.h"
#include "pipeline/command/tm_output.h"
#include "pipeline/memory/lookup.h"

namespace hexapla::command {
namespace {

// Two digits behind the point at most, rounded down: 69.99 is not 70.
double shown(double score) {
  return std::floor(score * 100.0 + 1e-6) / 100.0;
}

Json match_json(const memory::Match& m, const std::string& memory) {
  const memory::Variant& source = m.unit.variants[m.source];
  Json json = {
      {"kind", name(m.kind)},      {"score", shown(m.score)},
      {"words", shown(m.words)},   {"source", {{"lang", source.lang}, {"text", source.text}}},
      {"targets", Json::object()}, {"penalties", Json::array()}};
  for (const auto& [lang, text] : m.targets) json["targets"][lang] = text;
  for (const memory::Penalty& p : m.penalties)
    json["penalties"].push_back({{"reason", p.reason}, {"points", shown(p.points)}});
  if (!m.repairs.empty()) json["repairs"] = Json::array();
  for (const memory::Repair& r : m.repairs) {
    Json repair = {{"lang", r.lang}, {"from", r.from}, {"to", r.to}};
    if (r.refused.empty()) {
      repair["text"] = r.text;
    } else {
      repair["refused"] = r.refused;
    }
    json["repairs"].push_back(std::move(repair));
  }
  add_provenance(json, m.unit, memory);
  return json;
}

void print_match(const memory::Match& m, Environment environment) {
  std::ostream& out = environment.out;
  out << fmt::format("{:g}  {}  {}\n", shown(m.score), name(m.kind), provenance_line(m.unit));
  const auto line = [&](std::string_view lang, const std::string& text) {
    out << fmt::format("  {:<5} ", printable(lang))
        << directed(printable(one_line(text, 2000)), lang, environment) << '\n';
  };
  line(m.unit.variants[m.source].lang, m.unit.variants[m.source].text);
  for (const auto& [lang, text] : m.targets) line(lang, text);
  for (const memory::Penalty& p : m.penalties) {
    out << (p.points > 0 ? fmt::format("  -{:g}  {}\n", shown(p.points), printable(p.reason))
                         : fmt::format("  {}\n", printable(p.reason)));
  }
  for (const memory::Repair& r : m.repairs) {
    if (r.refused.empty()) {
      out << fmt::format("  {}: {} for {}\n", r.lang, printable(r.text), printable(r.from));
    } else {
      out << fmt::format("  {}: {} not put in for {}: {}\n", r.lang, printable(r.to),
                         printable(r.from), r.refused);
    }
  }
}

}  // namespace

int tm_lookup(const TmLookupCommand& options, Environment environment) {
  const std::vector<OpenMemory> memories = open_memories(options.place);
  std::vector<const memory::Memory*> asked;
  for (const OpenMemory& m : memories) asked.push_back(&m.memory);
  std::vector<std::string> segments;
  const bool many = options.text == "-";
  if (many) {
    for (std::string line; std::getline(environment.in, line);) {
      if (!text::trim(line).empty()) segments.push_back(line);
    }
  } else {
    segments.push_back(options.text);
  }
  Json all = Json::array();
  bool found = false;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    memory::LookupRequest request;
    request.text = segments[i];
    request.lang = language_or_identified(options.lang, segments[i]);
    request.targets = options.show;
    request.threshold = options.threshold;
    request.limit = options.limit;
    request.measure = options.characters ? memory::Measure::characters : memory::Measure::words;
    // Lines of a file stand in their context.
    request.previous = many && i > 0 ? segments[i - 1] : options.previous;
    request.next = many && i + 1 < segments.size() ? segments[i + 1] : options.next;
    const std::vector<memory::Match> matches = memory::lookup(asked, request);
    found = found || !matches.empty();
    if (options.format == "json") {
      Json json = {{"text", request.text},
                   {"lang", request.lang},
                   {"threshold", request.threshold},
                   {"matches", Json::array()}};
      for (const memory::Match& m : matches)
        json["matches"].push_back(match_json(m, memories[m.memory].name));
      all.push_back(std::move(json));
      continue;
    }
    if (many) environment.out << "> " << printable(one_line(request.text, 2000)) << '\n';
    for (const memory::Match& m : matches) print_match(m, environment);
    if (matches.empty()) {
      environment.out << fmt::format("nothing found at {} per cent or above\n", request.threshold);
    }
  }
  if (options.format == "json") print_document(environment.out, all);
  return found ? 0 : 1;
}

}  // namespace hexapla::command
