#include "pipeline/normalize/paragraphs.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/date_looks.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/masthead_cues.h"
#include "pipeline/normalize/wrapping.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kLongLine = 40;       // columns: no heading that stands above a page's notes
constexpr std::size_t kLongestLabel = 100;  // bytes
constexpr std::size_t kLetterhead = 12;     // paragraphs
constexpr std::size_t kShortestLastWord = 5;  // columns, with its full stop
constexpr std::size_t kShortestCapitals = 8;  // columns of a heading in capitals
constexpr std::size_t kLongestName = 80;      // columns, of a body
constexpr std::size_t kLongestSession = 40;   // columns
constexpr std::size_t kEntry = 5;             // lines of an entry of a programme, at most

// Number of # of a Markdown heading, with the bytes to skip, or 0.
int atx_level(std::string_view text, std::size_t& skip) {
  std::size_t n = 0;
  while (n < text.size() && text[n] == '#') ++n;
  if (n == 0 || n > 6 || (n < text.size() && text[n] != ' ')) return 0;
  skip = n;
  while (skip < text.size() && text[skip] == ' ') ++skip;
  return static_cast<int>(n);
}

// A label whose list goes on here, or that a sentence cannot have left there by wrapping.
bool opens_label(const Sight& before, const Sight& line, const Layout& layout,
                 const Carried& carried) {
  const std::optional<Label>& label = line.label();
  if (!label) return false;
  if (layout.width == 0) return true;
  // In wrapped text "paragraph 1⏎(a) above" is a sentence: the line before is full and stops within
  // one.
  if (before.ends_item()) return true;
  if (!fills(before, line, layout, carried)) return true;
  if (label->kind != LabelKind::decimal && label->kind != LabelKind::multi_decimal &&
      label->kind != LabelKind::han && label->kind != LabelKind::word) {
    return starts_upper(line.text().substr(label->text));
  }
  return !before.ends_in_function_word();
}

class Builder {
 public:
  Builder(std::vector<Line>& lines, const Layout& layout, const std::set<std::string>& vocabulary)
      : lines_(lines),
        layout_(layout),
        vocabulary_(vocabulary),
        indents_open_(indents_open_blocks()),
        entries_(find_entries()) {}

  std::vector<Paragraph> run() {
    std::size_t gap = 0;
    bool notes = false;
    out_.reserve(lines_.size() / 2);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (line.consumed) {
        if (line.note || line.furniture) {
          notes = true;
        } else if (!line.blank()) {
          may_join_ = is_mark(i);  // a table or a mark: nothing joins over a table
        }
        continue;
      }
      if (line.rule) {
        notes = true;
        continue;
      }
      if (line.blank()) {
        ++gap;
        continue;
      }
      if (line.page_break) notes = true;
      Sight sight(line, layout_);
      const bool join_on = may_join_ && bullet_waits_ == 0 && !is_bullet(sight.text()) &&
                           !out_.empty() && joins(sight, gap, notes);
      if (join_on) {
        // A line that was not full goes on in the next one.
        const bool one = layout_.width > 0 && !layout_.double_spaced &&
                         (is_one_word(*last_) || is_one_word(sight)) &&
                         !fills(*last_, sight, layout_, carried_);
        carried_ = one ? carry(carried_, *last_, layout_) : Carried();
        extend(i);
      } else {
        carried_ = {};
        const std::size_t before = out_.size();
        open(i, sight, gap, notes);
        // Most texts are those of their first lines.
        if (out_.size() > before && line.text.empty()) sight.moved_to(out_.back().text.view());
      }
      last_.emplace(sight);
      may_join_ = true;
      gap = 0;
      notes = false;
    }
    return std::move(out_);
  }

 private:
  // Lines of a programme, each with its date or time in front. One alone may be the rest of a
  // sentence.
  std::unordered_set<const Line*> find_entries() const {
    std::unordered_set<const Line*> out;
    const Line* last = nullptr;
    std::size_t since = 0;
    for (const Line& line : lines_) {
      if (line.consumed || line.blank()) continue;
      ++since;
      if (!may_have_dated_head(line.traits) || dated_head(line.text.view()) == 0) continue;
      if (last != nullptr && since <= kEntry) {
        out.insert(last);
        out.insert(&line);
      }
      last = &line;
      since = 0;
    }
    return out;
  }

  static bool is_one_word(const Sight& line) { return !line.line().traits.has(Traits::kSpace); }

  // A consumed line that was a note's mark: its neighbours are one text.
  bool is_mark(std::size_t i) const {
    return lines_[i].width <= 3 && !lines_[i].in_row() && last_.has_value();
  }

  bool joins(const Sight& next, std::size_t gap, bool notes) const {
    const Sight& last = *last_;
    const Line& before = last.line();
    const Line& line = next.line();
    const Paragraph& paragraph = out_.back();
    const std::string_view text = next.text();
    if (before.hard || paragraph.atx > 0) return false;
    if (line.after_mark && (gap == 0 || !next.label())) return true;
    std::size_t skip = 0;
    if (layout_.markdown && atx_level(text, skip) > 0) return false;
    if (line.traits.has(Traits::kBullet) && bullet_size(text) > 0) return false;
    if (opens_label(last, next, layout_, carried_)) return false;
    if (!entries_.empty() && entries_.contains(&line) && !last.ends_in_function_word())
      return false;
    // A label alone on its line waits for its text.
    if (labelled_ && gap <= 1 && !notes && paragraph.text.text.size() <= kLongestLabel) {
      const std::optional<Label> alone = parse_label(paragraph.text.view());
      if (alone && alone->text >= paragraph.text.text.size()) return true;
    }
    const auto within = [&] {
      return layout_.width > 0 && !last.ends_item() && last.ends_in_function_word();
    };
    if (next.heads() && !within()) return false;
    if (out_.back().line == static_cast<std::size_t>(&before - lines_.data()) && last.heads())
      return false;
    if (parts_preamble(last, next) || opens_signature(text)) return false;
    if (gap == 0 && open_emphasis_ && !notes) return true;
    if (!layout_.run_in.empty() && line.traits.has(Traits::kColon)) {
      const std::string head = run_in_head(text);
      if (!head.empty() && layout_.run_in.contains(head)) return false;
    }
    if (before.hard_break) return continues_capitals(last, next, gap);
    if (notes) return continues_over_notes(last, next);
    if (layout_.double_spaced) {
      if (gap >= 3 && !next.starts_lower()) return false;
      // A newline without a blank line is one the author made, or a page's end.
      if (gap == 0 && !line.after_mark && !(next.starts_lower() && !last.ends_item()))
        return last.last() == '-';
      if (line.indent > 0 && !next.starts_lower() && !line.after_mark && indents_open_)
        return false;
    } else if (gap > 0 || heads_what_follows(last, next)) {
      return false;
    }
    if (goes_on_in_item(last) || titles_annex(next, last) || ends_title(next, last) ||
        gives_value(next, last) || goes_on_in_capitals(last, next) ||
        stands_above_author(next, last))
      return true;
    return continues(last, next, layout_, in_item(), carried_) && !parts_masthead(next, last) &&
           (out_.size() > kLetterhead || !parts_scripts(last, next));
  }

  // "… to the Parties.⏎Background⏎2. The secretariat …": a short line without an end, behind a full
  // line that ends a sentence, and above what begins a text: the next number, or a sentence where
  // the line is one that heads texts or stands in capitals.
  bool heads_what_follows(const Sight& before, const Sight& line) const {
    const auto at = static_cast<std::size_t>(&line.line() - lines_.data());
    if (layout_.width == 0 || line.line().width * 2 >= layout_.width || !before.ends_sentence() ||
        line.ends_item() || line.starts_lower() || at + 1 >= lines_.size() ||
        !lines_[at + 1].in_flow() || !text::is_letter(line.first()))
      return false;
    const std::string_view text = line.text();
    const char32_t end = line.last();
    if (end == ',' || end == '-' || end == '/' || end == 0xFF0C || end == 0x60C) return false;
    if (text.find(',') != std::string_view::npos) return false;
    // "St.⏎Petersburg": what the full stop of a short name ends is no sentence.
    const std::string_view word = last_word(before.text());
    if (columns(word) < kShortestLastWord && text::is_upper(first_char(word))) return false;
    const std::string_view below = lines_[at + 1].text.view();
    if (const std::optional<Label> label = parse_label(below)) {
      const bool number =
          label->kind == LabelKind::decimal || label->kind == LabelKind::multi_decimal;
      return number && label->text < below.size() && !starts_lower(below.substr(label->text)) &&
             !line.ends_in_function_word() && !takes_number(last_word(text));
    }
    const char32_t first = lines_[at + 1].traits.first();
    if (!text::is_letter(first) || starts_lower(below)) return false;
    return is_opening_heading(text) || (line.starts_upper() && is_all_caps(text) &&
                                        columns(text) >= kShortestCapitals && !is_all_caps(below));
  }

  // "Recalling decision II/4,⏎Noting": one paragraph of a preamble ends with a comma, the next
  // begins, however full the line is.
  bool parts_preamble(const Sight& before, const Sight& next) const {
    const char32_t last = before.last();
    // "… a decision along the following lines:⏎The Conference of the Parties,"
    if (last == ':' || last == 0xFF1A) return names_acting_body(next);
    if (last != ',' && last != 0x60C && last != 0xFF0C && last != ']') return false;
    if (!opens_preamble(next.text())) return false;
    if (next.starts_upper()) return true;
    // In Russian they begin with small letters, all of them.
    const std::string_view open = out_.back().text.view();
    return next.starts_lower() == starts_lower(open) && opens_preamble(open);
  }

  // The name of a body and a comma: who acts in the preamble below.
  static bool names_acting_body(const Sight& line) {
    const char32_t end = line.last();
    if (end != ',' && end != 0xFF0C && end != 0x60C) return false;
    const std::string_view name = line.text();
    if (columns(name) > kLongestName) return false;
    const std::string_view first = first_word(name);
    return has_cue(name, Fact::body) ||
           (is_function_word(text::to_lower(first)) &&
            has_cue(text::trim(name.substr(first.size())), Fact::body));
  }

  // Two full lines, each wholly in a script of its own: a letterhead in several languages.
  static bool parts_scripts(const Sight& before, const Sight& line) {
    const text::Script a = only_script(before.text());
    const text::Script b = only_script(line.text());
    return a != text::Script::none && b != text::Script::none && a != b;
  }

  // The script of all letters, or none.
  static text::Script only_script(std::string_view text) {
    text::Script out = text::Script::none;
    for (std::size_t at = 0; at < text.size();) {
      const text::CodePoint c = text::decode(text, at);
      at += c.size;
      if (!text::is_letter(c.value)) continue;
      const text::Script own = text::script_of(c.value);
      if (out != text::Script::none && own != out) return text::Script::none;
      out = own;
    }
    return out;
  }

  // Near the top of a text that is not wrapped a date and what a masthead says stand on lines of
  // their own.
  bool parts_masthead(const Sight& line, const Sight& before) const {
    if (out_.size() > 25 || before.last() == '-') return false;
    if (layout_.width > 0) return parts_wrapped_masthead(line, before);
    if (whole_date(before.text()) || whole_date(line.text())) return true;
    return cues_of(line.text())
        .has_any(Fact::distribution | Fact::original | Fact::agenda | Fact::author | Fact::session |
                 Fact::subject);
  }

  // In wrapped text lines of a masthead are told by their words, as long as no text has begun: what
  // opens with the name of a body or of a session goes on with nothing.
  bool parts_wrapped_masthead(const Sight& line, const Sight& before) const {
    if (text_began_ || before.ends_in_function_word() || opens_preamble(out_.back().text.view()))
      return false;
    if (layout_.double_spaced && (whole_date(before.text()) || whole_date(line.text())))
      return true;
    // "12ª reunión" below the name of the body that meets
    if (text::is_digit(line.first()) && has_cue(before.text(), Fact::body) &&
        columns(line.text()) <= kLongestSession && cues_of(line.text()).has(Fact::session))
      return true;
    if (!may_open_line(line)) return false;
    return cues_of(line.text())
        .has_any(Fact::body | Fact::session | Fact::agenda | Fact::author | Fact::distribution |
                 Fact::original | Fact::subject | Fact::addressee | Fact::contact |
                 Fact::salutation);
  }

  static bool may_open_line(const Sight& line) {
    return line.starts_upper() || !(line.starts_lower() || text::is_digit(line.first()));
  }

  // An item of two lines or more is no heading: without an end it goes on, however short its last
  // line came.
  bool goes_on_in_item(const Sight& before) const {
    return layout_.width > 0 && !layout_.double_spaced && labelled_ && text_began_ &&
           out_.back().last_line > out_.back().line && !before.ends_item();
  }

  // Lines that stand apart with the author's line below them are a title, set in larger type than
  // the text.
  bool stands_above_author(const Sight& line, const Sight& before) const {
    if (text_began_ || layout_.width == 0 || layout_.double_spaced || before.ends_item())
      return false;
    const auto at = static_cast<std::size_t>(&line.line() - lines_.data());
    const auto first = out_.back().line;
    if (at + 1 >= lines_.size() || &lines_[at - 1] != &before.line()) return false;
    // The texts of lines before have been taken.
    if (first == 0 || lines_[first - 1].traits.first() != 0) return false;
    return has_cue(lines_[at + 1].text.view(), Fact::author) &&
           says_nothing_but_title(before.text()) && says_nothing_but_title(line.text());
  }

  static bool says_nothing_but_title(std::string_view text) {
    return cues_of(text).within(Fact::decision | Fact::subject);
  }

  // "PROGRAMME OF THE⏎ENVIRONMENT": a name in capitals that stops within itself, whatever the
  // language of the document is.
  static bool goes_on_in_capitals(const Sight& before, const Sight& line) {
    return !before.line().traits.has(Traits::kLower) && !line.line().traits.has(Traits::kLower) &&
           is_all_caps(before.text()) && is_all_caps(line.text()) &&
           is_function_word(last_word(before.text())) && !parts_scripts(before, line);
  }

  // One word below a line of a title, which is set in larger type: before the text begins, no other
  // line is one word that says nothing of its own.
  bool ends_title(const Sight& line, const Sight& before) const {
    const std::string_view text = line.text();
    return layout_.width > 0 && !layout_.double_spaced && !text_began_ && out_.size() > 1 &&
           line.first_word().size() == text.size() && !is_cjk(line.first()) &&
           text::is_letter(line.first()) && !line.starts_lower() && before.line().width >= 40 &&
           !before.ends_item() && cues_of(before.text()).empty() && cues_of(text).empty() &&
           !line.heads() && !is_opening_heading(text);
  }

  // "Distr.:⏎General": the words of a masthead's line and its value.
  bool gives_value(const Sight& line, const Sight& before) const {
    const char32_t last = before.last();
    if (text_began_ || layout_.markdown || (last != ':' && last != 0xFF1A)) return false;
    if (line.line().width > 40) return false;
    const Facts cues = cues_of(before.text());
    return cues.has_any(Fact::distribution | Fact::original) && cues_of(line.text()).within(cues);
  }

  // The title of an annex is centred: its lines are shorter than those of the text.
  bool titles_annex(const Sight& line, const Sight& before) const {
    if (!layout_.double_spaced || out_.size() < 2 || line.line().indent > 0) return false;
    const Paragraph& above = out_[out_.size() - 2];
    return !before.ends_item() && line.line().width * 10 < layout_.width * 8 &&
           out_.back().text.text.size() < 400 && opens_annex(above.text.view());
  }

  // In text whose lines begin at the margin an indented line opens a heading or a page.
  bool indents_open_blocks() const {
    std::size_t indented = 0;
    std::size_t all = 0;
    for (const Line& line : lines_) {
      if (line.consumed || line.blank() || line.rule) continue;
      ++all;
      if (line.indent > 0) ++indented;
    }
    return indented * 4 < all;
  }

  // A paragraph that a page's foot with its notes cut in two: no end of sentence, and a lower-case
  // start.
  bool continues_over_notes(const Sight& before, const Sight& line) const {
    if (before.ends_item() && !(before.last() == ',' && line.starts_lower())) return false;
    const char32_t first = line.first();
    const std::size_t width = before.line().width;
    if (line.starts_lower()) return width >= 40;
    // A full line of wrapped text: names and numbers begin with no small letter.
    if (layout_.width > 0 && !layout_.double_spaced && fills(before, line, layout_, carried_))
      return true;
    // Chinese and Arabic have no small letters: a long line without any mark at its end.
    const char32_t end = last_char(without_mark(before.text()));
    const bool arabic = text::script_of(first) == text::Script::arabic &&
                        text::script_of(end) == text::Script::arabic;
    return (arabic || (is_cjk(first) && is_cjk(end) && !ends_item(without_mark(before.text())))) &&
           width >= kLongLine;
  }

  // Without the mark of a note at its end.
  static std::string_view without_mark(std::string_view text) {
    while (!text.empty()) {
      const std::size_t at = text::code_point_start(text, text.size() - 1);
      const char32_t c = text::decode(text, at).value;
      if (c != '*' && superscript_digit(c) < 0) break;
      text = text.substr(0, at);
    }
    return text;
  }

  // A title in capitals over several lines with hard breaks is one title.
  static bool continues_capitals(const Sight& before, const Sight& line, std::size_t gap) {
    if (gap > 0 || before.ends_item() || !is_all_caps(line.text())) return false;
    if (before.text().find(" - ") != std::string_view::npos) return false;
    const std::string_view last = last_word(before.text());
    return is_all_caps(last) && text::script_of(first_char(last)) == text::script_of(line.first());
  }

  bool in_item() const { return out_.back().bullet || labelled_; }

  void open(std::size_t i, const Sight& sight, std::size_t gap, bool notes) {
    Line& line = lines_[i];
    Paragraph p;
    p.line = p.last_line = i;
    p.indent = line.indent;
    p.gap = gap;
    p.after_notes = notes;
    p.hard_break = line.hard_break;
    p.run = line.hard_break || (may_join_ && gap == 0 && !out_.empty() && out_.back().hard_break);
    std::size_t skip = 0;
    if (layout_.markdown) {
      p.atx = atx_level(line.text.view(), skip);
      if (p.atx > 0) {
        std::size_t end = line.text.text.size();
        while (end > skip && (line.text.view()[end - 1] == '#' || line.text.view()[end - 1] == ' '))
          --end;
        p.text = trimmed_slice(line.text, {skip, end});
      }
    }
    bool whole = p.atx == 0;  // the text is that of the line
    if (is_bullet(whole ? line.text.view() : p.text.view())) {
      // The text stands on the next line.
      bullet_waits_ = i + 1;
      return;
    }
    if (bullet_waits_ > 0 && gap <= 1 && !notes) {
      p.bullet = true;
      p.indent = lines_[bullet_waits_ - 1].indent;
    }
    bullet_waits_ = 0;
    if (p.atx == 0 && line.traits.has(Traits::kBullet)) {
      // Several list marks may stand before one another ("- - text").
      if (const std::size_t bullet = bullet_size(line.text.view()); bullet > 0) {
        p.bullet = true;
        p.text = trimmed_slice(line.text, {bullet, line.text.text.size()});
        whole = false;
      }
    }
    open_emphasis_ = layout_.markdown && opens_emphasis(line.text.view());
    if (whole ? line.text.empty() : p.text.empty()) return;
    if (whole) {
      set_label(sight.label(), line.text.text.size());
      p.text = std::exchange(line.text, {});
    } else {
      set_label(parse_label(p.text.view()), p.text.text.size());
    }
    text_began_ = text_began_ || labelled_ ||
                  (ends_sentence(p.text.view()) && cues_of(p.text.view()).empty());
    out_.push_back(std::move(p));
  }

  void extend(std::size_t i) {
    Paragraph& p = out_.back();
    // What a label alone on its line becomes with its text behind it.
    const bool short_before = p.text.text.size() <= kLongestLabel;
    join(p.text, lines_[i].text, vocabulary_);
    if (short_before && !settled_) set_label(parse_label(p.text.view()), p.text.text.size());
    p.last_line = i;
    p.hard_break = lines_[i].hard_break;
    if (open_emphasis_ && count_stars(lines_[i].text.view()) % 2 == 1) open_emphasis_ = false;
  }

  // Of the open paragraph, whose text has `size` bytes.
  void set_label(const std::optional<Label>& label, std::size_t size) {
    labelled_ = label.has_value();
    // With a full stop or a bracket behind it and text behind that, it is one whatever comes.
    settled_ = labelled_ && label->text < size &&
               (label->style.ends_with('.') || label->style.ends_with(')'));
  }

  static int count_stars(std::string_view text) {
    int runs = 0;
    for (std::size_t at = text.find('*'); at != std::string_view::npos; at = text.find('*', at)) {
      ++runs;
      while (at < text.size() && text[at] == '*') ++at;
    }
    return runs;
  }

  // Begins with emphasis that this line does not close.
  static bool opens_emphasis(std::string_view text) {
    return text.size() > 2 && text[0] == '*' && text.find_first_not_of('*') <= 3 &&
           text[text.find_first_not_of('*')] != ' ' && count_stars(text) % 2 == 1;
  }

  std::vector<Line>& lines_;
  const Layout& layout_;
  const std::set<std::string>& vocabulary_;
  std::vector<Paragraph> out_;
  std::optional<Sight> last_;  // the last line of text
  bool may_join_ = false;      // the next line may join it
  bool labelled_ = false;      // the open paragraph begins with a label
  bool settled_ = false;       // which it has, whatever is joined to it
  bool open_emphasis_ = false;
  bool indents_open_ = false;
  std::unordered_set<const Line*> entries_;  // lines of a programme
  bool text_began_ = false;                  // a labelled paragraph or a sentence came
  Carried carried_;                          // before the last line, on the same line of the page
  std::size_t bullet_waits_ = 0;             // a bullet stood alone on the line before this one
};

}  // namespace

std::vector<Paragraph> make_paragraphs(std::vector<Line>& lines, const Layout& layout,
                                       const std::set<std::string>& vocabulary) {
  return Builder(lines, layout, vocabulary).run();
}

}  // namespace hexapla::normalize
