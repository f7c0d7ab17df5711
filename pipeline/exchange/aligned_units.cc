#include "pipeline/exchange/aligned_units.h"

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/text/utf8.h"
#include "pipeline/exchange/units.h"

namespace hexapla::exchange {
namespace {

class Rows {
 public:
  Rows(const store::Work& work, const AlignedOptions& options,
       const std::function<void(memory::TranslationUnit&)>& sink)
      : work_(work), options_(options), sink_(sink) {
    for (const store::AnalyzedExpression& e : work.expressions) {
      wanted_.push_back(options.langs.empty() ||
                        std::find(options.langs.begin(), options.langs.end(), e.expression.lang) !=
                            options.langs.end());
      if (date_.empty()) date_ = e.expression.property("date");
    }
  }

  void blocks() {
    for (std::size_t r = 0; r < work_.rows.size(); ++r) {
      const align::Row& row = work_.rows[r];
      std::vector<std::vector<align::Sentence>> sides(row.sides.size());
      for (std::size_t k = 0; k < row.sides.size(); ++k) {
        for (const std::uint32_t b : row.sides[k]) sides[k].push_back({b, {0, text(k, b).size()}});
      }
      emit_row(r, sides, row.confidence, row.fixed);
    }
  }

  void sentences() {
    for (const align::SentenceRow& s : work_.sentences) {
      const bool fixed = s.row < work_.rows.size() && work_.rows[s.row].fixed;
      emit_row(s.row, s.sides, s.confidence, fixed);
    }
  }

 private:
  const std::string& text(std::size_t expression, std::uint32_t block) const {
    return work_.expressions[expression].expression.blocks[block].text();
  }

  void emit_row(std::size_t row, const std::vector<std::vector<align::Sentence>>& sides,
                double confidence, bool fixed) {
    if (confidence < options_.confidence) return;
    memory::TranslationUnit unit;
    for (std::size_t k = 0; k < sides.size() && k < work_.expressions.size(); ++k) {
      if (!wanted_[k] || sides[k].empty()) continue;
      memory::Variant variant;
      variant.lang = work_.expressions[k].expression.lang;
      for (const align::Sentence& s : sides[k]) {
        if (!variant.text.empty() && variant.lang != "zh") variant.text += ' ';
        variant.text +=
            text::trim(std::string_view(text(k, s.segment)).substr(s.span.begin, s.span.size()));
      }
      if (variant.text.empty()) continue;
      std::replace(variant.text.begin(), variant.text.end(), '\n', ' ');
      variant.properties.emplace_back("x-block", std::to_string(sides[k].front().segment));
      unit.variants.push_back(std::move(variant));
    }
    if (unit.variants.size() < 2) return;
    unit.source_lang = "*all*";
    unit.properties.emplace_back("x-work", work_.key);
    if (!date_.empty()) unit.properties.emplace_back("x-date", date_);
    unit.properties.emplace_back("x-row", std::to_string(row));
    unit.properties.emplace_back("x-confidence", fmt::format("{:.3f}", confidence));
    unit.properties.emplace_back("x-origin", fixed ? "corrected" : "automatic");
    sink_(unit);
  }

  const store::Work& work_;
  const AlignedOptions& options_;
  const std::function<void(memory::TranslationUnit&)>& sink_;
  std::vector<bool> wanted_;
  std::string date_;
};

}  // namespace

void aligned_units(const store::Work& work, const AlignedOptions& options,
                   const std::function<void(memory::TranslationUnit&)>& sink) {
  Rows rows(work, options, sink);
  options.sentences ? rows.sentences() : rows.blocks();
}

}  // namespace hexapla::exchange
