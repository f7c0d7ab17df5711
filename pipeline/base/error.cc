#include "pipeline/base/error.h"

#include <utility>

namespace hexapla {
namespace {

std::string join(const std::string& file, const std::string& place, const std::string& reason,
                 const std::string& remedy) {
  std::string out;
  for (const std::string* part : {&file, &place}) {
    if (!part->empty()) out += *part + ": ";
  }
  out += reason;
  if (!remedy.empty()) out += "; " + remedy;
  return out;
}

}  // namespace

Error::Error(ErrorKind kind, std::string file, std::string place, std::string reason,
             std::string remedy)
    : std::runtime_error(join(file, place, reason, remedy)),
      kind_(kind),
      file_(std::move(file)),
      place_(std::move(place)),
      reason_(std::move(reason)),
      remedy_(std::move(remedy)) {}

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return 2;
    case ErrorKind::input:
      return 3;
    case ErrorKind::environment:
    case ErrorKind::internal:
      return 4;
  }
  return 4;
}

}  // namespace hexapla
