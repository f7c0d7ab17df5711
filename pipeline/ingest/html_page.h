// An HTML page as bytes: its character set. Internal to this room.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/ingest/decode.h"

namespace hexapla::ingest::html {

// UTF-8 is what it is; else what the page declares counts, where the bytes allow it; else what they
// look like.
Decoded decode_page(std::string_view bytes, const std::string& path);

}  // namespace hexapla::ingest::html
