#include "pipeline/index/parser.h"

#include <gtest/gtest.h>

#include <string>

#include "pipeline/base/error.h"

namespace hexapla::index {
namespace {

// A tree as text: (all a b), (and …), (or …), (near/3 …), "phrase", word*, field=value,
// #identifier, a leading ! for NOT.
std::string show(const Node& n) {
  std::string out = n.negated ? "!" : "";
  const auto group = [&](const std::string& name) {
    out += "(" + name;
    for (const Node& child : n.children) out += " " + show(child);
    return out + ")";
  };
  const std::string title = n.field == Field::title ? "title=" : "";
  switch (n.kind) {
    case Node::Kind::words:
      return out + title + n.text;
    case Node::Kind::phrase:
      return out + title + '"' + n.text + '"';
    case Node::Kind::prefix:
      return out + title + n.text + "*";
    case Node::Kind::identifier:
      return out + "#" + n.canonical;
    case Node::Kind::filter:
      return out + std::to_string(static_cast<int>(n.field)) + "=" + n.text;
    case Node::Kind::all:
      return group("all");
    case Node::Kind::conjunction:
      return group("and");
    case Node::Kind::disjunction:
      return group("or");
    case Node::Kind::near:
      return group("near/" + std::to_string(n.distance));
  }
  return out;
}

struct Case {
  const char* query;
  const char* expected;
};

const Case kCases[] = {
    {"clean water", "(all clean water)"},
    {"clean AND water", "(and clean water)"},
    {"clean OR water supply", "(or (all clean) (all water supply))"},
    {"clean NOT water", "(all clean !water)"},
    {"clean -water -\"drinking water\"", "(all clean !water !\"drinking water\")"},
    {"clean - water", "(all clean water)"},
    {"follow-up", "(all follow-up)"},
    {"(clean OR pure) water", "(all (or (all clean) (all pure)) water)"},
    {"\"clean water\"", "(all \"clean water\")"},
    {"“clean water” «eau propre» „чистая вода“ 「清洁水」",
     "(all \"clean water\" \"eau propre\" \"чистая вода\" \"清洁水\")"},
    {"negoti*", "(all negoti*)"},
    {"clean NEAR water", "(all (near/10 clean water))"},
    {"clean NEAR/3 water NEAR/5 air pure", "(all (near/5 clean water air) pure)"},
    {"title:water", "(all title=water)"},
    {"title:\"clean water\"", "(all title=\"clean water\")"},
    {"title:(clean OR pure)", "(all (or (all title=clean) (all title=pure)))"},
    {"lang:fr type:heading water", "(all 4=fr 6=heading water)"},
    {"lang：fr 水", "(all 4=fr 水)"},
    {"（水 OR 汞）", "(all (or (all 水) (all 汞)))"},
    // a colon that belongs to no field is punctuation
    {"note:water http://example.org", "(all note:water http://example.org)"},
    // what is said twice is said once
    {"clean water clean -clean \"clean water\" \"clean water\"",
     "(all clean water !clean \"clean water\")"},
    // odd but answerable
    {"\"clean water", "(all clean water)"},
    {"12\" pipes", "(all 12 pipes)"},
    {"clean) water", "(all clean (all water))"},
    {"(clean water", "(all (all clean water))"},
    {"AND clean AND", "(all clean)"},
    {"OR clean OR", "(all clean)"},
    {"clean NOT", "(all clean)"},
    {"clean NEAR", "(all clean)"},
    {"clean () water", "(all clean water)"},
    {"\u200Fclean\u202E \x01water\x7F", "(all clean water)"},
    {"clean \xF0\x9F\x98\x80 … ** water", "(all clean water)"},
    {"and or not", "(all and or not)"},
};

TEST(Parser, ReadsQueries) {
  for (const Case& c : kCases) {
    const Node root = parse_query(c.query).root;
    EXPECT_EQ(show(root), c.expected) << c.query;
  }
}

TEST(Parser, SaysHowItReadOddQueries) {
  EXPECT_TRUE(parse_query("clean \"water\"").notes.empty());
  for (const char* query :
       {"\"clean water", "clean)", "(clean", "clean AND", "clean OR", "clean NOT"}) {
    EXPECT_EQ(parse_query(query).notes.size(), 1U) << query;
  }
}

TEST(Parser, RefusesWhatCannotBeMeant) {
  const auto refused = [](const std::string& query) {
    try {
      parse_query(query);
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::usage) << query;
      EXPECT_FALSE(e.reason().empty());
      return true;
    }
    return false;
  };
  EXPECT_TRUE(refused(""));
  EXPECT_TRUE(refused("   "));
  EXPECT_TRUE(refused("\xF0\x9F\x98\x80"));
  EXPECT_TRUE(refused("\"\""));
  EXPECT_TRUE(refused("()"));
  EXPECT_TRUE(refused("AND OR NOT"));
  EXPECT_TRUE(refused("lang: water"));
  EXPECT_TRUE(refused("a NEAR/x b"));
  EXPECT_TRUE(refused("a NEAR/0 b"));
  EXPECT_TRUE(refused("a NEAR (b OR c)"));
  EXPECT_TRUE(refused("a OR NOT b"));
  EXPECT_TRUE(refused(std::string(1000, '(') + "a"));
  EXPECT_TRUE(refused(std::string(70000, 'a')));
}

TEST(Parser, IsTotalAndLinear) {
  const std::string pieces[] = {"\"", "(",      ")",           "a ",   "AND ", "NOT ", "NEAR ", "“",
                                "«",  "title:", "A/RES/70/1 ", "\xFF", "约",   "* ",   "-"};
  for (const std::string& piece : pieces) {
    for (const std::string& other : pieces) {
      std::string query;
      while (query.size() < 10000) query += piece + other;
      try {
        parse_query(query);
      } catch (const Error& e) {
        EXPECT_EQ(e.kind(), ErrorKind::usage);
      }
    }
  }
}

}  // namespace
}  // namespace hexapla::index
