// Internal: units as the commands of `hexapla tm` print them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "pipeline/command/output.h"
#include "pipeline/memory/provenance.h"

namespace hexapla::command {

// {"id", "work", "date", "origin", "confidence", "memory"}: empty ones are left out.
void add_provenance(Json& json, const memory::TranslationUnit& unit, const std::string& memory);

// "UNEP/GLC/COP.3/7, 2018-05-01, automatic 0.97": what is known of where it came from.
std::string provenance_line(const memory::TranslationUnit& unit);

// The language of a text that the user typed: as given, or identified. Throws Error(usage) when it
// cannot be told.
std::string language_or_identified(const std::string& lang, const std::string& text);

}  // namespace hexapla::command
