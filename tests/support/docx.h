// Small DOCX files made in memory, for tests.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla::testing_support {

// A ZIP archive of these entries (name, bytes).
std::string zipped(const std::vector<std::pair<std::string, std::string>>& entries);

// Parts of a DOCX; each holds what stands inside its root element.
struct Docx {
  std::string body;
  std::string styles;
  std::string numbering;
  std::string footnotes;
  std::string endnotes;
  std::string settings;
  std::string header;     // word/header1.xml, relation rIdH
  std::string relations;  // further elements of word/_rels/document.xml.rels
  std::vector<std::pair<std::string, std::string>> more = {};  // further entries (name, bytes)
  std::string bytes() const;
};

// <w:p> with the run properties, text and paragraph properties given.
std::string paragraph(std::string_view text, std::string_view ppr = "");

// The XML of a part with its root element ("document" with its body).
std::string part(std::string_view root, std::string_view inside);

}  // namespace hexapla::testing_support
