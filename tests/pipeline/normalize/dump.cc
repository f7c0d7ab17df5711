#include "dump.h"

#include "pipeline/normalize/normalize.h"

namespace hexapla::normalize {

document::Expression normalize_text(std::string_view text, const std::string& name) {
  return normalize(ingest::read(text, name));
}

std::string dump(const document::Expression& e) {
  std::string out = "lang " + e.lang + "\ntitle " + e.title + "\n";
  for (const document::Property& p : e.properties) {
    if (p.name != "title") out += "= " + p.name + " " + p.value + "\n";
  }
  for (const document::QualityNote& q : e.quality) out += "! " + q.code + "\n";
  for (std::size_t i = 0; i < e.blocks.size(); ++i) {
    const document::Block& b = e.blocks[i];
    out += std::to_string(i) + " " + std::string(document::name(b.type)) + " " +
           std::to_string(b.level);
    if (b.parent >= 0) out += " ^" + std::to_string(b.parent);
    if (b.section > 0) out += " s" + std::to_string(b.section);
    if (b.lang != e.lang) out += " " + b.lang;
    if (b.table >= 0) {
      out += " t" + std::to_string(b.table) + "." + std::to_string(b.row) + "." +
             std::to_string(b.column) + (b.header_row ? "h" : "");
    }
    if (!b.label.empty()) out += " \"" + b.label.text() + "\"";
    for (const std::string& flag : b.flags) out += " !" + flag;
    out += " | ";
    std::size_t at = 0;
    for (const document::NoteReference& n : b.notes) {
      out += b.text().substr(at, n.at - at) + "{" + n.mark + ":" + std::to_string(n.note) + "}";
      at = n.at;
    }
    out += b.text().substr(at);
    for (const document::Link& l : b.links) out += " <" + l.url + ">";
    out += "\n";
  }
  return out;
}

namespace {

char sign(document::BlockType type) {
  switch (type) {
    case document::BlockType::title:
      return 'T';
    case document::BlockType::heading:
      return 'H';
    case document::BlockType::paragraph:
      return 'P';
    case document::BlockType::list_item:
      return 'I';
    case document::BlockType::cell:
      return 'C';
    case document::BlockType::note:
      return 'N';
    case document::BlockType::letterhead:
      return 'L';
    case document::BlockType::masthead:
      return 'M';
  }
  return '?';
}

}  // namespace

std::vector<std::string> shown(const document::Expression& e) {
  std::vector<std::string> out;
  for (const document::Block& b : e.blocks) {
    std::string line(1, sign(b.type));
    line += " " + b.label.text() + "|";
    std::size_t at = 0;
    for (const document::NoteReference& n : b.notes) {
      line += b.text().substr(at, n.at - at) + "{" + n.mark + "}";
      at = n.at;
    }
    out.push_back(line + b.text().substr(at));
  }
  return out;
}

}  // namespace hexapla::normalize
