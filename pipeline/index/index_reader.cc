#include "pipeline/index/index_reader.h"

#include "pipeline/index/terms.h"

namespace hexapla::index {

IndexReader::IndexReader(const std::filesystem::path& path) : path_(path) {
  guarded(path_, [&] {
    for (int attempt = 0;; ++attempt) {
      try {
        db_ = Xapian::Database(path_.string());
        return;
      } catch (const Xapian::DatabaseModifiedError&) {
        if (attempt >= kMostReopenings) throw;
      }
    }
  });
  consistently([&] {
    const std::string format = db_.get_metadata("format");
    if (format != kFormat) {
      throw Error(ErrorKind::environment, path_.string(), "",
                  "the index has another format (" + format + ")",
                  "'hexapla reindex' makes it anew from the catalogue");
    }
  });
}

void IndexReader::refresh() {
  db_.reopen();
  ++state_;
  blocks_.clear();
  keys_.clear();
  langs_.clear();
  const std::string prefix(exact::kLang);
  for (auto it = db_.allterms_begin(prefix); it != db_.allterms_end(prefix); ++it) {
    langs_.push_back((*it).substr(prefix.size()));
  }
  stale_ = false;
}

search::Analyzer& IndexReader::analyzer(std::string_view lang) {
  const auto found = analyzers_.find(lang);
  if (found != analyzers_.end()) return found->second;
  return analyzers_.emplace(std::string(lang), search::Analyzer(lang)).first->second;
}

const std::string& IndexReader::key(Xapian::docid work) {
  const auto found = keys_.find(work);
  if (found != keys_.end()) return found->second;
  return keys_.emplace(work, db_.get_document(work).get_data()).first->second;
}

}  // namespace hexapla::index
