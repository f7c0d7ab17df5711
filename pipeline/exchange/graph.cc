#include "pipeline/exchange/graph.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <sstream>

namespace hexapla::exchange {
namespace {

std::string dot_string(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + '"';
}

std::string write_dot(const Graph& graph) {
  std::string out = "digraph citations {\n  rankdir=LR;\n  node [shape=box];\n";
  for (const Graph::Node& n : graph.nodes) {
    out += fmt::format("  {} [tooltip={}{}];\n", dot_string(n.id), dot_string(n.title),
                       n.in_corpus ? ", style=filled" : "");
  }
  for (const Graph::Edge& e : graph.edges) {
    out +=
        fmt::format("  {} -> {} [label=\"{}\"];\n", dot_string(e.from), dot_string(e.to), e.count);
  }
  return out + "}\n";
}

std::string write_graphml(const Graph& graph) {
  pugi::xml_document doc;
  pugi::xml_node declaration = doc.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  pugi::xml_node root = doc.append_child("graphml");
  root.append_attribute("xmlns").set_value("http://graphml.graphdrawing.org/xmlns");
  const auto key = [&](const char* id, const char* owner, const char* type) {
    pugi::xml_node k = root.append_child("key");
    k.append_attribute("id").set_value(id);
    k.append_attribute("for").set_value(owner);
    k.append_attribute("attr.name").set_value(id);
    k.append_attribute("attr.type").set_value(type);
  };
  key("title", "node", "string");
  key("in_corpus", "node", "boolean");
  key("count", "edge", "int");
  pugi::xml_node g = root.append_child("graph");
  g.append_attribute("edgedefault").set_value("directed");
  const auto data = [](pugi::xml_node parent, const char* name, const std::string& value) {
    pugi::xml_node d = parent.append_child("data");
    d.append_attribute("key").set_value(name);
    d.text().set(value.c_str());
  };
  for (const Graph::Node& n : graph.nodes) {
    pugi::xml_node node = g.append_child("node");
    node.append_attribute("id").set_value(n.id.c_str());
    data(node, "title", n.title);
    data(node, "in_corpus", n.in_corpus ? "true" : "false");
  }
  for (const Graph::Edge& e : graph.edges) {
    pugi::xml_node edge = g.append_child("edge");
    edge.append_attribute("source").set_value(e.from.c_str());
    edge.append_attribute("target").set_value(e.to.c_str());
    data(edge, "count", std::to_string(e.count));
  }
  std::ostringstream out;
  doc.save(out, " ");
  return out.str();
}

std::string write_json(const Graph& graph) {
  nlohmann::ordered_json json;
  json["nodes"] = nlohmann::ordered_json::array();
  json["edges"] = nlohmann::ordered_json::array();
  for (const Graph::Node& n : graph.nodes)
    json["nodes"].push_back({{"id", n.id}, {"title", n.title}, {"in_corpus", n.in_corpus}});
  for (const Graph::Edge& e : graph.edges)
    json["edges"].push_back({{"from", e.from}, {"to", e.to}, {"count", e.count}});
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

Graph citation_graph(const store::Catalogue& catalogue) {
  std::map<std::string, Graph::Node> nodes;
  for (const store::WorkSummary& w : catalogue.works()) nodes[w.work] = {w.work, w.title, true};
  Graph out;
  store::Statement s = catalogue.database().prepare(
      "SELECT t.work, t.canonical, COUNT(DISTINCT t.lang || '|' || t.block) FROM reference_targets "
      "t "
      "JOIN references_ r USING (work, lang, block, n) "
      "WHERE r.type IN ('decision', 'resolution', 'symbol', 'treaty-article', 'treaty-annex') AND "
      "t.canonical <> t.work "
      "GROUP BY t.work, t.canonical ORDER BY t.work, t.canonical");
  while (s.step()) {
    out.edges.push_back({s.text(0), s.text(1), static_cast<std::size_t>(s.integer(2))});
    nodes.try_emplace(s.text(1), Graph::Node{s.text(1), "", false});
  }
  for (auto& [id, node] : nodes) out.nodes.push_back(std::move(node));
  return out;
}

std::string write(const Graph& graph, GraphFormat format) {
  switch (format) {
    case GraphFormat::dot:
      return write_dot(graph);
    case GraphFormat::graphml:
      return write_graphml(graph);
    case GraphFormat::json:
      return write_json(graph);
  }
  return {};
}

}  // namespace hexapla::exchange
