// Any bytes as XLIFF: a document or an Error of kind input; a document takes matches and is valid
// then too.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "pipeline/base/error.h"
#include "pipeline/exchange/xliff.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  exchange::MemorySource source({reinterpret_cast<const char*>(data), size});
  try {
    exchange::XliffDocument document(source, "fuzz.xlf");
    exchange::XliffMatch match;
    match.source = {"en", "a", {}, {}, {}};
    match.target = {"fr", "b", {}, {}, {}};
    for (std::size_t i = 0; i < document.segments().size(); ++i) {
      if (!document.segments()[i].unit.variants.empty())
        match.source = document.segments()[i].unit.variants.front();
      document.add_matches(i, {match});
    }
    const std::string written = document.to_xml();
    exchange::MemorySource again(written);
    try {
      exchange::XliffDocument valid(again, "written.xlf");
    } catch (const Error&) {
      std::abort();
    }
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::input) std::abort();
  }
  return 0;
}
