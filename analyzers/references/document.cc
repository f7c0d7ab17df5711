#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "analyzers/references/numerals.h"
#include "analyzers/references/place.h"
#include "analyzers/references/references.h"
#include "analyzers/references/scan.h"
#include "analyzers/references/tokens.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::references {
namespace {

bool is_heading(text::UnitKind kind) {
  return kind == text::UnitKind::heading || kind == text::UnitKind::title;
}

// The place that a heading begins with ("Annex II", "Article 5"), or nothing.
std::optional<Place> opened_place(const text::Unit& unit) {
  std::string line(unit.label);
  if (!line.empty()) line += ' ';
  line += unit.text.substr(0, 200);
  const std::string folded = text::folded(line, text::kFoldAccents | text::kFoldArabicLetters);
  const Tokens tokens(folded, Vocabulary::of(unit.lang));
  return read_place(tokens, 0);
}

// The label of the annex that a heading opens ("Annex II" gives "II", "Annex" gives ""), or
// nothing.
std::optional<std::string> annex_label(const text::Unit& unit) {
  const auto place = opened_place(unit);
  if (!place || place->steps.size() != 1 || place->steps.front().level != Level::annex)
    return std::nullopt;
  const auto& numbers = place->steps.front().numbers;
  return numbers.empty() ? std::string() : numbers.front().first;
}

// The number of the article that a heading opens, or "".
std::string article_number(const text::Unit& unit) {
  const auto place = opened_place(unit);
  if (!place || place->steps.front().level != Level::article ||
      place->steps.front().numbers.size() != 1)
    return "";
  return place->steps.front().numbers.front().first;
}

bool numeric(std::string_view label) {
  return !label.empty() && std::any_of(label.begin(), label.end(), is_digit_ascii) &&
         std::all_of(label.begin(), label.end(), [](char c) {
           return is_digit_ascii(c) || c == '.' || c == ' ' || c == '-' || c == '[';
         });
}

std::string digits(std::string_view label) {
  std::string out;
  for (const char c : label) {
    if (is_digit_ascii(c)) out += c;
  }
  return out;
}

class Document {
 public:
  Document(std::span<const text::Unit> units, const Context& context)
      : units_(units), context_(context) {}

  std::vector<std::vector<Reference>> run() {
    find_annexes();
    for (std::size_t u = 0; u < units_.size(); ++u) {
      ScanOptions options;
      options.heading = is_heading(units_[u].kind);
      options.annexes = labels_;
      options.knows_annexes = true;
      options.place = place_of_section(units_[u].section);
      drafts_.push_back(scan(units_[u].text, units_[u].lang, context_, options));
    }
    std::vector<std::vector<Reference>> out(units_.size());
    // Notes first, in their order: an "Ibid." may follow an "Ibid.".
    int last_section = -1;
    std::size_t previous = units_.size();
    for (std::size_t u = 0; u < units_.size(); ++u) {
      if (units_[u].kind != text::UnitKind::note) continue;
      if (units_[u].section != last_section) previous = units_.size();
      last_section = units_[u].section;
      resolve_ibid(u, previous);
      previous = u;
    }
    for (std::size_t u = 0; u < units_.size(); ++u) {
      for (Draft& d : drafts_[u]) {
        if (d.need == Need::note && !resolve_by_note(u, d)) continue;
        if ((d.need == Need::antecedent_document || d.need == Need::antecedent_decision) &&
            !resolve_antecedent(u, out, d))
          continue;
        if (d.need == Need::article && !resolve_article(u, d.reference)) continue;
        if (d.numbered_above) inside_list(u, d.reference);
        out[u].push_back(std::move(d.reference));
      }
      drop_overlaps(out[u]);
    }
    return out;
  }

 private:
  void find_annexes() {
    for (const text::Unit& unit : units_) {
      if (unit.kind == text::UnitKind::note || unit.kind == text::UnitKind::cell) continue;
      const bool first_of_section =
          unit.section > 0 && static_cast<std::size_t>(unit.section) > places_.size();
      if (!is_heading(unit.kind) && !first_of_section) continue;
      const auto label = annex_label(unit);
      if (!label) continue;
      if (!label->empty()) labels_.insert(*label);
      if (unit.section > 0) {
        places_.resize(std::max(places_.size(), static_cast<std::size_t>(unit.section)));
        std::string& place = places_[static_cast<std::size_t>(unit.section) - 1];
        if (place.empty()) place = label->empty() ? "annex." : "annex." + *label + '.';
      }
    }
  }

  std::string place_of_section(int section) const {
    if (section <= 0) return "";
    const auto at = static_cast<std::size_t>(section) - 1;
    return at < places_.size() && !places_[at].empty() ? places_[at] : "annex.";
  }

  // What a note cites, when it is one thing.
  static const Reference* only_target(const std::vector<Draft>& drafts, std::size_t before) {
    const Reference* found = nullptr;
    for (std::size_t i = 0; i < drafts.size() && i < before; ++i) {
      const Reference& r = drafts[i].reference;
      if (r.type == Type::internal || r.canonical.empty()) continue;
      if (found != nullptr && found->canonical != r.canonical) return nullptr;
      found = &r;
    }
    return found;
  }

  void resolve_ibid(std::size_t u, std::size_t previous) {
    std::vector<Draft>& drafts = drafts_[u];
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      if (drafts[i].need != Need::ibid) continue;
      const Reference* target = only_target(drafts, i);
      if (target == nullptr && previous < units_.size() && i == 0)
        target = only_target(drafts_[previous], drafts_[previous].size());
      if (target == nullptr || target->canonical.empty()) continue;
      Reference& r = drafts[i].reference;
      r.canonical = target->canonical;
      r.pinpoint = continued(target->pinpoint, r.pinpoint);
      r.state = target->state;
    }
  }

  // The place of "Ibid., para. 14" after "annex, para. 12": what ranks above the new place stays.
  static std::string continued(const std::string& before, const std::string& now) {
    if (now.empty() || before.empty()) return now.empty() ? before : now;
    if (before.find(',') != std::string::npos) return now;
    const auto rank = [](std::string_view word) {
      static constexpr std::string_view kOrder[] = {
          "annex", "appendix", "part", "chap", "sect", "resolution", "rule", "art", "para"};
      return std::find(std::begin(kOrder), std::end(kOrder), word) - std::begin(kOrder);
    };
    const auto own = rank(std::string_view(now).substr(0, now.find('.')));
    for (std::size_t at = 0; at < before.size();) {
      std::size_t dot = std::min(before.find('.', at), before.size());
      const auto level = rank(std::string_view(before).substr(at, dot - at));
      if (level < static_cast<std::ptrdiff_t>(9) && level >= own) return before.substr(0, at) + now;
      at = dot + 1;
    }
    return before + '.' + now;
  }

  // "Item 3 of the provisional agenda*", "paragraph 33 of the report¹": the note has the symbol.
  bool resolve_by_note(std::size_t u, Draft& d) {
    const text::Unit& unit = units_[u];
    for (const auto& [at, note] : unit.notes) {
      if (at < d.reference.span.begin || at > unit.text.size() || note < 0 ||
          static_cast<std::size_t>(note) >= units_.size())
        continue;
      const std::string_view between =
          unit.text.substr(d.reference.span.end, at - d.reference.span.end);
      if (between.size() > 160 || between.find_first_of(".;()") != std::string_view::npos ||
          between.find("。") != std::string_view::npos)
        return false;
      const Reference* target = nullptr;
      for (const Draft& n : drafts_[static_cast<std::size_t>(note)]) {
        if (n.reference.type != Type::symbol || n.reference.canonical.size() != 1) continue;
        if (target != nullptr) return false;
        target = &n.reference;
      }
      if (target == nullptr) return false;
      d.reference.canonical = target->canonical;
      d.reference.state = target->state;
      const std::string_view tail = text::trim(between);
      if (!tail.empty())
        d.reference.span.end =
            at - (between.size() -
                  (static_cast<std::size_t>(tail.data() - between.data()) + tail.size()));
      return true;
    }
    return false;
  }

  // "paragraph 11 of that document": the one document, or decision, of the nearest text before that
  // names any.
  static bool resolve_antecedent(std::size_t u, const std::vector<std::vector<Reference>>& out,
                                 Draft& d) {
    const Type wanted = d.need == Need::antecedent_document ? Type::symbol : Type::decision;
    for (std::size_t k = u + 1; k > 0 && k + 3 > u; --k) {
      const Reference* found = nullptr;
      for (const Reference& r : out[k - 1]) {
        if (r.type != wanted || r.canonical.size() != 1) continue;
        if (found != nullptr && found->canonical != r.canonical) return false;
        found = &r;
      }
      if (found == nullptr) continue;
      d.reference.canonical = found->canonical;
      d.reference.state = found->state;
      return true;
    }
    return false;
  }

  // The article whose heading stands nearest before unit `u`.
  bool resolve_article(std::size_t u, Reference& r) const {
    for (std::size_t k = u + 1; k > 0; --k) {
      const text::Unit& unit = units_[k - 1];
      if (!is_heading(unit.kind)) continue;
      const std::string number = article_number(unit);
      if (number.empty()) continue;
      for (std::string& c : r.canonical) {
        if (const std::size_t at = c.find('?'); at != std::string::npos) c.replace(at, 1, number);
      }
      return true;
    }
    return false;
  }

  // A number "above" counts in the innermost numbered list: inside paragraph 8 it is a paragraph of
  // what 8 quotes.
  void inside_list(std::size_t u, Reference& r) const {
    std::vector<std::string> numbers;
    int at = static_cast<int>(u);
    for (int turns = 0; at >= 0 && static_cast<std::size_t>(at) < units_.size() && turns < 32;
         ++turns) {
      const text::Unit& unit = units_[static_cast<std::size_t>(at)];
      if (numeric(unit.label) && !is_heading(unit.kind)) numbers.push_back(digits(unit.label));
      if (unit.parent >= at) break;
      at = unit.parent;
    }
    if (numbers.size() < 2) return;
    std::string outer;
    for (std::size_t i = numbers.size() - 1; i > 0; --i) outer += "para." + numbers[i] + '.';
    for (std::string& c : r.canonical) {
      const std::size_t para = c.find("para.");
      if (para != std::string::npos) c.insert(para, outer);
    }
  }

  static void drop_overlaps(std::vector<Reference>& references) {
    std::vector<Reference> kept;
    for (Reference& r : references) {
      if (!kept.empty() && kept.back().span.overlaps(r.span)) {
        if (kept.back().type == Type::internal && r.type != Type::internal)
          kept.back() = std::move(r);
        continue;
      }
      kept.push_back(std::move(r));
    }
    references = std::move(kept);
  }

  std::span<const text::Unit> units_;
  const Context& context_;
  std::set<std::string> labels_;
  std::vector<std::string> places_;  // of section i + 1: "annex.II."
  std::vector<std::vector<Draft>> drafts_;
};

}  // namespace

std::vector<std::vector<Reference>> find_in_document(std::span<const text::Unit> units,
                                                     const Context& context) {
  return Document(units, context).run();
}

}  // namespace hexapla::references
