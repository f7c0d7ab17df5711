#include "pipeline/ingest/block_builder.h"

#include <algorithm>

namespace hexapla::ingest {

using document::MappedText;

void BlockBuilder::append(const MappedText& text) {
  segments_.back().text.append(text);
  size_ += text.size();
}

void BlockBuilder::append(std::string_view text, document::SourceRange source) {
  segments_.back().text.append_replacement(text, source);
  size_ += text.size();
}

void BlockBuilder::line_break(document::SourceRange source) {
  segments_.push_back({{}, source});
}

void BlockBuilder::note(std::string mark, int note, document::SourceRange source) {
  notes_.push_back({here(), {0, std::move(mark), note, source}});
}

void BlockBuilder::link(std::string url) {
  if (url == url_) return;
  url_ = std::move(url);
  link_changes_.emplace_back(here(), url_);
}

RawBlock BlockBuilder::finish(Tallies& tallies) {
  RawBlock out;
  std::size_t note = 0;
  std::size_t change = 0;
  std::string url;
  std::size_t link_begin = 0;
  const auto end_link = [&](std::size_t at) {
    if (!url.empty() && at > link_begin) out.links.push_back({{link_begin, at}, url});
  };
  for (std::size_t s = 0; s < segments_.size(); ++s) {
    // Places of the marks in this segment, in order, with what they belong to.
    std::vector<std::size_t> places;
    const std::size_t first_note = note;
    const std::size_t first_change = change;
    for (; note < notes_.size() && notes_[note].first.segment == s; ++note)
      places.push_back(notes_[note].first.at);
    const std::size_t notes = places.size();
    for (; change < link_changes_.size() && link_changes_[change].first.segment == s; ++change)
      places.push_back(link_changes_[change].first.at);
    std::vector<std::size_t> order(places.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return places[a] < places[b]; });
    std::vector<std::size_t> sorted;
    for (const std::size_t i : order) sorted.push_back(places[i]);
    const MappedText clean = clean_line(segments_[s].text, tallies, &sorted);
    for (std::size_t i = 0; i < order.size(); ++i) places[order[i]] = sorted[i];

    if (s > 0) out.text.append_replacement("\n", segments_[s].break_before);
    const std::size_t shift = out.text.size();
    out.text.append(clean);
    for (std::size_t i = 0; i < notes; ++i) {
      document::NoteReference& reference = notes_[first_note + i].second;
      reference.at = shift + places[i];
      out.notes.push_back(std::move(reference));
    }
    for (std::size_t i = notes; i < places.size(); ++i) {
      end_link(shift + places[i]);
      url = std::move(link_changes_[first_change + i - notes].second);
      link_begin = shift + places[i];
    }
  }
  end_link(out.text.size());
  segments_.assign(1, {});
  notes_.clear();
  link_changes_.clear();
  if (!url_.empty()) link_changes_.emplace_back(here(), url_);
  size_ = 0;
  return out;
}

}  // namespace hexapla::ingest
