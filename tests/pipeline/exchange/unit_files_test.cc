#include "pipeline/exchange/unit_files.h"

#include <gmock/gmock.h>
#include <zip.h>
#include <zlib.h>

#include "pipeline/base/error.h"
#include "pipeline/exchange/bytes.h"
#include "tests/support/scratch.h"

namespace hexapla::exchange {
namespace {

using ::testing::HasSubstr;

const char* const kTmx =
    "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"en\"><seg>one"
    "</seg></tuv><tuv xml:lang=\"fr\"><seg>un</seg></tuv></tu></body></tmx>";
const char* const kXliff =
    "<xliff version=\"1.2\"><file original=\"a\" datatype=\"b\" source-language=\"en\" "
    "target-language=\"fr\"><body><trans-unit id=\"1\"><source>two</source><target>deux</target>"
    "</trans-unit></body></file></xliff>";

std::string gzip(const std::string& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  std::string in = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

class UnitFiles : public ::hexapla::testing::Scratch {
 protected:
  struct Got {
    std::vector<UnitFileReport> reports;
    std::vector<std::string> texts;  // of the last variant
  };
  Got read(const std::vector<std::string>& files) const {
    Got out;
    out.reports = read_unit_files(
        files, {}, [](const std::string&) {},
        [&](memory::TranslationUnit& u) { out.texts.push_back(u.variants.back().text); });
    return out;
  }
  std::string zip(const std::string& name,
                  const std::vector<std::pair<std::string, std::string>>& entries) const {
    const std::string path = (dir_ / name).string();
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [entry, bytes] : entries) {
      zip_file_add(archive, entry.c_str(),
                   zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
    }
    EXPECT_EQ(zip_close(archive), 0);
    return path;
  }
};

TEST_F(UnitFiles, AreToldApartByWhatIsInThem) {
  const std::string tmx = write("memory.bin", kTmx);
  const std::string xliff = write("job.xml", kXliff);
  const std::string tsv = write("list.txt", "en\tfr\nthree\ttrois\n");
  const std::string en = write("corpus.en", "four\n");
  const std::string fr = write("corpus.fr", "quatre\n");
  const std::string prose = write("letter.txt", "Dear colleagues,\n");
  const Got got = read({tmx, xliff, tsv, fr, en, prose});
  EXPECT_THAT(got.texts, ::testing::ElementsAre("un", "deux", "trois", "quatre"));
  ASSERT_EQ(got.reports.size(), 5U);
  EXPECT_EQ(got.reports[0].format, "tmx");
  EXPECT_EQ(got.reports[1].format, "xliff");
  EXPECT_EQ(got.reports[2].format, "tab-separated");
  EXPECT_EQ(got.reports[3].format, "moses");
  EXPECT_THAT(got.reports[4].error, HasSubstr("neither TMX nor XLIFF"));
}

TEST_F(UnitFiles, AreUnpacked) {
  const std::string packed = write("a.tmx.gz", gzip(kTmx) + gzip(" "));
  const std::string archive = zip("all.zip", {{"d/a.tmx", kTmx},
                                              {"README", "words"},
                                              {"x.en", "one\n"},
                                              {"x.fr", "eins\n"},
                                              {"b.xlf.gz", gzip(kXliff)}});
  const Got got = read({packed, archive});
  EXPECT_THAT(got.texts, ::testing::ElementsAre("un", "un", "eins", "deux"));
  for (const UnitFileReport& r : got.reports) EXPECT_EQ(r.error, "") << r.name;
}

TEST_F(UnitFiles, OneBadFileDoesNotStopTheOthers) {
  const std::string whole = gzip(std::string(kTmx) + std::string(100000, ' '));
  const std::string cut = write("cut.tmx.gz", whole.substr(0, whole.size() / 2));
  const std::string broken = write("broken.zip", "PK\x03\x04 and nothing else");
  const std::string good = write("good.tmx", kTmx);
  const Got got = read({cut, broken, good});
  ASSERT_EQ(got.reports.size(), 3U);
  EXPECT_EQ(got.texts.back(), "un");
  std::size_t errors = 0;
  for (const UnitFileReport& r : got.reports) errors += r.error.empty() ? 0U : 1U;
  EXPECT_EQ(errors, 2U);
  EXPECT_THROW(read({(dir_ / "none.tmx").string()}), Error);
}

TEST_F(UnitFiles, WhatHoldsNoUnitsIsNamed) {
  const std::string tmx_in_zip = zip("inner.zip", {{"a.tmx", kTmx}});
  std::string inner;
  {
    const auto source = open_file(tmx_in_zip);
    inner = read_all(*source, 1 << 20, tmx_in_zip);
  }
  std::string locked = inner;
  locked[6] = locked[locked.find("PK\x01\x02") + 8] = 1;  // general purpose flag: encrypted
  const std::pair<std::string, const char*> cases[] = {
      {write("none.tmx", ""), "the file is empty"},
      {write("letter.tmx", "Dear colleagues,\n"), "begins with no element"},
      {write("a.tmx", "%PDF-1.4\n%..."), "a PDF file"},
      {write("a.xlf", "7z\xBC\xAF\x27\x1C..."), "a 7-Zip archive"},
      {write("b.tmx", "\xFD\x37zXZ"), "packed with xz"},
      {write("page.tmx", "<html><body/></html>"), "the root element is <html>"},
      {write("locked.zip", locked), "encrypted with a password"},
      {write("cut.zip", inner.substr(0, inner.size() / 2)), "cannot be read"},
      {zip("nested.zip", {{"deep.zip", inner}}), "a ZIP archive in another archive"},
      // Given by mistake: nothing in it is for us.
      {zip("a.docx", {{"word/document.xml", "<w:document/>"}, {"x.bin", "PK\x03\x04"}}),
       "holds no file of units"},
  };
  for (const auto& [file, words] : cases) {
    const Got got = read({file});
    EXPECT_TRUE(got.texts.empty()) << file;
    EXPECT_THAT(got.reports.back().error, HasSubstr(words)) << file;
    EXPECT_THAT(got.reports.back().error, ::testing::StartsWith(file));
  }
  // What stands beside units in an archive is passed over: a README, the document itself.
  const Got good = read({zip("all.zip", {{"README", ""}, {"a.docx", inner}, {"a.tmx", kTmx}})});
  EXPECT_THAT(good.texts, ::testing::ElementsAre("un"));
  for (const UnitFileReport& r : good.reports) EXPECT_EQ(r.error, "") << r.name;
}

TEST_F(UnitFiles, BombsAreStopped) {
  const std::string bomb = gzip(std::string(std::size_t{8} << 20, ' '));
  UnpackLimits limits;
  limits.free = std::uint64_t{1} << 20;
  const auto source = unpack_gzip(std::make_unique<MemorySource>(bomb), "a.gz", limits);
  EXPECT_THROW(read_all(*source, std::size_t{1} << 30, "a.gz"), Error);
  limits.ratio = 10000;
  limits.total_bytes = std::uint64_t{2} << 20;
  const auto again = unpack_gzip(std::make_unique<MemorySource>(bomb), "a.gz", limits);
  EXPECT_THROW(read_all(*again, std::size_t{1} << 30, "a.gz"), Error);
}

}  // namespace
}  // namespace hexapla::exchange
