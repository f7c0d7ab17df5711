// Opening, publishing, the work list, and the questions that commands ask. Works are written and
// read in catalogue_work.cc.
#include "pipeline/store/catalogue.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <map>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/store/names.h"
#include "pipeline/store/schema.h"

namespace hexapla::store {
namespace {

constexpr const char* kWorkingCopy = "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;";

constexpr std::array<std::string_view, 3> kStatusNames = {"done", "quarantined", "skipped"};

Place place_at(const Statement& s, int column) {
  return {s.text(column), s.text(column + 1), static_cast<std::size_t>(s.integer(column + 2))};
}

// Columns: work, lang, block, label, text, begin, end, type, pinpoint, state, n.
std::vector<Citation> read_citations(const Database& db, Statement& s) {
  std::vector<Citation> out;
  Statement targets = db.prepare(
      "SELECT canonical FROM reference_targets WHERE work = ? AND lang = ? AND block = ? AND n = ? "
      "ORDER BY target");
  while (s.step()) {
    Citation c;
    c.place = place_at(s, 0);
    c.label = s.text(3);
    c.text = s.text(4);
    c.reference.span = {static_cast<std::size_t>(s.integer(5)),
                        static_cast<std::size_t>(s.integer(6))};
    c.reference.type = parse_reference_type(s.text(7));
    c.reference.pinpoint = s.text(8);
    c.reference.state = parse_reference_state(s.text(9));
    targets.with(c.place.work, c.place.lang, c.place.block, s.integer(10));
    while (targets.step()) c.reference.canonical.push_back(targets.text(0));
    targets.reset();
    out.push_back(std::move(c));
  }
  return out;
}

}  // namespace

std::string_view name(InputStatus status) {
  return kStatusNames[static_cast<std::size_t>(status)];
}

Catalogue Catalogue::create(const std::filesystem::path& file) {
  Database db(file, Database::Mode::write);
  db.execute(kWorkingCopy);
  db.execute("BEGIN; " + std::string(kSchema) + "; COMMIT;");
  return Catalogue(std::move(db));
}

Catalogue Catalogue::open(const std::filesystem::path& file, Database::Mode mode) {
  Database db(file, mode);
  if (mode == Database::Mode::write) db.execute(kWorkingCopy);
  return Catalogue(std::move(db));
}

void Catalogue::publish_to(const std::filesystem::path& file) const {
  db_.prepare("VACUUM INTO ?").with(std::string_view(file.native())).run();
  // SQLite counts in bytes 40 to 43 of the header how often a schema was written (file
  // format, 1.3.9). That is the way here and no content; any number will do.
  std::fstream header(file, std::ios::binary | std::ios::in | std::ios::out);
  header.seekp(40).write("\0\0\0\1", 4);
  header.close();
  if (!header) files::fail(file, "cannot write the catalogue", errno);
  files::sync(file);
}

void Catalogue::set_meta(std::string_view name, std::string_view value) {
  db_.prepare("INSERT OR REPLACE INTO meta VALUES (?, ?)").with(name, value).run();
}

std::string Catalogue::meta(std::string_view name) const {
  Statement s = db_.prepare("SELECT value FROM meta WHERE name = ?");
  s.with(name);
  return s.step() ? s.text(0) : std::string();
}

void Catalogue::replace_inputs(const std::vector<Input>& inputs) {
  Transaction transaction(db_);
  db_.execute("DELETE FROM inputs");
  Statement s = db_.prepare("INSERT INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const Input& i : inputs) {
    s.with(i.path, i.hash, store::name(i.status), i.work, i.lang, i.stage, i.place, i.reason,
           i.symbol, i.blocks)
        .run();
  }
  transaction.commit();
}

std::vector<Input> Catalogue::inputs() const {
  std::vector<Input> out;
  Statement s = db_.prepare(
      "SELECT path, hash, status, work, lang, stage, place, reason, symbol, blocks FROM inputs "
      "ORDER BY path");
  while (s.step()) {
    Input i{
        s.text(0), s.text(1), InputStatus::done, s.text(3), s.text(4),
        s.text(5), s.text(6), s.text(7),         s.text(8), static_cast<std::size_t>(s.integer(9))};
    const std::string status = s.text(2);
    if (status == kStatusNames[1]) i.status = InputStatus::quarantined;
    if (status == kStatusNames[2]) i.status = InputStatus::skipped;
    out.push_back(std::move(i));
  }
  return out;
}

std::vector<WorkSummary> Catalogue::works() const {
  std::vector<WorkSummary> out;
  Statement s = db_.prepare(
      "SELECT w.work, w.title, w.body, w.named_by_file, e.lang FROM works w LEFT JOIN expressions "
      "e USING (work) "
      "ORDER BY w.work, e.lang");
  while (s.step()) {
    if (out.empty() || out.back().work != s.text(0))
      out.push_back({s.text(0), s.text(1), s.text(2), s.integer(3) != 0, {}});
    if (!s.is_null(4)) out.back().languages.push_back(s.text(4));
  }
  return out;
}

std::string Catalogue::title(std::string_view work, std::string_view lang) const {
  Statement s = db_.prepare("SELECT title FROM expressions WHERE work = ? AND lang = ?");
  s.with(work, lang);
  return s.step() ? s.text(0) : std::string();
}

Catalogue::BlockText Catalogue::block(const Place& place) const {
  Statement s = db_.prepare(
      "SELECT b.label, b.text, b.block_lang, b.type, e.path, b.map, b.label_map FROM blocks b JOIN "
      "expressions e USING (work, lang) "
      "WHERE b.work = ? AND b.lang = ? AND b.block = ?");
  s.with(place.work, place.lang, place.block);
  if (!s.step()) return {};
  BlockText out{s.text(0), s.text(1), s.text(2), s.text(3), s.text(4), {}};
  document::MappedText whole =
      document::MappedText::parse(out.label, s.text(6)).value_or(document::MappedText());
  whole.append(document::MappedText::parse(out.text, s.text(5)).value_or(document::MappedText()));
  out.source = whole.source({0, whole.size()});
  return out;
}

std::optional<RowPlaces> Catalogue::row_of(const Place& place) const {
  Statement find = db_.prepare(
      "SELECT r.n, r.confidence FROM alignment_blocks a JOIN alignment_rows r USING (work, n) "
      "WHERE a.work = ? AND a.lang = ? AND a.block = ?");
  find.with(place.work, place.lang, place.block);
  if (!find.step()) return std::nullopt;
  RowPlaces out{static_cast<std::size_t>(find.integer(0)), find.real(1), {}};
  Statement s = db_.prepare(
      "SELECT work, lang, block FROM alignment_blocks WHERE work = ? AND n = ? ORDER BY lang, "
      "block");
  s.with(place.work, out.row);
  while (s.step()) out.places.push_back(place_at(s, 0));
  return out;
}

std::vector<Citation> Catalogue::citations_of(std::string_view canonical) const {
  Statement s = db_.prepare(
      "SELECT DISTINCT r.work, r.lang, r.block, b.label, b.text, r.span_begin, r.span_end, r.type, "
      "r.pinpoint, r.state, r.n "
      "FROM reference_targets t JOIN references_ r USING (work, lang, block, n) JOIN blocks b "
      "USING (work, lang, block) "
      "WHERE t.canonical = ? ORDER BY r.work, r.lang, r.block, r.n");
  s.with(canonical);
  return read_citations(db_, s);
}

std::vector<Citation> Catalogue::citations_by(std::string_view work) const {
  Statement s = db_.prepare(
      "SELECT r.work, r.lang, r.block, b.label, b.text, r.span_begin, r.span_end, r.type, "
      "r.pinpoint, r.state, r.n "
      "FROM references_ r JOIN blocks b USING (work, lang, block) WHERE r.work = ? ORDER BY "
      "r.lang, r.block, r.n");
  s.with(work);
  return read_citations(db_, s);
}

std::vector<std::pair<std::string, std::size_t>> Catalogue::cited() const {
  std::vector<std::pair<std::string, std::size_t>> out;
  Statement s = db_.prepare(
      "SELECT canonical, COUNT(DISTINCT work || '|' || lang || '|' || block) FROM "
      "reference_targets GROUP BY canonical ORDER BY canonical");
  while (s.step()) out.emplace_back(s.text(0), static_cast<std::size_t>(s.integer(1)));
  return out;
}

std::vector<DatedPlace> Catalogue::times(std::string_view role) const {
  Statement s = db_.prepare(
      "SELECT t.work, t.lang, t.block, b.label, b.text, t.span_begin, t.span_end, t.date_from, "
      "t.date_to, t.granularity, "
      "t.timex, t.role, t.inferred, t.bound, t.actor, t.action, t.sentence_begin, t.sentence_end, "
      "t.actor_inferred, t.dated_by, "
      "(SELECT a.n FROM alignment_blocks a WHERE a.work = t.work AND a.lang = t.lang AND a.block = "
      "t.block LIMIT 1), t.n "
      "FROM times t JOIN blocks b USING (work, lang, block) WHERE ?1 = '' OR t.role = ?1 "
      "ORDER BY t.date_to = '' AND t.date_from = '', CASE t.date_to WHEN '' THEN t.date_from ELSE "
      "t.date_to END, "
      "t.date_from, t.work, t.block, t.lang, t.n");
  s.with(role);
  std::map<std::pair<Place, std::int64_t>, std::vector<time::Duty>> duties;
  Statement more = db_.prepare(
      "SELECT work, lang, block, n, actor, action FROM further_duties ORDER BY work, lang, block, "
      "n, duty");
  while (more.step())
    duties[{place_at(more, 0), more.integer(3)}].push_back({more.text(4), more.text(5)});
  std::vector<DatedPlace> out;
  while (s.step()) {
    DatedPlace d;
    d.place = place_at(s, 0);
    d.label = s.text(3);
    d.text = s.text(4);
    d.time = read_time(s, 5);
    d.row = s.is_null(20) ? -1 : static_cast<int>(s.integer(20));
    if (const auto at = duties.find({d.place, s.integer(21)}); at != duties.end())
      d.time.more = at->second;
    out.push_back(std::move(d));
  }
  return out;
}

std::vector<Catalogue::ToldMeeting> Catalogue::meetings() const {
  Statement s = db_.prepare(
      "SELECT work, lang, ordinal, noun, body, date_from, date_to, timex, masthead FROM meetings "
      "ORDER BY work, lang, n");
  std::vector<ToldMeeting> out;
  while (s.step()) {
    out.push_back({s.text(1), read_meeting(s, 2)});
    out.back().meeting.source = s.text(0);
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> Catalogue::calendars() const {
  Statement s = db_.prepare(
      "SELECT work, calendar FROM works WHERE work IN (SELECT work FROM times WHERE dated_by <> '' "
      "OR (date_from = '' AND date_to = '')) ORDER BY work");
  std::vector<std::pair<std::string, std::string>> out;
  while (s.step()) out.emplace_back(s.text(0), s.text(1));
  return out;
}

std::vector<Catalogue::QualityCount> Catalogue::quality() const {
  Statement s = db_.prepare(
      "SELECT code, COUNT(*), COUNT(DISTINCT work || char(10) || lang) FROM quality GROUP BY code "
      "ORDER BY code");
  std::vector<QualityCount> out;
  while (s.step()) {
    out.push_back({s.text(0), static_cast<std::size_t>(s.integer(1)),
                   static_cast<std::size_t>(s.integer(2))});
  }
  return out;
}

std::size_t Catalogue::count(std::string_view table) const {
  Statement s = db_.prepare(fmt::format("SELECT COUNT(*) FROM {}", table));
  return s.step() ? static_cast<std::size_t>(s.integer(0)) : 0;
}

}  // namespace hexapla::store
