// Files of Word that our own reader does not read: of Word 6 and 95, of Word 1 and 2 for Windows,
// of Word for DOS and for the Macintosh, and damaged ones. Antiword reads them, or LibreOffice,
// where they are installed. Internal to this room.
//
// Of damaged files only antiword is asked: it finds the text or says that it does not, and soffice
// shows what it takes for text.
//
// HEXAPLA_OLD_WORD in the environment says which of them is asked: "auto" (or nothing) for antiword
// and, where that is not there or fails, soffice; "antiword"; "soffice"; "none".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/base/error.h"
#include "pipeline/ingest/child.h"
#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

// A document of Word, but one that our own reader cannot read.
class UnreadableWord : public Error {
 public:
  enum class Because : std::uint8_t { old, damaged };
  UnreadableWord(std::string file, std::string reason, Because because)
      : Error(ErrorKind::input, std::move(file), "", std::move(reason)), because_(because) {}
  bool damaged() const { return because_ == Because::damaged; }

 private:
  Because because_;
};

// By the first bytes: Word for DOS, for the Macintosh, 1 and 2 for Windows; these have no container
// of Office. "" for others, else what it is: "written by Word 2 for Windows".
std::string old_word(std::string_view bytes);

struct OldWordLimits {
  ChildLimits antiword{std::chrono::seconds(30), std::size_t{1} << 26};
  ChildLimits soffice{std::chrono::seconds(120), std::size_t{1} << 20};
};

// Reads it with a program of others. Part 0 of the source map is the file; what the program wrote
// are the further parts, and their names say so: places are bytes of that, since the program does
// not tell where in the file they stand. The quality report says "read-by". Throws Error(input)
// with `why.reason()` and what was tried, or what to install.
RawDocument read_with_others(std::string_view bytes, const std::string& path,
                             const UnreadableWord& why, const OldWordLimits& limits = {});

}  // namespace hexapla::ingest
