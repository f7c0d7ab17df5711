#include "analyzers/language/identify.h"

namespace hexapla::language {

Identification identify(std::string_view) { return {"und", 0.0}; }

std::vector<Stretch> split_by_language(std::string_view text) { return {{{0, text.size()}, identify(text).tag}}; }

}  // namespace hexapla::language
