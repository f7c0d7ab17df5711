#include "pipeline/store/work.h"

#include <gtest/gtest.h>

namespace hexapla::store {
namespace {

TEST(Work, BodyOfASymbol) {
  struct Case {
    const char* key;
    const char* body;
  };
  for (const Case& c :
       {Case{"UNEP/POPS/COP.8/9", "UNEP/POPS/COP.8"},
        Case{"UNEP/POPS/COP.8/INF/14", "UNEP/POPS/COP.8"}, Case{"UNEP/CHW.13/28", "UNEP/CHW.13"},
        Case{"UNEP(DTIE)/Hg/OEWG.2/11", "UNEP(DTIE)/Hg/OEWG.2"}, Case{"A/RES/70/1", "A/RES/70"},
        Case{"S/RES/1540(2004)", "S/RES"}, Case{"FCCC/CP/2015/10/Add.1", "FCCC/CP/2015"},
        Case{"UNEP/CHW.14/INF/9-UNEP/FAO/RC/COP.9/INF/7",
             "UNEP/CHW.14"},  // joint: its first member
        Case{"file:letter", ""}, Case{"", ""}, Case{"X", "X"}}) {
    EXPECT_EQ(body_of(c.key), c.body) << c.key;
  }
}

}  // namespace
}  // namespace hexapla::store
