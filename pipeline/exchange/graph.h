// The citation graph of a corpus: Works and what they cite.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/store/catalogue.h"

namespace hexapla::exchange {

struct Graph {
  struct Node {
    std::string id;
    std::string title;  // "" for what is only cited
    bool in_corpus = false;
  };
  struct Edge {
    std::string from;       // a Work of the corpus
    std::string to;         // a canonical identifier
    std::size_t count = 0;  // paragraphs, over all languages
  };
  std::vector<Node> nodes;  // by id
  std::vector<Edge> edges;  // by from, to
};

// Decisions, resolutions, symbols and treaty provisions; references of a document to itself are
// left out.
Graph citation_graph(const store::Catalogue& catalogue);

enum class GraphFormat : std::uint8_t { dot, graphml, json };

// UTF-8, ending in a line feed.
std::string write(const Graph& graph, GraphFormat format);

}  // namespace hexapla::exchange
