// TEI and Akoma Ntoso: one walk over the tags; what an element does is its vocabulary's word.
#include <algorithm>
#include <map>
#include <optional>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/block_builder.h"
#include "pipeline/ingest/charset.h"
#include "pipeline/ingest/decode.h"
#include "pipeline/ingest/markup_header.h"
#include "pipeline/ingest/markup_vocabulary.h"
#include "pipeline/ingest/readers.h"
#include "pipeline/ingest/table_grid.h"
#include "pipeline/ingest/xml_scan.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;
using document::SourceRange;
using markup::Does;
using markup::Vocabulary;
using xml::Kind;
using xml::Token;

constexpr std::size_t kLargest = std::size_t{64} << 20;  // bytes of a file
constexpr int kDeepest = 9;                              // levels of headings
constexpr std::string_view kSpace = " \t\r\n";

int number(const std::string& text, int otherwise) {
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos)
    return otherwise;
  return std::atoi(text.c_str());
}

// Scripts and punctuation that are set without spaces.
bool is_unspaced(char32_t c) {
  return text::script_of(c) == text::Script::han || (c >= 0x3000 && c < 0x3040) ||
         (c >= 0xFF00 && c < 0xFFF0);
}

struct Note {
  std::size_t index = 0;
  std::size_t depth = 0;  // frames below it
  BlockBuilder outside;
  std::optional<Span> gap;
  char32_t last = 0;
};
struct Label {
  MappedText text;
  std::vector<document::NoteReference> notes;
  bool article = false;
  int ordinal = 0;
  std::string list;
  int depth = 0;
};

class Walk {
 public:
  Walk(const MappedText& text, const Vocabulary& vocabulary, const std::string& path,
       RawDocument& out, Tallies& tallies)
      : text_(text),
        xml_(text.view()),
        vocabulary_(vocabulary),
        path_(path),
        out_(out),
        tallies_(tallies) {
    find_references();
  }

  void run() {
    xml::Scanner scanner(xml_, path_);
    for (Token t = scanner.next(); t.kind != Kind::done; t = scanner.next()) {
      if (skip_above_ > 0) {
        if (t.kind == Kind::end && scanner.depth() < skip_above_) {
          skip_above_ = 0;
          close();
        }
        continue;
      }
      if (t.kind == Kind::start) {
        open(t);
        if (t.empty) {
          skip_next_ = false;
          close();
        } else if (skip_next_) {
          skip_next_ = false;
          skip_above_ = scanner.depth();
        }
      } else if (t.kind == Kind::end) {
        close();
      } else if (header_depth_ > 0 && !note_) {
        header_.text(xml_.substr(t.bytes.begin, t.bytes.size()));
      } else {
        words(t);
      }
    }
    flush();
    label_alone();
    out_.facts = header_.facts();
    out_.lang = header_.lang().empty() ? lang_ : header_.lang();
    for (RawBlock& block : out_.blocks) {
      if (block.lang == out_.lang) block.lang.clear();
    }
  }

 private:
  struct Frame {
    std::string_view name;
    Does does = Does::nothing;
    std::string lang;
    bool sentences = false;  // holds them
    bool bold = false;
    // Containers.
    bool headed = false;
    std::map<std::string_view, int> labelled;  // children with labels, by name
    std::size_t id = 0;
    // Lists.
    bool ordered = false;
    bool bullets = false;
    int next = 1;
    std::string quote;  // that closes it
  };
  struct Table {
    int index = 0;
    TableGrid grid;
    int column = 0;
    bool in_cell = false;
    bool all_head = true;
    bool row_head = false;
  };
  std::string_view tag(const Token& t) const { return xml_.substr(t.bytes.begin, t.bytes.size()); }
  SourceRange place(Span span) const {
    const MappedText slice = text_.slice(span);
    return slice.source({0, slice.size()});
  }

  static std::string target(std::string_view tag) {
    std::string out = xml::attribute(tag, "href");
    return out.empty() ? xml::attribute(tag, "target") : out;
  }

  // Notes that something points at do not stand where their marks do.
  void find_references() {
    if (xml_.find("\"#") == std::string_view::npos && xml_.find("'#") == std::string_view::npos)
      return;
    std::map<std::string, std::string> notes;
    std::map<std::string, bool> pointed;
    xml::Scanner scanner(xml_, path_);
    for (Token t = scanner.next(); t.kind != Kind::done; t = scanner.next()) {
      if (t.kind != Kind::start) continue;
      const Does does = vocabulary_.of(t.name);
      if (does == Does::note) {
        if (const std::string id = note_id(tag(t)); !id.empty()) notes[id] = mark_of(tag(t));
      } else if (does == Does::note_mark || does == Does::link) {
        if (const std::string to = target(tag(t)); to.starts_with('#'))
          pointed[to.substr(1)] = true;
      }
    }
    for (auto& [id, mark] : notes) {
      if (pointed.contains(id)) marks_.emplace(id, mark);
    }
  }

  static std::string note_id(std::string_view tag) {
    std::string out = xml::attribute(tag, "eId");
    return out.empty() ? xml::attribute(tag, "id") : out;
  }
  static std::string mark_of(std::string_view tag) {
    std::string out = xml::attribute(tag, "marker");
    return out.empty() ? xml::attribute(tag, "n") : out;
  }

  // The index of the note with this id, made when it is first heard of.
  std::size_t note_index(const std::string& id) {
    if (const auto known = note_indexes_.find(id); !id.empty() && known != note_indexes_.end())
      return known->second;
    const std::size_t out = out_.notes.size();
    out_.notes.emplace_back();
    if (!id.empty()) note_indexes_[id] = out;
    return out;
  }

  void open(const Token& t) {
    const std::string_view whole = tag(t);
    Frame frame;
    frame.name = t.name;
    frame.does = vocabulary_.of(t.name);
    frame.lang = markup::declared_language(xml::attribute(whole, "lang"));
    if (!frame.lang.empty() && lang_.empty()) lang_ = frame.lang;
    const bool in_header = header_depth_ > 0 && !note_;
    if (in_header) {
      const bool note = frame.does == Does::note && frames_.back().name == "notes";
      header_.start(t.name, whole);
      if (!note) {
        frame.does = Does::header;
        ++header_depth_;
        frames_.push_back(std::move(frame));
        return;
      }
    }
    start(t, whole, std::move(frame));
  }

  void start(const Token& t, std::string_view whole, Frame frame) {
    if (t.name == "TEI" || t.name == "TEI.2") {
      if (++documents_ > 1) {
        throw Error(ErrorKind::input, path_, "byte " + std::to_string(t.bytes.begin),
                    "a corpus of several documents", "give each document as a file of its own");
      }
      header_seen_ = false;  // what came before was the header of a corpus
    }
    const std::string_view parent = frames_.empty() ? "" : frames_.back().name;
    if (parent == "choice" && (t.name == "corr" || t.name == "reg" || t.name == "expan"))
      frame.does = Does::skip;  // an official text is not corrected
    const Does inside = structure();
    if (frame.does == Does::heading && (inside == Does::list || inside == Does::table))
      frame.does = Does::block;
    if (note_ && frame.does != Does::link && frame.does != Does::line_break &&
        frame.does != Does::skip && frame.does != Does::nothing && frame.does != Does::sentence)
      frame.does = frame.does == Does::note ? Does::nothing : Does::block;
    switch (frame.does) {
      case Does::header:
        if (header_seen_) {
          skip_next_ = true;  // of something attached
        } else {
          flush();
          header_seen_ = true;
          ++header_depth_;
        }
        break;
      case Does::skip:
        skip_next_ = true;
        break;
      case Does::block:
        flush();
        break;
      case Does::container:
      case Does::article:
        flush();
        frame.id = ++ids_;
        break;
      case Does::heading:
      case Does::subheading:
      case Does::label:
        flush();
        break;
      case Does::sentence:
        if (!frames_.empty()) frames_.back().sentences = true;
        if (!gap_) gap_ = Span{t.bytes.begin, t.bytes.begin};
        soft_gap_ = true;
        break;
      case Does::list:
        open_list(frame, t, whole);
        break;
      case Does::item:
        open_item(frame, t, whole);
        break;
      case Does::table:
        flush();
        tables_.push_back({table_count_++, {}, 0, false, true, false});
        break;
      case Does::row:
        flush();
        open_row(whole);
        break;
      case Does::cell:
      case Does::header_cell:
        flush();
        open_cell(frame.does, whole);
        break;
      case Does::note:
        open_note(whole, t);
        break;
      case Does::note_mark:
      case Does::link:
        open_link(frame.does, whole, t);
        break;
      case Does::line_break:
        builder_.line_break(place(t.bytes));
        gap_.reset();
        last_ = 0;
        break;
      case Does::quoted:
        if (!t.name.ends_with("Text")) flush();
        insert(xml::attribute(whole, "startQuote"), t.bytes);
        last_ = 0;  // no space behind it
        frame.quote = xml::attribute(whole, "endQuote");
        break;
      case Does::bold:
        frame.bold = true;
        break;
      case Does::title:
        titles_ = structure() != Does::article && container_depth() <= 1;
        break;
      case Does::nothing:
        frame.bold = xml::attribute(whole, "rend").find("bold") != std::string::npos;
        break;
    }
    if (frame.bold) ++bold_depth_;
    frames_.push_back(std::move(frame));
    end_ = t.bytes;
  }

  void close() {
    if (frames_.empty()) return;
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.bold) --bold_depth_;
    if (note_ && frames_.size() == note_->depth) {
      close_note();
      if (header_depth_ > 0) header_.end();
      return;
    }
    switch (frame.does) {
      case Does::header:
        if (header_depth_ > 0) {
          --header_depth_;
          if (header_depth_ > 0) header_.end();
        }
        break;
      case Does::block:
        flush();
        break;
      case Does::heading:
      case Does::subheading:
        flush_as(frame.does);
        break;
      case Does::container:
      case Does::article:
        flush();
        if (label_ && label_->depth > static_cast<int>(frames_.size())) label_alone();
        break;
      case Does::label:
        close_label();
        break;
      case Does::list:
        flush();
        item_.reset();
        break;
      case Does::item:
        flush();
        item_.reset();
        if (label_ && label_->depth > static_cast<int>(frames_.size())) label_alone();
        break;
      case Does::table:
        flush();
        if (!tables_.empty()) tables_.pop_back();
        break;
      case Does::row:
        flush();
        close_row();
        break;
      case Does::cell:
      case Does::header_cell:
        flush();
        if (!tables_.empty()) tables_.back().in_cell = false;
        break;
      case Does::link:
        builder_.link("");
        break;
      case Does::quoted:
        close_quote(frame);
        break;
      default:
        break;
    }
  }

  // The innermost frame that structures: what a heading or an item belongs to.
  Does structure() const {
    for (auto f = frames_.rbegin(); f != frames_.rend(); ++f) {
      if (f->does == Does::list || f->does == Does::table || f->does == Does::container ||
          f->does == Does::article)
        return f->does;
    }
    return Does::nothing;
  }
  Frame* container() {
    for (auto f = frames_.rbegin(); f != frames_.rend(); ++f) {
      if (f->does == Does::container || f->does == Does::article) return &*f;
    }
    return nullptr;
  }

  std::ptrdiff_t container_depth() const {
    return std::count_if(frames_.begin(), frames_.end(), [](const Frame& f) {
      return f.does == Does::container || f.does == Does::article;
    });
  }

  void open_list(Frame& frame, const Token& t, std::string_view whole) {
    flush();
    std::string type = text::to_lower(xml::attribute(whole, "type"));
    type += text::to_lower(xml::attribute(whole, "rend"));
    frame.ordered = t.name == "ol" || type.find("order") != std::string::npos ||
                    type.find("number") != std::string::npos;
    if (type.find("unorder") != std::string::npos) frame.ordered = false;
    frame.bullets = !frame.ordered && t.name != "blockList";
    frame.id = ++ids_;
    item_.reset();
  }

  void open_item(Frame& frame, const Token& t, std::string_view whole) {
    flush();
    frame.id = ++ids_;
    int level = -1;
    Frame* list = nullptr;
    for (Frame& f : frames_) {
      if (f.does != Does::list) continue;
      ++level;
      list = &f;
    }
    if (list == nullptr || label_) return;
    RawBlock item;
    item.level = std::max(0, level);
    if (list->ordered) {
      item.ordinal = number(xml::attribute(whole, "value"), list->next);
      list->next = item.ordinal + 1;
      item.label.append_replacement(std::to_string(item.ordinal) + ".", place(t.bytes));
      item.list = std::to_string(list->id);
    } else if (list->bullets) {
      item.kind = RawKind::bullet;
    }
    item_ = std::move(item);
  }

  void open_row(std::string_view whole) {
    if (tables_.empty()) return;
    Table& table = tables_.back();
    close_row();
    table.grid.open_row();
    table.all_head = true;
    table.row_head = xml::attribute(whole, "role") == "label";
  }

  void open_cell(Does does, std::string_view whole) {
    if (tables_.empty()) return;
    Table& table = tables_.back();
    const auto span = [&](const char* akn, const char* tei) {
      const std::string value = xml::attribute(whole, akn);
      return number(value.empty() ? xml::attribute(whole, tei) : value, 1);
    };
    table.column = table.grid.open_cell(span("colspan", "cols"), span("rowspan", "rows"));
    table.all_head =
        table.all_head && (does == Does::header_cell || xml::attribute(whole, "role") == "label");
    table.in_cell = true;
  }

  void close_row() {
    Table& table = tables_.back();
    table.grid.close_row();
    if (!table.all_head && !table.row_head) return;
    for (std::size_t b = out_.blocks.size(); b-- > 0;) {
      RawBlock& block = out_.blocks[b];
      if (block.table != table.index || block.row != table.grid.row()) break;
      block.header_row = true;
    }
    table.all_head = table.row_head = false;
  }

  void open_note(std::string_view whole, const Token& t) {
    const std::string id = note_id(whole);
    const std::size_t index = note_index(id);
    std::string mark = mark_of(whole);
    if (mark.empty()) mark = std::to_string(++counted_notes_);
    out_.notes[index].mark = {};
    out_.notes[index].mark.append_replacement(mark, place(t.bytes));
    const bool here = header_depth_ == 0 && !marks_.contains(id) && in_paragraph();
    if (here) builder_.note(mark, static_cast<int>(index), place(t.bytes));
    note_.emplace();
    note_->index = index;
    note_->depth = frames_.size();
    note_->outside = std::move(builder_);
    note_->gap = gap_;
    note_->last = last_;
    builder_ = {};
    gap_.reset();
    last_ = 0;
  }

  bool in_paragraph() const {
    if (builder_.has_text()) return true;
    for (auto f = frames_.rbegin(); f != frames_.rend(); ++f) {
      if (f->does == Does::container || f->does == Does::article || f->does == Does::list)
        return false;
      if (f->does != Does::nothing) return true;
    }
    return false;
  }

  void close_note() {
    RawBlock body = builder_.finish(tallies_);
    RawNote& note = out_.notes[note_->index];
    if (note.body.text.empty()) note.body = std::move(body);
    builder_ = std::move(note_->outside);
    gap_ = note_->gap;
    last_ = note_->last;
    note_.reset();
  }

  void open_link(Does does, std::string_view whole, const Token& t) {
    const std::string to = target(whole);
    if (const auto note = to.starts_with('#') ? marks_.find(to.substr(1)) : marks_.end();
        note != marks_.end() && !note_) {
      std::string mark = mark_of(whole);
      if (mark.empty()) mark = note->second;
      const std::size_t index = note_index(note->first);
      if (mark.empty()) mark = std::to_string(index + 1);
      builder_.note(mark, static_cast<int>(index), place(t.bytes));
      skip_next_ = true;
      return;
    }
    const bool web =
        to.starts_with("http://") || to.starts_with("https://") || to.starts_with("mailto:");
    if (does == Does::link) builder_.link(web ? to : "");
  }

  void close_quote(const Frame& frame) {
    if (frame.quote.empty()) {
      if (!frame.name.ends_with("Text")) flush();
      return;
    }
    gap_.reset();
    if (builder_.has_text() || out_.blocks.empty()) {
      insert(frame.quote, end_);
    } else {
      const SourceRange at = place(end_);
      out_.blocks.back().text.append_replacement(frame.quote, {at.part, at.end, at.end});
    }
    if (!frame.name.ends_with("Text")) flush();
  }

  // A character that an attribute tells.
  void insert(const std::string& text, Span span) {
    if (text.empty()) return;
    settle_gap(text::decode(text, 0).value);
    builder_.append(text, place(span));
    last_ = last_of(text);
  }

  void close_label() {
    gap_.reset();
    RawBlock block = builder_.finish(tallies_);
    bold_ = plain_ = false;
    block.text = block.text.trimmed();
    last_ = 0;
    if (block.text.empty()) return;
    if (label_ && label_->article) label_alone();
    Label label;
    if (label_) {
      label = std::move(*label_);
      const SourceRange at = block.text.source({0, block.text.size()});
      label.text.append_replacement(" ", {at.part, at.begin, at.begin});
    }
    label.text.append(block.text);
    label.notes.insert(label.notes.end(), block.notes.begin(), block.notes.end());
    label.depth = static_cast<int>(frames_.size());
    // What it counts: its element among those of the same name and parent.
    const Frame* holder = frames_.empty() ? nullptr : &frames_.back();
    label.article = holder != nullptr && holder->does == Does::article;
    if (frames_.size() >= 2) {
      Frame& parent = frames_[frames_.size() - 2];
      label.ordinal = ++parent.labelled[holder->name];
      label.list = std::to_string(parent.id) + std::string(holder->name);
    }
    item_.reset();
    label_ = std::move(label);
  }

  // A label that nothing stands behind.
  void label_alone() {
    if (!label_) return;
    RawBlock block;
    block.text = std::move(label_->text);
    for (document::NoteReference& note : label_->notes) note.at = block.text.size();
    block.notes = std::move(label_->notes);
    const bool article = label_->article;
    label_.reset();
    if (article) {
      block.kind = RawKind::heading;
      block.level = heading_level();
      if (Frame* holder = container()) holder->headed = true;
    }
    out_.blocks.push_back(std::move(block));
  }

  int heading_level() const {
    int level = 1;
    const Frame* innermost = nullptr;
    for (const Frame& f : frames_) {
      if (f.does != Does::container && f.does != Does::article) continue;
      if (innermost != nullptr && innermost->headed) ++level;
      innermost = &f;
    }
    return std::min(level, kDeepest);
  }

  void settle_gap(char32_t next) {
    if (!gap_) return;
    const Span span = *gap_;
    gap_.reset();
    const bool soft = soft_gap_;
    soft_gap_ = false;
    if (!builder_.has_text() || last_ == 0 || last_ == ' ') return;
    if (soft && (is_unspaced(last_) || is_unspaced(next))) return;
    if (span.size() == 1 && xml_[span.begin] == ' ') {
      builder_.append(text_.slice(span));
    } else {
      builder_.append(" ", place(span));
    }
  }

  // White space is one space, none between lines of Chinese; entities are what they stand for.
  void words(const Token& t) {
    const std::string_view all = xml_.substr(0, t.bytes.end);
    if (!frames_.empty() && frames_.back().sentences &&
        all.find_first_not_of(kSpace, t.bytes.begin) == std::string_view::npos) {
      if (!gap_) gap_ = t.bytes;
      return;
    }
    std::size_t run = t.bytes.begin;
    const auto copy = [&](std::size_t to) {
      if (to > run) builder_.append(text_.slice({run, to}));
      run = to;
    };
    bool said = false;
    for (std::size_t at = t.bytes.begin; at < all.size();) {
      if (kSpace.find(all[at]) != std::string_view::npos) {
        const std::size_t end = std::min(all.find_first_not_of(kSpace, at), all.size());
        copy(at);
        if (at > t.bytes.begin) last_ = last_of(all.substr(t.bytes.begin, at - t.bytes.begin));
        if (!gap_) {
          gap_ = Span{at, end};
          soft_gap_ = false;
        }
        if (all.substr(at, end - at).find('\n') != std::string_view::npos) soft_gap_ = true;
        run = at = end;
        continue;
      }
      const text::CodePoint c = gap_ ? text::decode(all, at) : text::CodePoint{0, 1};
      if (gap_) settle_gap(c.value);
      said = true;
      std::size_t size = 1;
      if (all[at] == '&' && t.kind == Kind::text) {
        const std::string stands_for = xml::entity(all.substr(at), size);
        if (stands_for.empty()) {
          size = 1;
        } else {
          copy(at);
          builder_.append(stands_for, place({at, at + size}));
          run = at + size;
        }
      }
      at += size;
    }
    copy(t.bytes.end);
    if (!said) return;
    if (kSpace.find(all.back()) == std::string_view::npos) last_ = last_of(all);
    (bold_depth_ > 0 ? bold_ : plain_) = true;
    if (block_lang_.empty()) {
      for (auto f = frames_.rbegin(); f != frames_.rend() && block_lang_.empty(); ++f)
        block_lang_ = f->lang;
    }
  }

  static char32_t last_of(std::string_view text) {
    return text::decode(text, text::code_point_start(text, text.size() - 1)).value;
  }

  void flush() { flush_as(within()); }

  // What an open heading makes of its text, though a block stands within it.
  Does within() const {
    for (const Frame& f : frames_) {
      if (f.does == Does::heading || f.does == Does::subheading) return f.does;
    }
    return Does::block;
  }

  void flush_as(Does does) {
    const bool heads = does == Does::heading;  // the container it stands in
    if (titles_ && does == Does::block) does = Does::heading;
    titles_ = false;
    gap_.reset();
    soft_gap_ = false;
    const bool open = last_ != 0;
    last_ = 0;
    if (note_) {
      if (open) builder_.line_break({});
      return;
    }
    const bool strong = bold_ && !plain_;
    bold_ = plain_ = false;
    std::string lang = std::move(block_lang_);
    block_lang_.clear();
    if (builder_.empty()) return;
    RawBlock block = builder_.finish(tallies_);
    if (text::trim(block.text.view()).empty() && block.notes.empty()) return;
    block.strong = strong || does == Does::subheading;
    block.lang = std::move(lang);
    const Table* table = nullptr;
    for (auto t = tables_.rbegin(); t != tables_.rend() && table == nullptr; ++t) {
      if (t->in_cell) table = &*t;
    }
    if (table != nullptr) {
      block.kind = RawKind::cell;
      block.table = table->index;
      block.row = table->grid.row();
      block.column = table->column;
    } else if (does == Does::heading) {
      block.kind = RawKind::heading;
      block.level = heading_level();
      if (Frame* holder = container(); holder != nullptr && heads) holder->headed = true;
    } else if (item_) {
      block.kind = item_->kind;
      block.level = item_->level;
      block.label = std::move(item_->label);
      block.ordinal = item_->ordinal;
      block.list = std::move(item_->list);
    }
    item_.reset();
    if (label_ && label_->article && block.kind != RawKind::heading) label_alone();
    if (label_) {
      block.label = std::move(label_->text);
      block.ordinal = label_->ordinal;
      block.list = std::move(label_->list);
      block.notes.insert(block.notes.begin(), label_->notes.begin(), label_->notes.end());
      for (std::size_t n = 0; n < label_->notes.size(); ++n) block.notes[n].at = 0;
      label_.reset();
    }
    out_.blocks.push_back(std::move(block));
  }

  const MappedText& text_;
  std::string_view xml_;
  const Vocabulary& vocabulary_;
  const std::string& path_;
  RawDocument& out_;
  Tallies& tallies_;

  std::map<std::string, std::string> marks_;  // of notes that something points at, by id
  std::map<std::string, std::size_t> note_indexes_;
  markup::Header header_;
  bool header_seen_ = false;
  int header_depth_ = 0;
  std::size_t skip_above_ = 0;  // depth of what is skipped
  bool skip_next_ = false;

  std::vector<Frame> frames_;
  std::vector<Table> tables_;
  std::optional<Note> note_;
  std::optional<Label> label_;
  std::optional<RawBlock> item_;
  BlockBuilder builder_;
  std::optional<Span> gap_;  // white space that the next word decides about
  bool soft_gap_ = false;    // it is a line's or a sentence's end
  char32_t last_ = 0;        // character, of the paragraph
  Span end_;                 // of the last tag that was looked at
  std::string lang_;
  std::string block_lang_;
  std::size_t ids_ = 0;
  int documents_ = 0;
  int table_count_ = 0;
  int counted_notes_ = 0;
  int bold_depth_ = 0;
  bool bold_ = false;
  bool plain_ = false;
  bool titles_ = false;  // the paragraph holds the document's title
};

// UTF-8 is what it is; else what the XML declaration says counts, else what the bytes look like.
Decoded decode_file(std::string_view bytes, const std::string& path) {
  if (text::first_invalid(bytes) && !bytes.starts_with("\xFF\xFE") &&
      !bytes.starts_with("\xFE\xFF")) {
    if (std::optional<Decoded> d = decode_declared(bytes, xml::declared_encoding(bytes)))
      return *std::move(d);
  }
  return decode(bytes, path);
}

RawDocument read_markup(std::string_view bytes, const std::string& path,
                        const Vocabulary& vocabulary) {
  if (bytes.size() > kLargest) {
    throw Error(ErrorKind::input, path, "", "an XML document of more than 64 MB",
                "split it into one file a document");
  }
  const Decoded decoded = decode_file(bytes, path);
  RawDocument out;
  Tallies tallies;
  Walk(decoded.text, vocabulary, path, out, tallies).run();
  if (out.blocks.empty() && out.notes.empty())
    throw Error(ErrorKind::input, path, "", "the file has a header and no text");
  out.manifestation = {path,         std::string(vocabulary.format), decoded.encoding,
                       bytes.size(), files::content_hash(bytes),     {path}};
  out.quality = told(tallies);
  if (decoded.encoding != "UTF-8")
    out.quality.push_back({"encoding", "read as " + decoded.encoding, -1, {0, 0, bytes.size()}});
  return out;
}

}  // namespace

RawDocument read_tei(std::string_view bytes, const std::string& path) {
  return read_markup(bytes, path, markup::tei());
}

RawDocument read_akoma_ntoso(std::string_view bytes, const std::string& path) {
  return read_markup(bytes, path, markup::akoma_ntoso());
}

}  // namespace hexapla::ingest
