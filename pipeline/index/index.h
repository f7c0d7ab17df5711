// The full-text index: Xapian, one document a Block, derived from the catalogue.
//
// Texts are folded and analysed per language (analyzers/search) before they reach Xapian, queries
// the same way, and queries are parsed here and not by Xapian's QueryParser. Every failure is an
// Error(environment), a query that cannot be understood an Error(usage) with the byte in it. One
// Writer at a time; a Searcher belongs to one thread.
//
// A query is answered in all languages: by the Blocks that match it in their own language, and
// through the alignment rows by the Blocks that say the same thing in the others. A hit is a row
// where there is one: its best matching Block with the row's other Blocks beside it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"
#include "pipeline/index/synonyms.h"
#include "pipeline/index/thesaurus.h"
#include "pipeline/store/work.h"

namespace hexapla::index {

class Writer {
 public:
  // Creates the index at `path`, or opens it. An index of another format is refused.
  // With a thesaurus, which must outlive the Writer, Blocks are also found by the concepts that
  // they name; all of an index is to be written with the same.
  explicit Writer(const std::filesystem::path& path, const Thesaurus* thesaurus = nullptr);
  // Is there an index of this format? Any doubt is a no.
  static bool can_continue(const std::filesystem::path& path);
  // The next Work to index, null when there is none left.
  using Source = std::function<std::shared_ptr<const store::Work>()>;
  // Makes a new index at `path`, where nothing may be, of Works with distinct keys: what replace()
  // and commit() would give, compact, complete when this returns, the same for any number of
  // threads. `next` is called by one thread at a time. At most `jobs` parts of the Works are in
  // memory at once, each of some ten thousand Blocks, and on disk twice the index.
  static void write_new(const std::filesystem::path& path, const Source& next, unsigned jobs,
                        const Thesaurus* thesaurus = nullptr);

  // What was not committed is forgotten.
  ~Writer();
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;

  // Removes the Work of the same key, if any, and adds this one. Blocks without text are not
  // indexed.
  void replace(const store::Work& work);
  // Nothing happens when there is no such Work.
  void remove(std::string_view work_key);
  // Makes everything so far durable and visible to Searchers opened later; nothing is visible
  // before.
  void commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

enum class Order : std::uint8_t { relevance, date };  // by date: newest Work first, undated last

struct Query {
  std::string text;  // the query language of docs/GUIDE.md
  std::string
      lang;  // only Blocks in this language, matching or in the row of one that does; or empty
  std::size_t offset = 0;         // first Work of the page
  std::size_t limit = 10;         // Works a page
  std::size_t hits_per_work = 3;  // most hits shown of one Work
  Order order = Order::relevance;
  bool facets = true;  // costs some tenths of a microsecond a matching Block
  bool expand = true;  // look for translations of the words where no row leads
};

// Why a Block is in the answer.
enum class Why : std::uint8_t {
  words,       // it matches the query in its own language
  identifier,  // it cites or bears the identifier asked for
  row,         // it is aligned with a Block that matches
  expansion,   // it has translations of the query's words, learned from the rows of other Blocks
};

std::string_view name(Why why);

// A Block of the same alignment row as a hit.
struct Aligned {
  std::string lang;
  std::size_t block = 0;  // index into that Expression's blocks
  Why why = Why::row;     // words or identifier when it matches too
};

struct Hit {
  std::string work;
  std::string lang;
  std::size_t block = 0;  // index into that Expression's blocks
  double score = 0.0;     // comparable within one answer
  Why why = Why::words;
  std::optional<std::size_t> row;  // index into the Work's rows
  std::vector<Aligned> aligned;    // the row's other Blocks, by language and index
};

struct WorkHits {
  std::string work;
  std::vector<Hit> hits;  // best first
  std::size_t more = 0;   // matching Blocks of this Work that are in none of the hits
};

struct Results {
  std::vector<WorkHits> works;     // best first, or by date; ties by key
  std::size_t work_count = 0;      // Works that match
  std::size_t block_count = 0;     // Blocks that match
  std::string query_lang;          // as recognised; empty when it may be in several
  std::vector<std::string> langs;  // languages whose words were searched, sorted
  bool relaxed = false;  // too few Blocks have all words: those with some of them are there too
  std::vector<std::string> notes;  // how an odd query was read, in words
  // The query with words that no Block has replaced by near ones, when nothing was found; or empty.
  std::string did_you_mean;
  // "lang", "body", "year", "type", "cites", "topic": value, Blocks. Empty values are not counted.
  std::map<std::string, std::map<std::string, std::size_t>> facets;
};

class Searcher {
 public:
  // `lexicon`: the directory of the store's lexicons, whose kTranslationsFile (translations.h) is
  // used when it is there. Error(environment) when there is no index at `path`, or one of another
  // format, or the file is damaged.
  explicit Searcher(const std::filesystem::path& path, const std::filesystem::path& lexicon = {});
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  // Of all searches and highlights from now on.
  void use(Synonyms synonyms);

  // Each answer is made of one committed state, that of the opening or, when a Writer has overtaken
  // it, a later one. The same index gives the same answer; equal scores are ordered by Work,
  // language and Block.
  Results search(const Query& query) const;

  // Spans of `text` (a Block in `lang`) that the query's words match, for highlighting: sorted,
  // disjoint. Phrases only where they stand whole, Chinese by whole words of the query, identifiers
  // however they are written.
  std::vector<Span> highlights(std::string_view query, std::string_view text,
                               std::string_view lang) const;

  std::size_t block_count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla::index
