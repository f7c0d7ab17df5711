#include "pipeline/normalize/paragraphs.h"

#include <algorithm>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/date_looks.h"
#include "pipeline/normalize/dates.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kLongLine = 40;       // columns: no heading that stands above a page's notes
constexpr std::size_t kLongestLabel = 100;  // bytes
constexpr std::size_t kLetterhead = 12;     // paragraphs
constexpr std::size_t kBrokenWords = 2;     // that show that a document breaks words
constexpr std::size_t kEntry = 5;           // lines of an entry of a programme, at most

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
bool opens_label(const Line& before, const Line& line, const Layout& layout,
                 const Carried& carried) {
  const std::optional<Label> label = parse_label(line.text.view());
  if (!label) return false;
  if (layout.width == 0) return true;
  // In wrapped text "paragraph 1⏎(a) above" is a sentence: the line before is full and stops within
  // one.
  const std::string_view a = before.text.view();
  if (ends_item(a)) return true;
  if (!fills(before, line, layout, carried)) return true;
  if (label->kind != LabelKind::decimal && label->kind != LabelKind::multi_decimal &&
      label->kind != LabelKind::han && label->kind != LabelKind::word) {
    return starts_upper(line.text.view().substr(label->text));
  }
  return !ends_in_function_word(a, layout.lang);
}

class Builder {
 public:
  Builder(const std::vector<Line>& lines, const Layout& layout,
          const std::set<std::string>& vocabulary)
      : lines_(lines),
        layout_(layout),
        vocabulary_(vocabulary),
        indents_open_(indents_open_blocks()),
        entries_(find_entries()) {}

  std::vector<Paragraph> run() {
    std::size_t gap = 0;
    bool notes = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (line.consumed) {
        if (line.note || line.furniture) {
          notes = true;
        } else if (!line.blank()) {
          before_ = nullptr;  // a table or a mark: nothing joins over a table
          if (is_mark(i)) before_ = last_;
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
      const bool join_on = before_ != nullptr && bullet_waits_ == 0 &&
                           !is_bullet(line.text.view()) && !out_.empty() && joins(line, gap, notes);
      if (join_on) {
        // A line that was not full goes on in the next one.
        const bool one = layout_.width > 0 && !layout_.double_spaced &&
                         (is_one_word(before_->text.view()) || is_one_word(line.text.view())) &&
                         !fills(*before_, line, layout_, carried_);
        carried_ = one ? carry(carried_, *before_, layout_) : Carried();
        extend(i);
      } else {
        carried_ = {};
        open(i, gap, notes);
      }
      before_ = last_ = &line;
      gap = 0;
      notes = false;
    }
    return std::move(out_);
  }

 private:
  // Lines of a programme, each with its date or time in front. One alone may be the rest of a
  // sentence.
  std::set<const Line*> find_entries() const {
    std::set<const Line*> out;
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

  static bool is_one_word(std::string_view text) {
    return text.find(' ') == std::string_view::npos;
  }

  // A consumed line that was a note's mark: its neighbours are one text.
  bool is_mark(std::size_t i) const {
    return lines_[i].width <= 3 && lines_[i].raw.empty() && last_ != nullptr;
  }

  bool joins(const Line& line, std::size_t gap, bool notes) const {
    const Line& before = *before_;
    const Paragraph& paragraph = out_.back();
    const std::string_view text = line.text.view();
    if (before.hard || paragraph.atx > 0) return false;
    if (line.after_mark && (gap == 0 || !parse_label(text))) return true;
    std::size_t skip = 0;
    if (layout_.markdown && atx_level(text, skip) > 0) return false;
    if (bullet_size(text) > 0 || opens_label(before, line, layout_, carried_)) return false;
    if (entries_.contains(&line) && !ends_in_function_word(before.text.view(), layout_.lang))
      return false;
    // A label alone on its line waits for its text.
    if (gap <= 1 && !notes && paragraph.text.text.size() <= kLongestLabel) {
      const std::optional<Label> alone = parse_label(paragraph.text.view());
      if (alone && alone->text >= paragraph.text.text.size()) return true;
    }
    const auto within = [&] {
      return layout_.width > 0 && !ends_item(before.text.view()) &&
             ends_in_function_word(before.text.view(), layout_.lang);
    };
    if (heads(text) && !within()) return false;
    if (out_.back().line == static_cast<std::size_t>(&before - lines_.data()) &&
        heads(before.text.view()))
      return false;
    if (parts_preamble(before.text.view(), text) || opens_signature(text)) return false;
    if (gap == 0 && open_emphasis_ && !notes) return true;
    if (const std::string head = run_in_head(text); !head.empty() && layout_.run_in.contains(head))
      return false;
    if (before.hard_break) return continues_capitals(before, line, gap);
    if (notes) return continues_over_notes(before, line);
    if (layout_.double_spaced) {
      if (gap >= 3 && !starts_lower(text)) return false;
      // A newline without a blank line is one the author made, or a page's end.
      if (gap == 0 && !line.after_mark && !(starts_lower(text) && !ends_item(before.text.view()))) {
        return last_char(before.text.view()) == '-';
      }
      if (line.indent > 0 && !starts_lower(text) && !line.after_mark && indents_open_) return false;
    } else if (gap > 0) {
      return false;
    }
    if (goes_on_in_item(before) || titles_annex(line, before) || ends_title(line, before) ||
        gives_value(line, before) || goes_on_in_capitals(before, line) ||
        stands_above_author(line, before))
      return true;
    return continues(before, line, layout_, in_item(), carried_) && !parts_masthead(line, before) &&
           (out_.size() > kLetterhead || !parts_scripts(before, line));
  }

  static bool heads(std::string_view text) {
    return opens_annex(text) || is_numbered_heading(text);
  }

  // "Recalling decision II/4,⏎Noting": one paragraph of a preamble ends with a comma, the next
  // begins, however full the line is.
  bool parts_preamble(std::string_view before, std::string_view text) const {
    const char32_t last = last_char(before);
    if (last != ',' && last != 0x60C && last != 0xFF0C && last != ']') return false;
    if (!opens_preamble(text)) return false;
    if (starts_upper(text)) return true;
    // In Russian they begin with small letters, all of them.
    const std::string_view open = out_.back().text.view();
    return starts_lower(text) == starts_lower(open) && opens_preamble(open);
  }

  // Two full lines, each wholly in a script of its own: a letterhead in several languages.
  static bool parts_scripts(const Line& before, const Line& line) {
    const text::Script a = only_script(before.text.view());
    const text::Script b = only_script(line.text.view());
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
  bool parts_masthead(const Line& line, const Line& before) const {
    if (out_.size() > 25 || last_char(before.text.view()) == '-') return false;
    if (layout_.width > 0) return parts_wrapped_masthead(line, before);
    if (whole_date(before.text.view()) || whole_date(line.text.view())) return true;
    for (const std::string_view property :
         {"distribution", "original", "agenda", "author", "session", "subject"}) {
      if (has_cue(line.text.view(), property)) return true;
    }
    return false;
  }

  // In wrapped text lines of a masthead are told by their words, as long as no text has begun: what
  // opens with the name of a body or of a session goes on with nothing.
  bool parts_wrapped_masthead(const Line& line, const Line& before) const {
    if (text_began_ || ends_in_function_word(before.text.view(), layout_.lang) ||
        opens_preamble(out_.back().text.view()))
      return false;
    if (layout_.double_spaced && (whole_date(before.text.view()) || whole_date(line.text.view())))
      return true;
    if (!may_open_line(line.text.view())) return false;
    const std::set<std::string_view> cues = cues_of(line.text.view());
    return std::any_of(cues.begin(), cues.end(), [](std::string_view cue) {
      for (const std::string_view own :
           {"body", "session", "agenda", "author", "distribution", "original", "subject",
            "addressee", "contact", "salutation"}) {
        if (cue == own) return true;
      }
      return false;
    });
  }

  static bool may_open_line(std::string_view text) {
    return starts_upper(text) || !(starts_lower(text) || text::is_digit(first_char(text)));
  }

  // An item of two lines or more is no heading: without an end it goes on, however short its last
  // line came.
  bool goes_on_in_item(const Line& before) const {
    return layout_.width > 0 && !layout_.double_spaced && labelled_ && text_began_ &&
           out_.back().last_line > out_.back().line && !ends_item(before.text.view());
  }

  // Lines that stand apart with the author's line below them are a title, set in larger type than
  // the text.
  bool stands_above_author(const Line& line, const Line& before) const {
    if (text_began_ || layout_.width == 0 || layout_.double_spaced) return false;
    const auto at = static_cast<std::size_t>(&line - lines_.data());
    const auto first = out_.back().line;
    if (at + 1 >= lines_.size() || &lines_[at - 1] != &before) return false;
    if (first == 0 || !lines_[first - 1].blank()) return false;
    return cues_of(lines_[at + 1].text.view()).contains("author") &&
           !ends_item(before.text.view()) && says_nothing_but_title(before.text.view()) &&
           says_nothing_but_title(line.text.view());
  }

  static bool says_nothing_but_title(std::string_view text) {
    std::set<std::string_view> cues = cues_of(text);
    cues.erase("decision");
    cues.erase("subject");
    return cues.empty();
  }

  // "PROGRAMME OF THE⏎ENVIRONMENT": a name in capitals that stops within itself, whatever the
  // language of the document is.
  static bool goes_on_in_capitals(const Line& before, const Line& line) {
    return is_all_caps(before.text.view()) && is_all_caps(line.text.view()) &&
           is_function_word(last_word(before.text.view())) && !parts_scripts(before, line);
  }

  // One word below a line of a title, which is set in larger type: before the text begins, no other
  // line is one word that says nothing of its own.
  bool ends_title(const Line& line, const Line& before) const {
    const std::string_view text = line.text.view();
    return layout_.width > 0 && !layout_.double_spaced && !text_began_ && out_.size() > 1 &&
           first_word(text).size() == text.size() && !is_cjk(first_char(text)) &&
           text::is_letter(first_char(text)) && !starts_lower(text) && before.width >= 40 &&
           !ends_item(before.text.view()) && cues_of(before.text.view()).empty() &&
           cues_of(text).empty() && !is_numbered_heading(text) && !is_opening_heading(text) &&
           !opens_annex(text);
  }

  // "Distr.:⏎General": the words of a masthead's line and its value.
  bool gives_value(const Line& line, const Line& before) const {
    const char32_t last = last_char(before.text.view());
    if (text_began_ || layout_.markdown || (last != ':' && last != 0xFF1A)) return false;
    const std::set<std::string_view> cues = cues_of(before.text.view());
    const std::set<std::string_view> own = cues_of(line.text.view());
    return line.width <= 40 && (cues.contains("distribution") || cues.contains("original")) &&
           std::includes(cues.begin(), cues.end(), own.begin(), own.end());
  }

  // The title of an annex is centred: its lines are shorter than those of the text.
  bool titles_annex(const Line& line, const Line& before) const {
    if (!layout_.double_spaced || out_.size() < 2 || line.indent > 0) return false;
    const Paragraph& above = out_[out_.size() - 2];
    return opens_annex(above.text.view()) && !ends_item(before.text.view()) &&
           line.width * 10 < layout_.width * 8 && out_.back().text.text.size() < 400;
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
  bool continues_over_notes(const Line& before, const Line& line) const {
    const char32_t last = last_char(before.text.view());
    if (ends_item(before.text.view()) && !(last == ',' && starts_lower(line.text.view())))
      return false;
    const char32_t first = first_char(line.text.view());
    if (starts_lower(line.text.view())) return before.width >= 40;
    // A full line of wrapped text: names and numbers begin with no small letter.
    if (layout_.width > 0 && !layout_.double_spaced && fills(before, line, layout_, carried_))
      return true;
    // Chinese and Arabic have no small letters: a long line without any mark at its end.
    const char32_t end = last_char(without_mark(before.text.view()));
    const bool arabic = text::script_of(first) == text::Script::arabic &&
                        text::script_of(end) == text::Script::arabic;
    return (arabic ||
            (is_cjk(first) && is_cjk(end) && !ends_item(without_mark(before.text.view())))) &&
           before.width >= kLongLine;
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
  static bool continues_capitals(const Line& before, const Line& line, std::size_t gap) {
    if (gap > 0 || !is_all_caps(line.text.view()) || ends_item(before.text.view())) return false;
    if (before.text.view().find(" - ") != std::string_view::npos) return false;
    const std::string_view last = last_word(before.text.view());
    return is_all_caps(last) &&
           text::script_of(first_char(last)) == text::script_of(first_char(line.text.view()));
  }

  bool in_item() const { return out_.back().bullet || labelled_; }

  void open(std::size_t i, std::size_t gap, bool notes) {
    const Line& line = lines_[i];
    Paragraph p;
    p.text = line.text;
    p.line = p.last_line = i;
    p.indent = line.indent;
    p.gap = gap;
    p.after_notes = notes;
    p.hard_break = line.hard_break;
    p.run = line.hard_break ||
            (before_ != nullptr && gap == 0 && !out_.empty() && out_.back().hard_break);
    std::size_t skip = 0;
    if (layout_.markdown) {
      p.atx = atx_level(p.text.view(), skip);
      if (p.atx > 0) {
        std::size_t end = p.text.text.size();
        while (end > skip && (p.text.view()[end - 1] == '#' || p.text.view()[end - 1] == ' '))
          --end;
        p.text = trimmed_slice(p.text, {skip, end});
      }
    }
    if (is_bullet(p.text.view())) {
      // The text stands on the next line.
      bullet_waits_ = i + 1;
      return;
    }
    if (bullet_waits_ > 0 && gap <= 1 && !notes) p.bullet = true;
    bullet_waits_ = 0;
    if (p.atx == 0) {
      // Several list marks may stand before one another ("- - text").
      if (const std::size_t bullet = bullet_size(p.text.view()); bullet > 0) {
        p.bullet = true;
        p.text = trimmed_slice(p.text, {bullet, p.text.text.size()});
      }
    }
    open_emphasis_ = layout_.markdown && opens_emphasis(line.text.view());
    if (p.text.empty()) return;
    labelled_ = parse_label(p.text.view()).has_value();
    text_began_ = text_began_ || labelled_ ||
                  (ends_sentence(p.text.view()) && cues_of(p.text.view()).empty());
    out_.push_back(std::move(p));
  }

  void extend(std::size_t i) {
    Paragraph& p = out_.back();
    // What a label alone on its line becomes with its text behind it.
    const bool short_before = p.text.text.size() <= kLongestLabel;
    join(p.text, lines_[i].text, vocabulary_);
    if (short_before) labelled_ = parse_label(p.text.view()).has_value();
    p.last_line = i;
    p.hard_break = lines_[i].hard_break;
    if (open_emphasis_ && count_stars(lines_[i].text.view()) % 2 == 1) open_emphasis_ = false;
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

  const std::vector<Line>& lines_;
  const Layout& layout_;
  const std::set<std::string>& vocabulary_;
  std::vector<Paragraph> out_;
  const Line* before_ = nullptr;  // the line that the next may join
  const Line* last_ = nullptr;    // the last line of text
  bool labelled_ = false;         // the open paragraph begins with a label
  bool open_emphasis_ = false;
  bool indents_open_ = false;
  std::set<const Line*> entries_;  // lines of a programme
  bool text_began_ = false;        // a labelled paragraph or a sentence came
  Carried carried_;                // before the last line, on the same line of the page
  std::size_t bullet_waits_ = 0;   // a bullet stood alone on the line before this one
};

}  // namespace

namespace {

// The halves of a word at the ends of two lines, in lower case.
struct Halves {
  std::string left;
  std::string right;
};

std::vector<Halves> broken_words(const std::vector<Line>& lines) {
  std::vector<Halves> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view text = lines[i].text.view();
    if (text.size() < 2 || text.back() != '-') continue;
    std::size_t next = i + 1;
    while (next < lines.size() && lines[next].blank()) ++next;
    if (next == lines.size()) continue;
    const std::string_view word = last_word(text);
    const std::string_view rest = lines[next].text.view();
    out.push_back(
        {text::to_lower(bare_word(word.substr(0, word.size() - 1))),
         starts_lower(rest) ? text::to_lower(bare_word(first_word(rest))) : std::string()});
  }
  return out;
}

}  // namespace

std::set<std::string> vocabulary_of(const std::vector<Line>& lines) {
  // Only words that could be the halves of a hyphenated one matter: look at line-end hyphens first.
  const std::vector<Halves> broken = broken_words(lines);
  std::set<std::string> out;
  if (broken.empty()) return out;
  std::set<std::string> wanted;
  for (const Halves& h : broken)
    wanted.insert({h.left, h.right, h.left + h.right, h.left + "-" + h.right});
  std::set<std::string> openings;  // "sub" of "sub-paragraph"
  bool rest = false;               // of a word that the line before ended within
  for (const Line& line : lines) {
    const std::string_view text = line.text.view();
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view word = first_word(text.substr(at));
      if (word.empty()) {
        at += text::decode(text, at).size;
        continue;
      }
      at += word.size();
      // The halves are what is asked about.
      const bool half = rest;
      rest = word.ends_with('-') && at == text.size();
      if (half || rest) continue;
      std::string lower = text::to_lower(bare_word(word));
      if (const std::size_t hyphen = lower.find('-'); hyphen != std::string::npos)
        openings.insert(lower.substr(0, hyphen));
      if (wanted.contains(lower)) out.insert(std::move(lower));
    }
  }
  // Does the document break words? Those tell that it also has in one piece, or with the hyphen.
  std::size_t whole = 0;
  std::size_t hyphenated = 0;
  for (const Halves& h : broken) {
    if (h.right.empty()) continue;
    whole += out.contains(h.left + h.right) ? 1 : 0;
    hyphenated += out.contains(h.left + "-" + h.right) ? 1 : 0;
  }
  if (whole < kBrokenWords || whole <= hyphenated) return out;
  // There, a hyphen is the word's own only where something says so.
  for (const Halves& h : broken) {
    const bool letters = std::all_of(h.left.begin(), h.left.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || c == '-';
    });
    const bool two_words = out.contains(h.left) && out.contains(h.right);
    if (!h.right.empty() && letters && !two_words && !openings.contains(h.left) &&
        !out.contains(h.left + "-" + h.right))
      out.insert(h.left + h.right);
  }
  return out;
}

std::vector<Paragraph> make_paragraphs(const std::vector<Line>& lines, const Layout& layout,
                                       const std::set<std::string>& vocabulary) {
  return Builder(lines, layout, vocabulary).run();
}

}  // namespace hexapla::normalize
