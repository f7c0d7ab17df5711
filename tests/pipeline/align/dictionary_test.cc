#include <gtest/gtest.h>

#include "pipeline/align/dictionary_file.h"
#include "pipeline/align/label_number.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "tests/pipeline/align/sample.h"

namespace hexapla::align {
namespace {

namespace fs = std::filesystem;
using Entries = std::vector<lexicon::DictionaryEntry>;

fs::path file(const std::string& name, std::string_view text) {
  const fs::path path = fs::path(testing::TempDir()) / name;
  files::write_atomically(path, text);
  return path;
}

TEST(DictionaryFile, FreeDict) {
  EXPECT_EQ(parse_freedict("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>"
                           "<entry><form><orth>lake</orth><pron>leik</pron></form><sense>"
                           "<cit type='trans'><quote>lac</quote></cit>"
                           "<cit type='example'><quote>a deep lake</quote></cit></sense></entry>"
                           "<entry><form><orth>ice</orth></form>"
                           "<trans><tr>glace</tr></trans></entry></body></text></TEI>"),
            (Entries{{"lake", "lac"}, {"ice", "glace"}}));
  EXPECT_TRUE(parse_freedict("<TEI><entry>").empty());
}

TEST(DictionaryFile, LanguagesFromTheNameOrInFront) {
  const struct {
    std::string name, front, source, target;
  } cases[] = {{"en-fr.tsv", "", "en", "fr"},
               {"eng-fra.tsv", "", "en", "fr"},  // three letters, as FreeDict has
               {"freedict-spa-rus.tsv", "", "es", "ru"},
               {"words.txt", "ar-zh=", "ar", "zh"}};
  for (const auto& c : cases) {
    const Dictionary d = read_dictionary(c.front + file(c.name, "a\tb; c\n").string());
    EXPECT_EQ(d.source_lang, c.source) << c.name;
    EXPECT_EQ(d.target_lang, c.target) << c.name;
    EXPECT_EQ(d.entries, (Entries{{"a", "b"}, {"a", "c"}})) << c.name;
  }
  const Dictionary cedict =
      read_dictionary(file("cedict_ts.u8", "# CC\n冰川 冰川 [bing1 chuan1] /glacier/\n").string());
  EXPECT_EQ(cedict.source_lang, "zh");
  EXPECT_EQ(cedict.entries, (Entries{{"冰川", "glacier"}}));
  EXPECT_THROW(read_dictionary(file("words.txt", "a\tb\n").string()), Error);
  EXPECT_THROW(read_dictionary(file("en-fr.tsv", "nothing\n").string()), Error);
  EXPECT_THROW(read_dictionary("en-fr=/no/such/file"), Error);
}

// A single row teaches nothing: only the dictionary knows its words.
TEST(DictionaryFile, HelpsAFirstSmallBatch) {
  const std::vector<std::vector<Text>> groups = {
      {sample::text("en", {"A glacier melts."}), sample::text("ru", {"Тает ледник."})}};
  Training training;
  training.dictionaries = {{"en", "ru", {{"glacier", "ледник"}, {"melts", "тает"}}}};
  EXPECT_EQ(align(groups)[0][0].evidence.find("known words"), std::string::npos);
  const std::string evidence = align(groups, {}, training)[0][0].evidence;
  EXPECT_NE(evidence.find("4 of 4 known words"), std::string::npos) << evidence;
  // The other way round it is the same dictionary.
  training.dictionaries = {{"ru", "en", {{"ледник", "glacier"}, {"тает", "melts"}}}};
  EXPECT_EQ(align(groups, {}, training)[0][0].evidence, evidence);
}

TEST(LabelNumber, TheSameInEveryScript) {
  using Numbers = std::vector<int>;
  const struct {
    const char* label;
    Numbers numbers;
  } cases[] = {{"(c)", {3}},  {"в)", {3}},    {"(ج)", {3}}, {"（三）", {3}}, {"三、", {3}},
               {"III.", {3}}, {"3.", {3}},    {"٣-", {3}},  {"(i)", {1, 9}}, {"二十三", {23}},
               {"十", {10}},  {"xiv)", {14}}, {"1.2", {}},  {"Annex", {}},   {"", {}},
               {"0", {}},     {"12345", {}},  {"()", {}}};
  for (const auto& c : cases) EXPECT_EQ(label_numbers(c.label), c.numbers) << c.label;
}

}  // namespace
}  // namespace hexapla::align
