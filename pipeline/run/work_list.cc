#include "pipeline/run/work_list.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <map>
#include <set>
#include <system_error>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/tei_corpus.h"
#include "pipeline/ingest/zip_archive.h"

namespace hexapla::run {
namespace {

namespace fs = std::filesystem;

std::string normal(const fs::path& path) {
  std::string out = path.lexically_normal().generic_string();
  while (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

constexpr std::string_view kInside =
    "!/";  // between an archive's path and the name of what is in it

constexpr std::string_view kZip = "PK\x03\x04";
constexpr int kDeepestArchive = 4;

bool is_zip(const fs::path& path) {
  std::array<char, 4> head{};
  std::ifstream in(path, std::ios::binary);
  return in.read(head.data(), head.size()) && std::string_view(head.data(), head.size()) == kZip;
}

std::string head_of(const fs::path& path) {
  std::string head(ingest::kXmlHead, '\0');
  std::ifstream in(path, std::ios::binary);
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return head;
}

std::shared_ptr<const Corpus> corpus_of(std::string bytes, const std::string& file) {
  Corpus out;
  out.bytes = std::move(bytes);
  out.documents = ingest::corpus_documents(out.bytes, file);
  return std::make_shared<const Corpus>(std::move(out));
}

std::shared_ptr<const Corpus> kept_corpus(const std::string& file, ArchiveCache* cache) {
  return cache == nullptr ? nullptr : cache->find_corpus(file);
}

// The bytes of document "N" of a corpus.
std::string read_document(const std::shared_ptr<const Corpus>& corpus, const std::string& file,
                          std::string_view number) {
  std::size_t n = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), n);
  if (error != std::errc{} || end != number.data() + number.size() || n == 0 ||
      n > corpus->documents.size())
    throw Error(ErrorKind::input, file, "", "the corpus has no such document");
  const Span span = corpus->documents[n - 1];
  return corpus->bytes.substr(span.begin, span.size());
}

// By the first bytes of a file: it may be XML, and a corpus therefore.
bool may_be_xml(std::string_view head) {
  const std::size_t at = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return at != std::string_view::npos && head[at] == '<';
}

// By the first bytes of a file. The first file in a document that is an archive has one of a few
// names; archives that begin with another one have to be looked into.
constexpr std::size_t kHead = 64;
bool may_be_archive(std::string_view head) {
  constexpr std::size_t kName = 30;  // where the name stands in the header of a ZIP entry
  if (!head.starts_with(kZip) || head.size() < kName) return false;
  for (const char* name : {"[Content_Types].xml", "mimetype", "_rels/", "docProps/", "word/"}) {
    if (head.substr(kName).starts_with(name)) return false;
  }
  return true;
}

bool is_hidden_entry(std::string_view name) {
  if (name.starts_with("__MACOSX/")) return true;
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string_view step = name.substr(begin, end - begin);
    if (step.starts_with('.') && step != ".") return true;  // "./a.txt" hides nothing
    begin = end + 1;
  }
  return false;
}

class Lister {
 public:
  Lister(const fs::path& store, ArchiveCache* cache) : cache_(cache) {
    store_ = fs::weakly_canonical(store, ignored_);
  }

  void add(const fs::path& path, bool given) {
    std::error_code error;
    const fs::file_status link = fs::symlink_status(path, error);
    const fs::file_status status = fs::status(path, error);
    const std::string name = path.filename().string();
    const bool hidden = !given && name.starts_with('.');
    if (fs::is_directory(status)) {
      if (hidden || (!given && fs::is_symlink(link))) return;
      if (fs::weakly_canonical(path, ignored_) == store_) return;
      directory(path);
    } else if (!fs::exists(status)) {
      found_[normal(path)] = {normal(path),
                              "a link that leads nowhere; remove it or restore its target", false};
    } else if (!fs::is_regular_file(status)) {
      found_[normal(path)] = {normal(path), "no regular file", true};
    } else if (hidden) {
      found_[normal(path)] = {normal(path), "a hidden file", true};
    } else if (is_zip(path)) {
      if (!archive(path)) found_[normal(path)] = {normal(path), "", false};
    } else {
      xml(path);
    }
  }

  std::vector<Listed> take() {
    std::vector<Listed> out;
    for (auto& [path, listed] : found_) out.push_back(std::move(listed));
    return out;
  }

 private:
  void directory(const fs::path& path) {
    std::error_code error;
    fs::directory_iterator at(path, error);
    std::vector<fs::path> entries;
    while (!error && at != fs::directory_iterator()) {
      entries.push_back(at->path());
      at.increment(error);
    }
    if (error) {
      found_[normal(path)] = {
          normal(path), "cannot read the directory: " + error.message() + "; check the permissions",
          false};
    }
    for (const fs::path& entry : entries) add(entry, false);
  }

  // A file that is no archive: a document, or a corpus of several.
  void xml(const fs::path& path) {
    const std::string name = normal(path);
    const ingest::XmlCollection kind = ingest::xml_collection(head_of(path));
    collection(name, kind, [&] { return files::read(name, ingest::kLargestFile); });
  }

  // A file of XML, whose bytes `read` gives. Returns the number of its documents.
  template <class Read>
  std::size_t collection(const std::string& name, ingest::XmlCollection kind, Read&& read) {
    found_[name] = {name, "", false};
    if (kind == ingest::XmlCollection::links) {
      found_[name] = {name, "links between the sentences of other files; they are aligned anew",
                      true};
    }
    if (kind != ingest::XmlCollection::corpus) return 1;
    try {
      const std::shared_ptr<const Corpus> corpus = corpus_of(read(), name);
      const std::size_t count = corpus->documents.size();
      if (count < 2) return 1;
      if (count > ingest::ZipLimits().entries) {
        throw Error(ErrorKind::input, name, "",
                    "the corpus has more than " + std::to_string(ingest::ZipLimits().entries) +
                        " documents",
                    "split it");
      }
      found_.erase(name);
      for (std::size_t n = 1; n <= count; ++n) {
        const std::string inside = name + std::string(kInside) + std::to_string(n);
        found_[inside] = {inside, "", false};
      }
      if (cache_ != nullptr) cache_->keep_corpus(name, corpus);
      return count;
    } catch (const Error& e) {
      refuse(name, e);
    }
    return 1;
  }

  // What one archive on disk holds, with the archives in it.
  struct Budget {
    std::uint64_t packed = 0;    // bytes of the archive on disk
    std::uint64_t unpacked = 0;  // of all entries, at all depths
    std::uint64_t read = 0;      // bytes of archives within it
    std::size_t entries = 0;
  };

  // False when this is a document of a format that is an archive.
  bool archive(const fs::path& path) {
    const std::string name = normal(path);
    try {
      ingest::ZipArchive zip(path.string());
      if (ingest::is_zipped_document(zip)) return false;
      Budget budget;
      budget.packed = fs::file_size(path, ignored_);
      entries(zip, name, 1, budget);
    } catch (const Error& e) {
      refuse(name, e);
    }
    return true;
  }

  void refuse(const std::string& name, const Error& e) {
    found_[name] = {name, e.reason() + (e.remedy().empty() ? "" : "; " + e.remedy()), false};
  }

  void entries(ingest::ZipArchive& zip, const std::string& name, int depth, Budget& budget) {
    budget.unpacked += zip.total();
    budget.entries += zip.names().size();
    zip.check_total(budget.packed, budget.unpacked);
    check_entries(budget, name);
    if (zip.names().empty()) found_[name] = {name, "an archive without files", true};
    std::set<std::string_view> seen;
    for (const std::string& entry : zip.names()) {
      std::string inside = name;
      inside.append(kInside).append(entry);
      if (!seen.insert(entry).second) {
        inside += " (once more)";
        found_[inside] = {inside, "the archive has a file of this name already; pack them again",
                          false};
      } else if (!ingest::is_safe_entry_name(entry)) {
        found_[inside] = {inside, "its name leads out of the archive; pack the files again", false};
      } else if (is_hidden_entry(entry)) {
        found_[inside] = {inside, "a hidden file", true};
      } else if (zip.is_link(entry)) {
        found_[inside] = {inside, "a link in an archive; pack the file that it leads to", false};
      } else {
        file(zip, entry, inside, depth, budget);
      }
    }
  }

  // A file in an archive: a document, an archive, or a file of XML.
  void file(ingest::ZipArchive& zip, const std::string& entry, const std::string& name, int depth,
            Budget& budget) {
    const std::string head = zip.head(entry, kHead);
    if (may_be_archive(head) && nested(zip, entry, name, depth, budget)) return;
    const ingest::XmlCollection kind =
        may_be_xml(head) ? ingest::xml_collection(zip.head(entry, ingest::kXmlHead))
                         : ingest::XmlCollection::none;
    const std::size_t documents = collection(name, kind, [&] {
      zip.count_anew();
      return zip.read(entry);
    });
    budget.entries += documents - 1;
    check_entries(budget, name);
  }

  static void check_entries(const Budget& budget, const std::string& name) {
    const std::size_t most = ingest::ZipLimits().entries;
    if (budget.entries <= most) return;
    throw Error(ErrorKind::input, name, "",
                "the archive and those in it have more than " + std::to_string(most) + " entries",
                "unpack it and give the directory");
  }

  // An archive within an archive; false when it is a document.
  bool nested(ingest::ZipArchive& outer, const std::string& entry, const std::string& name,
              int depth, Budget& budget) {
    try {
      const std::string bytes = outer.read(entry);
      ingest::ZipArchive zip(bytes, name);
      if (ingest::is_zipped_document(zip)) return false;
      if (depth == kDeepestArchive) {
        throw Error(ErrorKind::input, name, "",
                    "archives are packed into archives more than " +
                        std::to_string(kDeepestArchive) + " deep",
                    "unpack it and give the directory");
      }
      budget.read += bytes.size();
      if (budget.read > ingest::ZipLimits().total_bytes) {
        throw Error(ErrorKind::input, name, "", "the archives within the archive are too large",
                    "unpack it and give the directory");
      }
      entries(zip, name, depth + 1, budget);
    } catch (const Error& e) {
      refuse(name, e);
    }
    return true;
  }

  ArchiveCache* cache_;
  fs::path store_;
  std::error_code ignored_;
  std::map<std::string, Listed> found_;
};

}  // namespace

std::vector<Listed> list_files(const std::vector<fs::path>& inputs, const fs::path& store,
                               ArchiveCache* cache) {
  Lister lister(store, cache);
  for (const fs::path& input : inputs) {
    std::error_code error;
    if (!fs::exists(fs::symlink_status(input, error))) {
      throw Error(ErrorKind::usage, input.string(), "", "there is no such file or directory",
                  "check the name");
    }
    lister.add(input, true);
  }
  return lister.take();
}

OpenArchive ArchiveCache::take(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(kept_.begin(), kept_.end(),
                                  [&](const auto& entry) { return entry.first == path; });
  if (found == kept_.end()) return {};
  OpenArchive out = std::move(found->second);
  kept_.erase(found);
  if (out.bytes != nullptr) bytes_ -= out.bytes->size();
  return out;
}

void ArchiveCache::keep(const std::string& path, OpenArchive archive) {
  const std::lock_guard lock(mutex_);
  if (archive.bytes != nullptr) bytes_ += archive.bytes->size();
  kept_.emplace_front(path, std::move(archive));
  while (kept_.size() > kMost || bytes_ > kMostBytes) {
    const OpenArchive& last = kept_.back().second;
    if (last.bytes != nullptr) bytes_ -= last.bytes->size();
    kept_.pop_back();
  }
}

std::shared_ptr<const Corpus> ArchiveCache::find_corpus(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(corpora_.begin(), corpora_.end(),
                                  [&](const auto& entry) { return entry.first == path; });
  return found == corpora_.end() ? nullptr : found->second;
}

void ArchiveCache::keep_corpus(const std::string& path, std::shared_ptr<const Corpus> corpus) {
  const std::lock_guard lock(mutex_);
  corpus_bytes_ += corpus->bytes.size();
  corpora_.emplace_front(path, std::move(corpus));
  while (corpora_.size() > kMost || (corpus_bytes_ > kMostBytes && corpora_.size() > 1)) {
    corpus_bytes_ -= corpora_.back().second->bytes.size();
    corpora_.pop_back();
  }
}

std::string read_listed(const std::string& path, ArchiveCache* cache) {
  // A folder's name may end with the mark, too: the archive is what is a file.
  for (std::size_t at = path.find(kInside); at != std::string::npos;
       at = path.find(kInside, at + 1)) {
    std::string name = path.substr(0, at);  // of the innermost archive so far
    try {
      const auto kept = [&](const std::string& file) {
        OpenArchive out = cache == nullptr ? OpenArchive() : cache->take(file);
        // Each document has the limits of an archive to itself.
        if (out.zip != nullptr) out.zip->count_anew();
        return out;
      };
      const auto keep = [&](const std::string& file, OpenArchive open) {
        if (cache != nullptr) cache->keep(file, std::move(open));
      };
      const auto document = [&](const std::shared_ptr<const Corpus>& corpus,
                                const std::string& file, std::size_t number) {
        return read_document(corpus, file, std::string_view(path).substr(number));
      };
      std::size_t entry = at + kInside.size();
      // What is kept is known; only files that are not are looked at.
      OpenArchive archive = kept(name);
      if (archive.zip == nullptr) {
        if (const auto corpus = kept_corpus(name, cache)) return document(corpus, name, entry);
        std::error_code ignored;
        if (!fs::is_regular_file(name, ignored)) continue;
        if (!is_zip(name)) {
          const auto corpus = corpus_of(files::read(name, ingest::kLargestFile), name);
          if (cache != nullptr) cache->keep_corpus(name, corpus);
          return document(corpus, name, entry);
        }
        archive.zip = std::make_unique<ingest::ZipArchive>(name);
      }
      for (int depth = 1;; ++depth) {
        // An entry's own name may hold the mark: the whole rest is looked for first.
        const std::string rest = path.substr(entry);
        std::size_t end = rest.find(kInside);
        const bool whole =
            end == std::string::npos || depth > kDeepestArchive || archive.zip->has(rest);
        while (!whole && end != std::string::npos && !archive.zip->has(rest.substr(0, end)))
          end = rest.find(kInside, end + 1);
        if (whole || end == std::string::npos) {
          std::string out = archive.zip->read(rest);
          keep(name, std::move(archive));
          return out;
        }
        std::string inner_name = path.substr(0, entry + end);
        OpenArchive inner = kept(inner_name);
        if (inner.zip == nullptr) {
          const std::size_t number = entry + end + kInside.size();
          if (const auto corpus = kept_corpus(inner_name, cache)) {
            keep(name, std::move(archive));
            return document(corpus, inner_name, number);
          }
          inner.bytes = std::make_unique<const std::string>(archive.zip->read(rest.substr(0, end)));
          if (!inner.bytes->starts_with(kZip)) {
            const auto corpus = corpus_of(*inner.bytes, inner_name);
            if (cache != nullptr) cache->keep_corpus(inner_name, corpus);
            keep(name, std::move(archive));
            return document(corpus, inner_name, number);
          }
          inner.zip = std::make_unique<ingest::ZipArchive>(*inner.bytes, path);
        }
        keep(name, std::move(archive));
        archive = std::move(inner);
        name = std::move(inner_name);
        entry += end + kInside.size();
      }
    } catch (const Error& e) {
      throw Error(e.kind(), path, "", e.reason(), e.remedy());
    }
  }
  return files::read(path, ingest::kLargestFile);
}

bool lies_under(const std::string& path, const std::vector<fs::path>& inputs) {
  return std::any_of(inputs.begin(), inputs.end(), [&](const fs::path& input) {
    const std::string root = normal(input);
    return path == root || root == "." ||
           (path.starts_with(root) && (root.ends_with('/') || path[root.size()] == '/' ||
                                       path.substr(root.size()).starts_with(kInside)));
  });
}

}  // namespace hexapla::run
