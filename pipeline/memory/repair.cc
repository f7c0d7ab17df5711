#include "pipeline/memory/repair.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/memory/value_form.h"

namespace hexapla::memory {
namespace {

// The number of a counted thing, without its unit: where one language writes "dollars", another may
// write a sign that is no unit to it.
std::string_view counted_number(const Placeable& p) {
  if (p.type != "number" && p.type != "money" && p.type != "measure") return {};
  return std::string_view(p.value).substr(0, p.value.find(' '));
}

bool same_value(const Placeable& a, const Placeable& b) {
  const std::string_view number = counted_number(a);
  if (!number.empty()) return number == counted_number(b);
  return a.type == b.type && a.value == b.value;
}

}  // namespace

std::string repaired(std::string_view target, std::string_view target_lang,
                     const std::vector<ValueChange>& changes, std::vector<Repair>& repairs) {
  const std::vector<Placeable> found = placeables(target, target_lang);
  std::vector<std::pair<Span, std::string>> replacements;
  bool complete = true;
  for (const ValueChange& change : changes) {
    Repair repair;
    repair.lang = target_lang;
    repair.from = change.theirs.value;
    repair.to = change.own.value;
    const auto same = [&change](const Placeable& p) { return same_value(change.theirs, p); };
    const auto count = std::count_if(found.begin(), found.end(), same);
    if (count != 1) {
      repair.refused = count == 0 ? "the value does not stand in the target"
                                  : fmt::format("the value stands in the target {} times", count);
    } else {
      const Placeable& place = *std::find_if(found.begin(), found.end(), same);
      const FormRequest request{target.substr(place.span.begin, place.span.size()),
                                target.substr(place.span.end),
                                target_lang,
                                place.type,
                                change.theirs.value,
                                change.own.value};
      std::string why;
      if (const std::optional<std::string> form = form_of(request, why)) {
        repair.text = *form;
        replacements.emplace_back(place.span, *form);
      } else {
        repair.refused = why;
      }
    }
    complete = complete && repair.refused.empty();
    repairs.push_back(std::move(repair));
  }
  if (!complete) return {};
  std::sort(replacements.begin(), replacements.end(),
            [](const auto& a, const auto& b) { return a.first.begin > b.first.begin; });
  std::string out(target);
  for (const auto& [span, text] : replacements) out.replace(span.begin, span.size(), text);
  return out;
}

}  // namespace hexapla::memory
