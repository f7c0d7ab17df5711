#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "pipeline/command/commands.h"
#include "pipeline/command/rows.h"
#include "pipeline/exchange/graph.h"
#include "pipeline/store/store.h"

namespace hexapla::command {
namespace {

// Citations of one identifier in one place of a Work: the row, where the block is in one, else the
// block.
struct Group {
  std::string work;
  std::vector<store::Citation> citations;  // one or more, by language and block
  std::vector<std::string> silent;         // languages that have the row and do not cite
};

std::vector<Group> by_row(const store::Catalogue& catalogue,
                          const std::vector<store::Citation>& citations) {
  std::vector<Group> groups;
  std::map<std::pair<std::string, std::size_t>, std::size_t>
      of_row;                                    // (work, row): index in groups
  std::vector<std::set<std::string>> languages;  // that have the row
  for (const store::Citation& c : citations) {
    const std::optional<store::RowPlaces> row = catalogue.row_of(c.place);
    std::size_t at = groups.size();
    if (row) at = of_row.emplace(std::pair(c.place.work, row->row), groups.size()).first->second;
    if (at == groups.size()) {
      groups.push_back({c.place.work, {}, {}});
      languages.emplace_back();
      if (row) {
        for (const store::Place& p : row->places) languages.back().insert(p.lang);
      }
    }
    groups[at].citations.push_back(c);
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (const store::Citation& c : groups[i].citations) languages[i].erase(c.place.lang);
    groups[i].silent.assign(languages[i].begin(), languages[i].end());
  }
  return groups;
}

// What the corpus knows of a target: one that names a document which is not here is
// "not-in-corpus". Decisions and provisions are parts of documents: only what has the form of a
// symbol can be looked for among the Works.
references::State state_in_corpus(references::State state, const std::string& canonical,
                                  const std::set<std::string>& works) {
  const bool is_symbol = canonical.find('/') != std::string::npos &&
                         canonical.find(':') == std::string::npos &&
                         store::body_of(canonical).find('/') != std::string::npos;
  return state == references::State::resolved && is_symbol && !works.contains(canonical)
             ? references::State::not_in_corpus
             : state;
}

void judge(std::vector<store::Citation>& citations, const std::set<std::string>& works) {
  for (store::Citation& c : citations) {
    for (const std::string& canonical : c.reference.canonical)
      c.reference.state = state_in_corpus(c.reference.state, canonical, works);
  }
}

Json citation_json(const store::Catalogue& catalogue, const store::Citation& c) {
  Json json = {{"work", c.place.work}, {"lang", c.place.lang}};
  json.update(block_json(catalogue, c.place));
  json["begin"] = c.reference.span.begin;
  json["end"] = c.reference.span.end;
  add_fields(json, c.reference);
  return json;
}

void print_citation(const store::Catalogue& catalogue, const store::Citation& c,
                    Environment environment) {
  const store::Catalogue::BlockText b = catalogue.block(c.place);
  const std::string label = b.label.empty() ? "" : printable(b.label) + " ";
  const std::string text =
      label + snippet(b.text, {c.reference.span}, 140, environment.out_is_terminal);
  environment.out << fmt::format("  {}  {}   ({}:{}-{}{})\n", c.place.lang,
                                 directed(text, c.place.lang, environment), printable(b.path),
                                 b.source.begin, b.source.end,
                                 c.reference.pinpoint.empty() ? "" : "; " + c.reference.pinpoint);
}

void print_cited_by(const store::Catalogue& catalogue, const std::string& id,
                    const std::vector<store::Citation>& citations, Environment environment) {
  const std::vector<Group> groups = by_row(catalogue, citations);
  std::set<std::string> works;
  for (const Group& g : groups) works.insert(g.work);
  environment.out << fmt::format("{} is cited in {} of {}\n", printable(id),
                                 counted(groups.size(), "place"), counted(works.size(), "Work"));
  std::map<std::string, std::string> titles;
  for (const store::WorkSummary& w : catalogue.works()) titles[w.work] = w.title;
  std::string last;
  for (const Group& g : groups) {
    if (g.work != last)
      environment.out << '\n'
                      << printable(g.work) << "  " << one_line(titles.at(g.work), 90) << '\n';
    last = g.work;
    const store::Citation* last_shown = nullptr;
    for (const store::Citation& c : g.citations) {
      // A block that cites it twice is one line.
      if (last_shown == nullptr || last_shown->place != c.place)
        print_citation(catalogue, c, environment);
      last_shown = &c;
    }
    if (!g.silent.empty())
      environment.out << "      not cited there in: " << join(g.silent) << '\n';
  }
}

void print_cites(const std::string& id, const std::vector<store::Citation>& citations,
                 std::ostream& out) {
  // Identifier: languages that cite it, and the state.
  std::map<std::string, std::set<std::string>> cited;
  std::map<std::string, references::State> states;
  for (const store::Citation& c : citations) {
    for (const std::string& canonical : c.reference.canonical) {
      cited[canonical].insert(c.place.lang);
      states[canonical] = c.reference.state;
    }
  }
  out << fmt::format("\n{} cites {}\n", printable(id), counted(cited.size(), "identifier"));
  for (const auto& [canonical, languages] : cited) {
    out << fmt::format("  {:40}  {}{}\n", printable(canonical),
                       join({languages.begin(), languages.end()}, " "),
                       states[canonical] == references::State::resolved
                           ? ""
                           : "  " + std::string(references::name(states[canonical])));
  }
}

int list_all(const RefsCommand& options, const store::Catalogue& catalogue,
             const std::set<std::string>& works, Environment environment) {
  const auto cited = catalogue.cited();
  if (options.format == "csv") environment.out << "canonical,paragraphs,in_corpus\n";
  Json json = Json::array();
  for (const auto& [canonical, count] : cited) {
    if (options.format == "text") {
      environment.out << fmt::format("{:6}  {}\n", count, printable(canonical));
    } else if (options.format == "csv") {
      environment.out << fmt::format("{},{},{}\n", csv_field(canonical), count,
                                     works.contains(canonical) ? "yes" : "no");
    } else {
      json.push_back({{"canonical", canonical},
                      {"paragraphs", count},
                      {"in_corpus", works.contains(canonical)}});
    }
  }
  if (options.format == "json") print_document(environment.out, json);
  return cited.empty() ? 1 : 0;
}

}  // namespace

int refs(const RefsCommand& options, Environment environment) {
  const store::Store store = store::Store::open(options.store);
  const store::Catalogue& catalogue = store.catalogue();
  std::set<std::string> works;
  for (const store::WorkSummary& w : catalogue.works()) works.insert(w.work);
  if (!options.graph.empty()) {
    const exchange::Graph graph = exchange::citation_graph(catalogue);
    environment.out << exchange::write(graph, options.graph == "dot" ? exchange::GraphFormat::dot
                                              : options.graph == "graphml"
                                                  ? exchange::GraphFormat::graphml
                                                  : exchange::GraphFormat::json);
    return graph.edges.empty() ? 1 : 0;
  }
  if (options.id.empty()) return list_all(options, catalogue, works, environment);

  const std::string canonical = references::canonical_form(options.id);
  const std::string work = find_work(catalogue, options.id);
  std::string id = !work.empty() ? work : !canonical.empty() ? canonical : options.id;
  std::vector<store::Citation> cited = catalogue.citations_of(id);
  // What is typed may already be the canonical form of something that the grammar alone does not
  // recognise.
  if (cited.empty() && id != options.id) {
    cited = catalogue.citations_of(options.id);
    if (!cited.empty()) id = options.id;
  }
  std::vector<store::Citation> cites =
      work.empty() ? std::vector<store::Citation>{} : catalogue.citations_by(work);
  judge(cited, works);
  judge(cites, works);
  if (cited.empty() && cites.empty()) {
    std::vector<std::string> known(works.begin(), works.end());
    for (const auto& [name, count] : catalogue.cited()) known.push_back(name);
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    const std::vector<std::string> near = nearest(id, known);
    environment.err << "hexapla: nothing cites " << printable(id)
                    << (near.empty() ? "" : "; did you mean " + join(near, " or ") + "?") << '\n';
    return 1;
  }
  if (options.format == "text") {
    print_cited_by(catalogue, id, cited, environment);
    if (!cites.empty()) print_cites(id, cites, environment.out);
  } else if (options.format == "csv") {
    environment.out
        << "canonical,direction,work,lang,block,label,quote,pinpoint,state,file,from,to\n";
    for (const auto* list :
         std::initializer_list<const std::vector<store::Citation>*>{&cited, &cites}) {
      for (const store::Citation& c : *list) {
        const store::Catalogue::BlockText b = catalogue.block(c.place);
        environment.out << fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_field(join(c.reference.canonical, " ")),
            list == &cited ? "cited-by" : "cites", csv_field(c.place.work), c.place.lang,
            c.place.block, csv_field(b.label),
            csv_field(b.text.substr(c.reference.span.begin, c.reference.span.size())),
            csv_field(c.reference.pinpoint), references::name(c.reference.state), csv_field(b.path),
            b.source.begin, b.source.end);
      }
    }
  } else {
    Json json = {{"id", id},
                 {"in_corpus", works.contains(id)},
                 {"cited_by", Json::array()},
                 {"cites", Json::array()}};
    for (const Group& g : by_row(catalogue, cited)) {
      Json group = {{"work", g.work}, {"not_cited_in", g.silent}, {"citations", Json::array()}};
      for (const store::Citation& c : g.citations)
        group["citations"].push_back(citation_json(catalogue, c));
      json["cited_by"].push_back(std::move(group));
    }
    for (const store::Citation& c : cites) json["cites"].push_back(citation_json(catalogue, c));
    print_document(environment.out, json);
  }
  return 0;
}

}  // namespace hexapla::command
