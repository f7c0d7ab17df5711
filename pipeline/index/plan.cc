#include "pipeline/index/plan.h"

#include <algorithm>

#include "analyzers/language/profile.h"
#include "analyzers/text/utf8.h"
#include "pipeline/index/replace_synonyms.h"
#include "pipeline/index/terms.h"

namespace hexapla::index {
namespace {

// A language asked for in the query itself is the answer's language too. Takes it out of the tree.
std::string language_of_answer(Node& root) {
  if (root.kind == Node::Kind::disjunction || root.children.size() == 1) return {};
  for (auto it = root.children.begin(); it != root.children.end(); ++it) {
    if (it->kind != Node::Kind::filter || it->field != Field::lang || it->negated) continue;
    if (it->text.find(',') != std::string::npos) continue;
    std::string lang = text::to_lower(it->text);
    root.children.erase(it);
    return lang;
  }
  return {};
}

// All languages, except those that the query's script could also be in when we know which it is in.
std::vector<std::string> to_search(const std::string& query_lang,
                                   const std::vector<std::string>& langs) {
  if (query_lang.empty()) return langs;
  const text::Script script = script_of_language(query_lang);
  std::vector<std::string> out;
  for (const std::string& lang : langs) {
    if (lang == query_lang || script_of_language(lang) != script) out.push_back(lang);
  }
  return out;
}

}  // namespace

Plan plan_of(const Query& query, const Synonyms& synonyms, const IndexReader& reader) {
  Plan plan;
  plan.parsed = parse_query(query.text);
  replace_synonyms(synonyms, plan.parsed);
  plan.traits = traits_of(plan.parsed);
  plan.lang = query.lang;
  if (plan.lang.empty()) plan.lang = language_of_answer(plan.parsed.root);
  bool positive = false;
  for_each_wanted(plan.parsed.root, [&](const Node&) { positive = true; });
  if (!positive) {
    throw Error(ErrorKind::usage, "", "query", "NOT alone would find nearly everything",
                "say what to look for");
  }
  plan.query_lang = recognise(plan.traits);
  plan.langs = to_search(plan.query_lang, reader.langs());
  return plan;
}

std::vector<std::string> spoken(const Plan& plan, IndexReader& reader,
                                const Translations* translations) {
  if (!plan.query_lang.empty()) return {plan.query_lang};
  if (plan.traits.script == text::Script::none) return {};
  std::vector<std::string> best;
  std::size_t most = 1;
  std::vector<search::Token> tokens;
  for (const language::Profile& profile : language::profiles()) {
    const std::string& lang = profile.tag();
    if (script_of_language(lang) != plan.traits.script) continue;
    std::size_t known = 0;
    reader.analyzer(lang).tokenize(plan.traits.text, tokens);
    for (const search::Token& t : tokens) {
      if (t.kind != search::TokenKind::word) continue;
      const bool here = t.form->stop ||
                        reader.db().term_exists(term(word_prefix(lang), t.form->term)) ||
                        (translations != nullptr && translations->knows(t.form->term, lang));
      known += here ? 1 : 0;
    }
    if (known > most) best.clear();
    if (known >= most) best.push_back(lang);
    most = std::max(most, known);
  }
  return best;
}

std::vector<std::string> partly(const Plan& plan, const Translations& translations) {
  if (!plan.traits.plain || plan.from.empty()) return plan.langs;
  std::vector<std::string> out;
  for (const std::string& lang : plan.langs) {
    const bool own = std::find(plan.from.begin(), plan.from.end(), lang) != plan.from.end();
    if (own || !translations.has(lang)) out.push_back(lang);
  }
  return out;
}

std::size_t meaningful_words(const Plan& plan, IndexReader& reader) {
  std::size_t stop = 0;
  std::vector<search::Token> tokens;
  for_each_wanted(plan.parsed.root, [&](const Node& n) {
    if (n.kind != Node::Kind::words) return;
    for (const std::string& lang : plan.langs) {
      if (script_of_language(lang) != plan.traits.script) continue;
      reader.analyzer(lang).tokenize(n.text, tokens);
      const auto is_stop = [](const search::Token& t) { return t.form->stop; };
      if (tokens.empty() || !std::all_of(tokens.begin(), tokens.end(), is_stop)) continue;
      ++stop;
      return;
    }
  });
  return plan.traits.words - std::min(plan.traits.words, stop);
}

}  // namespace hexapla::index
