#include "tests/analyzers/references/show.h"

namespace hexapla::references {
namespace {

// What looks like a reference and is none.
TEST(Traps, NothingComesOut) {
  check({
      {"en", "UNEP Official Points of Contact", {}},
      {"en", "UNEP Chemicals, 11-13, chemin des Acacias, CH - 1219", {}},
      {"en", "tel: +41 22 555 01 40", {}},
      {"en", "quality assurance and quality control (QA/QC) of PCDD/PCDF", {}},
      {"en", "and/or 7/7 or 24/7", {}},
      {"en", "one half, 1/2, of the decisions", {}},
      {"en", "In 2016/2017 the resolution was low", {}},
      {"en", "a two-thirds majority decision", {}},
      {"en", "File:POPs/ EGB2", {}},
      {"en", "POPs INC- 7 Heads of Delegation", {}},
      {"en", "at COP-8 and COP.8/1", {}},
      {"en", "Between 25 and 30 experts", {}},
      {"en", "write to a.b@example.org or A/B@example.org", {}},
      {"en", "Annex I", {}},  // a heading
      {"en", "Annex II.", {}},
      {"fr", "Annexe", {}},
      {"zh", "附件一", {}},
      {"ar", "المرفق الأول", {}},
      {"en", "articles containing polybrominated diphenyl ethers", {}},
      {"en", "the Parties annex the list", {}},
      {"ru", "6335-м заседании", {}},
      {"zh", "最迟于2007年10月31日", {}},
      {"ar", "نيسان/أبريل 2006", {}},
      {"en", "5. Item", {}},
      {"en", "version 1.0/2.0", {}},
      {"en", "Table A/12 and I/O error", {}},
  });
}

// The word behind a reference is none of its numbers.
TEST(Traps, ListsStopWhereTheyEnd) {
  check({
      {"en", "under article 5, 12 Parties reported", {"treaty-article article 5 > :art.5"}},
      {"en", "resolution 66/288, 3/4 of whose paragraphs", {"resolution 66/288 > A/RES/66/288"}},
      {"en", "Article 5 may be found", {"treaty-article Article 5 > :art.5"}},
      {"en", "decision SC-5/2 adopted on 7/7", {"decision SC-5/2 > SC-5/2"}},
      {"en", "(UNEP/GLC/COP.3/9). 5 Parties", {"symbol UNEP/GLC/COP.3/9 > UNEP/GLC/COP.3/9"}},
      {"en", "meeting\u00B9 decision SC-5/2\u00B2", {"decision SC-5/2 > SC-5/2"}},  // note marks
      {"en", "Resolution 66/288. A new item", {"resolution 66/288 > A/RES/66/288"}},
  });
}

}  // namespace
}  // namespace hexapla::references
