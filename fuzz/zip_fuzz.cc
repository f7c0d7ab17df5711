// Any bytes as an archive, and as one within an archive: what can be read is bounded, whatever it
// declares.
#include <cstddef>
#include <cstdint>

#include "fuzz/check.h"
#include "pipeline/ingest/zip_archive.h"
#include "tests/support/docx.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  const std::string bytes = fuzz::text_of(data, size);
  ingest::ZipLimits limits;
  limits.entry_bytes = std::uint64_t{1} << 20;
  limits.total_bytes = std::uint64_t{4} << 20;
  limits.entries = 100;
  for (const std::string& archive :
       {bytes.starts_with("PK") ? bytes : "PK\x03\x04" + bytes,
        testing_support::zipped({{"inner.zip", bytes}, {"b", "y"}})}) {
    try {
      ingest::ZipArchive zip(archive, "fuzz.zip", limits);
      std::uint64_t read = 0;
      for (const std::string& name : zip.names()) {
        (void)ingest::is_safe_entry_name(name);
        (void)zip.head(name, 64);
        try {
          read += zip.read(name).size();
        } catch (const Error& e) {
          if (e.kind() != ErrorKind::input) std::abort();
        }
      }
      if (read > limits.total_bytes) std::abort();
      zip.check_total(archive.size());
    } catch (const Error& e) {
      if (e.kind() != ErrorKind::input) std::abort();
    }
  }
  return 0;
}
