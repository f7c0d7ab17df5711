// What readers of six languages find, over the Works of sample.h.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "analyzers/references/references.h"
#include "pipeline/base/error.h"
#include "pipeline/index/index.h"
#include "tests/pipeline/index/sample.h"

namespace hexapla::index {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

const std::string kTechniques = "UNEP/POPS/COP.8/9";
const std::string kAgenda = "A/RES/70/1";
const std::string kNote = "file:nota.txt";

class Search : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new sample::Folder;
    Writer writer(*folder_ / "index");
    for (const store::Work& work : {sample::techniques(), sample::agenda(), sample::note()})
      writer.replace(work);
    writer.commit();
    searcher_ = new Searcher(*folder_ / "index");
  }
  static void TearDownTestSuite() {
    delete searcher_;
    delete folder_;
  }

  static Results search(const std::string& text, const std::string& lang = "") {
    Query query;
    query.text = text;
    query.lang = lang;
    query.hits_per_work = 50;
    return searcher_->search(query);
  }

  // "Work lang block", sorted, of every Block that matches by itself.
  static std::vector<std::string> matching(const std::string& text) {
    std::vector<std::string> out;
    const Results results = search(text);
    for (const WorkHits& work : results.works) {
      const std::string key = work.work == kTechniques ? "T" : work.work == kAgenda ? "A" : "N";
      for (const Hit& hit : work.hits) {
        if (hit.why != Why::row)
          out.push_back(key + ' ' + hit.lang + ' ' + std::to_string(hit.block));
        for (const Aligned& a : hit.aligned) {
          if (a.why != Why::row) out.push_back(key + ' ' + a.lang + ' ' + std::to_string(a.block));
        }
      }
    }
    std::sort(out.begin(), out.end());
    EXPECT_EQ(out.size(), results.block_count) << text;
    return out;
  }

  static sample::Folder* folder_;
  static Searcher* searcher_;
};
sample::Folder* Search::folder_ = nullptr;
Searcher* Search::searcher_ = nullptr;

struct Case {
  const char* query;
  std::vector<std::string> expected;
};

// One line a query: the Blocks that a reader expects, and no others.
const Case kQueries[] = {
    // English
    {"slavery", {"T en 4"}},
    {"SLAVERY", {"T en 4"}},
    {"assemblies", {"T en 2", "T fr 2"}},  // to a French eye the same word
    {"best available techniques", {"T en 1"}},
    {"the water of the year", {"T en 2"}},  // function words need not be there
    // French: with and without elision, accents, capitals, either apostrophe
    {"eau", {"A fr 2", "T fr 2"}},
    {"l'eau", {"A fr 2", "T fr 2"}},
    {"L’EAU", {"A fr 2", "T fr 2"}},
    {"assemblée", {"T fr 2"}},
    {"assemblee", {"T fr 2"}},
    {"l’assemblée", {"T fr 2"}},
    {"securite sante", {}},
    {"sante education", {"A fr 2"}},
    {"adopter", {"T es 3", "T fr 3"}},  // may be Spanish or French: adoptado, adoptées
    {"developpement durable", {"A fr 1"}},
    {"esclavage", {"T fr 4"}},
    // Spanish
    {"técnicas", {"T es 1"}},
    {"tecnicas", {"T es 1"}},
    {"educacion", {"A es 2"}},
    {"educación", {"A es 2"}},
    {"año limpia", {"T es 2"}},
    {"ano limpia", {"T es 2"}},
    {"lámpara", {"A es 3"}},
    // Russian: ё and е, cases
    {"учёт", {"T ru 2"}},
    {"учет", {"T ru 2"}},
    {"ВОДА", {"A ru 2", "T ru 2"}},
    {"рабства", {"T ru 4"}},
    {"решения", {"T ru 3"}},
    // Arabic: article, prepositions, tashkeel, tatweel, hamza, plural
    {"الجمعية", {"T ar 2"}},
    {"جمعية", {"T ar 2"}},
    {"جَمْعِيَّة", {"T ar 2"}},
    {"الرق", {"T ar 4"}},
    {"رق", {"T ar 4"}},
    {"مياه", {"A ar 2", "T ar 2"}},
    {"الميـــاه", {"A ar 2", "T ar 2"}},
    {"تقرير", {"T ar 3"}},
    {"مصباح", {}},  // a broken plural (مصابيح) is another word to a light stemmer
    {"المصابيح", {"A ar 3"}},
    {"الزئبق", {"A ar 3"}},
    {"زئبق", {"A ar 3"}},
    {"أشكال", {"T ar 4"}},
    {"اشكاله", {"T ar 4"}},
    // Chinese: words, one character, two characters, Traditional, a longer expression, full width
    {"奴隶制", {"T zh 4"}},
    {"奴隸制", {"T zh 4"}},
    {"水", {"A zh 2", "T zh 2"}},
    {"汞", {"A zh 3"}},
    {"灯", {"A zh 3"}},  // inside 灯具
    {"具", {"A zh 3"}},  // the last character of a run
    {"清洁", {"T zh 2"}},
    {"最佳可得技术", {"T zh 1"}},
    {"可持续发展", {"A zh 1"}},
    {"持续发展议程", {"A zh 1"}},
    {"技术可得", {"T zh 1"}},  // both words, in another order
    {"\"技术可得\"", {}},
    {"二月", {}},
    {"2018年", {"T zh 5"}},
    {"２０１８年２月", {"T zh 5"}},
    // numbers are the same in all languages
    {"2018 28", {"T ar 5", "T en 5", "T es 5", "T fr 5", "T ru 5", "T zh 5"}},
    // phrases
    {"\"clean water\"", {"T en 2"}},
    {"\"water clean\"", {}},
    {"\"l’eau propre\"", {"T fr 2"}},
    {"\"de l'eau\"", {}},
    {"“清洁水”", {"T zh 2"}},
    {"«чистой воде»", {"T ru 2"}},
    {"\"المياه النظيفة\"", {"T ar 2"}},
    // near
    {"assembly NEAR/2 requests", {"T en 2"}},
    {"assembly NEAR/3 guidance", {}},
    {"water NEAR guidance", {"T en 2"}},
    // wildcards at the end: of stems and of words as written
    {"slav*", {"T en 4"}},
    {"abol*", {"T en 4", "T es 4", "T fr 4"}},
    {"availab*", {"A en 3", "T en 1"}},
    {"природоохран*", {"T ru 1"}},
    {"可持*", {"A zh 1"}},
    {"technique* pra*", {"T en 1", "T fr 1"}},
    {"technique* environmental*", {"T en 1"}},  // in French -nne-
    // operators
    {"slavery AND forms", {"T en 4"}},
    {"slavery AND water", {}},
    {"slavery OR mercury", {"A en 3", "T en 4"}},
    {"water NOT secretariat", {"A en 2"}},
    {"water -secretariat", {"A en 2"}},
    {"(slavery OR mercury) lamps", {"A en 3"}},
    {"water NOT \"drinking water\"", {"T en 2"}},
    // fields
    {"title:techniques", {"T en 1", "T fr 1"}},
    {"title:water", {}},
    {"title:\"available techniques\"", {"T en 1"}},
    {"title:可持续", {"A zh 1"}},
    {"type:title sustainable", {"A en 1"}},
    {"type:list-item", {"T ar 4", "T en 4", "T es 4", "T fr 4", "T ru 4", "T zh 4"}},
    {"symbol:a/res/70/1 mercury", {"A en 3"}},
    {"symbol:UNEP* water", {"T en 2"}},
    {"body:unep/pops water", {"T en 2"}},
    {"body:A/RES water", {"A en 2"}},
    {"body:A/RE water", {}},
    {"cites:SC-1/19", {"T ar 3", "T en 3", "T es 3", "T fr 3", "T ru 3", "T zh 3"}},
    {"cites:sc-1/* party", {"T en 3"}},
    // what is excluded in one language stays excluded, though the field is in all
    {"cites:SC-1/19 NOT party", {"T ar 3", "T es 3", "T fr 3", "T ru 3", "T zh 3"}},
    {"role:deadline observations", {"T en 5", "T fr 5"}},
    {"date:2015 water", {"A en 2"}},
    {"date:2016.. water", {"T en 2"}},
    {"date:..2016-05 water", {"A en 2"}},
    {"date:2017-04-24 water", {"T en 2"}},
    {"date:2017-04-25..2017-12 water", {}},
    {"date:2014-06..2017-04-24 water", {"A en 2", "T en 2"}},
    {"deadline:2018-01..2018-06 type:paragraph governments", {"T en 5"}},
    {"deadline:2018-03.. governments", {}},
    {"(forêts OR bosques) -lang:fr", {"N es 0"}},
};

TEST_F(Search, FindsWhatAReaderExpects) {
  for (const Case& c : kQueries) {
    // Where no Block has all words, those with some are shown: not what this table is about.
    if (!search(c.query).relaxed) {
      EXPECT_EQ(matching(c.query), c.expected) << c.query;
    } else {
      EXPECT_TRUE(c.expected.empty()) << c.query;
    }
  }
}

TEST_F(Search, FindsIdentifiersHoweverTheyAreTyped) {
  const std::vector<std::string> cites = {"T ar 3", "T en 3", "T es 3",
                                          "T fr 3", "T ru 3", "T zh 3"};
  for (const char* typed :
       {"SC-1/19", "sc-1/19", "\"SC-1/19\"", "SC 1/19", "СК-1/19", "第SC-1/19号决定", "ا س-1/19"}) {
    if (references::canonical_form(typed).empty())
      continue;  // not read as an identifier: searched as words
    EXPECT_EQ(matching(typed), cites) << typed;
    EXPECT_EQ(search(typed).works.front().hits.front().why, Why::identifier) << typed;
  }
}

TEST_F(Search, ShowsTheWorkThatBearsAnIdentifierBeforeThoseThatCiteIt) {
  if (references::canonical_form("A/RES/70/1").empty())
    GTEST_SKIP() << "identifiers are searched as words";
  for (const char* typed : {"A/RES/70/1", "a/res/70/1"}) {
    const Results results = search(typed);
    ASSERT_EQ(results.works.size(), 2U) << typed;
    EXPECT_EQ(results.works[0].work, kAgenda);
    EXPECT_EQ(results.works[0].hits.size(), 1U);  // the masthead, once for six languages
    EXPECT_EQ(results.works[0].hits[0].block, 0U);
    EXPECT_EQ(results.works[0].hits[0].aligned.size(), 5U);
    EXPECT_EQ(results.works[1].work, kNote);
  }
}

TEST_F(Search, ASymbolTypedAsWordsIsFoundAsAPhrase) {
  EXPECT_THAT(search("UNEP POPS COP 8").works, ::testing::SizeIs(1));
}

TEST_F(Search, ShowsTheRowInAllLanguages) {
  const Results results = search("slavery");
  ASSERT_EQ(results.works.size(), 1U);
  ASSERT_EQ(results.works[0].hits.size(), 1U);
  const Hit& hit = results.works[0].hits[0];
  EXPECT_EQ(hit.lang, "en");
  EXPECT_EQ(hit.block, 4U);
  EXPECT_EQ(hit.why, Why::words);
  EXPECT_EQ(hit.row, 4U);
  std::vector<std::string> langs;
  for (const Aligned& a : hit.aligned) {
    EXPECT_EQ(a.block, 4U);
    EXPECT_EQ(a.why, Why::row);
    langs.push_back(a.lang);
  }
  EXPECT_THAT(langs, ElementsAre("ar", "es", "fr", "ru", "zh"));
}

TEST_F(Search, AnswersInTheLanguageAskedForThroughRows) {
  for (const char* query : {"slavery", "esclavage", "奴隶制", "рабство", "الرق", "esclavitud"}) {
    for (const char* lang : {"ar", "en", "es", "fr", "ru", "zh"}) {
      const Results results = search(query, lang);
      ASSERT_EQ(results.block_count, 1U) << query << ' ' << lang;
      const Hit& hit = results.works[0].hits[0];
      EXPECT_EQ(hit.lang, lang);
      EXPECT_EQ(hit.block, 4U);
      EXPECT_EQ(hit.aligned.size(), 5U);
    }
  }
  EXPECT_EQ(search("slavery", "fr").works[0].hits[0].why, Why::row);
  EXPECT_EQ(search("slavery", "en").works[0].hits[0].why, Why::words);
  EXPECT_EQ(search("slavery lang:fr").works[0].hits[0].why, Why::row);
  EXPECT_EQ(search("slavery lang:fr").works[0].hits[0].lang, "fr");
  EXPECT_EQ(search("slavery", "de").block_count, 0U);
}

TEST_F(Search, RecognisesTheLanguageOfAQuery) {
  EXPECT_EQ(search("奴隶制").query_lang, "zh");
  EXPECT_EQ(search("вода").query_lang, "ru");
  EXPECT_EQ(search("المياه").query_lang, "ar");
  // One word may be in any of three languages: all are searched.
  const Results results = search("observations");
  EXPECT_EQ(results.query_lang, "");
  EXPECT_THAT(results.langs, ::testing::IsSupersetOf({"en", "es", "fr"}));
  EXPECT_EQ(search("Meilleures techniques disponibles et meilleures pratiques environnementales")
                .query_lang,
            "fr");
  // What matches in one of them only was in that one.
  EXPECT_EQ(search("eau").query_lang, "fr");
  EXPECT_EQ(search("2018").query_lang, "");
  EXPECT_EQ(search("the secretariat is to publish the guidance on water").query_lang, "en");
}

TEST_F(Search, ADescriptionNeedNotMatchInEveryWord) {
  const Results results = search("guidance about clean water that somebody publishes every summer");
  ASSERT_FALSE(results.works.empty());
  EXPECT_TRUE(results.relaxed);
  EXPECT_EQ(results.works[0].work, kTechniques);
  EXPECT_EQ(results.works[0].hits[0].block, 2U);
}

TEST_F(Search, SuggestsTheNearestWord) {
  EXPECT_EQ(search("slavry").did_you_mean, "slavery");
  EXPECT_EQ(search("slaevry").did_you_mean, "slavery");
  EXPECT_EQ(search("esclvage").did_you_mean, "esclavage");
  EXPECT_EQ(search("devloppement").did_you_mean, "développement");  // as texts print it
  EXPECT_EQ(search("рабстов").did_you_mean, "рабство");
  EXPECT_EQ(search("secretariat AND slavrey NOT water").did_you_mean,
            "secretariat AND slavery NOT water");
  EXPECT_EQ(search("slavery").did_you_mean, "");            // there
  EXPECT_EQ(search("zzzzzzz").did_you_mean, "");            // nothing near
  EXPECT_EQ(search("slavery AND water").did_you_mean, "");  // the words are there, not together
  EXPECT_EQ(search("奴隶社会").did_you_mean, "");
}

TEST_F(Search, CountsAndFacets) {
  const Results results = search("cites:SC-1/19");
  EXPECT_EQ(results.block_count, 6U);
  EXPECT_EQ(results.work_count, 1U);
  EXPECT_EQ(results.facets.at("lang").at("zh"), 1U);
  EXPECT_EQ(results.facets.at("body").at("UNEP/POPS/COP"), 6U);
  EXPECT_EQ(results.facets.at("year").at("2017"), 6U);
  EXPECT_EQ(results.facets.at("type").at("paragraph"), 6U);
  EXPECT_EQ(results.facets.at("cites").at("SC-1/19"), 6U);
  const Results note = search("bosques");
  EXPECT_FALSE(note.facets.contains("body"));
  EXPECT_FALSE(note.facets.contains("year"));
}

TEST_F(Search, PagesAndOrders) {
  Query query;
  query.text = "eau OR forêts OR water";
  std::vector<std::string> all;
  for (query.offset = 0; query.offset < 4; ++query.offset) {
    query.limit = 1;
    const Results page = searcher_->search(query);
    EXPECT_EQ(page.work_count, 3U);
    for (const WorkHits& w : page.works) all.push_back(w.work);
  }
  EXPECT_THAT(all, UnorderedElementsAre(kTechniques, kAgenda, kNote));
  query.offset = 0;
  query.limit = 10;
  query.order = Order::date;
  all.clear();
  for (const WorkHits& w : searcher_->search(query).works) all.push_back(w.work);
  EXPECT_THAT(all, ElementsAre(kTechniques, kAgenda, kNote));
  query.hits_per_work = 1;
  query.text = "lang:en,fr";
  query.order = Order::relevance;
  const Results filtered = searcher_->search(query);
  ASSERT_EQ(filtered.works.size(), 3U);
  EXPECT_EQ(filtered.works[0].work, kAgenda);  // equal scores: by key
  EXPECT_EQ(filtered.works[0].hits.size(), 1U);
  EXPECT_EQ(filtered.works[0].more, 6U);  // four rows of two languages, one row shown
  query.limit = 0;
  EXPECT_EQ(searcher_->search(query).works.size(), 0U);
  EXPECT_EQ(searcher_->search(query).work_count, 3U);
}

TEST_F(Search, RefusesWhatWouldFindEverything) {
  for (const char* query : {"NOT water", "-water", "", "a*", "date:yesterday", "date:2007..2004",
                            "date:2004-13", "type:poem", "role:villain", "deadline:..", "lang:"}) {
    try {
      search(query);
      ADD_FAILURE() << query;
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::usage) << query;
    }
  }
}

TEST_F(Search, OddQueriesGetAnAnswerOrAClearMessage) {
  std::string long_query;
  while (long_query.size() < 10'000) long_query += "water техника 水资源 المياه l'eau A/RES/70/1 ";
  const std::string queries[] = {
      "the",
      "of the and to",
      "的",
      "de la",
      "в на",
      "من إلى",
      "\"",
      "\"\"\"",
      "\"clean water",
      "((((water",
      "water))))",
      "\xF0\x9F\x98\x80",
      "water \xF0\x9F\x98\x80",
      "\xED\xA0\x80 water \xED\xB0\x80",  // lone surrogates
      "\xFF\xFE water",
      std::string("wa\0ter", 6),
      "\u202Ewater\u202C",
      "\u200F\u200Fالمياه\u200F",
      long_query,
      std::string(10'000, '('),
      std::string(10'000, '*'),
      std::string(10'000, 'a'),
      std::string(10'000, '"'),
      "report 可持续发展 A",
      "A OR B OR (C AND NOT D) NEAR",
      "title:",
      "title:\"\"",
      "* *",
      "-",
      "l'",
      "水*",
  };
  for (const std::string& query : queries) {
    try {
      search(query);
      searcher_->highlights(query, "The water of the sea: 水资源.", "en");
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::usage) << query.substr(0, 40);
    }
  }
  EXPECT_EQ(matching("\xED\xA0\x80 slavery \xED\xB0\x80"), std::vector<std::string>{"T en 4"});
  EXPECT_EQ(matching("\u200F\u202Bالرق\u202C"), std::vector<std::string>{"T ar 4"});
  EXPECT_FALSE(matching("the").empty());  // only a stop word: then it counts
  EXPECT_FALSE(matching("的").empty());
}

// Works of one Block each, by what they say.
class Ranking : public ::testing::Test {
 protected:
  void add(const std::string& key, std::vector<std::pair<std::string, std::string>> texts,
           document::BlockType type = document::BlockType::paragraph,
           const std::vector<std::string>& cites = {}) {
    std::vector<std::pair<std::string, std::vector<sample::Paragraph>>> expressions;
    for (auto& [lang, text] : texts)
      expressions.push_back({lang, {sample::Paragraph{type, text, cites, ""}}});
    Writer writer(folder_ / "index");
    writer.replace(sample::work(key, "2019-01-01", expressions));
    writer.commit();
  }
  Results search(const std::string& text, const std::string& lang = "") const {
    Query query;
    query.text = text;
    query.lang = lang;
    return Searcher(folder_ / "index").search(query);
  }
  std::string first(const std::string& text, const std::string& lang = "") const {
    const Results results = search(text, lang);
    return results.works.empty() ? "" : results.works[0].work;
  }
  sample::Folder folder_;
};

// What says just what was typed stands first, before titles and before what repeats the words, in
// its own language and through its row.
TEST_F(Ranking, ABlockThatSaysJustWhatWasTypedComesFirst) {
  const auto title = document::BlockType::title;
  add("1", {{"en", "Parties, Parties and Parties"}, {"ru", "Стороны, Стороны и Стороны"}}, title);
  add("2", {{"en", "Parties"}, {"ru", "Стороны"}}, document::BlockType::letterhead);
  add("3", {{"en", "The Parties meet in 2019"}, {"ru", "Стороны встречаются в 2019 году"}}, title);
  add("4", {{"en", "2019"}, {"zh", "2019年"}});
  add("5", {{"zh", "秘书处秘书处的说明"}}, title);
  add("6", {{"zh", "秘书处"}});
  const struct {
    const char* query;
    const char* lang;
    const char* first;
  } cases[] = {
      {"Parties", "", "2"},     {"parties", "ru", "2"}, {"Сторон", "", "2"},  // another form
      {"\"Parties\"", "", "2"}, {"2019", "zh", "4"},    {"2019", "", "4"},   {"秘书处", "", "6"},
  };
  for (const auto& c : cases) EXPECT_EQ(first(c.query, c.lang), c.first) << c.query << c.lang;
}

// A Chinese Block that shares figures with an English question and is the row of the Block that
// answers it counts by its row.
TEST_F(Ranking, ABlockCountsByTheBetterOfItselfAndItsRow) {
  add("1", {{"en", "For inquiries call 555 01 62"}, {"zh", "查询：555 01 62"}});
  add("2", {{"en", "The number is 555 01 40 and again 555 01"}, {"zh", "555 01 555 01 62"}});
  EXPECT_EQ(first("For inquiries call 555 01 62", "zh"), "1");
}

// Facets count what the Blocks of the answer cite, also of those that are there through their row.
TEST_F(Ranking, FacetsOfOneLanguageCountWhatIsReachedThroughRows) {
  add("1", {{"en", "mercury"}, {"fr", "le métal"}}, document::BlockType::paragraph, {"SC-7/7"});
  const Results results = search("mercury", "fr");
  EXPECT_EQ(results.block_count, 1U);
  EXPECT_EQ(results.facets.at("cites").at("SC-7/7"), 1U);
}

// One Searcher remembers what it has read: asked again, in any order, it says the same, and what a
// Writer changed meanwhile is seen.
TEST_F(Ranking, WhatIsRememberedIsOfTheStateThatAnswers) {
  add("1", {{"en", "mercury"}}, document::BlockType::paragraph, {"SC-7/7"});
  const Searcher searcher(folder_ / "index");
  Query query;
  query.text = "mercury";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(searcher.search(query).facets.at("cites").size(), 1U);
  for (int i = 0; i < 4; ++i)
    add("1", {{"en", "mercury"}}, document::BlockType::paragraph, {"BC-10/2", "RC-5/1"});
  const Searcher later(folder_ / "index");
  EXPECT_EQ(later.search(query).facets.at("cites").size(), 2U);
  // The old one answers from its own state or from a later one, never from both.
  const Results results = searcher.search(query);
  ASSERT_EQ(results.block_count, 1U);
  EXPECT_TRUE(results.facets.at("cites").size() == 1 || results.facets.at("cites").size() == 2);
  EXPECT_EQ(results.facets.at("cites").contains("SC-7/7"), results.facets.at("cites").size() == 1);
}

// A preposition that the asker wrote on: the word without it, where the texts have that.
TEST_F(Ranking, ArabicPrepositionsOfTheQuery) {
  add("1", {{"ar", "اعتمد المؤتمر القرار الأول والقرار الثاني"}});
  add("2", {{"ar", "وطلب القرار إلى الأمانة"}});
  add("3", {{"ar", "البحيرات الجليدية"}});
  add("4", {{"ar", "حيرة"}});  // perplexity: no beginning of بحيرة, a lake
  EXPECT_EQ(search("بقرار").work_count, 2U);
  EXPECT_EQ(search("وبالقرار").work_count, 2U);
  EXPECT_EQ(search("بحيرات").work_count, 1U);
}

// Of the Blocks of a row that match, the one in the language that was typed is shown.
TEST_F(Ranking, ARowIsShownInTheLanguageOfTheQuery) {
  add("1",
      {{"ar", "المقرر 3/5"},
       {"en", "decision III/5"},
       {"fr", "décision III/5"},
       {"ru", "решение III/5"},
       {"zh", "第III/5号决定"}},
      document::BlockType::paragraph, {"III/5"});
  const struct {
    const char* query;
    const char* lang;
  } cases[] = {
      {"III/5", "en"},  // in no language
      {"第III/5号决定", "zh"},
      {"решение III/5", "ru"},
      {"المقرر 3/5", "ar"},  // the session in figures
  };
  for (const auto& c : cases) {
    const Results results = search(c.query);
    ASSERT_EQ(results.works.size(), 1U) << c.query;
    EXPECT_EQ(results.block_count, 5U) << c.query;
    EXPECT_EQ(results.works[0].hits.at(0).lang, c.lang) << c.query;
    EXPECT_EQ(results.works[0].hits.at(0).why, Why::identifier) << c.query;
  }
}

// A misspelt word is told of also where the others find something; the nearest form is offered.
TEST_F(Ranking, DidYouMean) {
  add("1", {{"en", "glacial lakes"}, {"ru", "секретариат; записка секретариата"}});
  add("2", {{"ru", "записка секретариата"}});
  EXPECT_EQ(search("glacail lakes").did_you_mean, "glacial lakes");
  EXPECT_EQ(search("glacial lakes").did_you_mean, "");
  EXPECT_EQ(search("секретарат").did_you_mean, "секретариат");
}

}  // namespace
}  // namespace hexapla::index
