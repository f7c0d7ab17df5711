// Validation against the schemas of the repository.
#pragma once

#include <libxml/parser.h>
#include <libxml/relaxng.h>

#include <memory>
#include <string>

namespace hexapla::testing {

// True when `xml` is valid against schemas/NAME; libxml2 says on standard error what is not.
inline bool is_valid(const std::string& xml, const std::string& name) {
  const std::string path = std::string(HEXAPLA_SOURCE_DIR "/schemas/") + name;
  const std::unique_ptr<xmlRelaxNGParserCtxt, decltype(&xmlRelaxNGFreeParserCtxt)> parser(
      xmlRelaxNGNewParserCtxt(path.c_str()), xmlRelaxNGFreeParserCtxt);
  const std::unique_ptr<xmlRelaxNG, decltype(&xmlRelaxNGFree)> schema(xmlRelaxNGParse(parser.get()),
                                                                      xmlRelaxNGFree);
  if (!schema) return false;
  const std::unique_ptr<xmlRelaxNGValidCtxt, decltype(&xmlRelaxNGFreeValidCtxt)> valid(
      xmlRelaxNGNewValidCtxt(schema.get()), xmlRelaxNGFreeValidCtxt);
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> doc(
      xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "doc.xml", nullptr, XML_PARSE_NONET),
      xmlFreeDoc);
  return doc && xmlRelaxNGValidateDoc(valid.get(), doc.get()) == 0;
}

}  // namespace hexapla::testing
