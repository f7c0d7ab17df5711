#include "pipeline/document/xml.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <pugixml.hpp>

#include "pipeline/base/error.h"

namespace hexapla::document {
namespace {

// ---- writing
// ------------------------------------------------------------------------------------------------------

constexpr const char* kIndent = " ";

class StringWriter : public pugi::xml_writer {
 public:
  void write(const void* data, std::size_t size) override {
    out.append(static_cast<const char*>(data), size);
  }
  std::string out;
};

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(std::string(value).c_str());
}

void set(pugi::xml_node node, const char* name, std::uint64_t value) {
  set(node, name, std::to_string(value));
}

void set_source(pugi::xml_node node, const SourceRange& source) {
  set(node, "part", source.part);
  set(node, "from", source.begin);
  set(node, "to", source.end);
}

void write_mapped(pugi::xml_node parent, const char* name, const MappedText& content) {
  pugi::xml_node text = parent.append_child(name);
  text.append_child(pugi::node_pcdata).set_value(content.text().c_str());
  pugi::xml_node map = parent.append_child(name == std::string_view("label") ? "label-map" : "map");
  map.append_child(pugi::node_pcdata).set_value(content.map_line().c_str());
}

void write_block(pugi::xml_node parent, const Block& block) {
  pugi::xml_node node = parent.append_child("block");
  set(node, "type", name(block.type));
  set(node, "lang", block.lang);
  set(node, "level", static_cast<std::uint64_t>(block.level));
  if (block.parent >= 0) set(node, "parent", static_cast<std::uint64_t>(block.parent));
  if (block.section > 0) set(node, "section", static_cast<std::uint64_t>(block.section));
  if (block.table >= 0) {
    set(node, "table", static_cast<std::uint64_t>(block.table));
    set(node, "row", static_cast<std::uint64_t>(block.row));
    set(node, "column", static_cast<std::uint64_t>(block.column));
  }
  if (block.header_row) set(node, "header", "true");
  if (!block.flags.empty()) {
    std::string flags;
    for (const std::string& f : block.flags) flags += (flags.empty() ? "" : " ") + f;
    set(node, "flags", flags);
  }
  if (!block.label.empty()) write_mapped(node, "label", block.label);
  write_mapped(node, "text", block.content);
  for (const NoteReference& note : block.notes) {
    pugi::xml_node n = node.append_child("note-ref");
    set(n, "at", note.at);
    set(n, "mark", note.mark);
    if (note.note >= 0) set(n, "note", static_cast<std::uint64_t>(note.note));
    set_source(n, note.source);
  }
  for (const Link& link : block.links) {
    pugi::xml_node n = node.append_child("link");
    set(n, "begin", link.span.begin);
    set(n, "end", link.span.end);
    set(n, "url", link.url);
  }
}

// All but the blocks.
std::string frame_of(const Expression& expression) {
  pugi::xml_document doc;
  pugi::xml_node declaration = doc.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  pugi::xml_node root = doc.append_child("document");
  set(root, "xmlns", kXmlNamespace);
  set(root, "work", expression.work);
  set(root, "named-by", expression.named_by_file ? "file" : "symbol");
  set(root, "lang", expression.lang);
  set(root, "title", expression.title);

  const Manifestation& m = expression.manifestation;
  pugi::xml_node manifestation = root.append_child("manifestation");
  set(manifestation, "path", m.path);
  set(manifestation, "format", m.format);
  set(manifestation, "encoding", m.encoding);
  set(manifestation, "bytes", m.bytes);
  set(manifestation, "hash", m.hash);
  auto line = m.lines.begin();
  for (std::uint32_t p = 0; p < m.parts.size(); ++p) {
    pugi::xml_node part = manifestation.append_child("part");
    set(part, "name", m.parts[p]);
    for (; line != m.lines.end() && line->text.part == p; ++line) {
      pugi::xml_node node = part.append_child("line");
      set(node, "from", line->text.begin);
      set(node, "to", line->text.end);
      set(node, "box",
          fmt::format("{:.1f} {:.1f} {:.1f} {:.1f}", line->left, line->top, line->right,
                      line->bottom));
    }
  }

  pugi::xml_node properties = root.append_child("properties");
  for (const Property& p : expression.properties) {
    pugi::xml_node node = properties.append_child("property");
    set(node, "name", p.name);
    set(node, "value", p.value);
    if (p.block >= 0) {
      set(node, "block", static_cast<std::uint64_t>(p.block));
      set(node, "begin", p.span.begin);
      set(node, "end", p.span.end);
    }
  }
  root.append_child("blocks");

  pugi::xml_node quality = root.append_child("quality");
  for (const QualityNote& q : expression.quality) {
    pugi::xml_node node = quality.append_child("remark");
    set(node, "code", q.code);
    set(node, "detail", q.detail);
    if (q.block >= 0) set(node, "block", static_cast<std::uint64_t>(q.block));
    set_source(node, q.source);
  }
  StringWriter frame;
  doc.save(frame, kIndent, pugi::format_indent, pugi::encoding_utf8);
  return std::move(frame.out);
}

// A tree of all blocks would be larger than they are: each has its own, at the place in the frame
// where the element of all of them stands empty. (Line feeds in values are written "&#10;".)
void write(const Expression& expression, pugi::xml_writer& writer) {
  static constexpr std::string_view kEmpty = "\n <blocks />\n";
  static constexpr std::string_view kBegin = "\n <blocks>\n";
  static constexpr std::string_view kEnd = " </blocks>\n";
  const std::string frame = frame_of(expression);
  std::string_view left = frame;
  if (!expression.blocks.empty()) {
    const std::size_t at = left.find(kEmpty);
    writer.write(left.data(), at);
    left.remove_prefix(at + kEmpty.size());
    writer.write(kBegin.data(), kBegin.size());
    for (const Block& block : expression.blocks) {
      pugi::xml_document doc;
      write_block(doc, block);
      doc.first_child().print(writer, kIndent, pugi::format_indent, pugi::encoding_utf8, 2);
    }
    writer.write(kEnd.data(), kEnd.size());
  }
  writer.write(left.data(), left.size());
}

// ---- reading
// ------------------------------------------------------------------------------------------------------

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  [[noreturn]] void fail(const std::string& place, const std::string& reason) const {
    throw Error(ErrorKind::input, file_, place, reason,
                "give a document that `hexapla normalize --format xml` wrote");
  }

  template <typename Number>
  Number number(pugi::xml_node node, const char* attribute, Number fallback, bool required) const {
    const pugi::xml_attribute a = node.attribute(attribute);
    if (!a && !required) return fallback;
    const std::string_view value = a.value();
    Number out{};
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out);
    if (error != std::errc{} || end != value.data() + value.size()) {
      fail(fmt::format("byte {}", node.offset_debug()),
           fmt::format("@{} is not a number: \"{}\"", attribute, value));
    }
    return out;
  }

  SourceRange source(pugi::xml_node node) const {
    return {number<std::uint32_t>(node, "part", 0, true),
            number<std::uint64_t>(node, "from", 0, true),
            number<std::uint64_t>(node, "to", 0, true)};
  }

  PageLine page_line(pugi::xml_node node, std::uint32_t part) const {
    PageLine out;
    out.text = {part, number<std::uint64_t>(node, "from", 0, true),
                number<std::uint64_t>(node, "to", 0, true)};
    const std::string_view box = node.attribute("box").value();
    const char* at = box.data();
    const char* const end = at + box.size();
    for (double* value : {&out.left, &out.top, &out.right, &out.bottom}) {
      while (at != end && *at == ' ') ++at;
      const auto [behind, error] = std::from_chars(at, end, *value);
      if (error != std::errc{})
        fail(fmt::format("byte {}", node.offset_debug()), "@box is not four numbers");
      at = behind;
    }
    return out;
  }

  MappedText mapped(pugi::xml_node node, const char* text_name, const char* map_name) const {
    const std::string_view text = node.child(text_name).child_value();
    const std::string_view map = node.child(map_name).child_value();
    std::optional<MappedText> out = MappedText::parse(text, map);
    if (!out)
      fail(fmt::format("byte {}", node.offset_debug()), "the source map does not fit the text");
    return *std::move(out);
  }

  Block block(pugi::xml_node node) const {
    Block out;
    if (!parse(node.attribute("type").value(), out.type)) {
      fail(fmt::format("byte {}", node.offset_debug()),
           fmt::format("no block type: \"{}\"", node.attribute("type").value()));
    }
    out.lang = node.attribute("lang").value();
    out.level = number(node, "level", 0, true);
    out.parent = number(node, "parent", -1, false);
    out.section = number(node, "section", 0, false);
    out.table = number(node, "table", -1, false);
    out.row = number(node, "row", -1, false);
    out.column = number(node, "column", -1, false);
    out.header_row = node.attribute("header").as_bool();
    const std::string_view flags = node.attribute("flags").value();
    for (std::size_t at = 0; at < flags.size();) {
      std::size_t end = flags.find(' ', at);
      if (end == std::string_view::npos) end = flags.size();
      out.flags.emplace_back(flags.substr(at, end - at));
      at = end + 1;
    }
    if (node.child("label")) out.label = mapped(node, "label", "label-map");
    out.content = mapped(node, "text", "map");
    for (const pugi::xml_node n : node.children("note-ref")) {
      out.notes.push_back({number<std::size_t>(n, "at", 0, true), n.attribute("mark").value(),
                           number(n, "note", -1, false), source(n)});
    }
    for (const pugi::xml_node n : node.children("link")) {
      out.links.push_back(
          {{number<std::size_t>(n, "begin", 0, true), number<std::size_t>(n, "end", 0, true)},
           n.attribute("url").value()});
    }
    return out;
  }

 private:
  const std::string& file_;
};

}  // namespace

std::string to_xml(const Expression& expression) {
  StringWriter writer;
  write(expression, writer);
  return std::move(writer.out);
}

void to_xml(const Expression& expression, std::ostream& out) {
  pugi::xml_writer_stream writer(out);
  write(expression, writer);
}

Expression from_xml(std::string_view xml, const std::string& file) {
  pugi::xml_document doc;
  // No parse_eol, no whitespace normalisation: what was written comes back byte for byte.
  const pugi::xml_parse_result result =
      doc.load_buffer(xml.data(), xml.size(), pugi::parse_escapes | pugi::parse_ws_pcdata_single,
                      pugi::encoding_utf8);
  const Reader reader(file);
  if (!result) reader.fail(fmt::format("byte {}", result.offset), result.description());
  const pugi::xml_node root = doc.child("document");
  if (!root || kXmlNamespace != root.attribute("xmlns").value()) {
    reader.fail("", fmt::format("no <document xmlns=\"{}\">", kXmlNamespace));
  }
  Expression out;
  out.work = root.attribute("work").value();
  out.named_by_file = std::string_view(root.attribute("named-by").value()) == "file";
  out.lang = root.attribute("lang").value();
  out.title = root.attribute("title").value();
  const pugi::xml_node m = root.child("manifestation");
  out.manifestation = {m.attribute("path").value(),
                       m.attribute("format").value(),
                       m.attribute("encoding").value(),
                       reader.number<std::uint64_t>(m, "bytes", 0, true),
                       m.attribute("hash").value(),
                       {},
                       {}};
  for (const pugi::xml_node part : m.children("part")) {
    const auto number = static_cast<std::uint32_t>(out.manifestation.parts.size());
    for (const pugi::xml_node node : part.children("line"))
      out.manifestation.lines.push_back(reader.page_line(node, number));
    out.manifestation.parts.emplace_back(part.attribute("name").value());
  }
  for (const pugi::xml_node node : root.child("properties").children("property")) {
    out.properties.push_back({node.attribute("name").value(),
                              node.attribute("value").value(),
                              reader.number(node, "block", -1, false),
                              {reader.number<std::size_t>(node, "begin", 0, false),
                               reader.number<std::size_t>(node, "end", 0, false)}});
  }
  for (const pugi::xml_node node : root.child("blocks").children("block"))
    out.blocks.push_back(reader.block(node));
  for (const pugi::xml_node node : root.child("quality").children("remark")) {
    out.quality.push_back({node.attribute("code").value(), node.attribute("detail").value(),
                           reader.number(node, "block", -1, false), reader.source(node)});
  }
  try {
    validate(out);
  } catch (const Error& e) {
    reader.fail(e.place(), e.reason());
  }
  return out;
}

}  // namespace hexapla::document
