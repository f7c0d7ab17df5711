// Legacy character sets: which of them a text that is not UTF-8 is in. Internal to this room.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/ingest/decode.h"

namespace hexapla::ingest {

// `bytes` are not well-formed UTF-8. Tries windows-1252, -1251, -1256, GB18030, Big5 and what ICU's
// detector adds, and takes the one whose text is plausible: in one of the six languages, in a
// script that the character set is for, with no controls, no lone accented letters and no
// mixed-script words. Nothing when none is: the text is damaged UTF-8, or no text.
std::optional<Decoded> decode_legacy(std::string_view bytes);

// `bytes` as a page declares them ("iso-8859-1" and "gb2312" are read as what browsers read them
// as). Nothing when the character set is none that we try, or when they are not in it.
std::optional<Decoded> decode_declared(std::string_view bytes, std::string_view charset);

}  // namespace hexapla::ingest
