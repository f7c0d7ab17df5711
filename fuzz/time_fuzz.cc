// Any bytes, in any of the six languages: nothing crashes, spans lie in the text, in order, without
// overlap.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "analyzers/time/calendar.h"
#include "analyzers/time/time.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::string_view kLanguages[] = {"ar", "en", "es", "fr", "ru", "zh", "und"};
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string_view lang = kLanguages[data[0] % std::size(kLanguages)];
  std::size_t last = 0;
  for (const hexapla::time::TimeExpression& e : hexapla::time::find(text, lang)) {
    if (e.span.begin < last || e.span.begin >= e.span.end || e.span.end > text.size()) std::abort();
    if (e.sentence.end > text.size()) std::abort();
    last = e.span.end;
  }
  hexapla::text::Unit units[3];
  for (int i = 0; i < 3; ++i) {
    units[i].text = text;
    units[i].lang = lang;
    units[i].table = i == 0 ? -1 : 0;
    units[i].row = i == 0 ? -1 : 1;
    units[i].column = i - 1;
    units[i].parent = i == 2 ? 0 : -1;
  }
  (void)hexapla::time::find_in_document(units, {});
  (void)hexapla::time::interval_of(text);
  return 0;
}
