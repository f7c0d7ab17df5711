// TEI and Akoma Ntoso: one walk over the tags; what an element does is its vocabulary's word.
#include <algorithm>
#include <map>
#include <optional>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/charset.h"
#include "pipeline/ingest/decode.h"
#include "pipeline/ingest/extent.h"
#include "pipeline/ingest/markup_frames.h"
#include "pipeline/ingest/markup_header.h"
#include "pipeline/ingest/markup_notes.h"
#include "pipeline/ingest/markup_vocabulary.h"
#include "pipeline/ingest/markup_words.h"
#include "pipeline/ingest/readers.h"
#include "pipeline/ingest/xml_scan.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;
using document::SourceRange;
using markup::Does;
using markup::Frame;
using markup::Vocabulary;
using markup::Words;
using xml::Kind;
using xml::Token;

constexpr std::size_t kLargest = std::size_t{64} << 20;  // bytes of a file

struct Note {
  std::size_t index = 0;
  std::size_t depth = 0;  // frames below it
  Words outside;
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
        tallies_(tallies),
        notes_(xml_, vocabulary, path),
        words_(text) {}

  void run() {
    xml::Scanner scanner(xml_, path_, xml::damaged_head(xml_));
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
    tables_.settle(out_.blocks);
    out_.facts = header_.facts();
    out_.lang = header_.lang().empty() ? lang_ : header_.lang();
    for (RawBlock& block : out_.blocks) {
      if (block.lang == out_.lang) block.lang.clear();
    }
  }

 private:
  std::string_view tag(const Token& t) const { return xml_.substr(t.bytes.begin, t.bytes.size()); }
  SourceRange place(Span span) const { return words_.place(span); }

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
                    "a corpus of several documents",
                    "`hexapla build` reads it; here, give each document as a file of its own");
      }
      header_seen_ = false;  // what came before was the header of a corpus
    }
    const std::string_view parent = frames_.empty() ? "" : frames_.back().name;
    if (parent == "choice" && (t.name == "corr" || t.name == "reg" || t.name == "expan"))
      frame.does = Does::skip;  // an official text is not corrected
    const Does inside = structure(frames_);
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
        words_.begin_sentence(t.bytes.begin);
        break;
      case Does::list:
        open_list(frame, t, whole);
        break;
      case Does::item:
        open_item(frame, t, whole);
        break;
      case Does::table:
        flush();
        tables_.open();
        break;
      case Does::row:
        flush();
        tables_.open_row(whole);
        break;
      case Does::cell:
      case Does::header_cell:
        flush();
        tables_.open_cell(frame.does, whole);
        break;
      case Does::note:
        open_note(whole, t);
        break;
      case Does::note_mark:
      case Does::link:
        open_link(frame.does, whole, t);
        break;
      case Does::line_break:
        words_.line_break(t.bytes);
        break;
      case Does::quoted:
        if (!t.name.ends_with("Text")) flush();
        words_.insert(xml::attribute(whole, "startQuote"), t.bytes);
        words_.join_next();
        frame.quote = xml::attribute(whole, "endQuote");
        break;
      case Does::bold:
        frame.bold = true;
        break;
      case Does::title:
        titles_ = structure(frames_) != Does::article && container_depth(frames_) <= 1;
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
        tables_.close();
        break;
      case Does::row:
        flush();
        tables_.close_row();
        break;
      case Does::cell:
      case Does::header_cell:
        flush();
        tables_.close_cell();
        break;
      case Does::link:
        words_.builder.link("");
        break;
      case Does::quoted:
        close_quote(frame);
        break;
      default:
        break;
    }
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
      item.ordinal = markup::number(xml::attribute(whole, "value"), list->next);
      list->next = item.ordinal + 1;
      item.label.append_replacement(std::to_string(item.ordinal) + ".", place(t.bytes));
      item.list = std::to_string(list->id);
    } else if (list->bullets) {
      item.kind = RawKind::bullet;
    }
    item_ = std::move(item);
  }

  void open_note(std::string_view whole, const Token& t) {
    const std::string id = markup::note_id(whole);
    const std::size_t index = notes_.index(id, out_);
    std::string mark = markup::mark_of(whole);
    if (mark.empty()) mark = std::to_string(++counted_notes_);
    out_.notes[index].mark = {};
    out_.notes[index].mark.append_replacement(mark, place(t.bytes));
    const bool here = header_depth_ == 0 && notes_.pointed_at(id) == nullptr &&
                      (words_.builder.has_text() || in_paragraph(frames_));
    if (here) words_.builder.note(mark, static_cast<int>(index), place(t.bytes));
    note_ = Note{index, frames_.size(), std::move(words_)};
    words_ = Words(text_);
  }

  void close_note() {
    RawBlock body = words_.builder.finish(tallies_);
    extent_.add(body);
    RawNote& note = out_.notes[note_->index];
    if (note.body.text.empty()) note.body = std::move(body);
    words_ = std::move(note_->outside);
    note_.reset();
  }

  void open_link(Does does, std::string_view whole, const Token& t) {
    const std::string to = markup::target(whole);
    const std::string id = to.starts_with('#') ? to.substr(1) : "";
    if (const std::string* own = notes_.pointed_at(id); own != nullptr && !note_) {
      std::string mark = markup::mark_of(whole);
      if (mark.empty()) mark = *own;
      const std::size_t index = notes_.index(id, out_);
      if (mark.empty()) mark = std::to_string(index + 1);
      words_.builder.note(mark, static_cast<int>(index), place(t.bytes));
      skip_next_ = true;
      return;
    }
    const bool web =
        to.starts_with("http://") || to.starts_with("https://") || to.starts_with("mailto:");
    if (does == Does::link) words_.builder.link(web ? to : "");
  }

  void close_quote(const Frame& frame) {
    if (frame.quote.empty()) {
      if (!frame.name.ends_with("Text")) flush();
      return;
    }
    words_.drop_gap();
    if (words_.builder.has_text() || out_.blocks.empty()) {
      words_.insert(frame.quote, end_);
    } else {
      const SourceRange at = place(end_);
      out_.blocks.back().text.append_replacement(frame.quote, {at.part, at.end, at.end});
    }
    if (!frame.name.ends_with("Text")) flush();
  }

  void close_label() {
    words_.end_paragraph();
    RawBlock block = words_.builder.finish(tallies_);
    bold_ = plain_ = false;
    block.text = block.text.trimmed();
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
      block.level = heading_level(frames_);
      if (Frame* holder = container(frames_)) holder->headed = true;
    }
    extent_.add(block);
    out_.blocks.push_back(std::move(block));
  }

  void words(const Token& t) {
    if (!words_.add(t, !frames_.empty() && frames_.back().sentences)) return;
    (bold_depth_ > 0 ? bold_ : plain_) = true;
    for (auto f = frames_.rbegin(); f != frames_.rend() && block_lang_.empty(); ++f)
      block_lang_ = f->lang;
  }

  void flush() { flush_as(within(frames_)); }

  void flush_as(Does does) {
    const bool heads = does == Does::heading;  // the container it stands in
    if (titles_ && does == Does::block) does = Does::heading;
    titles_ = false;
    const bool open = words_.end_paragraph();
    if (note_) {
      if (open) words_.builder.line_break({});
      return;
    }
    const bool strong = bold_ && !plain_;
    bold_ = plain_ = false;
    std::string lang = std::move(block_lang_);
    block_lang_.clear();
    if (words_.builder.empty()) return;
    RawBlock block = words_.builder.finish(tallies_);
    if (text::trim(block.text.view()).empty() && block.notes.empty()) return;
    block.strong = strong || does == Does::subheading;
    block.lang = std::move(lang);
    const bool cell = tables_.in_cell();
    if (!cell && does == Does::heading) {
      block.kind = RawKind::heading;
      block.level = heading_level(frames_);
      if (Frame* holder = container(frames_); holder != nullptr && heads) holder->headed = true;
    } else if (!cell && item_) {
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
    tables_.place(out_.blocks.size());
    extent_.add(block);
    out_.blocks.push_back(std::move(block));
  }

  const MappedText& text_;
  std::string_view xml_;
  const Vocabulary& vocabulary_;
  const std::string& path_;
  RawDocument& out_;
  Extent extent_{path_};
  Tallies& tallies_;
  markup::Notes notes_;
  Words words_;

  markup::Header header_;
  bool header_seen_ = false;
  int header_depth_ = 0;
  std::size_t skip_above_ = 0;  // depth of what is skipped
  bool skip_next_ = false;

  markup::Frames frames_;
  markup::Tables tables_;
  std::optional<Note> note_;
  std::optional<Label> label_;
  std::optional<RawBlock> item_;
  Span end_;  // of the last tag that was looked at
  std::string lang_;
  std::string block_lang_;
  std::size_t ids_ = 0;
  int documents_ = 0;
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
  if (const std::size_t damaged = xml::damaged_head(decoded.text.view()); damaged > 0) {
    out.quality.push_back({"damaged-head", "what stands before the first element is no XML", -1,
                           decoded.text.slice({0, damaged}).source({0, damaged})});
  }
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
