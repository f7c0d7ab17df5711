#include "pipeline/command/tm_output.h"

#include <fmt/format.h>

#include "analyzers/language/identify.h"
#include "analyzers/language/profile.h"
#include "pipeline/base/error.h"

namespace hexapla::command {

void add_provenance(Json& json, const memory::TranslationUnit& unit, const std::string& memory) {
  const memory::Provenance p = memory::provenance_of(unit);
  if (!unit.id.empty()) json["id"] = unit.id;
  if (!p.work.empty()) json["work"] = p.work;
  if (!p.date.empty()) json["date"] = p.date;
  json["origin"] = name(p.origin);
  if (p.confidence) json["confidence"] = *p.confidence;
  json["memory"] = memory;
}

std::string provenance_line(const memory::TranslationUnit& unit) {
  const memory::Provenance p = memory::provenance_of(unit);
  std::vector<std::string> parts;
  if (!p.work.empty()) parts.push_back(p.work);
  if (p.work.empty() && !unit.id.empty()) parts.push_back(unit.id);
  if (!p.date.empty()) parts.push_back(p.date);
  std::string origin(name(p.origin));
  if (p.confidence) origin += fmt::format(" {:.2f}", *p.confidence);
  parts.push_back(origin);
  return printable(join(parts));
}

std::string language_or_identified(const std::string& lang, const std::string& text) {
  if (!lang.empty()) return lang;
  std::string found = language::identify(text).tag;
  if (language::find_profile(found) == nullptr) {
    throw Error(ErrorKind::usage, "", "", "the language of the text cannot be told",
                "give it with --lang");
  }
  return found;
}

}  // namespace hexapla::command
