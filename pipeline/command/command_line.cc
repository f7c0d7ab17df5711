// The only place that knows CLI11: options in, structs out.
#include <CLI/CLI.hpp>
#include <ostream>

#include "pipeline/base/error.h"
#include "pipeline/command/command.h"
#include "pipeline/command/commands.h"

namespace hexapla::command {
namespace {

const char* const kExitCodes =
    "Exit codes: 0 done, 1 nothing found, 2 wrong usage, 3 some inputs quarantined, 4 environment failure.";

CLI::App* add(CLI::App& app, const char* name, const char* description, const std::string& examples) {
  CLI::App* sub = app.add_subcommand(name, description);
  sub->footer("Examples:\n" + examples + "\n" + kExitCodes);
  return sub;
}

const CLI::IsMember kLanguages({"ar", "en", "es", "fr", "ru", "zh"});

}  // namespace

int run(const std::vector<std::string>& arguments, Environment environment) {
  CLI::App app("Hexapla: official documents in six languages, normalised, aligned, searchable.", "hexapla");
  app.set_version_flag("--version", "hexapla " HEXAPLA_VERSION);
  app.require_subcommand(1);
  app.footer("`hexapla COMMAND --help` tells more, with examples. " + std::string(kExitCodes));
  std::function<int()> chosen;

  ExtractOptions extract_options;
  {
    CLI::App* sub = add(app, "extract", "References and deadlines of one file, no store needed",
                        "  hexapla extract letter.txt\n"
                        "  hexapla extract --format jsonl note.md | grep deadline\n"
                        "  cat note.txt | hexapla extract --lang ru -\n");
    sub->add_option("FILE", extract_options.file, "the file, or - for standard input")->required();
    sub->add_option("--lang", extract_options.lang, "its language, where you know better")->check(kLanguages);
    sub->add_option("--format", extract_options.format, "text for people, jsonl for programs")
        ->check(CLI::IsMember({"text", "jsonl"}))->capture_default_str();
    sub->callback([&] { chosen = [&] { return extract(extract_options, environment); }; });
  }
  NormalizeOptions normalize_options;
  {
    CLI::App* sub = add(app, "normalize", "One file with its layout repaired",
                        "  hexapla normalize note.txt\n"
                        "  hexapla normalize --format xml note.txt > note.xml\n");
    sub->add_option("FILE", normalize_options.file, "the file, or - for standard input")->required();
    sub->add_option("--lang", normalize_options.lang, "its language, where you know better")->check(kLanguages);
    sub->add_option("--format", normalize_options.format, "text for people, xml or json for programs")
        ->check(CLI::IsMember({"text", "xml", "json"}))->capture_default_str();
    sub->callback([&] { chosen = [&] { return normalize(normalize_options, environment); }; });
  }

  try {
    // CLI11 takes the arguments last first.
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e, environment.out, environment.err);
    return code == 0 ? 0 : 2;
  }
  try {
    return chosen();
  } catch (const Error& e) {
    environment.err << "hexapla: " << e.what() << '\n';
    return exit_code(e.kind());
  } catch (const std::bad_alloc&) {
    environment.err << "hexapla: out of memory\n";
    return 4;
  } catch (const std::exception& e) {
    environment.err << "hexapla: internal error: " << e.what() << "; please report it\n";
    return 4;
  }
}

}  // namespace hexapla::command
