// Findings as one HTML page that needs nothing else: for the screen and for paper.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "pipeline/check/check.h"

namespace hexapla::check {

// A Work with its findings.
struct Checked {
  const store::Work* work = nullptr;
  std::vector<Finding> findings;
  std::size_t accepted = 0;  // findings that were accepted and left out
};

// A summary table, then for every Work the rows with findings and the rows around them side by
// side, what differs marked in place, columns of Arabic from right to left. Everything from
// documents is escaped; there are no scripts and nothing is loaded. UTF-8, deterministic.
std::string to_html(std::span<const Checked> works);

}  // namespace hexapla::check
