#include "pipeline/exchange/tmx.h"

#include <gtest/gtest.h>

#include "tests/support/validate.h"

namespace hexapla::exchange {
namespace {

TEST(Tmx, IsValidAndEscapes) {
  const std::string tmx = to_tmx(
      {{{{"en", "A < B & \"C\""}, {"ar", "\u0642\u0631\u0627\u0631"}, {"zh", "\u51B3\u5B9A\x01"}},
        {{"x-confidence", "0.97"}}}});
  EXPECT_TRUE(testing::is_valid(tmx, "tmx.rng")) << tmx;
  EXPECT_NE(tmx.find("A &lt; B &amp;"), std::string::npos);
  EXPECT_EQ(tmx.find('\x01'), std::string::npos);
}

// TMX wants two variants: a row that stands in one language only is no translation unit.
TEST(Tmx, LeavesOutWhatIsNoTranslation) {
  const std::string tmx = to_tmx(
      {{{{"en", "alone"}, {"fr", ""}}, {}}, {{{"en", "two"}, {"fr", "deux"}, {"es", ""}}, {}}});
  EXPECT_TRUE(testing::is_valid(tmx, "tmx.rng"));
  EXPECT_EQ(tmx.find("alone"), std::string::npos);
  EXPECT_NE(tmx.find("deux"), std::string::npos);
  EXPECT_EQ(tmx.find("xml:lang=\"es\""), std::string::npos);
}

TEST(Tmx, NothingIsValidToo) {
  EXPECT_TRUE(testing::is_valid(to_tmx({}, {"sentence", "en"}), "tmx.rng"));
}

}  // namespace
}  // namespace hexapla::exchange
