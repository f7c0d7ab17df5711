#include "tests/support/docx.h"

#include <zip.h>

#include <stdexcept>

namespace hexapla::testing_support {

std::string zipped(const std::vector<std::pair<std::string, std::string>>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (zip == nullptr) throw std::runtime_error("cannot make an archive");
  zip_source_keep(target);
  for (const auto& [name, bytes] : entries) {
    zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    if (zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0)
      throw std::runtime_error("cannot add " + name);
  }
  if (zip_close(zip) != 0) throw std::runtime_error("cannot write the archive");
  if (zip_source_open(target) != 0) throw std::runtime_error("cannot read the archive back");
  zip_stat_t stat;
  zip_stat_init(&stat);
  zip_source_stat(target, &stat);
  std::string out(stat.size, '\0');
  if (zip_source_read(target, out.data(), out.size()) != static_cast<zip_int64_t>(out.size()))
    throw std::runtime_error("cannot read the archive back");
  zip_source_close(target);
  zip_source_free(target);
  return out;
}

std::string paragraph(std::string_view text, std::string_view ppr) {
  std::string out = "<w:p>";
  if (!ppr.empty()) out += "<w:pPr>" + std::string(ppr) + "</w:pPr>";
  out += "<w:r><w:t xml:space=\"preserve\">" + std::string(text) + "</w:t></w:r></w:p>";
  return out;
}

std::string part(std::string_view root, std::string_view inside) {
  const std::string name(root);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:" + name +
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
      " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">";
  out += root == "document" ? "<w:body>" + std::string(inside) + "</w:body>" : std::string(inside);
  return out + "</w:" + name + ">";
}

std::string Docx::bytes() const {
  const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  std::string relations_xml =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
      relations;
  std::vector<std::pair<std::string, std::string>> entries{
      {"[Content_Types].xml", "<Types/>"},
      {"_rels/.rels", "<Relationships><Relationship Id=\"r1\" Type=\"" + types +
                          "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
      {"word/document.xml", part("document", body)}};
  const auto add = [&](const std::string& id, const std::string& type, const std::string& file,
                       const std::string& root, const std::string& inside) {
    if (inside.empty()) return;
    entries.emplace_back("word/" + file, part(root, inside));
    relations_xml +=
        "<Relationship Id=\"" + id + "\" Type=\"" + types + type + "\" Target=\"" + file + "\"/>";
  };
  add("rIdS", "styles", "styles.xml", "styles", styles);
  add("rIdN", "numbering", "numbering.xml", "numbering", numbering);
  add("rIdF", "footnotes", "footnotes.xml", "footnotes", footnotes);
  add("rIdE", "endnotes", "endnotes.xml", "endnotes", endnotes);
  add("rIdT", "settings", "settings.xml", "settings", settings);
  add("rIdH", "header", "header1.xml", "hdr", header);
  entries.emplace_back("word/_rels/document.xml.rels", relations_xml + "</Relationships>");
  entries.insert(entries.end(), more.begin(), more.end());
  return zipped(entries);
}

}  // namespace hexapla::testing_support
