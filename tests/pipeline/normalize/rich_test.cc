#include "pipeline/normalize/rich.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace hexapla::normalize {
namespace {

// White space between two letters, and what it becomes, wherever in a text it stands: text is
// looked at in blocks, and none of them may hide what stands at its edge.
TEST(Rich, CollapsesWhiteSpaceWhereverItStands) {
  struct Case {
    std::string_view white;
    std::string_view becomes;
  };
  const Case cases[] = {
      {" ", " "},           {"  ", " "},          {"\t", " "},           {"\n", " "},
      {" \t ", " "},        {"\u00A0", "\u00A0"},  // alone they stay what they are
      {"\u2009", "\u2009"}, {"\u202F", "\u202F"}, {"\u3000", "\u3000"},  {"\u00A0\u00A0", " "},
      {" \u00A0", " "},     {"\u202F ", " "},     {"\u2003\u3000", " "}, {"\u1680\u205F", " "},
      {"\u00AD", ""},                              // a soft hyphen within the text
      {"\u2019", "\u2019"}, {"\u3001", "\u3001"},  // begins as the wide space does
      {"\u00AB", "\u00AB"},
  };
  for (const std::string_view letter : {"a", "\u00E9", "\u0434", "\u4E2D"}) {
    for (const Case& c : cases) {
      for (std::size_t before = 1; before < 40; ++before) {
        for (const std::size_t behind : {1U, 2U, 3U, 20U, 40U}) {
          std::string text;
          for (std::size_t i = 0; i < before; ++i) text += letter;
          std::string expected = text;
          text += c.white;
          expected += c.becomes;
          for (std::size_t i = 0; i < behind; ++i) {
            text += letter;
            expected += letter;
          }
          const Rich out = collapsed({document::MappedText::verbatim(text, 7), {}, {}});
          ASSERT_EQ(out.view(), expected) << before << ' ' << behind;
          if (is_collapsed(text)) {
            ASSERT_EQ(text, expected) << before << ' ' << behind;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace hexapla::normalize
