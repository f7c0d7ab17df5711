#include "pipeline/command/tm_command_line.h"

#include <cstdlib>
#include <set>
#include <string>

namespace hexapla::command {
namespace {

// Adds the commands below `tm`.
class TmCommandLine {
 public:
  TmCommandLine(CLI::App& app, TmOptions& options, std::function<int()>& chosen,
                Environment environment, const char* exit_codes)
      : options_(options), chosen_(chosen), environment_(environment), exit_codes_(exit_codes) {
    tm_ = app.add_subcommand("tm", "Translation memory: how was this translated before?");
    tm_->require_subcommand(1);
    tm_->footer("`hexapla tm COMMAND --help` tells more, with examples. " +
                std::string(exit_codes));
  }

  void add_lookup() {
    TmLookupCommand& o = options_.lookup;
    CLI::App* sub = add("lookup", "How was this segment, or one like it, translated before?",
                        "  hexapla tm lookup \"Invites Parties to submit comments\" --show fr,ru\n"
                        "  hexapla tm lookup 请各缔约方提交意见 --threshold 50\n"
                        "  hexapla tm lookup - --lang en --format json < segments.txt\n");
    sub->add_option("TEXT", o.text, "the segment; - for lines of standard input")->required();
    add_place(sub, o.place);
    add_language(sub, o.lang, "its language; identified when not given");
    add_show(sub, o.show);
    sub->add_option("--threshold", o.threshold, "least score of the words, in per cent")
        ->check(CLI::Range(50, 100))
        ->capture_default_str();
    sub->add_option("--limit", o.limit, "matches to show; 0 for all")->capture_default_str();
    sub->add_option("--previous", o.previous, "the segment before it in the document");
    sub->add_option("--next", o.next, "the segment behind it");
    sub->add_flag("--characters", o.characters, "Chinese by characters instead of words");
    add_format(sub, o.format);
    on(sub, o, &tm_lookup);
  }

  void add_concordance() {
    TmConcordanceCommand& o = options_.concordance;
    CLI::App* sub = add("concordance", "Every place where a phrase stands, and what translates it",
                        "  hexapla tm concordance \"best available techniques\" --show fr,zh\n"
                        "  hexapla tm concordance 意见 --lang zh --format json\n");
    sub->add_option("PHRASE", o.phrase, "words that stand next to each other")->required();
    add_place(sub, o.place);
    add_language(sub, o.lang, "its language; identified when not given");
    add_show(sub, o.show);
    sub->add_option("--limit", o.limit, "units to show; 0 for all")->capture_default_str();
    add_format(sub, o.format);
    on(sub, o, &tm_concordance);
  }

  void add_stats() {
    TmStatsCommand& o = options_.stats;
    CLI::App* sub = add("stats", "What is in the memory",
                        "  hexapla tm stats\n"
                        "  hexapla tm stats --memory archive-tm --verify\n");
    add_place(sub, o.place);
    sub->add_flag("--verify", o.verify, "read every byte and compare the checksums");
    add_format(sub, o.format);
    on(sub, o, &tm_stats);
  }

  void add_clean() {
    TmCleanCommand& o = options_.clean;
    CLI::App* sub = add("clean", "What does not belong into the memory: list it, or take it away",
                        "  hexapla tm clean\n"
                        "  hexapla tm clean --memory archive-tm --only duplicate,empty --apply\n");
    add_place(sub, o.place);
    sub->add_option("--only", o.only, "only these flaws, separated by commas")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember(std::set<std::string>{"duplicate", "empty", "same-as-source",
                                                    "wrong-script", "length", "contradictory"}))
        ->type_name("FLAW,FLAW");
    sub->add_flag(
        "--apply", o.apply,
        "take the flawed texts away: of --memory, or of what was imported into the store");
    add_format(sub, o.format);
    on(sub, o, &tm_clean);
  }

 private:
  CLI::App* add(const char* name, const char* description, const std::string& examples) {
    CLI::App* sub = tm_->add_subcommand(name, description);
    sub->footer("Examples:\n" + examples + "\n" + exit_codes_);
    return sub;
  }

  template <typename Options>
  void on(CLI::App* sub, Options& options, int (*command)(const Options&, Environment)) {
    sub->callback([this_chosen = &chosen_, &options, command, environment = environment_] {
      *this_chosen = [&options, command, environment] { return command(options, environment); };
    });
  }

  static void add_place(CLI::App* sub, TmPlace& place) {
    const char* from_environment = std::getenv("HEXAPLA_STORE");
    place.store = from_environment != nullptr && *from_environment != '\0' ? from_environment
                                                                           : "./hexapla-store";
    sub->add_option("--store", place.store,
                    "the store's directory; $HEXAPLA_STORE, else ./hexapla-store")
        ->type_name("DIR");
    sub->add_option("--memory", place.memory, "a memory of its own, instead of the store's")
        ->type_name("DIR");
  }

  static void add_format(CLI::App* sub, std::string& format) {
    sub->add_option("--format", format, "text for people, json for programs")
        ->check(CLI::IsMember(std::set<std::string>{"text", "json"}))
        ->capture_default_str();
  }

  static CLI::IsMember languages() {
    return CLI::IsMember(std::set<std::string>{"ar", "en", "es", "fr", "ru", "zh"});
  }

  static void add_language(CLI::App* sub, std::string& lang, const char* what) {
    sub->add_option("--lang", lang, what)->check(languages());
  }

  static void add_show(CLI::App* sub, std::vector<std::string>& show) {
    sub->add_option("--show", show, "languages to show, separated by commas; all when not given")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(languages())
        ->type_name("L,L");
  }

  TmOptions& options_;
  std::function<int()>& chosen_;
  Environment environment_;
  std::string exit_codes_;
  CLI::App* tm_ = nullptr;
};

}  // namespace

void add_tm(CLI::App& app, TmOptions& options, std::function<int()>& chosen,
            Environment environment, const char* exit_codes) {
  TmCommandLine commands(app, options, chosen, environment, exit_codes);
  commands.add_lookup();
  commands.add_concordance();
  commands.add_stats();
  commands.add_clean();
}

}  // namespace hexapla::command
