#include "pipeline/ingest/pdf_page.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

#include "analyzers/text/span.h"
#include "analyzers/text/utf8.h"
#include "pipeline/ingest/page_marks.h"
#include "pipeline/ingest/pdf_heads.h"
#include "pipeline/ingest/pdf_text.h"

namespace hexapla::ingest {
namespace {

constexpr std::size_t kHeadLines = 4;  // of a page that may be its running head
constexpr std::size_t kFootLines = 3;
constexpr float kZone = 0.2F;         // of the page's height, at the top and at the foot
constexpr float kSamePlace = 3;       // points
constexpr float kNearlyBody = 1.01F;  // of the same, with marks that answer those of the text
constexpr std::size_t kMostNoteLines = 200;  // of a region
constexpr float kSameType = 0.3F;            // points
constexpr float kNoteSize = 0.93F;           // of the body's type, at most
constexpr float kNextLine = 2;               // em, from line to line of a head
constexpr float kApart = 0.6F;               // em of white between furniture and text
constexpr float kNoteLines = 1.45F;          // em, from line to line within a note

// Lines of the page that may be furniture, the outermost first.
std::vector<std::size_t> at_the_edges(const PdfSheet& sheet) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    if (sheet.lines[i].table < 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return sheet.lines[a].top < sheet.lines[b].top;
  });
  std::vector<std::size_t> out;
  const auto in_zone = [&](std::size_t i) {
    const PdfLine& line = sheet.lines[i];
    return line.bottom <= kZone * sheet.height || line.top >= (1 - kZone) * sheet.height;
  };
  for (std::size_t k = 0; k < order.size(); ++k) {
    if ((k < kHeadLines || k + kFootLines >= order.size()) && in_zone(order[k]))
      out.push_back(order[k]);
  }
  return out;
}

// The line without its spaces.
std::string packed(std::string text) {
  std::erase(text, ' ');
  return text;
}

// Notes may end with a bracket, and not with a colon.
bool ends_note(std::string_view text) {
  for (const std::string_view end :
       {".", "!", "?", "。", "！", "？", "؟", "\"", "”", "»", ")", "）"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

// The regions of the page: stretches of its lines.
std::vector<Span> regions_of(const PdfSheet& sheet) {
  std::vector<Span> out;
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    if (i == 0 || sheet.lines[i].region != sheet.lines[i - 1].region) out.push_back({i, i});
    out.back().end = i + 1;
  }
  return out;
}

// Lines of a region in small type, from its foot up; in order.
std::vector<std::size_t> small_lines(const PdfSheet& sheet, Span region, float body) {
  std::vector<std::size_t> zone;
  for (std::size_t i = region.end; i-- > region.begin;) {
    if (sheet.furniture[i] || !sheet.lines[i].upright) continue;
    const PdfLine& line = sheet.lines[i];
    if (line.table >= 0) break;
    if (line.size > kNoteSize * body || line.bottom < sheet.height / 4) break;
    if (!zone.empty() && line.top > sheet.lines[zone.back()].top) break;
    zone.push_back(i);
  }
  std::reverse(zone.begin(), zone.end());
  return zone;
}

bool any_raised(const PdfSheet& sheet, const std::vector<std::size_t>& zone) {
  return std::any_of(zone.begin(), zone.end(),
                     [&](std::size_t i) { return sheet.lines[i].raised_mark; });
}

// Marks in the text of the page, which lines of notes `apart` are not, in order.
std::vector<std::string> marks_of_text(const PdfSheet& sheet, Span apart) {
  std::vector<std::string> wanted;
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    if (sheet.furniture[i] || sheet.note[i] || (i >= apart.begin && i < apart.end)) continue;
    const PdfLine& line = sheet.lines[i];
    for (const PdfMark& mark : line.marks) wanted.push_back(mark.mark);
    // "agenda*" in type of its own size
    for (std::size_t at = line.text.find('*'); at != std::string::npos;) {
      const std::size_t end = std::min(line.text.find_first_not_of('*', at), line.text.size());
      const std::string mark = line.text.substr(at, end - at);
      if (at > 0 && line.text[at - 1] != ' ' && mark.size() <= 3 &&
          std::find(wanted.begin(), wanted.end(), mark) == wanted.end())
        wanted.push_back(mark);
      at = line.text.find('*', end);
    }
  }
  return wanted;
}

// Notes in type that is hardly smaller than the body's: the lines at the foot of a region from the
// first on that begins with a raised mark which stands raised in the text of the page.
std::vector<std::size_t> lines_from_raised(const PdfSheet& sheet, Span region, float body) {
  std::vector<std::size_t> lines;
  std::size_t found = 0;  // of them, from the foot up
  std::vector<std::string> wanted;
  for (std::size_t i = region.end; i-- > region.begin && lines.size() < kMostNoteLines;) {
    if (sheet.furniture[i] || !sheet.lines[i].upright) continue;
    const PdfLine& line = sheet.lines[i];
    if (line.table >= 0 || line.size > kNearlyBody * body || line.bottom < sheet.height / 4) break;
    if (!lines.empty() && (line.top > sheet.lines[lines.back()].top ||
                           std::fabs(line.size - sheet.lines[lines.back()].size) > kSameType))
      break;
    lines.push_back(i);
    if (!line.raised_mark) continue;
    if (wanted.empty()) wanted = marks_of_text(sheet, {});
    if (std::find(wanted.begin(), wanted.end(), line.mark) != wanted.end()) found = lines.size();
  }
  lines.resize(found);
  std::reverse(lines.begin(), lines.end());
  return lines;
}

// Notes that do not stand at the foot of the page that they are of.
class NoteLists {
 public:
  explicit NoteLists(std::vector<PdfSheet>& sheets) : sheets_(sheets) {}

  void run() {
    for (std::size_t p = 0; p < sheets_.size(); ++p) {
      for (std::size_t i = 0; i < sheets_[p].lines.size(); ++i) {
        if (!sheets_[p].furniture[i]) see({p, i});
      }
    }
  }

 private:
  void see(PdfPlace at) {
    PdfSheet& sheet = sheets_[at.page];
    const PdfLine& line = sheet.lines[at.line];
    if (sheet.note[at.line]) {
      if (!sheet.answer[at.line].empty()) --waiting_[sheet.answer[at.line]];
      open_ = false;
      return;
    }
    const auto found = waiting_.find(line.mark);
    if (line.upright && line.table < 0 && line.mark_size < line.text.size() && line.raised_mark &&
        found != waiting_.end() && found->second > 0) {
      --found->second;
      sheet.note[at.line] = true;
      sheet.answer[at.line] = line.mark;
      open_ = true;
    } else if (open_ && goes_on(at)) {
      sheet.note[at.line] = true;
    } else {
      open_ = false;
      for (const PdfMark& mark : line.marks) ++waiting_[mark.mark];
    }
    last_ = at;
  }

  // The line is the next of the note before.
  bool goes_on(PdfPlace at) const {
    const PdfLine& line = sheets_[at.page].lines[at.line];
    const PdfLine& last = sheets_[last_.page].lines[last_.line];
    if (line.table >= 0 || !line.upright || std::fabs(line.size - last.size) > kSameType ||
        line.bold != last.bold)
      return false;
    if (at.page != last_.page || line.region != last.region)
      return !ends_note(last.text) && line.marks.empty();
    const float distance = line.bottom - last.bottom;
    return distance > 0 && distance < kNoteLines * line.size;
  }

  std::vector<PdfSheet>& sheets_;
  std::map<std::string, int> waiting_;  // marks of the text that no note answered
  bool open_ = false;                   // within a note
  PdfPlace last_;
};

// The text of the page, apart from notes, ends within a sentence.
bool ends_within_sentence(const PdfSheet& sheet, float body) {
  const PdfLine* last = nullptr;
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    const PdfLine& line = sheet.lines[i];
    if (sheet.furniture[i] || !line.upright || line.size < kNoteSize * body) continue;
    if (last == nullptr || line.bottom > last->bottom) last = &line;
  }
  return last != nullptr && last->table < 0 && !ends_sentence(last->text);
}

// What no other page repeats: at the outer edge of a page that is not the first, its number, its
// share of all pages or a symbol, which stand apart from the text; and what stands beside or right
// below such furniture with nothing but white between them and the text.
// Small type between the halves of a sentence (`body`: the size of the text's) is such furniture,
// too.
void find_lone_furniture(std::vector<PdfSheet>& sheets, std::size_t page, float body) {
  if (page == 0) return;
  PdfSheet& sheet = sheets[page];
  const std::size_t pages = sheets.size();
  const bool open = ends_within_sentence(sheets[page - 1], body);
  const std::vector<std::size_t> edges = at_the_edges(sheet);
  const auto level = [&](const PdfLine& a, const PdfLine& b) {
    return std::fabs(a.bottom - b.bottom) < kSamePlace;
  };
  for (const bool head : {true, false}) {
    std::vector<std::size_t> lines;  // of this edge, from the outside
    for (std::size_t k = 0; k < edges.size(); ++k) {
      const std::size_t i = edges[head ? k : edges.size() - 1 - k];
      const bool at_head = sheet.lines[i].bottom <= kZone * sheet.height;
      if (at_head == head && sheet.lines[i].upright) lines.push_back(i);
    }
    std::size_t end = 0;  // of the lines that are furniture or level with what is
    for (std::size_t k = 0; k < lines.size(); ++k) {
      const PdfLine& line = sheet.lines[lines[k]];
      bool known = sheet.furniture[lines[k]];
      if (!known && k > 0 && end == k) {
        const PdfLine& before = sheet.lines[lines[k - 1]];
        const float away = std::fabs(line.bottom - before.bottom);
        known = level(line, before) ||
                (head && away < kNextLine * line.size && names_page(line.text, page));
      }
      if (!known && end == k) {
        // Its whole row, and white between it and the text.
        bool told = false;
        bool others = false;
        bool repeated = false;
        for (std::size_t j = k; j < lines.size() && level(sheet.lines[lines[j]], line); ++j) {
          const std::string& text = sheet.lines[lines[j]].text;
          const bool own = lone_number(text) == static_cast<int>(page + 1) ||
                           is_share(text, page, pages) || (head && is_symbol(text));
          told = told || own;
          repeated = repeated || sheet.furniture[lines[j]];
          others = others || (!own && text.size() > kLongestPageName);
        }
        const PdfLine* text = nullptr;
        for (const PdfLine& other : sheet.lines) {
          if (level(other, line) || names_page(other.text, page) ||
              (head ? other.bottom < line.bottom : other.bottom > line.bottom))
            continue;
          const bool nearer = text == nullptr || std::fabs(other.bottom - line.bottom) <
                                                     std::fabs(text->bottom - line.bottom);
          if (nearer) text = &other;
        }
        const bool apart =
            text != nullptr && (!head || text->size >= line.size - kSameType) &&
            (head ? text->top - line.bottom : line.top - text->bottom) > kApart * text->size;
        const bool between = head && open && line.size < kNoteSize * body && text != nullptr &&
                             starts_lower(text->text);
        known = apart && (repeated || between || (told && !others));
      }
      if (!known) break;
      sheet.furniture[lines[k]] = true;
      end = k + 1;
    }
  }
}

// The numbers of the printer's job at a page's foot, and what is printed level with them.
void find_job_numbers(PdfSheet& sheet) {
  const auto at_foot = [&](const PdfLine& line) {
    return line.upright && line.table < 0 && line.top >= (1 - kZone) * sheet.height;
  };
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    if (at_foot(sheet.lines[i]) && is_job_number(sheet.lines[i].text)) sheet.furniture[i] = true;
  }
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    const PdfLine& line = sheet.lines[i];
    if (!at_foot(line) || (!is_job_date(line.text) && !may_be_job_number(line.text))) continue;
    for (std::size_t k = 0; k < sheet.lines.size() && !sheet.furniture[i]; ++k) {
      const PdfLine& other = sheet.lines[k];
      sheet.furniture[i] =
          k != i && at_foot(other) && std::fabs(other.bottom - line.bottom) < kSamePlace &&
          (sheet.furniture[k] || is_job_date(other.text) || may_be_job_number(other.text));
    }
  }
}

// On a page that was turned the heads and feet of the others stand at its sides.
void find_turned(std::vector<PdfSheet>& sheets) {
  std::set<std::string> known;
  for (const PdfSheet& sheet : sheets) {
    for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
      if (sheet.furniture[i] && sheet.lines[i].upright) known.insert(shape(sheet.lines[i].text));
    }
  }
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    for (std::size_t i = 0; i < sheets[p].lines.size(); ++i) {
      const PdfLine& line = sheets[p].lines[i];
      if (!line.upright && line.table < 0 &&
          (known.count(shape(line.text)) == 1 || lone_number(line.text) == static_cast<int>(p + 1)))
        sheets[p].furniture[i] = true;
    }
  }
}

}  // namespace

PdfFurniture find_furniture(std::vector<PdfSheet>& sheets) {
  std::map<std::string, std::vector<PdfPlace>> shapes;
  std::map<int, std::vector<PdfPlace>> numbers;  // by number less page
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    for (const std::size_t i : at_the_edges(sheets[p])) {
      const PdfLine& line = sheets[p].lines[i];
      std::string key = shape(line.text);
      // "3 Ibid." at the foot of two pages is a note; a head with a number counts the pages. The
      // number of "18-01234" is none of these.
      if (!line.mark.empty() && line.mark_size < line.text.size() &&
          (line.raised_mark || line.text[line.mark_size] == ' ')) {
        key += line.mark[0] == '*'
                   ? std::to_string(p) + "*"
                   : std::to_string(std::atoi(line.mark.c_str()) - static_cast<int>(p));
      }
      shapes[key].push_back({p, i});
      if (const int n = lone_number(line.text); n >= 0)
        numbers[n - static_cast<int>(p)].push_back({p, i});
    }
  }
  const auto top = [&](const PdfPlace& place) { return sheets[place.page].lines[place.line].top; };
  for (PdfSheet& sheet : sheets) find_job_numbers(sheet);
  const float body = body_size(sheets);
  std::vector<std::vector<PdfPlace>> alike;  // lines of one shape at one place of several pages
  for (auto& [text, places] : shapes) {
    if (text.empty() || places.size() < 2) continue;
    // Lone numbers are told by what they count; a table's repeated header is text.
    if (text == "#") continue;
    std::stable_sort(places.begin(), places.end(),
                     [&](const PdfPlace& a, const PdfPlace& b) { return top(a) < top(b); });
    for (std::size_t i = 0; i < places.size();) {
      std::size_t end = i + 1;
      while (end < places.size() && top(places[end]) - top(places[end - 1]) <= kSamePlace) ++end;
      // Odd and even pages, first pages and parts of a document have heads of their own.
      if (end - i >= 2 && (end - i) * 8 >= sheets.size())
        alike.emplace_back(places.begin() + static_cast<std::ptrdiff_t>(i),
                           places.begin() + static_cast<std::ptrdiff_t>(end));
      i = end;
    }
  }
  const auto mark = [&](const std::vector<PdfPlace>& places, bool furniture) {
    for (const PdfPlace& place : places) sheets[place.page].furniture[place.line] = furniture;
  };
  for (const std::vector<PdfPlace>& places : alike) mark(places, true);
  const PdfHeads heads(sheets, body);
  std::vector<bool> headings;
  headings.reserve(alike.size());
  for (const std::vector<PdfPlace>& places : alike) headings.push_back(heads.are_headings(places));
  for (std::size_t i = 0; i < alike.size(); ++i) {
    if (headings[i]) mark(alike[i], false);
  }
  for (const auto& [difference, places] : numbers) {
    std::size_t pages = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (i == 0 || places[i].page != places[i - 1].page) ++pages;
    }
    const bool only_page = sheets.size() == 1 && difference == 1;
    const bool few = (pages < 2 || pages * 4 < sheets.size()) && !only_page;
    for (const PdfPlace& place : places) {
      // "- 2 -" on the second page needs no other to be told by.
      const std::string& text = sheets[place.page].lines[place.line].text;
      const bool dashed = difference == 1 && text.starts_with("-") && text.ends_with("-");
      if (!few || dashed) sheets[place.page].furniture[place.line] = true;
    }
  }
  // Numbers at one place of most pages are page numbers, even where they do not count: fields that
  // were not brought up to date.
  std::map<long, std::vector<PdfPlace>> at_one_place;
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    const std::vector<std::size_t> edges = at_the_edges(sheets[p]);
    for (const std::size_t i : edges) {
      if (i != edges.front() && i != edges.back()) continue;
      const PdfLine& line = sheets[p].lines[i];
      if (lone_number(line.text) >= 0) at_one_place[std::lround(line.top)].push_back({p, i});
    }
  }
  for (const auto& [height, places] : at_one_place) {
    if (places.size() < 3 || places.size() * 2 < sheets.size()) continue;
    for (const PdfPlace& place : places) sheets[place.page].furniture[place.line] = true;
  }
  // The head of a document of two pages stands once: on the second.
  std::set<std::string> printed;
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    const std::vector<std::size_t> edges = at_the_edges(sheets[p]);
    if (p > 0 && !edges.empty()) {
      const PdfLine& line = sheets[p].lines[edges.front()];
      // Not the title again, above an annex that the author began on a page of its own.
      if (line.top < sheets[p].height / 4 && printed.count(packed(line.text)) == 1 &&
          (sheets[p].furniture[edges.front()] || !heads.are_headings({{p, edges.front()}})))
        sheets[p].furniture[edges.front()] = true;
    }
    for (const PdfLine& line : sheets[p].lines) {
      if (p == 0 && line.table < 0 && line.top < sheets[p].height / 3)
        printed.insert(packed(line.text));
    }
  }
  for (std::size_t p = 0; p < sheets.size(); ++p) find_lone_furniture(sheets, p, body);
  for (PdfSheet& sheet : sheets) find_job_numbers(sheet);
  find_turned(sheets);
  PdfFurniture out;
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    for (std::size_t i = 0; i < sheets[p].lines.size(); ++i) {
      if (!sheets[p].furniture[i]) continue;
      if (out.lines++ == 0) {
        out.first = sheets[p].lines[i].text;
        out.page = p;
        out.line = i;
      }
    }
  }
  return out;
}

float body_size(const std::vector<PdfSheet>& sheets) {
  std::map<int, std::size_t> sizes;  // in tenths of a point
  for (const PdfSheet& sheet : sheets) {
    for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
      if (!sheet.furniture[i])
        sizes[static_cast<int>(std::lround(sheet.lines[i].size * 10))] +=
            sheet.lines[i].text.size();
    }
  }
  const auto most = std::max_element(
      sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == sizes.end() ? 0 : static_cast<float>(most->first) / 10;
}

void find_notes(std::vector<PdfSheet>& sheets, float body) {
  int expected = 1;
  bool open = false;  // the page before ended within notes
  std::string last;   // its last line
  for (PdfSheet& sheet : sheets) {
    bool any = false;
    for (const Span region : regions_of(sheet)) {
      std::vector<std::size_t> zone = small_lines(sheet, region, body);
      if (zone.empty() || !any_raised(sheet, zone)) {
        std::vector<std::size_t> raised = lines_from_raised(sheet, region, body);
        if (!raised.empty()) zone = std::move(raised);
      }
      if (zone.empty()) continue;
      std::vector<std::string> wanted = marks_of_text(sheet, {zone.front(), region.end});
      const auto opens = [&](const PdfLine& line) {
        if (line.mark.empty()) return false;
        if (line.raised_mark) return true;
        const auto found = std::find(wanted.begin(), wanted.end(), line.mark);
        if (line.mark[0] == '*') return found != wanted.end();
        return found != wanted.end() || std::atoi(line.mark.c_str()) == expected;
      };
      std::size_t start = 0;
      while (start < zone.size() && !opens(sheet.lines[zone[start]])) ++start;
      const bool goes_on = open || any;  // within notes
      if (start == zone.size() && (!goes_on || ends_note(last))) continue;
      // Small lines before the first mark: the rest of a note, when there was one; else captions
      // and such, which are text.
      if (goes_on) start = 0;
      for (std::size_t k = start; k < zone.size(); ++k) {
        const PdfLine& line = sheet.lines[zone[k]];
        sheet.note[zone[k]] = true;
        last = line.text;
        if (!opens(line)) continue;
        sheet.answer[zone[k]] = line.mark;
        if (line.mark[0] != '*') expected = std::atoi(line.mark.c_str()) + 1;
        wanted.erase(std::remove(wanted.begin(), wanted.end(), line.mark), wanted.end());
      }
      any = true;
    }
    open = any;
  }
  NoteLists(sheets).run();
}

}  // namespace hexapla::ingest
