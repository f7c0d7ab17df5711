#include "pipeline/normalize/pages.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "analyzers/references/references.h"
#include "analyzers/text/utf8.h"
#include "pipeline/ingest/page_marks.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/masthead_cues.h"
#include "pipeline/normalize/page_number.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kLongestHead = 160;  // bytes
constexpr std::size_t kTop = 3;            // lines at the top of a page that are looked at
constexpr std::size_t kFoot = 16;          // and at its foot, where notes stand, too
constexpr std::size_t kMasthead = 12;      // lines of the first page that may be heads of others
constexpr std::size_t kSymbolLines = 20;   // of text at the top, where the symbol stands
constexpr std::size_t kLeastRepeats = 3;   // of a line that tells pages without form feeds
constexpr std::size_t kMostRepeats = 5000;

// A page while its edges are looked at: the lines that are left, in order.
struct Sheet {
  std::vector<std::size_t> flow;
};

class Furniture {
 public:
  explicit Furniture(std::vector<Line>& lines) : lines_(lines) {}

  Pages run() {
    const bool feeds =
        std::any_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.page_break; });
    take_named_heads(false);
    numbers_.assign(lines_.size(), 0);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      const bool may_be = line.traits.has(Traits::kAnyDigit) &&
                          line.text.text.size() <= kLongestNumber * 2 && line.in_flow();
      if (may_be) numbers_[i] = page_number(text(i)).value_or(0);
    }
    const bool cut_up = cut_at_form_feeds();
    // Nothing else tells pages, or heads that named some of them: then a number beside the symbol
    // does.
    if (cut_up ? !feeds : !cut_at_repeated_lines()) {
      out_.lines.clear();
      take_named_heads(true);
      if (!cut_at_form_feeds()) {
        out_.lines.clear();
        return std::move(out_);
      }
    }
    for (const Span& page : out_.lines) {
      Sheet sheet;
      sheet.flow.reserve(page.size());
      for (std::size_t i = page.begin; i < page.end; ++i) {
        if (lines_[i].in_flow()) sheet.flow.push_back(i);
      }
      sheets_.push_back(std::move(sheet));
    }
    take_numbers();
    for (std::size_t depth = 0; depth < kTop && take_edges(true); ++depth) {
    }
    take_edges(false);
    for (const Sheet& sheet : sheets_) {
      if (!sheet.flow.empty() && &sheet != &sheets_.front())
        lines_[sheet.flow.front()].page_break = true;
    }
    return std::move(out_);
  }

 private:
  std::string_view text(std::size_t line) const { return lines_[line].text.view(); }

  void cut(const std::vector<std::size_t>& begins) {
    std::size_t begin = 0;
    for (const std::size_t next : begins) {
      if (next == 0) continue;
      out_.lines.push_back({begin, next});
      begin = next;
    }
    out_.lines.push_back({begin, lines_.size()});
    std::erase_if(out_.lines, [&](const Span& page) {
      return std::none_of(lines_.begin() + static_cast<std::ptrdiff_t>(page.begin),
                          lines_.begin() + static_cast<std::ptrdiff_t>(page.end),
                          [](const Line& line) { return line.in_flow(); });
    });
  }

  void take_line(std::size_t i, std::size_t& counter) {
    Line& line = lines_[i];
    line.consumed = line.furniture = true;
    if (out_.heads + out_.numbers == 0) {
      out_.first = line.text.text.source({0, line.text.text.size()});
      out_.shown = line.text.view();
    }
    ++counter;
  }

  // The next line of text behind `i`, with one blank line between them at most.
  std::size_t line_behind(std::size_t i) const {
    for (std::size_t k = i + 1; k < lines_.size() && k <= i + 2; ++k) {
      if (lines_[k].in_flow()) return k;
    }
    return lines_.size();
  }

  // What names itself wherever it stands: numbers of the printer's job; and the document's symbol
  // above "page 2", with the language on a line between them or without: the head of a page.
  // `bare`: numbers without a word beside it are page numbers, too.
  void take_named_heads(bool bare) {
    std::string symbol;
    std::size_t seen = 0;
    std::size_t i = 0;
    for (; i < lines_.size() && seen < kSymbolLines && symbol.empty(); ++i) {
      if (!lines_[i].in_flow()) continue;
      ++seen;
      if (text(i).find('/') != std::string_view::npos) symbol = references::symbol_in_line(text(i));
    }
    const std::set<std::string> jobs = find_jobs(symbol);
    long last = 0;
    bool printer = false;  // the line of text before was a job number
    for (std::size_t k = 0; k < lines_.size(); ++k) {
      if (const auto known = named_.find(k); known != named_.end()) last = known->second;
      if (!lines_[k].in_flow()) continue;
      const bool behind_job = printer;
      // "19-10268" where "*1910268*" stands, too.
      const bool job = !jobs.empty() &&
                       text(k).find_first_not_of("0123456789-") == std::string_view::npos &&
                       jobs.contains(digits_of(text(k)));
      printer = job || ingest::is_job_number(text(k)) || is_job_foot(text(k), jobs) ||
                (ingest::may_be_job_number(text(k)) && jobs.contains(digits_of(text(k)))) ||
                (behind_job && ingest::is_job_date(text(k))) || text(k) == "/..." ||
                text(k) == "/…";
      if (printer) {
        take_line(k, out_.numbers);
        continue;
      }
      if (k < i || symbol.empty() || !text(k).starts_with(symbol)) continue;
      // "2" on the line above it.
      const bool numbered = bare && k > 0 && lines_[k - 1].in_flow() && text(k) == symbol &&
                            page_number(text(k - 1)) == std::max(last, 1L) + 1;
      if (numbered) {
        take_line(k - 1, out_.numbers);
        last = std::max(last, 1L) + 1;
      }
      // Behind the printer's number the head of the next page stands, whatever its form.
      const bool alone = bare || behind_job;
      const std::size_t end = numbered ? k : named_head(k, symbol, alone, last);
      if (end == k && !numbered && !(behind_job && text(k) == symbol)) continue;
      for (std::size_t n = k; n < std::max(end, k + 1); ++n) {
        if (lines_[n].in_flow()) take_line(n, out_.heads);
      }
      if (numbered || end > k) named_[k] = last;
      k = std::max(end, k + 1) - 1;
      const std::size_t next = line_behind(k);
      if (next < lines_.size()) lines_[next].page_break = true;
    }
  }

  // The digits of the printer's numbers. "K3512345" is one where a page's number stands beside it
  // elsewhere, or the head of the next page, or a day of the printer's, below it.
  std::set<std::string> find_jobs(const std::string& symbol) const {
    std::set<std::string> out;
    std::set<std::string> likely;
    std::map<std::string, std::size_t> alone;  // how often a line is nothing else
    for (std::size_t k = 0; k < lines_.size(); ++k) {
      if (!lines_[k].in_flow() || !lines_[k].traits.has(Traits::kDigit)) continue;
      const std::string_view line = text(k);
      if (ingest::is_job_number(line)) out.insert(digits_of(line));
      if (line.size() < 8 || line.size() > kLongestNumber * 2) continue;
      if (ingest::may_be_job_number(line)) {
        ++alone[digits_of(line)];
        const std::size_t next = line_behind(k);
        if (next < lines_.size() && (ingest::is_job_date(text(next)) ||
                                     (!symbol.empty() && text(next).starts_with(symbol))))
          likely.insert(digits_of(line));
        continue;
      }
      // "K3512345 2", "2 K3512345"
      const bool behind = line[0] >= '0' && line[0] <= '9';
      const std::size_t space = behind ? line.rfind(' ') : line.find(' ');
      if (space == std::string_view::npos) continue;
      const std::string_view front = line.substr(0, space);
      const std::string_view back = line.substr(space + 1);
      if (ingest::may_be_job_number(behind ? back : front) && page_number(behind ? front : back))
        likely.insert(digits_of(behind ? back : front));
    }
    for (const std::string& digits : likely) {
      if (alone.contains(digits)) out.insert(digits);
    }
    return out;
  }

  // The digits of the number of a job, which the foot of each page may have.
  static std::string digits_of(std::string_view text) {
    std::string out;
    for (const char c : text.substr(0, text.find(' '))) {
      if (c >= '0' && c <= '9') out += c;
    }
    return out;
  }

  // "2 11-63085", "11-63085 3", "2/12 11-63085": the number of a job that the document has, and a
  // page's.
  static bool is_job_foot(std::string_view text, const std::set<std::string>& jobs) {
    if (jobs.empty() || text.size() > kLongestNumber * 2) return false;
    const std::size_t space = text.rfind(' ');
    if (space == std::string_view::npos) return false;
    const std::size_t first = text.find(' ');
    return (jobs.contains(digits_of(text)) && page_number(text.substr(space + 1))) ||
           (jobs.contains(digits_of(text.substr(first + 1))) && page_number(text.substr(0, first)));
  }

  // Behind the head of a page that begins with the symbol on line `k`, or `k`: it is none. `last`:
  // the number of the page before.
  std::size_t named_head(std::size_t k, const std::string& symbol, bool bare, long& last) const {
    const auto named = [&](std::string_view t) {
      const std::optional<long> number = page_number(t);
      const bool word = std::any_of(t.begin(), t.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 ||
               text::is_letter(static_cast<unsigned char>(c));
      });
      if (!number || !word || *number <= last) return false;
      last = *number;
      return true;
    };
    // "page 2", "English page 2"
    const auto page = [&](std::string_view t) {
      if (named(t)) return true;
      const std::string_view first = first_word(t);
      return has_cue(first, Fact::language) && named(text::trim(t.substr(first.size())));
    };
    const std::string_view rest = text::trim(text(k).substr(symbol.size()));
    if (!rest.empty()) return page(rest) ? k + 1 : k;
    const std::size_t second = line_behind(k);
    if (second >= lines_.size()) return k;
    if (page(text(second))) return second + 1;
    // "2" right above it or below it.
    const auto is_next = [&](std::size_t line) {
      const std::optional<long> number = page_number(text(line));
      if (!number || *number != std::max(last, 1L) + 1) return false;
      last = *number;
      return true;
    };
    if (second == k + 1 && lines_[second].in_flow() && bare && is_next(second)) return second + 1;
    const std::size_t third =
        has_cue(text(second), Fact::language) ? line_behind(second) : lines_.size();
    return third < lines_.size() && page(text(third)) ? third + 1 : k;
  }

  bool cut_at_form_feeds() {
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].page_break) begins.push_back(i);
    }
    if (begins.empty()) return false;
    cut(begins);
    return out_.lines.size() > 1;
  }

  // Form feeds get lost. What still tells pages is one line that comes three times or more, each
  // time beside a number, and the numbers count on by one.
  bool cut_at_repeated_lines() {
    std::vector<std::size_t> flow;
    bool numbers = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].in_flow()) continue;
      numbers = numbers || (numbers_[i] != 0 && text(i).size() <= kLongestNumber);
      flow.push_back(i);
    }
    if (!numbers) return false;
    const std::unordered_map<std::string_view, std::vector<std::size_t>> places =
        places_of_heads(flow);
    std::vector<std::size_t> best;
    std::size_t best_head = 0;
    for (const auto& [head, at] : places) {
      if (at.size() < kLeastRepeats || at.size() > kMostRepeats) continue;
      for (const bool before : {true, false}) {
        std::vector<std::size_t> begins;
        long last = 0;
        bool counts = true;
        std::size_t met = 0;
        for (const std::size_t k : at) {
          const bool none = before ? k == 0 : k + 1 == flow.size();
          const long number = none ? 0 : numbers_[flow[before ? k - 1 : k + 1]];
          // The first may stand in the masthead, without a number.
          if (number == 0 && k == at.front()) continue;
          counts = counts && number != 0 && (met == 0 || number == last + 1);
          if (!counts) break;
          last = number;
          ++met;
          begins.push_back(flow[k]);
        }
        const bool better =
            begins.size() > best.size() || (begins.size() == best.size() && at.front() < best_head);
        if (!counts || met < kLeastRepeats || !better) continue;
        best = std::move(begins);
        best_head = at.front();
      }
    }
    if (best.empty()) return false;
    cut(best);
    return out_.lines.size() > 1;
  }

  // Lines that come often enough beside numbers, with their places in the flow.
  std::unordered_map<std::string_view, std::vector<std::size_t>> places_of_heads(
      const std::vector<std::size_t>& flow) const {
    const auto may_be_head = [&](std::size_t k) {
      const std::size_t size = text(flow[k]).size();
      return size >= 4 && size <= kLongestHead && numbers_[flow[k]] == 0;
    };
    struct Beside {
      std::size_t before = 0;
      std::size_t behind = 0;
    };
    std::unordered_map<std::string_view, Beside> beside;
    for (std::size_t k = 0; k < flow.size(); ++k) {
      if (numbers_[flow[k]] == 0) continue;
      if (k > 0 && may_be_head(k - 1)) ++beside[text(flow[k - 1])].before;
      if (k + 1 < flow.size() && may_be_head(k + 1)) ++beside[text(flow[k + 1])].behind;
    }
    std::unordered_map<std::string_view, std::vector<std::size_t>> out;
    std::array<bool, kLongestHead + 1> sizes{};
    for (const auto& [line, numbers] : beside) {
      if (std::max(numbers.before, numbers.behind) < kLeastRepeats) continue;
      out.try_emplace(line);
      sizes[line.size()] = true;
    }
    if (out.empty()) return out;
    for (std::size_t k = 0; k < flow.size(); ++k) {
      if (!may_be_head(k) || !sizes[text(flow[k]).size()]) continue;
      const auto found = out.find(text(flow[k]));
      if (found != out.end()) found->second.push_back(k);
    }
    return out;
  }

  void take(Sheet& sheet, std::size_t at, std::size_t& counter) {
    take_line(sheet.flow[at], counter);
    sheet.flow.erase(sheet.flow.begin() + static_cast<std::ptrdiff_t>(at));
  }

  // The places in a sheet where its number may stand, as many as `edge_size`, from its edge.
  static std::size_t edge_size(const Sheet& sheet, bool top) {
    return std::min(top ? kTop : kFoot, sheet.flow.size());
  }
  static std::size_t place(const Sheet& sheet, bool top, std::size_t nth) {
    return top ? nth : sheet.flow.size() - 1 - nth;
  }
  long number_at(const Sheet& sheet, std::size_t k) const { return numbers_[sheet.flow[k]]; }

  void take_numbers() {
    std::size_t most = 0;
    bool best_top = false;
    long best_shift = 0;
    for (const bool top : {false, true}) {
      std::map<long, std::size_t> support;  // by what a page's number is more than its place
      for (std::size_t p = 0; p < sheets_.size(); ++p) {
        std::set<long> here;
        for (std::size_t n = 0; n < edge_size(sheets_[p], top); ++n) {
          const long number = number_at(sheets_[p], place(sheets_[p], top, n));
          if (number != 0) here.insert(number - static_cast<long>(p));
        }
        for (const long shift : here) ++support[shift];
      }
      for (const auto& [shift, count] : support) {
        // The usual numbering wins among equals.
        const bool better = count > most || (count == most && shift == 1 && best_shift != 1);
        if (!better) continue;
        most = count;
        best_top = top;
        best_shift = shift;
      }
    }
    // Two pages of which the first has no number: the other has its own at the very edge.
    const bool pair = sheets_.size() == 2 && most == 1 && best_shift == 1;
    if (!pair && (most < 2 || most * 2 < sheets_.size())) return;
    for (std::size_t p = 0; p < sheets_.size(); ++p) {
      const auto is_own = [&](std::size_t k) {
        const long number = number_at(sheets_[p], k);
        return number != 0 && number == static_cast<long>(p) + best_shift;
      };
      const std::size_t size = edge_size(sheets_[p], best_top);
      std::size_t nth = 0;  // from the edge
      while (nth < size && !is_own(place(sheets_[p], best_top, nth))) ++nth;
      if (nth == size) {
        if (most >= 2 && !best_top) take_only_number(p, is_own);
        continue;
      }
      if (!pair || nth == 0) take(sheets_[p], place(sheets_[p], best_top, nth), out_.numbers);
    }
  }

  // The columns of a table may come behind the foot of their page: then the number of the page
  // stands anywhere on it, apart from other lines, and nothing else looks like it.
  template <class IsOwn>
  void take_only_number(std::size_t p, IsOwn is_own) {
    Sheet& sheet = sheets_[p];
    std::size_t at = sheet.flow.size();
    for (std::size_t k = 0; k < sheet.flow.size(); ++k) {
      if (!is_own(k)) continue;
      if (at < sheet.flow.size()) return;
      at = k;
    }
    if (at == sheet.flow.size()) return;
    const std::size_t line = sheet.flow[at];
    const bool apart = (line == 0 || lines_[line - 1].blank()) &&
                       (line + 1 == lines_.size() || lines_[line + 1].blank());
    if (apart) take(sheet, at, out_.numbers);
  }

  // The outermost line of a sheet as it is compared: the page's own number in it is one with those
  // of the others. A key that differs from its line is kept in `keys`, which must not grow.
  std::string_view key_of(std::size_t line, std::size_t page,
                          std::vector<std::string>& keys) const {
    const Traits& traits = lines_[line].traits;
    const auto is_figure = [](char32_t c) { return c >= '0' && c <= '9'; };
    if (!is_figure(traits.first()) && !is_figure(traits.last())) return text(line);
    const std::string number = std::to_string(page + 1);
    std::string out(text(line));
    for (const bool front : {true, false}) {
      const std::string own = front ? number + " " : " " + number;
      if (front ? out.starts_with(own) : out.ends_with(own))
        out.replace(front ? 0 : out.size() - own.size(), own.size(), front ? "\x01 " : " \x01");
    }
    return keys.emplace_back(std::move(out));
  }

  // An item of a list or a numbered paragraph is no head.
  static bool is_item(std::string_view line) {
    if (bullet_size(line) > 0) return true;
    const std::optional<Label> label = parse_label(line);
    return label && label->text < line.size();
  }

  // One line of each sheet that has one more head (or foot). False when there are no more.
  bool take_edges(bool top) {
    // What stands on one page only is no head and no foot.
    if (sheets_.size() < 2) return false;
    const std::vector<std::size_t>& first = sheets_.front().flow;
    std::vector<std::string_view> masthead;
    for (std::size_t k = 0; k < std::min(kMasthead, first.size()); ++k)
      masthead.push_back(text(first[k]));
    struct Edge {
      std::string_view key;
      std::size_t page;
      std::size_t slot;
    };
    std::vector<Edge> edges;
    std::vector<std::string> keys;
    edges.reserve(sheets_.size());
    keys.reserve(sheets_.size());
    // Only what comes often, or in the masthead, can be a head: most lines are told by how often
    // their slot is met.
    const std::size_t slots = std::min<std::size_t>(4096, 8 * (sheets_.size() + kMasthead));
    std::vector<std::size_t> met(slots, 0);
    const auto slot_of = [slots](std::string_view key) {
      return std::hash<std::string_view>()(key) % slots;
    };
    if (top) {
      for (const std::string_view line : masthead) met[slot_of(line)] = sheets_.size();
    }
    const std::size_t least =
        top ? std::max<std::size_t>(2, sheets_.size() / 3) : (sheets_.size() * 2 + 2) / 3;
    for (std::size_t p = 0; p < sheets_.size(); ++p) {
      const std::vector<std::size_t>& flow = sheets_[p].flow;
      if (flow.empty()) continue;
      const std::size_t at = top ? flow.front() : flow.back();
      if (text(at).size() > kLongestHead || lines_[at].in_row()) continue;
      const std::string_view key = key_of(at, p, keys);
      edges.push_back({key, p, slot_of(key)});
      ++met[edges.back().slot];
    }
    std::map<std::string_view, std::vector<std::size_t>> pages;
    for (const Edge& edge : edges) {
      const std::vector<std::size_t>& flow = sheets_[edge.page].flow;
      if (met[edge.slot] < least || is_item(text(top ? flow.front() : flow.back()))) continue;
      pages[edge.key].push_back(edge.page);
    }
    bool any = false;
    for (const auto& [key, on] : pages) {
      const bool in_masthead = std::find(masthead.begin(), masthead.end(), key) != masthead.end();
      const std::size_t later = on.size() - (on.front() == 0 ? 1 : 0);
      bool furniture = false;
      if (top) {
        const bool often = on.size() >= 2 && on.size() * 3 + 1 >= sheets_.size();
        furniture = later > 0 && (in_masthead || (often && !stands_within(key)));
      } else {
        furniture = on.size() >= 3 && on.size() * 3 >= sheets_.size() * 2 && !stands_within(key);
      }
      if (!furniture) continue;
      // "Annex": the first of pages that follow each other has the heading of the text.
      const bool heading = top && opens_annex(key);
      for (std::size_t at = 0; at < on.size(); ++at) {
        const std::size_t p = on[at];
        if (p == 0 && top) continue;  // the masthead stays
        if (heading && (at == 0 || on[at - 1] + 1 != p)) continue;
        Sheet& sheet = sheets_[p];
        take(sheet, top ? 0 : sheet.flow.size() - 1, out_.heads);
        any = true;
      }
    }
    return any;
  }

  // The line comes somewhere else than at the edges of pages.
  bool stands_within(std::string_view key) const {
    for (const Sheet& sheet : sheets_) {
      for (std::size_t k = 1; k + 1 < sheet.flow.size(); ++k) {
        const bool masthead = &sheet == &sheets_.front() && k < kMasthead;
        if (!masthead && text(sheet.flow[k]) == key) return true;
      }
    }
    return false;
  }

  std::vector<Line>& lines_;
  std::vector<long> numbers_;  // that a line is as a whole (page_number); 0 for others
  std::vector<Sheet> sheets_;
  std::map<std::size_t, long> named_;  // lines of heads that tell their page, and its number
  Pages out_;
};

}  // namespace

Pages take_furniture(std::vector<Line>& lines) {
  return Furniture(lines).run();
}

}  // namespace hexapla::normalize
