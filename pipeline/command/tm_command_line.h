// Internal: the options of `hexapla tm`.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "pipeline/command/command.h"
#include "pipeline/command/tm.h"

namespace hexapla::command {

// The parsed options of all commands below `tm`; lives as long as the application.
struct TmOptions {
  TmLookupCommand lookup;
  TmConcordanceCommand concordance;
  TmStatsCommand stats;
  TmCleanCommand clean;
};

// Adds `tm` with its commands. What was chosen is put into `chosen`, to be run after parsing.
// `exit_codes`: the last line of every help.
void add_tm(CLI::App& app, TmOptions& options, std::function<int()>& chosen,
            Environment environment, const char* exit_codes);

}  // namespace hexapla::command
