#include <algorithm>
#include <charconv>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_set>
#include <utility>

#include "analyzers/language/profile.h"
#include "analyzers/search/analyzer.h"
#include "analyzers/text/utf8.h"
#include "pipeline/base/files.h"
#include "pipeline/base/parallel.h"
#include "pipeline/index/index.h"
#include "pipeline/index/record.h"
#include "pipeline/index/sequence.h"
#include "pipeline/index/terms.h"
#include "pipeline/index/topics.h"
#include "pipeline/index/xapian_error.h"

namespace hexapla::index {
namespace {

using search::Token;
using search::TokenKind;

// Identifiers that one Block is counted under in the "cites" facet.
constexpr std::size_t kMostCitedKept = 32;

// YYYYMMDD of an ISO date or of its beginning; 0 when it is none.
std::uint32_t packed_date(std::string_view iso) {
  std::uint32_t parts[3] = {0, 0, 0};
  std::size_t at = 0;
  for (std::uint32_t& part : parts) {
    const char* end = iso.data() + iso.size();
    const auto result = std::from_chars(iso.data() + at, end, part);
    if (result.ec != std::errc()) break;
    at = static_cast<std::size_t>(result.ptr - iso.data());
    if (at >= iso.size() || iso[at] != '-') break;
    ++at;
  }
  if (parts[0] < 1000 || parts[0] > 9999 || parts[1] > 12 || parts[2] > 31) return 0;
  return parts[0] * 10000 + parts[1] * 100 + parts[2];
}

// The Work's date: that of the English Expression where it has one, else of the first that has.
std::uint32_t date_of(const store::Work& work) {
  std::uint32_t date = 0;
  for (const store::AnalyzedExpression& e : work.expressions) {
    const std::uint32_t own = packed_date(e.expression.property("date"));
    if (own != 0 && (date == 0 || e.expression.lang == "en")) date = own;
  }
  return date;
}

std::string_view lang_of(const document::Expression& expression, const document::Block& block) {
  std::string_view lang = block.lang;
  if (lang.empty() || lang == "und") lang = expression.lang;
  return lang.empty() ? "und" : lang;
}

// The Block that shows the Expression's title, or its first; blocks.size() when there is none.
std::size_t title_block(const document::Expression& expression) {
  const auto& blocks = expression.blocks;
  const auto of_type = [&](document::BlockType type) {
    return std::find_if(blocks.begin(), blocks.end(), [&](const document::Block& b) {
      return b.type == type && !b.text().empty();
    });
  };
  auto found = of_type(document::BlockType::title);
  if (found == blocks.end()) {
    found = std::find_if(blocks.begin(), blocks.end(),
                         [](const document::Block& b) { return !b.text().empty(); });
  }
  return static_cast<std::size_t>(found - blocks.begin());
}

std::vector<std::string> symbols_of(const store::Work& work) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view symbol) {
    std::string key = identifier_key(symbol);
    if (!key.empty() && std::find(out.begin(), out.end(), key) == out.end()) {
      out.push_back(std::move(key));
    }
  };
  add(work.key);
  for (const store::AnalyzedExpression& e : work.expressions) {
    for (const document::Property& p : e.expression.properties) {
      if (p.name == "symbol") add(p.value);
    }
  }
  return out;
}

std::string metadata_key(std::string_view work_key) {
  return term("work:", work_key);
}

}  // namespace

struct Writer::State {
  std::filesystem::path path;
  Xapian::WritableDatabase db;
  bool changing = false;  // in a transaction
  std::map<std::string, search::Analyzer, std::less<>> analyzers;
  std::unordered_set<std::string> known_words;
  std::vector<Token> tokens;
  std::vector<search::HanWord> words;
  std::string scratch;
  std::optional<TopicFinder> topics;
  const Thesaurus* thesaurus = nullptr;
  std::unordered_set<std::size_t> named;  // concepts whose names the database has
  std::string order;                      // of a text, sequence.h

  // What all Blocks of a Work share.
  struct WorkFacts {
    std::vector<std::string> symbols;
    std::string body;
    std::uint32_t date = 0;
  };

  search::Analyzer& analyzer(std::string_view lang) {
    const auto found = analyzers.find(lang);
    if (found != analyzers.end()) return found->second;
    return analyzers.emplace(std::string(lang), search::Analyzer(lang)).first->second;
  }

  // Nothing is visible to readers before the transaction ends, however much Xapian writes in
  // between.
  void begin() {
    if (changing) return;
    db.begin_transaction();
    changing = true;
  }

  void remove(std::string_view work_key) {
    const std::string key = metadata_key(work_key);
    const std::string blocks = db.get_metadata(key);
    if (blocks.empty()) return;
    Xapian::docid count = 0;
    std::from_chars(blocks.data(), blocks.data() + blocks.size(), count);
    const std::string first_block = term(exact::kWork, work_key);
    const auto found = db.postlist_begin(first_block);
    const Xapian::docid first = found == db.postlist_end(first_block) ? 0 : *found;
    if (first == 0) count = 0;
    for (Xapian::docid i = 0; i < count; ++i) db.delete_document(first + i);
    db.set_metadata(key, "");
  }

  void add_text(Xapian::Document& doc, std::string_view text, std::string_view lang, bool title) {
    search::Analyzer& analyzer = this->analyzer(lang);
    analyzer.tokenize(text, tokens);
    const std::string prefix = title ? title_prefix(lang) : word_prefix(lang);
    order.clear();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Token& token = tokens[i];
      term_of(tokens, i, prefix, scratch);
      doc.add_term(scratch);
      append_word(order, scratch);
      if (token.kind == TokenKind::word && !token.form->seen && !title)
        learn(prefix, *token.form, text.substr(token.span.begin, token.span.size()));
    }
    if (!order.empty()) doc.add_value(title ? slot::kTitleSequence : slot::kSequence, order);
    if (title) return;
    if (!order.empty()) doc.add_boolean_term(whole_term(order));
    add_topics(doc, lang);
    analyzer.han_words(tokens, words);
    for (const search::HanWord& word : words) {
      scratch = han_word_prefix(lang);
      for (std::size_t i = 0; i < word.count; ++i) scratch += tokens[word.first + i].form->term;
      if (scratch.size() <= 200) doc.add_term(scratch);
    }
  }

  void use(const Thesaurus* given) {
    if (given == nullptr || given->empty()) return;
    thesaurus = given;
    topics.emplace(*given);
  }

  void add_topics(Xapian::Document& doc, std::string_view lang) {
    if (!topics) return;
    std::string ids;
    for (const std::size_t t : topics->find(tokens, std::string(lang))) {
      const Concept& found = thesaurus->concepts[t];
      doc.add_boolean_term(term(exact::kTopic, found.id));
      (ids += ids.empty() ? "" : "\n") += found.id;
      if (named.insert(t).second) name_topic(found);
    }
    if (!ids.empty()) doc.add_value(slot::kTopics, ids);
  }

  void name_topic(const Concept& topic) {
    db.set_metadata(topic::kName + topic.id, topic.name("en"));
    for (const auto& [lang, names] : topic.labels) {
      for (const std::string& name : names) {
        const std::string key = topic::kKey + topic_key(name);
        if (key.size() > 200) continue;
        const std::string line = topic.id + '\t' + name;
        const std::string there = db.get_metadata(key);
        if (("\n" + there + "\t").find("\n" + topic.id + "\t") != std::string::npos) continue;
        db.set_metadata(key, there.empty() ? line : there + '\n' + line);
      }
    }
  }

  // Wildcards look for words as written, terms are stems: the words of each stem are kept beside,
  // and how a word is printed, for suggestions.
  void learn(const std::string& prefix, const search::Form& form, std::string_view printed) {
    form.seen = true;
    if (form.folded.size() > 100) return;
    std::string word = prefix + form.folded;
    const std::string lower = text::to_lower(printed);
    if (lower != form.folded && lower.size() <= 100) db.add_synonym(kPrinted + word, lower);
    if (known_words.contains(word)) return;
    db.add_synonym(word, prefix + form.term);
    known_words.insert(std::move(word));
  }

  void add_exact(Xapian::Document& doc, const WorkFacts& facts, const store::AnalyzedExpression& e,
                 std::size_t b) {
    const document::Block& block = e.expression.blocks[b];
    const auto exactly = [&](std::string_view prefix, std::string_view value) {
      doc.add_boolean_term(term(prefix, value));
    };
    for (const std::string& symbol : facts.symbols) exactly(exact::kSymbol, symbol);
    for (const std::string& body : bodies(facts.body)) exactly(exact::kBody, body);
    exactly(exact::kLang, lang_of(e.expression, block));
    exactly(exact::kType, document::name(block.type));
    if (facts.date != 0) {
      exactly(exact::kYear, std::to_string(facts.date / 10000));
      exactly(exact::kDay, std::to_string(facts.date));
    }
    std::string cited;
    std::size_t kept = 0;
    if (b < e.references.size()) {
      std::set<std::string> seen;
      for (const references::Reference& reference : e.references[b]) {
        // "paragraph 3 above" says nothing outside its document.
        if (reference.type == references::Type::internal) continue;
        for (const std::string& canonical : reference.canonical) {
          // With a frequency, so that it counts in the ranking.
          for (const std::string& key : identifier_keys(canonical))
            doc.add_term(term(exact::kCites, key));
          if (kept < kMostCitedKept && canonical.find('\n') == std::string::npos &&
              seen.insert(canonical).second) {
            cited += (kept++ == 0 ? "" : "\n") + canonical;
          }
        }
      }
    }
    if (!cited.empty()) doc.add_value(slot::kCites, cited);
    if (b < e.times.size()) {
      for (const time::TimeExpression& t : e.times[b]) {
        exactly(exact::kRole, time::name(t.role));
        if (t.role != time::Role::deadline) continue;
        const std::uint32_t day = packed_date(t.to.empty() ? t.from : t.to);
        if (day != 0) exactly(exact::kDeadline, std::to_string(day));
      }
    }
  }

  // Languages that the Block's row lacks, so that translations of words are tried where no row
  // leads.
  void add_missing(Xapian::Document& doc, std::string_view lang, const std::vector<Mate>& others) {
    std::string missing;
    for (const language::Profile& profile : language::profiles()) {
      const auto& tag = profile.tag();
      const bool there = tag == lang || std::any_of(others.begin(), others.end(),
                                                    [&](const Mate& m) { return m.lang == tag; });
      if (!there) missing += (missing.empty() ? "" : ",") + tag;
    }
    if (!missing.empty()) {
      scratch = exact::kMissing;
      ((scratch += lang) += ':') += missing;
      doc.add_boolean_term(term("", scratch));
    }
  }

  void add(const store::Work& work) {
    WorkFacts facts;
    facts.symbols = symbols_of(work);
    facts.body = body_of(work.key);
    facts.date = date_of(work);

    // Sequence numbers first: mates point forward.
    constexpr std::uint32_t kNone = 0xFFFFFFFF;
    std::vector<std::vector<std::uint32_t>> sequence(work.expressions.size());
    std::vector<std::vector<std::uint32_t>> row(work.expressions.size());
    std::uint32_t count = 0;
    for (std::size_t k = 0; k < work.expressions.size(); ++k) {
      const auto& blocks = work.expressions[k].expression.blocks;
      sequence[k].assign(blocks.size(), kNone);
      row[k].assign(blocks.size(), 0);
      for (std::size_t b = 0; b < blocks.size(); ++b) {
        if (!blocks[b].text().empty()) sequence[k][b] = count++;
      }
    }
    if (count == 0) return;
    for (std::size_t r = 0; r < work.rows.size(); ++r) {
      for (std::size_t k = 0; k < std::min(work.rows[r].sides.size(), row.size()); ++k) {
        for (const std::uint32_t b : work.rows[r].sides[k]) {
          if (b < row[k].size()) row[k][b] = static_cast<std::uint32_t>(r + 1);
        }
      }
    }

    for (std::size_t k = 0; k < work.expressions.size(); ++k) {
      const store::AnalyzedExpression& e = work.expressions[k];
      const auto& blocks = e.expression.blocks;
      const std::size_t title = title_block(e.expression);
      std::size_t own = title;
      for (const document::Property& p : e.expression.properties) {
        if (p.name == "symbol" && p.block >= 0 &&
            static_cast<std::size_t>(p.block) < blocks.size() &&
            !blocks[static_cast<std::size_t>(p.block)].text().empty()) {
          own = static_cast<std::size_t>(p.block);
          break;
        }
      }
      for (std::size_t b = 0; b < blocks.size(); ++b) {
        if (sequence[k][b] == kNone) continue;
        const std::string_view lang = lang_of(e.expression, blocks[b]);
        Xapian::Document doc;
        add_text(doc, blocks[b].text(), lang, false);
        if (b == title) {
          add_text(doc, e.expression.title.empty() ? blocks[b].text() : e.expression.title,
                   e.expression.lang, true);
        }
        add_exact(doc, facts, e, b);
        if (b == own) {
          for (const std::string& symbol : facts.symbols) doc.add_term(term(exact::kOwn, symbol));
        }

        Record record;
        record.sequence = sequence[k][b];
        record.block = static_cast<std::uint32_t>(b);
        record.row = row[k][b];
        record.date = facts.date;
        record.type = static_cast<std::uint8_t>(blocks[b].type);
        record.cites = !doc.get_value(slot::kCites).empty();
        record.topics = !doc.get_value(slot::kTopics).empty();
        record.lang = lang;
        record.body = facts.body;
        doc.add_value(slot::kRecord, pack(record));
        const std::vector<Mate> others =
            record.row == 0 ? std::vector<Mate>()
                            : mates(work, record.row - 1, sequence, record.sequence);
        add_missing(doc, lang, others);
        if (record.row != 0) {
          const std::string packed = pack(others);
          if (!packed.empty()) doc.add_value(slot::kRow, packed);
        }
        if (record.sequence == 0) {
          doc.set_data(work.key);
          doc.add_boolean_term(term(exact::kWork, work.key));
        }
        db.add_document(doc);
      }
    }
    db.set_metadata(metadata_key(work.key), std::to_string(count));
  }

  static std::vector<Mate> mates(const store::Work& work, std::size_t r,
                                 const std::vector<std::vector<std::uint32_t>>& sequence,
                                 std::uint32_t self) {
    std::vector<Mate> out;
    const auto& sides = work.rows[r].sides;
    for (std::size_t k = 0; k < std::min(sides.size(), sequence.size()); ++k) {
      const document::Expression& expression = work.expressions[k].expression;
      for (const std::uint32_t b : sides[k]) {
        if (b >= sequence[k].size() || sequence[k][b] == self || sequence[k][b] == 0xFFFFFFFF)
          continue;
        const document::Block& block = expression.blocks[b];
        out.push_back({sequence[k][b], b, static_cast<std::uint8_t>(block.type),
                       std::string(lang_of(expression, block))});
      }
    }
    return out;
  }
};

Writer::Writer(const std::filesystem::path& path, const Thesaurus* thesaurus)
    : state_(std::make_unique<State>()) {
  state_->path = path;
  state_->use(thesaurus);
  guarded(path, [&] {
    state_->db = Xapian::WritableDatabase(path.string(),
                                          Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
    const std::string format = state_->db.get_metadata("format");
    if (format.empty() && state_->db.get_lastdocid() == 0) {
      state_->db.set_metadata("format", std::string(kFormat));
      state_->db.commit();
    } else if (format != kFormat) {
      throw Error(ErrorKind::environment, path.string(), "",
                  "the index has another format (" + format + ")",
                  "'hexapla reindex' makes it anew from the catalogue");
    }
  });
}

namespace {

// Blocks of one part of a new index: few enough that Xapian writes them in one go.
constexpr std::size_t kPart = 9'000;

std::size_t blocks_of(const store::Work& work) {
  std::size_t out = 0;
  for (const store::AnalyzedExpression& e : work.expressions) out += e.expression.blocks.size();
  return out;
}

}  // namespace

// Parts are cut by the Works alone and merged in their order, whoever wrote them.
void Writer::write_new(const std::filesystem::path& path, const Source& next, unsigned jobs,
                       const Thesaurus* thesaurus) {
  const std::filesystem::path parts = path.string() + ".parts";
  files::remove(parts);
  files::make_directories(parts);
  std::mutex mutex;
  std::size_t taken = 0;
  bool over = false;
  const auto part_path = [&](std::size_t n) { return parts / std::to_string(n); };
  const auto take = [&](std::vector<std::shared_ptr<const store::Work>>& works) {
    const std::lock_guard lock(mutex);
    works.clear();
    std::size_t blocks = 0;
    while (!over && blocks < kPart) {
      works.push_back(next());
      if (works.back() == nullptr) {
        works.pop_back();
        over = true;
      } else {
        blocks += blocks_of(*works.back());
      }
    }
    return taken++;
  };
  const auto write_parts = [&] {
    State state;
    state.use(thesaurus);
    state.changing = true;  // no transaction: nobody reads a part before it is whole
    std::vector<std::shared_ptr<const store::Work>> works;
    for (;;) {
      const std::size_t n = take(works);
      // The first part is there even when it is empty.
      if (works.empty() && n != 0) return;
      state.db = Xapian::WritableDatabase(
          part_path(n).string(),
          Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
      state.db.set_metadata("format", std::string(kFormat));
      state.named.clear();
      for (const auto& work : works) state.add(*work);
      state.db.commit();
      state.db.close();
      if (works.empty()) return;
    }
  };
  guarded(path, [&] {
    const unsigned writers = std::max(1U, jobs);
    parallel_for(writers, writers, [&](std::size_t) { write_parts(); });
    Xapian::Database all;
    std::error_code error;
    for (std::size_t n = 0; std::filesystem::exists(part_path(n), error); ++n)
      all.add_database(Xapian::Database(part_path(n).string()));
    all.compact(path.string());
  });
  files::remove(parts);
}

bool Writer::can_continue(const std::filesystem::path& path) {
  try {
    return Xapian::Database(path.string()).get_metadata("format") == kFormat;
  } catch (const Xapian::Error&) {
    return false;
  }
}

Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

void Writer::replace(const store::Work& work) {
  guarded(state_->path, [&] {
    state_->begin();
    state_->remove(work.key);
    state_->add(work);
  });
}

void Writer::remove(std::string_view work_key) {
  guarded(state_->path, [&] {
    state_->begin();
    state_->remove(work_key);
  });
}

void Writer::commit() {
  guarded(state_->path, [&] {
    if (!state_->changing) return;
    state_->db.commit_transaction();
    state_->changing = false;
  });
}

}  // namespace hexapla::index
