// The top of a document: which paragraphs form its masthead or letterhead, and what they tell.
#include <algorithm>
#include <optional>
#include <vector>

#include "analyzers/references/references.h"
#include "analyzers/text/byte_set.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/draft.h"
#include "pipeline/normalize/masthead_cues.h"
#include "pipeline/normalize/places.h"

namespace hexapla::normalize {
namespace {

using document::BlockType;

constexpr std::size_t kLongestMasthead = 60;      // paragraphs
constexpr std::size_t kLongestDistribution = 24;  // columns
constexpr std::size_t kLongAuthor = 45;           // columns: it tells more than whose report it is
constexpr std::size_t kLongestDate = 120;         // columns of a line with the days of a meeting
constexpr std::size_t kLongestLine = 400;  // columns: a paragraph of text, not a line of a masthead

// The symbol that a line names, with the word before it where a colon ends that: "Symbol: A/90/7".
std::string symbol_of(std::string_view text) {
  std::string out = references::symbol_in_line(text);
  const std::string_view first = first_word(text);
  if (out.empty() && first.ends_with(':') && !has_cue(text, Fact::reference))
    out = references::symbol_in_line(text::trim(text.substr(first.size())));
  return out;
}

bool is_symbol_line(std::string_view text) {
  const std::string symbol = symbol_of(text);
  return !symbol.empty() && columns(text) <= symbol.size() * 2 + 10;
}

// "(Item proposed by a Party)": an aside, and no title.
bool is_aside(std::string_view text) {
  return text.starts_with('(') || text.starts_with('[') || first_char(text) == 0xFF08;
}

// A line, with what it may tell.
struct HeadLine {
  Facts cues;   // what its words speak for
  Facts kinds;  // kinds of masthead line that it may be
};

HeadLine read_head_line(std::string_view text) {
  HeadLine out;
  out.cues = cues_of(text);
  if (is_wider(text, kLongestLine)) return out;
  out.kinds = out.cues.without(Fact::salutation);
  if (is_symbol_line(text)) out.kinds |= Fact::symbol;
  if (columns(text) > kLongestDate) return out;
  if (const std::optional<DateMatch> date = find_date(text); date && date->has_day)
    out.kinds |= whole_date(text) ? Fact::date : Fact::meeting_dates;
  return out;
}

// "73/292. The law of the sea": the number of a resolution or decision, and its title.
bool is_numbered_title(std::string_view text) {
  std::size_t at = 0;
  const auto number = [&] {
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at > begin && at - begin <= 3;
  };
  if (!number() || at >= text.size() || text[at++] != '/' || !number()) return false;
  return text.substr(at).starts_with(". ") && at + 2 < text.size();
}

// "Conference of the Parties", "La Conferencia de las Partes".
bool names_body(std::string_view text) {
  const std::string_view first = first_word(text);
  return has_cue(text, Fact::body) || (is_function_word(text::to_lower(first)) &&
                                       has_cue(text::trim(text.substr(first.size())), Fact::body));
}

bool ends_with_colon(std::string_view text) {
  const char32_t last = last_char(text);
  return last == ':' || last == 0xFF1A;
}

// The first paragraph that is no masthead any more.
bool starts_body(const Paragraph& p, const HeadLine& line) {
  const std::string_view text = p.text.view();
  if (p.table < 0 && line.cues.has(Fact::change))
    return false;  // "Addendum": in Russian the word for an appendix, too
  if (p.table >= 0 || p.bullet || is_opening_heading(text) || opens_annex(text) ||
      is_numbered_heading(text))
    return true;
  const std::optional<Label> label = parse_label(text);
  if (p.atx > 0) return label.has_value();
  if (line.cues.has(Fact::salutation) && ends_item(text)) return true;
  if (is_wider(text, kLongestLine)) return true;
  const bool cue = !line.kinds.empty();
  if (label && label->text < text.size() && (!cue || ends_sentence(text))) return true;
  if (!ends_item(text) || ends_with_colon(text)) return false;
  // "The Conference of the Parties," opens the text of a decision.
  const char32_t last = last_char(text);
  if (!p.run && (last == ',' || last == 0xFF0C || last == 0x60C)) return true;
  // A sentence. Lines with a cue may end in a full stop ("Distr.", "P.O. Box 1."), a long one is
  // text all the same.
  return !cue || is_wider(text, 100);
}

struct Reader {
  const std::vector<HeadLine>& lines;  // of the blocks of the masthead
  document::Expression& out;
  bool open_distribution = false;  // "Distr." stood alone

  bool has(std::string_view name) const { return !out.property(name).empty(); }

  void put(std::string_view name, std::string_view value, std::size_t block, Span span) {
    value = text::trim(value);
    // The mark of a note that is not there.
    while (value.ends_with('*')) {
      value.remove_suffix(1);
      --span.end;
    }
    if (value.empty() || has(name)) return;
    out.properties.push_back(
        {std::string(name), std::string(value), static_cast<int>(block), span});
  }

  // "Second meeting", "Vienna, 10–13 December 2007", "First meeting, Geneva, 9–13 November 2015".
  void read_meeting(std::size_t i, std::string_view text) {
    const std::optional<DateMatch> date = find_date(text);
    if (date && date->has_day) {
      put("meeting-dates", text.substr(date->span.begin, date->span.size()), i, date->span);
    }
    const Span held = held_place(text, date ? date->span : Span{});
    if (held.size() > 0) {
      put("place", text.substr(held.begin, held.size()), i, held);
      return;
    }
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size();) {
      const text::CodePoint c = at < text.size() ? text::decode(text, at) : text::CodePoint{',', 1};
      if (c.value == ',' || c.value == 0xFF0C || c.value == 0x60C || c.value == 0x3001) {
        const std::string_view part = text::trim(text.substr(begin, at - begin));
        const Span span{static_cast<std::size_t>(part.data() - text.data()),
                        static_cast<std::size_t>(part.data() - text.data()) + part.size()};
        if (!part.empty() && !(date && span.overlaps(date->span))) {
          if (has_cue(part, Fact::session)) {
            put("session", part, i, span);
          } else if (date && columns(part) <= 60 && text::find_digit(part) == part.size()) {
            put("place", part, i, span);
          }
        }
        begin = at + c.size;
      }
      at += c.size;
    }
  }

  // Reads one line; true when the line is explained.
  bool read(std::size_t i) {
    const std::string& text = out.blocks[i].text();
    const Span all{0, text.size()};
    const Facts kinds = lines[i].kinds;
    const auto value = [&](Fact cue, std::string_view name) {
      const std::size_t at = cue_value(text, cue);
      const std::size_t begin = at == std::string::npos || at >= text.size() ? 0 : at;
      put(name, std::string_view(text).substr(begin), i, {begin, text.size()});
      return true;
    };
    if (kinds.has(Fact::symbol)) {
      put("symbol", symbol_of(text), i, all);
      return true;
    }
    // "Distr." and "GENERAL" on two lines.
    if (open_distribution && kinds.empty() && columns(text) <= kLongestDistribution) {
      open_distribution = false;
      put("distribution", text, i, all);
      return true;
    }
    open_distribution = false;
    if (kinds.has(Fact::distribution)) {
      const std::size_t at = cue_value(text, Fact::distribution);
      open_distribution =
          at != std::string::npos && at >= text.size() && at > 0 && text.ends_with('.');
      return open_distribution || value(Fact::distribution, "distribution");
    }
    if (kinds.has(Fact::original)) return value(Fact::original, "original-language");
    if (kinds.has(Fact::date)) {
      const std::optional<DateMatch> date = whole_date(text);
      if (date->from == date->to) {
        put("date", date->from, i, date->span);
      } else {
        put("meeting-dates", text, i, all);
      }
      return true;
    }
    if (kinds.has(Fact::language)) {
      put("language", text, i, all);
      return true;
    }
    if (kinds.has(Fact::reference)) return value(Fact::reference, "reference");
    if (kinds.has(Fact::contact) || kinds.has(Fact::addressee) || kinds.has(Fact::change))
      return true;
    if (kinds.has(Fact::subject)) return false;
    if (kinds.has(Fact::author)) {
      put("author", text, i, all);
      return true;
    }
    if (kinds.has(Fact::agenda)) {
      put("agenda-item", text, i, all);
      return true;
    }
    if (kinds.has_any(Fact::decision | Fact::record)) return false;
    if (kinds.has(Fact::meeting_dates) || (kinds.has(Fact::session) && columns(text) <= 100)) {
      read_meeting(i, text);
      return true;
    }
    if (kinds.has(Fact::organization)) return true;
    if (kinds.has(Fact::body) && columns(text) <= 200) {
      if (has("body")) return false;
      put("body", text, i, all);
      return true;
    }
    return false;
  }
};

// "Item 5 of the provisional agenda*", and no note "*" anywhere: marks whose notes are there have
// been taken out of the text.
void report_open_marks(std::size_t masthead, document::Expression& out) {
  for (std::size_t i = 0; i < masthead; ++i) {
    document::Block& b = out.blocks[i];
    const std::string& text = b.text();
    const std::size_t at = text.find('*');
    if (at == std::string::npos || at == 0) continue;
    const char32_t before = text::decode(text, text::code_point_start(text, at - 1)).value;
    if (!text::is_letter(before) && !text::is_digit(before) && before != ')' && before != 0xFF09)
      continue;
    const std::size_t end = std::min(text.find_first_not_of('*', at), text.size());
    b.flags.emplace_back("note-missing");
    out.quality.push_back({"note-missing",
                           "note " + text.substr(at, end - at) + " is not in the document",
                           static_cast<int>(i), b.content.source({at, end})});
  }
}

}  // namespace

bool is_masthead_line(std::string_view text, Facts cues) {
  return !is_wider(text, kLongestLine) &&
         (cues.has_any(Fact::distribution | Fact::original) || is_symbol_line(text));
}

void find_masthead(Draft& draft) {
  std::size_t end = 0;
  bool salutation = false;
  Facts evidence;
  for (; end < draft.paragraphs.size() && end < kLongestMasthead; ++end) {
    const Paragraph& p = draft.paragraphs[end];
    const HeadLine line = read_head_line(p.text.view());
    if (starts_body(p, line)) {
      salutation = p.table < 0 && line.cues.has(Fact::salutation) && ends_item(p.text.view());
      break;
    }
    evidence |= line.kinds;
  }
  const bool strong = salutation || evidence.has_any(Fact::symbol | Fact::distribution |
                                                     Fact::original | Fact::subject);
  if (end == draft.paragraphs.size() && !strong) return;
  if (!strong && evidence.count() < 2) return;
  // "14/8. Protected areas" and "The Conference of the Parties" below it, without a comma: the text
  // of a decision begins.
  if (end >= 2 && names_body(draft.paragraphs[end - 1].text.view()) &&
      is_numbered_title(draft.paragraphs[end - 2].text.view()))
    --end;
  draft.masthead = end;
  draft.letter = salutation || evidence.has_any(Fact::subject | Fact::addressee);
}

void read_masthead(const Draft& draft, std::size_t masthead, document::Expression& out) {
  std::vector<document::Block>& blocks = out.blocks;
  const std::vector<Origin>& origins = draft.origins;
  std::vector<HeadLine> lines;
  lines.reserve(masthead);
  for (std::size_t i = 0; i < masthead; ++i) lines.push_back(read_head_line(blocks[i].text()));
  Reader reader{lines, out};
  std::vector<bool> explained(masthead, false);
  for (std::size_t i = 0; i < masthead; ++i) {
    explained[i] = blocks[i].type == BlockType::letterhead || reader.read(i);
  }
  // The title: a heading of the markup, the line above the author's, the subject, the heading of a
  // decision, or the last line that nothing explains.
  std::size_t title = masthead;
  const auto take = [&](std::size_t i) {
    if (title == masthead) title = i;
  };
  for (std::size_t i = 0; i < masthead; ++i) {
    if (origins[i].atx > 0 && !explained[i] && !draft.letter) take(i);
  }
  for (std::size_t i = 0; i < masthead; ++i) {
    if (is_numbered_title(blocks[i].text())) take(i);
  }
  for (std::size_t i = 0; i < masthead; ++i) {
    if (lines[i].cues.has(Fact::decision) && !explained[i]) take(i);
  }
  // "Summary record of the 3rd meeting": what stands below it is who was in the chair.
  for (std::size_t i = 0; i < masthead; ++i) {
    if (lines[i].cues.has(Fact::record) && !explained[i]) take(i);
  }
  for (std::size_t i = 1; i < masthead; ++i) {
    if (explained[i] && !explained[i - 1] && lines[i].cues.has(Fact::author) &&
        !lines[i].cues.has(Fact::contact)) {
      std::size_t above = i - 1;
      while (above > 0 && is_aside(blocks[above].text()) && !explained[above - 1]) --above;
      take(above);
    }
  }
  for (std::size_t i = 0; i < masthead; ++i) {
    if (!lines[i].cues.has(Fact::subject)) continue;
    const std::string& text = blocks[i].text();
    const std::size_t at = cue_value(text, Fact::subject);
    if (at == std::string::npos || at >= text.size() || title != masthead) continue;
    take(i);
    out.title = text::trim(std::string_view(text).substr(at));
    reader.put("title", out.title, i, {at, text.size()});
  }
  if (!draft.letter) {
    for (std::size_t i = masthead; i-- > 0;) {
      const std::string& text = blocks[i].text();
      if (!explained[i] && !is_aside(text)) take(i);
    }
    // "Report of the Secretary-General on the situation in …": author and title in one.
    for (std::size_t i = 0; i < masthead; ++i) {
      const std::string& text = blocks[i].text();
      if (columns(text) >= kLongAuthor && out.property("author") == text) take(i);
    }
  }
  report_open_marks(masthead, out);
  if (title < masthead && out.title.empty()) {
    out.title = blocks[title].text();
    reader.put("title", out.title, title, {0, out.title.size()});
    blocks[title].type = BlockType::title;
  }
  if (draft.letter) {
    // Organisations, addresses and telephone numbers above a letter.
    bool addressee = false;  // lines that go on with "To:" are no address of the sender's
    for (std::size_t i = 0; i < masthead; ++i) {
      document::Block& b = blocks[i];
      const bool to = lines[i].cues.has(Fact::addressee);
      addressee = to || (addressee && origins[i].run);
      const bool line = origins[i].run ||
                        lines[i].cues.has_any(Fact::organization | Fact::contact) ||
                        origins[i].atx > 0;
      if (b.type == BlockType::masthead && line && !addressee) b.type = BlockType::letterhead;
    }
    // What stands between lines of the sender's and tells nothing else belongs to them: its name in
    // other languages, a street.
    std::size_t before = masthead;  // the last line of the sender's so far
    for (std::size_t i = 0; i < masthead; ++i) {
      document::Block& b = blocks[i];
      if (lines[i].cues.has(Fact::addressee)) break;
      if (b.type != BlockType::letterhead) {
        if (explained[i] || b.type != BlockType::masthead) before = masthead;
        continue;
      }
      for (std::size_t k = before + 1; k < i; ++k) blocks[k].type = BlockType::letterhead;
      before = i;
    }
  }
  if (masthead > 0 || blocks.empty()) return;
  // No masthead: a heading at the very top that another heading or the text follows.
  document::Block& first = blocks.front();
  const bool heading = first.type == BlockType::heading && first.label.empty();
  if (!heading || opens_annex(first.text()) || is_contents_heading(first.text())) return;
  const std::string& text = first.text();
  const bool words = std::count(text.begin(), text.end(), ' ') >= 2 ||
                     (is_cjk(first_char(text)) && columns(text) >= 10);
  if (origins.front().atx == 1 || (words && !is_numbered_heading(text))) {
    out.title = text;
    out.properties.push_back({"title", text, 0, {0, text.size()}});
    first.type = BlockType::title;
    first.level = 0;
  }
}

}  // namespace hexapla::normalize
