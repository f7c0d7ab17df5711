#include "pipeline/normalize/normalize.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "pipeline/command/commands.h"
#include "pipeline/command/output.h"
#include "pipeline/document/page_lines.h"
#include "pipeline/document/xml.h"
#include "pipeline/run/analyze.h"

namespace hexapla::command {
namespace {

Json to_json(const document::SourceRange& source) {
  return {{"part", source.part}, {"from", source.begin}, {"to", source.end}};
}

Json to_json(const document::Block& block, const document::Manifestation& manifestation) {
  Json json;
  json["type"] = document::name(block.type);
  json["lang"] = block.lang;
  json["label"] = block.label.text();
  json["level"] = block.level;
  json["parent"] = block.parent < 0 ? Json(nullptr) : Json(block.parent);
  json["section"] = block.section;
  json["text"] = block.text();
  json["source"] = to_json(block.content.source({0, block.content.size()}));
  for (const document::PageLine& line :
       document::lines_of(manifestation, block.content, {0, block.content.size()})) {
    json["places"].push_back(
        {{"part", line.text.part}, {"box", {line.left, line.top, line.right, line.bottom}}});
  }
  if (block.table >= 0) {
    json["table"] = {{"table", block.table},
                     {"row", block.row},
                     {"column", block.column},
                     {"header", block.header_row}};
  }
  for (const document::NoteReference& n : block.notes) {
    json["notes"].push_back(
        {{"at", n.at}, {"mark", n.mark}, {"note", n.note < 0 ? Json(nullptr) : Json(n.note)}});
  }
  for (const document::Link& l : block.links) {
    json["links"].push_back({{"begin", l.span.begin}, {"end", l.span.end}, {"url", l.url}});
  }
  if (!block.flags.empty()) json["flags"] = block.flags;
  return json;
}

// All but the blocks: their list is empty.
Json frame_of(const document::Expression& e) {
  Json json;
  json["work"] = e.work;
  json["named_by"] = e.named_by_file ? "file" : "symbol";
  json["lang"] = e.lang;
  json["title"] = e.title;
  json["manifestation"] = {
      {"path", e.manifestation.path},         {"format", e.manifestation.format},
      {"encoding", e.manifestation.encoding}, {"bytes", e.manifestation.bytes},
      {"hash", e.manifestation.hash},         {"parts", e.manifestation.parts}};
  json["properties"] = Json::array();
  for (const document::Property& p : e.properties) {
    json["properties"].push_back({{"name", p.name},
                                  {"value", p.value},
                                  {"block", p.block < 0 ? Json(nullptr) : Json(p.block)}});
  }
  json["blocks"] = Json::array();
  json["quality"] = Json::array();
  for (const document::QualityNote& q : e.quality) {
    json["quality"].push_back({{"code", q.code},
                               {"detail", q.detail},
                               {"block", q.block < 0 ? Json(nullptr) : Json(q.block)},
                               {"source", to_json(q.source)}});
  }
  return json;
}

// As print_document prints it, block by block: as one tree the blocks would take many times their
// own size.
void print_json(std::ostream& out, const document::Expression& e) {
  constexpr std::string_view kEmpty = "\n  \"blocks\": []";  // line feeds in strings are escaped
  const std::string frame = indented(frame_of(e));
  const std::size_t at = frame.find(kEmpty) + kEmpty.size() - 1;
  out << std::string_view(frame).substr(0, at);
  std::string line;
  for (std::size_t i = 0; i < e.blocks.size(); ++i) {
    out << (i == 0 ? "\n" : ",\n");
    std::istringstream lines(indented(to_json(e.blocks[i], e.manifestation)));
    for (bool first = true; std::getline(lines, line); first = false)
      out << (first ? "    " : "\n    ") << line;
  }
  if (!e.blocks.empty()) out << "\n  ";
  out << std::string_view(frame).substr(at) << '\n';
}

constexpr std::size_t kMostRemarks = 12;  // that are shown beside the text

// Where in the file a remark belongs: its line, or its page or part; "" for all of it.
std::string place_of(const document::QualityNote& note, const document::Manifestation& file,
                     std::string_view bytes) {
  if (note.source.end <= note.source.begin) return "";
  if (file.format == "text" || file.format == "markdown") {
    const std::string_view before = bytes.substr(0, note.source.begin);
    return "line " + std::to_string(std::count(before.begin(), before.end(), '\n') + 1) + ": ";
  }
  if (note.source.part == 0 || note.source.part >= file.parts.size()) return "";
  return file.parts[note.source.part] + ": ";
}

// The quality report for people: beside the text, not within it.
void print_remarks(const document::Expression& e, std::string_view bytes, std::ostream& err) {
  if (e.quality.empty()) return;
  err << printable(e.manifestation.path) << ": " << counted(e.quality.size(), "remark") << '\n';
  for (std::size_t i = 0; i < std::min(e.quality.size(), kMostRemarks); ++i) {
    const document::QualityNote& note = e.quality[i];
    err << "  " << place_of(note, e.manifestation, bytes) << printable(note.detail) << " ("
        << note.code << ")\n";
  }
  if (e.quality.size() > kMostRemarks)
    err << "  and " << e.quality.size() - kMostRemarks << " more; --format json has them all\n";
}

}  // namespace

int normalize(const NormalizeCommand& options, Environment environment) {
  const std::string bytes = read_input(options.file, environment);
  const document::Expression expression = run::normalized(bytes, options.file, {options.lang});
  if (options.format == "xml") {
    document::to_xml(expression, environment.out);
  } else if (options.format == "json") {
    print_json(environment.out, expression);
  } else {
    environment.out << normalize::to_text(expression);
    print_remarks(expression, bytes, environment.err);
  }
  return 0;
}

}  // namespace hexapla::command
