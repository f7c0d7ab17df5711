#include "pipeline/run/build.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <functional>

#include "documents.h"
#include "pipeline/base/error.h"
#include "pipeline/index/index.h"
#include "pipeline/store/store.h"
#include "tests/support/scratch.h"

namespace hexapla::run {
namespace {

namespace fs = std::filesystem;

class BuildTest : public testing::Scratch {
 protected:
  void write_notes(int from, int to) {
    for (int n = from; n <= to; ++n) {
      for (const auto& [lang, text] : testing::note(n))
        write("in/note-" + std::to_string(n) + "/" + lang + ".txt", text);
    }
  }

  BuildReport build_in(const fs::path& store, unsigned jobs = 2) {
    return build({{dir_ / "in"}, store, jobs, false});
  }
  BuildReport build_here() { return build_in(dir_ / "store"); }

  const store::Input& input(const BuildReport& report, const std::string& name) {
    for (const store::Input& i : report.inputs) {
      if (i.path == (dir_ / "in" / name).string()) return i;
    }
    ADD_FAILURE() << name << " is not in the report";
    static const store::Input none;
    return none;
  }

  std::string published() { return read(dir_ / "store" / "catalogue.sqlite"); }
};

void expect_counts_add_up(const BuildReport& r) {
  EXPECT_EQ(r.done + r.quarantined + r.skipped, r.inputs.size());
  EXPECT_EQ(r.read + r.unchanged, r.inputs.size());
}

TEST_F(BuildTest, SixLanguagesBecomeOneWork) {
  write_notes(1, 2);
  const BuildReport r = build_here();
  expect_counts_add_up(r);
  EXPECT_EQ(r.done, 12U);
  EXPECT_EQ(r.works_built, (std::vector<std::string>{"UNEP/GLC/COP.3/1", "UNEP/GLC/COP.3/2"}));
  const store::Store store = store::Store::open(dir_ / "store");
  const std::optional<store::Work> found = store.catalogue().work("UNEP/GLC/COP.3/1");
  ASSERT_TRUE(found);
  const store::Work& work = *found;
  ASSERT_EQ(work.expressions.size(), 6U);
  EXPECT_NE(work.find("ar"), nullptr);
  // One row holds the paragraph about the deadline in all six.
  const auto deadline_row =
      std::find_if(work.rows.begin(), work.rows.end(), [&](const align::Row& row) {
        for (std::size_t k = 0; k < 6; ++k) {
          if (row.sides[k].size() != 1) return false;
          const auto& times = work.expressions[k].times[row.sides[k][0]];
          if (times.size() != 1 || times[0].to != "2017-11-30" ||
              times[0].role != time::Role::deadline)
            return false;
        }
        return true;
      });
  EXPECT_NE(deadline_row, work.rows.end());
  EXPECT_EQ(store.catalogue().citations_of("SC-7/1").size(), 6U);
  EXPECT_GT(index::Searcher(store.index_path()).block_count(), 0U);
}

TEST_F(BuildTest, TheSecondTimeThereIsNothingToDo) {
  write_notes(1, 2);
  build_here();
  const auto before = fs::last_write_time(dir_ / "store" / "catalogue.sqlite");
  const BuildReport r = build_here();
  expect_counts_add_up(r);
  EXPECT_FALSE(r.published);
  EXPECT_EQ(r.unchanged, 12U);
  EXPECT_TRUE(r.works_built.empty());
  EXPECT_EQ(fs::last_write_time(dir_ / "store" / "catalogue.sqlite"), before);
}

TEST_F(BuildTest, AChangedFileRedoesItsWorkOnly) {
  write_notes(1, 3);
  build_here();
  write("in/note-2/fr.txt",
        testing::note(2).at("fr") + "\n3. Un paragraphe de plus, ajouté à la version française.\n");
  const BuildReport r = build_here();
  EXPECT_EQ(r.read, 1U);
  EXPECT_EQ(r.works_built, (std::vector<std::string>{"UNEP/GLC/COP.3/2"}));
  const store::Store store = store::Store::open(dir_ / "store");
  EXPECT_EQ(store.catalogue().work("UNEP/GLC/COP.3/2")->expressions.size(), 6U);
}

TEST_F(BuildTest, AFileThatIsGoneLeavesTheStore) {
  write_notes(1, 2);
  build_here();
  fs::remove(dir_ / "in/note-1/ar.txt");
  fs::remove_all(dir_ / "in/note-2");
  const BuildReport r = build_here();
  EXPECT_EQ(r.removed.size(), 7U);
  EXPECT_EQ(r.works_built, (std::vector<std::string>{"UNEP/GLC/COP.3/1"}));
  EXPECT_EQ(r.works_removed, (std::vector<std::string>{"UNEP/GLC/COP.3/2"}));
  const store::Store store = store::Store::open(dir_ / "store");
  EXPECT_EQ(store.catalogue().work("UNEP/GLC/COP.3/1")->expressions.size(), 5U);
  EXPECT_FALSE(store.catalogue().work("UNEP/GLC/COP.3/2"));
  // Files of another folder, given on another day, stay.
  write("more/other.txt", testing::note(9).at("en"));
  build({{dir_ / "more"}, dir_ / "store", 1, false});
  EXPECT_EQ(store::Store::open(dir_ / "store").catalogue().works().size(), 2U);
}

std::string utf16le(std::string_view ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

TEST_F(BuildTest, BadInputIsNamedAndTheRestGoesOn) {
  write_notes(1, 1);
  write("in/bad/empty.txt", "");
  write("in/bad/blank.txt", " \n\n \n");
  write("in/bad/binary.txt", std::string("\x7F"
                                         "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03",
                                         17));
  write("in/bad/invalid.txt", "Decision \x80\x81\xFE\xFF of the Conference\n");
  write("in/good/utf16.txt",
        utf16le("UNEP/GLC/COP.3/5\n\nThe Conference of the Parties recalled the decision.\n"));
  write("in/note-1/again.txt",
        testing::note(1).at("en"));  // the same bytes as note-1/en.txt, sorts first
  write("in/z/rival.txt",
        testing::note(1).at("ru") + "\nДругой текст.\n");  // claims to be UNEP/GLC/COP.3/1 in ru
  write("in/.hidden.txt", "not looked at");
  fs::create_symlink(dir_ / "nowhere", dir_ / "in/bad/dangling.txt");
  fs::create_directory_symlink(dir_ / "in", dir_ / "in/cycle");

  const BuildReport r = build_here();
  expect_counts_add_up(r);
  EXPECT_EQ(input(r, "bad/empty.txt").status, store::InputStatus::quarantined);
  EXPECT_NE(input(r, "bad/empty.txt").reason.find("empty"), std::string::npos);
  EXPECT_EQ(input(r, "bad/blank.txt").status, store::InputStatus::quarantined);
  EXPECT_EQ(input(r, "bad/binary.txt").status, store::InputStatus::quarantined);
  EXPECT_EQ(input(r, "bad/invalid.txt").status, store::InputStatus::quarantined);
  EXPECT_NE((input(r, "bad/invalid.txt").place + input(r, "bad/invalid.txt").reason).find("byte 9"),
            std::string::npos);
  EXPECT_EQ(input(r, "bad/dangling.txt").status, store::InputStatus::quarantined);
  EXPECT_EQ(input(r, "good/utf16.txt").status, store::InputStatus::done);
  EXPECT_EQ(input(r, "good/utf16.txt").work, "UNEP/GLC/COP.3/5");
  EXPECT_EQ(input(r, "note-1/en.txt").status, store::InputStatus::skipped);
  EXPECT_NE(input(r, "note-1/en.txt").reason.find("again.txt"), std::string::npos);
  EXPECT_EQ(input(r, "z/rival.txt").status, store::InputStatus::quarantined);
  EXPECT_NE(input(r, "z/rival.txt").reason.find("note-1/ru.txt"), std::string::npos);
  EXPECT_EQ(input(r, ".hidden.txt").status, store::InputStatus::skipped);
  EXPECT_EQ(
      store::Store::open(dir_ / "store").catalogue().work("UNEP/GLC/COP.3/1")->expressions.size(),
      6U);

  // Nothing of it is new the second time; the quarantine is remembered.
  const BuildReport again = build_here();
  EXPECT_FALSE(again.published);
  EXPECT_EQ(again.quarantined, r.quarantined);

  // With the rival's rival gone, the rival takes its place.
  fs::remove(dir_ / "in/note-1/ru.txt");
  EXPECT_EQ(input(build_here(), "z/rival.txt").status, store::InputStatus::done);
}

TEST_F(BuildTest, ADirectoryWithoutPermissionIsNamed) {
  write_notes(1, 1);
  write("in/closed/x.txt", "text");
  fs::permissions(dir_ / "in/closed", fs::perms::none);
  // Root may read everything: be somebody else for the listing.
  const bool root = geteuid() == 0;
  if (root) {
    fs::permissions(dir_, fs::perms::all);
    ASSERT_EQ(seteuid(65534), 0);
  }
  const BuildReport r = build_here();
  if (root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  fs::permissions(dir_ / "in/closed", fs::perms::owner_all);
  expect_counts_add_up(r);
  EXPECT_EQ(r.done, 6U);
  EXPECT_EQ(input(r, "closed").status, store::InputStatus::quarantined);
  EXPECT_NE(input(r, "closed").reason.find("ermission"), std::string::npos);
}

TEST_F(BuildTest, InputsAndStoresThatMakeNoSense) {
  write_notes(1, 1);
  const auto kind_of = [&](const BuildOptions& options) {
    try {
      build(options);
    } catch (const Error& e) {
      return e.kind();
    }
    ADD_FAILURE() << "no error";
    return ErrorKind::internal;
  };
  EXPECT_EQ(kind_of({{dir_ / "absent"}, dir_ / "store", 1, false}), ErrorKind::usage);
  const fs::path file = write("file", "x");
  EXPECT_EQ(kind_of({{dir_ / "in"}, file, 1, false}), ErrorKind::usage);
  build_here();
  write("store/STORE", "hexapla store, format 7\n");
  EXPECT_EQ(kind_of({{dir_ / "in"}, dir_ / "store", 1, false}), ErrorKind::environment);
}

TEST_F(BuildTest, AnyNumberOfWorkersAndAnyWayThere) {
  write_notes(1, 4);
  build_in(dir_ / "store", 1);
  build_in(dir_ / "four", 4);
  EXPECT_EQ(read(dir_ / "store/catalogue.sqlite"), read(dir_ / "four/catalogue.sqlite"));
}

// Runs `action` in a child; the child's end as waitpid tells it.
int in_child(const std::function<void()>& action) {
  const pid_t child = fork();
  if (child == 0) {
    try {
      action();
    } catch (const Error& e) {
      _exit(exit_code(e.kind()));
    } catch (...) {
      _exit(99);
    }
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

class KillAt : public Progress {
 public:
  explicit KillAt(int report) : left_(report) {}
  void report(std::string_view, std::size_t, std::size_t) override {
    if (left_-- == 0) raise(SIGKILL);
  }

 private:
  int left_;
};

// Killed at every report of progress, then run again: the bytes of an undisturbed run, and until
// then the old store.
TEST_F(BuildTest, KilledAnywhereItGoesOn) {
  write_notes(1, 2);
  build_here();
  const std::string old = published();
  write_notes(3, 4);
  write("in/note-1/en.txt",
        testing::note(1).at("en") + "\n3. One more paragraph in the English version.\n");
  fs::copy(dir_ / "store", dir_ / "undisturbed", fs::copy_options::recursive);
  build_in(dir_ / "undisturbed");
  const std::string expected = read(dir_ / "undisturbed/catalogue.sqlite");
  ASSERT_NE(expected, old);
  fs::copy(dir_ / "store", dir_ / "start", fs::copy_options::recursive);

  int kills = 0;
  for (int at = 0; at < 50; ++at) {
    fs::remove_all(dir_ / "store");
    fs::copy(dir_ / "start", dir_ / "store", fs::copy_options::recursive);
    KillAt killer(at);
    const int status = in_child([&] { build({{dir_ / "in"}, dir_ / "store", 1, false}, &killer); });
    if (!WIFSIGNALED(status)) break;
    ++kills;
    const std::string now = published();
    EXPECT_TRUE(now == old || now == expected) << "killed at report " << at;
    EXPECT_NO_THROW(index::Searcher(store::Store::open(dir_ / "store").index_path()).block_count());
    build_here();
    EXPECT_EQ(published(), expected) << "killed at report " << at;
    EXPECT_FALSE(fs::exists(dir_ / "store/building"));
  }
  EXPECT_GE(kills, 4);  // read, align, index and publish were all struck
}

// A disk that takes no more: a file size limit fails writes as a full disk does.
TEST_F(BuildTest, WhenTheDiskIsFullTheOldStoreStays) {
  write_notes(1, 1);
  build_here();
  const std::string old = published();
  write_notes(2, 9);
  for (const rlim_t limit : {rlim_t{1000}, rlim_t{60000}, rlim_t{120000}}) {
    const int status = in_child([&] {
      std::signal(SIGXFSZ, SIG_IGN);
      const rlimit rule{limit, limit};
      if (setrlimit(RLIMIT_FSIZE, &rule) != 0) _exit(98);
      build({{dir_ / "in"}, dir_ / "store", 1, false});
    });
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 4) << limit;
    EXPECT_EQ(published(), old);
  }
  build_here();
  EXPECT_EQ(store::Store::open(dir_ / "store").catalogue().works().size(), 9U);
}

}  // namespace
}  // namespace hexapla::run
