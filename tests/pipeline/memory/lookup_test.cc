#include "pipeline/memory/lookup.h"

#include <gtest/gtest.h>

#include "pipeline/memory/clean.h"
#include "pipeline/memory/concordance.h"
#include "tests/support/scratch.h"

namespace hexapla::memory {
namespace {

TranslationUnit unit(const std::string& id, const std::string& en, const std::string& fr) {
  TranslationUnit out;
  out.id = id;
  out.variants = {{"en", en, {}, {}, {}}, {"fr", fr, {}, {}, {}}};
  return out;
}

class LookupTest : public testing::Scratch {
 protected:
  void add(const std::vector<TranslationUnit>& units) {
    Writer writer(dir_ / "m");
    for (const TranslationUnit& u : units) writer.add(u);
    writer.commit();
  }
  std::vector<Match> find(const std::string& text, unsigned threshold = 50) {
    LookupRequest request;
    request.text = text;
    request.lang = "en";
    request.threshold = threshold;
    return find(request);
  }
  std::vector<Match> find(const LookupRequest& request) {
    const Memory memory = Memory::open(dir_ / "m");
    return lookup({&memory}, request);
  }
};

TEST_F(LookupTest, ExactAndInContext) {
  TranslationUnit in_context = unit("b", "The lake is deep.", "Le lac est profond.");
  in_context.variants[0].properties = {{std::string(kPrevious), "The hill is high."},
                                       {std::string(kNext), "key:" + context_key("The end.")}};
  add({unit("a", "The lake is deep.", "Le lac est profond."), in_context});
  LookupRequest request;
  request.text = " The lake is deep. ";
  request.lang = "en";
  request.previous = "The hill is high.";
  request.next = "The end.";
  const std::vector<Match> matches = find(request);
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].unit.id, "b");
  EXPECT_EQ(matches[0].kind, MatchKind::context);
  EXPECT_DOUBLE_EQ(matches[0].score, 101.0);
  EXPECT_EQ(matches[1].kind, MatchKind::exact);
  EXPECT_DOUBLE_EQ(matches[1].score, 100.0);
  // One neighbour alone is no context.
  request.next = "Something else.";
  EXPECT_EQ(find(request)[0].kind, MatchKind::exact);
}

TEST_F(LookupTest, PenaltiesAreListed) {
  add({unit("a", "The lake is deep.", "Le lac est profond.")});
  const std::vector<Match> punctuation = find("The lake is deep!");
  ASSERT_EQ(punctuation.size(), 1U);
  EXPECT_EQ(punctuation[0].kind, MatchKind::fuzzy);
  EXPECT_DOUBLE_EQ(punctuation[0].words, 100.0);
  EXPECT_DOUBLE_EQ(punctuation[0].score, 99.0);
  ASSERT_EQ(punctuation[0].penalties.size(), 1U);
  EXPECT_EQ(punctuation[0].penalties[0].reason, "punctuation or spaces differ");
  EXPECT_DOUBLE_EQ(find("the LAKE is deep.")[0].score, 99.0);
  EXPECT_DOUBLE_EQ(find("the LAKE is deep!")[0].score, 98.0);
  EXPECT_DOUBLE_EQ(find("The lake is cold.")[0].score, 75.0);  // one of four words
}

TEST_F(LookupTest, SeveralTranslationsAreTold) {
  add({unit("a", "Lake", "Lac"), unit("b", "Lake", "Le lac")});
  const std::vector<Match> matches = find("Lake");
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_DOUBLE_EQ(matches[0].score, 99.0);
  EXPECT_EQ(matches[0].penalties[0].reason, "2 translations into fr");
}

TEST_F(LookupTest, UnsureAlignmentsLoseMost) {
  TranslationUnit unsure = unit("u", "The lake is deep.", "Le lac est profond.");
  unsure.properties = {{"x-origin", "automatic"}, {"x-confidence", "0.600"}, {"x-work", "A/1"}};
  add({unsure});
  const std::vector<Match> matches = find("The lake is deep.");
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_DOUBLE_EQ(matches[0].score, 98.0);  // 5 times 0.4
  EXPECT_EQ(matches[0].provenance.work, "A/1");
}

TEST_F(LookupTest, TheGuardCapsAndSaysWhy) {
  add({unit("a", "Each Party shall survey its lakes at least once in every calendar year.",
            "Chaque Partie étudie ses lacs au moins une fois par année civile.")});
  const std::vector<Match> matches =
      find("Each Party may survey its lakes at least once in every calendar year.");
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_GT(matches[0].words, 90.0);
  EXPECT_DOUBLE_EQ(matches[0].score, kGuardCap);
  ASSERT_FALSE(matches[0].penalties.empty());
  EXPECT_EQ(matches[0].penalties[0].reason, "obligation: «shall» is only in the memory");
}

TEST_F(LookupTest, RepairedWhateverTheScoreOfTheWords) {
  add({unit("a", "Decision SC-7/9", "Décision SC-7/9")});
  const std::vector<Match> matches = find("Decision SC-8/3", 100);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].kind, MatchKind::repaired);
  EXPECT_EQ(matches[0].targets.at("fr"), "Décision SC-8/3");
  EXPECT_DOUBLE_EQ(matches[0].score, 99.0);
  ASSERT_EQ(matches[0].repairs.size(), 1U);
  EXPECT_EQ(matches[0].repairs[0].to, "SC-8/3");
}

TEST_F(LookupTest, WantedLanguagesAndLimit) {
  add({unit("a", "The lake is deep.", "Le lac est profond."),
       unit("b", "The lake is cold.", "Le lac est froid.")});
  LookupRequest request;
  request.text = "The lake is deep.";
  request.lang = "en";
  request.threshold = 50;
  request.limit = 1;
  ASSERT_EQ(find(request).size(), 1U);
  EXPECT_EQ(find(request)[0].unit.id, "a");
  request.targets = {"ru"};
  EXPECT_TRUE(find(request).empty());
}

// A lexicon of four words.
std::span<const lexicon::Translation> translations(std::string_view word, std::string_view,
                                                   std::string_view) {
  static const std::map<std::string, std::vector<lexicon::Translation>, std::less<>> words = {
      {"early", {{"precoce", 0.8}}},
      {"warning", {{lexicon::fold_word("d’alerte"), 0.9}}},  // a word as segmentation takes it
      {"systems", {{"systemes", 0.9}}},
      {"lake", {{"lac", 0.9}}},
  };
  const auto it = words.find(word);
  if (it == words.end()) return {};
  return it->second;
}

TEST_F(LookupTest, ConcordanceMarksWhatTranslatesThePhrase) {
  add({unit("a", "The lake has early warning systems, which work.",
            "Le lac a des systèmes d’alerte précoce, qui marchent."),
       unit("b", "A lake.", "Un lac.")});
  const Memory memory = Memory::open(dir_ / "m");
  ConcordanceRequest request;
  request.phrase = "Early Warning";
  request.lang = "en";
  const Concordance found = concordance({&memory}, request, translations);
  ASSERT_EQ(found.total, 1U);
  ASSERT_EQ(found.lines.size(), 1U);
  const ConcordanceLine& line = found.lines[0];
  const auto cut = [&line](std::size_t variant, Span span) {
    return line.unit.variants[variant].text.substr(span.begin, span.size());
  };
  ASSERT_EQ(line.marks.size(), 1U);
  EXPECT_EQ(cut(0, line.marks[0]), "early warning");
  ASSERT_TRUE(line.stretches.contains(1));
  EXPECT_EQ(cut(1, line.stretches.at(1)), "d’alerte précoce");
}

// A memory without a lexicon is learned from; one that is too small tells nothing.
TEST_F(LookupTest, ConcordanceLearnsFromTheMemory) {
  const std::vector<std::pair<std::string, std::string>> things = {
      {"lake", "озеро"}, {"wood", "лес"}, {"hill", "холм"}, {"river", "река"}, {"shore", "берег"}};
  const std::vector<std::pair<std::string, std::string>> colours = {
      {"green", "зеленый"}, {"white", "белый"}, {"dark", "темный"}, {"old", "старый"}};
  const std::vector<std::pair<std::string, std::string>> acts = {
      {"they saw", "они видели"},   {"we paint", "мы рисуем"}, {"he knows", "он знает"},
      {"she met", "она встретила"}, {"you love", "вы любите"}, {"i forgot", "я забыл"}};
  std::vector<TranslationUnit> units;
  for (const auto& act : acts) {
    for (const auto& colour : colours) {
      for (const auto& thing : things) {
        TranslationUnit u = unit(std::to_string(units.size()), "", "");
        u.variants = {
            {"en", act.first + " the " + colour.first + " " + thing.first + " today", {}, {}, {}},
            {"ru", "сегодня " + act.second + " " + colour.second + " " + thing.second, {}, {}, {}}};
        units.push_back(std::move(u));
      }
    }
  }
  add(units);
  const Memory memory = Memory::open(dir_ / "m");
  const Translations nothing = [](std::string_view, std::string_view, std::string_view) {
    return std::span<const lexicon::Translation>();
  };
  ConcordanceRequest request;
  request.phrase = "green lake";
  request.lang = "en";
  const Concordance found = concordance({&memory}, request, nothing);
  ASSERT_EQ(found.total, acts.size());
  for (const ConcordanceLine& line : found.lines) {
    ASSERT_TRUE(line.stretches.contains(1));
    const Span s = line.stretches.at(1);
    EXPECT_EQ(line.unit.variants[1].text.substr(s.begin, s.size()), "зеленый озеро");
  }
  {
    Writer writer(dir_ / "small");
    for (std::size_t i = 0; i < 20; ++i) writer.add(units[i]);
    writer.commit();
  }
  const Memory small = Memory::open(dir_ / "small");
  for (const ConcordanceLine& line : concordance({&small}, request, nothing).lines)
    EXPECT_TRUE(line.stretches.empty());
}

TEST_F(LookupTest, CleanListsAndThenActs) {
  TranslationUnit corrected = unit("corrected", "The sea is wide.", "La mer est vaste.");
  corrected.properties = {{"x-origin", "corrected"}};
  TranslationUnit three = unit("three", "The wood is dark.", "");
  three.variants.push_back({"ru", "Лес темный.", {}, {}, {}});
  add({unit("first", "The lake is deep.", "Le lac est profond."),
       unit("again", "The lake is deep.", "Le lac est profond."), three,
       unit("copied", "The hill is high.", "The hill is high."),
       unit("cyrillic", "The river is long.", "Река очень длинная"),
       unit("worse", "The sea is wide.", "Le lac est large."), corrected,
       // Addresses are the same everywhere and in Latin letters.
       unit("address", "See http://www.lakes.example/all/reports/here", "См."),
       unit("symbol", "UNEP/GLC/COP.3/7", "UNEP/GLC/COP.3/7")});
  {
    Writer writer(dir_ / "m");
    const std::vector<CleanFinding> findings =
        find_flaws(writer.memory(), {kFlaws.begin(), kFlaws.end()});
    std::vector<std::string> found;
    for (const CleanFinding& f : findings)
      found.push_back(writer.memory().unit(f.ref).id + " " + std::string(name(f.flaw)));
    EXPECT_EQ(found,
              (std::vector<std::string>{"again duplicate", "three empty", "copied same-as-source",
                                        "cyrillic wrong-script", "worse contradictory"}));
    EXPECT_EQ(apply_clean(writer, findings), 5U);
    writer.commit();
  }
  std::vector<std::string> left;
  const Memory memory = Memory::open(dir_ / "m");
  memory.for_each([&left](UnitRef, const TranslationUnit& u) {
    left.push_back(u.id);
    return true;
  });
  std::sort(left.begin(), left.end());
  // Of the three languages two are left: the unit stays with them.
  EXPECT_EQ(left, (std::vector<std::string>{"address", "corrected", "first", "symbol", "three"}));
  EXPECT_TRUE(find_flaws(memory, {kFlaws.begin(), kFlaws.end()}).empty());
}

}  // namespace
}  // namespace hexapla::memory
