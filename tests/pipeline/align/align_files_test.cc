#include "pipeline/align/align_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"

namespace hexapla::align {
namespace {

std::vector<std::string> segments(const FileText& file) {
  std::vector<std::string> out;
  for (const Segment& s : file.text.segments) out.emplace_back(s.text);
  return out;
}

TEST(AlignFiles, Lines) {
  using Lines = std::vector<std::string>;
  const struct {
    std::string bytes;
    Lines lines;
  } cases[] = {
      {"", {}},
      {"a", {"a"}},
      {"a\n", {"a"}},                // the last line's end begins no line
      {"a\n\nb\n", {"a", "", "b"}},  // an empty line is a line
      {"\n", {""}},
      {"a\r\nb\rc", {"a", "b", "c"}},            // ends of other systems
      {"\xEF\xBB\xBFtitle\nx", {"title", "x"}},  // the mark is not part of the text
  };
  for (const auto& c : cases)
    EXPECT_EQ(segments(split_text(c.bytes, Unit::line, "en")), c.lines) << c.bytes;
}

TEST(AlignFiles, Paragraphs) {
  EXPECT_EQ(segments(split_text("\n\none\ntwo\n \nthree\n\n\n", Unit::paragraph, "en")),
            (std::vector<std::string>{"one\ntwo", "three"}));
}

TEST(AlignFiles, BatchList) {
  const auto groups =
      parse_batch("# comment\na.en\ta.fr\tout 1\n\nb.en\tb.fr\tb.ru\tout2\n", "list");
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].inputs, (std::vector<std::string>{"a.en", "a.fr"}));
  EXPECT_EQ(groups[0].output, "out 1");
  EXPECT_EQ(groups[1].inputs.size(), 3U);
  for (const std::string bad : {"a\tb", "a", "a\t\tc", "a\tb\tc\t"}) {
    try {
      parse_batch("x\ty\tz\n" + bad, "list");
      ADD_FAILURE() << bad;
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::usage);
      EXPECT_EQ(e.place(), "line 2");
    }
  }
}

TEST(AlignFiles, Formats) {
  std::vector<Row> rows(2);
  rows[0].sides = {{0, 1}, {2}};
  rows[1].sides = {{}, {3}};
  rows[0].confidence = 0.5;
  rows[0].evidence = "label 3.";
  std::vector<FileText> texts;
  texts.push_back(split_text("", Unit::line, "en"));
  texts.push_back(split_text("", Unit::line, "zh"));
  EXPECT_EQ(format_rows(rows, texts, Format::pairs), "[0, 1]:[2]\n[]:[3]\n");
  const auto json = nlohmann::json::parse(format_rows(rows, texts, Format::json));
  EXPECT_EQ(json["languages"], (nlohmann::json{"en", "zh"}));
  EXPECT_EQ(json["rows"][0]["sides"], (nlohmann::json{{0, 1}, {2}}));
  EXPECT_EQ(json["rows"][0]["confidence"], 0.5);
  EXPECT_EQ(json["rows"][0]["evidence"], "label 3.");
  texts.pop_back();
  EXPECT_THROW(format_rows(rows, texts, Format::pairs), Error);
}

TEST(AlignFiles, Groups) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "hexapla-align-files-test";
  std::filesystem::create_directories(folder);
  files::write_atomically(folder / "a", "Yes.\nThe meeting of 1999 was long.\n");
  files::write_atomically(folder / "b", "Oui.\nLa réunion de 1999 fut longue.\n");
  const FileGroup group{{(folder / "a").string(), (folder / "b").string()}, ""};
  const std::vector<std::string> langs = {"en", "fr"};
  const auto out = align_groups({&group, 1}, langs, Unit::line, {});
  ASSERT_EQ(out.size(), 1U);
  EXPECT_EQ(format_rows(out[0].rows, out[0].texts, Format::pairs), "[0]:[0]\n[1]:[1]\n");
  const FileGroup missing{{(folder / "a").string(), (folder / "none").string()}, ""};
  EXPECT_THROW(align_groups({&missing, 1}, langs, Unit::line, {}), Error);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace hexapla::align
