// Works into the catalogue and back, without loss.
#include <nlohmann/json.hpp>

#include "pipeline/base/error.h"
#include "pipeline/store/catalogue.h"
#include "pipeline/store/names.h"

namespace hexapla::store {
namespace {

constexpr const char* kTables[] = {"sentences",      "sentence_rows",     "alignment_blocks",
                                   "alignment_rows", "meetings",          "further_duties",
                                   "times",          "reference_targets", "references_",
                                   "links",          "note_references",   "blocks",
                                   "quality",        "properties",        "expressions",
                                   "works"};

[[noreturn]] void damaged(const Database& db, const std::string& what) {
  throw Error(ErrorKind::environment, db.file(), "", what, "the store is damaged: build it again");
}

void bind_or_null(Statement& s, int at, int value) {
  if (value < 0) {
    s.bind_null(at);
  } else {
    s.bind(at, value);
  }
}

int integer_or(const Statement& s, int column, int fallback) {
  return s.is_null(column) ? fallback : static_cast<int>(s.integer(column));
}

class Writer {
 public:
  Writer(const Database& db, const std::string& work) : db_(db), work_(work) {}

  void expression(const AnalyzedExpression& a) {
    const document::Expression& e = a.expression;
    const document::Manifestation& m = e.manifestation;
    db_.prepare("INSERT INTO expressions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .with(
            work_, e.lang, e.title, e.property("date"), e.named_by_file ? 1 : 0, m.path, m.format,
            m.encoding, static_cast<std::int64_t>(m.bytes), m.hash,
            nlohmann::json(m.parts).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace))
        .run();
    Statement property = db_.prepare("INSERT INTO properties VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t n = 0; n < e.properties.size(); ++n) {
      const document::Property& p = e.properties[n];
      property.with(work_, e.lang, n, p.name, p.value, 0, p.span.begin, p.span.end);
      bind_or_null(property, 6, p.block);
      property.run();
    }
    Statement quality = db_.prepare("INSERT INTO quality VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t n = 0; n < e.quality.size(); ++n) {
      const document::QualityNote& q = e.quality[n];
      quality.with(work_, e.lang, n, q.code, q.detail, 0, static_cast<std::int64_t>(q.source.part),
                   static_cast<std::int64_t>(q.source.begin),
                   static_cast<std::int64_t>(q.source.end));
      bind_or_null(quality, 6, q.block);
      quality.run();
    }
    blocks(e);
    annotations(a);
  }

 private:
  void blocks(const document::Expression& e) {
    Statement insert = db_.prepare(
        "INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement note =
        db_.prepare("INSERT INTO note_references VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement link = db_.prepare("INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < e.blocks.size(); ++i) {
      const document::Block& b = e.blocks[i];
      std::string flags;
      for (const std::string& f : b.flags) flags += (flags.empty() ? "" : " ") + f;
      insert.with(work_, e.lang, i, document::name(b.type), b.lang, b.label.text(), b.level, 0,
                  b.section, 0, 0, 0, b.header_row ? 1 : 0, flags, b.text(), b.content.map_line(),
                  b.label.map_line());
      bind_or_null(insert, 8, b.parent);
      bind_or_null(insert, 10, b.table);
      bind_or_null(insert, 11, b.row);
      bind_or_null(insert, 12, b.column);
      insert.run();
      for (std::size_t n = 0; n < b.notes.size(); ++n) {
        const document::NoteReference& r = b.notes[n];
        note.with(work_, e.lang, i, n, r.at, r.mark, 0, static_cast<std::int64_t>(r.source.part),
                  static_cast<std::int64_t>(r.source.begin),
                  static_cast<std::int64_t>(r.source.end));
        bind_or_null(note, 7, r.note);
        note.run();
      }
      for (std::size_t n = 0; n < b.links.size(); ++n) {
        link.with(work_, e.lang, i, n, b.links[n].span.begin, b.links[n].span.end, b.links[n].url)
            .run();
      }
    }
  }

  void annotations(const AnalyzedExpression& a) {
    Statement reference = db_.prepare("INSERT INTO references_ VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement target = db_.prepare("INSERT INTO reference_targets VALUES (?, ?, ?, ?, ?, ?)");
    Statement time = db_.prepare(
        "INSERT INTO times VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement duty = db_.prepare("INSERT INTO further_duties VALUES (?, ?, ?, ?, ?, ?, ?)");
    Statement meeting = db_.prepare("INSERT INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const std::string& lang = a.expression.lang;
    for (std::size_t i = 0; i < a.references.size(); ++i) {
      for (std::size_t n = 0; n < a.references[i].size(); ++n) {
        const references::Reference& r = a.references[i][n];
        reference
            .with(work_, lang, i, n, r.span.begin, r.span.end, references::name(r.type), r.pinpoint,
                  references::name(r.state))
            .run();
        for (std::size_t k = 0; k < r.canonical.size(); ++k)
          target.with(work_, lang, i, n, k, r.canonical[k]).run();
      }
    }
    for (std::size_t i = 0; i < a.times.size(); ++i) {
      for (std::size_t n = 0; n < a.times[i].size(); ++n) {
        const time::TimeExpression& t = a.times[i][n];
        time.with(work_, lang, i, n, t.span.begin, t.span.end, t.from, t.to,
                  time::name(t.granularity), t.timex, time::name(t.role), t.inferred ? 1 : 0,
                  time::name(t.bound), t.actor, t.action, t.sentence.begin, t.sentence.end,
                  t.actor_inferred ? 1 : 0, t.dated_by)
            .run();
        for (std::size_t k = 0; k < t.more.size(); ++k)
          duty.with(work_, lang, i, n, k, t.more[k].actor, t.more[k].action).run();
      }
    }
    for (std::size_t n = 0; n < a.meetings.size(); ++n) {
      const time::DatedMeeting& m = a.meetings[n];
      meeting
          .with(work_, lang, n, m.ordinal, m.noun, m.body, m.from, m.to, m.timex,
                m.masthead ? 1 : 0)
          .run();
    }
  }

  const Database& db_;
  const std::string& work_;
};

class Reader {
 public:
  explicit Reader(const Database& db) : db_(db) {}

  std::optional<document::Expression> expression(std::string_view work,
                                                 std::string_view lang) const {
    Statement s = db_.prepare(
        "SELECT title, named_by_file, path, format, encoding, bytes, hash, parts FROM expressions "
        "WHERE work = ? AND lang = ?");
    s.with(work, lang);
    if (!s.step()) return std::nullopt;
    document::Expression e;
    e.work = work;
    e.lang = lang;
    e.title = s.text(0);
    e.named_by_file = s.integer(1) != 0;
    e.manifestation = {s.text(2), s.text(3), s.text(4), static_cast<std::uint64_t>(s.integer(5)),
                       s.text(6), {}};
    const nlohmann::json parts = nlohmann::json::parse(s.text(7), nullptr, false);
    for (const auto& part : parts) e.manifestation.parts.push_back(part.get<std::string>());
    properties(e);
    quality(e);
    blocks(e);
    return e;
  }

  std::vector<std::vector<references::Reference>> references(const document::Expression& e) const {
    std::vector<std::vector<references::Reference>> out(e.blocks.size());
    Statement s = db_.prepare(
        "SELECT block, span_begin, span_end, type, pinpoint, state FROM references_ WHERE work = ? "
        "AND lang = ? ORDER BY block, n");
    s.with(e.work, e.lang);
    while (s.step()) {
      references::Reference r;
      r.span = {static_cast<std::size_t>(s.integer(1)), static_cast<std::size_t>(s.integer(2))};
      r.type = parse_reference_type(s.text(3));
      r.pinpoint = s.text(4);
      r.state = parse_reference_state(s.text(5));
      at(out, s.integer(0)).push_back(std::move(r));
    }
    Statement t = db_.prepare(
        "SELECT block, n, canonical FROM reference_targets WHERE work = ? AND lang = ? ORDER BY "
        "block, n, target");
    t.with(e.work, e.lang);
    while (t.step()) at(at(out, t.integer(0)), t.integer(1)).canonical.push_back(t.text(2));
    return out;
  }

  std::vector<std::vector<time::TimeExpression>> times(const document::Expression& e) const {
    std::vector<std::vector<time::TimeExpression>> out(e.blocks.size());
    Statement s = db_.prepare(
        "SELECT block, span_begin, span_end, date_from, date_to, granularity, timex, role, "
        "inferred, bound, actor, action, "
        "sentence_begin, sentence_end, actor_inferred, dated_by FROM times WHERE work = ? AND lang "
        "= ? ORDER "
        "BY block, n");
    s.with(e.work, e.lang);
    while (s.step()) at(out, s.integer(0)).push_back(read_time(s, 1));
    Statement d = db_.prepare(
        "SELECT block, n, actor, action FROM further_duties WHERE work = ? AND lang = ? "
        "ORDER BY block, n, duty");
    d.with(e.work, e.lang);
    while (d.step()) at(at(out, d.integer(0)), d.integer(1)).more.push_back({d.text(2), d.text(3)});
    return out;
  }

  std::vector<time::DatedMeeting> meetings(const document::Expression& e) const {
    std::vector<time::DatedMeeting> out;
    Statement s = db_.prepare(
        "SELECT ordinal, noun, body, date_from, date_to, timex, masthead FROM meetings WHERE "
        "work = ? AND lang = ? ORDER BY n");
    s.with(e.work, e.lang);
    while (s.step()) out.push_back(read_meeting(s, 0));
    return out;
  }

  std::vector<align::Row> rows(const Work& work) const {
    std::vector<align::Row> out;
    Statement s = db_.prepare(
        "SELECT confidence, evidence, fixed FROM alignment_rows WHERE work = ? ORDER BY n");
    s.with(work.key);
    while (s.step())
      out.push_back({std::vector<std::vector<std::uint32_t>>(work.expressions.size()), s.real(0),
                     s.text(1), s.integer(2) != 0});
    Statement b = db_.prepare(
        "SELECT n, lang, block FROM alignment_blocks WHERE work = ? ORDER BY n, lang, block");
    b.with(work.key);
    while (b.step()) {
      align::Row& row = at(out, b.integer(0));
      const std::string lang = b.text(1);
      for (std::size_t k = 0; k < work.expressions.size(); ++k) {
        if (work.expressions[k].expression.lang == lang)
          row.sides[k].push_back(static_cast<std::uint32_t>(b.integer(2)));
      }
    }
    return out;
  }

  std::vector<align::SentenceRow> sentences(const Work& work) const {
    std::vector<align::SentenceRow> out;
    Statement s =
        db_.prepare("SELECT row, confidence FROM sentence_rows WHERE work = ? ORDER BY n");
    s.with(work.key);
    while (s.step()) {
      out.push_back({static_cast<std::uint32_t>(s.integer(0)),
                     std::vector<std::vector<align::Sentence>>(work.expressions.size()),
                     s.real(1),
                     {}});
      if (out.back().row >= work.rows.size()) damaged(db_, "sentences of a row that is not there");
    }
    Statement b = db_.prepare(
        "SELECT n, lang, block, span_begin, span_end FROM sentences WHERE work = ? "
        "ORDER BY n, lang, block, span_begin");
    b.with(work.key);
    while (b.step()) {
      align::SentenceRow& row = at(out, b.integer(0));
      const std::string lang = b.text(1);
      for (std::size_t k = 0; k < work.expressions.size(); ++k) {
        const document::Expression& e = work.expressions[k].expression;
        if (e.lang != lang) continue;
        const align::Sentence sentence{
            static_cast<std::uint32_t>(b.integer(2)),
            {static_cast<std::size_t>(b.integer(3)), static_cast<std::size_t>(b.integer(4))}};
        if (sentence.segment >= e.blocks.size() || sentence.span.begin > sentence.span.end ||
            sentence.span.end > e.blocks[sentence.segment].text().size()) {
          damaged(db_, "a sentence of a block that is not there");
        }
        row.sides[k].push_back(sentence);
      }
    }
    return out;
  }

 private:
  template <typename T>
  T& at(std::vector<T>& list, std::int64_t index) const {
    if (index < 0 || static_cast<std::size_t>(index) >= list.size())
      damaged(db_, "an annotation of a block that is not there");
    return list[static_cast<std::size_t>(index)];
  }

  void properties(document::Expression& e) const {
    Statement s = db_.prepare(
        "SELECT name, value, block, span_begin, span_end FROM properties WHERE work = ? AND lang = "
        "? ORDER BY n");
    s.with(e.work, e.lang);
    while (s.step()) {
      e.properties.push_back(
          {s.text(0),
           s.text(1),
           integer_or(s, 2, -1),
           {static_cast<std::size_t>(s.integer(3)), static_cast<std::size_t>(s.integer(4))}});
    }
  }

  void quality(document::Expression& e) const {
    Statement s = db_.prepare(
        "SELECT code, detail, block, part, source_begin, source_end FROM quality WHERE work = ? "
        "AND lang = ? ORDER BY n");
    s.with(e.work, e.lang);
    while (s.step())
      e.quality.push_back({s.text(0), s.text(1), integer_or(s, 2, -1), source(s, 3)});
  }

  static document::SourceRange source(const Statement& s, int column) {
    return {static_cast<std::uint32_t>(s.integer(column)),
            static_cast<std::uint64_t>(s.integer(column + 1)),
            static_cast<std::uint64_t>(s.integer(column + 2))};
  }

  document::MappedText mapped(const std::string& text, const std::string& map) const {
    std::optional<document::MappedText> out = document::MappedText::parse(text, map);
    if (!out) damaged(db_, "a source map does not fit its text");
    return *std::move(out);
  }

  void blocks(document::Expression& e) const {
    Statement s = db_.prepare(
        "SELECT type, block_lang, label, level, parent, section, table_no, table_row, "
        "table_column, header_row, flags, text, "
        "map, label_map FROM blocks WHERE work = ? AND lang = ? ORDER BY block");
    s.with(e.work, e.lang);
    while (s.step()) {
      document::Block b;
      if (!document::parse(s.text(0), b.type)) damaged(db_, "unknown block type");
      b.lang = s.text(1);
      b.label = mapped(s.text(2), s.text(13));
      b.level = static_cast<int>(s.integer(3));
      b.parent = integer_or(s, 4, -1);
      b.section = static_cast<int>(s.integer(5));
      b.table = integer_or(s, 6, -1);
      b.row = integer_or(s, 7, -1);
      b.column = integer_or(s, 8, -1);
      b.header_row = s.integer(9) != 0;
      const std::string flags = s.text(10);
      for (std::size_t from = 0; from < flags.size();) {
        const std::size_t end = std::min(flags.find(' ', from), flags.size());
        b.flags.push_back(flags.substr(from, end - from));
        from = end + 1;
      }
      b.content = mapped(s.text(11), s.text(12));
      e.blocks.push_back(std::move(b));
    }
    Statement n = db_.prepare(
        "SELECT block, at, mark, note, part, source_begin, source_end FROM note_references WHERE "
        "work = ? AND lang = ? ORDER BY block, n");
    n.with(e.work, e.lang);
    while (n.step()) {
      at(e.blocks, n.integer(0))
          .notes.push_back({static_cast<std::size_t>(n.integer(1)), n.text(2), integer_or(n, 3, -1),
                            source(n, 4)});
    }
    Statement l = db_.prepare(
        "SELECT block, span_begin, span_end, url FROM links WHERE work = ? AND lang = ? ORDER BY "
        "block, n");
    l.with(e.work, e.lang);
    while (l.step()) {
      at(e.blocks, l.integer(0))
          .links.push_back(
              {{static_cast<std::size_t>(l.integer(1)), static_cast<std::size_t>(l.integer(2))},
               l.text(3)});
    }
  }

  const Database& db_;
};

}  // namespace

void Catalogue::remove_work(std::string_view key) {
  for (const char* table : kTables) {
    db_.prepare(std::string("DELETE FROM ") + table + " WHERE work = ?").with(key).run();
  }
}

void Catalogue::replace(const Work& work) {
  Transaction transaction(db_);
  remove_work(work.key);
  const bool by_file =
      !work.expressions.empty() && work.expressions.front().expression.named_by_file;
  db_.prepare("INSERT INTO works VALUES (?, ?, ?, ?, ?, ?)")
      .with(work.key, work.title, by_file ? std::string() : body_of(work.key), by_file ? 1 : 0,
            work.generation, work.calendar)
      .run();
  Writer writer(db_, work.key);
  for (const AnalyzedExpression& e : work.expressions) writer.expression(e);
  Statement row = db_.prepare("INSERT INTO alignment_rows VALUES (?, ?, ?, ?, ?)");
  Statement block = db_.prepare("INSERT INTO alignment_blocks VALUES (?, ?, ?, ?)");
  for (std::size_t n = 0; n < work.rows.size(); ++n) {
    row.with(work.key, n, work.rows[n].confidence, work.rows[n].evidence,
             work.rows[n].fixed ? 1 : 0)
        .run();
    for (std::size_t k = 0; k < work.rows[n].sides.size(); ++k) {
      for (const std::uint32_t b : work.rows[n].sides[k]) {
        block.with(work.key, n, work.expressions[k].expression.lang, static_cast<std::size_t>(b))
            .run();
      }
    }
  }
  Statement sentence_row = db_.prepare("INSERT INTO sentence_rows VALUES (?, ?, ?, ?)");
  Statement sentence = db_.prepare("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)");
  for (std::size_t n = 0; n < work.sentences.size(); ++n) {
    const align::SentenceRow& s = work.sentences[n];
    sentence_row.with(work.key, n, static_cast<std::size_t>(s.row), s.confidence).run();
    for (std::size_t k = 0; k < s.sides.size(); ++k) {
      for (const align::Sentence& at : s.sides[k]) {
        sentence
            .with(work.key, n, work.expressions[k].expression.lang,
                  static_cast<std::size_t>(at.segment), at.span.begin, at.span.end)
            .run();
      }
    }
  }
  transaction.commit();
}

std::optional<document::Expression> Catalogue::expression(std::string_view work,
                                                          std::string_view lang) const {
  return Reader(db_).expression(work, lang);
}

std::optional<Work> Catalogue::work(std::string_view key) const {
  Statement s = db_.prepare("SELECT title, generation, calendar FROM works WHERE work = ?");
  s.with(key);
  if (!s.step()) return std::nullopt;
  Work out;
  out.key = key;
  out.title = s.text(0);
  out.generation = s.text(1);
  out.calendar = s.text(2);
  const Reader reader(db_);
  Statement langs = db_.prepare("SELECT lang FROM expressions WHERE work = ? ORDER BY lang");
  langs.with(key);
  while (langs.step()) {
    AnalyzedExpression a;
    a.expression = *reader.expression(key, langs.text(0));
    a.references = reader.references(a.expression);
    a.times = reader.times(a.expression);
    a.meetings = reader.meetings(a.expression);
    out.expressions.push_back(std::move(a));
  }
  out.rows = reader.rows(out);
  out.sentences = reader.sentences(out);
  return out;
}

}  // namespace hexapla::store
