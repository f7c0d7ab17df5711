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

}  // namespace hexapla::normalize
