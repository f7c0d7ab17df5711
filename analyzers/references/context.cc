#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "analyzers/references/references.h"
#include "analyzers/references/scan.h"
#include "analyzers/references/symbol.h"
#include "analyzers/references/tokens.h"
#include "analyzers/text/fold.h"

namespace hexapla::references {
namespace {

void treaties_in(const text::Unit& unit, std::map<std::string, int>& count) {
  const text::FoldedText folded =
      text::fold(unit.text, text::kFoldAccents | text::kFoldArabicLetters);
  const Tokens tokens(folded.view(), Vocabulary::of(unit.lang));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (const auto treaty = tokens.match(i, Role::treaty)) ++count[treaty->phrase->argument];
  }
}

bool of_the_front(text::UnitKind kind) {
  return kind == text::UnitKind::title || kind == text::UnitKind::heading ||
         kind == text::UnitKind::masthead || kind == text::UnitKind::letterhead;
}

// The one that stands clear of all others: at least `times` as often as the next; "" when there is
// none.
std::string leader(const std::map<std::string, int>& count, int times) {
  std::string best;
  int most = 0;
  int next = 0;
  for (const auto& [key, n] : count) {
    if (n > most) {
      next = most;
      most = n;
      best = key;
    } else {
      next = std::max(next, n);
    }
  }
  return most > 0 && most >= next * times && most > next ? best : "";
}

}  // namespace

Context context_of(std::span<const text::Unit> units, std::string_view symbol) {
  Context context{std::string(symbol), "", ""};
  if (const auto joint = read_symbol(symbol, 0); joint && joint->joint) {
    // Of several conventions: the one that no table knows, if it is one, numbers the decisions
    // without a body.
    std::set<std::string> unknown;
    for (const auto& member : joint->members) {
      const std::string one = join(member);
      if (series_of(one) == nullptr && !body_of_symbol(one).empty())
        unknown.insert(body_of_symbol(one));
    }
    if (unknown.size() == 1) context.body = *unknown.begin();
    return context;
  }
  if (const Series* series = series_of(symbol)) {
    context.treaty = series->treaty;
    context.body = series->body;
    return context;
  }
  context.body = body_of_symbol(symbol);
  if (!context.body.empty())
    return context;  // a conference that no table knows: its treaty has no key
  // The front matter names one treaty.
  std::map<std::string, int> front;
  for (const text::Unit& unit : units) {
    if (of_the_front(unit.kind)) treaties_in(unit, front);
  }
  // What the document cites of its own body.
  std::map<std::string, int> bodies;
  std::map<std::string, std::string> treaty_of_body;
  for (const text::Unit& unit : units) {
    for (const Draft& d : scan(unit.text, unit.lang, {}, {})) {
      if (d.reference.type != Type::symbol && d.reference.type != Type::decision) continue;
      if (d.reference.canonical.size() > 1)
        continue;  // joint symbols and ranges speak for no one body
      for (const std::string& target : d.reference.canonical) {
        const Series* series = series_of(target);
        std::string body = series != nullptr ? series->body : body_of_symbol(target);
        if (series == nullptr && body.empty() && d.reference.type == Type::decision) {
          const std::string prefix = target.substr(0, target.find('-'));
          series = series_of_body(prefix);
          if (series != nullptr) body = prefix;
        }
        if (body.empty()) continue;
        ++bodies[body];
        if (series != nullptr) treaty_of_body[body] = series->treaty;
      }
    }
  }
  const std::string cited = leader(bodies, 3);
  if (front.size() == 1) {
    context.treaty = front.begin()->first;
    const Series* series = series_of_treaty(context.treaty);
    context.body = series != nullptr ? series->body : "";
    return context;
  }
  if (front.size() > 1) return context;  // a paper of several conventions
  if (!cited.empty()) {
    context.body = cited;
    context.treaty = treaty_of_body.contains(cited) ? treaty_of_body[cited] : "";
    return context;
  }
  if (!bodies.empty()) return context;
  std::map<std::string, int> all;
  for (const text::Unit& unit : units) treaties_in(unit, all);
  context.treaty = leader(all, 3);
  if (const Series* series = series_of_treaty(context.treaty);
      series != nullptr && !context.treaty.empty())
    context.body = series->body;
  return context;
}

}  // namespace hexapla::references
