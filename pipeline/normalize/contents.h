// Tables of contents. Internal to this room.
#pragma once

#include "pipeline/normalize/draft.h"

namespace hexapla::normalize {

// Marks the entries of a table of contents (Paragraph::contents): what stands between its heading
// and the place where the first entry comes again as a heading of the text. The number of a page
// that stands alone goes to its entry.
void find_contents(Draft& draft);

}  // namespace hexapla::normalize
