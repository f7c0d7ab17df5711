// One function a command: the options as parsed, the streams, the exit code. Errors are thrown.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/command/command.h"

namespace hexapla::command {

struct ExtractOptions {
  std::string file;
  std::string lang;
  std::string format = "text";  // text, jsonl
};
int extract(const ExtractOptions& options, Environment environment);

struct NormalizeOptions {
  std::string file;
  std::string lang;
  std::string format = "text";  // text, xml, json
};
int normalize(const NormalizeOptions& options, Environment environment);

}  // namespace hexapla::command
