#include "pipeline/check/accept.h"

#include <gtest/gtest.h>

#include "pipeline/base/error.h"

namespace hexapla::check {
namespace {

Finding finding(const std::string& key) {
  Finding f;
  f.key = key;
  return f;
}

TEST(Accept, TakesOutWhatWasJudged) {
  Accepted accepted = Accepted::parse(
      "# judged in March\n\n0123456789abcdef  the Bureau asked for it\r\n"
      "fedcba9876543210\tan error of the original",
      "judged.txt");
  std::vector<Finding> findings = {finding("0123456789abcdef"), finding("1111111111111111")};
  EXPECT_EQ(*accepted.reason(findings[0]), "the Bureau asked for it");
  EXPECT_EQ(accepted.reason(findings[1]), nullptr);
  EXPECT_EQ(accepted.filter(findings), 1U);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].key, "1111111111111111");
  // The other one comes back when its texts change: its old key is told.
  EXPECT_EQ(accepted.unused(), std::vector<std::string>{"fedcba9876543210"});
}

TEST(Accept, WantsAReasonForEveryKey) {
  const std::pair<const char*, const char*> cases[] = {
      {"0123456789abcdef", "no reason"},
      {"0123456789abcdef   ", "no reason"},
      {"0123 because", "no key"},
      {"0123456789ABCDEF because", "no key"},
      {"0123456789abcdef a\n0123456789abcdef b", "line 2"},
  };
  for (const auto& [text, says] : cases) {
    try {
      Accepted::parse(text, "judged.txt");
      FAIL() << text;
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::usage);
      EXPECT_NE(std::string(e.what()).find(says), std::string::npos) << e.what();
    }
  }
}

}  // namespace
}  // namespace hexapla::check
