// Xapian's exceptions become the house's. Internal to the room.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>

#include "pipeline/base/error.h"

namespace hexapla::index {

// Runs `action`; a Xapian error becomes an Error(environment) that names the index and the system's
// reason.
template <class Action>
auto guarded(const std::filesystem::path& path, Action&& action) {
  try {
    return action();
  } catch (const Xapian::DatabaseLockError&) {
    throw Error(ErrorKind::environment, path.string(), "",
                "another process is writing to the index", "wait until it is done");
  } catch (const Xapian::Error& e) {
    std::string reason = "full-text index: " + e.get_msg();
    if (const char* system = e.get_error_string()) reason += std::string(": ") + system;
    const bool broken = std::string_view(e.get_type()).starts_with("Database");
    throw Error(ErrorKind::environment, path.string(), "", std::move(reason),
                broken ? "'hexapla reindex' makes it anew from the catalogue" : "");
  }
}

}  // namespace hexapla::index
