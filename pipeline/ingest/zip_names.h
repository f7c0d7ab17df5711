// Names of ZIP entries that are not UTF-8. Internal to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla::ingest {

// The names of one archive, which one program wrote in the character set of its machine and did not
// say which: that of DOS for Western Europe, Russian or Arabic, of Windows, KOI8-R, GB18030, Big5.
// All names together decide, by the letters that the languages use (charset_score.h); code page
// 437, as the format has it, where nothing is likelier. UTF-8, name for name. Linear; never throws.
std::vector<std::string> decode_names(const std::vector<std::string>& raw);

// True when `name` is what reading `raw` as code page 437 gives, but for a few characters that are
// mapped in two ways (micro or mu).
bool is_437(const std::string& raw, std::string_view name);

}  // namespace hexapla::ingest
