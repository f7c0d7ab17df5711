// The rows of the sample corpus through the whole pipeline, against its gold: above all the Works
// whose translations were damaged on purpose, where every planted omission, merge and split is to
// be found.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "pipeline/run/build.h"
#include "pipeline/store/store.h"
#include "tests/support/scratch.h"

namespace hexapla::run {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// A row as the places of its gold segments: (language, byte where the segment begins).
using Places = std::set<std::pair<std::string, std::uint64_t>>;

std::vector<json> lines(const fs::path& file) {
  std::vector<json> out;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) out.push_back(json::parse(line));
  }
  return out;
}

Places places(const json& row) {
  Places out;
  for (const auto& [lang, spans] : row.items()) {
    if (!spans.is_array()) continue;
    for (const json& span : spans) out.emplace(lang, span[0].get<std::uint64_t>());
  }
  return out;
}

// The gold segments that a block's bytes meet.
void add_block(const document::Block& block, const std::string& lang, const std::vector<json>& gold,
               Places& out) {
  std::uint64_t begin = ~std::uint64_t{0};
  std::uint64_t end = 0;
  for (const document::MappedText* text : {&block.label, &block.content}) {
    if (text->view().empty()) continue;
    const document::SourceRange range = text->source({0, text->view().size()});
    begin = std::min(begin, range.begin);
    end = std::max(end, range.end);
  }
  for (const json& row : gold) {
    if (!row.contains(lang)) continue;
    for (const json& span : row[lang]) {
      if (span[0].get<std::uint64_t>() < end && begin < span[1].get<std::uint64_t>())
        out.emplace(lang, span[0].get<std::uint64_t>());
    }
  }
}

class CorpusRows : public testing::Scratch {};

TEST_F(CorpusRows, EveryPlantedOmissionMergeAndSplitIsFound) {
  const fs::path corpus = fs::path(HEXAPLA_SOURCE_DIR) / "corpus";
  build({{corpus / "works-flawed"}, dir_ / "store", 2, false});
  const store::Store store = store::Store::open(dir_ / "store");
  std::map<std::string, int> found;
  for (const store::WorkSummary& summary : store.catalogue().works()) {
    const store::Work work = *store.catalogue().work(summary.work);
    const fs::path file = work.expressions.front().expression.manifestation.path;
    const fs::path folder = corpus / "gold" / "flawed" / file.parent_path().filename();
    const std::vector<json> gold = lines(folder / "alignment.jsonl");
    std::set<Places> rows;
    for (const align::Row& row : work.rows) {
      Places all;
      for (std::size_t k = 0; k < row.sides.size(); ++k) {
        const document::Expression& e = work.expressions[k].expression;
        for (const std::uint32_t b : row.sides[k]) add_block(e.blocks[b], e.lang, gold, all);
      }
      rows.insert(all);
    }
    for (const json& flaw : lines(folder / "flaws.jsonl")) {
      const std::string kind = flaw["flaw"];
      if (kind != "omitted" && kind != "merged" && kind != "split") continue;
      ++found[kind];
      const auto number = flaw["row"].get<std::size_t>();
      EXPECT_TRUE(rows.contains(places(gold.at(number - 1))))
          << folder.filename() << ": " << kind << " in " << flaw["lang"] << ", row " << number;
    }
  }
  // All three kinds were there to be found.
  EXPECT_GE(found["omitted"], 1);
  EXPECT_GE(found["merged"], 1);
  EXPECT_GE(found["split"], 1);
}

}  // namespace
}  // namespace hexapla::run
