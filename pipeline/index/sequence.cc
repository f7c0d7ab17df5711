#include "pipeline/index/sequence.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "pipeline/index/terms.h"

namespace hexapla::index {
namespace {

constexpr std::size_t kBytes = 3;

std::uint32_t word_hash(std::string_view term) {
  return static_cast<std::uint32_t>(XXH3_64bits(term.data(), term.size()) & 0xFFFFFF);
}

std::uint32_t word_at(std::string_view sequence, std::size_t i) {
  const auto byte = [&](std::size_t k) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(sequence[i * kBytes + k]));
  };
  return byte(0) | byte(1) << 8 | byte(2) << 16;
}

// Hashes of alternatives, sorted.
using Part = std::vector<std::uint32_t>;

bool has(const Part& part, std::uint32_t word) {
  return part.size() == 1 ? part.front() == word
                          : std::binary_search(part.begin(), part.end(), word);
}

bool has_phrase(const std::vector<Part>& parts, std::string_view sequence) {
  const std::size_t words = sequence.size() / kBytes;
  for (std::size_t at = 0; at + parts.size() <= words; ++at) {
    std::size_t k = 0;
    while (k < parts.size() && has(parts[k], word_at(sequence, at + k))) ++k;
    if (k == parts.size()) return true;
  }
  return false;
}

// Every part within `window` words: each part has a word of its own.
bool has_near(const std::vector<Part>& parts, std::size_t window, std::string_view sequence) {
  struct Found {
    std::size_t at;
    std::size_t part;
  };
  std::vector<Found> found;
  for (std::size_t i = 0; i < sequence.size() / kBytes; ++i) {
    const std::uint32_t word = word_at(sequence, i);
    for (std::size_t p = 0; p < parts.size(); ++p) {
      if (has(parts[p], word)) found.push_back({i, p});
    }
  }
  // The same word asked for twice is two parts, which one place cannot both fill.
  std::vector<std::size_t> last(parts.size());
  std::vector<bool> seen(parts.size(), false);
  for (const Found& f : found) {
    // Of equal parts the one that was filled longest ago takes the place.
    std::size_t part = f.part;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      if (parts[p] == parts[f.part] && (!seen[p] || (seen[part] && last[p] < last[part]))) part = p;
    }
    const bool taken = [&] {
      for (std::size_t p = 0; p < parts.size(); ++p) {
        if (p != part && seen[p] && last[p] == f.at && parts[p] == parts[part]) return true;
      }
      return false;
    }();
    if (taken) continue;
    last[part] = f.at;
    seen[part] = true;
    if (!std::all_of(seen.begin(), seen.end(), [](bool s) { return s; })) continue;
    if (f.at - *std::min_element(last.begin(), last.end()) < window) return true;
  }
  return false;
}

// Admits Blocks by their sequence. Meant to stand last in a conjunction: it can check a Block
// quickly, but must walk all of them to find the next by itself.
class SequenceSource : public Xapian::PostingSource {
 public:
  SequenceSource(std::vector<Part> parts, std::size_t window, Xapian::valueno slot)
      : parts_(std::move(parts)), window_(window), slot_(slot) {}

  void init(const Xapian::Database& db) override {
    db_ = db;
    values_ = db_.valuestream_begin(slot_);
    end_ = db_.valuestream_end(slot_);
    unread_ = true;
    set_maxweight(0.0);
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return db_.get_doccount(); }
  Xapian::doccount get_termfreq_max() const override { return db_.get_doccount(); }
  Xapian::docid get_docid() const override { return values_.get_docid(); }
  bool at_end() const override { return values_ == end_; }
  void next(double /*least*/) override {
    if (!unread_ && values_ != end_) ++values_;
    unread_ = false;
    to_match();
  }
  void skip_to(Xapian::docid document, double /*least*/) override {
    unread_ = false;
    if (values_ != end_) values_.skip_to(document);
    to_match();
  }
  bool check(Xapian::docid document, double /*least*/) override {
    unread_ = false;
    if (values_ == end_) return true;
    values_.skip_to(document);
    if (values_ == end_) return true;
    if (values_.get_docid() == document) return matches();
    unread_ = true;
    return false;
  }
  std::string get_description() const override { return "SequenceSource"; }

 private:
  bool matches() {
    const std::string sequence = *values_;
    return window_ == 0 ? has_phrase(parts_, sequence) : has_near(parts_, window_, sequence);
  }
  void to_match() {
    while (values_ != end_ && !matches()) ++values_;
  }

  std::vector<Part> parts_;
  std::size_t window_;  // 0: one behind the other
  Xapian::valueno slot_;
  Xapian::Database db_;
  Xapian::ValueIterator values_;
  Xapian::ValueIterator end_;
  bool unread_ = true;  // the Block where the values stand was not asked for yet
};

Part part_of(const Alternatives& terms) {
  Part out;
  for (const std::string& t : terms) out.push_back(word_hash(t));
  std::sort(out.begin(), out.end());
  return out;
}

Xapian::Query checked(const Xapian::Query& words, std::vector<Part> parts, std::size_t window,
                      Xapian::valueno slot) {
  return Xapian::Query(
      Xapian::Query::OP_AND, words,
      Xapian::Query((new SequenceSource(std::move(parts), window, slot))->release()));
}

}  // namespace

void term_of(const std::vector<search::Token>& tokens, std::size_t token, std::string_view prefix,
             std::string& term) {
  constexpr std::size_t kLongest = 200;
  const search::Token& t = tokens[token];
  term = prefix;
  term += t.form->term;
  if (t.kind == search::TokenKind::han && !t.run_end) term += tokens[token + 1].form->term;
  if (term.size() > kLongest)
    term = index::term(prefix, std::string_view(term).substr(prefix.size()));
}

void append_word(std::string& sequence, std::string_view term) {
  const std::uint32_t hash = word_hash(term);
  for (std::size_t k = 0; k < kBytes; ++k) sequence += static_cast<char>(hash >> (8 * k) & 0xFF);
}

std::string whole_term(std::string_view sequence) {
  std::string out(exact::kWhole);
  const XXH64_hash_t hash = XXH3_64bits(sequence.data(), sequence.size());
  for (unsigned shift = 0; shift < 64; shift += 8) out += static_cast<char>(hash >> shift & 0xFF);
  return out;
}

Xapian::Query phrase_query(const std::vector<Alternatives>& parts, Xapian::valueno slot) {
  std::vector<Xapian::Query> words;
  std::vector<Part> hashed;
  for (const Alternatives& terms : parts) {
    if (terms.empty()) return {};
    words.push_back(terms.size() == 1
                        ? Xapian::Query(terms.front())
                        : Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()));
    hashed.push_back(part_of(terms));
  }
  const Xapian::Query all(Xapian::Query::OP_AND, words.begin(), words.end());
  return words.size() < 2 ? all : checked(all, std::move(hashed), 0, slot);
}

Xapian::Query near_query(const std::vector<std::string>& terms, std::size_t window,
                         Xapian::valueno slot) {
  std::vector<Part> hashed;
  for (const std::string& t : terms) hashed.push_back(part_of({t}));
  const Xapian::Query all(Xapian::Query::OP_AND, terms.begin(), terms.end());
  return checked(all, std::move(hashed), window, slot);
}

}  // namespace hexapla::index
