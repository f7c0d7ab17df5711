// Arabic words as the index finds them beside Xapian's own stemmer: what scripts/accuracy calls.
// Not a test.
//
//   stemmer_trial FILE
//
// Lines of FILE, tab-separated: "text", id, a text; "query", its class, the ids of the texts that
// answer it with commas between them, the query. Asked are the index of this project and indexes
// written directly against Xapian, with its stemmer on words as they are, with its stemmer on words
// folded as here, and with folded words alone: all words, and where no text has all, any of them.
// Printed, tab-separated: class, index, queries, mean reciprocal rank of the first answer, success
// at 10, recall and precision of all that is found.
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyzers/search/analyzer.h"
#include "pipeline/index/index.h"

namespace {

using namespace hexapla;
namespace fs = std::filesystem;

std::vector<std::string> split(const std::string& line, char mark) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(mark, at), line.size());
    out.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

struct Asked {
  std::string kind;
  std::set<std::string> answers;
  std::string query;
};

struct Input {
  std::vector<std::pair<std::string, std::string>> texts;  // id, text
  std::vector<Asked> queries;
};

Input read(const fs::path& file) {
  Input out;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const std::vector<std::string> f = split(line, '\t');
    if (f.size() == 3 && f[0] == "text") out.texts.emplace_back(f[1], f[2]);
    if (f.size() == 4 && f[0] == "query") {
      const std::vector<std::string> ids = split(f[2], ',');
      out.queries.push_back({f[1], {ids.begin(), ids.end()}, f[3]});
    }
  }
  return out;
}

// Ids of the texts found, best first.
using Ask = std::function<std::vector<std::string>(const std::string&)>;

// Words as Xapian's TermGenerator and QueryParser would have them, but for operators.
class Direct {
 public:
  Direct(const Input& input, bool stem, bool fold) : stem_(stem), fold_(fold) {
    for (const auto& [id, text] : input.texts) {
      Xapian::Document doc;
      for (const std::string& term : terms(text)) doc.add_term(term);
      doc.set_data(id);
      db_.add_document(doc);
    }
  }

  std::vector<std::string> ask(const std::string& query) {
    const std::vector<std::string> wanted = terms(query);
    std::vector<std::string> out;
    for (const auto how : {Xapian::Query::OP_AND, Xapian::Query::OP_OR}) {
      Xapian::Enquire enquire(db_);
      enquire.set_query(Xapian::Query(how, wanted.begin(), wanted.end()));
      const Xapian::MSet found = enquire.get_mset(0, db_.get_doccount());
      for (auto it = found.begin(); it != found.end(); ++it)
        out.push_back(it.get_document().get_data());
      if (!out.empty()) break;
    }
    return out;
  }

 private:
  std::vector<std::string> terms(const std::string& text) {
    std::vector<search::Token> tokens;
    analyzer_.tokenize(text, tokens);
    std::vector<std::string> out;
    for (const search::Token& t : tokens) {
      const std::string word =
          fold_ ? t.form->folded : text.substr(t.span.begin, t.span.end - t.span.begin);
      out.push_back(stem_ ? stemmer_(word) : word);
    }
    return out;
  }

  bool stem_;
  bool fold_;
  Xapian::Stem stemmer_{"arabic"};
  search::Analyzer analyzer_{"ar"};  // only to cut words
  Xapian::WritableDatabase db_{std::string(), Xapian::DB_BACKEND_INMEMORY};
};

store::Work work_of(const Input& input) {
  store::Work work;
  work.key = "texts";
  store::AnalyzedExpression e;
  e.expression.work = work.key;
  e.expression.lang = "ar";
  for (const auto& [id, text] : input.texts) {
    document::Block block;
    block.content = document::MappedText::verbatim(text, 0);
    block.lang = "ar";
    e.expression.blocks.push_back(std::move(block));
  }
  e.references.resize(e.expression.blocks.size());
  e.times.resize(e.expression.blocks.size());
  work.expressions.push_back(std::move(e));
  return work;
}

void trial(const Input& input, const char* name, const Ask& ask) {
  struct Sum {
    double queries = 0.0;
    double reciprocal = 0.0;
    double tenth = 0.0;
    double recall = 0.0;
    double precision = 0.0;
  };
  std::map<std::string, Sum> sums;
  for (const Asked& q : input.queries) {
    const std::vector<std::string> found = ask(q.query);
    Sum& sum = sums[q.kind];
    sum.queries += 1.0;
    std::size_t right = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (!q.answers.contains(found[i])) continue;
      if (right++ > 0) continue;
      sum.reciprocal += 1.0 / static_cast<double>(i + 1);
      sum.tenth += i < 10 ? 1.0 : 0.0;
    }
    sum.recall += static_cast<double>(right) / static_cast<double>(q.answers.size());
    if (!found.empty())
      sum.precision += static_cast<double>(right) / static_cast<double>(found.size());
  }
  for (const auto& [kind, s] : sums) {
    std::printf("%s\t%s\t%.0f\t%.3f\t%.3f\t%.3f\t%.3f\n", kind.c_str(), name, s.queries,
                s.reciprocal / s.queries, s.tenth / s.queries, s.recall / s.queries,
                s.precision / s.queries);
  }
}

void run(const fs::path& file) {
  const Input input = read(file);
  std::string scratch = (fs::temp_directory_path() / "stemmer-trial-XXXXXX").string();
  const fs::path folder = ::mkdtemp(scratch.data());
  {
    index::Writer writer(folder / "index");
    writer.replace(work_of(input));
    writer.commit();
  }
  const index::Searcher searcher(folder / "index");
  trial(input, "hexapla", [&](const std::string& text) {
    index::Query query;
    query.text = text;
    query.hits_per_work = input.texts.size();
    query.facets = false;
    std::vector<std::string> out;
    for (const index::WorkHits& w : searcher.search(query).works) {
      for (const index::Hit& hit : w.hits) out.push_back(input.texts[hit.block].first);
    }
    return out;
  });
  fs::remove_all(folder);
  Direct folded(input, true, true);
  Direct raw(input, true, false);
  Direct words(input, false, true);
  trial(input, "Xapian, folded", [&](const std::string& q) { return folded.ask(q); });
  trial(input, "Xapian", [&](const std::string& q) { return raw.ask(q); });
  trial(input, "no stemmer, folded", [&](const std::string& q) { return words.ask(q); });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: stemmer_trial FILE\n";
    return 2;
  }
  try {
    run(argv[1]);
  } catch (const std::exception& e) {
    std::cerr << "stemmer_trial: " << e.what() << '\n';
    return 4;
  }
  return 0;
}
