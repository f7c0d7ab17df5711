// Legacy character sets: which of them a text that is not UTF-8 is in. Internal to this room.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/ingest/decode.h"

namespace hexapla::ingest {

// `bytes` are not well-formed UTF-8. Tries windows-1252, -1251, -1256, GB18030, Big5, KOI8-R,
// ISO-8859-5, -6 and -15, IBM866, and windows-1250 where ICU's detector suspects it, and takes the
// one whose text is the likeliest by its letters and their neighbours (charset_score.h). Nothing
// when none is plausible: the text is damaged UTF-8, or no text.
std::optional<Decoded> decode_legacy(std::string_view bytes);

// `bytes` as a page declares them ("iso-8859-1" and "gb2312" are read as what browsers read them
// as), unless they are clearly in another of those character sets. Nothing when the declared one is
// none that we try, or when they are not in it.
std::optional<Decoded> decode_declared(std::string_view bytes, std::string_view charset);

// True for UTF-16 without a byte order mark, in the order of bytes that `little` then tells: nearly
// all of it are characters of the six languages.
bool is_utf16(std::string_view bytes, bool& little);

}  // namespace hexapla::ingest
