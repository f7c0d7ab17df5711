// The parts of a DOCX and how they point at one another. Internal to this room.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/xml_part.h"
#include "pipeline/ingest/zip_archive.h"

namespace hexapla::ingest::docx {

struct Relation {
  std::string type;    // the last word of its URI: "footnotes", "hyperlink"
  std::string target;  // a part's name, or a URL when external
  bool external = false;
};

class Package {
 public:
  Package(std::string_view bytes, const std::string& file);

  // True when the archive holds a document of a word processor.
  static bool is_docx(const ZipArchive& archive);

  const std::string& main() const { return main_; }
  const std::map<std::string, Relation>& relations(const std::string& part);

  // The part that `from` points at with a relation of this type, "" when there is none.
  std::string target(const std::string& from, std::string_view type);

  // Null when there is no such part. Each is parsed once and stays.
  const XmlPart* part(const std::string& name);

  // The bytes of a part that may be no XML; nothing when there is none. Throws Error(input) as
  // ZipArchive::read.
  std::optional<std::string> bytes(const std::string& name);
  // A number among the parts for it, or for what stands within it.
  std::uint32_t add_part(std::string name);

  // Names of the parts by number; [0] is the file.
  const std::vector<std::string>& parts() const { return parts_; }

 private:
  std::string file_;
  ZipArchive archive_;
  std::string main_;
  std::vector<std::string> parts_;
  std::map<std::string, std::unique_ptr<XmlPart>> xml_;
  std::map<std::string, std::map<std::string, Relation>> relations_;
};

}  // namespace hexapla::ingest::docx
