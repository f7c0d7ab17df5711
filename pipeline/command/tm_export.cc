#include <algorithm>
#include <ostream>

#include "pipeline/base/error.h"
#include "pipeline/command/moses_files.h"
#include "pipeline/command/output.h"
#include "pipeline/command/output_file.h"
#include "pipeline/command/tm_exchange.h"
#include "pipeline/exchange/lines.h"
#include "pipeline/exchange/tmx.h"
#include "pipeline/exchange/xliff.h"
#include "pipeline/memory/provenance.h"

namespace hexapla::command {
namespace {

class TmExporter {
 public:
  TmExporter(const TmExportCommand& options, Environment environment)
      : options_(options), environment_(environment), memories_(open_memories(options.place)) {
    langs_ = options.langs;
    if (!langs_.empty() || (options.format != "tsv" && options.format != "moses")) return;
    for (const OpenMemory& m : memories_) {
      for (const auto& [lang, count] : m.memory.segments())
        if (std::find(langs_.begin(), langs_.end(), lang) == langs_.end()) langs_.push_back(lang);
    }
    std::sort(langs_.begin(), langs_.end());
  }

  int run() {
    if (options_.format == "moses") {
      moses();
    } else if (options_.output.empty()) {
      write(environment_.out);
    } else {
      OutputFile file(options_.output);
      write(file.stream());
      file.finish();
    }
    if (count_ == 0) {
      environment_.err << "hexapla: nothing found: no unit is like that\n";
    } else if (!options_.output.empty()) {
      environment_.err << counted(count_, "unit") << " to " << printable(options_.output) << "\n";
    }
    return count_ == 0 ? 1 : 0;
  }

 private:
  bool wanted(const memory::TranslationUnit& unit) const {
    const memory::Provenance p = memory::provenance_of(unit);
    if (p.confidence && *p.confidence < options_.confidence) return false;
    if (!options_.works.empty() &&
        std::find(options_.works.begin(), options_.works.end(), p.work) == options_.works.end())
      return false;
    if (!options_.from.empty() && (p.date.empty() || p.date < options_.from)) return false;
    return options_.to.empty() || (!p.date.empty() && p.date <= options_.to);
  }

  // Calls `write` with every unit that is wanted, in the languages that are; it says whether it
  // took it.
  template <typename Write>
  void each(Write write) {
    for (const OpenMemory& m : memories_) {
      m.memory.for_each([&](memory::UnitRef, const memory::TranslationUnit& all) {
        if (!wanted(all)) return true;
        memory::TranslationUnit unit = all;
        if (!options_.langs.empty()) {
          std::erase_if(unit.variants, [&](const memory::Variant& v) {
            return std::none_of(langs_.begin(), langs_.end(), [&](const std::string& lang) {
              return exchange::same_language(v.lang, lang);
            });
          });
          if (unit.variants.size() < 2) return true;
        }
        count_ += write(unit) ? 1U : 0U;
        return true;
      });
    }
  }

  void write(std::ostream& out) {
    if (options_.format == "tmx") {
      exchange::TmxHeader header;
      header.segmentation = "sentence";
      exchange::TmxWriter writer(out, header);
      each([&](const memory::TranslationUnit& unit) {
        writer.write(unit);
        return true;
      });
      writer.finish();
    } else if (options_.format == "xliff") {
      if (langs_.size() != 2) {
        throw Error(ErrorKind::usage, "", "", "XLIFF has one source and one target language",
                    "give --langs en,fr");
      }
      exchange::XliffWriter writer(out, langs_[0], langs_[1]);
      each([&](const memory::TranslationUnit& unit) {
        const std::size_t before = writer.written();
        writer.write(unit);
        return writer.written() > before;
      });
      writer.finish();
    } else {
      exchange::TsvWriter writer(out, langs_);
      each([&](const memory::TranslationUnit& unit) { return writer.write(unit); });
    }
  }

  void moses() {
    MosesFiles files(options_.output, langs_);
    each([&](const memory::TranslationUnit& unit) { return files.write(unit); });
    files.finish();
  }

  const TmExportCommand& options_;
  Environment environment_;
  std::vector<OpenMemory> memories_;
  std::vector<std::string> langs_;
  std::size_t count_ = 0;
};

}  // namespace

int tm_export(const TmExportCommand& options, Environment environment) {
  return TmExporter(options, environment).run();
}

}  // namespace hexapla::command
