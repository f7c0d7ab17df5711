// What stands within a paragraph of Word 97-2003: characters in one byte or two, fields, symbols,
// raised numbers, marks of notes, anchors of boxes.
#include "analyzers/text/utf8.h"
#include "pipeline/ingest/doc_reader.h"
#include "pipeline/ingest/fields.h"
#include "pipeline/ingest/number_format.h"

namespace hexapla::ingest::doc {
namespace {

using document::MappedText;

constexpr std::size_t kLongestInstruction = 10000;  // of fields, in bytes that are kept

}  // namespace

void DocReader::find_fields(Range range) {
  std::vector<std::size_t> open;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (at(i).value == kFieldBegin) open.push_back(i);
    if (at(i).value == kFieldEnd && !open.empty()) open.pop_back();
  }
  endless_.clear();
  endless_.insert(open.begin(), open.end());
}

bool DocReader::field(std::size_t i) {
  const char32_t value = at(i).value;
  if (value == kFieldBegin) {
    if (endless_.count(i) > 0) return true;
    fields_.push_back({"", false, std::nullopt, {}, 0, builder_.open_link()});
    ++instructions_;
    return true;
  }
  if (value == kFieldResult || value == kFieldEnd) {
    if (fields_.empty()) return true;
    Field& top = fields_.back();
    if (!top.result) {
      top.result = true;
      top.shown_before = shown_;
      --instructions_;
      if (instructions_ == 0 && value == kFieldResult) {
        const std::string address = linked_address(top.instruction);
        if (!address.empty()) builder_.link(address);
      }
    }
    if (value == kFieldEnd) {
      if (instructions_ == 0 && top.form && shown_ == top.shown_before)
        builder_.append(form_field(file_.data(), *top.form), top.form_at);
      builder_.link(top.link_before);
      fields_.pop_back();
    }
    return true;
  }
  if (instructions_ == 0) return false;
  Field& top = fields_.back();
  const Properties* own = said(characters_, i);
  if (own != nullptr && own->form && own->data) {
    top.form = own->data;
    top.form_at = source(i);
  } else if (!top.result && value >= 0x20 && top.instruction.size() < kLongestInstruction) {
    text::append(top.instruction, value >= 0xD800 && value < 0xE000 ? 0xFFFD : value);
  }
  return true;
}

bool DocReader::ends_paragraph(std::size_t i) const {
  const char32_t value = at(i).value;
  if (value == kParagraphEnd || value == kCellEnd) return true;
  // The end of a section ends a paragraph; a page break only where the properties end as well.
  return value == kPageBreak &&
         paragraphs_.end_of(at(i).at).value_or(source(i).end) == source(i).end;
}

std::size_t DocReader::inlines(std::size_t i, std::size_t end, bool main) {
  while (i < end && !ends_paragraph(i)) {
    if (field(i)) {
      ++i;
      continue;
    }
    const char32_t value = at(i).value;
    const Properties* own = said(characters_, i);
    if (own != nullptr && own->deleted) {
      ++deleted_;
      ++i;
      continue;
    }
    if (own != nullptr && own->hidden.value_or(false)) {
      if (value > 0x20) ++hidden_;
      ++i;
      continue;
    }
    const auto anchor = main ? anchors_.find(static_cast<std::uint32_t>(i)) : anchors_.end();
    if (anchor != anchors_.end()) {
      i = note(i, end, anchor->second);
      continue;
    }
    if (value == kShape && main) {
      const auto box = boxes_.anchored.find(i);
      if (box != boxes_.anchored.end()) {
        waiting_boxes_.insert(waiting_boxes_.end(), box->second.begin(), box->second.end());
        boxes_.anchored.erase(box);
      }
    } else if (value == kLineBreak || value == kPageBreak || value == kColumnBreak) {
      builder_.line_break(source(i));
    } else if (value == kNoBreakHyphen) {
      builder_.append("\u2011", source(i));
    } else if (own != nullptr && own->symbol && value == '(') {
      symbol(*own->symbol, source(i));
    } else if (value >= 0x20 || value == 0x09) {
      if (value > 0x20) weights_.insert(own != nullptr ? own->bold : std::nullopt);
      // 0x1F: a hyphen that stands only where a line breaks; the others stand for pictures,
      // comments and the marks of notes in the notes themselves.
      const std::string shows = shown_instead(i, own);
      if (shows.empty()) {
        i = character(i, end);
      } else {
        ++shown_;
        builder_.append(shows, source(i++));
      }
      continue;
    }
    ++i;
  }
  return i;
}

std::string DocReader::shown_instead(std::size_t i, const Properties* own) const {
  const char32_t value = at(i).value;
  if (own == nullptr) return "";
  if (value >= 0xF000 && value <= 0xF0FF && own->font)
    return symbol_font_character(file_.font(*own->font), value);
  if (!own->raised || superscript(value).empty()) return "";
  const auto raised_letter = [&](std::size_t k) {
    return k < file_.text().size() && at(k).value > '9' && characters_.find(at(k).at) == own;
  };
  if ((i > 0 && raised_letter(i - 1)) || raised_letter(i + 1)) return "";
  return std::string(superscript(value));
}

std::size_t DocReader::character(std::size_t i, std::size_t end) {
  document::SourceRange range = source(i);
  char32_t value = at(i).value;
  ++shown_;
  std::size_t next = i + 1;
  if (value >= 0xD800 && value < 0xDC00 && next < end && at(next).value >= 0xDC00 &&
      at(next).value < 0xE000) {
    value = 0x10000 + ((value - 0xD800) << 10) + (at(next).value - 0xDC00);
    if (source(next).begin == range.end) range.end = source(next).end;
    ++next;
  } else if (value >= 0xD800 && value < 0xE000) {
    value = 0xFFFD;
  }
  std::string utf8;
  text::append(utf8, value);
  if (at(i).bytes == 1 && value < 0x80) {
    builder_.append(MappedText::verbatim(utf8, range.begin, kPart));
  } else {
    builder_.append(utf8, range);
  }
  return next;
}

void DocReader::symbol(const Symbol& symbol, document::SourceRange range) {
  std::string shows = symbol_font_character(file_.font(symbol.font), symbol.code);
  if (shows.empty()) {
    // A font of its own: nobody knows what it shows. Others print the character itself.
    const bool own = symbol.code < 0x20 || (symbol.code >= 0xD800 && symbol.code <= 0xF8FF);
    text::append(shows, own ? 0xFFFD : symbol.code);
  }
  ++shown_;
  builder_.append(shows, range);
}

}  // namespace hexapla::ingest::doc
