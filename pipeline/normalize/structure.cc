// Paragraphs to blocks: headings, numbered paragraphs, list items, cells; levels, parents,
// sections.
#include <algorithm>
#include <optional>

#include "analyzers/language/identify.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/draft.h"
#include "pipeline/normalize/glued.h"
#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/masthead_cues.h"
#include "pipeline/normalize/outline.h"

namespace hexapla::normalize {
namespace {

using document::BlockType;

constexpr std::size_t kLongestHeading = 120;  // columns, for headings that nothing marks as such
constexpr std::size_t kLongestLabelled = 250;
constexpr std::size_t kLongestAnnexTitle = 400;
constexpr std::size_t kLongestNumber = 20;  // "Article XXVIII", without a title

class Structure {
 public:
  Structure(Draft& draft, std::vector<document::Block>& out)
      : draft_(draft), origins_(draft.origins), out_(out) {}

  void run() {
    out_.reserve(draft_.paragraphs.size() + draft_.notes.size());
    origins_.reserve(out_.capacity());
    for (at_ = 0; at_ < draft_.paragraphs.size(); ++at_) {
      Paragraph& p = draft_.paragraphs[at_];
      if (in_contents_ && !p.contents) {
        // The heading of the table of contents holds nothing that comes behind the table.
        in_contents_ = false;
        if (outline_.heading() >= 0 && outline_.heading() == contents_heading_)
          outline_.close_heading();
      }
      if (p.contents && at_ >= draft_.masthead) {
        entry(p);
      } else if (p.table >= 0) {
        table(p);
        before_ = {};
      } else if (at_ < draft_.masthead) {
        masthead(p);
      } else {
        body(p);
      }
    }
  }

 private:
  document::Block& add(const Paragraph& p, Rich text, BlockType type) {
    origins_.push_back({p.line, p.run, p.atx});
    document::Block& block = out_.emplace_back();
    block.type = type;
    block.content = std::move(text.text);
    block.notes = std::move(text.notes);
    block.links = std::move(text.links);
    block.section = section_;
    block.parent = outline_.heading();
    if (p.given) block.lang = p.given.get().lang;
    if (p.glued || is_glued(block.content.view())) {
      block.flags.emplace_back("glued");
      report("glued", "two words stand together without a space", index_of_last(),
             block.content.source({0, block.content.size()}));
    }
    return block;
  }

  int index_of_last() const { return static_cast<int>(out_.size()) - 1; }

  void report(const char* code, std::string detail, int block, document::SourceRange source) {
    draft_.quality.push_back({code, std::move(detail), block, source});
  }

  void masthead(Paragraph& p) {
    // A line in several languages becomes a block for each.
    if (!language::may_split(p.text.view())) {
      add(p, std::move(p.text), BlockType::masthead);
      return;
    }
    const std::vector<language::Stretch> stretches = language::split_by_language(p.text.view());
    if (stretches.size() == 1) {
      add(p, p.text, BlockType::masthead);
      return;
    }
    for (const language::Stretch& s : stretches) {
      Span span = s.span;
      const std::string_view view = p.text.view();
      // The dash between two languages belongs to neither.
      std::string_view inner = text::trim(view.substr(span.begin, span.size()));
      if (inner.size() > 2 && (inner.ends_with(" -") || inner.ends_with(" /")))
        inner.remove_suffix(2);
      if (inner.ends_with(" –") || inner.ends_with(" —")) inner.remove_suffix(4);
      span.end = static_cast<std::size_t>(inner.data() - view.data()) + inner.size();
      Rich text = trimmed_slice(p.text, span);
      if (text.empty()) continue;
      document::Block& block = add(p, std::move(text), BlockType::letterhead);
      block.lang = s.tag;
    }
  }

  const Paragraph* next() const {
    return at_ + 1 < draft_.paragraphs.size() ? &draft_.paragraphs[at_ + 1] : nullptr;
  }
  static std::optional<Label> label_of(const Paragraph* p) {
    if (p == nullptr || p->table >= 0) return std::nullopt;
    return parse_label(p->text.view());
  }

  void heading(const Paragraph& p, Rich text, document::MappedText label, const std::string& style,
               int ordinal = 0) {
    const int index = static_cast<int>(out_.size());
    const Outline::Place place = outline_.open_heading(style, p.atx, ordinal, index, section_ > 0);
    document::Block& block = add(p, std::move(text), BlockType::heading);
    block.label = std::move(label);
    block.level = place.level;
    block.parent = place.parent;
  }

  // An entry of a table of contents.
  void entry(const Paragraph& p) {
    if (!in_contents_) contents_.clear();
    in_contents_ = true;
    before_ = {};
    const int index = static_cast<int>(out_.size());
    std::optional<Label> label = parse_label(p.text.view());
    if (p.given.get().label > 0) label = given_label(p, label);
    if (label && label->text >= p.text.text.size()) label.reset();
    if (label && p.given.get().label == 0) label = contents_.accept(*label, true);
    if (!label) {
      add(p, p.text, BlockType::list_item);
      return;
    }
    const Outline::Place place = contents_.open_item(*label, index);
    document::Block& block =
        add(p, trimmed_slice(p.text, {label->text, p.text.text.size()}), BlockType::list_item);
    block.label = p.text.text.slice(label->span).trimmed();
    block.level = place.level;
    if (place.parent >= 0) block.parent = place.parent;
  }

  // The text of a paragraph is its block's from here on.
  void body(Paragraph& p) {
    std::optional<Label> label = parse_label(p.text.view());
    Before own{label, ends_item(p.text.view()),
               p.given.get().label > 0 ? p.given.get().list : std::string()};
    place(p, std::move(label), own.ends_item);
    before_ = std::move(own);
  }

  // `label`: the one that the text begins with.
  void place(Paragraph& p, std::optional<Label> label, bool item_end) {
    const std::string_view text = p.text.view();
    if (!p.bullet && opens_annex(text) && annex_may_open(p)) {
      ++section_;
      outline_.clear();
      heading(p, std::move(p.text), {}, "annex");
      return;
    }
    if (p.given.get().label > 0) label = given_label(p, std::move(label));
    if (label && label->text >= text.size() && p.atx == 0) label.reset();
    if (label && p.given.get().label == 0) label = outline_.accept(*label, p.atx > 0);
    if (label) {
      labelled(p, *label);
      return;
    }
    if (next() != nullptr && next()->contents && is_contents_heading(text)) {
      contents_heading_ = static_cast<int>(out_.size());
      heading(p, std::move(p.text), {}, p.atx > 0 ? "atx" : "plain");
    } else if (p.atx > 0) {
      heading(p, std::move(p.text), {}, "atx");
    } else if (p.bullet) {
      bullet(p);
    } else if (is_numbered_heading(text)) {
      heading(p, std::move(p.text), {}, "numbered");
    } else if (is_plain_heading(p, item_end)) {
      heading(p, std::move(p.text), {},
              titles_number() ? "numbered-title"
              : p.strong      ? "strong"
                              : "plain");
    } else {
      document::Block& block =
          add(p, std::move(p.text), p.run ? BlockType::letterhead : BlockType::paragraph);
      // A signature or address under a list is no part of it.
      if (p.run) block.level = 0;
      outline_.paragraph(static_cast<int>(out_.size()) - 1);
    }
  }

  // The label that the format computed. Words that head an article or a chapter stay text, as they
  // do where they are typed. `label`: the one that the text begins with.
  static std::optional<Label> given_label(const Paragraph& p, std::optional<Label> label) {
    const std::string_view text = p.text.view();
    if (label && label->span.end <= p.given.get().label && label->text >= p.given.get().label) {
      if (label->roman == p.given.get().ordinal && label->ordinal != p.given.get().ordinal)
        label = as_roman(*label);
      return label;
    }
    if (is_numbered_heading(text)) return std::nullopt;
    Label own;
    own.span = {0, p.given.get().label};
    own.text = std::min(p.given.get().label + 1, text.size());
    own.ordinal = p.given.get().ordinal;
    own.style = "list " + p.given.get().list;
    return own;
  }

  // The innermost heading is one with which texts begin, and no label counts it.
  bool below_opening_heading() const {
    if (outline_.heading() < 0) return false;
    const auto at = static_cast<std::size_t>(outline_.heading());
    return origins_[at].atx == 0 && out_[at].label.empty() && is_opening_heading(out_[at].text());
  }

  // "Annex I" stands alone, or its title follows; a line of running text that begins so does not.
  bool annex_may_open(const Paragraph& p) const { return !p.run || p.atx > 0 || p.strong; }

  static document::MappedText trimmed_label(const Paragraph& p, const Label& label) {
    const std::string_view view = p.text.view();
    const std::string_view inner = text::trim(view.substr(label.span.begin, label.span.size()));
    const auto begin = static_cast<std::size_t>(inner.data() - view.data());
    return p.text.text.slice({begin, begin + inner.size()});
  }

  void labelled(const Paragraph& p, const Label& label) {
    Rich text = trimmed_slice(p.text, {label.text, p.text.text.size()});
    document::MappedText printed = trimmed_label(p, label);
    if (p.atx > 0 || is_labelled_heading(p, label)) {
      // "Summary" and then "I. …": the one does not hold the other.
      if (p.atx == 0 && label.ordinal == 1 && below_opening_heading()) outline_.close_heading();
      heading(p, std::move(text), std::move(printed), label.style, label.ordinal);
      return;
    }
    const int index = static_cast<int>(out_.size());
    const Outline::Place place = outline_.open_item(label, index, p.given.get().label > 0);
    const bool numbered = label.kind == LabelKind::decimal ||
                          label.kind == LabelKind::upper_roman ||
                          label.kind == LabelKind::upper_letter || label.kind == LabelKind::word ||
                          label.kind == LabelKind::multi_decimal || label.style == "han、";
    const bool bracketed = label.style.ends_with(")");
    if (place.gap) {
      report("label-gap", "the label before " + printed.text() + " is missing", index,
             printed.source({0, printed.size()}));
    }
    document::Block& block = add(
        p, std::move(text), numbered && !bracketed ? BlockType::paragraph : BlockType::list_item);
    block.label = std::move(printed);
    block.level = place.level;
    block.parent = place.parent >= 0 ? place.parent : outline_.heading();
    if (place.gap) block.flags.emplace_back("label-gap");
  }

  void bullet(Paragraph& p) {
    const int index = static_cast<int>(out_.size());
    const Outline::Place place =
        outline_.open_bullet(p.indent, index, !out_.empty() && ends_with_colon(out_.back()));
    document::Block& block = add(p, std::move(p.text), BlockType::list_item);
    block.level = place.level;
    block.parent = place.parent >= 0 ? place.parent : outline_.heading();
  }

  static bool ends_with_colon(const document::Block& block) {
    const char32_t last = last_char(block.text());
    return last == ':' || last == 0xFF1A;
  }

  // "I. Introduction", "A. Toolkit", "1. Use of the Toolkit": no end of sentence, and no neighbour
  // in the same list.
  bool is_labelled_heading(const Paragraph& p, const Label& label) const {
    const std::string_view text = p.text.view().substr(label.text);
    if (p.strong && !ends_sentence(text)) return true;
    if (p.bullet || text.empty() || is_wider(text, kLongestLabelled) || ends_item(text))
      return false;
    if (text.front() == '[' || p.text.view().front() == '[') return false;
    switch (label.kind) {
      case LabelKind::upper_roman:
      case LabelKind::upper_letter:
      case LabelKind::word:
        return true;
      case LabelKind::han:
        if (label.style == "han、") return true;
        break;
      default:
        break;
    }
    const Paragraph* after = next();
    if (after == nullptr || starts_lower(text)) return false;
    if (after->table >= 0) return true;
    const std::optional<Label> following = label_of(after);
    if (following && following->style == label.style && following->ordinal == label.ordinal + 1)
      return false;
    // A list that the format counts down.
    const bool given = p.given.get().label > 0;
    if (given && following && following->style == label.style &&
        after->given.get().list == p.given.get().list && following->ordinal == label.ordinal - 1)
      return false;
    if (given && before_.list == p.given.get().list && before_.label &&
        before_.label->style == label.style && before_.label->ordinal == label.ordinal + 1)
      return false;
    const std::optional<Label>& preceding = before_.label;
    if (preceding && preceding->style == label.style && preceding->ordinal == label.ordinal - 1 &&
        !before_.ends_item) {
      return false;
    }
    // An item of a list whose other items have no full stop either.
    if (outline_.continues(label) && !following) return false;
    return !is_wider(text, kLongestHeading);
  }

  // The block before opened an annex.
  bool titles_annex() const {
    return !out_.empty() && out_.back().type == BlockType::heading && out_.back().label.empty() &&
           opens_annex(out_.back().text());
  }

  // The block before is "Article 4" and nothing more: this is the article's title.
  bool titles_number() const {
    if (out_.empty() || out_.back().type != BlockType::heading || origins_.back().atx > 0 ||
        !out_.back().label.empty())
      return false;
    const std::string_view before = out_.back().text();
    return is_numbered_heading(before) && !is_wider(before, kLongestNumber);
  }

  // A line between "1. …" and "2. …" is what the first of them is about; a line after another line
  // without an end is one more of a list that has no marks.
  bool is_line_of_list(const Paragraph& after) const {
    const document::Block& before = out_.back();
    if (before.type == BlockType::heading && !before.label.empty()) {
      const std::optional<Label> above = parse_label(before.label.text());
      const std::optional<Label> below = label_of(&after);
      if (above && below && above->style == below->style) return true;
    }
    const bool among_lines = after.gap == 0 && after.table < 0 && !after.bullet &&
                             !after.after_notes && !label_of(&after) &&
                             !ends_item(after.text.view()) && !draft_.layout.double_spaced;
    if (among_lines) return true;
    return before.type == BlockType::paragraph && before.label.empty() &&
           !ends_item(before.text()) && !is_wider(before.text(), kLongestHeading);
  }

  static bool has_word(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const text::CodePoint c = text::decode(text, at);
      if (text::is_letter(c.value) || text::is_digit(c.value)) return true;
      at += c.size;
    }
    return false;
  }

  bool is_plain_heading(const Paragraph& p, bool item_end) const {
    const std::string_view text = p.text.view();
    if (p.run && !p.strong) return false;
    if (item_end && !(p.strong && !ends_sentence(text))) return false;
    if (is_wider(text, titles_annex() ? kLongestAnnexTitle : kLongestHeading)) return false;
    const std::size_t width = columns(text);
    const char32_t first = first_char(text);
    if (first == '[' || first == '(' || first == '"' || first == 0x201C || first == 0xAB ||
        first == '<')
      return false;
    if (first == 0x300A && width > 60) return false;
    if (text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos)
      return false;
    if (p.strong) return true;
    const Paragraph* after = next();
    if (after == nullptr || !has_word(text)) return false;
    if (p.given.get().plain && !titles_annex()) return false;
    if (starts_lower(text) || text::is_digit(first)) return false;
    if (titles_annex()) return true;
    // "The Conference of the Parties" above a preamble, without a comma.
    if (at_ == draft_.masthead && has_cue(text, Fact::body) && opens_preamble(after->text.view()))
      return false;
    if (!is_all_caps(text) && !out_.empty() && is_line_of_list(*after)) return false;
    // What a colon announces is no heading, unless a list follows.
    if (!out_.empty() && ends_with_colon(out_.back()) && !is_all_caps(text) && !after->bullet)
      return false;
    if (after->table >= 0) return true;
    // What follows must be able to stand under a heading.
    if (starts_lower(after->text.view())) return false;
    if (is_all_caps(text) && width >= 4) return true;
    return after->bullet || label_of(after) || ends_item(after->text.view()) ||
           is_wider(after->text.view(), width) || opens_annex(after->text.view()) ||
           is_numbered_heading(after->text.view());
  }

  void table(const Paragraph& p) {
    const FoundTable& found = draft_.tables[static_cast<std::size_t>(p.table)];
    int row_number = 0;
    for (const TableRow& row : found.rows) {
      for (std::size_t column = 0; column < row.cells.size(); ++column) {
        for (const Rich& paragraph : row.cells[column]) {
          Rich text = paragraph;
          document::MappedText printed;
          if (!row.header) take_cell_label(text, printed);
          document::Block& block = add(p, std::move(text), BlockType::cell);
          block.label = std::move(printed);
          block.table = p.table;
          block.row = row_number;
          block.column = static_cast<int>(column);
          block.header_row = row.header;
        }
      }
      ++row_number;
    }
    outline_.paragraph(-1);
  }

  // "(b) Best available …", "4 (c) Training …"
  static void take_cell_label(Rich& text, document::MappedText& printed) {
    const std::string_view view = text.view();
    std::size_t lead = 0;
    while (lead < view.size() && view[lead] >= '0' && view[lead] <= '9') ++lead;
    if (lead > 0 && lead <= 2 && view.substr(lead).starts_with(" (")) ++lead;
    if (lead > 0 && view[lead - 1] != ' ') lead = 0;
    if (lead > 2 && lead == view.size()) lead = 0;
    std::optional<Label> label = parse_label(view.substr(lead));
    if (!label || label->text + lead >= view.size()) return;
    if (label->kind == LabelKind::upper_letter || label->kind == LabelKind::word) return;
    printed = text.text.slice({0, lead + label->span.end}).trimmed();
    text = trimmed_slice(text, {lead + label->text, view.size()});
  }

  // What is still asked of the paragraph before, behind the masthead, when its text is gone.
  struct Before {
    std::optional<Label> label;  // that its text begins with
    bool ends_item = false;
    std::string list = {};  // that the format tells
  };

  Draft& draft_;
  Outline outline_;
  Before before_;
  Outline contents_;          // of the table of contents
  bool in_contents_ = false;  // the block before is an entry of it
  int contents_heading_ = -1;
  std::vector<Origin>& origins_;
  std::vector<document::Block>& out_;
  std::size_t at_ = 0;
  int section_ = 0;
};

}  // namespace

void build_blocks(Draft& draft, document::Expression& out) {
  Structure(draft, out.blocks).run();
}

}  // namespace hexapla::normalize
