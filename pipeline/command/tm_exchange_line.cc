#include "pipeline/command/tm_exchange_line.h"

#include <string>
#include <vector>

#include "pipeline/command/tm_command_line.h"

namespace hexapla::command {
namespace {

// Tags that other programs have in their files: any language.
void add_tags(CLI::App* sub, std::vector<std::string>& langs, const char* what) {
  sub->add_option("--langs", langs, what)
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("L,L");
}

class Commands : CommandGroup {
 public:
  using CommandGroup::CommandGroup;

  void import(TmImportCommand& o) {
    CLI::App* sub =
        add("import", "TMX, XLIFF, tab-separated and Moses files into the memory",
            "  hexapla tm import archive.tmx older.tmx.gz\n"
            "  hexapla tm import corpus.en corpus.fr       Moses: line by line the same\n"
            "  hexapla tm import --memory mine all.zip     a memory without a store\n");
    sub->add_option("FILE", o.files, "files; packed with gzip or zip or not")->required();
    add_place(sub, o.place);
    add_tags(sub, o.langs, "the columns of tab-separated files that have no header");
    add_format(sub, o.format, {"text", "json"}, "text for people, json for programs");
    on(sub, o, &tm_import);
  }

  void export_units(TmExportCommand& o) {
    CLI::App* sub = add("export", "The memory for other programs",
                        "  hexapla tm export > memory.tmx\n"
                        "  hexapla tm export --format xliff --langs en,fr --output en-fr.xlf\n"
                        "  hexapla tm export --confidence 0.9 --from 2015-01-01 > recent.tmx\n");
    add_place(sub, o.place);
    add_tags(sub, o.langs, "only these languages; for xliff the source and the target");
    sub->add_option("--confidence", o.confidence, "leave out what was aligned with less confidence")
        ->check(CLI::Range(0.0, 1.0))
        ->type_name("0..1");
    sub->add_option("--work", o.works, "only of this Work; may be given again")
        ->allow_extra_args(false)
        ->type_name("SYMBOL");
    add_day(sub, "--from", o.from, "only of documents of this day or later");
    add_day(sub, "--to", o.to, "only of documents of this day or earlier");
    sub->add_option("--output", o.output, "the file; for moses what the names begin with")
        ->type_name("PATH");
    add_format(sub, o.format, {"tmx", "xliff", "tsv", "moses"},
               "TMX 1.4b, XLIFF 2.1, tab-separated with a header, one file a language");
    on(sub, o, &tm_export);
  }

  void pretranslate(TmPretranslateCommand& o) {
    CLI::App* sub = add("pretranslate", "A document or XLIFF in, XLIFF with matches out",
                        "  hexapla tm pretranslate note.docx --target fr > note.xlf\n"
                        "  hexapla tm pretranslate job.xlf --fill --output done.xlf\n");
    sub->add_option("FILE", o.file, "XLIFF 1.2 or 2.x, or a document; - for standard input")
        ->required();
    add_place(sub, o.place);
    add_language(sub, o.lang, "the document's language, where you know better");
    sub->add_option("--target", o.target, "the language to translate to; of XLIFF as it says")
        ->type_name("L");
    sub->add_option("--threshold", o.threshold, "least score of the words, in per cent")
        ->check(CLI::Range(50, 100))
        ->capture_default_str();
    sub->add_option("--limit", o.limit, "matches a segment")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    sub->add_flag("--fill", o.fill, "put in exact matches as translations");
    sub->add_option("--output", o.output, "the file to write; standard output when not given")
        ->type_name("FILE");
    on(sub, o, &tm_pretranslate);
  }
};

}  // namespace

void add_tm_exchange(CLI::App& tm, TmExchangeOptions& options, std::function<int()>& chosen,
                     Environment environment) {
  Commands commands(tm, chosen, environment);
  commands.import(options.import);
  commands.export_units(options.export_);
  commands.pretranslate(options.pretranslate);
}

}  // namespace hexapla::command
