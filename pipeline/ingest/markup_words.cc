#include "pipeline/ingest/markup_words.h"

#include <algorithm>

#include "analyzers/text/utf8.h"

namespace hexapla::ingest::markup {

using document::SourceRange;

namespace {

constexpr std::string_view kSpace = " \t\r\n";

// Scripts and punctuation that are set without spaces.
bool is_unspaced(char32_t c) {
  return text::script_of(c) == text::Script::han || (c >= 0x3000 && c < 0x3040) ||
         (c >= 0xFF00 && c < 0xFFF0);
}

char32_t last_of(std::string_view text) {
  return text::decode(text, text::code_point_start(text, text.size() - 1)).value;
}

}  // namespace

// Of a slice: asking the whole text would look at all of its pieces.
SourceRange Words::place(Span span) const {
  const document::MappedText slice = text_->slice(span);
  return slice.source({0, slice.size()});
}

void Words::settle_gap(char32_t next) {
  if (!gap_) return;
  const Span span = *gap_;
  gap_.reset();
  const bool soft = soft_gap_;
  soft_gap_ = false;
  if (!builder.has_text() || last_ == 0 || last_ == ' ') return;
  if (soft && (is_unspaced(last_) || is_unspaced(next))) return;
  if (span.size() == 1 && text_->view()[span.begin] == ' ') {
    builder.append(text_->slice(span));
  } else {
    builder.append(" ", place(span));
  }
}

bool Words::add(const xml::Token& t, bool between_sentences) {
  const std::string_view all = text_->view().substr(0, t.bytes.end);
  if (between_sentences && all.find_first_not_of(kSpace, t.bytes.begin) == std::string_view::npos) {
    if (!gap_) gap_ = t.bytes;
    return false;
  }
  std::size_t run = t.bytes.begin;
  const auto copy = [&](std::size_t to) {
    if (to > run) builder.append(text_->slice({run, to}));
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
    if (all[at] == '&' && t.kind == xml::Kind::text) {
      const std::string stands_for = xml::entity(all.substr(at), size);
      if (stands_for.empty()) {
        size = 1;
      } else {
        copy(at);
        builder.append(stands_for, place({at, at + size}));
        run = at + size;
      }
    }
    at += size;
  }
  copy(t.bytes.end);
  if (said && kSpace.find(all.back()) == std::string_view::npos) last_ = last_of(all);
  return said;
}

void Words::insert(const std::string& characters, Span span) {
  if (characters.empty()) return;
  settle_gap(text::decode(characters, 0).value);
  builder.append(characters, place(span));
  last_ = last_of(characters);
}

void Words::line_break(Span span) {
  builder.line_break(place(span));
  gap_.reset();
  last_ = 0;
}

void Words::begin_sentence(std::size_t at) {
  if (!gap_) gap_ = Span{at, at};
  soft_gap_ = true;
}

bool Words::end_paragraph() {
  gap_.reset();
  soft_gap_ = false;
  const bool begun = last_ != 0;
  last_ = 0;
  return begun;
}

}  // namespace hexapla::ingest::markup
