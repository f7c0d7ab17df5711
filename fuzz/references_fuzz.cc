// Any bytes, in any of the six languages: nothing crashes, spans lie in the text, in order, without
// overlap.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "analyzers/references/references.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::string_view kLanguages[] = {"ar", "en", "es", "fr", "ru", "zh", "und"};
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string_view lang = kLanguages[data[0] % std::size(kLanguages)];
  std::size_t last = 0;
  for (const hexapla::references::Reference& r :
       hexapla::references::find(text, lang, {"", "basel", "BC"})) {
    if (r.span.begin < last || r.span.begin >= r.span.end || r.span.end > text.size()) std::abort();
    last = r.span.end;
  }
  hexapla::text::Unit unit;
  unit.text = text;
  unit.lang = lang;
  const hexapla::text::Unit units[] = {unit, unit};
  (void)hexapla::references::find_in_document(units, hexapla::references::context_of(units, ""));
  (void)hexapla::references::canonical_form(text);
  (void)hexapla::references::symbol_in_line(text);
  return 0;
}
