#include "tests/analyzers/references/show.h"

namespace hexapla::references {
namespace {

using text::Unit;
using text::UnitKind;

Unit unit(UnitKind kind, std::string_view text, std::string_view label = "", int section = 0,
          int parent = -1) {
  Unit u;
  u.kind = kind;
  u.text = text;
  u.lang = "en";
  u.label = label;
  u.section = section;
  u.parent = parent;
  return u;
}

std::vector<std::string> of(const std::vector<Unit>& units, std::size_t which,
                            const Context& context = {}) {
  return shown(find_in_document(units, context)[which], units[which].text);
}

TEST(Document, IbidFollowsTheNoteBefore) {
  const std::vector<Unit> units = {
      unit(UnitKind::note, "http://www.example.org/inventory", "1"),
      unit(UnitKind::note, "Ibid.", "2"),
      unit(UnitKind::note, "UNEP/GLC/STC.4/6, annex, para. 12.", "3"),
      unit(UnitKind::note, "Ibid., para. 14.", "4"),
      unit(UnitKind::note, "Ibid.", "5"),
      unit(UnitKind::note, "See SC-5/2 and SC-5/3.", "6"),
      unit(UnitKind::note, "Ibid.", "7"),     // of two: none
      unit(UnitKind::note, "Ibid.", "1", 1),  // numbering restarts in an annex: nothing before it
      unit(UnitKind::note, "SC-5/2, annex.", "2", 1),
      unit(UnitKind::note, "Ibid.", "3", 1),
  };
  EXPECT_EQ(of(units, 1),
            std::vector<std::string>{"ibid Ibid. > http://www.example.org/inventory"});
  EXPECT_EQ(of(units, 3), std::vector<std::string>{"ibid Ibid. > UNEP/GLC/STC.4/6 @annex.para.14"});
  EXPECT_EQ(of(units, 4), std::vector<std::string>{"ibid Ibid. > UNEP/GLC/STC.4/6 @annex.para.14"});
  EXPECT_EQ(of(units, 6), std::vector<std::string>{"ibid Ibid. > !unresolved"});
  EXPECT_EQ(of(units, 7), std::vector<std::string>{"ibid Ibid. > !unresolved"});
  EXPECT_EQ(of(units, 9), std::vector<std::string>{"ibid Ibid. > SC-5/2 @annex"});
}

TEST(Document, PlacesInAnAnnexSayWhichAnnex) {
  const std::vector<Unit> units = {
      unit(UnitKind::paragraph, "as told in paragraph 3 above", "4."),
      unit(UnitKind::heading, "Annex II", "", 1),
      unit(UnitKind::paragraph, "as told in paragraph 3 (a) above", "4.", 1),
      unit(UnitKind::heading, "Annex", "", 2),
      unit(UnitKind::paragraph, "as told in paragraph 3 above", "4.", 2),
  };
  EXPECT_EQ(of(units, 0), std::vector<std::string>{"internal paragraph 3 above > :para.3"});
  EXPECT_EQ(of(units, 1), std::vector<std::string>{});
  EXPECT_EQ(of(units, 2),
            std::vector<std::string>{"internal paragraph 3 (a) above > :annex.II.para.3(a)"});
  EXPECT_EQ(of(units, 4), std::vector<std::string>{"internal paragraph 3 above > :annex.para.3"});
}

TEST(Document, AboveCountsInTheInnermostNumberedList) {
  const std::vector<Unit> units = {
      unit(UnitKind::paragraph,
           "The Conference may wish to adopt a decision along the following lines:", "8."),
      unit(UnitKind::list_item, "Takes note of the report;", "4.", 0, 0),
      unit(UnitKind::list_item, "Requests work in accordance with paragraph 4 above;", "5.", 0, 0),
      unit(UnitKind::list_item, "under paragraph 4 above;", "(a)", 0, 0),
  };
  EXPECT_EQ(of(units, 2), std::vector<std::string>{"internal paragraph 4 above > :para.8.para.4"});
  EXPECT_EQ(of(units, 3), std::vector<std::string>{"internal paragraph 4 above > :para.4"});
}

TEST(Document, ANoteCarriesTheSymbolOfWhatTheTextNames) {
  std::vector<Unit> units = {
      unit(UnitKind::masthead, "Item 3 of the provisional agenda"),
      unit(UnitKind::paragraph,
           "Paragraph 33 of the report of the first meeting of the group states that:"),
      unit(UnitKind::note, "UNEP/GLC/COP.3/1.", "*"),
      unit(UnitKind::note, "Document UNEP/GLC/JWG.1/4.", "1"),
      unit(UnitKind::paragraph, "Item 3 of the provisional agenda"),
  };
  units[0].notes = {{units[0].text.size(), 2}};
  units[1].notes = {
      {std::string_view("Paragraph 33 of the report of the first meeting").size(), 3}};
  EXPECT_EQ(of(units, 0),
            std::vector<std::string>{
                "internal Item 3 of the provisional agenda > UNEP/GLC/COP.3/1 @item.3"});
  EXPECT_EQ(
      of(units, 1),
      std::vector<std::string>{
          "internal Paragraph 33 of the report of the first meeting > UNEP/GLC/JWG.1/4 @para.33"});
  EXPECT_EQ(of(units, 4), std::vector<std::string>{});  // no note: nobody tells
}

TEST(Document, RomanAnnexesAreTheDocumentsOwnWhereItHasThem) {
  const Context basel{"UNEP/CHW.13/9", "basel", "BC"};
  const std::vector<Unit> own = {unit(UnitKind::paragraph, "set out in annex II"),
                                 unit(UnitKind::heading, "Annex II", "", 1)};
  EXPECT_EQ(of(own, 0, basel), std::vector<std::string>{"internal annex II > :annex.II"});
  const std::vector<Unit> none = {unit(UnitKind::paragraph, "wastes listed in Annex VIII")};
  EXPECT_EQ(of(none, 0, basel),
            std::vector<std::string>{"treaty-annex Annex VIII > basel:annex.VIII"});
}

TEST(ContextOf, TheSymbolSaysMost) {
  const Context stockholm = context_of({}, "UNEP/POPS/COP.8/9");
  EXPECT_EQ(stockholm.treaty, "stockholm");
  EXPECT_EQ(stockholm.body, "SC");
  // A conference that no table knows gives its decisions their qualifier.
  const Context lakes = context_of({}, "UNEP/GLC/COP.3/7");
  EXPECT_EQ(lakes.treaty, "");
  EXPECT_EQ(lakes.body, "UNEP/GLC");
  EXPECT_EQ(context_of({}, "UNEP/OzL.Pro.27/13").body, "MONTREAL");
  EXPECT_EQ(context_of({}, "UNEP/CHW.13/INF/9").body, "BC");
  EXPECT_EQ(context_of({}, "").body, "");
}

TEST(ContextOf, TitlesThenCitations) {
  const std::vector<Unit> letter = {
      unit(UnitKind::letterhead, "Secretariat of the Stockholm Convention"),
      unit(UnitKind::paragraph, "as under the Basel Convention and the Basel Convention")};
  EXPECT_EQ(context_of(letter, "").treaty, "stockholm");
  const std::vector<Unit> joint = {unit(UnitKind::title, "Basel Convention"),
                                   unit(UnitKind::title, "Stockholm Convention")};
  EXPECT_EQ(context_of(joint, "").treaty, "");
  // A letter without a symbol of its own cites documents of one conference.
  const std::vector<Unit> lakes = {unit(UnitKind::paragraph, "Follow-up to decision II/4"),
                                   unit(UnitKind::paragraph, "in document UNEP/GLC/COP.3/INF/2")};
  EXPECT_EQ(context_of(lakes, "").body, "UNEP/GLC");
}

}  // namespace
}  // namespace hexapla::references
