#include "pipeline/command/tm_command_line.h"

#include <set>
#include <string>

namespace hexapla::command {
namespace {

// Adds the commands below `tm`.
class TmCommandLine : CommandGroup {
 public:
  TmCommandLine(CLI::App& tm, TmOptions& options, std::function<int()>& chosen,
                Environment environment)
      : CommandGroup(tm, chosen, environment), options_(options) {}

  void add_lookup() {
    TmLookupCommand& o = options_.lookup;
    CLI::App* sub = add("lookup", "How was this segment, or one like it, translated before?",
                        "  hexapla tm lookup \"Invites Parties to submit comments\" --show fr,ru\n"
                        "  hexapla tm lookup 请各缔约方提交意见 --threshold 50\n"
                        "  hexapla tm lookup - --lang en --format json < segments.txt\n");
    sub->add_option("TEXT", o.text, "the segment; - for lines of standard input")->required();
    add_place(sub, o.place);
    add_language(sub, o.lang, "its language; identified when not given");
    add_show_list(sub, o.show);
    sub->add_option("--threshold", o.threshold, "least score of the words, in per cent")
        ->check(CLI::Range(50, 100))
        ->capture_default_str();
    sub->add_option("--limit", o.limit, "matches to show; 0 for all")->capture_default_str();
    sub->add_option("--previous", o.previous, "the segment before it in the document");
    sub->add_option("--next", o.next, "the segment behind it");
    sub->add_flag("--characters", o.characters, "Chinese by characters instead of words");
    add_format(sub, o.format, {"text", "json"}, "text for people, json for programs");
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
    add_show_list(sub, o.show);
    sub->add_option("--limit", o.limit, "units to show; 0 for all")->capture_default_str();
    add_format(sub, o.format, {"text", "json"}, "text for people, json for programs");
    on(sub, o, &tm_concordance);
  }

  void add_stats() {
    TmStatsCommand& o = options_.stats;
    CLI::App* sub = add("stats", "What is in the memory",
                        "  hexapla tm stats\n"
                        "  hexapla tm stats --memory archive-tm --verify\n");
    add_place(sub, o.place);
    sub->add_flag("--verify", o.verify, "read every byte and compare the checksums");
    add_format(sub, o.format, {"text", "json"}, "text for people, json for programs");
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
    add_format(sub, o.format, {"text", "json"}, "text for people, json for programs");
    on(sub, o, &tm_clean);
  }

 private:
  TmOptions& options_;
};

}  // namespace

void add_place(CLI::App* sub, TmPlace& place) {
  add_store(sub, place.store);
  sub->add_option("--memory", place.memory, "a memory of its own, instead of the store's")
      ->type_name("DIR");
}

CLI::App& add_tm(CLI::App& app, TmOptions& options, std::function<int()>& chosen,
                 Environment environment) {
  CLI::App& tm = *app.add_subcommand("tm", "Translation memory: how was this translated before?");
  tm.require_subcommand(1);
  tm.footer("`hexapla tm COMMAND --help` tells more, with examples. " + std::string(kExitCodes));
  TmCommandLine commands(tm, options, chosen, environment);
  commands.add_lookup();
  commands.add_concordance();
  commands.add_stats();
  commands.add_clean();
  return tm;
}

}  // namespace hexapla::command
