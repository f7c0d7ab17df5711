#include "pipeline/exchange/graph.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "tests/support/scratch.h"

namespace hexapla::exchange {
namespace {

class GraphTest : public testing::Scratch {
 protected:
  store::Catalogue catalogue() const {
    store::Catalogue c = store::Catalogue::create(dir_ / "c.sqlite");
    store::Work work;
    work.key = "UNEP/GLC/COP.3/7";
    work.title = "A \"title\" & more";
    for (const char* lang : {"en", "fr"}) {
      store::AnalyzedExpression a;
      a.expression.lang = lang;
      document::Block b;
      b.content = document::MappedText::verbatim("text", 0);
      a.expression.blocks = {b, b};
      references::Reference decision{
          {0, 1}, references::Type::decision, {"SC-7/8"}, "", references::State::resolved};
      references::Reference own{
          {1, 2}, references::Type::symbol, {"UNEP/GLC/COP.3/7"}, "", references::State::resolved};
      references::Reference place{
          {2, 3}, references::Type::internal, {":para.4"}, "", references::State::resolved};
      a.references = {{decision, own, place}, {decision}};
      a.times = {{}, {}};
      work.expressions.push_back(a);
    }
    c.replace(work);
    return c;
  }
};

TEST_F(GraphTest, WorksAndWhatTheyCite) {
  const Graph g = citation_graph(catalogue());
  ASSERT_EQ(g.nodes.size(), 2U);
  EXPECT_EQ(g.nodes[0].id, "SC-7/8");
  EXPECT_FALSE(g.nodes[0].in_corpus);
  EXPECT_TRUE(g.nodes[1].in_corpus);
  // Neither the document's own symbol nor a place in itself is a citation of something.
  ASSERT_EQ(g.edges.size(), 1U);
  EXPECT_EQ(g.edges[0].count, 4U);  // two paragraphs in each of two languages
}

TEST_F(GraphTest, EveryFormatIsWellFormed) {
  const Graph g = citation_graph(catalogue());
  EXPECT_NE(
      exchange::write(g, GraphFormat::dot).find("\"UNEP/GLC/COP.3/7\" -> \"SC-7/8\" [label=\"4\"]"),
      std::string::npos);
  EXPECT_NE(exchange::write(g, GraphFormat::dot).find("tooltip=\"A \\\"title\\\" & more\""),
            std::string::npos);
  pugi::xml_document doc;
  ASSERT_TRUE(doc.load_string(exchange::write(g, GraphFormat::graphml).c_str()));
  EXPECT_STREQ(doc.select_node("//edge/@source").attribute().value(), "UNEP/GLC/COP.3/7");
  const auto json = nlohmann::json::parse(exchange::write(g, GraphFormat::json));
  EXPECT_EQ(json["edges"][0]["count"], 4);
}

}  // namespace
}  // namespace hexapla::exchange
