#include "pipeline/base/error.h"
#include "pipeline/command/tm.h"
#include "pipeline/store/store.h"

namespace hexapla::command {

namespace fs = std::filesystem;

fs::path imported_memory(const fs::path& store) {
  return store / "imported";
}

std::vector<OpenMemory> open_memories(const TmPlace& place) {
  std::vector<OpenMemory> out;
  const auto add = [&out](const fs::path& directory) {
    out.push_back({directory.string(), directory, memory::Memory::open(directory)});
  };
  if (!place.memory.empty()) {
    add(place.memory);
    return out;
  }
  const store::Store store = store::Store::open(place.store);
  std::error_code error;
  for (const fs::path& directory : {store.part_path("memory"), imported_memory(place.store)}) {
    if (fs::exists(directory / "MANIFEST", error)) add(directory);
  }
  if (out.empty()) {
    throw Error(ErrorKind::usage, place.store, "", "the store has no translation memory yet",
                "run hexapla reindex, or hexapla tm import");
  }
  return out;
}

}  // namespace hexapla::command
