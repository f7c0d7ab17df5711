// Names in ZIP archives, as programs of all times and countries wrote them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/base/error.h"
#include "pipeline/ingest/zip_archive.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

std::uint32_t crc(std::string_view bytes) {
  std::uint32_t out = 0xFFFFFFFF;
  for (const char c : bytes) {
    out ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) out = out >> 1 ^ (out & 1 ? 0xEDB88320 : 0);
  }
  return ~out;
}

std::string little(std::uint32_t value, int bytes) {
  std::string out;
  for (; bytes-- > 0; value >>= 8) out += static_cast<char>(value & 0xFF);
  return out;
}

struct Entry {
  std::string name;  // the bytes
  std::string bytes;
  unsigned flags = 0;
  std::string extra = {};
};

// An archive without packing (APPNOTE 6.3.9, 4.3).
std::string archive(const std::vector<Entry>& entries) {
  std::string out;
  std::string directory;
  for (const Entry& e : entries) {
    const auto size = static_cast<std::uint32_t>(e.bytes.size());
    const std::string common = little(20, 2) + little(e.flags, 2) + little(0, 2) + little(0, 4) +
                               little(crc(e.bytes), 4) + little(size, 4) + little(size, 4) +
                               little(static_cast<std::uint32_t>(e.name.size()), 2) +
                               little(static_cast<std::uint32_t>(e.extra.size()), 2);
    directory += "PK\x01\x02" + little(20, 2) + common + little(0, 2) + little(0, 2) +
                 little(0, 2) + little(0, 4) + little(static_cast<std::uint32_t>(out.size()), 4) +
                 e.name + e.extra;
    out += "PK\x03\x04" + common + e.name + e.extra + e.bytes;
  }
  const auto n = static_cast<std::uint32_t>(entries.size());
  return out + directory + "PK\x05\x06" + little(0, 4) + little(n, 2) + little(n, 2) +
         little(static_cast<std::uint32_t>(directory.size()), 4) +
         little(static_cast<std::uint32_t>(out.size()), 4) + little(0, 2);
}

// The Unicode path field (4.6.9) for a name.
std::string unicode_path(const std::string& name, const std::string& path) {
  return little(0x7075, 2) + little(static_cast<std::uint32_t>(path.size() + 5), 2) + little(1, 1) +
         little(crc(name), 4) + path;
}

std::vector<std::string> names(const std::vector<Entry>& entries) {
  const std::string bytes = archive(entries);
  return ZipArchive(bytes, "a.zip").names();
}

// Each set of names as a machine of its country wrote it.
TEST(ZipNames, CharacterSetsOfTheirMachines) {
  struct Case {
    const char* set;
    std::vector<std::string> raw;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      {"IBM866", {"\x84\xAE\xAA\xAB\xA0\xA4.doc"}, {"Доклад.doc"}},
      {"IBM866",
       {"\x8F\xE0\xA8\xAB\xAE\xA6\xA5\xAD\xA8\xA5/\xE0\xA5\xE8\xA5\xAD\xA8\xA5 5.txt"},
       {"Приложение/решение 5.txt"}},
      {"windows-1251", {"\xC4\xEE\xEA\xEB\xE0\xE4 2018.doc"}, {"Доклад 2018.doc"}},
      {"KOI8-R", {"\xE4\xCF\xCB\xCC\xC1\xC4.txt"}, {"Доклад.txt"}},
      {"GB18030",
       {"\xB5\xDA\xC8\xFD\xB4\xCE\xBB\xE1\xD2\xE9\xB1\xA8\xB8\xE6.doc"},
       {"第三次会议报告.doc"}},
      {"Big5",
       {"\xB2\xC4\xA4\x54\xA6\xB8\xB7\x7C\xC4\xB3\xB3\xF8\xA7\x69.doc"},
       {"第三次會議報告.doc"}},
      {"windows-1256",
       {"\xE3\xD0\xDF\xD1\xC9 \xC7\xE1\xC3\xE3\xC7\xE4\xC9.doc"},
       {"مذكرة الأمانة.doc"}},
      {"IBM720", {"\xEA\xA8\xE8\xA9\xA1 \x9F\xE9\x9A\xEA\x9F\xEB\xA1.doc"}, {"مذكرة الأمانة.doc"}},
      // Western Europe: what a DOS of these countries calls "é" is a mark in Windows.
      {"IBM437",
       {"D\x82"
        "cision.txt",
        "r\x82sum\x82.txt", "Canad\xA0.doc", "a\xA4o 2018.doc"},
       {"Décision.txt", "résumé.txt", "Canadá.doc", "año 2018.doc"}},
      {"windows-1252",
       {"D\xE9"
        "cision.txt",
        "r\xE9sum\xE9.txt", "a\xF1o 2018.doc"},
       {"Décision.txt", "résumé.txt", "año 2018.doc"}},
  };
  for (const Case& c : cases) {
    std::vector<Entry> entries;
    for (const std::string& name : c.raw) entries.push_back({name, "text of " + name});
    const std::string bytes = archive(entries);
    ZipArchive zip(bytes, "a.zip");
    EXPECT_THAT(zip.names(), ElementsAreArray(c.expected)) << c.set;
    for (std::size_t i = 0; i < c.raw.size() && i < zip.names().size(); ++i) {
      EXPECT_TRUE(zip.has(zip.names()[i]));
      EXPECT_EQ(zip.read(zip.names()[i]), "text of " + c.raw[i]);
      EXPECT_EQ(zip.head(zip.names()[i], 4), "text");
    }
  }
}

// The names of an archive decide together: one alone could be many things.
TEST(ZipNames, DecideTogether) {
  EXPECT_THAT(names({{"\x8F\xE0\xA8\xAB\xAE\xA6\xA5\xAD\xA8\xA5 1.doc", "a"},
                     {"\x8F\xE0\xA8\xAB\xAE\xA6\xA5\xAD\xA8\xA5 2.doc", "b"},
                     {"\x80.doc", "c"}}),
              ElementsAre("Приложение 1.doc", "Приложение 2.doc", "А.doc"));
}

// What the archive says counts: UTF-8 by its flag or its form, the Unicode path field.
TEST(ZipNames, WhatTheArchiveSays) {
  const std::string raw = "\x84\xAE\xAA\xAB\xA0\xA4.doc";
  EXPECT_THAT(names({{"Доклад.doc", "a", 0x800}, {"Décision.doc", "b"}}),
              ElementsAre("Доклад.doc", "Décision.doc"));
  EXPECT_THAT(names({{raw, "a", 0, unicode_path(raw, "Доклад.doc")}}), ElementsAre("Доклад.doc"));
  EXPECT_THAT(names({{"report.doc", "a", 0, unicode_path("report.doc", "报告.doc")}}),
              ElementsAre("报告.doc"));
  // A field for another name is of no use: a program renamed the entry and did not know of it.
  EXPECT_THAT(names({{raw, "a", 0, unicode_path("old.doc", "старое.doc")}}),
              ElementsAre("Доклад.doc"));
}

// Nothing makes words of it: then it is what the format has it be. No name leads out of an archive.
TEST(ZipNames, NoWords) {
  EXPECT_THAT(names({{"\xB3\xC4\xB3.txt", "a"}}), ElementsAre("│─│.txt"));
  EXPECT_FALSE(is_safe_entry_name(names({{"..\\\x84\xAE\xAA\xAB.doc", "a"}}).front()));
}

}  // namespace
}  // namespace hexapla::ingest
