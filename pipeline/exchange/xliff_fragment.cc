// Fragment identifiers of XLIFF 2.x (4.2 of the specification).
#include <algorithm>
#include <array>

#include "pipeline/exchange/xliff_check.h"
#include "pipeline/exchange/xliff_values.h"

namespace hexapla::exchange {
namespace {

// Files, groups and units in this order; what is inside one of them comes last, alone.
constexpr std::array<std::string_view, 3> kContainers = {"f", "g", "u"};
constexpr std::array<std::string_view, 3> kLeaves = {"n", "d", "t"};
constexpr std::array<std::string_view, 11> kModules = {"mtc", "gls", "fs",  "mda", "res", "ctr",
                                                       "slr", "val", "its", "pgs", "tbx"};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::vector<std::string_view> selectors(std::string_view reference) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= reference.size();) {
    const std::size_t end = std::min(reference.find('/', at), reference.size());
    out.push_back(reference.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string fragment_problem(std::string_view reference) {
  if (!reference.starts_with('#')) return "is no fragment identifier: it does not begin with #";
  reference.remove_prefix(1);
  const bool absolute = reference.starts_with('/');
  if (absolute) reference.remove_prefix(1);
  std::size_t next_container = 0;
  bool has_leaf = false;
  bool first = true;
  for (const std::string_view selector : selectors(reference)) {
    if (has_leaf) return "goes on behind its last selector";
    const std::size_t equals = selector.find('=');
    const std::string_view prefix =
        equals == std::string_view::npos ? std::string_view() : selector.substr(0, equals);
    const std::string_view id =
        equals == std::string_view::npos ? selector : selector.substr(equals + 1);
    if (!is_nmtoken(id)) return "has a selector without an identifier";
    if (equals != std::string_view::npos && !is_nmtoken(prefix))
      return "has a prefix that is no name token";
    const auto* const container = std::find(kContainers.begin(), kContainers.end(), prefix);
    if (equals != std::string_view::npos && container != kContainers.end()) {
      const auto place = static_cast<std::size_t>(container - kContainers.begin());
      if (place < next_container) return "has its selectors in the wrong order";
      next_container = place + 1;
    } else {
      if (equals != std::string_view::npos && !has(kLeaves, prefix) && !has(kModules, prefix))
        return "has a prefix that stands for nothing: " + std::string(prefix);
      has_leaf = true;
    }
    if (first && absolute && prefix != "f") return "begins with / but names no file";
    first = false;
  }
  return {};
}

Leaf leaf_of(std::string_view reference) {
  Leaf out;
  if (reference.starts_with('#')) reference.remove_prefix(1);
  const std::vector<std::string_view> all = selectors(reference);
  const std::string_view last = all.back();
  const std::size_t equals = last.find('=');
  if (equals != std::string_view::npos) out.prefix = last.substr(0, equals);
  out.id = equals == std::string_view::npos ? last : last.substr(equals + 1);
  out.alone = all.size() == 1;
  for (const std::string_view selector : all) {
    if (selector.starts_with("f=")) out.file = selector.substr(2);
    if (selector.starts_with("u=")) out.unit = selector.substr(2);
  }
  return out;
}

}  // namespace hexapla::exchange
