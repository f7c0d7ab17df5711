// Golden cases: golden/CASE/in is a damaged fragment, golden/CASE/out what a careful person makes
// of it (see dump.h).
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "dump.h"
#include "pipeline/base/files.h"
#include "pipeline/document/document.h"

namespace hexapla::normalize {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

// The lines that differ, with their numbers.
std::string difference(const std::string& wanted, const std::string& got) {
  const std::vector<std::string> a = lines_of(wanted);
  const std::vector<std::string> b = lines_of(got);
  std::string out;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const std::string x = i < a.size() ? a[i] : "(nothing)";
    const std::string y = i < b.size() ? b[i] : "(nothing)";
    if (x != y) out += "line " + std::to_string(i + 1) + "\n- " + x + "\n+ " + y + "\n";
  }
  return out;
}

TEST(Golden, EveryCase) {
  const fs::path root = fs::path(HEXAPLA_SOURCE_DIR) / "tests/pipeline/normalize/golden";
  std::vector<fs::path> cases;
  for (const auto& entry : fs::directory_iterator(root)) cases.push_back(entry.path());
  std::sort(cases.begin(), cases.end());
  ASSERT_GE(cases.size(), 12U);
  for (const fs::path& path : cases) {
    const document::Expression e = normalize_text(files::read(path / "in"), "in");
    EXPECT_NO_THROW(document::validate(e)) << path;
    const std::string got = dump(e);
    const std::string wanted = files::read(path / "out");
    EXPECT_EQ(wanted, got) << path.filename() << "\n" << difference(wanted, got);
  }
}

}  // namespace
}  // namespace hexapla::normalize
