// Enumerations of the schemas are the names that the code prints: neither may know one that the
// other lacks.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/references/references.h"
#include "analyzers/time/time.h"
#include "pipeline/check/check.h"
#include "pipeline/document/document.h"
#include "pipeline/index/index.h"
#include "pipeline/memory/clean.h"
#include "pipeline/memory/lookup.h"
#include "pipeline/store/catalogue.h"

namespace hexapla {
namespace {

using Names = std::vector<std::string>;

Names in_schema(const std::string& file, const std::string& pointer) {
  std::ifstream in(std::string(HEXAPLA_SOURCE_DIR "/schemas/") + file);
  return nlohmann::json::parse(in).at(nlohmann::json::json_pointer(pointer)).get<Names>();
}

// Names of the values of an enumeration from `first` to `last`.
template <typename Enum>
Names in_code(Enum first, Enum last) {
  Names out;
  for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i) {
    out.emplace_back(name(static_cast<Enum>(i)));
  }
  return out;
}

TEST(SchemaNames, AreTheNamesOfTheCode) {
  using document::BlockType;
  const auto common = [](const std::string& definition) {
    return in_schema("common.schema.json", "/$defs/" + definition + "/enum");
  };
  // Block types are names of text::UnitKind, whose name() is in another namespace.
  Names types;
  for (int i = 0; i <= static_cast<int>(BlockType::masthead); ++i) {
    types.emplace_back(document::name(static_cast<BlockType>(i)));
  }
  EXPECT_EQ(common("blockType"), types);
  EXPECT_EQ(common("referenceType"), in_code(references::Type::decision, references::Type::url));
  EXPECT_EQ(common("referenceState"),
            in_code(references::State::resolved, references::State::unresolved));
  EXPECT_EQ(common("granularity"), in_code(time::Granularity::day, time::Granularity::undated));
  EXPECT_EQ(common("timeRole"), in_code(time::Role::deadline, time::Role::event));
  EXPECT_EQ(common("bound"), in_code(time::Bound::by, time::Bound::on));
  EXPECT_EQ(common("inputStatus"), in_code(store::InputStatus::done, store::InputStatus::skipped));
  EXPECT_EQ(common("findingCode"), in_code(check::Code::omitted, check::Code::term));
  EXPECT_EQ(in_schema("common.schema.json", "/$defs/finding/properties/severity/enum"),
            in_code(check::Severity::note, check::Severity::error));
  EXPECT_EQ(in_schema("common.schema.json",
                      "/$defs/finding/properties/places/items/properties/role/enum"),
            in_code(check::Place::Role::differs, check::Place::Role::gap));
  EXPECT_EQ(in_schema("tm-lookup.schema.json",
                      "/items/properties/matches/items/properties/kind/enum"),
            in_code(memory::MatchKind::context, memory::MatchKind::fuzzy));
  EXPECT_EQ(in_schema("tm-clean.schema.json",
                      "/items/properties/findings/items/properties/flaw/enum"),
            in_code(memory::Flaw::duplicate, memory::Flaw::contradictory));
  EXPECT_EQ(in_schema("search.schema.json", "/$defs/hit/properties/why/enum"),
            in_code(index::Why::words, index::Why::expansion));
}

TEST(SchemaNames, OfTheGoldAreAmongThem) {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"gold-references.schema.json type", "referenceType"},
      {"gold-references.schema.json state", "referenceState"},
      {"gold-times.schema.json granularity", "granularity"},
      {"gold-times.schema.json role", "timeRole"},
      {"gold-times.schema.json bound", "bound"},
  };
  for (const auto& [where, definition] : pairs) {
    const std::size_t space = where.find(' ');
    const Names gold =
        in_schema(where.substr(0, space), "/properties/" + where.substr(space + 1) + "/enum");
    const Names all = in_schema("common.schema.json", "/$defs/" + definition + "/enum");
    for (const std::string& name : gold) {
      EXPECT_NE(std::find(all.begin(), all.end(), name), all.end()) << where << ": " << name;
    }
  }
}

}  // namespace
}  // namespace hexapla
