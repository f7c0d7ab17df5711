#include "pipeline/exchange/document_tree.h"
#include "pipeline/exchange/documents.h"
#include "pipeline/exchange/xml_text.h"

namespace hexapla::exchange {
namespace {

using document::Block;
using document::BlockType;

class Tei : public InlineStyle {
 public:
  Tei(const store::AnalyzedExpression& document, const std::string& work)
      : document_(document),
        blocks_(document.expression.blocks),
        work_(work),
        tree_(tree_of(document.expression)) {}

  std::string run() {
    header();
    out_ += " <text>\n  <body>\n";
    children(tree_.root, 2);
    for (const int n : tree_.apart) note(n, "note" + std::to_string(n), "   ");
    out_ += "  </body>\n </text>\n</TEI>\n";
    return std::move(out_);
  }

  void line_break(std::string& out) override { out += "<lb/>"; }
  void open_link(std::string& out, const std::string& url) override {
    out += "<ref";
    append_attribute(out, "target", url);
    out += ">";
  }
  void close_link(std::string& out) override { out += "</ref>"; }
  void open_reference(std::string& out, const references::Reference& r) override {
    out += "<rs";
    append_attribute(out, "type", references::name(r.type));
    if (!r.canonical.empty()) append_attribute(out, "key", joined(r.canonical));
    out += ">";
  }
  void close_reference(std::string& out, const references::Reference&) override { out += "</rs>"; }
  void open_time(std::string& out, const time::TimeExpression& t) override {
    out += "<date";
    append_attribute(out, "type", time::name(t.role));
    if (!t.from.empty() && t.from == t.to) {
      append_attribute(out, "when", t.from);
    } else {
      if (!t.from.empty()) append_attribute(out, "from", t.from);
      if (!t.to.empty()) append_attribute(out, "to", t.to);
    }
    out += ">";
  }
  void close_time(std::string& out, const time::TimeExpression&) override { out += "</date>"; }
  void note(std::string& out, const document::NoteReference& r) override {
    if (r.note < 0 || static_cast<std::size_t>(r.note) >= blocks_.size()) {
      // A mark whose note is not there is what was printed.
      out += "<hi rend=\"superscript\">";
      append_xml_text(out, r.mark);
      out += "</hi>";
    } else if (tree_.anchors[static_cast<std::size_t>(r.note)] == 1 && depth_ == 0) {
      out += "<note place=\"foot\"";
      append_attribute(out, "n", r.mark);
      out += ">";
      ++depth_;
      append_text(out, document_, r.note, *this);
      --depth_;
      out += "</note>";
    } else {
      out += "<ref";
      append_attribute(out, "target", "#note" + std::to_string(r.note));
      append_attribute(out, "n", r.mark);
      out += ">";
      append_xml_text(out, r.mark);
      out += "</ref>";
    }
  }

 private:
  void indent(std::size_t depth) { out_.append(depth + 1, ' '); }

  void element(std::string_view name, std::string_view text) {
    out_.append("<").append(name).append(">");
    append_xml_text(out_, text);
    out_.append("</").append(name).append(">\n");
  }

  void header() {
    const document::Expression& e = document_.expression;
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI";
    append_attribute(out_, "xmlns", "http://www.tei-c.org/ns/1.0");
    append_attribute(out_, "xml:lang", e.lang);
    out_ += ">\n <teiHeader>\n  <fileDesc>\n   <titleStmt>\n    ";
    element("title", e.title.empty() ? work_ : e.title);
    out_ += "   </titleStmt>\n   <publicationStmt>\n    <distributor>Hexapla</distributor>\n    ";
    out_ += e.named_by_file ? "<idno type=\"file\">" : "<idno type=\"symbol\">";
    append_xml_text(out_, work_);
    out_ += "</idno>\n";
    if (const std::string_view date = e.property("date"); !date.empty()) {
      out_ += "    <date";
      append_attribute(out_, "when", date);
      out_ += "/>\n";
    }
    out_ += "   </publicationStmt>\n   <sourceDesc>\n    ";
    element("p", e.manifestation.path);
    out_ += "   </sourceDesc>\n  </fileDesc>\n  <profileDesc>\n   <langUsage>\n    <language";
    append_attribute(out_, "ident", e.lang);
    out_ += "/>\n   </langUsage>\n  </profileDesc>\n </teiHeader>\n";
  }

  void label(const Block& b) {
    if (b.label.empty()) return;
    out_ += "<label>";
    append_xml_text(out_, b.label.text());
    out_ += "</label>";
  }

  void children(const Part& parent, std::size_t depth) {
    for (std::size_t i = 0; i < parent.children.size(); ++i) {
      const Part& part = parent.children[i];
      if (part.kind == Part::Kind::section) {
        section(part, depth);
      } else if (part.kind == Part::Kind::table) {
        table(part, depth);
      } else if (blocks_[static_cast<std::size_t>(part.block)].type == BlockType::list_item) {
        i = list(parent, i, depth);
      } else {
        paragraph(part, depth);
      }
    }
  }

  void section(const Part& part, std::size_t depth) {
    const Block& heading = blocks_[static_cast<std::size_t>(part.block)];
    indent(depth);
    out_ += "<div>\n";
    indent(depth + 1);
    out_ += "<head>";
    label(heading);
    append_text(out_, document_, part.block, *this);
    out_ += "</head>\n";
    children(part, depth + 1);
    indent(depth);
    out_ += "</div>\n";
  }

  void paragraph(const Part& part, std::size_t depth) {
    const Block& b = blocks_[static_cast<std::size_t>(part.block)];
    indent(depth);
    label(b);
    const bool plain = b.type == BlockType::paragraph;
    out_ += plain ? "<p" : "<ab";
    if (!plain) append_attribute(out_, "type", document::name(b.type));
    if (b.lang != document_.expression.lang && b.lang != "und" && !b.lang.empty())
      append_attribute(out_, "xml:lang", b.lang);
    out_ += ">";
    append_text(out_, document_, part.block, *this);
    out_ += plain ? "</p>\n" : "</ab>\n";
    children(part, depth);
  }

  // Items from the one at `first` on that are alike: all with labels, or none. The last one.
  std::size_t list(const Part& parent, std::size_t first, std::size_t depth) {
    const auto is_like = [&](std::size_t i) {
      const Part& p = parent.children[i];
      if (p.kind != Part::Kind::block) return false;
      const Block& b = blocks_[static_cast<std::size_t>(p.block)];
      const Block& f = blocks_[static_cast<std::size_t>(parent.children[first].block)];
      return b.type == BlockType::list_item && b.label.empty() == f.label.empty();
    };
    indent(depth);
    const bool bullets =
        blocks_[static_cast<std::size_t>(parent.children[first].block)].label.empty();
    out_ += bullets ? "<list rend=\"bulleted\">\n" : "<list>\n";
    std::size_t i = first;
    for (; i < parent.children.size() && is_like(i); ++i) {
      const Part& item = parent.children[i];
      indent(depth + 1);
      label(blocks_[static_cast<std::size_t>(item.block)]);
      out_ += "<item>";
      append_text(out_, document_, item.block, *this);
      if (!item.children.empty()) {
        out_ += "\n";
        children(item, depth + 2);
        indent(depth + 1);
      }
      out_ += "</item>\n";
    }
    indent(depth);
    out_ += "</list>\n";
    return i - 1;
  }

  void table(const Part& part, std::size_t depth) {
    indent(depth);
    out_ += "<table>\n";
    for (const Part::Row& row : part.rows) {
      indent(depth + 1);
      out_ += row.header ? "<row role=\"label\">" : "<row>";
      for (const std::vector<int>& cell : row.cells) {
        out_ += "<cell>";
        for (const int b : cell) {
          label(blocks_[static_cast<std::size_t>(b)]);
          out_ += "<p>";
          append_text(out_, document_, b, *this);
          out_ += "</p>";
        }
        out_ += "</cell>";
      }
      out_ += "</row>\n";
    }
    indent(depth);
    out_ += "</table>\n";
  }

  void note(int index, const std::string& id, const std::string& before) {
    const Block& b = blocks_[static_cast<std::size_t>(index)];
    out_ += before + "<note place=\"end\"";
    append_attribute(out_, "xml:id", id);
    if (!b.label.empty()) append_attribute(out_, "n", b.label.text());
    out_ += ">";
    ++depth_;
    append_text(out_, document_, index, *this);
    --depth_;
    out_ += "</note>\n";
  }

  const store::AnalyzedExpression& document_;
  const std::vector<Block>& blocks_;
  const std::string& work_;
  DocumentTree tree_;
  std::string out_;
  int depth_ = 0;  // notes within notes are pointed at
};

}  // namespace

std::string to_tei(const store::AnalyzedExpression& document, const std::string& work) {
  return Tei(document, work).run();
}

std::string file_stem(const std::string& work, const std::string& lang) {
  std::string out;
  for (const char c : work) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || (static_cast<unsigned char>(c) >= 0x80);
    out += plain ? c : '_';
  }
  if (out.starts_with('.')) out.front() = '_';
  return out + "." + lang;
}

}  // namespace hexapla::exchange
