#include "pipeline/store/sqlite.h"

#include "pipeline/base/error.h"

namespace hexapla::store {
namespace {

[[noreturn]] void raise(sqlite3* db, const std::string& file) {
  const int code = db == nullptr ? SQLITE_NOMEM : sqlite3_errcode(db);
  const char* remedy = "";
  switch (code & 0xFF) {
    case SQLITE_FULL:
      remedy = "free some space and run the command again";
      break;
    case SQLITE_IOERR:
      remedy = "check that the disk has space and works, and run the command again";
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      remedy = "the file is damaged: restore it, or remove the store and build it again";
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      remedy = "check the path and the permissions";
      break;
    case SQLITE_BUSY:
      remedy = "another program is writing: try again";
      break;
    default:
      break;
  }
  throw Error(ErrorKind::environment, file, "",
              db == nullptr ? "out of memory" : sqlite3_errmsg(db), remedy);
}

}  // namespace

Statement::Statement(sqlite3* db, const std::string& file, std::string_view sql)
    : db_(db), file_(&file) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &raw, nullptr) != SQLITE_OK)
    fail();
  statement_.reset(raw);
}

void Statement::fail() const {
  raise(db_, *file_);
}

Statement& Statement::bind(int at, std::int64_t value) {
  if (sqlite3_bind_int64(statement_.get(), at, value) != SQLITE_OK) fail();
  return *this;
}

Statement& Statement::bind(int at, double value) {
  if (sqlite3_bind_double(statement_.get(), at, value) != SQLITE_OK) fail();
  return *this;
}

Statement& Statement::bind(int at, std::string_view value) {
  // An empty view may have a null pointer, which SQLite would take for NULL.
  const char* data = value.data() == nullptr ? "" : value.data();
  if (sqlite3_bind_text64(statement_.get(), at, data, value.size(), SQLITE_TRANSIENT,
                          SQLITE_UTF8) != SQLITE_OK)
    fail();
  return *this;
}

Statement& Statement::bind_null(int at) {
  if (sqlite3_bind_null(statement_.get(), at) != SQLITE_OK) fail();
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail();
  return false;
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}
double Statement::real(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}
bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::string Statement::text(int column) const {
  const unsigned char* data = sqlite3_column_text(statement_.get(), column);
  if (data == nullptr) return {};
  return {reinterpret_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

Database::Database(const std::filesystem::path& file, Mode mode)
    : file_(std::make_unique<std::string>(file.string())) {
  sqlite3* raw = nullptr;
  const int flags =
      mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(file_->c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  db_.reset(raw);
  if (code != SQLITE_OK) raise(raw, *file_);
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, 5000);
  // Databases may come from elsewhere: no SQL function with side effects from their schema, no
  // writing to it.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

Statement Database::prepare(std::string_view sql) const {
  return {db_.get(), *file_, sql};
}

void Database::execute(const std::string& sql) const {
  if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    raise(db_.get(), *file_);
}

Transaction::Transaction(const Database& db) : db_(db) {
  db_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    db_.execute("ROLLBACK");
  } catch (const Error&) {
    // SQLite has rolled back by itself after a failure such as a full disk.
  }
}

void Transaction::commit() {
  db_.execute("COMMIT");
  open_ = false;
}

}  // namespace hexapla::store
