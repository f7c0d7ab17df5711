// The one way in which the house reports errors.
//
// Whatever cannot do what it promises throws an Error; nothing prints, nothing aborts. The batch
// catches Errors at the border of a document and puts the document into quarantine; the command
// catches them at the top and turns the kind into the exit code. Exceptions of libraries are caught
// where the library is called and become Errors. Analysers are total functions and never throw.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace hexapla {

enum class ErrorKind : std::uint8_t {
  usage,        // the caller's mistake: exit code 2
  input,        // this document cannot be read: quarantine, exit code 3
  environment,  // disk, permission, another format version, a missing tool: exit code 4
  internal,     // a promise of our own is broken: a bug, exit code 4
};

class Error : public std::runtime_error {
 public:
  // `file`: as the user named it, or empty. `place`: where in it ("byte 17", "line 3"), or empty.
  // `reason`: what is wrong, no full stop. `remedy`: what the user can do, or empty. what() is
  // "file: place: reason; remedy".
  Error(ErrorKind kind, std::string file, std::string place, std::string reason,
        std::string remedy = {});

  ErrorKind kind() const { return kind_; }
  const std::string& file() const { return file_; }
  const std::string& place() const { return place_; }
  const std::string& reason() const { return reason_; }
  const std::string& remedy() const { return remedy_; }

 private:
  ErrorKind kind_;
  std::string file_;
  std::string place_;
  std::string reason_;
  std::string remedy_;
};

int exit_code(ErrorKind kind);

}  // namespace hexapla
