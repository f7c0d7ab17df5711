#include <algorithm>

#include "analyzers/numbers/numbers.h"
#include "analyzers/references/references.h"
#include "analyzers/segmentation/match_tokens.h"
#include "analyzers/text/utf8.h"
#include "analyzers/time/time.h"
#include "pipeline/memory/repair.h"

namespace hexapla::memory {
namespace {

std::vector<Span> spans_of(const std::vector<Placeable>& found) {
  std::vector<Span> out;
  for (const Placeable& p : found) out.push_back(p.span);
  std::sort(out.begin(), out.end());
  return out;
}

bool free_of(const std::vector<Span>& taken, Span span) {
  return std::none_of(taken.begin(), taken.end(), [span](Span s) { return s.overlaps(span); });
}

// Tokens between placeables: what must be equal. Spaces and nothing else are nothing.
bool same_words(std::string_view a, std::string_view b) {
  if (text::trim(a) == text::trim(b)) return true;
  std::vector<segmentation::MatchToken> own;
  std::vector<segmentation::MatchToken> theirs;
  segmentation::match_tokens(a, segmentation::HanTokens::characters, own);
  segmentation::match_tokens(b, segmentation::HanTokens::characters, theirs);
  return std::equal(own.begin(), own.end(), theirs.begin(), theirs.end(),
                    [](const auto& x, const auto& y) { return x.key == y.key; });
}

}  // namespace

std::vector<Placeable> placeables(std::string_view text, std::string_view lang) {
  std::vector<Placeable> out;
  for (const references::Reference& r : references::find(text, lang)) {
    std::string value;
    for (const std::string& c : r.canonical) value += (value.empty() ? "" : ",") + c;
    if (!r.pinpoint.empty()) value += "#" + r.pinpoint;
    if (!value.empty()) out.push_back({r.span, std::string(references::name(r.type)), value});
  }
  std::vector<Span> taken = spans_of(out);
  for (const time::TimeExpression& t : time::find(text, lang, taken)) {
    // What has no value of its own ("at its ninth meeting", "[date]") is no placeable.
    if (t.timex.empty() || t.timex.find('X') != std::string::npos || t.inferred) continue;
    const bool day =
        t.granularity == time::Granularity::day || t.granularity == time::Granularity::month ||
        t.granularity == time::Granularity::year || t.granularity == time::Granularity::range;
    if (day && free_of(taken, t.span)) out.push_back({t.span, "date", t.timex});
  }
  taken = spans_of(out);
  for (const numbers::Number& n : numbers::find(text, lang, taken)) {
    if (!free_of(taken, n.span)) continue;
    std::string type(n.kind == numbers::Kind::cardinal ? "number" : numbers::name(n.kind));
    std::string value = n.value;
    if (!n.unit.empty()) value += " " + n.unit;
    out.push_back({n.span, std::move(type), std::move(value)});
  }
  std::sort(out.begin(), out.end(),
            [](const Placeable& a, const Placeable& b) { return a.span < b.span; });
  return out;
}

std::optional<std::vector<ValueChange>> only_values_differ(std::string_view own,
                                                           std::string_view theirs,
                                                           std::string_view lang) {
  const std::vector<Placeable> a = placeables(own, lang);
  const std::vector<Placeable> b = placeables(theirs, lang);
  if (a.size() != b.size()) return std::nullopt;
  std::vector<ValueChange> out;
  std::size_t from_a = 0;
  std::size_t from_b = 0;
  for (std::size_t i = 0; i <= a.size(); ++i) {
    const std::size_t to_a = i < a.size() ? a[i].span.begin : own.size();
    const std::size_t to_b = i < b.size() ? b[i].span.begin : theirs.size();
    if (!same_words(own.substr(from_a, to_a - from_a), theirs.substr(from_b, to_b - from_b)))
      return std::nullopt;
    if (i == a.size()) break;
    if (a[i].type != b[i].type) return std::nullopt;
    if (a[i].value != b[i].value) out.push_back({a[i], b[i]});
    from_a = a[i].span.end;
    from_b = b[i].span.end;
  }
  return out;
}

}  // namespace hexapla::memory
