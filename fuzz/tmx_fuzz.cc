// Any bytes as TMX: units or an Error of kind input, and what was read is written and read again
// the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "pipeline/base/error.h"
#include "pipeline/exchange/tmx.h"

namespace {

using namespace hexapla;

std::vector<memory::TranslationUnit> read(std::string_view bytes) {
  std::vector<memory::TranslationUnit> out;
  exchange::MemorySource source(bytes);
  exchange::read_tmx(source, "fuzz.tmx",
                     [&](memory::TranslationUnit& unit) { out.push_back(unit); });
  return out;
}

std::string write(const std::vector<memory::TranslationUnit>& units) {
  std::ostringstream out;
  exchange::TmxWriter writer(out);
  for (const memory::TranslationUnit& unit : units) writer.write(unit);
  writer.finish();
  return out.str();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto units = read({reinterpret_cast<const char*>(data), size});
    const std::string once = write(units);
    // The writer makes what is odd regular; from then on nothing changes.
    const auto again = read(once);
    if (again.size() != units.size() || write(again) != once) std::abort();
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::input) std::abort();
  }
  return 0;
}
