#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "pipeline/base/files.h"
#include "pipeline/command/commands.h"
#include "pipeline/command/rows.h"
#include "pipeline/index/index.h"
#include "pipeline/store/store.h"

namespace hexapla::command {
namespace {

class SearchPrinter {
 public:
  SearchPrinter(const SearchCommand& options, Environment environment, const store::Store& store,
                const index::Searcher& searcher)
      : options_(options),
        environment_(environment),
        catalogue_(store.catalogue()),
        searcher_(searcher) {}

  void text(const index::Results& results) const {
    std::ostream& out = environment_.out;
    for (const index::WorkHits& w : results.works) {
      out << printable(w.work) << "  " << one_line(title(w), 90) << '\n';
      for (const index::Hit& hit : w.hits) print_hit(hit);
      if (w.more > 0) out << fmt::format("  … and {} more in this Work (--hits N)\n", w.more);
      out << '\n';
    }
    out << counted(results.block_count, "paragraph") << " in "
        << counted(results.work_count, "Work");
    if (results.relaxed)
      out << "; too few have all the words: those with most of them are among these";
    if (results.work_count > options_.offset + results.works.size()) {
      out << fmt::format("; more with --offset {}", options_.offset + results.works.size());
    }
    out << '\n';
  }

  void csv(const index::Results& results) const {
    environment_.out << "work,lang,block,label,text,why,score,file,from,to\n";
    for (const index::WorkHits& w : results.works) {
      for (const index::Hit& hit : w.hits) {
        const store::Catalogue::BlockText b = catalogue_.block(place(hit));
        environment_.out << fmt::format("{},{},{},{},{},{},{:.3f},{},{},{}\n", csv_field(w.work),
                                        hit.lang, hit.block, csv_field(b.label), csv_field(b.text),
                                        name(hit.why), hit.score, csv_field(b.path), b.source.begin,
                                        b.source.end);
      }
    }
  }

  void json(const index::Results& results) const {
    Json json;
    json["query"] = options_.query;
    json["query_lang"] = results.query_lang;
    json["searched_langs"] = results.langs;
    json["relaxed"] = results.relaxed;
    json["notes"] = results.notes;
    if (!results.did_you_mean.empty()) json["did_you_mean"] = results.did_you_mean;
    json["works"] = results.work_count;
    json["blocks"] = results.block_count;
    json["offset"] = options_.offset;
    json["facets"] = results.facets;
    json["results"] = Json::array();
    for (const index::WorkHits& w : results.works) {
      Json work;
      work["work"] = w.work;
      work["title"] = title(w);
      work["more"] = w.more;
      work["hits"] = Json::array();
      for (const index::Hit& hit : w.hits) {
        Json h = block_json(catalogue_, place(hit));
        h["lang"] = hit.lang;
        h["why"] = name(hit.why);
        h["score"] = hit.score;
        h["highlights"] = Json::array();
        for (const Span& s : searcher_.highlights(
                 options_.query, h["text"].get_ref<const std::string&>(), hit.lang)) {
          h["highlights"].push_back({s.begin, s.end});
        }
        h["row"] = row_json(catalogue_, place(hit), options_.show);
        work["hits"].push_back(std::move(h));
      }
      json["results"].push_back(std::move(work));
    }
    print_document(environment_.out, json);
  }

 private:
  // What a reader cannot see from the text itself.
  static std::string_view reason(index::Why why) {
    switch (why) {
      case index::Why::row:
        return "; found through its translation";
      case index::Why::expansion:
        return "; found by translated words";
      case index::Why::words:
      case index::Why::identifier:
        break;
    }
    return "";
  }
  static store::Place place(const index::Hit& hit) { return {hit.work, hit.lang, hit.block}; }

  std::string title(const index::WorkHits& w) const {
    const std::string in_lang = w.hits.empty() ? "" : catalogue_.title(w.work, w.hits.front().lang);
    return in_lang.empty() ? catalogue_.title(w.work, "en") : in_lang;
  }

  void print_hit(const index::Hit& hit) const {
    constexpr std::size_t kWidth = 160;
    std::ostream& out = environment_.out;
    const store::Catalogue::BlockText b = catalogue_.block(place(hit));
    const std::vector<Span> marks = searcher_.highlights(options_.query, b.text, hit.lang);
    const std::string label = b.label.empty() ? "" : printable(b.label) + " ";
    out << fmt::format(
               "  {}  {}", hit.lang,
               directed(label + snippet(b.text, marks, kWidth, environment_.out_is_terminal),
                        hit.lang, environment_))
        << fmt::format("   ({}:{}-{}{})\n", printable(b.path), b.source.begin, b.source.end,
                       reason(hit.why));
    const std::optional<store::RowPlaces> row = catalogue_.row_of(place(hit));
    if (!row) return;
    for (const store::Place& p : row->places) {
      if (p.lang == hit.lang || !wanted(options_.show, p.lang)) continue;
      out << fmt::format("      {}  {}\n", p.lang,
                         directed(block_line(catalogue_.block(p), kWidth), p.lang, environment_));
    }
  }

  const SearchCommand& options_;
  Environment environment_;
  const store::Catalogue& catalogue_;
  const index::Searcher& searcher_;
};

}  // namespace

int search(const SearchCommand& options, Environment environment) {
  const store::Store store = store::Store::open(options.store);
  index::Searcher searcher(store.index_path(), store.lexicon_path());
  if (!options.synonyms.empty())
    searcher.use(index::read_synonyms(files::read(options.synonyms), options.synonyms));
  index::Query query;
  query.text = options.query;
  query.lang = options.lang;
  query.offset = options.offset;
  query.limit = options.limit;
  query.hits_per_work = options.hits;
  query.expand = !options.no_expansion;
  query.order = options.sort == "date" ? index::Order::date : index::Order::relevance;
  const index::Results results = searcher.search(query);
  for (const std::string& note : results.notes) environment.err << "note: " << note << '\n';
  if (!results.did_you_mean.empty())
    environment.err << "did you mean: " << printable(results.did_you_mean) << '\n';
  const SearchPrinter printer(options, environment, store, searcher);
  if (options.format == "json") {
    printer.json(results);
  } else if (options.format == "csv") {
    printer.csv(results);
  } else {
    printer.text(results);
  }
  return results.block_count == 0 ? 1 : 0;
}

}  // namespace hexapla::command
