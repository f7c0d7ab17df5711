#include <libxml/parser.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "pipeline/base/error.h"
#include "pipeline/exchange/inline_codes.h"
#include "pipeline/exchange/utf8_source.h"
#include "pipeline/exchange/xliff.h"
#include "pipeline/exchange/xliff_check.h"
#include "pipeline/exchange/xliff_text.h"
#include "pipeline/exchange/xliff_values.h"
#include "pipeline/exchange/xml_text.h"

namespace hexapla::exchange {
namespace {

constexpr const char* kMatches = "urn:oasis:names:tc:xliff:matches:2.0";
constexpr const char* kMetadata = "urn:oasis:names:tc:xliff:metadata:2.0";

const xmlChar* xml(const std::string& text) {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

bool translates(Node n, bool before) {
  const auto value = attribute(n, "translate");
  return value ? *value == "yes" : before;
}

// "87.5", "100": at most two digits behind the point.
std::string percent(double value) {
  const long hundredths = std::lround(std::clamp(value, 0.0, 100.0) * 100);
  std::string out = std::to_string(hundredths / 100);
  if (hundredths % 100 != 0) {
    const std::string rest = std::to_string(100 + hundredths % 100);
    out += "." + rest.substr(1, rest[2] == '0' ? 1 : 2);
  }
  return out;
}

// The prefix of `uri` for elements below the root, with its colon; declared there when it is not.
std::string prefix_for(xmlDocPtr doc, const char* uri, const std::string& wish) {
  Node root = xmlDocGetRootElement(doc);
  xmlNsPtr ns = xmlSearchNsByHref(doc, root, reinterpret_cast<const xmlChar*>(uri));
  for (int n = 0; ns == nullptr && n < 100; ++n) {
    const std::string prefix = n == 0 ? wish : wish + std::to_string(n);
    if (xmlSearchNs(doc, root, xml(prefix)) == nullptr)
      ns = xmlNewNs(root, reinterpret_cast<const xmlChar*>(uri), xml(prefix));
  }
  if (ns == nullptr || ns->prefix == nullptr) return {};
  return std::string(view(ns->prefix)) + ":";
}

std::string prefix_of(Node element) {
  if (element->ns == nullptr || element->ns->prefix == nullptr) return {};
  return std::string(view(element->ns->prefix)) + ":";
}

}  // namespace

struct XliffDocument::Impl {
  std::string file;
  XmlDocument document;
  bool two = true;
  std::string version;
  std::string source_language;
  std::string target_language;
  std::vector<XliffSegment> segments;
  struct Handle {
    Node unit = nullptr;     // <unit>, <trans-unit>
    Node segment = nullptr;  // <segment>, <trans-unit>
    std::string mid;         // of <mrk mtype="seg">
  };
  std::vector<Handle> handles;
  std::set<Node> numbered;  // units whose match identifiers are known
  std::size_t matches = 0;

  void read2(Node container, bool translatable);
  void read2_unit(Node unit, bool translatable);
  void read1(Node container, bool translatable, const std::string& source,
             const std::string& target);
  void read1_unit(Node unit, bool translatable, const std::string& source,
                  const std::string& target);
  void add(XliffSegment segment, Handle handle) {
    segments.push_back(std::move(segment));
    handles.push_back(std::move(handle));
  }
  // Parses elements as if they stood in `parent`, at its end; the first of them.
  Node parse(Node parent, const std::string& text) const;
  Node matches_of(Node unit, const std::string& prefix);
  std::string segment_id(Handle& handle) const;
};

XliffDocument::~XliffDocument() = default;
XliffDocument::XliffDocument(XliffDocument&&) noexcept = default;
XliffDocument& XliffDocument::operator=(XliffDocument&&) noexcept = default;

XliffDocument::XliffDocument(ByteSource& bytes, const std::string& file)
    : impl_(std::make_unique<Impl>()) {
  impl_->file = file;
  const std::unique_ptr<ByteSource> utf8 = as_utf8(bytes, TextKind::xml, file);
  impl_->document = parse_xml(read_all(*utf8, kLargest, file), file);
  Node root = xmlDocGetRootElement(impl_->document.get());
  const std::string_view uri = namespace_of(root);
  if (local_name(root) != "xliff") {
    throw Error(ErrorKind::input, file, "line " + std::to_string(line_of(root)),
                "not XLIFF: the root element is <" + std::string(local_name(root)) + ">");
  }
  impl_->version = attribute_or(root, "version", "");
  static constexpr std::string_view kStart = "urn:oasis:names:tc:xliff:document:";
  impl_->two = uri.starts_with(kStart) && uri.substr(kStart.size()).starts_with("2.");
  if (!impl_->two && !uri.empty() && uri != "urn:oasis:names:tc:xliff:document:1.1" &&
      uri != "urn:oasis:names:tc:xliff:document:1.2")
    refuse(root, file, "its namespace is not known: " + std::string(uri));
  if (impl_->two) {
    check_xliff2(root, file);
    impl_->source_language = language_tag(attribute_or(root, "srcLang", ""));
    impl_->target_language = language_tag(attribute_or(root, "trgLang", ""));
    for (const Node f : elements_of(root)) impl_->read2(f, translates(f, true));
  } else {
    check_xliff1(root, file);
    for (const Node f : children_of(root, "file")) {
      const std::string source = language_tag(attribute_or(f, "source-language", ""));
      const std::string target = language_tag(attribute_or(f, "target-language", ""));
      if (impl_->source_language.empty()) impl_->source_language = source;
      if (impl_->target_language.empty()) impl_->target_language = target;
      for (const Node body : children_of(f, "body")) impl_->read1(body, true, source, target);
    }
  }
}

const std::string& XliffDocument::version() const {
  return impl_->version;
}
const std::string& XliffDocument::source_language() const {
  return impl_->source_language;
}
const std::string& XliffDocument::target_language() const {
  return impl_->target_language;
}
const std::vector<XliffSegment>& XliffDocument::segments() const {
  return impl_->segments;
}

void XliffDocument::set_target_language(const std::string& lang) {
  impl_->target_language = lang;
  Node root = xmlDocGetRootElement(impl_->document.get());
  if (impl_->two) {
    xmlSetProp(root, xml("trgLang"), xml(lang));
    return;
  }
  for (const Node f : children_of(root, "file"))
    if (!attribute(f, "target-language")) xmlSetProp(f, xml("target-language"), xml(lang));
}

void XliffDocument::Impl::read2(Node container, bool translatable) {
  for (const Node n : elements_of(container)) {
    const std::string name = qualified_name(n);
    if (name == "group") read2(n, translates(n, translatable));
    if (name == "unit") read2_unit(n, translates(n, translatable));
  }
}

void XliffDocument::Impl::read2_unit(Node unit, bool translatable) {
  std::map<std::string, std::string> data;
  std::vector<std::string> notes;
  for (const Node n : elements_of(unit)) {
    const std::string name = qualified_name(n);
    if (name == "originalData")
      for (const Node d : elements_of(n)) data[attribute_or(d, "id", "")] = text_of(d);
    if (name == "notes")
      for (const Node note : elements_of(n)) notes.push_back(text_of(note));
  }
  for (const Node n : elements_of(unit)) {
    if (qualified_name(n) != "segment") continue;
    XliffSegment segment;
    segment.translatable = translatable;
    segment.line = line_of(n);
    memory::TranslationUnit& out = segment.unit;
    out.id = attribute_or(unit, "id", "");
    if (const auto id = attribute(n, "id")) out.id += "/" + *id;
    out.source_lang = source_language;
    out.notes = notes;
    if (const auto name = attribute(unit, "name")) out.properties.emplace_back("x-name", *name);
    if (const auto state = attribute(n, "state")) out.properties.emplace_back("state", *state);
    if (const auto sub = attribute(n, "subState")) out.properties.emplace_back("sub-state", *sub);
    out.variants.push_back(read_content2(child_of(n, "source"), data));
    out.variants.back().lang = source_language;
    if (const Node target = child_of(n, "target")) {
      out.variants.push_back(read_content2(target, data));
      out.variants.back().lang = target_language;
    }
    add(std::move(segment), {unit, n, ""});
  }
}

void XliffDocument::Impl::read1(Node container, bool translatable, const std::string& source,
                                const std::string& target) {
  for (const Node n : elements_of(container)) {
    const std::string_view name = local_name(n);
    if (name == "group") read1(n, translates(n, translatable), source, target);
    if (name == "trans-unit") read1_unit(n, translates(n, translatable), source, target);
  }
}

void XliffDocument::Impl::read1_unit(Node unit, bool translatable, const std::string& source,
                                     const std::string& target) {
  XliffSegment whole;
  whole.translatable = translatable;
  whole.line = line_of(unit);
  memory::TranslationUnit& out = whole.unit;
  out.id = attribute_or(unit, "id", "");
  out.source_lang = source;
  if (const auto name = attribute(unit, "resname")) out.properties.emplace_back("x-name", *name);
  for (const Node note : children_of(unit, "note")) out.notes.push_back(text_of(note));
  const Node target_node = child_of(unit, "target");
  std::string target_lang = target;
  if (target_node != nullptr) {
    if (const auto lang = xml_attribute(target_node, "lang")) target_lang = language_tag(*lang);
    if (const auto state = attribute(target_node, "state"))
      out.properties.emplace_back("state", *state);
  }
  const auto segments_in = [](Node content) {
    std::vector<Node> marks;
    for (const Node n : inline_elements(content))
      if (local_name(n) == "mrk" && attribute_or(n, "mtype", "") == "seg" && attribute(n, "mid"))
        marks.push_back(n);
    return marks;
  };
  const Node segmented = child_of(unit, "seg-source");
  const std::vector<Node> marks =
      segmented == nullptr ? std::vector<Node>() : segments_in(segmented);
  const auto put = [&](XliffSegment segment, Node from, Node to, const std::string& mid) {
    segment.unit.variants.push_back(read_content1(from));
    segment.unit.variants.back().lang = source;
    if (to != nullptr && !target_lang.empty()) {
      segment.unit.variants.push_back(read_content1(to));
      segment.unit.variants.back().lang = target_lang;
    }
    add(std::move(segment), {unit, unit, mid});
  };
  if (marks.empty()) {
    put(std::move(whole), child_of(unit, "source"), target_node, "");
    return;
  }
  std::map<std::string, Node> targets;
  if (target_node != nullptr)
    for (const Node m : segments_in(target_node)) targets[attribute_or(m, "mid", "")] = m;
  for (const Node m : marks) {
    const std::string mid = attribute_or(m, "mid", "");
    XliffSegment segment = whole;
    segment.unit.id += "/" + mid;
    const auto to = targets.find(mid);
    put(std::move(segment), m, to == targets.end() ? nullptr : to->second, mid);
  }
}

Node XliffDocument::Impl::parse(Node parent, const std::string& text) const {
  Node list = nullptr;
  if (xmlParseInNodeContext(parent, text.data(), static_cast<int>(text.size()),
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING,
                            &list) != XML_ERR_OK ||
      list == nullptr)
    throw Error(ErrorKind::internal, file, "", "a match cannot be written: " + text);
  return list;
}

Node XliffDocument::Impl::matches_of(Node unit, const std::string& prefix) {
  for (const Node n : elements_of(unit))
    if (qualified_name(n) == "mtc:matches") return n;
  Node made = parse(unit, "<" + prefix + "matches/>");
  xmlUnlinkNode(made);
  // Before everything else: <notes>, <originalData> and segments must come after it.
  if (unit->children != nullptr) {
    xmlAddPrevSibling(unit->children, made);
  } else {
    xmlAddChild(unit, made);
  }
  return made;
}

std::string XliffDocument::Impl::segment_id(Handle& handle) const {
  if (const auto id = attribute(handle.segment, "id")) return *id;
  std::set<std::string> used;
  for (const Node part : elements_of(handle.unit)) {
    used.insert(attribute_or(part, "id", ""));
    for (const Node n : inline_elements(part)) used.insert(attribute_or(n, "id", ""));
  }
  std::size_t n = 1;
  while (used.count("s" + std::to_string(n)) != 0) ++n;
  const std::string id = "s" + std::to_string(n);
  xmlSetProp(handle.segment, xml("id"), xml(id));
  return id;
}

void XliffDocument::add_matches(std::size_t segment, const std::vector<XliffMatch>& matches) {
  Impl& d = *impl_;
  Impl::Handle& handle = d.handles.at(segment);
  if (matches.empty()) return;
  const std::string core = prefix_of(handle.unit);
  if (!d.two) {
    for (const XliffMatch& m : matches) {
      std::string text = "<" + core + "alt-trans";
      if (!handle.mid.empty()) append_attribute(text, "mid", handle.mid);
      append_attribute(text, "match-quality", percent(m.similarity));
      if (!m.origin.empty()) append_attribute(text, "origin", m.origin);
      text += "><" + core + "source";
      append_attribute(text, "xml:lang", m.source.lang);
      text += ">" + content1(m.source, core) + "</" + core + "source><" + core + "target";
      append_attribute(text, "xml:lang", m.target.lang);
      text += ">" + content1(m.target, core) + "</" + core + "target>";
      for (const auto& [name, value] : m.facts) {
        text += "<" + core + "note";
        append_attribute(text, "from", "hexapla");
        text += ">";
        append_xml_text(text, name + ": " + value);
        text += "</" + core + "note>";
      }
      Node made = d.parse(handle.unit, text + "</" + core + "alt-trans>");
      xmlUnlinkNode(made);
      xmlAddChild(handle.unit, made);
    }
    return;
  }
  const std::string mtc = prefix_for(d.document.get(), kMatches, "mtc");
  const bool facts = std::any_of(matches.begin(), matches.end(),
                                 [](const XliffMatch& m) { return !m.facts.empty(); });
  const std::string mda = facts ? prefix_for(d.document.get(), kMetadata, "mda") : "";
  const std::string id = d.segment_id(handle);
  Node list = d.matches_of(handle.unit, mtc);
  std::set<std::string> used;
  for (const Node m : elements_of(list)) used.insert(attribute_or(m, "id", ""));
  for (const XliffMatch& m : matches) {
    std::string name;
    do name = "hx" + std::to_string(++d.matches);
    while (used.count(name) != 0);
    std::string text = "<" + mtc + "match";
    append_attribute(text, "id", name);
    append_attribute(text, "ref", "#" + id);
    append_attribute(text, "similarity", percent(m.similarity));
    append_attribute(text, "type", value_problem("match", m.kind).empty() ? m.kind : "other");
    if (!m.origin.empty()) append_attribute(text, "origin", m.origin);
    if (!same_language(m.target.lang, d.target_language))
      append_attribute(text, "reference", "yes");
    text += ">";
    if (!m.facts.empty()) {
      text += "<" + mda + "metadata><" + mda + "metaGroup";
      append_attribute(text, "category", "hexapla");
      text += ">";
      for (const auto& [type, value] : m.facts) {
        text += "<" + mda + "meta";
        append_attribute(text, "type", type);
        text += ">";
        append_xml_text(text, value);
        text += "</" + mda + "meta>";
      }
      text += "</" + mda + "metaGroup></" + mda + "metadata>";
    }
    Xliff2Codes codes(core);
    const std::string source = codes.source(m.source);
    const std::string target = codes.target(m.target);
    text += codes.original_data() + "<" + core + "source xml:space=\"preserve\">" + source + "</" +
            core + "source><" + core + "target xml:space=\"preserve\">" + target + "</" + core +
            "target></" + mtc + "match>";
    Node made = d.parse(list, text);
    xmlUnlinkNode(made);
    xmlAddChild(list, made);
  }
}

bool XliffDocument::set_target(std::size_t segment, const memory::Variant& target) {
  Impl& d = *impl_;
  const Impl::Handle& handle = d.handles.at(segment);
  XliffSegment& s = d.segments.at(segment);
  if (s.unit.variants.size() > 1 || !handle.mid.empty() || !target.codes.empty() ||
      !s.unit.variants.front().codes.empty() || child_of(handle.segment, "target") != nullptr)
    return false;
  const std::string core = prefix_of(handle.unit);
  std::string text = "<" + core + "target";
  const Node source = child_of(handle.segment, "source");
  if (const auto space = xml_attribute(source, "space"))
    append_attribute(text, "xml:space", *space);
  if (!d.two) {
    append_attribute(text, "state", "needs-review-translation");
    append_attribute(text, "state-qualifier", "exact-match");
  }
  text += ">";
  append_xml_text(text, target.text);
  Node made = d.parse(handle.segment, text + "</" + core + "target>");
  xmlUnlinkNode(made);
  const Node segmented = d.two ? nullptr : child_of(handle.segment, "seg-source");
  xmlAddNextSibling(segmented == nullptr ? source : segmented, made);
  if (d.two) xmlSetProp(handle.segment, xml("state"), xml("translated"));
  s.unit.variants.push_back(target);
  return true;
}

std::string XliffDocument::to_xml() const {
  xmlChar* text = nullptr;
  int size = 0;
  xmlDocDumpMemoryEnc(impl_->document.get(), &text, &size, "UTF-8");
  if (text == nullptr) throw Error(ErrorKind::environment, impl_->file, "", "no memory to write");
  std::string out(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  xmlFree(text);
  return out;
}

ReadReport read_xliff(ByteSource& bytes, const std::string& file, const UnitSink& sink) {
  const XliffDocument document(bytes, file);
  ReadReport report;
  for (const XliffSegment& segment : document.segments()) {
    memory::TranslationUnit unit = segment.unit;
    emit(unit, sink, report);
  }
  return report;
}

}  // namespace hexapla::exchange
