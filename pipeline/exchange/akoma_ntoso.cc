#include <array>

#include "pipeline/exchange/document_tree.h"
#include "pipeline/exchange/documents.h"
#include "pipeline/exchange/xml_text.h"

namespace hexapla::exchange {
namespace {

using document::Block;
using document::BlockType;

// Akoma Ntoso names languages as ISO 639-2 does.
std::string three_letters(const std::string& lang) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kCodes = {
      {{"ar", "ara"}, {"en", "eng"}, {"es", "spa"}, {"fr", "fra"}, {"ru", "rus"}, {"zh", "zho"}}};
  for (const auto& [two, three] : kCodes)
    if (two == lang) return std::string(three);
  return lang.size() == 3 ? lang : "und";
}

// What a path of an IRI may hold of the Work's key.
std::string iri_part(const std::string& key) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
        c == '-' || c == '_') {
      out += c;
    } else if (c == '/' || c == ' ') {
      out += '_';
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
  return out;
}

class AkomaNtoso : public InlineStyle {
 public:
  AkomaNtoso(const store::AnalyzedExpression& document, const std::string& work)
      : document_(document),
        blocks_(document.expression.blocks),
        work_(work),
        tree_(tree_of(document.expression)) {}

  std::string run() {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso";
    append_attribute(out_, "xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0");
    out_ += ">\n <doc name=\"document\">\n";
    meta();
    const std::size_t front = preface();
    out_ += "  <mainBody>\n";
    for (std::size_t i = front; i < tree_.root.children.size(); ++i)
      part(tree_.root.children[i], 3);
    if (front == tree_.root.children.size()) out_ += "   <p/>\n";
    out_ += "  </mainBody>\n </doc>\n</akomaNtoso>\n";
    return std::move(out_);
  }

  void line_break(std::string& out) override { out += "<br/>"; }
  void open_link(std::string& out, const std::string& url) override {
    out += "<a";
    append_attribute(out, "href", url);
    out += ">";
  }
  void close_link(std::string& out) override { out += "</a>"; }
  void open_reference(std::string& out, const references::Reference& r) override {
    out += "<ref";
    append_attribute(out, "class", references::name(r.type));
    append_attribute(out, "href", target(r));
    out += ">";
  }
  void close_reference(std::string& out, const references::Reference&) override { out += "</ref>"; }
  // <date> has one day; what begins and ends at different days is told by its words.
  void open_time(std::string& out, const time::TimeExpression& t) override {
    if (!is_day(t)) return;
    out += "<date";
    append_attribute(out, "class", time::name(t.role));
    append_attribute(out, "date", t.from);
    out += ">";
  }
  void close_time(std::string& out, const time::TimeExpression& t) override {
    if (is_day(t)) out += "</date>";
  }
  void note(std::string& out, const document::NoteReference& r) override {
    if (r.note < 0 || static_cast<std::size_t>(r.note) >= blocks_.size()) {
      out += "<sup>";
      append_xml_text(out, r.mark);
      out += "</sup>";
    } else if (tree_.anchors[static_cast<std::size_t>(r.note)] == 1 && depth_ == 0) {
      out += "<authorialNote placement=\"bottom\"";
      append_attribute(out, "eId", "note_" + std::to_string(r.note));
      append_attribute(out, "marker", r.mark);
      out += "><p>";
      ++depth_;
      append_text(out, document_, r.note, *this);
      --depth_;
      out += "</p></authorialNote>";
    } else {
      out += "<noteRef";
      append_attribute(out, "href", "#note_" + std::to_string(r.note));
      append_attribute(out, "marker", r.mark);
      out += "/>";
    }
  }

 private:
  static bool is_day(const time::TimeExpression& t) { return !t.from.empty() && t.from == t.to; }

  static std::string target(const references::Reference& r) {
    if (r.canonical.empty()) return "#";
    const std::string& first = r.canonical.front();
    if (r.type == references::Type::url) return first;
    return (first.starts_with(':') ? "#" : "/akn/un/doc/") + iri_part(first);
  }

  void indent(std::size_t depth) { out_.append(depth, ' '); }
  void start(std::string_view name, std::string_view prefix, std::size_t& counter) {
    out_.append("<").append(name);
    append_attribute(out_, "eId", std::string(prefix) + "_" + std::to_string(++counter));
    out_ += ">";
  }

  void value(std::string_view name, const std::string& what) {
    out_.append("     <").append(name);
    append_attribute(out_, "value", what);
    out_ += "/>\n";
  }

  void meta() {
    const document::Expression& e = document_.expression;
    const std::string lang = three_letters(e.lang);
    const std::string_view found = e.property("date");
    // The format wants a date; documents without one have the first that it can write.
    const std::string date = found.empty() ? "0001-01-01" : std::string(found);
    const std::string iri = "/akn/un/doc/" + (found.empty() ? "" : date + "/") + iri_part(work_);
    const std::string version = iri + "/" + lang + "@";
    const auto dates = [&](const char* name) {
      out_ += "     <FRBRdate";
      append_attribute(out_, "date", date);
      append_attribute(out_, "name", found.empty() ? "unknown" : name);
      out_ += "/>\n     <FRBRauthor href=\"#hexapla\"/>\n";
    };
    out_ += "  <meta>\n   <identification source=\"#hexapla\">\n    <FRBRWork>\n";
    value("FRBRthis", iri + "/!main");
    value("FRBRuri", iri);
    if (!e.title.empty()) {
      out_ += "     <FRBRalias";
      append_attribute(out_, "value", e.title);
      out_ += " name=\"title\"/>\n";
    }
    dates("document");
    out_ += "     <FRBRcountry value=\"un\"/>\n";
    if (!e.named_by_file) value("FRBRnumber", work_);
    out_ += "    </FRBRWork>\n    <FRBRExpression>\n";
    value("FRBRthis", version + "/!main");
    value("FRBRuri", version);
    dates("document");
    out_ += "     <FRBRlanguage";
    append_attribute(out_, "language", lang);
    out_ += "/>\n    </FRBRExpression>\n    <FRBRManifestation>\n";
    value("FRBRthis", version + "/!main.xml");
    value("FRBRuri", version + ".akn");
    dates("document");
    out_ += "    </FRBRManifestation>\n   </identification>\n";
    out_ +=
        "   <references source=\"#hexapla\">\n    <TLCOrganization eId=\"hexapla\" "
        "href=\"/akn/ontology/organization/hexapla\" showAs=\"Hexapla\"/>\n   </references>\n";
    if (!tree_.apart.empty()) {
      out_ += "   <notes source=\"#hexapla\">\n";
      for (const int n : tree_.apart) {
        out_ += "    <note";
        append_attribute(out_, "eId", "note_" + std::to_string(n));
        const Block& b = blocks_[static_cast<std::size_t>(n)];
        if (!b.label.empty()) append_attribute(out_, "marker", b.label.text());
        out_ += "><p>";
        ++depth_;
        append_text(out_, document_, n, *this);
        --depth_;
        out_ += "</p></note>\n";
      }
      out_ += "   </notes>\n";
    }
    out_ += "  </meta>\n";
  }

  // Masthead, letterhead and title at the head of the document: how many parts they are.
  std::size_t preface() {
    std::size_t count = 0;
    for (const Part& p : tree_.root.children) {
      if (p.kind != Part::Kind::block || !p.children.empty()) break;
      const Block& b = blocks_[static_cast<std::size_t>(p.block)];
      if ((b.type != BlockType::masthead && b.type != BlockType::letterhead &&
           b.type != BlockType::title) ||
          !b.label.empty())
        break;
      if (count++ == 0) out_ += "  <preface>\n";
      indent(3);
      out_ += "<p";
      append_attribute(out_, "class", document::name(b.type));
      language(b);
      out_ += ">";
      if (b.type == BlockType::title) out_ += "<docTitle>";
      append_text(out_, document_, p.block, *this);
      if (b.type == BlockType::title) out_ += "</docTitle>";
      out_ += "</p>\n";
    }
    if (count > 0) out_ += "  </preface>\n";
    return count;
  }

  void language(const Block& b) {
    if (b.lang != document_.expression.lang && b.lang != "und" && !b.lang.empty())
      append_attribute(out_, "xml:lang", b.lang);
  }

  void number(const Block& b) {
    if (b.label.empty()) return;
    out_ += "<num>";
    append_xml_text(out_, b.label.text());
    out_ += "</num>";
  }

  void part(const Part& p, std::size_t depth) {
    indent(depth);
    if (p.kind == Part::Kind::section) {
      start("section", "sec", sections_);
      number(blocks_[static_cast<std::size_t>(p.block)]);
      out_ += "<heading>";
      append_text(out_, document_, p.block, *this);
      out_ += "</heading>\n";
      for (const Part& child : p.children) part(child, depth + 1);
      indent(depth);
      if (p.children.empty()) out_ += "<content><p/></content>";
      out_ += "</section>\n";
      return;
    }
    if (p.kind == Part::Kind::table) {
      start("paragraph", "para", paragraphs_);
      out_ += "<content>\n";
      table(p, depth + 1);
      indent(depth);
      out_ += "</content></paragraph>\n";
      return;
    }
    const Block& b = blocks_[static_cast<std::size_t>(p.block)];
    const bool item = b.type == BlockType::list_item;
    const std::string_view name = item ? "point" : "paragraph";
    start(name, item ? "point" : "para", item ? points_ : paragraphs_);
    number(b);
    const std::string_view holder = p.children.empty() ? "content" : "intro";
    out_.append("<").append(holder).append("><p");
    if (b.type != BlockType::paragraph && !item)
      append_attribute(out_, "class", document::name(b.type));
    language(b);
    out_ += ">";
    append_text(out_, document_, p.block, *this);
    out_.append("</p></").append(holder).append(">");
    if (!p.children.empty()) {
      out_ += "\n";
      for (const Part& child : p.children) part(child, depth + 1);
      indent(depth);
    }
    out_.append("</").append(name).append(">\n");
  }

  void table(const Part& p, std::size_t depth) {
    indent(depth);
    out_ += "<table>\n";
    for (const Part::Row& row : p.rows) {
      indent(depth + 1);
      out_ += "<tr>";
      const std::string_view cell_name = row.header ? "th" : "td";
      for (const std::vector<int>& cell : row.cells) {
        out_.append("<").append(cell_name).append(">");
        for (const int b : cell) {
          const Block& block = blocks_[static_cast<std::size_t>(b)];
          out_ += "<p>";
          // A cell has no element for a number: it stands in front.
          if (!block.label.empty()) {
            append_xml_text(out_, block.label.text());
            out_ += ' ';
          }
          append_text(out_, document_, b, *this);
          out_ += "</p>";
        }
        if (cell.empty()) out_ += "<p/>";
        out_.append("</").append(cell_name).append(">");
      }
      out_ += "</tr>\n";
    }
    indent(depth);
    out_ += "</table>\n";
  }

  const store::AnalyzedExpression& document_;
  const std::vector<Block>& blocks_;
  const std::string& work_;
  DocumentTree tree_;
  std::string out_;
  std::size_t sections_ = 0;
  std::size_t paragraphs_ = 0;
  std::size_t points_ = 0;
  int depth_ = 0;
};

}  // namespace

std::string to_akoma_ntoso(const store::AnalyzedExpression& document, const std::string& work) {
  return AkomaNtoso(document, work).run();
}

}  // namespace hexapla::exchange
