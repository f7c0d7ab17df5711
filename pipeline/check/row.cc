#include "pipeline/check/row.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "analyzers/language/phrases.h"
#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::check {
namespace {

constexpr std::string_view kHanNumerals = "〇零一二三四五六七八九十百千万亿两";

bool is_han_numeral(std::string_view text, std::size_t at, std::size_t size) {
  return size == 3 && kHanNumerals.find(text.substr(at, size)) != std::string_view::npos;
}

const language::Phrases* months_of(std::string_view lang) {
  static const std::map<std::string, language::Phrases, std::less<>> all = [] {
    std::map<std::string, language::Phrases, std::less<>> out;
    for (const language::Profile& p : language::profiles()) {
      language::Phrases phrases(p, text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters);
      for (const language::Row& row : p.rows("months")) {
        for (std::size_t i = 1; i < row.size(); ++i) phrases.add(row[i], std::atoi(row[0].c_str()));
      }
      out.emplace(p.tag(), std::move(phrases));
    }
    return out;
  }();
  const auto it = all.find(lang);
  return it != all.end() ? &it->second : nullptr;
}

// Everything in a text that may be a number or a part of a date, however the analysers read it.
void collect_digits(std::string_view text, std::string_view lang, std::vector<std::string>& out) {
  const text::FoldedText folded =
      text::fold(text, text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters);
  const std::string_view t = folded.view();
  for (std::size_t at = 0; at < t.size();) {
    if (t[at] >= '0' && t[at] <= '9') {
      std::size_t end = at;
      while (end < t.size() && t[end] >= '0' && t[end] <= '9') ++end;
      std::string_view run = t.substr(at, end - at);
      while (run.size() > 1 && run.front() == '0') run.remove_prefix(1);
      out.emplace_back(run);
      at = end;
      continue;
    }
    const std::size_t size = text::decode(t, at).size;
    if (is_han_numeral(t, at, size)) {
      std::size_t end = at;
      while (end < t.size() && is_han_numeral(t, end, text::decode(t, end).size)) end += 3;
      const long long value = numbers::han_value(t.substr(at, end - at));
      if (value >= 0) out.push_back(std::to_string(value));
      at = end;
      continue;
    }
    at += size;
  }
  if (const language::Phrases* months = months_of(lang)) {
    for (const language::PhraseMatch& m : months->find(t)) {
      out.push_back("m" + std::to_string(m.id));
      out.push_back(std::to_string(m.id));
    }
  }
}

bool has_digit(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    if (text::is_digit(c.value) || is_han_numeral(text, at, c.size)) return true;
    at += c.size;
  }
  return false;
}

void add_references(const store::AnalyzedExpression& a, std::size_t block, std::size_t position,
                    std::vector<Fact>& out, std::vector<Span>& mask) {
  for (const references::Reference& r : a.references[block]) {
    using references::Type;
    mask.push_back(r.span);
    // An address may be another one in every language; Ibid. repeats what stands elsewhere.
    if (r.type == Type::url || r.type == Type::ibid) continue;
    for (const std::string& canonical : r.canonical) {
      if (canonical == ":") continue;  // "the present decision": style, not content
      Fact fact;
      fact.value = canonical;
      fact.block = position;
      fact.span = r.span;
      fact.weak = r.type == Type::internal;
      out.push_back(fact);
      if (!r.pinpoint.empty()) {
        fact.value += "#" + r.pinpoint;
        fact.weak = true;
        out.push_back(std::move(fact));
      }
    }
  }
}

void add_dates(const store::AnalyzedExpression& a, std::size_t block, std::size_t position,
               std::vector<Fact>& out, std::vector<Span>& mask) {
  const std::string& text = a.expression.blocks[block].text();
  for (const time::TimeExpression& t : a.times[block]) {
    using time::Granularity;
    const bool dated = !t.from.empty() || !t.to.empty();
    // Lengths of time and numbered meetings are compared as numbers.
    if (!dated || t.granularity == Granularity::duration || t.granularity == Granularity::set ||
        t.granularity == Granularity::undated)
      continue;
    const bool printed = has_digit(std::string_view(text).substr(t.span.begin, t.span.size()));
    if (printed) mask.push_back(t.span);
    if (!printed) continue;
    Fact fact;
    fact.value = t.from == t.to ? t.from : t.from + "/" + t.to;
    fact.block = position;
    fact.span = t.span;
    fact.weak = t.inferred;
    out.push_back(std::move(fact));
  }
}

// "10-year": other languages make one word of it (decenal, десятилетний).
bool compounded(std::string_view text, Span span) {
  if (span.end >= text.size()) return false;
  const text::CodePoint hyphen = text::decode(text, span.end);
  if (hyphen.value != '-' && hyphen.value != 0x2010 && hyphen.value != 0x2011) return false;
  return span.end + hyphen.size < text.size() &&
         text::is_letter(text::decode(text, span.end + hyphen.size).value);
}

// Does a small number stand alone in brackets or quotation marks?
bool enclosed(std::string_view text, Span span) {
  if (span.size() > 2 * 4 || span.begin == 0 || span.end >= text.size()) return false;
  const char32_t before = text::decode(text, text::code_point_start(text, span.begin - 1)).value;
  const char32_t after = text::decode(text, span.end).value;
  constexpr std::u32string_view kBefore = U"('\u2018\u2019\uFF08[\"\u201C\u201D";
  constexpr std::u32string_view kAfter = U")'\u2018\u2019\uFF09]\"\u201C\u201D";
  return kBefore.find(before) != std::u32string_view::npos &&
         kAfter.find(after) != std::u32string_view::npos;
}

void add_numbers(const document::Block& block, std::string_view lang, std::size_t position,
                 const std::vector<Span>& mask, Side& side) {
  for (numbers::Number& n : numbers::find(block.text(), lang, mask)) {
    if (n.kind == numbers::Kind::code) continue;
    Fact fact;
    fact.value = std::move(n.value);
    fact.other = std::move(n.other);
    fact.unit = std::move(n.unit);
    fact.block = position;
    fact.span = n.span;
    // Languages may have a dual for two and an article for one; the number of an inline item stands
    // as "(i)" elsewhere.
    fact.weak = n.in_words || fact.value == "1" || fact.value == "2" ||
                enclosed(block.text(), n.span) || compounded(block.text(), n.span);
    (n.kind == numbers::Kind::ordinal ? side.ordinals : side.numbers).push_back(std::move(fact));
  }
}

// Chinese characters count for several letters: letters and figures among them count for less, so
// that a symbol is as long in Chinese as elsewhere.
std::size_t weighted_length(std::string_view text, std::string_view lang) {
  const language::Profile* profile = language::find_profile(lang);
  double relative = 1.0;
  if (profile != nullptr && !profile->rows("relative-length").empty())
    relative = std::strtod(profile->rows("relative-length").front()[0].c_str(), nullptr);
  const std::size_t all = text::count_code_points(text);
  if (relative > 0.6) return all;
  const std::size_t ascii = static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
  return all - ascii + static_cast<std::size_t>(relative * static_cast<double>(ascii) + 0.5);
}

Side make_side(const store::AnalyzedExpression& a, const std::vector<std::uint32_t>& blocks) {
  Side side;
  side.lang = a.expression.lang;
  side.expression = &a;
  side.blocks = blocks;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const document::Block& b = side.block(i);
    if (i > 0) side.text += '\n';
    side.text += b.text();
    std::vector<Span> mask;
    add_references(a, blocks[i], i, side.references, mask);
    add_dates(a, blocks[i], i, side.dates, mask);
    std::sort(mask.begin(), mask.end());
    add_numbers(b, side.lang, i, mask, side);
    for (const modality::Cue& cue : modality::find(b.text(), side.lang))
      side.cues.emplace_back(i, cue);
    collect_digits(b.text(), side.lang, side.digits);
    if (!b.label.empty()) collect_digits(b.label.view(), side.lang, side.digits);
  }
  side.runs = side.digits;
  std::sort(side.runs.begin(), side.runs.end());
  for (const std::vector<Fact>* facts : {&side.numbers, &side.ordinals}) {
    for (const Fact& f : *facts) side.digits.push_back(f.value);
  }
  side.length = weighted_length(side.text, side.lang);
  std::sort(side.digits.begin(), side.digits.end());
  return side;
}

// "1.284" is 1.284 or 1284, مليونا one million or two: what another language has decides.
void settle_second_readings(RowView& row, std::vector<Fact> Side::*facts) {
  std::map<std::string, std::size_t> known;
  for (const Side& s : row.sides) {
    std::set<std::string> values;
    for (const Fact& f : s.*facts) values.insert(f.value);
    for (const std::string& v : values) ++known[v];
  }
  for (Side& s : row.sides) {
    for (Fact& f : s.*facts) {
      if (f.other.empty() || known[f.value] > 1) continue;
      if (!known.contains(f.other)) continue;
      f.value = f.other;
      s.digits.insert(std::upper_bound(s.digits.begin(), s.digits.end(), f.value), f.value);
    }
  }
}

}  // namespace

std::vector<std::string> figures_of(std::string_view text, std::string_view lang) {
  std::vector<std::string> out;
  collect_digits(text, lang, out);
  std::erase_if(out, [](const std::string& f) { return f.front() == 'm'; });
  return out;
}

bool Side::has_digits(std::string_view run) const {
  return std::binary_search(digits.begin(), digits.end(), run);
}

std::size_t Side::count_run(std::string_view run) const {
  const auto [from, to] = std::equal_range(runs.begin(), runs.end(), run);
  return static_cast<std::size_t>(to - from);
}

bool RowView::letterhead() const {
  for (const Side& s : sides) {
    for (std::size_t i = 0; i < s.blocks.size(); ++i) {
      const document::BlockType type = s.block(i).type;
      if (type != document::BlockType::letterhead && type != document::BlockType::masthead)
        return false;
    }
  }
  return true;
}

Subject prepare(const store::Work& work, const Options& options) {
  Subject out;
  out.work = &work;
  out.options = &options;
  for (std::size_t k = 0; k < work.expressions.size(); ++k) {
    const std::string& lang = work.expressions[k].expression.lang;
    const bool wanted =
        options.langs.empty() || lang == options.original ||
        std::find(options.langs.begin(), options.langs.end(), lang) != options.langs.end();
    if (!wanted) continue;
    if (lang == options.original)
      out.languages.original = static_cast<int>(out.languages.expressions.size());
    if (lang == "en") out.languages.base = static_cast<int>(out.languages.expressions.size());
    out.languages.expressions.push_back(k);
  }
  if (out.languages.original >= 0) out.languages.base = out.languages.original;
  if (out.languages.expressions.size() < 2) return out;
  for (std::size_t r = 0; r < work.rows.size(); ++r) {
    RowView row;
    row.index = r;
    for (const std::size_t k : out.languages.expressions) {
      row.sides.push_back(make_side(work.expressions[k], work.rows[r].sides[k]));
      row.present += row.sides.back().present() ? 1 : 0;
    }
    settle_second_readings(row, &Side::numbers);
    settle_second_readings(row, &Side::ordinals);
    if (row.present > 0) out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace hexapla::check
