#include "pipeline/ingest/embedded.h"

#include <algorithm>
#include <utility>

namespace hexapla::ingest {
namespace {

using document::MappedText;

std::uint32_t moved(std::uint32_t part, const std::vector<std::uint32_t>& to) {
  return to[std::min<std::size_t>(part, to.size() - 1)];
}

MappedText moved(const MappedText& text, const std::vector<std::uint32_t>& to) {
  MappedText out;
  for (const document::MapPiece& piece : text.pieces()) {
    const std::string_view own = text.view().substr(piece.text.begin, piece.text.size());
    const std::uint32_t part = moved(piece.source.part, to);
    if (piece.verbatim) {
      out.append(MappedText::verbatim(own, piece.source.begin, part));
    } else if (piece.width != 0) {
      out.append_characters(own, {part, piece.source.begin, piece.source.end});
    } else {
      out.append_replacement(own, {part, piece.source.begin, piece.source.end});
    }
  }
  return out;
}

}  // namespace

void append_document(RawDocument inner, const std::vector<std::uint32_t>& parts,
                     const std::string& name, int& tables, RawDocument& outer) {
  const auto notes = static_cast<int>(outer.notes.size());
  int most = -1;
  const auto move = [&](RawBlock& block) {
    block.text = moved(block.text, parts);
    block.label = moved(block.label, parts);
    for (document::NoteReference& note : block.notes) {
      if (note.note >= 0) note.note += notes;
      note.source.part = moved(note.source.part, parts);
    }
    if (!block.list.empty()) block.list = name + ":" + block.list;
    if (block.table < 0) return;
    most = std::max(most, block.table);
    block.table += tables;
  };
  for (RawBlock& block : inner.blocks) {
    // Its running head is that of no page of this document.
    if (block.kind == RawKind::running) continue;
    move(block);
    outer.blocks.push_back(std::move(block));
  }
  for (RawNote& note : inner.notes) {
    note.mark = moved(note.mark, parts);
    move(note.body);
    outer.notes.push_back(std::move(note));
  }
  tables += most + 1;
  for (document::QualityNote& note : inner.quality) {
    note.source.part = moved(note.source.part, parts);
    outer.quality.push_back(std::move(note));
  }
}

}  // namespace hexapla::ingest
