// Chinese words against ICU's own break iterator: the same, for text and for noise.
#include "analyzers/segmentation/han_words.h"

#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

namespace hexapla::segmentation {
namespace {

using Ends = std::vector<std::uint32_t>;

Ends by_icu(const std::u32string& run) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  icu::UnicodeString text;
  std::vector<std::uint32_t> index;  // of the character that begins at a UTF-16 place
  for (std::uint32_t i = 0; i < run.size(); ++i) {
    text.append(static_cast<UChar32>(run[i]));
    index.resize(static_cast<std::size_t>(text.length()), i);
  }
  index.push_back(static_cast<std::uint32_t>(run.size()));
  breaks->setText(text);
  Ends out;
  breaks->first();
  for (int32_t at = breaks->next(); at != icu::BreakIterator::DONE; at = breaks->next())
    out.push_back(index[static_cast<std::size_t>(at)]);
  return out;
}

Ends by_us(const std::u32string& run) {
  Ends out = {77};
  han_words({run.data(), run.size()}, out);
  return out;
}

TEST(HanWords, Empty) {
  EXPECT_EQ(by_us(U""), Ends{});
}

TEST(HanWords, Known) {
  EXPECT_EQ(by_us(U"环境保护"), (Ends{2, 4}));
  EXPECT_EQ(by_us(U"的"), (Ends{1}));
}

TEST(HanWords, Text) {
  for (const char32_t* text :
       {U"请秘书处在有资源可用的情况下向缔约方大会第九次会议报告所取得的进展",
        U"回顾其关于可持续发展的各项决议", U"中华人民共和国香港特别行政区", U"二〇一六年九月三十日",
        U"聯合國環境規劃署理事會", U"人人生而自由在尊严和权利上一律平等", U"研究生命起源",
        U"発展途上国", U"時々刻々", U"𠀀𠀁的𠀂", U"\u9FFF\u3400\u4DB5\uFA0E"}) {
    EXPECT_EQ(by_us(text), by_icu(text));
  }
}

// Characters that are common, rare, beyond the first plane, and in the same dictionary word by
// chance; runs long enough that the best way has many rivals.
TEST(HanWords, Noise) {
  std::mt19937 random(7);
  const std::u32string common =
      U"的一是不了在人有我他这中大来上个国和说们为子到地出道也时年得就那要下以生会自着去之过家学对"
      U"可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公"
      U"同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部"
      U"正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少"
      U"关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数";
  for (int round = 0; round < 3000; ++round) {
    std::u32string run;
    const std::size_t size = 1 + random() % 60;
    for (std::size_t i = 0; i < size; ++i) {
      const auto kind = random() % 20;
      if (kind == 0) {
        run += static_cast<char32_t>(0x20000 + random() % 0xA000);
      } else if (kind < 4) {
        run += static_cast<char32_t>(0x4E00 + random() % 0x5200);
      } else if (kind == 4) {
        run += static_cast<char32_t>(0x3400 + random() % 0x19C0);
      } else {
        run += common[random() % common.size()];
      }
    }
    ASSERT_EQ(by_us(run), by_icu(run)) << round;
  }
}

TEST(HanWords, VeryLongRuns) {
  std::u32string run;
  while (run.size() < 20000) run += U"缔约方大会第九次会议";
  const Ends ends = by_us(run);
  EXPECT_EQ(ends.back(), run.size());
  EXPECT_EQ(ends, by_icu(run));
}

}  // namespace
}  // namespace hexapla::segmentation
