#include "pipeline/check/glossary.h"

#include <gtest/gtest.h>

#include "pipeline/base/error.h"
#include "tests/pipeline/check/sample.h"

namespace hexapla::check {
namespace {

const char* const kTable =
    "# terms\nen\tfr\tru\nglacial lake\tlac glaciaire\tледниковое озеро\n"
    "focal point\tcorrespondant|point focal\t\n";

TEST(Glossary, ReadsATable) {
  const Glossary glossary = Glossary::parse(kTable, "terms.tsv");
  ASSERT_EQ(glossary.entries().size(), 2U);
  EXPECT_EQ(glossary.entries()[1].at("fr"),
            (std::vector<std::string>{"correspondant", "point focal"}));
  EXPECT_FALSE(glossary.entries()[1].contains("ru"));
}

TEST(Glossary, ReadsTbxOfBothEditions) {
  const char* const cases[] = {
      "<?xml version='1.0'?><martif type='TBX'><text><body><termEntry id='1'><langSet "
      "xml:lang='en'><tig>"
      "<term>glacial lake</term></tig></langSet><langSet xml:lang='fr'><ntig><termGrp><term>lac "
      "glaciaire</term>"
      "</termGrp></ntig></langSet></termEntry></body></text></martif>",
      "<tbx xmlns='urn:iso:std:iso:30042:ed-2'><text><body><conceptEntry id='1'><langSec "
      "xml:lang='en-GB'><termSec>"
      "<term>glacial lake</term></termSec></langSec><langSec xml:lang='fr'><termSec><term>lac "
      "glaciaire</term>"
      "</termSec></langSec></conceptEntry></body></text></tbx>"};
  for (const char* text : cases) {
    const Glossary glossary = Glossary::parse(text, "terms.tbx");
    ASSERT_EQ(glossary.entries().size(), 1U);
    EXPECT_EQ(glossary.entries()[0].at("en"), std::vector<std::string>{"glacial lake"});
    EXPECT_EQ(glossary.entries()[0].at("fr"), std::vector<std::string>{"lac glaciaire"});
  }
}

TEST(Glossary, RefusesWhatIsNone) {
  for (const char* text :
       {"<tbx><text>", "<html/>", "glacial lake\tlac glaciaire\n", "en\tfr\na\tb\tc\n"})
    EXPECT_THROW(Glossary::parse(text, "terms"), Error) << text;
}

TEST(Glossary, FindsTermsWhateverTheirEndings) {
  const Glossary glossary = Glossary::parse(kTable, "terms.tsv");
  EXPECT_EQ(glossary.find("Monitoring of Glacial Lakes", "en").size(), 1U);
  EXPECT_EQ(glossary.find("surveillance des lacs glaciaires", "fr").size(), 1U);
  EXPECT_EQ(glossary.find("мониторинг ледниковых озер", "ru").size(), 1U);
  EXPECT_TRUE(glossary.find("the lake is glacial", "en").empty());
}

TEST(Glossary, TermsAreChecked) {
  const Glossary glossary = Glossary::parse(kTable, "terms.tsv");
  Options options;
  options.glossary = &glossary;
  const std::string en = "The Parties monitor the glacial lakes of the region.";
  EXPECT_EQ(codes(work_of({{{"en", en},
                            {"fr", "Les Parties surveillent les lacs glaciaires de la région."}}}),
                  options),
            "");
  EXPECT_EQ(codes(work_of({{{"en", en},
                            {"fr", "Les Parties surveillent les lacs de glace de la région."}}}),
                  options),
            "term:fr");
}

}  // namespace
}  // namespace hexapla::check
