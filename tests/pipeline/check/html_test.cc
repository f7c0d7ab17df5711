#include "pipeline/check/html.h"

#include <gtest/gtest.h>

#include "tests/pipeline/check/sample.h"

namespace hexapla::check {
namespace {

TEST(CheckHtml, MarksWhatDiffersAndEscapesTheRest) {
  const store::Work work = work_of({{{"ar", "شوهد في 45 موقعا"},
                                     {"en", "Seen <b>at</b> 45 sites & more"},
                                     {"fr", "Vu sur 46 sites"}}});
  const std::vector<Checked> checked = {{&work, check(work), 2}};
  ASSERT_FALSE(checked[0].findings.empty());
  const std::string page = to_html(checked);
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
  EXPECT_NE(page.find("<mark class=\"error\">46</mark>"), std::string::npos);
  EXPECT_NE(page.find("<mark class=\"agrees\">45</mark>"), std::string::npos);
  EXPECT_NE(page.find("<td lang=\"ar\" dir=\"rtl\">"), std::string::npos);
  EXPECT_NE(page.find("&lt;b&gt;at&lt;/b&gt;"), std::string::npos);
  EXPECT_NE(page.find("2 more accepted"), std::string::npos);
  // Self-contained: no scripts, nothing loaded from elsewhere.
  for (const char* foreign : {"<script", "http:", "https:", "url(", "<link", "<img"})
    EXPECT_EQ(page.find(foreign), std::string::npos) << foreign;
}

// The block that is missing among the blocks of a row is marked where it stands, and its place
// where it does not.
TEST(CheckHtml, ShowsWhereABlockOfARowIsMissing) {
  store::Work work =
      work_of({{{"en", "Parties shall report."}, {"fr", "Les Parties font rapport."}}});
  work.key = "file:note";
  work.title = "Note on reports";
  Finding finding;
  finding.code = Code::omitted;
  finding.languages = {"fr"};
  finding.places = {{"en", Place::Role::agrees, 0, {}}, {"fr", Place::Role::gap, 0, {}}};
  const std::vector<Checked> checked = {{&work, {finding}, 0}};
  std::string page = to_html(checked);
  EXPECT_NE(page.find("Les Parties font rapport.</p><p class=\"gap\">"), std::string::npos);
  // The row's only English block: nothing to tell it from.
  EXPECT_EQ(page.find("<mark"), std::string::npos);
  EXPECT_NE(page.find("<h2 id=\"w1\">Note on reports</h2>"), std::string::npos);
  work.rows[0].sides[0].push_back(0);
  page = to_html(checked);
  EXPECT_NE(page.find("<mark class=\"agrees\">Parties shall report.</mark>"), std::string::npos);
}

TEST(CheckHtml, OfNothing) {
  const std::string page = to_html({});
  EXPECT_NE(page.find("0 findings"), std::string::npos);
}

}  // namespace
}  // namespace hexapla::check
