// Known-item search, counted: what scripts/accuracy calls. Not a test.
//
//   search_trial lines FOLDER [--rows]     FOLDER/find.tsv: key, language, text; one line a Block
//   search_trial store DIRECTORY           the Blocks of a store but mastheads and letterheads
//   --no-expansion                         leave the translation of words away
//
// Of FOLDER, beside find.tsv, what is learned from: learn.tsv (key, language, text), pairs.tsv
// (language, language, text, text), labels.tsv (key, language, text: a thesaurus), each if there.
// The rows of find.tsv are withheld from the index and from the learning, but with --rows.
//
// Queries are made of a Block in one language, the Block in the other is to be found: `keywords`
// are the four words that stand in the fewest Blocks of the language, in the order of the text;
// `sentence` is the whole text; `phrase` four words that follow each other, in quotes; `title` the
// whole text of headings and titles. A Block with the same text is as good. Printed, tab-separated:
// kind, from, to, queries, mean reciprocal rank, success at 1, success at 10.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyzers/search/analyzer.h"
#include "pipeline/base/error.h"
#include "pipeline/index/index.h"
#include "pipeline/index/translations.h"
#include "pipeline/store/store.h"

namespace {

using namespace hexapla;
namespace fs = std::filesystem;

std::vector<std::vector<std::string>> fields(const fs::path& file) {
  std::vector<std::vector<std::string>> out;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    out.emplace_back();
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('\t', at), line.size());
      out.back().push_back(line.substr(at, end - at));
      at = end + 1;
    }
  }
  return out;
}

// Texts by key and language.
using Keyed = std::map<std::string, std::map<std::string, std::string>>;

Keyed keyed(const fs::path& file) {
  Keyed out;
  for (auto& f : fields(file)) {
    if (f.size() == 3 && !f[2].empty()) out[f[0]][f[1]] = f[2];
  }
  return out;
}

// What is looked for: a text in several languages.
struct Item {
  std::map<std::string, std::vector<std::string>> texts;  // Blocks by language
  bool heading = false;
};

store::Work work_of(const std::string& key, const Keyed& texts, bool rows) {
  store::Work work;
  work.key = key;
  std::map<std::string, store::AnalyzedExpression> expressions;
  std::vector<std::map<std::string, std::uint32_t>> places;
  for (const auto& [item, by_lang] : texts) {
    auto& row = places.emplace_back();
    for (const auto& [lang, text] : by_lang) {
      store::AnalyzedExpression& e = expressions[lang];
      e.expression.work = key;
      e.expression.lang = lang;
      row[lang] = static_cast<std::uint32_t>(e.expression.blocks.size());
      document::Block block;
      block.content = document::MappedText::verbatim(text, 0);
      block.lang = lang;
      e.expression.blocks.push_back(std::move(block));
    }
  }
  for (auto& [lang, e] : expressions) {
    e.references.resize(e.expression.blocks.size());
    e.times.resize(e.expression.blocks.size());
    work.expressions.push_back(std::move(e));
  }
  if (!rows) return work;
  for (const auto& row : places) {
    align::Row r{{}, 1.0, ""};
    for (const store::AnalyzedExpression& e : work.expressions) {
      const auto found = row.find(e.expression.lang);
      r.sides.push_back(found == row.end() ? std::vector<std::uint32_t>()
                                           : std::vector<std::uint32_t>{found->second});
    }
    work.rows.push_back(std::move(r));
  }
  return work;
}

class Trial {
 public:
  Trial(const index::Searcher& searcher, std::vector<Item> items, bool expand,
        std::function<std::string(const index::Hit&)> text_of)
      : searcher_(searcher), items_(std::move(items)), expand_(expand), text_(std::move(text_of)) {
    for (const Item& item : items_) {
      for (const auto& [lang, texts] : item.texts) {
        for (const std::string& text : texts) {
          const auto words = words_of(text, lang);
          for (std::size_t at = 0; at + kPhrase <= words.size(); ++at)
            phrases_[lang][phrase_key(words, at)].insert(&text);
          std::set<std::string> distinct;
          for (const auto& w : words) {
            if (!w.stop) distinct.insert(w.term);
          }
          for (const std::string& term : distinct) ++frequency_[lang][term];
        }
      }
    }
  }

  void run(const std::string& kind) {
    std::set<std::string> langs;
    for (const Item& item : items_) {
      for (const auto& [lang, texts] : item.texts) langs.insert(lang);
    }
    for (const std::string& from : langs) {
      for (const std::string& to : langs) one(kind, from, to);
    }
  }

 private:
  static constexpr std::size_t kPhrase = 4;    // words
  static constexpr std::size_t kAnswers = 10;  // Blocks that a page shows
  struct Word {
    std::string term;
    std::string surface;
    bool stop = false;
    bool joined = false;  // to the word before, without a space
  };

  std::vector<Word> words_of(const std::string& text, const std::string& lang) {
    search::Analyzer& analyzer = analyzers_.try_emplace(lang, lang).first->second;
    std::vector<search::Token> tokens;
    std::vector<search::HanWord> han;
    analyzer.tokenize(text, tokens);
    analyzer.han_words(tokens, han);
    std::vector<Word> out;
    std::size_t next = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const search::Token& t = tokens[i];
      const auto surface = [&](std::size_t count) {
        return text.substr(t.span.begin, tokens[i + count - 1].span.end - t.span.begin);
      };
      const bool chinese = t.kind == search::TokenKind::han;
      const bool joined = i > 0 && chinese && tokens[i - 1].span.end == t.span.begin;
      if (next < han.size() && han[next].first == i) {
        std::string term;
        for (std::size_t k = 0; k < han[next].count; ++k) term += tokens[i + k].form->term;
        out.push_back({term, surface(han[next].count), han[next].stop, joined});
        i += han[next++].count - 1;
      } else {
        const bool weak = t.form->stop || t.kind == search::TokenKind::number || chinese;
        out.push_back({t.form->term, surface(1), weak, joined});
      }
    }
    return out;
  }

  static std::string phrase_key(const std::vector<Word>& words, std::size_t at) {
    std::string out;
    for (std::size_t i = at; i < at + kPhrase; ++i) out += words[i].term + ' ';
    return out;
  }

  // Empty when the text makes no such query.
  std::string query(const std::string& kind, const Item& item, const std::string& text,
                    const std::string& lang) {
    if (kind == "sentence") return text;
    if (kind == "title") return item.heading ? text : std::string();
    const std::vector<Word> words = words_of(text, lang);
    std::string out;
    if (kind == "phrase") {
      if (words.size() < kPhrase + 1) return {};
      // The four words that the fewest Blocks have so; of these the ones with the most that carry
      // meaning, the first such.
      std::size_t best = 0;
      std::pair<std::size_t, std::size_t> least = {SIZE_MAX, 0};
      for (std::size_t at = 0; at + kPhrase <= words.size(); ++at) {
        std::size_t empty = 0;
        for (std::size_t i = at; i < at + kPhrase; ++i) empty += words[i].stop ? 1 : 0;
        const std::pair rank{phrases_[lang][phrase_key(words, at)].size(), empty};
        if (empty == kPhrase || rank >= least) continue;
        least = rank;
        best = at;
      }
      // What so many Blocks have is no question for one of them.
      if (least.first > kAnswers) return {};
      for (std::size_t i = best; i < best + kPhrase; ++i)
        out += (i == best || words[i].joined ? "" : " ") + words[i].surface;
      return '"' + out + '"';
    }
    std::vector<std::size_t> chosen;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!words[i].stop && seen.insert(words[i].term).second) chosen.push_back(i);
    }
    if (chosen.size() < 4) return {};
    std::stable_sort(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) {
      return frequency_[lang][words[a].term] < frequency_[lang][words[b].term];
    });
    chosen.resize(4);
    std::sort(chosen.begin(), chosen.end());
    for (const std::size_t i : chosen) out += (out.empty() ? "" : " ") + words[i].surface;
    return out;
  }

  void one(const std::string& kind, const std::string& from, const std::string& to) {
    std::size_t queries = 0;
    double reciprocal = 0.0;
    std::size_t first = 0;
    std::size_t tenth = 0;
    for (const Item& item : items_) {
      const auto source = item.texts.find(from);
      const auto target = item.texts.find(to);
      if (source == item.texts.end() || target == item.texts.end()) continue;
      index::Query q;
      q.text = query(kind, item, source->second.front(), from);
      if (q.text.empty()) continue;
      ++queries;
      q.lang = to;
      q.limit = 20;
      q.hits_per_work = 20;
      q.facets = false;
      q.expand = expand_;
      std::vector<index::Hit> hits;
      try {
        for (index::WorkHits& w : searcher_.search(q).works) {
          for (index::Hit& h : w.hits) hits.push_back(std::move(h));
        }
      } catch (const Error& e) {
        std::cerr << e.what() << ": " << q.text << '\n';
        continue;
      }
      std::stable_sort(hits.begin(), hits.end(),
                       [](const index::Hit& a, const index::Hit& b) { return a.score > b.score; });
      for (std::size_t i = 0; i < hits.size(); ++i) {
        const std::string shown = text_(hits[i]);
        if (std::find(target->second.begin(), target->second.end(), shown) == target->second.end())
          continue;
        reciprocal += 1.0 / static_cast<double>(i + 1);
        first += i == 0 ? 1 : 0;
        tenth += i < 10 ? 1 : 0;
        break;
      }
      if (std::getenv("HEXAPLA_TRIAL_MISSES") != nullptr) report(q.text, hits, target->second);
    }
    if (queries == 0) return;
    const auto n = static_cast<double>(queries);
    std::printf("%s\t%s\t%s\t%zu\t%.3f\t%.3f\t%.3f\n", kind.c_str(), from.c_str(), to.c_str(),
                queries, reciprocal / n, static_cast<double>(first) / n,
                static_cast<double>(tenth) / n);
  }

  void report(const std::string& query, const std::vector<index::Hit>& hits,
              const std::vector<std::string>& wanted) const {
    for (std::size_t i = 0; i < std::min<std::size_t>(10, hits.size()); ++i) {
      if (std::find(wanted.begin(), wanted.end(), text_(hits[i])) != wanted.end()) return;
    }
    std::cerr << "missed: " << query << "\n  wanted: " << wanted.front() << '\n';
    if (!hits.empty()) std::cerr << "  first:  " << text_(hits.front()) << '\n';
  }

  const index::Searcher& searcher_;
  std::vector<Item> items_;
  bool expand_;
  std::function<std::string(const index::Hit&)> text_;
  std::map<std::string, search::Analyzer, std::less<>> analyzers_;
  std::map<std::string, std::unordered_map<std::string, std::size_t>> frequency_;
  // Blocks that have four words in a row.
  std::map<std::string, std::unordered_map<std::string, std::set<const std::string*>>> phrases_;
};

void run_all(Trial& trial) {
  for (const char* kind : {"keywords", "sentence", "phrase", "title"}) trial.run(kind);
}

int lines(const fs::path& folder, bool rows, bool expand) {
  const Keyed found = keyed(folder / "find.tsv");
  // The part of the key before the colon is the document.
  std::map<std::string, Keyed> works;
  for (const auto& [key, texts] : found) works["file:" + key.substr(0, key.find(':'))][key] = texts;
  std::string scratch = (fs::temp_directory_path() / "search-trial-XXXXXX").string();
  const fs::path index = fs::path(::mkdtemp(scratch.data())) / "index";
  std::map<std::string, store::Work> made;
  {
    index::Writer writer(index);
    for (const auto& [key, texts] : works) {
      made[key] = work_of(key, texts, rows);
      writer.replace(made[key]);
    }
    writer.commit();
  }
  {
    index::TranslationLearner learner;
    learner.add(work_of("learn", keyed(folder / "learn.tsv"), true));
    for (const auto& f : fields(folder / "pairs.tsv")) {
      if (f.size() == 4) learner.add({{f[0], f[2]}, {f[1], f[3]}});
    }
    for (const auto& [key, texts] : keyed(folder / "labels.tsv")) {
      std::vector<index::TranslationLearner::Text> labels;
      for (const auto& [lang, text] : texts) labels.push_back({lang, text});
      learner.add(labels);
    }
    learner.write(index.parent_path() / index::kTranslationsFile, 1);
  }
  std::vector<Item> items;
  for (const auto& [key, texts] : found) {
    Item item;
    for (const auto& [lang, text] : texts) item.texts[lang] = {text};
    items.push_back(std::move(item));
  }
  {
    const index::Searcher searcher(index, index.parent_path());
    Trial trial(searcher, std::move(items), expand, [&](const index::Hit& h) {
      return made.at(h.work).find(h.lang)->expression.blocks[h.block].text();
    });
    run_all(trial);
  }
  fs::remove_all(index.parent_path());
  return 0;
}

int stored(const fs::path& directory, bool expand) {
  const store::Store store = store::Store::open(directory);
  std::map<std::string, store::Work> works;
  std::vector<Item> items;
  for (const store::WorkSummary& summary : store.catalogue().works()) {
    const store::Work& work = works[summary.work] = *store.catalogue().work(summary.work);
    for (const align::Row& row : work.rows) {
      Item item;
      for (std::size_t k = 0; k < row.sides.size(); ++k) {
        const document::Expression& e = work.expressions[k].expression;
        for (const std::uint32_t b : row.sides[k]) {
          const document::Block& block = e.blocks[b];
          // Mastheads and letterheads are the same on every document: nobody looks for one of them.
          if (block.text().empty() || block.type == document::BlockType::masthead ||
              block.type == document::BlockType::letterhead) {
            continue;
          }
          item.texts[e.lang].push_back(block.text());
          item.heading = item.heading || block.type == document::BlockType::title ||
                         block.type == document::BlockType::heading;
        }
      }
      items.push_back(std::move(item));
    }
  }
  const index::Searcher searcher(store.index_path(), store.lexicon_path());
  Trial trial(searcher, std::move(items), expand, [&](const index::Hit& h) {
    return works.at(h.work).find(h.lang)->expression.blocks[h.block].text();
  });
  run_all(trial);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto has = [&](const char* option) {
    return std::find(arguments.begin(), arguments.end(), option) != arguments.end();
  };
  if (arguments.size() < 2) {
    std::cerr << "usage: search_trial lines FOLDER [--rows] | store DIRECTORY [--no-expansion]\n";
    return 2;
  }
  try {
    const bool expand = !has("--no-expansion");
    return arguments[0] == "store" ? stored(arguments[1], expand)
                                   : lines(arguments[1], has("--rows"), expand);
  } catch (const std::exception& e) {
    std::cerr << "search_trial: " << e.what() << '\n';
    return 4;
  }
}
