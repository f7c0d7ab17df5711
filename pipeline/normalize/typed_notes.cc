#include "pipeline/normalize/typed_notes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/round_marks.h"
#include "pipeline/normalize/superscripts.h"

namespace hexapla::normalize {
namespace {

enum class Form : std::uint8_t { raised, symbol, bracket, round, plain };

// How a paragraph may begin a note.
struct Start {
  Form form = Form::raised;
  std::string key;
  std::size_t mark_end = 0;
  std::size_t text = 0;
  bool alone = false;  // asterisks that are all of their paragraph: the next one is the note's text
};

// "12. Text", "12 Text", "[12] Text".
std::optional<Start> numbered(std::string_view text) {
  const bool bracket = text.starts_with('[');
  std::size_t at = bracket ? 1 : 0;
  const std::size_t first = at;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  if (at == first || at > first + 3 || text[first] == '0') return std::nullopt;
  Start out;
  out.form = bracket ? Form::bracket : Form::plain;
  out.key = std::string(text.substr(first, at - first));
  if (bracket && (at >= text.size() || text[at++] != ']')) return std::nullopt;
  if (!bracket && at < text.size() && text[at] == '.') ++at;
  out.mark_end = at;
  if (at >= text.size() || text[at] != ' ') return std::nullopt;
  out.text = at + 1;
  return out;
}

std::optional<Start> start_of(const Paragraph& p) {
  if (p.table >= 0 || p.atx > 0) return std::nullopt;
  const std::string_view text = p.text.view();
  const std::optional<NoteStart> note = note_start(text);
  if (note && note->text < text.size() && (note->superscript || note->symbol)) {
    return Start{note->symbol ? Form::symbol : Form::raised, note->key, note->mark_end, note->text,
                 false};
  }
  if (note && note->symbol) return Start{Form::symbol, note->key, note->mark_end, note->text, true};
  if (p.bullet) return std::nullopt;
  if (const std::optional<RoundStart> round = round_start(text); round && round->mark.number > 0)
    return Start{Form::round, std::to_string(round->mark.number), round->mark.span.end, round->text,
                 false};
  return numbered(text);
}

bool is_rule(std::string_view text) {
  text = text::trim(text);
  return text.size() >= 3 && (text.find_first_not_of('_') == std::string_view::npos ||
                              text.find_first_not_of('-') == std::string_view::npos);
}

// Asterisks at the end of a word.
void add_symbols(std::string_view text, std::vector<RaisedMark>& out) {
  for (std::size_t at = text.find('*'); at != std::string_view::npos; at = text.find('*', at)) {
    const std::size_t begin = at;
    while (at < text.size() && text[at] == '*') ++at;
    if (begin == 0 || at - begin > 3) continue;
    const char32_t before = text::decode(text, text::code_point_start(text, begin - 1)).value;
    const char32_t after = at < text.size() ? text::decode(text, at).value : U' ';
    const bool word = text::is_letter(before) || text::is_digit(before) || before == ')' ||
                      before == 0xFF09 || before == 0x300B || before == '"' || before == 0x201D;
    // "3*4" and "a*b*c" are no marks.
    if (!word || text::is_letter(after) || text::is_digit(after)) {
      if (!word || !is_cjk(before)) continue;
    }
    out.push_back({{begin, at}, std::string(at - begin, '*')});
  }
}

// "[12]" behind words. The key has the brackets, so that it is no raised number's.
void add_brackets(std::string_view text, std::vector<RaisedMark>& out) {
  for (std::size_t at = text.find('[', 1); at != std::string_view::npos;
       at = text.find('[', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && end <= at + 3 && text[end] >= '0' && text[end] <= '9') ++end;
    if (end == at + 1 || text[at + 1] == '0' || end >= text.size() || text[end] != ']') continue;
    // A space before it belongs to the mark where no word is behind it.
    const bool apart = end + 1 >= text.size() ||
                       std::string_view(" ,.;:)").find(text[end + 1]) != std::string_view::npos;
    const std::size_t begin = apart && text[at - 1] == ' ' ? at - 1 : at;
    out.push_back({{begin, end + 1}, std::string(text.substr(at, end + 1 - at))});
  }
}

class Linker {
 public:
  explicit Linker(Draft& draft) : draft_(draft) {}

  void run() {
    if (!find_sites()) return;
    const std::size_t count = draft_.paragraphs.size();
    taken_.assign(count, false);
    for (std::size_t i = 0; i < count;) {
      const std::optional<Start> first = start_of(draft_.paragraphs[i]);
      if (!first) {
        ++i;
        continue;
      }
      if (first->alone) {
        i = take_alone(i, *first) ? i + 2 : i + 1;
        continue;
      }
      std::size_t end = i;
      std::vector<Start> starts;
      const bool marked = first->form == Form::raised || first->form == Form::symbol;
      for (; end < count; ++end) {
        std::optional<Start> start = start_of(draft_.paragraphs[end]);
        if (!start || start->alone) break;
        const bool own = start->form == Form::raised || start->form == Form::symbol;
        if (own != marked || (!marked && start->form != first->form)) break;
        if (!marked && end > i && !follows(starts.back(), *start)) break;
        starts.push_back(*std::move(start));
      }
      if (marked) {
        take_marked(i, starts);
      } else {
        take_numbered(i, end, starts);
      }
      i = std::max(end, i + 1);
    }
    finish();
  }

 private:
  struct Site {
    Rich* text;
    std::size_t paragraph;
    std::vector<RaisedMark> marks;
    std::vector<int> notes;  // of each mark, -1 while it has none
  };

  // A mark by its place in `sites_`.
  struct Mark {
    std::size_t site = 0;
    std::size_t mark = 0;
    auto operator<=>(const Mark&) const = default;
  };
  // Marks of one key, in order; those before `next` have their note, or a note of that key stands
  // behind them.
  struct Queue {
    std::vector<Mark> marks;
    std::size_t next = 0;
  };

  const Mark* first_open(const std::string& key) const {
    const auto found = open_.find(key);
    if (found == open_.end() || found->second.next >= found->second.marks.size()) return nullptr;
    return &found->second.marks[found->second.next];
  }

  static bool follows(const Start& a, const Start& b) {
    return std::atoi(b.key.c_str()) == std::atoi(a.key.c_str()) + 1;
  }

  // False when nothing in the text may be a mark.
  bool find_sites() {
    const auto add = [&](Rich& text, std::size_t paragraph) {
      Site site{&text, paragraph, raised_marks(text.view()), {}};
      add_symbols(text.view(), site.marks);
      add_brackets(text.view(), site.marks);
      for (const RoundMark& mark : find_round_marks(text.view())) {
        if (mark.number > 0)
          site.marks.push_back({mark.span, "(" + std::to_string(mark.number) + ")"});
      }
      if (site.marks.empty()) return;
      std::sort(site.marks.begin(), site.marks.end(),
                [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
      site.notes.assign(site.marks.size(), -1);
      sites_.push_back(std::move(site));
    };
    for (std::size_t i = 0; i < draft_.paragraphs.size(); ++i) {
      Paragraph& p = draft_.paragraphs[i];
      if (p.table < 0) {
        add(p.text, i);
        continue;
      }
      for (TableRow& row : draft_.tables[static_cast<std::size_t>(p.table)].rows)
        for (Cell& cell : row.cells)
          for (Rich& text : cell) add(text, i);
    }
    for (std::size_t s = 0; s < sites_.size(); ++s) {
      for (std::size_t m = 0; m < sites_[s].marks.size(); ++m)
        open_[sites_[s].marks[m].key].marks.push_back({s, m});
    }
    return !sites_.empty();
  }

  void take_marked(std::size_t first, const std::vector<Start>& starts) {
    std::set<std::string> keys;
    for (const Start& start : starts) {
      // Two with one mark: bullets, or anything else.
      if (!keys.insert(start.key).second) return;
    }
    std::vector<std::size_t> chosen;
    for (std::size_t n = 0; n < starts.size(); ++n) {
      const Mark* const mark = first_open(starts[n].key);
      if (mark != nullptr && sites_[mark->site].paragraph < first) chosen.push_back(n);
    }
    take(first, starts, chosen);
  }

  // "*", and the text of the note in the next paragraph.
  bool take_alone(std::size_t i, const Start& start) {
    if (i + 1 >= draft_.paragraphs.size()) return false;
    const Paragraph& text = draft_.paragraphs[i + 1];
    const Mark* const mark = first_open(start.key);
    if (mark == nullptr || sites_[mark->site].paragraph >= i || text.table >= 0 || text.bullet ||
        text.atx > 0 || text.text.empty() || start_of(text) || parse_label(text.text.view()))
      return false;
    take(i, {start}, {0});
    found_.back().text = text.text;
    taken_[i + 1] = true;
    return true;
  }

  // "[1]", "[2]" …, in Arabic "(1)", each of which a word before the list carries, in this order.
  bool take_bracketed(std::size_t first, std::vector<Start> starts) {
    const Mark* before = nullptr;
    for (Start& start : starts) {
      start.key = start.form == Form::round ? "(" + start.key + ")" : "[" + start.key + "]";
      const Mark* const mark = first_open(start.key);
      if (mark == nullptr || sites_[mark->site].paragraph >= first) return false;
      if (before != nullptr && !(*before < *mark)) return false;
      before = mark;
    }
    std::vector<std::size_t> all(starts.size());
    for (std::size_t n = 0; n < all.size(); ++n) all[n] = n;
    take(first, starts, all);
    return true;
  }

  void take_numbered(std::size_t first, std::size_t end, const std::vector<Start>& starts) {
    if (starts[0].key != "1" || !ends_part(end)) return;
    const bool round = starts[0].form == Form::round;
    if ((round || starts[0].form == Form::bracket) && take_bracketed(first, starts)) return;
    if (round || starts.size() < 2) return;
    // The marks must be these, first met in this order.
    const Mark* before = nullptr;
    for (const Start& start : starts) {
      const Mark* const mark = first_open(start.key);
      if (mark == nullptr || sites_[mark->site].paragraph >= first) return;
      if (before != nullptr && !(*before < *mark)) return;
      before = mark;
    }
    std::size_t met = 0;
    for (const auto& [key, queue] : open_) {
      const bool raised = key[0] >= '0' && key[0] <= '9';
      const Mark* const mark = raised ? first_open(key) : nullptr;
      if (mark != nullptr && sites_[mark->site].paragraph < first) ++met;
    }
    if (met != starts.size()) return;
    std::vector<std::size_t> all(starts.size());
    for (std::size_t n = 0; n < all.size(); ++n) all[n] = n;
    take(first, starts, all);
  }

  // Nothing, a heading or an annex follows.
  bool ends_part(std::size_t end) const {
    if (end >= draft_.paragraphs.size()) return true;
    const Paragraph& next = draft_.paragraphs[end];
    return next.atx > 0 || opens_annex(next.text.view()) || is_rule(next.text.view());
  }

  // The chosen paragraphs become notes, and the open marks before them their anchors.
  void take(std::size_t first, const std::vector<Start>& starts,
            const std::vector<std::size_t>& chosen) {
    for (const std::size_t n : chosen) {
      const Start& start = starts[n];
      Queue& queue = open_.find(start.key)->second;
      for (; queue.next < queue.marks.size(); ++queue.next) {
        const Mark& mark = queue.marks[queue.next];
        Site& site = sites_[mark.site];
        if (site.paragraph > first + n) break;
        if (site.paragraph < first) site.notes[mark.mark] = static_cast<int>(found_.size());
      }
      const Paragraph& p = draft_.paragraphs[first + n];
      FoundNote note;
      note.mark = p.text.text.slice({0, start.mark_end});
      note.key = bare(start.key);
      note.text = trimmed_slice(p.text, {start.text, p.text.text.size()});
      note.line = p.line;
      found_.push_back(std::move(note));
      taken_[first + n] = true;
    }
    if (!chosen.empty() && chosen.front() == 0 && first > 0 &&
        draft_.paragraphs[first - 1].table < 0 && is_rule(draft_.paragraphs[first - 1].text.view()))
      taken_[first - 1] = true;
  }

  // Without brackets.
  static std::string bare(const std::string& key) {
    return key.starts_with('[') || key.starts_with('(') ? key.substr(1, key.size() - 2) : key;
  }

  void finish() {
    if (found_.empty()) return;
    const auto base = static_cast<int>(draft_.notes.size());
    for (Site& site : sites_) {
      const Rich& old = *site.text;
      Rich text;
      std::size_t at = 0;
      for (std::size_t m = 0; m < site.marks.size(); ++m) {
        if (site.notes[m] < 0) continue;
        const RaisedMark& mark = site.marks[m];
        text.append(old, {at, mark.span.begin});
        text.notes.push_back(
            {text.text.size(), bare(mark.key), base + site.notes[m], old.text.source(mark.span)});
        at = mark.span.end;
      }
      if (at == 0) continue;
      text.append(old, {at, old.text.size()});
      *site.text = std::move(text);
    }
    for (FoundNote& note : found_) draft_.notes.push_back(std::move(note));
    std::size_t kept = 0;
    for (std::size_t i = 0; i < draft_.paragraphs.size(); ++i) {
      if (taken_[i]) continue;
      if (kept != i) draft_.paragraphs[kept] = std::move(draft_.paragraphs[i]);
      ++kept;
    }
    draft_.paragraphs.resize(kept);
  }

  Draft& draft_;
  std::vector<Site> sites_;  // in order
  std::vector<FoundNote> found_;
  std::vector<bool> taken_;  // paragraphs that are notes now
  std::map<std::string, Queue, std::less<>> open_;
};

}  // namespace

void link_typed_notes(Draft& draft) {
  Linker(draft).run();
}

}  // namespace hexapla::normalize
