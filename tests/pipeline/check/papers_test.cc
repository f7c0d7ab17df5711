// Whole papers in six languages: nothing is reported of them as they are, and every flaw that is
// put into one language is, with the right code, in that language and that row.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/check/check.h"
#include "tests/pipeline/check/sample.h"

namespace hexapla::check {
namespace {

using Papers = std::map<std::string, std::vector<Lines>>;

std::ifstream data(const std::string& name) {
  return std::ifstream(std::string(HEXAPLA_SOURCE_DIR "/tests/pipeline/check/data/") + name);
}

Papers papers() {
  Papers out;
  std::ifstream in = data("papers.txt");
  std::vector<Lines>* paper = nullptr;
  bool fresh = true;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    if (line.starts_with("== ")) {
      paper = &out[line.substr(3)];
      fresh = true;
    } else if (line.empty()) {
      fresh = true;
    } else if (paper != nullptr) {
      if (fresh) paper->emplace_back();
      fresh = false;
      paper->back().emplace_back(line.substr(0, 2), line.substr(4));
    }
  }
  return out;
}

std::string told(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& f : findings)
    out += std::to_string(f.row) + " " + std::string(name(f.code)) + " " + f.message + "\n";
  return out;
}

TEST(CheckPapers, NothingIsReportedOfThemAsTheyAre) {
  const Papers all = papers();
  ASSERT_EQ(all.size(), 5U);
  for (const auto& [title, rows] : all) EXPECT_EQ(told(check(work_of(rows))), "") << title;
}

TEST(CheckPapers, EveryFlawIsFoundInItsPlace) {
  const Papers all = papers();
  std::ifstream in = data("flaws.tsv");
  std::size_t flaws = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::vector<std::string> fields;
    std::istringstream split(line);
    for (std::string field; std::getline(split, field, '\t');) fields.push_back(field);
    if (fields.size() == 5) fields.emplace_back();  // the words are taken out
    ASSERT_EQ(fields.size(), 6U) << line;
    std::vector<Lines> rows = all.at(fields[1]);
    const std::size_t row = static_cast<std::size_t>(std::stoul(fields[2]));
    std::string* text = nullptr;
    for (auto& [lang, t] : rows.at(row)) {
      if (lang == fields[3]) text = &t;
    }
    ASSERT_NE(text, nullptr) << line;
    const std::size_t at = text->find(fields[4]);
    ASSERT_NE(at, std::string::npos) << line;
    text->replace(at, fields[4].size(), fields[5]);
    const std::vector<Finding> findings = check(work_of(rows));
    const bool found = std::any_of(findings.begin(), findings.end(), [&](const Finding& f) {
      return f.row == row &&
             ("," + fields[0] + ",").find("," + std::string(name(f.code)) + ",") !=
                 std::string::npos &&
             f.languages == std::vector<std::string>{fields[3]};
    });
    EXPECT_TRUE(found) << line << "\n" << told(findings);
    ++flaws;
  }
  EXPECT_GT(flaws, 250U);
}

}  // namespace
}  // namespace hexapla::check
