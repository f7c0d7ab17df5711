// Dates what hangs on a meeting that another Work dates: decision II/4 says "at its third meeting",
// the report of the third meeting says when that was. Works of one treaty, as their symbols tell.
//
// A Work's times depend on the Works beside it here, so each remembers (Work::calendar) which
// meetings they were read with: when a Work comes, changes or goes, only those that it concerns are
// read again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/catalogue.h"

namespace hexapla::run {

// Reads the times again of every Work whose meetings are other ones than it was read with; writes
// them to the catalogue. Those that are among `works` (sorted by key) change there too; the others
// come back, sorted by key. Rows and everything else stay as they are.
std::vector<store::Work> date_meetings(store::Catalogue& catalogue,
                                       std::vector<store::Work>& works);

// The Works that share the calendar of bodies: "UNEP/GLC" of UNEP/GLC/COP.3/16 and
// UNEP/GLC/STC.4/6, "FCCC" of FCCC/CP/2015/10. Empty for keys that are no symbols and for joint
// symbols, which belong to several.
std::string series_of(std::string_view key);

}  // namespace hexapla::run
