// Text files of any encoding as UTF-8, in pieces. Internal to the room.
#pragma once

#include <memory>

#include "pipeline/exchange/bytes.h"

namespace hexapla::exchange {

enum class TextKind : std::uint8_t {
  plain,  // UTF-8, or UTF-16 with a byte order mark
  xml,    // as XML 1.0, appendix F says: byte order mark, first bytes, declaration
};

// The text of `bytes` without its byte order mark. An XML declaration is left out but for its line
// ends. Bytes that are no characters in UTF-16 or a declared encoding become U+FFFF, which no XML
// may have; malformed UTF-8 is passed on as it is. Throws Error(input) naming `file` when the
// declared encoding is unknown. `bytes` must outlive the result.
std::unique_ptr<ByteSource> as_utf8(ByteSource& bytes, TextKind kind, const std::string& file);

}  // namespace hexapla::exchange
