// Internal: the options of `hexapla tm import`, `export` and `pretranslate`.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "pipeline/command/command.h"
#include "pipeline/command/tm_exchange.h"

namespace hexapla::command {

// Lives as long as the application.
struct TmExchangeOptions {
  TmImportCommand import;
  TmExportCommand export_;
  TmPretranslateCommand pretranslate;
};

// Adds the commands below `tm`, as add_tm (tm_command_line.h) does its own.
void add_tm_exchange(CLI::App& tm, TmExchangeOptions& options, std::function<int()>& chosen,
                     Environment environment);

}  // namespace hexapla::command
