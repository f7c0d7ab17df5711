-- The catalogue of a Hexapla store: the truth from which everything else can be rebuilt.
-- Blocks are counted from 0 within an Expression; spans are bytes of the block's text, half open.
-- The views at the end are for people.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The work list: every input that was ever given and is still there.
CREATE TABLE inputs (
  path     TEXT PRIMARY KEY,          -- as given, lexically normal
  hash     TEXT NOT NULL,             -- of the bytes, "" when they could not be read
  status   TEXT NOT NULL CHECK (status IN ('done', 'quarantined', 'skipped')),
  work     TEXT NOT NULL,             -- of done inputs
  lang     TEXT NOT NULL,
  stage    TEXT NOT NULL,             -- of quarantined and skipped ones: where it stopped …
  place    TEXT NOT NULL,             -- … where in the file …
  reason   TEXT NOT NULL,             -- … and why, with what can be done
  symbol   TEXT NOT NULL,             -- the document's own symbol, "" when it prints none
  blocks   INTEGER NOT NULL           -- how many it has, for the grouping into Works
) STRICT, WITHOUT ROWID;

CREATE TABLE works (
  work          TEXT PRIMARY KEY,
  title         TEXT NOT NULL,
  body          TEXT NOT NULL,        -- series of the symbol ("UNEP/POPS/COP.8"), "" when named by file
  named_by_file INTEGER NOT NULL,
  generation    TEXT NOT NULL,        -- of the lexicon that aligned its rows
  calendar      TEXT NOT NULL         -- names the meetings of other Works that its times were read with, or ""
) STRICT, WITHOUT ROWID;

CREATE TABLE expressions (
  work          TEXT NOT NULL,
  lang          TEXT NOT NULL,
  title         TEXT NOT NULL,
  date          TEXT NOT NULL,        -- ISO, of the masthead, or ""
  named_by_file INTEGER NOT NULL,
  path          TEXT NOT NULL,
  format        TEXT NOT NULL,
  encoding      TEXT NOT NULL,
  bytes         INTEGER NOT NULL,
  hash          TEXT NOT NULL,
  parts         TEXT NOT NULL,        -- JSON array
  PRIMARY KEY (work, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE properties (
  work TEXT NOT NULL, lang TEXT NOT NULL, n INTEGER NOT NULL,
  name TEXT NOT NULL, value TEXT NOT NULL, block INTEGER, span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  PRIMARY KEY (work, lang, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE quality (
  work TEXT NOT NULL, lang TEXT NOT NULL, n INTEGER NOT NULL,
  code TEXT NOT NULL, detail TEXT NOT NULL, block INTEGER,
  part INTEGER NOT NULL, source_begin INTEGER NOT NULL, source_end INTEGER NOT NULL,
  PRIMARY KEY (work, lang, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
  work TEXT NOT NULL, lang TEXT NOT NULL, block INTEGER NOT NULL,
  type TEXT NOT NULL, block_lang TEXT NOT NULL, label TEXT NOT NULL, level INTEGER NOT NULL,
  parent INTEGER, section INTEGER NOT NULL,
  table_no INTEGER, table_row INTEGER, table_column INTEGER, header_row INTEGER NOT NULL,
  flags TEXT NOT NULL,                -- separated by spaces
  text TEXT NOT NULL,
  map TEXT NOT NULL, label_map TEXT NOT NULL,  -- source maps, as in the XML form
  PRIMARY KEY (work, lang, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE note_references (
  work TEXT NOT NULL, lang TEXT NOT NULL, block INTEGER NOT NULL, n INTEGER NOT NULL,
  at INTEGER NOT NULL, mark TEXT NOT NULL, note INTEGER,
  part INTEGER NOT NULL, source_begin INTEGER NOT NULL, source_end INTEGER NOT NULL,
  PRIMARY KEY (work, lang, block, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
  work TEXT NOT NULL, lang TEXT NOT NULL, block INTEGER NOT NULL, n INTEGER NOT NULL,
  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL, url TEXT NOT NULL,
  PRIMARY KEY (work, lang, block, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE references_ (
  work TEXT NOT NULL, lang TEXT NOT NULL, block INTEGER NOT NULL, n INTEGER NOT NULL,
  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  type TEXT NOT NULL, pinpoint TEXT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (work, lang, block, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_targets (
  work TEXT NOT NULL, lang TEXT NOT NULL, block INTEGER NOT NULL, n INTEGER NOT NULL, target INTEGER NOT NULL,
  canonical TEXT NOT NULL,
  PRIMARY KEY (work, lang, block, n, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_targets_by_canonical ON reference_targets (canonical);

CREATE TABLE times (
  work TEXT NOT NULL, lang TEXT NOT NULL, block INTEGER NOT NULL, n INTEGER NOT NULL,
  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  date_from TEXT NOT NULL, date_to TEXT NOT NULL, granularity TEXT NOT NULL, timex TEXT NOT NULL,
  role TEXT NOT NULL, inferred INTEGER NOT NULL, bound TEXT NOT NULL,
  actor TEXT NOT NULL, action TEXT NOT NULL, sentence_begin INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  actor_inferred INTEGER NOT NULL,
  dated_by TEXT NOT NULL,             -- the Work that dates the meeting it hangs on, "" when its own does
  PRIMARY KEY (work, lang, block, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX times_by_role ON times (role, date_to);

-- Who else is bound by the same date, and to what.
CREATE TABLE further_duties (
  work TEXT NOT NULL, lang TEXT NOT NULL, block INTEGER NOT NULL, n INTEGER NOT NULL, duty INTEGER NOT NULL,
  actor TEXT NOT NULL, action TEXT NOT NULL,
  PRIMARY KEY (work, lang, block, n, duty)
) STRICT, WITHOUT ROWID;

-- Meetings that a document dates; the body is folded words of its language.
CREATE TABLE meetings (
  work TEXT NOT NULL, lang TEXT NOT NULL, n INTEGER NOT NULL,
  ordinal INTEGER NOT NULL, noun TEXT NOT NULL, body TEXT NOT NULL,
  date_from TEXT NOT NULL, date_to TEXT NOT NULL, timex TEXT NOT NULL,
  masthead INTEGER NOT NULL,          -- 1: the document is of this meeting
  PRIMARY KEY (work, lang, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE alignment_rows (
  work TEXT NOT NULL, n INTEGER NOT NULL, confidence REAL NOT NULL, evidence TEXT NOT NULL,
  fixed INTEGER NOT NULL,             -- 1: a person said so
  PRIMARY KEY (work, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE alignment_blocks (
  work TEXT NOT NULL, n INTEGER NOT NULL, lang TEXT NOT NULL, block INTEGER NOT NULL,
  PRIMARY KEY (work, n, lang, block)
) STRICT, WITHOUT ROWID;
CREATE INDEX alignment_blocks_by_block ON alignment_blocks (work, lang, block);

-- Sentences inside the rows: which say the same thing.
CREATE TABLE sentence_rows (
  work TEXT NOT NULL, n INTEGER NOT NULL, row INTEGER NOT NULL, confidence REAL NOT NULL,
  PRIMARY KEY (work, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentences (
  work TEXT NOT NULL, n INTEGER NOT NULL, lang TEXT NOT NULL,
  block INTEGER NOT NULL, span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  PRIMARY KEY (work, n, lang, block, span_begin)
) STRICT, WITHOUT ROWID;

-- Who cites what, in words.
CREATE VIEW citations AS
  SELECT t.canonical AS cited, r.work, r.lang, r.block, b.label, r.type, r.pinpoint, r.state,
         substr(CAST(b.text AS BLOB), r.span_begin + 1, r.span_end - r.span_begin) AS quote, b.text
  FROM reference_targets t
  JOIN references_ r USING (work, lang, block, n)
  JOIN blocks b USING (work, lang, block);

CREATE VIEW deadlines AS
  SELECT t.date_from, t.date_to, t.bound, t.actor, t.action, t.work, t.lang, t.block, b.label, t.granularity, t.dated_by, b.text
  FROM times t JOIN blocks b USING (work, lang, block)
  WHERE t.role = 'deadline';

-- One line a row and language.
CREATE VIEW side_by_side AS
  SELECT a.work, a.n AS row, r.confidence, a.lang, a.block, b.label, b.text
  FROM alignment_blocks a
  JOIN alignment_rows r USING (work, n)
  JOIN blocks b USING (work, lang, block);
