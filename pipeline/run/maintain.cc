#include "pipeline/run/maintain.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <thread>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/index/index.h"
#include "pipeline/run/fill_memory.h"
#include "pipeline/run/kept_dictionaries.h"
#include "pipeline/run/learn_lexicons.h"
#include "pipeline/run/learn_terms.h"
#include "pipeline/store/lexicons.h"
#include "pipeline/store/store.h"

namespace hexapla::run {
namespace {

void check_work(const store::Work& work, std::vector<std::string>& problems) {
  for (const store::AnalyzedExpression& a : work.expressions) {
    try {
      document::validate(a.expression);
    } catch (const Error& e) {
      problems.push_back(
          fmt::format("{} in {}: {}: {}", work.key, a.expression.lang, e.place(), e.reason()));
    }
    for (std::size_t i = 0; i < a.expression.blocks.size(); ++i) {
      const std::size_t size = a.expression.blocks[i].text().size();
      for (const references::Reference& r : a.references[i]) {
        if (r.span.begin > r.span.end || r.span.end > size) {
          problems.push_back(fmt::format("{} in {}: a reference of block {} lies outside its text",
                                         work.key, a.expression.lang, i));
        }
      }
      for (const time::TimeExpression& t : a.times[i]) {
        if (t.span.begin > t.span.end || t.span.end > size) {
          problems.push_back(fmt::format("{} in {}: a date of block {} lies outside its text",
                                         work.key, a.expression.lang, i));
        }
      }
    }
  }
  std::vector<std::set<std::uint32_t>> seen(work.expressions.size());
  for (std::size_t r = 0; r < work.rows.size(); ++r) {
    for (std::size_t k = 0; k < work.rows[r].sides.size(); ++k) {
      for (const std::uint32_t b : work.rows[r].sides[k]) {
        const std::string& lang = work.expressions[k].expression.lang;
        if (b >= work.expressions[k].expression.blocks.size()) {
          problems.push_back(fmt::format("{}: row {} names block {} of {}, which is not there",
                                         work.key, r, b, lang));
        } else if (!seen[k].insert(b).second) {
          problems.push_back(fmt::format("{}: block {} of {} is in two rows", work.key, b, lang));
        }
      }
    }
  }
}

void check_work_list(const store::Catalogue& catalogue, std::vector<std::string>& problems) {
  std::set<std::pair<std::string, std::string>> listed;
  for (const store::Input& i : catalogue.inputs()) {
    if (i.status == store::InputStatus::done) listed.emplace(i.work, i.lang);
  }
  std::set<std::pair<std::string, std::string>> there;
  for (const store::WorkSummary& w : catalogue.works()) {
    for (const std::string& lang : w.languages) there.emplace(w.work, lang);
  }
  for (const auto& [work, lang] : listed) {
    if (!there.contains({work, lang}))
      problems.push_back(
          fmt::format("{} in {} is on the work list and not in the catalogue", work, lang));
  }
  for (const auto& [work, lang] : there) {
    if (!listed.contains({work, lang}))
      problems.push_back(
          fmt::format("{} in {} is in the catalogue and not on the work list", work, lang));
  }
}

}  // namespace

std::size_t reindex(const std::filesystem::path& store) {
  store::Store::open(store);  // says in words when there is none
  store::Builder builder(store);
  const store::Catalogue catalogue = store::Catalogue::open(builder.catalogue_path());
  const index::Thesaurus thesaurus = index::parse_thesaurus(catalogue.meta("thesaurus"));
  const std::filesystem::path path = builder.scratch() / "index";
  files::remove(path);
  std::size_t count = 0;
  {
    const std::vector<store::WorkSummary> works = catalogue.works();
    const auto next = [&]() -> std::shared_ptr<const store::Work> {
      if (count == works.size()) return nullptr;
      return std::make_shared<const store::Work>(*catalogue.work(works[count++].work));
    };
    index::Writer::write_new(path, next, std::max(1U, std::thread::hardware_concurrency()),
                             &thesaurus);
  }
  store::write_lexicons(
      learn_lexicons(catalogue, std::max(1U, std::thread::hardware_concurrency())),
      builder.scratch() / "lexicon");
  write_term_translations(catalogue, parse_dictionaries(catalogue.meta("dictionaries")), thesaurus,
                          builder.scratch() / "lexicon",
                          std::max(1U, std::thread::hardware_concurrency()));
  fill_memory(catalogue, builder.scratch() / "memory");
  builder.publish(catalogue, catalogue.meta("state"));
  return count;
}

std::vector<std::string> verify(const std::filesystem::path& path) {
  std::vector<std::string> problems;
  const store::Store store = store::Store::open(path);
  const store::Catalogue& catalogue = store.catalogue();
  store::Statement integrity = catalogue.database().prepare("PRAGMA integrity_check");
  while (integrity.step()) {
    if (integrity.text(0) != "ok") problems.push_back("catalogue.sqlite: " + integrity.text(0));
  }
  if (!problems.empty()) return problems;  // nothing read from it can be trusted
  for (const store::WorkSummary& summary : catalogue.works()) {
    try {
      check_work(*catalogue.work(summary.work), problems);
    } catch (const Error& e) {
      problems.push_back(summary.work + ": " + e.reason());
    }
  }
  check_work_list(catalogue, problems);
  try {
    const index::Searcher searcher(store.index_path());
    // Blocks without text have nothing to be found by and are not in the index.
    store::Statement count =
        catalogue.database().prepare("SELECT COUNT(*) FROM blocks WHERE text <> ''");
    const std::size_t blocks = count.step() ? static_cast<std::size_t>(count.integer(0)) : 0;
    if (searcher.block_count() != blocks) {
      problems.push_back(
          fmt::format("the index has {} blocks, the catalogue {}: run `hexapla reindex`",
                      searcher.block_count(), blocks));
    }
  } catch (const Error& e) {
    problems.push_back(std::string(e.what()) + ": run `hexapla reindex`");
  }
  for (std::string& problem : verify_memory(catalogue, store.part_path("memory")))
    problems.push_back(std::move(problem));
  return problems;
}

}  // namespace hexapla::run
