// Internal: what the command line is made with: commands below an application or below a command,
// and the options that several of them share. Knows CLI11; the commands do not.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/command/command.h"

namespace hexapla::command {

// The last line of every help.
extern const char* const kExitCodes;

// Adds commands below `above`; what was chosen is put into `chosen`, to be run after parsing. Both
// outlive what is added; the group itself need not.
class CommandGroup {
 public:
  CommandGroup(CLI::App& above, std::function<int()>& chosen, Environment environment)
      : above_(above), chosen_(chosen), environment_(environment) {}

 protected:
  CLI::App* add(const char* name, const char* description, const std::string& examples);

  // `options` outlive the application.
  template <typename Options>
  void on(CLI::App* sub, Options& options, int (*command)(const Options&, Environment)) {
    sub->callback([chosen = &chosen_, &options, command, environment = environment_] {
      *chosen = [&options, command, environment] { return command(options, environment); };
    });
  }

 private:
  CLI::App& above_;
  std::function<int()>& chosen_;
  Environment environment_;
};

// One of the six languages.
CLI::IsMember languages();

void add_store(CLI::App* sub, std::string& store);
void add_format(CLI::App* sub, std::string& format, std::set<std::string> formats,
                const char* what);
CLI::Option* add_language(CLI::App* sub, std::string& lang, const char* what);
void add_show_list(CLI::App* sub, std::vector<std::string>& show);
void add_day(CLI::App* sub, const char* name, std::string& day, const char* what);

}  // namespace hexapla::command
