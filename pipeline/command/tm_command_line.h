// Internal: the options of `hexapla tm`.
#pragma once

#include "pipeline/command/command_group.h"
#include "pipeline/command/tm.h"

namespace hexapla::command {

// The parsed options of all commands below `tm`; lives as long as the application.
struct TmOptions {
  TmLookupCommand lookup;
  TmConcordanceCommand concordance;
  TmStatsCommand stats;
  TmCleanCommand clean;
};

// Where the memory is: a store, or a directory of its own.
void add_place(CLI::App* sub, TmPlace& place);

// Adds `tm` with its commands, as CommandGroup says, and gives it back for more.
CLI::App& add_tm(CLI::App& app, TmOptions& options, std::function<int()>& chosen,
                 Environment environment);

}  // namespace hexapla::command
