// The work list: which files the inputs name.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/text/span.h"
#include "pipeline/ingest/zip_archive.h"

namespace hexapla::run {

struct Listed {
  std::string path;     // as given, lexically normal, '/'-separated
  std::string problem;  // why it is no readable file ("cannot open the directory: Permission
                        // denied; …"), or ""
  bool skip = false;    // the problem is no failure: a hidden file, a socket
};

class ArchiveCache;

// Every file under `inputs`, sorted by path, each once. Hidden directories and `store` are not
// entered; links to directories are not followed, so that a cycle cannot trap us. Corpora that had
// to be read for it are kept in `cache`. Throws Error(usage) when an input does not exist.
std::vector<Listed> list_files(const std::vector<std::filesystem::path>& inputs,
                               const std::filesystem::path& store, ArchiveCache* cache = nullptr);

// Documents within ZIP archives are files under the archive's name: "archive.zip!/folder/a.docx";
// archives within archives, too: "a.zip!/b.zip!/c.docx". All that one archive holds at any depth
// counts against one set of limits (ingest::ZipLimits; archives four deep).
//
// The documents of a TEI corpus are files under its name, by their number: "corpus.xml!/12". The
// bytes of each are its own, from <TEI> to </TEI>. In archives, too: "a.zip!/corpus.xml!/12". Files
// that only link the sentences of others (<linkGrp>, <cesAlign>) are skipped.

// A TEI corpus and where its documents stand.
struct Corpus {
  std::string bytes;
  std::vector<Span> documents;
};

// An archive that is open, and its bytes where it lies in another one.
struct OpenArchive {
  std::unique_ptr<const std::string> bytes;
  std::unique_ptr<ingest::ZipArchive> zip;  // null: none
};

// Keeps the archives and corpora that were read last, so that they are not opened, listed and
// unpacked for every document in them. Bounded in size. Any thread.
class ArchiveCache {
 public:
  // An archive belongs to whom it was given until it is kept again.
  OpenArchive take(const std::string& path);
  void keep(const std::string& path, OpenArchive archive);
  std::shared_ptr<const Corpus> find_corpus(const std::string& path);
  void keep_corpus(const std::string& path, std::shared_ptr<const Corpus> corpus);

 private:
  static constexpr std::size_t kMost = 32;
  static constexpr std::size_t kMostBytes = std::size_t{256} << 20;
  std::mutex mutex_;
  std::deque<std::pair<std::string, OpenArchive>> kept_;  // what was kept last first
  std::size_t bytes_ = 0;                                 // of all of them
  std::deque<std::pair<std::string, std::shared_ptr<const Corpus>>> corpora_;
  std::size_t corpus_bytes_ = 0;
};

// The bytes of a file of the work list. Throws as files::read does for files larger than a document
// (ingest::kLargestFile), and Error(input) for what is wrong with an archive.
std::string read_listed(const std::string& path, ArchiveCache* cache = nullptr);

// True when `path` is one of `inputs` or lies below one.
bool lies_under(const std::string& path, const std::vector<std::filesystem::path>& inputs);

}  // namespace hexapla::run
