// No text of a DOCX is lost: every letter and digit of its runs is in the blocks.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <pugixml.hpp>

#include "analyzers/text/utf8.h"
#include "dump.h"
#include "letters.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/zip_archive.h"

namespace hexapla::normalize {
namespace {

namespace fs = std::filesystem;

// The sum of the w:t runs of the parts that hold text.
Letters runs_of(const std::string& bytes) {
  Letters out;
  ingest::ZipArchive zip(bytes, "");
  for (const char* part : {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"}) {
    if (!zip.has(part)) continue;
    pugi::xml_document document;
    document.load_string(zip.read(part).c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
    for (const pugi::xpath_node node : document.select_nodes("//w:t"))
      count(node.node().text().get(), out);
  }
  return out;
}

TEST(NothingLost, EveryLetterOfTheRunsIsInTheBlocks) {
  std::size_t files = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(HEXAPLA_SOURCE_DIR) / "corpus/manifestations")) {
    if (entry.path().extension() != ".docx") continue;
    SCOPED_TRACE(entry.path().string());
    ++files;
    const std::string bytes = files::read(entry.path());
    Letters got;
    const document::Expression e = normalize_text(bytes, entry.path().string());
    for (const document::Block& block : e.blocks) {
      count(block.label.text(), got);
      count(block.text(), got);
      for (const document::NoteReference& mark : block.notes) count(mark.mark, got);
    }
    Letters lost;
    for (const auto& [letter, n] : runs_of(bytes)) {
      if (got[letter] < n) lost[letter] = n - got[letter];
    }
    std::string told;
    for (const auto& [letter, n] : lost) {
      text::append(told, letter);
      told += " " + std::to_string(n) + " ";
    }
    EXPECT_EQ(told, "");
  }
  EXPECT_GE(files, 20U);
}

}  // namespace
}  // namespace hexapla::normalize
