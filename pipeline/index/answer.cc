#include "pipeline/index/answer.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "analyzers/text/utf8.h"
#include "pipeline/document/document.h"
#include "pipeline/index/terms.h"

namespace hexapla::index {
namespace {

struct WorkScore {
  Xapian::docid work = 0;
  double best = 0.0;
  std::uint32_t date = 0;
};

class Answer {
 public:
  Answer(const Query& query, const Plan& plan, const Found& found, IndexReader& reader)
      : query_(query), plan_(plan), found_(found), reader_(reader) {}

  void page(Results& out) {
    std::vector<WorkScore> works = scores();
    out.work_count = works.size();
    // Keys are fetched only where scores tie.
    const auto before = [&](const WorkScore& a, const WorkScore& b) {
      if (query_.order == Order::date && a.date != b.date) return a.date > b.date;
      if (a.best != b.best) return a.best > b.best;
      return a.work != b.work && reader_.key(a.work) < reader_.key(b.work);
    };
    const std::size_t from = std::min(query_.offset, works.size());
    const std::size_t to = from + std::min(query_.limit, works.size() - from);
    std::partial_sort(works.begin(), works.begin() + static_cast<std::ptrdiff_t>(to), works.end(),
                      before);
    std::unordered_map<Xapian::docid, std::vector<const Match*>> shown;
    for (std::size_t i = from; i < to; ++i) shown[works[i].work];
    auto at = shown.end();
    Xapian::docid last = 0;  // the Work of the match before
    for (const Match& m : found_.matches) {
      if (m.work != last) {
        at = shown.find(m.work);
        last = m.work;
      }
      if (at != shown.end()) at->second.push_back(&m);
    }
    for (std::size_t i = from; i < to; ++i)
      out.works.push_back(hits_of(std::move(shown[works[i].work])));
  }

  void facets(Results& out) {
    BlockCache& blocks = reader_.blocks();
    std::vector<std::size_t> by_lang(blocks.langs().size());
    std::vector<std::size_t> by_body(blocks.bodies().size());
    std::array<std::size_t, 256> by_type{};
    std::map<std::uint32_t, std::size_t> by_year;
    std::uint32_t year = 0;  // of the match before
    std::size_t* of_year = &by_year[year];
    std::vector<std::size_t> cited;
    std::vector<std::size_t> topics;
    const auto count = [](std::span<const std::uint32_t> ids, const Names& names,
                          std::vector<std::size_t>& counts) {
      if (!ids.empty()) counts.resize(names.size());
      for (const std::uint32_t id : ids) ++counts[id];
    };
    for (const Match& m : found_.matches) {
      ++by_lang[m.lang];
      ++by_body[m.body];
      ++by_type[m.type];
      if (m.date / 10000 != year) {
        year = m.date / 10000;
        of_year = &by_year[year];
      }
      ++*of_year;
      if (!m.facets) continue;
      const Facets facets = blocks.facets_of(m.document());
      count(facets.cites, blocks.cited(), cited);
      count(facets.topics, blocks.topics(), topics);
    }
    const auto put = [&](const char* facet, const std::string& value, std::size_t n) {
      if (n > 0 && !value.empty()) out.facets[facet][value] += n;
    };
    const auto put_all = [&](const char* facet, const Names& names,
                             const std::vector<std::size_t>& counts) {
      for (std::uint32_t id = 0; id < counts.size(); ++id) put(facet, names.name(id), counts[id]);
    };
    put_all("lang", blocks.langs(), by_lang);
    put_all("body", blocks.bodies(), by_body);
    put_all("cites", blocks.cited(), cited);
    by_year.erase(0);  // undated
    for (const auto& [y, n] : by_year) put("year", std::to_string(y), n);
    for (std::size_t i = 0; i < by_type.size(); ++i) {
      if (by_type[i] > 0)
        put("type", std::string(document::name(static_cast<document::BlockType>(i))), by_type[i]);
    }
    for (std::uint32_t i = 0; i < topics.size(); ++i) {
      if (topics[i] == 0) continue;
      const std::string& id = blocks.topics().name(i);
      const std::string name = reader_.db().get_metadata(topic::kName + id);
      put("topic", name.empty() ? id : name, topics[i]);
    }
  }

 private:
  // Works in the order of their first match.
  std::vector<WorkScore> scores() const {
    std::unordered_map<Xapian::docid, std::size_t> index;
    std::vector<WorkScore> works;
    std::size_t at = 0;  // the Work of the match before
    for (const Match& m : found_.matches) {
      if (at >= works.size() || works[at].work != m.work) {
        const auto [it, fresh] = index.emplace(m.work, works.size());
        if (fresh) works.push_back({m.work, m.score, m.date});
        at = it->second;
      }
      works[at].best = std::max(works[at].best, m.score);
    }
    return works;
  }

  const std::string& lang_of(const Match& m) const { return reader_.blocks().langs().name(m.lang); }

  Why why_direct(Xapian::docid document) const {
    for (const std::string& wanted : plan_.traits.identifier_terms) {
      Xapian::TermIterator it = reader_.db().termlist_begin(document);
      it.skip_to(wanted);
      if (it != reader_.db().termlist_end(document) && *it == wanted) return Why::identifier;
    }
    return Why::words;
  }

  Why why(const Match& match) const {
    switch (match.via) {
      case Via::itself:
        return why_direct(match.document());
      case Via::row:
        return Why::row;
      case Via::expansion:
        return Why::expansion;
    }
    return Why::words;
  }

  WorkHits hits_of(std::vector<const Match*> matches) {
    WorkHits out;
    if (matches.empty()) return out;
    out.work = reader_.key(matches.front()->work);
    std::sort(matches.begin(), matches.end(), [&](const Match* a, const Match* b) {
      if (a->score != b->score) return a->score > b->score;
      if (a->lang != b->lang) return lang_of(*a) < lang_of(*b);
      return a->block < b->block;
    });
    // One hit a row.
    std::vector<std::vector<const Match*>> hits;
    std::unordered_map<std::uint32_t, std::size_t> rows;
    for (const Match* m : matches) {
      if (m->row != 0) {
        const auto [it, fresh] = rows.emplace(m->row, hits.size());
        if (!fresh) {
          hits[it->second].push_back(m);
          continue;
        }
      }
      hits.push_back({m});
    }
    for (std::size_t i = 0; i < hits.size(); ++i) {
      if (i < query_.hits_per_work) {
        out.hits.push_back(hit_of(out.work, hits[i]));
      } else {
        out.more += hits[i].size();
      }
    }
    return out;
  }

  // Of the Blocks of a row that match the one that is shown: in the query's language, else in one
  // that the query may be in, else the best. An identifier that was typed as no language has it is
  // no better in one language than in another: then English, which most readers share.
  const Match& shown_of(const std::vector<const Match*>& matches) const {
    std::vector<std::string> wanted = plan_.from;
    if (!plan_.query_lang.empty()) wanted = {plan_.query_lang};
    if (plan_.traits.script == text::Script::none) {
      const std::string typed = language_of_identifiers(plan_.traits);
      wanted = {typed.empty() ? "en" : typed};
    }
    const auto is_wanted = [&](const Match* m) {
      return std::find(wanted.begin(), wanted.end(), lang_of(*m)) != wanted.end();
    };
    const auto own = std::find_if(matches.begin(), matches.end(), is_wanted);
    return own == matches.end() ? *matches.front() : **own;
  }

  Hit hit_of(const std::string& work, const std::vector<const Match*>& matches) {
    const Match& shown = shown_of(matches);
    Hit hit;
    hit.work = work;
    hit.lang = lang_of(shown);
    hit.block = shown.block;
    hit.score = matches.front()->score;
    hit.why = why(shown);
    if (shown.row == 0) return hit;
    hit.row = shown.row - 1;
    for (const RowMate& mate : reader_.blocks().mates_of(shown.document())) {
      const Xapian::docid document = shown.work + mate.sequence;
      const auto found = std::find_if(matches.begin(), matches.end(), [&](const Match* m) {
        return m->document() == document && m->via != Via::row;
      });
      const Why because = found != matches.end()               ? why(**found)
                          : found_.collector.matched(document) ? why_direct(document)
                                                               : Why::row;
      hit.aligned.push_back({reader_.blocks().langs().name(mate.lang), mate.block, because});
    }
    std::sort(hit.aligned.begin(), hit.aligned.end(), [](const Aligned& a, const Aligned& b) {
      return std::tie(a.lang, a.block) < std::tie(b.lang, b.block);
    });
    return hit;
  }

  const Query& query_;
  const Plan& plan_;
  const Found& found_;
  IndexReader& reader_;
};

}  // namespace

void answer(const Query& query, const Plan& plan, const Found& found, IndexReader& reader,
            Results& out) {
  out.block_count = found.matches.size();
  Answer answer(query, plan, found, reader);
  answer.page(out);
  if (query.facets) answer.facets(out);
}

}  // namespace hexapla::index
