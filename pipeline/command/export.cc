#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/command/commands.h"
#include "pipeline/command/moses_files.h"
#include "pipeline/command/output.h"
#include "pipeline/command/output_file.h"
#include "pipeline/command/rows.h"
#include "pipeline/exchange/aligned_units.h"
#include "pipeline/exchange/documents.h"
#include "pipeline/exchange/tmx.h"
#include "pipeline/memory/provenance.h"
#include "pipeline/store/store.h"

namespace hexapla::command {
namespace {

namespace fs = std::filesystem;

using exchange::variant_in;
using memory::property;

Json row_object(const memory::TranslationUnit& unit) {
  Json out;
  out["work"] = property(unit.properties, "x-work");
  out["date"] = property(unit.properties, "x-date");
  out["row"] = std::stoul(std::string(property(unit.properties, "x-row")));
  out["confidence"] = std::stod(std::string(property(unit.properties, "x-confidence")));
  out["origin"] = property(unit.properties, "x-origin");
  out["texts"] = Json::object();
  for (const memory::Variant& v : unit.variants) out["texts"][v.lang] = v.text;
  return out;
}

class Exporter {
 public:
  Exporter(const ExportCommand& options, Environment environment)
      : options_(options),
        environment_(environment),
        store_(store::Store::open(options.store)),
        catalogue_(store_.catalogue()) {
    for (const std::string& typed : options.works) {
      const std::string key = find_work(catalogue_, typed);
      if (key.empty())
        throw Error(ErrorKind::usage, "", "", "no Work \"" + typed + "\" in the store",
                    "`hexapla status` lists what is there");
      works_.push_back(key);
    }
    for (const store::WorkSummary& w : catalogue_.works()) {
      if (options.works.empty()) works_.push_back(w.work);
      for (const std::string& lang : w.languages)
        if (std::find(langs_.begin(), langs_.end(), lang) == langs_.end()) langs_.push_back(lang);
    }
    std::sort(langs_.begin(), langs_.end());
    if (!options.langs.empty()) langs_ = options.langs;
  }

  int run() {
    const std::string& format = options_.format;
    if (format == "tei" || format == "akn") return documents(format == "tei");
    if (format == "moses") return moses();
    if (!options_.output.empty()) {
      OutputFile file(options_.output);
      rows(file.stream());
      file.finish();
    } else {
      rows(environment_.out);
    }
    return told();
  }

 private:
  template <typename Write>
  void each(Write write) {
    exchange::AlignedOptions aligned;
    aligned.sentences = options_.unit == "sentence";
    aligned.langs = options_.langs;
    aligned.confidence = options_.confidence;
    for (const std::string& key : works_) {
      const auto work = catalogue_.work(key);
      if (work) {
        exchange::aligned_units(*work, aligned, [&](memory::TranslationUnit& unit) {
          write(unit);
          ++count_;
        });
      }
    }
  }

  void rows(std::ostream& out) {
    if (options_.format == "tmx") {
      exchange::TmxHeader header;
      header.segmentation = options_.unit == "sentence" ? "sentence" : "paragraph";
      exchange::TmxWriter writer(out, header);
      each([&](const memory::TranslationUnit& unit) { writer.write(unit); });
      writer.finish();
    } else if (options_.format == "csv") {
      out << "work,date,row,confidence,origin";
      for (const std::string& lang : langs_) out << ',' << lang;
      out << "\r\n";
      each([&](const memory::TranslationUnit& unit) {
        bool first = true;
        for (const char* name : {"x-work", "x-date", "x-row", "x-confidence", "x-origin"}) {
          out << (first ? "" : ",") << csv_field(property(unit.properties, name));
          first = false;
        }
        for (const std::string& lang : langs_) {
          const memory::Variant* v = variant_in(unit, lang);
          out << ',' << (v == nullptr ? "" : csv_field(v->text));
        }
        out << "\r\n";
      });
    } else {
      each([&](const memory::TranslationUnit& unit) { print_line(out, row_object(unit)); });
    }
  }

  int moses() {
    MosesFiles files(options_.output, langs_);
    std::size_t written = 0;
    each([&](const memory::TranslationUnit& unit) { written += files.write(unit) ? 1U : 0U; });
    files.finish();
    count_ = written;
    return told();
  }

  int documents(bool tei) {
    struct One {
      std::string work;
      std::string lang;
    };
    std::vector<One> all;
    for (const std::string& key : works_) {
      const auto work = catalogue_.work(key);
      if (!work) continue;
      for (const store::AnalyzedExpression& e : work->expressions) {
        const std::string& lang = e.expression.lang;
        if (std::find(langs_.begin(), langs_.end(), lang) == langs_.end()) continue;
        all.push_back({key, lang});
        if (options_.output.empty()) continue;
        const fs::path path = fs::path(options_.output) /
                              (exchange::file_stem(key, lang) + (tei ? ".tei.xml" : ".akn.xml"));
        files::make_directories(options_.output);
        files::write_atomically(path, text(e, key, tei));
      }
    }
    if (options_.output.empty()) {
      if (all.size() > 1) {
        throw Error(
            ErrorKind::usage, "", "",
            std::to_string(all.size()) + " documents are " + std::to_string(all.size()) + " files",
            "give --output DIR, or one Work and --langs with one language");
      }
      if (!all.empty())
        environment_.out << text(*catalogue_.work(all[0].work)->find(all[0].lang), all[0].work,
                                 tei);
    }
    count_ = all.size();
    return told();
  }

  static std::string text(const store::AnalyzedExpression& e, const std::string& key, bool tei) {
    return tei ? exchange::to_tei(e, key) : exchange::to_akoma_ntoso(e, key);
  }

  int told() {
    const bool document = options_.format == "tei" || options_.format == "akn";
    if (count_ == 0)
      environment_.err << "hexapla: nothing found: no "
                       << (document ? "document" : "row in two of the languages") << "\n";
    else if (!options_.output.empty())
      environment_.err << counted(count_, document ? "document" : "row") << " to "
                       << printable(options_.output) << "\n";
    return count_ == 0 ? 1 : 0;
  }

  const ExportCommand& options_;
  Environment environment_;
  store::Store store_;
  const store::Catalogue& catalogue_;
  std::vector<std::string> works_;
  std::vector<std::string> langs_;
  std::size_t count_ = 0;
};

}  // namespace

int export_store(const ExportCommand& options, Environment environment) {
  return Exporter(options, environment).run();
}

}  // namespace hexapla::command
