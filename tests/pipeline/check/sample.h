// Small Works for the tests of this room.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "pipeline/check/check.h"

namespace hexapla::check {

// A row: (language, blocks separated by '\n', "" for none); a block may begin with its label and
// '|', and holds the mark of a note where '^' stands.
using Lines = std::vector<std::pair<std::string, std::string>>;

store::Work work_of(const std::vector<Lines>& rows);

// "code:langs" of every finding, in order, separated by a space; "" for none.
std::string codes(const store::Work& work, const Options& options = {});

}  // namespace hexapla::check
