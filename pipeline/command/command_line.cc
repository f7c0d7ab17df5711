// The only place that knows CLI11: options in, structs out.
#include <CLI/CLI.hpp>
#include <ostream>
#include <system_error>

#include "pipeline/base/error.h"
#include "pipeline/command/command.h"
#include "pipeline/command/command_group.h"
#include "pipeline/command/commands.h"
#include "pipeline/command/output.h"
#include "pipeline/command/tm_command_line.h"
#include "pipeline/command/tm_exchange_line.h"

namespace hexapla::command {
namespace {

// All commands.
class CommandLine : CommandGroup {
 public:
  CommandLine(CLI::App& app, std::function<int()>& chosen, Environment environment)
      : CommandGroup(app, chosen, environment) {
    add_build();
    add_search();
    add_show();
    add_refs();
    add_deadlines();
    add_check();
    CLI::App& tm = add_tm(app, tm_, chosen, environment);
    add_tm_exchange(tm, tm_exchange_, chosen, environment);
    add_align();
    add_export();
    add_extract();
    add_normalize();
    add_status();
    add_care();
  }

 private:
  static void add_dictionaries(CLI::App* sub, std::vector<std::string>& dictionaries) {
    sub->add_option("--dictionary", dictionaries,
                    "a dictionary to start from: tab-separated, FreeDict's TEI or CC-CEDICT; its "
                    "languages are those of its name (en-fr.tsv), or en-fr=FILE")
        ->allow_extra_args(false)
        ->type_name("FILE");
  }

  void add_build() {
    CLI::App* sub =
        add("build", "Normalise, align, extract and index files and folders",
            "  hexapla build corpus/works\n"
            "  hexapla build papers letters/2004.txt --store archive --jobs 4\n"
            "  hexapla build papers                     again: only what has changed\n");
    sub->add_option("INPUT", build_.inputs, "files and folders")->required();
    add_store(sub, build_.store);
    sub->add_option("--jobs", build_.jobs, "workers; 0 is one a core")->capture_default_str();
    sub->add_option("--thesaurus", build_.thesaurus,
                    "concepts with names in several languages, SKOS or JSON: for search");
    sub->add_flag("--realign", build_.realign,
                  "align every Work again, with the whole store as training data");
    add_dictionaries(sub, build_.dictionaries);
    sub->add_option("--corrections", build_.corrections,
                    "rows that a person fixed, one JSON object a line; the store keeps them")
        ->type_name("FILE");
    add_format(sub, build_.format, {"text", "json"}, "text for people, json for programs");
    on(sub, build_, &build);
  }

  void add_search() {
    CLI::App* sub = add("search", "Full text in any language; symbols, phrases, fields",
                        "  hexapla search \"best available techniques\"\n"
                        "  hexapla search 最佳可得技术 --show en,zh\n"
                        "  hexapla search 'glacier AND lang:fr' --format json\n"
                        "  hexapla search SC-1/19\n");
    // Words that the shell took apart are one query again.
    sub->add_option_function<std::vector<std::string>>(
           "QUERY",
           [this](const std::vector<std::string>& words) { search_.query = join(words, " "); },
           "words, \"phrases\", AND OR NOT, field:value")
        ->required();
    add_store(sub, search_.store);
    add_language(sub, search_.lang, "only paragraphs in this language");
    add_show_list(sub, search_.show);
    sub->add_option("--sort", search_.sort, "order of the Works")
        ->check(CLI::IsMember({"relevance", "date"}))
        ->capture_default_str();
    sub->add_option("--limit", search_.limit, "Works a page")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    sub->add_option("--offset", search_.offset, "first Work of the page")->capture_default_str();
    sub->add_option("--hits", search_.hits, "paragraphs a Work")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    sub->add_option("--synonyms", search_.synonyms,
                    "file of words that are one to you, a group a line, separated by commas");
    sub->add_flag("--no-expansion", search_.no_expansion,
                  "find nothing through the translation of words");
    add_format(sub, search_.format, {"text", "json", "csv"},
               "text for people, json or csv for programs");
    on(sub, search_, &search);
  }

  void add_show() {
    CLI::App* sub = add("show", "One Work, its languages side by side",
                        "  hexapla show UNEP/GLC/COP.3/7\n"
                        "  hexapla show unep/glc/cop.3/7 --show en,ar\n");
    sub->add_option("SYMBOL", show_.work, "the symbol, or file:NAME")->required();
    add_store(sub, show_.store);
    add_show_list(sub, show_.show);
    add_format(sub, show_.format, {"text", "json"}, "text for people, json for programs");
    on(sub, show_, &show);
  }

  void add_refs() {
    CLI::App* sub =
        add("refs", "Who cites what, and what a Work cites",
            "  hexapla refs SC-1/19\n"
            "  hexapla refs СК-1/19                     the same\n"
            "  hexapla refs --graph dot | dot -Tsvg > citations.svg\n"
            "  hexapla refs                             every identifier that is cited\n");
    sub->add_option("ID", refs_.id,
                    "a decision, resolution, symbol or provision, however it is written");
    add_store(sub, refs_.store);
    sub->add_option("--graph", refs_.graph, "the whole citation graph")
        ->check(CLI::IsMember({"dot", "graphml", "json"}));
    add_format(sub, refs_.format, {"text", "json", "csv"},
               "text for people, json or csv for programs");
    on(sub, refs_, &refs);
  }

  void add_deadlines() {
    CLI::App* sub = add("deadlines", "What is due, from whom, by when",
                        "  hexapla deadlines --from 2018-01-01 --to 2018-12-31\n"
                        "  hexapla deadlines --actor secretariat --format csv\n"
                        "  hexapla deadlines --format ics > deadlines.ics\n"
                        "  hexapla deadlines --role meeting\n");
    add_store(sub, deadlines_.store);
    add_day(sub, "--from", deadlines_.from, "not over before this day");
    add_day(sub, "--to", deadlines_.to, "begins by this day");
    sub->add_option("--actor", deadlines_.actor,
                    "who must act, in any language, a part of the name is enough");
    sub->add_option("--work", deadlines_.work, "of one Work");
    sub->add_option("--role", deadlines_.role, "what kind of date")
        ->check(CLI::IsMember({"deadline", "meeting", "publication", "period", "event", "all"}))
        ->capture_default_str();
    add_language(sub, deadlines_.lang, "show the text in this language where there is one");
    add_format(sub, deadlines_.format, {"text", "json", "csv", "ics"},
               "text for people, ics for calendars, json or csv for programs");
    on(sub, deadlines_, &deadlines);
  }

  void add_check() {
    CLI::App* sub = add("check", "Is each translation complete, and does it say the same?",
                        "  hexapla check                            every Work of the store\n"
                        "  hexapla check UNEP/GLC/COP.3/7 --original en\n"
                        "  hexapla check en.docx fr.docx ru.pdf     files, no store needed\n"
                        "  hexapla check --format html > report.html\n"
                        "  hexapla check --accept judged.txt --fail-on error\n");
    CLI::Option* what = sub->add_option(
        "WHAT", check_.what, "symbols of Works, or files of one text in two languages or more");
    add_store(sub, check_.store);
    sub->add_option("--original", check_.original,
                    "the language that is right; else the majority is")
        ->check(languages());
    sub->add_option("--show", check_.show, "compare only these languages, separated by commas")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(languages())
        ->type_name("L,L");
    sub->add_option("--only", check_.only, "only these kinds of findings, separated by commas")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("CODE,CODE");
    sub->add_option("--accept", check_.accept, "a file of accepted findings: KEY REASON a line")
        ->type_name("FILE");
    sub->add_option("--memory", check_.memory,
                    "a translation memory that the translations are held against")
        ->type_name("DIR");
    sub->add_option("--glossary", check_.glossary, "terms to be used: TBX, or tab-separated")
        ->type_name("FILE");
    sub->add_option("--fail-on", check_.fail_on,
                    "exit 1 for findings of this severity or a higher one")
        ->check(CLI::IsMember({"note", "warning", "error", "never"}))
        ->capture_default_str();
    sub->add_option("--batch", check_.batch,
                    "a list of groups of files, a line a group, separated by tabs")
        ->excludes(what)
        ->type_name("LIST");
    sub->add_option("--langs", check_.langs,
                    "languages of the files, in order; identified when not given")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("L,L");
    sub->add_option("--unit", check_.unit, "of files: blocks of documents, or lines as they are")
        ->check(CLI::IsMember({"block", "line"}))
        ->capture_default_str();
    add_format(sub, check_.format, {"text", "jsonl", "json", "html"},
               "text or html for people, jsonl or json for programs");
    on(sub, check_, &check);
  }

  void add_align() {
    CLI::App* sub = add(
        "align", "Which lines, paragraphs or sentences of two or more files say the same",
        "  hexapla align en.txt fr.txt\n"
        "  hexapla align --unit sentence --format tmx --langs en,zh en.txt zh.txt > en-zh.tmx\n"
        "  hexapla align --batch pairs.tsv          lines of: source, tab, target, tab, output\n");
    CLI::Option* files = sub->add_option("FILE", align_.files, "two files or more");
    sub->add_option("--batch", align_.batch,
                    "a list of files to align together; the more text, the better")
        ->excludes(files);
    sub->add_option("--langs", align_.langs, "their languages, in order; identified when not given")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("L,L");
    sub->add_option("--unit", align_.unit, "what a row is made of")
        ->check(CLI::IsMember({"line", "paragraph", "sentence"}))
        ->capture_default_str();
    add_format(sub, align_.format, {"pairs", "json", "tmx"},
               "pairs for other tools, json with confidence, tmx for translators");
    add_dictionaries(sub, align_.dictionaries);
    sub->add_flag("--explain", align_.explain,
                  "with pairs: confidence and evidence of every row behind it, in words");
    sub->add_option("--jobs", align_.jobs, "workers; 0 is one a core")->capture_default_str();
    on(sub, align_, &align);
  }

  void add_export() {
    CLI::App* sub =
        add("export", "Aligned rows for other tools, documents as TEI or Akoma Ntoso",
            "  hexapla export > all.tmx\n"
            "  hexapla export --format moses --langs en,fr --output corpus   corpus.en, corpus.fr\n"
            "  hexapla export --format csv --confidence 0.9 UNEP/GLC/COP.3/7\n"
            "  hexapla export --format akn --output documents\n");
    sub->add_option("SYMBOL", export_.works, "symbols of Works; all when not given");
    add_store(sub, export_.store);
    sub->add_option("--langs", export_.langs, "only these languages, separated by commas")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(languages())
        ->type_name("L,L");
    sub->add_option("--unit", export_.unit, "what a row is made of")
        ->check(CLI::IsMember({"sentence", "block"}))
        ->capture_default_str();
    sub->add_option("--confidence", export_.confidence, "only rows of at least this confidence")
        ->check(CLI::Range(0.0, 1.0))
        ->type_name("0..1");
    sub->add_option("--output", export_.output,
                    "the file; for moses what the names begin with; for tei and akn a directory")
        ->type_name("PATH");
    add_format(sub, export_.format, {"tmx", "tei", "akn", "moses", "jsonl", "csv"},
               "rows as tmx, moses, jsonl, csv; documents as tei, akn");
    on(sub, export_, &export_store);
  }

  void add_extract() {
    CLI::App* sub = add("extract", "References and deadlines of one file, no store needed",
                        "  hexapla extract letter.txt\n"
                        "  hexapla extract --format jsonl note.md | grep deadline\n"
                        "  cat note.txt | hexapla extract --lang ru -\n");
    sub->add_option("FILE", extract_.file, "the file, or - for standard input")->required();
    add_language(sub, extract_.lang, "its language, where you know better");
    add_format(sub, extract_.format, {"text", "jsonl"}, "text for people, jsonl for programs");
    on(sub, extract_, &extract);
  }

  void add_normalize() {
    CLI::App* sub = add("normalize", "One file with its layout repaired",
                        "  hexapla normalize note.txt\n"
                        "  hexapla normalize --format xml note.txt > note.xml\n");
    sub->add_option("FILE", normalize_.file, "the file, or - for standard input")->required();
    add_language(sub, normalize_.lang, "its language, where you know better");
    add_format(sub, normalize_.format, {"text", "xml", "json"},
               "text for people, xml or json for programs");
    on(sub, normalize_, &normalize);
  }

  void add_status() {
    CLI::App* sub = add("status", "What is in the store, and what was left out and why",
                        "  hexapla status\n"
                        "  hexapla status --store archive --format json\n");
    add_store(sub, status_.store);
    add_format(sub, status_.format, {"text", "json"}, "text for people, json for programs");
    on(sub, status_, &status);
  }

  void add_care() {
    CLI::App* sub = add("verify", "Proves that a store is sound and its parts agree",
                        "  hexapla verify\n"
                        "  hexapla verify --store archive --format json\n");
    add_store(sub, verify_.store);
    add_format(sub, verify_.format, {"text", "json"}, "text for people, json for programs");
    on(sub, verify_, &verify);
    sub = add("reindex", "Builds the full-text index anew from the catalogue",
              "  hexapla reindex --store archive\n");
    add_store(sub, reindex_.store);
    on(sub, reindex_, &reindex);
    sub = add("doctor", "Looks whether this machine and the store are fit to work",
              "  hexapla doctor\n");
    add_store(sub, doctor_.store);
    on(sub, doctor_, &doctor);
  }

  BuildCommand build_;
  SearchCommand search_;
  ShowCommand show_;
  RefsCommand refs_;
  DeadlinesCommand deadlines_;
  TmOptions tm_;
  TmExchangeOptions tm_exchange_;
  AlignCommand align_;
  CheckCommand check_;
  ExportCommand export_;
  ExtractCommand extract_;
  NormalizeCommand normalize_;
  StatusCommand status_;
  VerifyCommand verify_;
  ReindexCommand reindex_;
  DoctorCommand doctor_;
};

int parse_and_run(const std::vector<std::string>& arguments, Environment environment) {
  CLI::App app{"Hexapla: official documents in six languages, normalised, aligned, searchable.",
               "hexapla"};
  app.set_version_flag("--version", "hexapla " HEXAPLA_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  app.footer("`hexapla COMMAND --help` tells more, with examples. " + std::string(kExitCodes));
  std::function<int()> chosen;
  const CommandLine commands(app, chosen, environment);  // holds the options
  try {
    // CLI11 takes the arguments last first.
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& e) {
    return app.exit(e, environment.out, environment.err) == 0 ? 0 : 2;
  }
  return chosen();
}

}  // namespace

int run(const std::vector<std::string>& arguments, Environment environment) {
  try {
    return parse_and_run(arguments, environment);
  } catch (const Error& e) {
    environment.err << "hexapla: " << e.what() << '\n';
    return exit_code(e.kind());
  } catch (const std::bad_alloc&) {
    environment.err
        << "hexapla: out of memory; ask for fewer --jobs, raise the limit on memory, or "
           "leave out the largest documents\n";
    return 4;
  } catch (const std::system_error& e) {
    if (e.code() == std::errc::resource_unavailable_try_again) {
      environment.err
          << "hexapla: the system gives no more threads; ask for fewer --jobs, or raise "
             "the limits on memory and processes\n";
    } else {
      environment.err << "hexapla: internal error: " << e.what() << "; please report it\n";
    }
    return 4;
  } catch (const std::exception& e) {
    environment.err << "hexapla: internal error: " << e.what() << "; please report it\n";
    return 4;
  }
}

}  // namespace hexapla::command
