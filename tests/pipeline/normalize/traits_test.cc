#include "pipeline/normalize/traits.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/lines.h"

namespace hexapla::normalize {
namespace {

struct Case {
  const char* text;
  std::uint32_t has;  // all of these
  std::uint32_t not_has;
};

TEST(Traits, TellWhatStandsInTheText) {
  using T = Traits;
  const Case cases[] = {
      {"", 0, ~0U},
      {"plain", T::kLower, ~std::uint32_t{T::kLower}},
      {"Two words", T::kUpper | T::kLower | T::kSpace, T::kDigit | T::kBeyondAscii},
      {"in 2018", T::kDigit | T::kAnyDigit, T::kBeyondAscii},
      // Digits that are no ASCII, and what folding makes digits of.
      {"\u0663", T::kAnyDigit | T::kArabic, T::kDigit | T::kThreeBytes},
      {"\u06F3", T::kAnyDigit, T::kDigit},
      {"\uFF13", T::kAnyDigit | T::kWideForm, T::kDigit},
      {"\u00B2", T::kAnyDigit | T::kRaised, T::kDigit},
      {"word\u2074", T::kAnyDigit | T::kRaised | T::kThreeBytes, T::kDigit | T::kWideForm},
      // Quotation marks and dashes begin with the same bytes.
      {"\u201Cof\u00A0it\u201D \u2013 \u00AB", T::kThreeBytes, T::kRaised | T::kWideForm},
      {"\u2460", T::kAnyDigit, T::kDigit},
      {"Стороны", T::kCyrillic | T::kBeyondAscii, T::kAnyDigit | T::kThreeBytes | T::kUpper},
      {"الأطراف", T::kArabic, T::kThreeBytes | T::kHan | T::kCyrillic | T::kDigit},
      {"缔约方", T::kHan | T::kThreeBytes, T::kAnyDigit | T::kRaised | T::kWideForm},
      {"一、", T::kHan | T::kBullet, T::kDigit},
      {"note*", T::kStar | T::kBullet, T::kTags | T::kMarkdown},
      {"a <b> c", T::kTags, T::kStar | T::kMarkdown},
      {"R&D", T::kTags, T::kStar},
      {"[a]_`~\\", T::kMarkdown | T::kOpening | T::kClosing | T::kUnderscore, T::kStar | T::kTags},
      {"| cell |", T::kPipe, T::kTab},
      {"a\tb", T::kTab, T::kPipe | T::kSpace},
      {"http://a.b", T::kColon | T::kSlash | T::kStop, T::kAt | T::kHyphen},
      {"a@b", T::kAt, T::kStop},
      {"low-", T::kHyphen | T::kBullet, T::kSlash},
      {"\"it's\"", T::kQuote, T::kOpening},
      {"a, b; c", T::kComma, T::kColon | T::kStop},
      {"\u2022 item", T::kBullet, T::kHyphen | T::kStar},
      {"\uF0B7item", T::kBullet | T::kWideForm, T::kHyphen},
  };
  for (const Case& c : cases) {
    const Traits traits{std::string_view(c.text)};
    EXPECT_EQ(traits.bits() & c.has, c.has) << c.text;
    EXPECT_EQ(traits.bits() & c.not_has, 0U) << c.text;
  }
}

TEST(Traits, KnowTheFirstAndTheLastCharacter) {
  EXPECT_EQ(Traits("").first(), 0U);
  EXPECT_EQ(Traits("").last(), 0U);
  EXPECT_EQ(Traits("Wörd—").first(), U'W');
  EXPECT_EQ(Traits("Wörd—").last(), 0x2014U);
  EXPECT_EQ(Traits("附件一").first(), U'附');
  EXPECT_EQ(Traits("附件一").last(), U'一');
}

// A bit that is not set is a promise, for every character there is.
TEST(Traits, PromiseWhatTheCloserLooksFind) {
  for (char32_t c = 1; c < 0x20000; ++c) {
    std::string text = "ab";  // letters alone say nothing
    text::append(text, c);
    const Traits traits(text);
    EXPECT_EQ(traits.last(), text::decode(text, 2).value);
    EXPECT_TRUE(!(may_hold_digit(text)) || traits.has(Traits::kAnyDigit)) << std::hex << +c;
    EXPECT_TRUE(!(superscript_digit(c) >= 0) || traits.has(Traits::kRaised)) << std::hex << +c;
    EXPECT_TRUE(!(is_cjk(c)) || traits.has(Traits::kThreeBytes)) << std::hex << +c;
    EXPECT_TRUE(!(c >= 0x80) || traits.has(Traits::kBeyondAscii)) << std::hex << +c;
    std::string bullet;
    text::append(bullet, c);
    EXPECT_TRUE(!(bullet_size(bullet + " text") > 0) || Traits(bullet).has(Traits::kBullet))
        << std::hex << +c;
  }
}

TEST(Traits, OfTextsPutTogetherAreThoseOfBoth) {
  const std::vector<std::string> texts = {"", "The Parties", "in 2018*", "缔约方", "\u2022 x", "-"};
  for (const std::string& a : texts) {
    for (const std::string& b : texts) {
      Traits together(a);
      together.append(Traits(b));
      EXPECT_EQ(together, Traits(a + b)) << a << b;
    }
  }
}

TEST(Traits, FollowTheTextOfALine) {
  Line line;
  EXPECT_EQ(line.traits, Traits());
  Rich text;
  text.text = document::MappedText::verbatim("note 3*", 0, 0);
  line.set_text(text);
  EXPECT_EQ(line.traits, Traits("note 3*"));
  line.set_text(line.text.slice({0, 4}));
  EXPECT_EQ(line.traits, Traits("note"));
}

}  // namespace
}  // namespace hexapla::normalize
