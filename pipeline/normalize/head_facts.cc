#include "pipeline/normalize/head_facts.h"

#include <algorithm>
#include <iterator>

#include "analyzers/references/references.h"
#include "analyzers/text/byte_set.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/masthead_cues.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kMostLines = 30;      // that are looked at, blank ones aside
constexpr std::size_t kLongestLine = 240;   // bytes
constexpr std::size_t kMostWords = 24;      // of such a line
constexpr std::size_t kMostNameWords = 10;  // of a body or an organization
constexpr std::size_t kShortWords = 5;      // of a session, a distribution, a language

// What a part of the line can be. None comes twice.
enum class Part {
  none,
  symbol,
  organization,
  body,
  distribution,
  date,
  language,
  original,
  session,
  agenda
};

std::size_t words_of(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

bool has_ascii_digit(std::string_view text) {
  return text::find_digit(text) < text.size();
}

// A name, and no words that lead to the symbol behind them ("resolution A/RES/70/1").
bool is_name(std::string_view text) {
  if (words_of(text) > kMostNameWords || has_ascii_digit(text) ||
      text.find_first_of(".:") != std::string_view::npos)
    return false;
  const std::string_view last = last_word(text);
  return !takes_number(last) && !is_function_word(text::to_lower(last));
}

// The fact that the text is as a whole.
Part part_of(std::string_view text) {
  const std::size_t words = words_of(text);
  // "A/90/7*", "S/RES/1985 (2011)"
  if (words <= 2 && text.find('/') != std::string_view::npos &&
      references::symbol_in_line(text).size() + 2 >= text.size())
    return Part::symbol;
  const Facts cues = cues_of(text);
  if (cues.has(Fact::distribution))
    return words <= kShortWords && cue_value(text, Fact::distribution) < text.size() &&
                   !has_ascii_digit(text)
               ? Part::distribution
               : Part::none;
  if (cues.has(Fact::original))
    return words <= kShortWords && cue_value(text, Fact::original) < text.size() &&
                   !has_ascii_digit(text)
               ? Part::original
               : Part::none;
  if (cues.has(Fact::language) && words <= kShortWords) return Part::language;
  if (const std::optional<DateMatch> date = whole_date(text); date && date->has_day)
    return Part::date;
  if (cues.has(Fact::agenda) && may_hold_digit(text)) return Part::agenda;
  if (cues.has(Fact::organization) && is_name(text)) return Part::organization;
  if (cues.has(Fact::session) && words <= kShortWords && !mentions_cue(text, Fact::agenda))
    return Part::session;
  if (cues.has(Fact::body) && is_name(text)) return Part::body;
  return Part::none;
}

// Which facts may stand right behind a fact on one line. A title goes on behind a body's name, so
// little may.
bool may_follow(Part before, Part part) {
  switch (before) {
    case Part::organization:
    case Part::body:
      return part == Part::symbol || part == Part::distribution;
    case Part::symbol:
      return part == Part::organization || part == Part::body || part == Part::distribution ||
             part == Part::date;
    case Part::distribution:
      return part == Part::symbol || part == Part::date || part == Part::language ||
             part == Part::original;
    case Part::date:
      return part == Part::language || part == Part::original;
    case Part::language:
      return part == Part::original;
    case Part::session:
      return part == Part::agenda;
    case Part::original:
    case Part::agenda:
    case Part::none:
      return false;
  }
  return false;
}

// Reads the rest of the line behind `begin`; true when it is facts to its end.
bool read_facts(std::string_view line, std::size_t begin, Part before, std::vector<Span>& out) {
  // The longest first: "Distr.: General" is more than "Distr.:".
  std::size_t end = line.size();
  for (;;) {
    const Part part = part_of(line.substr(begin, end - begin));
    if (part != Part::none && (begin == 0 || may_follow(before, part))) {
      out.push_back({begin, end});
      if (end == line.size() || read_facts(line, end + 1, part, out)) return true;
      out.pop_back();
    }
    end = line.rfind(' ', end - 1);
    if (end == std::string_view::npos || end <= begin) return false;
  }
}

// The text begins: nothing further down is a masthead's.
bool opens_text(std::string_view text) {
  if (is_opening_heading(text) || opens_annex(text) || is_numbered_heading(text)) return true;
  const std::optional<Label> label = parse_label(text);
  return label && label->text < text.size();
}

}  // namespace

std::vector<Span> head_facts(std::string_view line) {
  std::vector<Span> out;
  // "United Nations | A/90/7 |": cells of a table that became text.
  if (line.find('|') != std::string_view::npos && line.size() <= kLongestLine) {
    std::size_t cells = 0;
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t end = std::min(line.find('|', at), line.size());
      const std::string_view cell = text::trim(line.substr(at, end - at));
      if (!cell.empty()) {
        const auto begin = static_cast<std::size_t>(cell.data() - line.data());
        if (!read_facts(cell, 0, Part::none, out)) return {};
        for (; cells < out.size(); ++cells) {
          out[cells].begin += begin;
          out[cells].end += begin;
        }
      }
      at = end + 1;
    }
    if (out.size() < 2) out.clear();
    return out;
  }
  // A cheap look first: of two facts that stand together one is a symbol, a distribution or an
  // item of an agenda.
  if (line.size() > kLongestLine || line.find(' ') == std::string_view::npos ||
      line.find("  ") != std::string_view::npos || line.find('\t') != std::string_view::npos ||
      words_of(line) > kMostWords)
    return out;
  if (line.find('/') == std::string_view::npos && !mentions_cue(line, Fact::distribution) &&
      !mentions_cue(line, Fact::agenda))
    return out;
  if (!read_facts(line, 0, Part::none, out) || out.size() < 2) out.clear();
  return out;
}

namespace {

// Walks down the top of a document.
class Top {
 public:
  // The facts that the next line is made of; empty when it stays whole. Sets `done` where nothing
  // further down is looked at.
  std::vector<Span> next(std::string_view text) {
    if (++seen_ >= kMostLines) done = true;
    std::vector<Span> facts = head_facts(text);
    // A document has one symbol; a title may name others.
    const bool names_one =
        facts.empty() ? names_symbol(text) : std::ranges::any_of(facts, [&](const Span& fact) {
          return names_symbol(text.substr(fact.begin, fact.size()));
        });
    if (symbol_ && names_one) facts.clear();
    if (facts.empty()) done = done || opens_text(text);
    symbol_ = symbol_ || names_one;
    return facts;
  }

  bool done = false;

 private:
  // Arabic months have a slash, too.
  static bool names_symbol(std::string_view text) {
    return text.find('/') != std::string_view::npos && !references::symbol_in_line(text).empty();
  }

  std::size_t seen_ = 0;
  bool symbol_ = false;  // the document's was met
};

// Puts a line or block of each fact in the place of items[i]; returns the index of the last.
template <class Item, class Finish>
std::size_t part(std::vector<Item>& items, std::size_t i, const std::vector<Span>& facts,
                 Finish&& finish) {
  const std::string_view view = items[i].text.view();
  const auto lead = static_cast<std::size_t>(text::trim(view).data() - view.data());
  std::vector<Item> parts;
  for (const Span& fact : facts) {
    Item& one = parts.emplace_back(items[i]);
    one.text = items[i].text.slice({lead + fact.begin, lead + fact.end});
    finish(one, parts.size() == 1);
  }
  items[i] = std::move(parts.front());
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(i) + 1,
               std::make_move_iterator(parts.begin() + 1), std::make_move_iterator(parts.end()));
  return i + facts.size() - 1;
}

// A line that nothing but a masthead has. Names of bodies and organizations stand in titles, too.
bool stands_alone(std::string_view line) {
  switch (part_of(line)) {
    case Part::symbol:
    case Part::distribution:
    case Part::date:
    case Part::language:
    case Part::original:
      return true;
    default:
      return false;
  }
}

// The same for the lines of one block: line breaks take the places of the spaces between facts, and
// those around a line of facts do not only set it. Places in the text stay what they were.
void part_lines(ingest::RawBlock& block, bool plain, Top& top) {
  const std::string_view view = block.text.view();
  std::vector<std::size_t> breaks;  // where a space stands between two facts
  bool fact_above = false;
  for (std::size_t begin = 0; begin <= view.size() && !top.done;) {
    const std::size_t end = std::min(view.find('\n', begin), view.size());
    const std::string_view line = text::trim(view.substr(begin, end - begin));
    if (!line.empty()) {
      const auto lead = static_cast<std::size_t>(line.data() - view.data());
      const std::vector<Span> facts = top.next(line);
      for (std::size_t f = 1; plain && f < facts.size(); ++f)
        breaks.push_back(lead + facts[f].begin - 1);
      if (plain && !facts.empty())
        std::erase_if(block.soft, [&](std::size_t at) { return at == end || at + 1 == begin; });
      // "3 May 2035" and "English" one below the other.
      const bool fact = plain && facts.empty() && stands_alone(line);
      if (fact && fact_above)
        std::erase_if(block.soft, [&](std::size_t at) { return at + 1 == begin; });
      fact_above = fact;
    }
    begin = end + 1;
  }
  if (breaks.empty()) return;
  document::MappedText out;
  std::size_t copied = 0;
  for (const std::size_t at : breaks) {
    out.append(block.text, {copied, at});
    out.append_replacement("\n", block.text.source({at, at + 1}));
    copied = at + 1;
  }
  out.append(block.text, {copied, view.size()});
  block.text = std::move(out);
}

}  // namespace

void part_head_facts(ingest::RawDocument& raw) {
  Top top;
  for (std::size_t i = 0; i < raw.lines.size() && !top.done; ++i) {
    const std::string_view text = text::trim(raw.lines[i].text.view());
    if (text.empty()) continue;
    const std::vector<Span> facts = top.next(text);
    if (facts.empty()) continue;
    i = part(raw.lines, i, facts, [](ingest::RawLine& line, bool first) {
      line.hard = true;
      if (!first) line.page_break = false;
    });
  }
  // Formats that know paragraphs have such lines, too: a tab or a column became a space.
  for (std::size_t i = 0; i < raw.blocks.size() && !top.done; ++i) {
    ingest::RawBlock& block = raw.blocks[i];
    const std::string_view text = text::trim(block.text.view());
    if (text.empty()) continue;
    const bool plain =
        block.kind == ingest::RawKind::paragraph && block.table < 0 && block.label.empty();
    if (text.find('\n') != std::string_view::npos) {
      part_lines(block, plain, top);
      continue;
    }
    const std::vector<Span> facts = top.next(text);
    if (!plain || facts.empty() || !block.notes.empty() || !block.links.empty()) continue;
    i = part(raw.blocks, i, facts, [](ingest::RawBlock&, bool) {});
  }
}

}  // namespace hexapla::normalize
