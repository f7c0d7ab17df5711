// The fuzz targets over their seeds (fuzz/seeds/TARGET), cut and flipped at places that are the
// same in every run: a smoke run of what scripts/fuzz does for longer.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/files.h"
#include "targets.h"

namespace hexapla {
namespace {

namespace fs = std::filesystem;

constexpr int kChanges = 60;  // of each seed

std::vector<std::string> seeds(const std::string& target) {
  std::vector<fs::path> paths;
  const fs::path folder = fs::path(HEXAPLA_SOURCE_DIR) / "fuzz/seeds" / target;
  for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> out;
  for (const fs::path& path : paths) out.push_back(files::read(path));
  return out;
}

class Changes {
 public:
  std::string of(std::string seed) {
    if (seed.empty()) return seed;
    switch (next() % 4) {
      case 0:
        seed.resize(next() % seed.size());
        break;
      case 1:
        seed[next() % seed.size()] ^= static_cast<char>(1 << (next() % 8));
        break;
      case 2:
        seed.insert(next() % seed.size(), seed.substr(next() % seed.size(), next() % 64));
        break;
      default:
        seed.erase(next() % seed.size(), next() % 64);
        break;
    }
    return seed;
  }

 private:
  // xorshift64 (Marsaglia 2003).
  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    return state_ ^= state_ << 17;
  }
  std::uint64_t state_ = 88172645463325252U;
};

TEST(Fuzz, SeedsAndWhatIsMadeOfThem) {
  // Any target may make bytes that look like a PDF, or like an old Word file.
  ::setenv("HEXAPLA_PDF", HEXAPLA_PDF_HELPER, 1);
  ::setenv("HEXAPLA_OLD_WORD", "none", 1);
  for (const FuzzTarget& target : kFuzzTargets) {
    SCOPED_TRACE(target.name);
    const std::vector<std::string> all = seeds(target.name);
    EXPECT_FALSE(all.empty());
    Changes changes;
    const auto run = [&](const std::string& bytes) {
      target.run(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    };
    run("");
    for (const std::string& seed : all) {
      run(seed);
      std::string changed = seed;
      for (int i = 0; i < kChanges; ++i) {
        changed = changes.of(i % 8 == 0 ? seed : changed);
        run(changed);
      }
    }
  }
}

}  // namespace
}  // namespace hexapla
