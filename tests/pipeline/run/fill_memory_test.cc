#include "pipeline/run/fill_memory.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "pipeline/memory/lookup.h"
#include "pipeline/memory/record.h"
#include "pipeline/run/build.h"
#include "pipeline/run/maintain.h"
#include "pipeline/store/store.h"
#include "tests/pipeline/run/documents.h"
#include "tests/support/scratch.h"

namespace hexapla::run {
namespace {

namespace fs = std::filesystem;

class FillMemoryTest : public testing::Scratch {
 protected:
  void write_note(int number) const {
    for (const auto& [lang, text] : testing::note(number))
      write("in/note-" + std::to_string(number) + "/" + lang + ".txt", text);
  }
  void build_here() const { build({{dir_ / "in"}, dir_ / "store", 1, false}); }

  static memory::Memory memory_of(const store::Store& store) {
    return memory::Memory::open(store.part_path("memory"));
  }
  // Every unit as bytes, sorted: what is in a memory whatever the way there.
  static std::vector<std::string> content(const memory::Memory& memory) {
    std::vector<std::string> out;
    memory.for_each([&out](memory::UnitRef, const memory::TranslationUnit& unit) {
      memory::append_record(out.emplace_back(), unit);
      return true;
    });
    std::sort(out.begin(), out.end());
    return out;
  }
};

TEST_F(FillMemoryTest, ABuildFillsTheMemory) {
  write_note(1);
  build_here();
  const store::Store store = store::Store::open(dir_ / "store");
  const memory::Memory memory = memory_of(store);
  memory::LookupRequest request;
  request.text =
      "Les Parties sont invitées à communiquer leurs observations au Secrétariat au plus "
      "tard le 30 novembre 2017.";
  request.lang = "fr";
  request.previous =
      "La Conférence des Parties a rappelé la décision SC-7/1 relative aux lacs "
      "glaciaires.";
  const std::vector<memory::Match> matches = memory::lookup({&memory}, request);
  ASSERT_FALSE(matches.empty());
  EXPECT_EQ(matches[0].kind, memory::MatchKind::exact);  // nothing is said of what follows
  EXPECT_EQ(matches[0].targets.size(), 5U);
  EXPECT_EQ(matches[0].targets.at("en"),
            "Parties are invited to submit their comments to the Secretariat by 30 November 2017.");
  EXPECT_EQ(matches[0].provenance.work, "UNEP/GLC/COP.3/1");
  EXPECT_EQ(matches[0].provenance.origin, memory::Origin::automatic);
  EXPECT_TRUE(matches[0].provenance.confidence);
  EXPECT_TRUE(verify(dir_ / "store").empty());
}

// Works added, changed and gone: the memory is the one that would be made anew.
TEST_F(FillMemoryTest, StepByStepIsTheSameAsAtOnce) {
  write_note(1);
  write_note(2);
  build_here();
  write_note(3);
  write("in/note-2/fr.txt",
        testing::note(2).at("fr") + "\n3. Un paragraphe de plus, ajouté à la version française.\n");
  fs::remove_all(dir_ / "in/note-1");
  build_here();
  const store::Store store = store::Store::open(dir_ / "store");
  const memory::Memory memory = memory_of(store);
  EXPECT_EQ(memory.state(), store.catalogue().meta("state"));
  fill_memory(store.catalogue(), dir_ / "anew");
  const std::vector<std::string> wanted = content(memory::Memory::open(dir_ / "anew"));
  EXPECT_FALSE(wanted.empty());
  EXPECT_EQ(content(memory), wanted);
  EXPECT_TRUE(verify(dir_ / "store").empty());
}

TEST_F(FillMemoryTest, ReindexBringsItBackAndVerifyMissesIt) {
  write_note(1);
  build_here();
  const std::vector<std::string> before = content(memory_of(store::Store::open(dir_ / "store")));
  for (const fs::directory_entry& entry : fs::directory_iterator(dir_ / "store" / "memory"))
    fs::remove_all(entry.path());
  EXPECT_FALSE(verify(dir_ / "store").empty());
  reindex(dir_ / "store");
  EXPECT_EQ(content(memory_of(store::Store::open(dir_ / "store"))), before);
  EXPECT_TRUE(verify(dir_ / "store").empty());
}

TEST_F(FillMemoryTest, WhatWasImportedStays) {
  write_note(1);
  build_here();
  {
    memory::Writer writer(dir_ / "store" / "imported");
    memory::TranslationUnit unit;
    unit.variants = {{"en", "A lake.", {}, {}, {}}, {"fr", "Un lac.", {}, {}, {}}};
    writer.add(unit);
    writer.commit();
  }
  write_note(2);
  build_here();
  reindex(dir_ / "store");
  EXPECT_EQ(memory::Memory::open(dir_ / "store" / "imported").units(), 1U);
}

}  // namespace
}  // namespace hexapla::run
