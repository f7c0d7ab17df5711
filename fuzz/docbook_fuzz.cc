// Any bytes as the DocBook of antiword, with the same bytes as its text.
#include <cstddef>
#include <cstdint>

#include "analyzers/text/utf8.h"
#include "fuzz/check.h"
#include "pipeline/ingest/docbook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  const std::string bytes = fuzz::text_of(data, size);
  if (text::first_invalid(bytes)) return 0;
  try {
    ingest::RawDocument raw = ingest::read_docbook(bytes, "fuzz.doc", ingest::AntiwordText(bytes));
    raw.manifestation.parts = {"fuzz.doc", "DocBook", "text"};
    if (raw.blocks.empty() && raw.notes.empty()) return 0;
    document::validate(normalize::normalize(std::move(raw)));
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::input) std::abort();
  }
  return 0;
}
