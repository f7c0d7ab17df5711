// The full-text index: Xapian, one document a Block, derived from the catalogue.
//
// Texts are folded and analysed per language before they reach Xapian, queries the same way, and queries are parsed
// here and not by Xapian's QueryParser. Every failure is an Error(environment), a query that cannot be understood an
// Error(usage) with the offset in it. One Writer at a time; a Searcher belongs to one thread and sees the index as
// it was when it was opened.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"
#include "pipeline/store/work.h"

namespace hexapla::index {

class Writer {
 public:
  // Creates the index at `path`, or opens it.
  explicit Writer(const std::filesystem::path& path);
  ~Writer();
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;

  // Removes the Work of the same key, if any, and adds this one.
  void replace(const store::Work& work);
  void remove(std::string_view work_key);
  // Makes everything so far durable and visible to Searchers opened later.
  void commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

enum class Order : std::uint8_t { relevance, date };

struct Query {
  std::string text;               // the query language of docs/GUIDE.md
  std::string lang;               // restrict to blocks in this language; empty for all
  std::size_t offset = 0;         // first Work of the page
  std::size_t limit = 10;         // Works a page
  std::size_t hits_per_work = 3;  // most Blocks shown of one Work
  Order order = Order::relevance;
};

// Why a Block is in the answer.
enum class Why : std::uint8_t {
  words,       // it matches the query in its own language
  identifier,  // it cites or bears the identifier asked for
  row,         // it is aligned with a Block that matches
};

struct Hit {
  std::string work;
  std::string lang;
  std::size_t block = 0;  // index into that Expression's blocks
  double score = 0.0;
  Why why = Why::words;
};

struct WorkHits {
  std::string work;
  std::vector<Hit> hits;  // best first
  std::size_t more = 0;   // matching Blocks of this Work that are not listed
};

struct Results {
  std::vector<WorkHits> works;       // best first, or by date
  std::size_t work_count = 0;        // Works that match
  std::size_t block_count = 0;       // Blocks that match
  std::string query_lang;            // as recognised
  std::map<std::string, std::map<std::string, std::size_t>> facets;  // "lang", "body", "year", "type": value, Blocks
};

class Searcher {
 public:
  explicit Searcher(const std::filesystem::path& path);
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  Results search(const Query& query) const;

  // Spans of `text` (a Block in `lang`) that the query's words match, for highlighting: sorted, disjoint.
  std::vector<Span> highlights(std::string_view query, std::string_view text, std::string_view lang) const;

  std::size_t block_count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla::index
