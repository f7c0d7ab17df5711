#include "pipeline/run/corrections.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"

namespace hexapla::run {
namespace {

using nlohmann::json;

std::optional<Correction> read(const json& object) {
  if (!object.is_object() || !object.contains("work") || !object.contains("row")) return {};
  if (!object["work"].is_string() || !object["row"].is_object()) return {};
  Correction out;
  out.work = object["work"];
  if (object.contains("fixed")) {
    if (!object["fixed"].is_boolean()) return {};
    out.fixed = object["fixed"];
  }
  for (const auto& [lang, blocks] : object["row"].items()) {
    if (!blocks.is_array()) return {};
    std::vector<std::uint32_t> list;
    for (const json& block : blocks) {
      if (!block.is_number_unsigned() || block.get<std::uint64_t>() > 0xFFFFFFFFU) return {};
      list.push_back(block);
    }
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    if (!list.empty()) out.row[lang] = std::move(list);
  }
  if (out.row.empty()) return {};
  return out;
}

bool share(const FixedRow& a, const FixedRow& b) {
  for (const auto& [lang, blocks] : a) {
    const auto other = b.find(lang);
    if (other == b.end()) continue;
    for (const std::uint32_t block : blocks) {
      if (std::binary_search(other->second.begin(), other->second.end(), block)) return true;
    }
  }
  return false;
}

// The block of `now` that has the text that block `at` of `before` had.
std::optional<std::uint32_t> found_again(const document::Expression& before, std::uint32_t at,
                                         const document::Expression& now) {
  if (at >= before.blocks.size()) return std::nullopt;
  if (before.manifestation.hash == now.manifestation.hash) return at;
  const document::Block& wanted = before.blocks[at];
  std::optional<std::uint32_t> best;
  const auto away = [&](std::uint32_t i) { return i > at ? i - at : at - i; };
  for (std::uint32_t i = 0; i < now.blocks.size(); ++i) {
    if (now.blocks[i].text() != wanted.text() ||
        now.blocks[i].label.view() != wanted.label.view()) {
      continue;
    }
    if (!best || away(i) < away(*best)) best = i;
  }
  return best;
}

}  // namespace

std::vector<Correction> parse_corrections(std::string_view text, std::string_view name) {
  std::vector<Correction> out;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text::trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    std::optional<Correction> correction = read(json::parse(line, nullptr, false));
    if (!correction) {
      throw Error(ErrorKind::usage, std::string(name), fmt::format("line {}", number),
                  "this is no correction",
                  R"(write {"work": "SYMBOL", "row": {"en": [12], "fr": [13, 14]}})");
    }
    correction->line = number;
    out.push_back(*std::move(correction));
  }
  return out;
}

std::vector<FixedRow> fixed_rows(const store::Work& work) {
  std::vector<FixedRow> out;
  for (const align::Row& row : work.rows) {
    if (!row.fixed) continue;
    FixedRow& fixed = out.emplace_back();
    for (std::size_t k = 0; k < row.sides.size(); ++k) {
      if (!row.sides[k].empty()) fixed[work.expressions[k].expression.lang] = row.sides[k];
    }
  }
  return out;
}

void apply(const Correction& correction, std::vector<FixedRow>& rows) {
  std::erase_if(rows, [&](const FixedRow& row) { return share(row, correction.row); });
  if (correction.fixed) rows.push_back(correction.row);
}

std::vector<FixedRow> carried(const std::vector<FixedRow>& rows, const store::Work& before,
                              const store::Work& now, std::size_t& lost) {
  std::vector<FixedRow> out;
  for (const FixedRow& row : rows) {
    FixedRow carried;
    bool whole = true;
    for (const auto& [lang, blocks] : row) {
      const store::AnalyzedExpression* old = before.find(lang);
      const store::AnalyzedExpression* fresh = now.find(lang);
      for (const std::uint32_t block : blocks) {
        const auto at = old == nullptr || fresh == nullptr
                            ? std::nullopt
                            : found_again(old->expression, block, fresh->expression);
        whole = whole && at.has_value();
        if (at) carried[lang].push_back(*at);
      }
      std::sort(carried[lang].begin(), carried[lang].end());
    }
    // Two blocks that became one would stand in the row twice, or in two rows.
    for (const auto& [lang, blocks] : carried)
      whole = whole && std::adjacent_find(blocks.begin(), blocks.end()) == blocks.end();
    for (const FixedRow& other : out) whole = whole && !share(other, carried);
    if (whole) {
      out.push_back(std::move(carried));
    } else {
      ++lost;
    }
  }
  return out;
}

std::vector<align::Row> as_rows(const std::vector<FixedRow>& rows, const store::Work& work) {
  std::vector<align::Row> out;
  for (const FixedRow& fixed : rows) {
    align::Row& row = out.emplace_back();
    row.fixed = true;
    row.sides.resize(work.expressions.size());
    for (const auto& [lang, blocks] : fixed) {
      bool there = false;
      for (std::size_t k = 0; k < work.expressions.size(); ++k) {
        const document::Expression& e = work.expressions[k].expression;
        if (e.lang != lang) continue;
        there = true;
        if (blocks.back() >= e.blocks.size()) {
          throw Error(ErrorKind::usage, work.key,
                      fmt::format("block {} in {}", blocks.back(), lang),
                      fmt::format("a correction names it, and there are only {}", e.blocks.size()),
                      "count blocks as `hexapla show SYMBOL --format json` does");
        }
        row.sides[k] = blocks;
      }
      if (!there) {
        throw Error(
            ErrorKind::usage, work.key, "",
            fmt::format("a correction names the language \"{}\", which the Work lacks", lang),
            "leave it out of the correction");
      }
    }
  }
  return out;
}

}  // namespace hexapla::run
