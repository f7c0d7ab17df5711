// The words that lines of mastheads are known by.
#include "pipeline/normalize/masthead_cues.h"

#include <gtest/gtest.h>

#include <string>

namespace hexapla::normalize {
namespace {

struct Case {
  const char* line;
  Facts facts;
};

TEST(MastheadCues, Table) {
  const Case cases[] = {
      {"Distr.: General", Fact::distribution},
      {"DISTR. GENERAL", Fact::distribution},  // case does not matter
      {"  Original: English", Fact::original},
      {"English", Fact::language},
      {"English speakers met", Facts()},  // a cue that must be the whole line
      {"Item 5 of the provisional agenda", Fact::agenda},
      {"Itemized list", Facts()},  // the cue goes on: another word
      {"Fourth session", Fact::session},
      {"Obsession", Facts()},  // the cue does not begin where a word does
      {"Conférence des Parties", Fact::body},
      {"À : tous les points de contact", Fact::addressee},  // begins with two bytes
      {"Objet : suivi de la décision", Fact::subject},
      {"普遍", Fact::distribution},
      {"缔约方大会", Fact::body},                  // the cue is at the end, and is the whole
      {"第三次全体会议", Fact::session},           // Chinese words have no edges
      {"第II/4号决定：后续行动", Fact::decision},  // the cue stands within
      {"", Facts()},
      {"x", Facts()},  // shorter than every cue
  };
  for (const Case& c : cases) EXPECT_EQ(cues_of(c.line), c.facts) << c.line;
}

TEST(MastheadCues, LongLinesAreNoMasthead) {
  EXPECT_TRUE(cues_of("Distr. " + std::string(400, 'x')).empty());
}

TEST(MastheadCues, ValueBehindTheCue) {
  EXPECT_EQ(cue_value("Distr.: General", Fact::distribution), 8U);
  EXPECT_EQ(cue_value("  Distr.: General", Fact::distribution), 10U);
  EXPECT_EQ(cue_value("Distr.:", Fact::distribution), 7U);
  EXPECT_EQ(cue_value("Fourth session", Fact::session), 0U);  // the line itself
  EXPECT_EQ(cue_value("Fourth session", Fact::agenda), std::string_view::npos);
  // Of two cues that fit, the longer one ends where the value begins.
  EXPECT_EQ(cue_value("Original language: French", Fact::original), 19U);
}

TEST(Facts, Sets) {
  const Facts two = Fact::agenda | Fact::body;
  EXPECT_TRUE(two.has(Fact::body));
  EXPECT_FALSE(two.has(Fact::author));
  EXPECT_TRUE(two.has_any(Fact::author | Fact::agenda));
  EXPECT_EQ(two.count(), 2);
  EXPECT_EQ(two.without(Fact::body), Facts(Fact::agenda));
  EXPECT_TRUE(Facts(Fact::body).within(two));
  EXPECT_FALSE(two.within(Fact::body));
  EXPECT_TRUE(Facts().empty());
}

}  // namespace
}  // namespace hexapla::normalize
