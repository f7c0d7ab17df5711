// Times that hang on meetings which other Works date: as Works come, change and go.
#include "pipeline/run/date_meetings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/run/build.h"
#include "pipeline/store/store.h"
#include "tests/support/scratch.h"

namespace hexapla::run {
namespace {

TEST(Series, OfSymbols) {
  const std::pair<const char*, const char*> cases[] = {
      {"UNEP/GLC/COP.3/16", "UNEP/GLC"},
      {"UNEP/GLC/STC.4/6", "UNEP/GLC"},
      {"UNEP/CHW.14/INF/9", "UNEP/CHW"},  // the number is the session's, the letters the treaty's
      {"UNEP/CHW/OEWG.11/3", "UNEP/CHW"},
      {"FCCC/CP/2015/10/Add.1", "FCCC"},
      {"FCCC/SBI/2015/22", "FCCC"},
      {"CBD/SBSTTA/22/7", "CBD"},
      {"A/RES/70/1", "A"},
      {"file:letter-2018-01", ""},
      // A joint document belongs to several treaties: whose third meeting?
      {"UNEP/CHW.14/INF/9-UNEP/FAO/RC/COP.9/INF/7-UNEP/GLC/COP.3/INF/4", ""},
  };
  for (const auto& [key, series] : cases) EXPECT_EQ(series_of(key), series) << key;
}

class DateMeetings : public testing::Scratch {
 protected:
  static std::string document(const std::string& symbol, const std::string& treaty,
                              const std::string& meeting, const std::string& place_and_days,
                              const std::string& paragraph) {
    return symbol + "\nDistr.: General\n17 March 2017\nOriginal: English\n\n" +
           "Conference of the Parties to the Convention on " + treaty + "\n" + meeting + "\n" +
           place_and_days + "\n\nNote by the secretariat\n\n1. " + paragraph + "\n";
  }
  void write_asking() {
    write(
        "in/asking/en.txt",
        document("UNEP/GLC/COP.2/7", "Glacial Lakes", "Second meeting", "Nairobi, 6–10 March 2017",
                 "The Conference of the Parties requested the Secretariat to submit a report to "
                 "the Conference of the Parties at its third meeting."));
  }
  void write_dating(const std::string& days) {
    write("in/dating/en.txt", document("UNEP/GLC/COP.3/1", "Glacial Lakes", "Third meeting",
                                       "Lima, " + days, "The agenda was adopted."));
  }
  BuildReport build_in(const std::string& store) {
    return build({{dir_ / "in"}, dir_ / store, 2, false});
  }

  // The time that hangs on the third meeting.
  time::TimeExpression asked(const std::string& store) {
    const store::Store s = store::Store::open(dir_ / store);
    for (const store::DatedPlace& d : s.catalogue().times("")) {
      if (d.place.work == "UNEP/GLC/COP.2/7" && d.text.find("third meeting") != std::string::npos)
        return d.time;
    }
    ADD_FAILURE() << "no time that hangs on the third meeting";
    return {};
  }
};

TEST_F(DateMeetings, ComeChangeAndGoWithTheWorkThatDatesThem) {
  write_asking();
  build_in("store");
  EXPECT_EQ(asked("store").to, "");
  EXPECT_EQ(asked("store").dated_by, "");

  write_dating("29 April–3 May 2019");
  const BuildReport second = build_in("store");
  EXPECT_EQ(second.works_built, std::vector<std::string>{"UNEP/GLC/COP.3/1"});
  EXPECT_EQ(asked("store").from, "2019-04-29");
  EXPECT_EQ(asked("store").to, "2019-05-03");
  EXPECT_EQ(asked("store").dated_by, "UNEP/GLC/COP.3/1");

  write_dating("6–10 May 2019");  // postponed
  build_in("store");
  EXPECT_EQ(asked("store").from, "2019-05-06");

  std::filesystem::remove_all(dir_ / "in" / "dating");
  build_in("store");
  EXPECT_EQ(asked("store").from, "");
  EXPECT_EQ(asked("store").dated_by, "");
}

// What the index finds under deadline: follows the catalogue, and steps give what one build gives.
TEST_F(DateMeetings, StepsGiveWhatOneBuildGives) {
  write_asking();
  build_in("steps");
  write_dating("29 April–3 May 2019");
  build_in("steps");
  BuildOptions again{{dir_ / "in"}, dir_ / "steps", 2, true};
  build(again);
  build_in("once");
  EXPECT_EQ(read(dir_ / "steps" / "catalogue.sqlite"), read(dir_ / "once" / "catalogue.sqlite"));
  EXPECT_EQ(asked("steps"), asked("once"));
}

TEST_F(DateMeetings, AnotherTreatyDatesNothing) {
  write_asking();
  write("in/other/en.txt", document("UNEP/ICE/COP.3/1", "Ice", "Third meeting",
                                    "Lima, 29 April–3 May 2019", "The agenda was adopted."));
  build_in("store");
  EXPECT_EQ(asked("store").from, "");
}

}  // namespace
}  // namespace hexapla::run
