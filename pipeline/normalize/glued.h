// Words that stand together without the space between them: "to19 October", "15.Feedback". Internal
// to this room.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/normalize/paragraphs.h"

namespace hexapla::normalize {

// The text is kept as it is; this only says so.
bool is_glued(std::string_view text);

// "AttachmentTITLE IN CAPITALS": where the capitals begin, when a heading and a title were glued,
// else nothing.
std::optional<std::size_t> glued_title(std::string_view text);

}  // namespace hexapla::normalize
