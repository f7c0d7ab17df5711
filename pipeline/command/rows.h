// A Block with its row, for people and for programs: shared by the commands that show text.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"
#include "pipeline/command/output.h"
#include "pipeline/store/catalogue.h"

namespace hexapla::command {

// Text of a terminal line in its own direction: isolated (UAX 9) where `lang` is written from right
// to left and the output is a terminal; symbols and numbers inside keep their order by themselves
// then.
std::string directed(std::string_view text, std::string_view lang, Environment environment);

// "3. text" on one line of at most `width` characters.
std::string block_line(const store::Catalogue::BlockText& block, std::size_t width);

// The stretch of a block's text around its first mark, at most `width` characters on one line,
// marks bold where `bold`.
std::string snippet(const std::string& text, const std::vector<Span>& marks, std::size_t width,
                    bool bold);

// {"block", "label", "text", "file", "from", "to"}.
Json block_json(const store::Catalogue& catalogue, const store::Place& place);

// {"row", "confidence", "languages": {"fr": [blocks]}} of the row that holds `place`; null when
// there is none. Only languages in `show` where it is not empty.
Json row_json(const store::Catalogue& catalogue, const store::Place& place,
              const std::vector<std::string>& show);

// Is `lang` wanted by a --show list? An empty list wants all.
bool wanted(const std::vector<std::string>& show, std::string_view lang);

// The key of the Work that a person means: as typed, in canonical form, or whatever the case; ""
// when there is none.
std::string find_work(const store::Catalogue& catalogue, const std::string& typed);

// Known names nearest to `typed` (by edit distance), best first, at most three, none that is far
// off.
std::vector<std::string> nearest(const std::string& typed, const std::vector<std::string>& known);

}  // namespace hexapla::command
