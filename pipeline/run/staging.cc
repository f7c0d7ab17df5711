#include "pipeline/run/staging.h"

#include "pipeline/document/xml.h"

namespace hexapla::run {

Staging::Staging(const std::filesystem::path& file, const std::string& version)
    : db_(file, store::Database::Mode::write) {
  db_.execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
      "CREATE TABLE IF NOT EXISTS staged (path TEXT PRIMARY KEY, hash TEXT NOT NULL, version TEXT "
      "NOT NULL, "
      "symbol TEXT NOT NULL, lang TEXT NOT NULL, blocks INTEGER NOT NULL, xml TEXT NOT NULL) "
      "STRICT;");
  db_.prepare("DELETE FROM staged WHERE version <> ?").with(version).run();
  db_.execute("CREATE TEMP TABLE this_version (version TEXT)");
  db_.prepare("INSERT INTO this_version VALUES (?)").with(version).run();
}

std::map<std::string, Staging::Description> Staging::descriptions() const {
  std::map<std::string, Description> out;
  store::Statement s = db_.prepare("SELECT path, hash, symbol, lang, blocks FROM staged");
  while (s.step())
    out[s.text(0)] = {s.text(1), s.text(2), s.text(3), static_cast<std::size_t>(s.integer(4))};
  return out;
}

std::optional<document::Expression> Staging::find(const std::string& path,
                                                  const std::string& hash) const {
  store::Statement s = db_.prepare("SELECT xml FROM staged WHERE path = ? AND hash = ?");
  if (!s.with(path, hash).step()) return std::nullopt;
  return document::from_xml(s.text(0), db_.file());
}

void Staging::add(const std::vector<Item>& items) {
  store::Transaction transaction(db_);
  store::Statement s = db_.prepare(
      "INSERT OR REPLACE INTO staged SELECT ?, ?, version, ?, ?, ?, ? FROM this_version");
  for (const Item& item : items) {
    const Description& d = item.description;
    s.with(item.path, d.hash, d.symbol, d.lang, d.blocks, document::to_xml(*item.expression)).run();
  }
  transaction.commit();
}

}  // namespace hexapla::run
