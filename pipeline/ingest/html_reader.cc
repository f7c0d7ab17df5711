// HTML pages: the document in them, without what the site puts around it.
#include <algorithm>
#include <array>
#include <optional>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/block_builder.h"
#include "pipeline/ingest/decode.h"
#include "pipeline/ingest/extent.h"
#include "pipeline/ingest/html_math.h"
#include "pipeline/ingest/html_notes.h"
#include "pipeline/ingest/html_page.h"
#include "pipeline/ingest/html_tokens.h"
#include "pipeline/ingest/html_type.h"
#include "pipeline/ingest/html_vocabulary.h"
#include "pipeline/ingest/nested_tables.h"
#include "pipeline/ingest/number_format.h"
#include "pipeline/ingest/readers.h"
#include "pipeline/ingest/table_grid.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;
using document::SourceRange;
using html::does;
using html::Does;
using html::Kind;
using html::Token;

constexpr std::size_t kLargest = std::size_t{32} << 20;  // bytes of a page

class Page {
 public:
  Page(const MappedText& text, bool whole)
      : text_(text),
        html_(text.view()),
        tokens_(html::tokenize(html_)),
        notes_(html::find_notes(html_, tokens_)),
        whole_(whole) {
    main_ = whole ? 0 : html::tag_number("main");
    const auto main = std::find_if(tokens_.begin(), tokens_.end(), [&](const Token& t) {
      return t.kind == Kind::start && main_ != 0 && t.tag == main_ && t.match != html::kNone;
    });
    if (main != tokens_.end()) {
      first_ = static_cast<std::uint32_t>(main - tokens_.begin());
      last_ = main->match;
    } else {
      last_ = static_cast<std::uint32_t>(tokens_.size());
    }
  }

  void read(RawDocument& out, Tallies& tallies, Extent extent) {
    out_ = &out;
    extent_ = &extent;
    tallies_ = &tallies;
    out.notes.resize(notes_.notes.size());
    for (std::size_t n = 0; n < notes_.notes.size(); ++n) {
      const html::PageNote& note = notes_.notes[n];
      const Token& first = tokens_[note.begin];
      out.notes[n].mark.append_replacement(note.mark, place(first.begin, first.end));
    }
    read(first_, last_);
    flush();
    // Notes may stand outside of the element that the page says is its main one.
    for (std::size_t n = 0; n < notes_.notes.size(); ++n) {
      const html::PageNote& note = notes_.notes[n];
      if (note.begin < first_ || note.begin >= last_) note_body(note.begin, n);
    }
    nested_.settle(out.blocks);
    html::find_large_type(text_, tokens_, out.blocks);
  }

 private:
  struct List {
    bool ordered = false;
    int next = 1;
    int step = 1;
    std::string format;
    std::string id;
  };
  struct Table {
    int index = 0;
    TableGrid grid;
    int column = 0;        // of the cell being read
    bool head = false;     // within thead
    bool all_head = true;  // the row has header cells only
    bool in_cell = false;
  };
  struct Item {
    bool bullet = false;
    std::string label;
    int ordinal = 0;
    std::string list;
    int level = 0;
    SourceRange source;
  };

  // Of a slice: asking the whole text would look at all of its pieces.
  SourceRange place(std::size_t begin, std::size_t end) const {
    const MappedText slice = text_.slice({begin, end});
    return slice.source({0, slice.size()});
  }
  std::string_view source(const Token& t) const { return html_.substr(t.begin, t.end - t.begin); }

  void read(std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t i = from; i < to; ++i) {
      while (!languages_.empty() && languages_.back().first <= i) languages_.pop_back();
      const Token& t = tokens_[i];
      if (t.kind == Kind::text) {
        words(t);
      } else if (t.kind == Kind::end) {
        end(t);
      } else if (const auto body = notes_.bodies.find(i); body != notes_.bodies.end()) {
        flush();
        note_body(i, body->second);
        i = t.match;
      } else if (const auto mark = notes_.marks.find(i); mark != notes_.marks.end()) {
        builder_.note(notes_.notes[mark->second].mark, static_cast<int>(mark->second),
                      place(t.begin, tokens_[t.match].end));
        i = t.match;
      } else if (does(t.tag) == Does::formula && t.match != html::kNone) {
        formula(i);
        i = t.match;
      } else if (leaves_out(t)) {
        tell_left_out(t);
        if (does(t.tag) != Does::skip) flush();
        i = t.match;
      } else {
        tell_left_out(t);
        start(i);
      }
    }
  }

  // Text that the author deleted, and places where another file is shown.
  void tell_left_out(const Token& t) {
    static const std::uint16_t kDeleted = html::tag_number("del");
    static const std::uint16_t kFrame = html::tag_number("frame");
    static const std::uint16_t kInner = html::tag_number("iframe");
    const char* code = nullptr;
    if (t.tag == kDeleted) code = "tracked-deletion";
    if ((t.tag == kFrame || t.tag == kInner) && !html::attribute(source(t), "src").empty())
      code = "embedded-document";
    if (code == nullptr || t.kind != Kind::start) return;
    Tally& tally = (*tallies_)[code];
    if (tally.count++ == 0) tally.first = place(t.begin, t.end);
  }

  // What has an end and is no text of the document.
  bool leaves_out(const Token& t) const {
    if (t.match == html::kNone) return false;
    if (does(t.tag) == Does::skip) return true;
    if (whole_) return false;
    const std::string_view tag = source(t);
    static const std::uint16_t kHeader = html::tag_number("header");
    static const std::uint16_t kFooter = html::tag_number("footer");
    static const std::uint16_t kAside = html::tag_number("aside");
    static const std::uint16_t kDiv = html::tag_number("div");
    // An article has a head of its own, which tells its title.
    const bool own = articles_ > 0 || first_ > 0;
    if (((t.tag == kHeader || t.tag == kFooter) && !own) || t.tag == kAside) return true;
    if (tag.size() < 6 + 4) return false;  // no attributes that could say so
    if (html::is_hidden(tag)) return true;
    const Does what = does(t.tag);
    if (what != Does::block && what != Does::list && what != Does::table) return false;
    if (t.tag == kDiv) {
      // The running heads that LibreOffice exports.
      const std::string title = html::attribute(tag, "title");
      if (title == "header" || title == "footer") return true;
    }
    return t.tag != html::tag_number("body") && t.tag != html::tag_number("html") &&
           html::names_boilerplate(tag);
  }

  void start(std::uint32_t i) {
    const Token& t = tokens_[i];
    const std::string_view tag = source(t);
    const Does what = does(t.tag);
    if (what == Does::nothing || what == Does::formula) return;
    if (t.tag == html::tag_number("html")) page_language_ = html::declared_language(tag);
    const bool inline_tag = what == Does::link || what == Does::bold || what == Does::raised ||
                            what == Does::line_break || what == Does::quoted;
    if (!inline_tag) {
      flush();
      language(t, tag);
      if (t.tag == html::tag_number("article") && t.match != html::kNone) ++articles_;
      if (t.tag == html::tag_number("caption") && !tables_.empty())
        nested_.seen(tables_.back().index);
    }
    switch (what) {
      case Does::heading:
        heading_ = html::heading_level(tag);
        break;
      case Does::list:
        open_list(i, tag);
        break;
      case Does::item:
        open_item(t, tag);
        break;
      case Does::table:
        open_table(i, tag);
        break;
      case Does::part:
        if (!tables_.empty()) tables_.back().head = t.tag == html::tag_number("thead");
        if (!tables_.empty() && t.tag != html::tag_number("tbody"))
          nested_.seen(tables_.back().index);
        break;
      case Does::row:
        if (tables_.empty()) break;
        close_row(tables_.back());
        open_row(tables_.back());
        break;
      case Does::cell:
        if (!tables_.empty()) open_cell(tables_.back(), t, tag);
        break;
      case Does::link: {
        const std::string url = html::attribute(tag, "href");
        const bool web =
            url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:");
        builder_.link(web && t.match != html::kNone ? url : "");
        break;
      }
      case Does::bold:
        if (t.match != html::kNone) ++bold_depth_;
        break;
      case Does::raised:
        if (t.match != html::kNone) ++raised_;
        break;
      case Does::line_break:
        builder_.line_break(place(t.begin, t.end));
        space_ = true;
        break;
      case Does::pre:
        if (t.match != html::kNone) ++pre_;
        break;
      case Does::quoted:
        if (t.match != html::kNone) quote(t, true);
        break;
      default:
        break;
    }
  }

  void end(const Token& t) {
    switch (does(t.tag)) {
      case Does::link:
        builder_.link("");
        return;
      case Does::bold:
        if (bold_depth_ > 0) --bold_depth_;
        return;
      case Does::raised:
        if (raised_ > 0) --raised_;
        return;
      case Does::quoted:
        if (quotes_ > 0) quote(t, false);
        return;
      case Does::nothing:
      case Does::formula:
      case Does::line_break:
      case Does::skip:
        return;
      default:
        break;
    }
    flush();
    if (t.tag == html::tag_number("article") && articles_ > 0) --articles_;
    switch (does(t.tag)) {
      case Does::heading:
        heading_ = 0;
        break;
      case Does::list:
        if (!lists_.empty()) lists_.pop_back();
        item_.reset();
        break;
      case Does::item:
        item_.reset();
        break;
      case Does::table:
        if (!tables_.empty()) {
          close_row(tables_.back());
          tables_.pop_back();
        }
        break;
      case Does::part:
        if (!tables_.empty()) tables_.back().head = false;
        break;
      case Does::row:
        if (!tables_.empty()) close_row(tables_.back());
        break;
      case Does::cell:
        if (!tables_.empty()) tables_.back().in_cell = false;
        break;
      case Does::pre:
        if (pre_ > 0) --pre_;
        break;
      default:
        break;
    }
  }

  void language(const Token& t, std::string_view tag) {
    if (t.match == html::kNone || tag.size() < 10) return;
    if (t.tag == html::tag_number("html") || t.tag == html::tag_number("body")) return;
    const std::string lang = html::declared_language(tag);
    if (!lang.empty()) languages_.emplace_back(t.match, lang);
  }

  // The marks that a browser sets around a quotation.
  void quote(const Token& t, bool opens) {
    if (!opens) --quotes_;
    const std::string& lang = languages_.empty() ? page_language_ : languages_.back().second;
    builder_.append(html::quotation_mark(lang, opens, quotes_ % 2 == 1), place(t.begin, t.end));
    if (opens) ++quotes_;
    space_ = false;
  }

  void formula(std::uint32_t math) {
    for (const html::MathPiece& piece : html::formula(html_, tokens_, math)) {
      if (!piece.sign.empty()) {
        builder_.append(piece.sign, place(piece.begin, piece.end));
        space_ = false;
        continue;
      }
      Token t;
      t.begin = piece.begin;
      t.end = piece.end;
      raised_ += piece.raised ? 1 : 0;
      words(t);
      raised_ -= piece.raised ? 1 : 0;
    }
  }

  void open_list(std::uint32_t i, std::string_view tag) {
    const Token& t = tokens_[i];
    List list;
    list.ordered = t.tag == html::tag_number("ol");
    list.id = std::to_string(t.begin);
    if (list.ordered) {
      list.format = html::list_format(tag);
      const bool down = t.match != html::kNone && html::has_attribute(tag, "reversed");
      if (down) list.step = -1;
      list.next = html::number(tag, "start", down ? html::count_items(tokens_, i) : 1, 0, 32767);
    }
    lists_.push_back(std::move(list));
    item_.reset();
  }

  void open_item(const Token& t, std::string_view tag) {
    Item item;
    item.source = place(t.begin, t.end);
    item.level = std::max(0, static_cast<int>(lists_.size()) - 1);
    item.bullet = lists_.empty() || !lists_.back().ordered;
    if (!item.bullet) {
      List& list = lists_.back();
      list.next = html::number(tag, "value", list.next, 0, 32767);
      item.ordinal = list.next;
      list.next = std::max(list.next + list.step, 0);
      item.label = list.format == "none" ? "" : format_number(item.ordinal, list.format) + ".";
      item.list = list.id;
    }
    item_ = std::move(item);
  }

  void open_table(std::uint32_t i, std::string_view tag) {
    Table table;
    const std::string role = html::attribute(tag, "role");
    table.index = table_count_++;
    if (role == "presentation" || role == "none" || tokens_[i].match == html::kNone)
      nested_.frame(table.index);
    if (html::draws_lines(tag) || !role.empty() || html::has_attribute(tag, "summary"))
      nested_.seen(table.index);
    tables_.push_back(std::move(table));
  }

  static void open_row(Table& table) {
    table.grid.open_row();
    table.in_cell = false;
    table.all_head = true;
  }

  void close_row(Table& table) {
    if (!table.grid.in_row()) return;
    table.in_cell = false;
    table.grid.close_row();
    if (!(table.all_head || table.head)) return;
    nested_.head(table.index, table.grid.row());
  }

  void open_cell(Table& table, const Token& t, std::string_view tag) {
    if (t.tag == html::tag_number("th") || html::draws_lines(tag)) nested_.seen(table.index);
    if (!table.grid.in_row()) open_row(table);
    table.column = table.grid.open_cell(html::number(tag, "colspan", 1, 1, TableGrid::kMostColumns),
                                        html::number(tag, "rowspan", 1, 1, TableGrid::kMostRows));
    table.all_head = table.all_head && t.tag == html::tag_number("th");
    table.in_cell = true;
  }

  // White space is one space, but in <pre>; entities become what they stand for.
  void words(const Token& t) {
    std::size_t run = t.begin;
    const auto copy = [&](std::size_t to) {
      if (to > run) builder_.append(text_.slice({run, to}));
      run = to;
    };
    const bool raised =
        raised_ > 0 && html::is_raised_number(html_.substr(t.begin, t.end - t.begin));
    bool said = false;
    for (std::size_t at = t.begin; at < t.end;) {
      const char c = html_[at];
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        std::size_t end = at;
        while (end < t.end &&
               std::string_view(" \n\t\r\f").find(html_[end]) != std::string_view::npos)
          ++end;
        copy(at);
        if (pre_ > 0) {
          for (std::size_t k = at; k < end; ++k) {
            if (html_[k] == '\n') builder_.line_break(place(k, k + 1));
          }
          if (html_[end - 1] != '\n') builder_.append(" ", place(end - 1, end));
        } else if (!space_ && builder_.has_text()) {
          if (end == at + 1 && c == ' ') {
            builder_.append(text_.slice({at, end}));
          } else {
            builder_.append(" ", place(at, end));
          }
          space_ = true;
        }
        run = at = end;
        continue;
      }
      said = true;
      space_ = false;
      std::size_t size = 1;
      if (raised && c >= '0' && c <= '9') {
        copy(at);
        builder_.append(superscript(static_cast<char32_t>(c)), place(at, at + 1));
        run = at + 1;
      } else if (c == '&') {
        const std::string stands_for = html::entity(html_.substr(at, t.end - at), size);
        if (!stands_for.empty()) {
          copy(at);
          builder_.append(stands_for, place(at, at + size));
          run = at + size;
        } else {
          size = 1;
        }
      }
      at += size;
    }
    copy(t.end);
    if (said) (bold_depth_ > 0 ? bold_ : plain_) = true;
  }

  void flush() {
    space_ = false;
    const bool strong = bold_ && !plain_;
    bold_ = plain_ = false;
    if (builder_.empty()) return;
    if (in_note_) {
      // Paragraphs of one note.
      builder_.line_break({});
      space_ = true;
      return;
    }
    RawBlock block = builder_.finish(*tallies_);
    if (text::trim(block.text.view()).empty() && block.notes.empty()) return;
    block.strong = strong;
    if (!languages_.empty()) block.lang = languages_.back().second;
    CellPlaces places;
    for (std::size_t t = 0; t < std::min(tables_.size(), kDeepestTable); ++t) {
      const Table& table = tables_[t];
      if (table.in_cell) places.push_back({table.index, table.grid.row(), table.column, false});
    }
    nested_.put(out_->blocks.size(), std::move(places));
    if (heading_ > 0) {
      block.kind = RawKind::heading;
      block.level = heading_;
    } else if (item_ && item_->bullet) {
      block.kind = RawKind::bullet;
      block.level = item_->level;
    }
    if (item_ && !item_->bullet) {
      block.label.append_replacement(item_->label, item_->source);
      block.ordinal = item_->ordinal;
      block.list = item_->list;
      if (heading_ == 0) block.level = item_->level;
    }
    item_.reset();
    extent_->add(block);
    out_->blocks.push_back(std::move(block));
  }

  // The text of a note, from its element; the link back to the mark is no part of it.
  void note_body(std::uint32_t begin, std::size_t n) {
    flush();
    BlockBuilder outside = std::move(builder_);
    builder_ = {};
    in_note_ = true;
    const std::uint32_t last = tokens_[begin].match;
    for (std::uint32_t i = begin + 1; i < last; ++i) {
      const Token& t = tokens_[i];
      if (t.kind == Kind::text) {
        words(t);
      } else if (t.kind == Kind::end) {
        if (does(t.tag) == Does::link)
          builder_.link("");
        else if (does(t.tag) == Does::quoted)
          end(t);
        else if (does(t.tag) != Does::nothing && does(t.tag) != Does::bold &&
                 does(t.tag) != Does::raised)
          flush();
      } else if (leaves_out(t) || is_back_link(t)) {
        i = t.match;
      } else if (does(t.tag) == Does::formula && t.match != html::kNone) {
        formula(i);
        i = t.match;
      } else if (const Does what = does(t.tag);
                 what == Does::link || what == Does::line_break || what == Does::quoted) {
        start(i);
      } else if (what != Does::nothing && what != Does::bold && what != Does::raised) {
        flush();
      }
    }
    in_note_ = false;
    out_->notes[n].body = builder_.finish(*tallies_);
    extent_->add(out_->notes[n].body);
    bold_ = plain_ = false;
    builder_ = std::move(outside);
  }

  bool is_back_link(const Token& t) const {
    return t.tag == html::tag_number("a") && t.match != html::kNone &&
           html::attribute(source(t), "href").starts_with('#');
  }

  const MappedText& text_;
  std::string_view html_;
  std::vector<Token> tokens_;
  html::PageNotes notes_;
  bool whole_;  // nothing is boilerplate
  std::uint16_t main_ = 0;
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;

  RawDocument* out_ = nullptr;
  Extent* extent_ = nullptr;
  Tallies* tallies_ = nullptr;
  BlockBuilder builder_;
  std::vector<List> lists_;
  std::vector<Table> tables_;
  NestedTables nested_;
  std::vector<std::pair<std::uint32_t, std::string>> languages_;
  std::optional<Item> item_;
  int table_count_ = 0;
  int heading_ = 0;
  int bold_depth_ = 0;
  int raised_ = 0;
  int quotes_ = 0;  // open ones
  std::string page_language_;
  int pre_ = 0;
  int articles_ = 0;  // open ones
  bool bold_ = false;
  bool plain_ = false;
  bool space_ = false;
  bool in_note_ = false;
};

}  // namespace

RawDocument read_html(std::string_view bytes, const std::string& path) {
  if (bytes.size() > kLargest) {
    throw Error(ErrorKind::input, path, "", "an HTML page of more than 32 MB",
                "split it, or give it as plain text");
  }
  const Decoded decoded = html::decode_page(bytes, path);
  RawDocument out;
  Tallies tallies;
  Page(decoded.text, false).read(out, tallies, Extent(path));
  if (out.blocks.empty()) {
    // All of it looked like boilerplate: then nothing of it is.
    out = {};
    tallies.clear();
    Page(decoded.text, true).read(out, tallies, Extent(path));
  }
  if (out.blocks.empty() && out.notes.empty())
    throw Error(ErrorKind::input, path, "", "the page has no text", "save it with its text");
  out.manifestation = {path,  "html", decoded.encoding, bytes.size(), files::content_hash(bytes),
                       {path}};
  out.quality = told(tallies);
  if (decoded.encoding != "UTF-8")
    out.quality.push_back({"encoding", "read as " + decoded.encoding, -1, {0, 0, bytes.size()}});
  return out;
}

}  // namespace hexapla::ingest
