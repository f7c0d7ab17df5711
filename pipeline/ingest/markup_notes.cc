#include "pipeline/ingest/markup_notes.h"

#include "pipeline/ingest/xml_scan.h"

namespace hexapla::ingest::markup {

std::string target(std::string_view tag) {
  std::string out = xml::attribute(tag, "href");
  return out.empty() ? xml::attribute(tag, "target") : out;
}

std::string note_id(std::string_view tag) {
  std::string out = xml::attribute(tag, "eId");
  return out.empty() ? xml::attribute(tag, "id") : out;
}

std::string mark_of(std::string_view tag) {
  std::string out = xml::attribute(tag, "marker");
  return out.empty() ? xml::attribute(tag, "n") : out;
}

Notes::Notes(std::string_view xml, const Vocabulary& vocabulary, const std::string& path) {
  if (xml.find("\"#") == std::string_view::npos && xml.find("'#") == std::string_view::npos) return;
  std::map<std::string, std::string> notes;
  std::map<std::string, bool> pointed;
  xml::Scanner scanner(xml, path, xml::damaged_head(xml));
  for (xml::Token t = scanner.next(); t.kind != xml::Kind::done; t = scanner.next()) {
    if (t.kind != xml::Kind::start) continue;
    const std::string_view tag = xml.substr(t.bytes.begin, t.bytes.size());
    const Does does = vocabulary.of(t.name);
    if (does == Does::note) {
      if (const std::string id = note_id(tag); !id.empty()) notes[id] = mark_of(tag);
    } else if (does == Does::note_mark || does == Does::link) {
      if (const std::string to = target(tag); to.starts_with('#')) pointed[to.substr(1)] = true;
    }
  }
  for (auto& [id, mark] : notes) {
    if (pointed.contains(id)) marks_.emplace(id, mark);
  }
}

const std::string* Notes::pointed_at(const std::string& id) const {
  const auto found = marks_.find(id);
  return found == marks_.end() ? nullptr : &found->second;
}

std::size_t Notes::index(const std::string& id, RawDocument& out) {
  if (const auto known = indexes_.find(id); !id.empty() && known != indexes_.end())
    return known->second;
  const std::size_t index = out.notes.size();
  out.notes.emplace_back();
  if (!id.empty()) indexes_[id] = index;
  return index;
}

}  // namespace hexapla::ingest::markup
