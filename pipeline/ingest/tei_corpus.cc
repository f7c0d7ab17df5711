#include "pipeline/ingest/tei_corpus.h"

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/xml_scan.h"

namespace hexapla::ingest {
namespace {

bool is_document(const xml::Token& t) {
  return t.name == "TEI" || t.name == "TEI.2";
}

}  // namespace

XmlCollection xml_collection(std::string_view head) {
  const std::string root = xml::root_name(head);
  if (root == "teiCorpus" || root == "teiCorpus.2") return XmlCollection::corpus;
  if (root == "linkGrp" || root == "cesAlign") return XmlCollection::links;
  return XmlCollection::none;
}

std::vector<Span> corpus_documents(std::string_view bytes, const std::string& file) {
  std::vector<Span> out;
  if (text::first_invalid(bytes)) return out;
  xml::Scanner scanner(bytes, file, xml::damaged_head(bytes));
  std::size_t begin = 0;
  std::size_t depth = 0;     // elements that are open within the corpus or corpora
  std::size_t document = 0;  // at which of them the open document stands, from 1
  for (xml::Token t = scanner.next(); t.kind != xml::Kind::done; t = scanner.next()) {
    if (t.kind == xml::Kind::start && !t.empty) {
      ++depth;
      if (document == 0 && is_document(t)) {
        document = depth;
        begin = t.bytes.begin;
      }
    } else if (t.kind == xml::Kind::end) {
      if (depth == document) {
        out.push_back({begin, t.bytes.end});
        document = 0;
      }
      --depth;
    }
  }
  return out;
}

}  // namespace hexapla::ingest
