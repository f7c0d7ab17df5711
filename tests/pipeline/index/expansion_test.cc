// What is found through translated words, a thesaurus and synonyms.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/index/index.h"
#include "pipeline/index/thesaurus.h"
#include "pipeline/index/translations.h"
#include "tests/pipeline/index/sample.h"

namespace hexapla::index {
namespace {

using ::testing::ElementsAre;
using ::testing::Not;

std::vector<sample::Paragraph> paragraphs(const std::vector<std::string>& texts) {
  std::vector<sample::Paragraph> out;
  for (const std::string& text : texts)
    out.push_back({document::BlockType::paragraph, text, {}, ""});
  return out;
}

// "taught" has rows to learn from, "foreign" is French only and says what no row leads to.
store::Work taught() {
  store::Work work = sample::work(
      "taught", "",
      {{"en", paragraphs({"mercury waste", "mercury in lamps", "waste in rivers", "clean rivers",
                          "old lamps"})},
       {"fr", paragraphs({"déchets de mercure", "mercure dans les lampes",
                          "déchets dans les rivières", "rivières propres", "vieilles lampes"})}});
  for (align::Row& row : work.rows) row.confidence = 1.0;
  return work;
}
store::Work foreign() {
  return sample::work(
      "foreign", "2004-01-01",
      {{"fr", paragraphs({"Gestion des déchets contenant du mercure", "Ordre du jour"})}});
}

class Expansion : public ::testing::Test {
 protected:
  Expansion() {
    Writer writer(folder_ / "index");
    writer.replace(taught());
    writer.replace(foreign());
    writer.commit();
    TranslationLearner learner;
    learner.add(taught());
    files::make_directories(folder_ / "lexicon");
    learner.write(folder_ / "lexicon" / kTranslationsFile, 1);
  }

  Results search(const std::string& text, bool expand = true) const {
    Query query;
    query.text = text;
    query.expand = expand;
    return Searcher(folder_ / "index", folder_ / "lexicon").search(query);
  }
  // "Work lang block why" of every hit.
  std::vector<std::string> hits(const std::string& text, bool expand = true) const {
    std::vector<std::string> out;
    for (const WorkHits& work : search(text, expand).works) {
      for (const Hit& h : work.hits) {
        out.push_back(work.work + ' ' + h.lang + std::to_string(h.block) + ' ' +
                      std::string(name(h.why)));
      }
    }
    return out;
  }

  sample::Folder folder_;
};

TEST_F(Expansion, ReachesWhatNoRowLeadsTo) {
  // Its own language first, what translated words reach after it.
  EXPECT_THAT(hits("mercury waste"), ElementsAre("taught en0 words", "foreign fr0 expansion"));
  EXPECT_THAT(hits("mercury waste", false), ElementsAre("taught en0 words"));
}

TEST_F(Expansion, LeavesAloneWhatARowReaches) {
  // The French Blocks of "taught" have English ones beside them: they are in their rows.
  for (const std::string& hit : hits("mercury waste lamps rivers")) {
    if (hit.starts_with("taught")) {
      EXPECT_THAT(hit, Not(::testing::HasSubstr("expansion")));
    }
  }
}

TEST_F(Expansion, FiltersHold) {
  EXPECT_THAT(hits("mercury waste date:2004"), ElementsAre("foreign fr0 expansion"));
  EXPECT_THAT(hits("mercury waste date:2005"), ElementsAre());
  EXPECT_THAT(hits("mercury waste NOT symbol:foreign"), ElementsAre("taught en0 words"));
  // What is to be absent cannot be translated word by word.
  EXPECT_THAT(hits("mercury waste NOT treaty"), ElementsAre("taught en0 words"));
}

TEST_F(Expansion, TranslatedWordsAreMarked) {
  const Searcher searcher(folder_ / "index", folder_ / "lexicon");
  const std::string text = "Gestion des déchets contenant du mercure";
  std::vector<std::string> marked;
  for (const Span& s : searcher.highlights("mercury waste", text, "fr"))
    marked.push_back(text.substr(s.begin, s.size()));
  EXPECT_THAT(marked, ElementsAre("déchets", "mercure"));
}

TEST_F(Expansion, TheSameFileForAnyNumberOfThreads) {
  TranslationLearner learner;
  learner.add(taught());
  learner.add(std::vector<TranslationLearner::Text>{
      {"en", "clean water"}, {"ru", "чистая вода"}, {"zh", "清洁用水"}});
  learner.write(folder_ / "one", 1);
  learner.write(folder_ / "four", 4);
  EXPECT_EQ(files::read(folder_ / "one"), files::read(folder_ / "four"));
}

TEST_F(Expansion, ADamagedFileIsRefusedOrHarmless) {
  const std::string whole = files::read(folder_ / "lexicon" / kTranslationsFile);
  for (std::size_t size = 0; size < whole.size(); size += 61) {
    std::ofstream(folder_ / "cut", std::ios::binary) << whole.substr(0, size);
    try {
      const auto cut = Translations::open(folder_ / "cut");
      if (cut) cut->of("mercuri", "en", "fr");
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::environment);
    }
  }
  EXPECT_FALSE(Translations::open(folder_ / "nowhere").has_value());
}

// ---- thesaurus

constexpr const char* kSkos = R"(<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
         xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="http://example.org/t/17">
    <skos:altLabel xml:lang="en">Quicksilver</skos:altLabel>
    <skos:prefLabel xml:lang="en">Mercury</skos:prefLabel>
    <skos:prefLabel xml:lang="fr-CA">Mercure</skos:prefLabel>
  </skos:Concept>
  <rdf:Description rdf:about="http://example.org/t#lamps">
    <rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
    <skos:prefLabel xml:lang="en">Old lamps</skos:prefLabel>
  </rdf:Description>
  <rdf:Description rdf:about="http://example.org/t#no">
    <skos:prefLabel xml:lang="en">not typed</skos:prefLabel>
  </rdf:Description>
</rdf:RDF>)";

TEST(ThesaurusFile, ReadsSkosAndJson) {
  const Thesaurus skos = read_thesaurus(kSkos, "t.rdf");
  ASSERT_EQ(skos.concepts.size(), 2U);
  EXPECT_EQ(skos.concepts[0].id, "17");
  EXPECT_THAT(skos.concepts[0].labels.at("en"), ElementsAre("Mercury", "Quicksilver"));
  EXPECT_THAT(skos.concepts[0].labels.at("fr"), ElementsAre("Mercure"));
  EXPECT_EQ(skos.concepts[1].id, "lamps");
  EXPECT_EQ(parse_thesaurus(serialise(skos)), skos);

  const Thesaurus json = read_thesaurus(
      R"({"topics": [{"identifier": "9", "labels": {"en": "LAMPS\tOLD", "ru": ["Лампы"]}}, 5]})",
      "t.json");
  ASSERT_EQ(json.concepts.size(), 1U);
  EXPECT_EQ(json.concepts[0].name("en"), "LAMPS OLD");
  EXPECT_EQ(json.concepts[0].name("ru"), "Лампы");
  EXPECT_EQ(json.concepts[0].name("zh"), "LAMPS OLD");
}

TEST(ThesaurusFile, RefusesWhatIsNone) {
  for (const char* bytes : {"", "  ", "<a", "<a/>", "[1", "{}", "[]", "17",
                            R"([{"id": "1", "labels": {"en": "\udc00"}}])"}) {
    try {
      read_thesaurus(bytes, "bad.json");
      ADD_FAILURE() << bytes;
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::input) << bytes;
    }
  }
}

TEST(Topics, AreCountedAskedForAndSuggested) {
  const sample::Folder folder;
  const Thesaurus thesaurus = read_thesaurus(kSkos, "t.rdf");
  {
    Writer writer(folder / "index", &thesaurus);
    writer.replace(taught());
    writer.commit();
  }
  const Searcher searcher(folder / "index");
  Query query;
  query.text = "type:paragraph";
  const auto topics = searcher.search(query).facets.at("topic");
  // Mercury in two English Blocks and two French ones; the longer name only where it stands whole.
  EXPECT_EQ(topics.at("Mercury"), 4U);
  EXPECT_EQ(topics.at("Old lamps"), 1U);
  for (const char* text : {"topic:mercury", "topic:MERCURE", "topic:quicksilver", "topic:17"}) {
    query.text = text;
    EXPECT_EQ(searcher.search(query).block_count, 4U) << text;
  }
  query.text = "topic:\"old lamps\"";
  EXPECT_EQ(searcher.search(query).block_count, 1U);
  query.text = "quicksilwer";  // no text has the word; the thesaurus does
  EXPECT_EQ(searcher.search(query).did_you_mean, "Quicksilver");
}

// ---- synonyms

TEST(SynonymsFile, IsReadOrRefusedWithItsLine) {
  const Synonyms read = read_synonyms("# mine\n\nPOPs, persistent organic pollutants\r\n", "s.txt");
  ASSERT_EQ(read.groups.size(), 1U);
  EXPECT_THAT(read.groups[0], ElementsAre("POPs", "persistent organic pollutants"));
  for (const char* bad : {"a, b\nalone\n", "a, b\n\xFF, b\n"}) {
    try {
      read_synonyms(bad, "s.txt");
      ADD_FAILURE();
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::usage);
      EXPECT_EQ(e.place(), "line 2");
    }
  }
}

TEST(SynonymsFile, OneFindsAll) {
  const sample::Folder folder;
  {
    Writer writer(folder / "index");
    writer.replace(
        sample::work("W", "",
                     {{"en", paragraphs({"stocks of POPs", "persistent organic pollutants in milk",
                                         "organic milk", "persistent rain"})}}));
    writer.commit();
  }
  Searcher searcher(folder / "index");
  searcher.use(read_synonyms("POPs, persistent organic pollutants\n", "s.txt"));
  const auto count = [&](const char* text) {
    Query query;
    query.text = text;
    return searcher.search(query).block_count;
  };
  EXPECT_EQ(count("pops"), 2U);
  EXPECT_EQ(count("persistent organic pollutants"), 2U);
  EXPECT_EQ(count("\"persistent organic pollutants\""), 2U);
  EXPECT_EQ(count("POPs milk"), 1U);
  EXPECT_EQ(count("organic"), 2U);        // a part of a member is none
  EXPECT_EQ(count("milk NOT pops"), 2U);  // what is negated stays as it is
  const std::string text = "persistent organic pollutants in milk";
  EXPECT_THAT(searcher.highlights("POPs", text, "en"), ElementsAre(Span{0, 29}));
}

}  // namespace
}  // namespace hexapla::index
