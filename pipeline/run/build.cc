#include "pipeline/run/build.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <thread>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/base/parallel.h"
#include "pipeline/index/index.h"
#include "pipeline/run/align_work.h"
#include "pipeline/run/analyze.h"
#include "pipeline/run/corrections.h"
#include "pipeline/run/date_meetings.h"
#include "pipeline/run/fill_memory.h"
#include "pipeline/run/grouping.h"
#include "pipeline/run/kept_dictionaries.h"
#include "pipeline/run/learn_lexicons.h"
#include "pipeline/run/learn_terms.h"
#include "pipeline/run/staging.h"
#include "pipeline/run/work_list.h"
#include "pipeline/store/lexicons.h"
#include "pipeline/store/store.h"

namespace hexapla::run {
namespace {

namespace fs = std::filesystem;
using store::Input;
using store::InputStatus;

// What decides the content of a store beside the inputs. Another value: everything is built again.
const std::string kVersion = "hexapla " HEXAPLA_VERSION;

// Files that are read, hashed and normalised before they go to the staging area together.
constexpr std::size_t kReadBatch = 64;
// Works that are replaced in the index between two commits.
constexpr std::size_t kIndexBatch = 50;

class Build {
 public:
  Build(const BuildOptions& options, Progress* progress)
      : options_(options),
        progress_(progress),
        jobs_(options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency())),
        listed_(list_files(options.inputs, options.store, &archives_)),
        builder_(options.store),
        staging_(builder_.scratch() / "staged.sqlite", kVersion) {
    open_catalogue();
    read_thesaurus();
    read_dictionaries();
    staged_ = staging_.descriptions();
  }

  BuildReport run() {
    read_inputs();
    drop_missing();
    group_inputs();
    const std::vector<std::string> affected = corrected(affected_works());
    const bool changed = options_.realign || thesaurus_changed_ || dictionaries_changed_ ||
                         !affected.empty() || inputs_ != known_ || !builder_.has_catalogue() ||
                         catalogue_->meta("version") != kVersion;
    if (changed) {
      rebuild(affected);
      publish();
    } else {
      catalogue_.reset();
      builder_.clear_scratch();
      report_.works = works_.size();
    }
    finish_report();
    return std::move(report_);
  }

 private:
  void read_thesaurus() {
    const std::string kept = catalogue_->meta("thesaurus");
    std::string now = kept;
    if (!options_.thesaurus.empty()) {
      now = index::serialise(
          index::read_thesaurus(files::read(options_.thesaurus), options_.thesaurus.string()));
    }
    thesaurus_ = index::parse_thesaurus(now);
    thesaurus_changed_ = now != kept;
    if (thesaurus_changed_) catalogue_->set_meta("thesaurus", now);
  }

  void read_dictionaries() {
    const std::string kept = catalogue_->meta("dictionaries");
    const std::string now = options_.dictionaries.empty() ? kept : serialise(options_.dictionaries);
    dictionaries_ = parse_dictionaries(now);
    dictionaries_changed_ = now != kept;
    if (dictionaries_changed_) catalogue_->set_meta("dictionaries", now);
  }

  // The working copy of the catalogue: a copy of the published one, or a new one. Never what a
  // killed build left: what is worth keeping of that is in the staging area.
  void open_catalogue() {
    const fs::path working = builder_.scratch() / "catalogue.sqlite";
    for (const char* suffix : {"", "-wal", "-shm"})
      files::remove(fs::path(working.string() + suffix));
    if (builder_.has_catalogue()) {
      std::error_code error;
      fs::copy_file(builder_.catalogue_path(), working, error);
      if (error) files::fail(working, "cannot copy the catalogue", error.value());
      catalogue_ = store::Catalogue::open(working, store::Database::Mode::write);
    } else {
      catalogue_ = store::Catalogue::create(working);
    }
    known_ = catalogue_->inputs();
    same_version_ = catalogue_->meta("version") == kVersion;
    for (const Input& i : known_) inputs_by_path_.emplace(i.path, i);
  }

  void tell(std::string_view stage, std::size_t done, std::size_t total) {
    if (progress_ != nullptr) progress_->report(stage, done, total);
  }

  struct ReadResult {
    Input input;
    std::optional<document::Expression> expression;
    bool unchanged = false;
  };

  // Reads and normalises one file. Touches nothing shared but what is read only here.
  ReadResult read_one(const Listed& listed) const {
    ReadResult out;
    Input& input = out.input;
    input.path = listed.path;
    if (!listed.problem.empty()) {
      input.status = listed.skip ? InputStatus::skipped : InputStatus::quarantined;
      input.stage = "list";
      input.reason = listed.problem;
      return out;
    }
    try {
      const std::string bytes = read_listed(listed.path, &archives_);
      input.hash = files::content_hash(bytes);
      const auto known = inputs_by_path_.find(input.path);
      if (same_version_ && known != inputs_by_path_.end() && known->second.hash == input.hash &&
          known->second.stage != "read") {
        out.unchanged = true;
        input = known->second;
        return out;
      }
      if (const auto staged = staged_.find(input.path);
          staged != staged_.end() && staged->second.hash == input.hash) {
        describe(staged->second, input);
        return out;
      }
      out.expression = normalized(bytes, listed.path);
      const document::Expression& e = *out.expression;
      describe({input.hash, e.named_by_file ? "" : e.work, e.lang, e.blocks.size()}, input);
    } catch (const Error& e) {
      quarantine(input, e);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& e) {
      // A library's exception that nobody turned into an Error: this document's fault until proved
      // otherwise.
      quarantine(input, Error(ErrorKind::input, listed.path, "", e.what()));
    }
    return out;
  }

  static void quarantine(Input& input, const Error& e) {
    input.status = InputStatus::quarantined;
    input.stage = e.kind() == ErrorKind::environment ? "read" : "normalize";
    input.place = e.place();
    input.reason = e.reason() + (e.remedy().empty() ? "" : "; " + e.remedy());
  }

  static void describe(const Staging::Description& d, Input& input) {
    input.status = InputStatus::done;
    input.lang = d.lang;
    input.symbol = d.symbol;
    input.blocks = d.blocks;
  }

  void read_inputs() {
    for (std::size_t from = 0; from < listed_.size(); from += kReadBatch) {
      const std::size_t to = std::min(from + kReadBatch, listed_.size());
      std::vector<ReadResult> results(to - from);
      parallel_for(jobs_, to - from,
                   [&](std::size_t i) { results[i] = read_one(listed_[from + i]); });
      std::vector<Staging::Item> items;
      for (const ReadResult& r : results) {
        if (!r.expression) continue;
        items.push_back({r.input.path,
                         {r.input.hash, r.input.symbol, r.input.lang, r.input.blocks},
                         &*r.expression});
      }
      if (!items.empty()) staging_.add(items);
      for (ReadResult& r : results) {
        ++(r.unchanged ? report_.unchanged : report_.read);
        inputs_by_path_[r.input.path] = std::move(r.input);
      }
      tell("read", to, listed_.size());
    }
  }

  // Files of earlier builds that lay under today's inputs and are gone.
  void drop_missing() {
    std::set<std::string> present;
    for (const Listed& l : listed_) present.insert(l.path);
    for (const Input& i : known_) {
      if (present.contains(i.path) || !lies_under(i.path, options_.inputs)) continue;
      inputs_by_path_.erase(i.path);
      report_.removed.push_back(i.path);
    }
  }

  // Groups all documents of the store, old and new, into Works.
  void group_inputs() {
    std::vector<Candidate> candidates;
    std::vector<Input*> owners;
    for (auto& [path, input] : inputs_by_path_) {
      // Duplicates and conflicts are judged anew: the file they stood behind may be gone.
      const bool readable = input.status == InputStatus::done || input.stage == "group";
      if (!readable) continue;
      candidates.push_back({path, input.hash, input.symbol, input.lang, input.blocks});
      owners.push_back(&input);
    }
    const std::vector<Assignment> assignments = group(candidates);
    for (std::size_t i = 0; i < assignments.size(); ++i) {
      const Assignment& a = assignments[i];
      Input& input = *owners[i];
      input.work = a.fate == Fate::member ? a.work : "";
      input.stage = a.fate == Fate::member ? "" : "group";
      input.place.clear();
      switch (a.fate) {
        case Fate::member:
          input.status = InputStatus::done;
          input.reason.clear();
          works_[a.work].by_file = a.named_by_file;
          works_[a.work].members.push_back(&input);
          break;
        case Fate::duplicate:
          input.status = InputStatus::skipped;
          input.reason = "the same bytes as " + a.other;
          break;
        case Fate::conflict:
          input.status = InputStatus::quarantined;
          input.reason = fmt::format(
              "claims to be {} in \"{}\", as {} does with another text; keep one of the two",
              a.work, input.lang, a.other);
          break;
      }
    }
    for (const auto& [path, input] : inputs_by_path_) inputs_.push_back(input);
  }

  // Works whose set of files is another than the catalogue's.
  std::vector<std::string> affected_works() {
    std::map<std::string, std::set<std::string>> before;
    std::map<std::string, std::set<std::string>> now;
    for (const Input& i : known_) {
      if (i.status == InputStatus::done) before[i.work].insert(i.path + '\n' + i.hash);
    }
    for (const Input& i : inputs_) {
      if (i.status == InputStatus::done) now[i.work].insert(i.path + '\n' + i.hash);
    }
    std::vector<std::string> out;
    for (const auto& [work, files] : now) {
      const auto old = before.find(work);
      if (options_.realign || !same_version_ || old == before.end() || old->second != files)
        out.push_back(work);
    }
    for (const auto& [work, files] : before) {
      if (!now.contains(work)) report_.works_removed.push_back(work);
    }
    return out;
  }

  // The Expression of an input: read in this build, or in the catalogue from an earlier one.
  document::Expression expression_of(const Input& input) {
    if (std::optional<document::Expression> staged = staging_.find(input.path, input.hash))
      return *std::move(staged);
    // The file may have been in another Work, or none, in the catalogue: look it up by its old
    // entry.
    for (const Input& old : known_) {
      if (old.path != input.path || old.hash != input.hash || old.status != InputStatus::done)
        continue;
      if (std::optional<document::Expression> e = catalogue_->expression(old.work, old.lang))
        return *std::move(e);
    }
    return normalized(read_listed(input.path, &archives_), input.path);
  }

  // Reads the corrections; gives the affected Works with those whose fixed rows they change.
  std::vector<std::string> corrected(std::vector<std::string> affected) {
    if (options_.corrections.empty()) return affected;
    std::set<std::string> all(affected.begin(), affected.end());
    for (const Correction& c :
         parse_corrections(files::read(options_.corrections), options_.corrections.string())) {
      if (!works_.contains(c.work)) {
        throw Error(ErrorKind::usage, options_.corrections.string(), fmt::format("line {}", c.line),
                    fmt::format("there is no Work {} in the store", c.work),
                    "`hexapla status` lists the Works");
      }
      corrections_[c.work].push_back(c);
    }
    for (const auto& [key, list] : corrections_) {
      const std::optional<store::Work> before = catalogue_->work(key);
      if (!before) continue;  // a new Work is affected anyhow
      const std::vector<FixedRow> old = fixed_rows(*before);
      std::vector<FixedRow> rows = old;
      for (const Correction& c : list) apply(c, rows);
      std::vector<FixedRow> sorted = old;
      std::sort(sorted.begin(), sorted.end());
      std::sort(rows.begin(), rows.end());
      if (rows != sorted) all.insert(key);
    }
    return {all.begin(), all.end()};
  }

  // The rows of a Work that a person fixed, in this build or an earlier one.
  void fix_rows(store::Work& work) {
    std::vector<FixedRow> rows;
    if (const std::optional<store::Work> before = catalogue_->work(work.key))
      rows = carried(fixed_rows(*before), *before, work, report_.lost_rows);
    if (const auto list = corrections_.find(work.key); list != corrections_.end()) {
      for (const Correction& c : list->second) apply(c, rows);
    }
    std::sort(rows.begin(), rows.end());
    work.rows = as_rows(rows, work);
    report_.fixed_rows += rows.size();
  }

  // Works of the store that keep their rows.
  std::vector<store::Work> settled_works(const std::vector<std::string>& affected) const {
    const std::set<std::string> again(affected.begin(), affected.end());
    std::vector<store::Work> out;
    if (again.empty()) return out;
    for (const store::WorkSummary& summary : catalogue_->works()) {
      if (!again.contains(summary.work) && works_.contains(summary.work))
        out.push_back(*catalogue_->work(summary.work));
    }
    return out;
  }

  void rebuild(const std::vector<std::string>& affected) {
    std::vector<store::Work> works;
    for (const std::string& key : affected) {
      store::Work work;
      work.key = key;
      for (const Input* input : works_[key].members) {
        store::AnalyzedExpression a;
        a.expression = expression_of(*input);
        a.expression.work = key;
        a.expression.named_by_file = works_[key].by_file;
        work.expressions.push_back(std::move(a));
      }
      std::sort(work.expressions.begin(), work.expressions.end(),
                [](const auto& a, const auto& b) { return a.expression.lang < b.expression.lang; });
      works.push_back(std::move(work));
    }
    parallel_for(jobs_, works.size(), [&](std::size_t i) {
      for (store::AnalyzedExpression& a : works[i].expressions)
        a = annotate(std::move(a.expression));
      const store::AnalyzedExpression* english = works[i].find("en");
      works[i].title =
          (english != nullptr ? *english : works[i].expressions.front()).expression.title;
    });
    for (store::Work& work : works) fix_rows(work);
    tell("align", 0, works.size());
    align_works(works, settled_works(affected), dictionaries_, jobs_);
    tell("align", works.size(), works.size());

    const std::string old_state = catalogue_->meta("state");
    for (const std::string& key : report_.works_removed) catalogue_->remove_work(key);
    for (const store::Work& work : works) catalogue_->replace(work);
    const std::vector<store::Work> dated = date_meetings(*catalogue_, works);
    catalogue_->replace_inputs(inputs_);
    catalogue_->set_meta("version", kVersion);
    catalogue_->set_meta("state", state());
    update_index(works, dated, old_state);
    store::write_lexicons(learn_lexicons(*catalogue_, jobs_), builder_.scratch() / "lexicon");
    write_term_translations(*catalogue_, dictionaries_, thesaurus_, builder_.scratch() / "lexicon",
                            jobs_);
    update_memory(same_version_ && !old_state.empty() ? builder_.directory() / "memory" / old_state
                                                      : fs::path(),
                  builder_.scratch() / "memory", works, report_.works_removed,
                  catalogue_->meta("state"));
    report_.works_built = affected;
    report_.works = catalogue_->count("works");
  }

  // Names the content: the same inputs, configuration and generations give the same state.
  std::string state() const {
    std::string all = kVersion;
    all += '\n' + files::content_hash(catalogue_->meta("thesaurus"));
    if (!dictionaries_.empty()) all += '\n' + files::content_hash(catalogue_->meta("dictionaries"));
    for (const Input& i : inputs_) {
      all += fmt::format("\n{}\t{}\t{}\t{}\t{}", i.path, i.hash, store::name(i.status), i.work,
                         i.lang);
    }
    store::Statement s = catalogue_->database().prepare(
        "SELECT work, generation, calendar FROM works ORDER BY work");
    while (s.step()) all += fmt::format("\n{}\t{}\t{}", s.text(0), s.text(1), s.text(2));
    return files::content_hash(all).substr(0, 16);
  }

  // `dated`: Works that are not built, but whose times changed.
  void update_index(const std::vector<store::Work>& works, const std::vector<store::Work>& dated,
                    const std::string& old_state) {
    const fs::path path = builder_.scratch() / "index";
    files::remove(path);
    std::error_code error;
    const fs::path published = builder_.index_path(old_state);
    if (old_state.empty() || !same_version_ || thesaurus_changed_ ||
        !index::Writer::can_continue(published)) {
      const std::vector<store::WorkSummary> all = catalogue_->works();
      std::size_t next = 0;
      tell("index", 0, works.size());
      index::Writer::write_new(
          path,
          [&]() -> std::shared_ptr<const store::Work> {
            if (next == all.size()) return nullptr;
            const std::string& key = all[next++].work;
            const auto found = std::lower_bound(
                works.begin(), works.end(), key,
                [](const store::Work& w, const std::string& k) { return w.key < k; });
            if (found == works.end() || found->key != key)
              return std::make_shared<const store::Work>(*catalogue_->work(key));
            // Not owned: `works` outlives the call.
            return {std::shared_ptr<void>(), &*found};
          },
          jobs_, &thesaurus_);
      tell("index", works.size(), works.size());
      return;
    }
    fs::copy(published, path, fs::copy_options::recursive, error);
    if (error) files::fail(path, "cannot copy the index", error.value());
    index::Writer writer(path, &thesaurus_);
    for (const std::string& key : report_.works_removed) writer.remove(key);
    for (const store::Work& work : dated) writer.replace(work);
    for (std::size_t i = 0; i < works.size(); ++i) {
      writer.replace(works[i]);
      if ((i + 1) % kIndexBatch == 0) {
        writer.commit();
        tell("index", i + 1, works.size());
      }
    }
    writer.commit();
    tell("index", works.size(), works.size());
  }

  void publish() {
    const std::string state = catalogue_->meta("state");
    tell("publish", 0, 1);
    builder_.publish(*catalogue_, state);
    tell("publish", 1, 1);
    report_.published = true;
  }

  void finish_report() {
    for (const Listed& l : listed_) {
      const Input& input = inputs_by_path_.at(l.path);
      switch (input.status) {
        case InputStatus::done:
          ++report_.done;
          break;
        case InputStatus::quarantined:
          ++report_.quarantined;
          break;
        case InputStatus::skipped:
          ++report_.skipped;
          break;
      }
      report_.inputs.push_back(input);
    }
  }

  struct Members {
    bool by_file = false;
    std::vector<const Input*> members;
  };

  const BuildOptions& options_;
  Progress* progress_;
  unsigned jobs_;
  index::Thesaurus thesaurus_;
  bool thesaurus_changed_ = false;
  std::vector<align::Dictionary> dictionaries_;
  bool dictionaries_changed_ = false;
  mutable ArchiveCache archives_;  // its own lock
  std::vector<Listed> listed_;
  store::Builder builder_;
  Staging staging_;
  std::map<std::string, Staging::Description> staged_;  // what an earlier, killed build had read
  std::optional<store::Catalogue> catalogue_;
  std::vector<Input> known_;                     // the published work list
  std::map<std::string, Input> inputs_by_path_;  // becomes the new one
  std::vector<Input> inputs_;
  std::map<std::string, Members> works_;
  std::map<std::string, std::vector<Correction>> corrections_;  // by Work, in the order of the file
  bool same_version_ = false;
  BuildReport report_;
};

}  // namespace

BuildReport build(const BuildOptions& options, Progress* progress) {
  return Build(options, progress).run();
}

}  // namespace hexapla::run
