#include "pipeline/command/command_group.h"

#include <cstdlib>
#include <utility>

namespace hexapla::command {

const char* const kExitCodes =
    "Exit codes: 0 done, 1 findings or nothing found, 2 wrong usage, 3 some inputs quarantined, 4 "
    "environment "
    "failure.";

CLI::App* CommandGroup::add(const char* name, const char* description,
                            const std::string& examples) {
  CLI::App* sub = above_.add_subcommand(name, description);
  sub->footer("Examples:\n" + examples + "\n" + kExitCodes);
  return sub;
}

CLI::IsMember languages() {
  return CLI::IsMember(std::set<std::string>{"ar", "en", "es", "fr", "ru", "zh"});
}

void add_store(CLI::App* sub, std::string& store) {
  const char* from_environment = std::getenv("HEXAPLA_STORE");
  store = from_environment != nullptr && *from_environment != '\0' ? from_environment
                                                                   : "./hexapla-store";
  sub->add_option("--store", store, "the store's directory; $HEXAPLA_STORE, else ./hexapla-store")
      ->type_name("DIR");
}

void add_format(CLI::App* sub, std::string& format, std::set<std::string> formats,
                const char* what) {
  sub->add_option("--format", format, what)
      ->check(CLI::IsMember(std::move(formats)))
      ->capture_default_str();
}

CLI::Option* add_language(CLI::App* sub, std::string& lang, const char* what) {
  return sub->add_option("--lang", lang, what)->check(languages());
}

void add_show_list(CLI::App* sub, std::vector<std::string>& show) {
  sub->add_option("--show", show, "languages to show, separated by commas; all when not given")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(languages())
      ->type_name("L,L");
}

void add_day(CLI::App* sub, const char* name, std::string& day, const char* what) {
  const CLI::Validator is_day(
      [](std::string& text) {
        const bool fits = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                          text.find_first_not_of("0123456789-") == std::string::npos;
        return fits ? std::string() : "not a day like 2004-02-29: " + text;
      },
      "YYYY-MM-DD");
  sub->add_option(name, day, what)->check(is_day)->type_name("");
}

}  // namespace hexapla::command
