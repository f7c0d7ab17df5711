#include <gtest/gtest.h>

#include <string>

#include "analyzers/references/references.h"

namespace hexapla::references {
namespace {

TEST(CanonicalForm, OfWhatAPersonTypes) {
  const std::pair<const char*, const char*> cases[] = {
      {"a/res/66/288", "A/RES/66/288"},
      {"A/RES/66/288", "A/RES/66/288"},
      {"СК-5/2", "SC-5/2"},
      {"第SC-5/2号决定", "SC-5/2"},
      {"sc-5/2", "SC-5/2"},
      {"ا س-5/2", "SC-5/2"},
      {"decision SC-5/2", "SC-5/2"},
      {"3/cp.18", "3/CP.18"},
      {"3/СР.18", "3/CP.18"},
      {"unep/pops/cop.8/22/add.1", "UNEP/POPS/COP.8/22/Add.1"},
      {"resolution 66/288", "A/RES/66/288"},
      {"XIV/7", "XIV/7"},
      {"A/RES/43/222[A]", "A/RES/43/222[A]"},
      {"S/RES/1325(2000)", "S/RES/1325(2000)"},
      {"stockholm:art.5(d)", "stockholm:art.5(d)"},
      {"UNEP/GLC:II/4", "UNEP/GLC:II/4"},
      {"66/288", ""},  // nobody's number
      {"water", ""},
      {"", ""},
      {"SC-5/2 and SC-5/3", ""},  // two
      {"SC-5/2 of 2011", ""},     // something else beside it
      {"unep/ozl.pro.27/13", "UNEP/OzL.Pro.27/13"},
  };
  for (const auto& [typed, canonical] : cases) EXPECT_EQ(canonical_form(typed), canonical) << typed;
}

// Every canonical form is its own canonical form.
TEST(CanonicalForm, IsIdempotent) {
  for (const char* c : {"SC-5/2", "OEWG-VI/11", "3/CP.18", "A/RES/66/288", "A/RES/1514(XV)",
                        "A/RES/41/60[J]", "A/RES/3411(XXX)[A]", "UNEP/EA.1/Res.5",
                        "UNEP/POPS/COP.8/INF/14", "CBD:XI/10", "A/DEC/58/401"}) {
    EXPECT_EQ(canonical_form(c), c);
  }
}

TEST(SymbolInLine, OfMastheads) {
  const std::pair<const char*, const char*> cases[] = {
      {"UNEP/GLC/COP.3/7", "UNEP/GLC/COP.3/7"},
      {"  UNEP/POPS/COP.8/22/Add.1* ", "UNEP/POPS/COP.8/22/Add.1"},
      {"A/71/757  Distr.: General", "A/71/757"},
      {"UNEP/CHW.13/INF/9-UNEP/FAO/RC/COP.8/INF/8", "UNEP/CHW.13/INF/9-UNEP/FAO/RC/COP.8/INF/8"},
      {"S/RES/1540 (2004)", "S/RES/1540(2004)"},
      {"United Nations", ""},
      {"Distr.: General", ""},
      {"see UNEP/GLC/COP.3/7", ""},
      {"", ""},
  };
  for (const auto& [line, symbol] : cases) EXPECT_EQ(symbol_in_line(line), symbol) << line;
}

TEST(AknIri, NamesWorks) {
  EXPECT_EQ(akn_iri(Type::resolution, "A/RES/70/1"), "/akn/un/resolution/a-res-70-1/main");
  EXPECT_EQ(akn_iri(Type::decision, "SC-7/8"), "/akn/un/decision/sc-7-8/main");
  EXPECT_EQ(akn_iri(Type::treaty_article, "stockholm:art.5(d)"),
            "/akn/un/act/stockholm/main~art_5__point_d");
  EXPECT_EQ(akn_iri(Type::treaty_article, ":art.5"), "");
  EXPECT_EQ(akn_iri(Type::decision, "SC-8/?"), "");
  EXPECT_EQ(akn_iri(Type::internal, ":para.4"), "");
}

}  // namespace
}  // namespace hexapla::references
