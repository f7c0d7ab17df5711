#include "pipeline/exchange/unit_files.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "pipeline/base/error.h"
#include "pipeline/exchange/bytes.h"
#include "pipeline/exchange/lines.h"
#include "pipeline/exchange/tmx.h"
#include "pipeline/exchange/utf8_source.h"
#include "pipeline/exchange/xliff.h"

namespace hexapla::exchange {
namespace {

constexpr std::size_t kHead = 4096;

struct Input {
  std::string name;  // for messages
  std::string file;  // the last part of its path, without ".gz"
  bool archived = false;
  std::function<std::unique_ptr<ByteSource>()> open;
};

// A source and what it reads from.
class Owning : public ByteSource {
 public:
  Owning(std::string head, std::unique_ptr<ByteSource> rest)
      : rest_(std::move(rest)), joined_(std::move(head), *rest_) {}
  std::size_t read(char* to, std::size_t size) override { return joined_.read(to, size); }

 private:
  std::unique_ptr<ByteSource> rest_;
  JoinedSource joined_;
};

// Unpacked where it is gzip, by its first bytes.
std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> bytes, const std::string& name) {
  std::string head = read_head(*bytes, 2);
  const bool gzip = head == "\x1F\x8B";
  auto whole = std::make_unique<Owning>(std::move(head), std::move(bytes));
  if (!gzip) return whole;
  return unpack_gzip(std::move(whole), name);
}

std::string last_part(const std::string& path) {
  std::string out = path.substr(path.find_last_of('/') + 1);
  if (out.ends_with(".gz")) out.erase(out.size() - 3);
  return out;
}

void expand(const std::string& path, std::vector<Input>& out) {
  std::string head;
  {
    const std::unique_ptr<ByteSource> file = open_file(path);
    head = read_head(*file, 4);
  }
  if (head != "PK\x03\x04") {
    out.push_back(
        {path, last_part(path), false, [path] { return unpacked(open_file(path), path); }});
    return;
  }
  const auto archive = std::make_shared<ZipFiles>(path);
  for (std::size_t i = 0; i < archive->names().size(); ++i) {
    const std::string name = path + ": " + archive->names()[i];
    out.push_back({name, last_part(archive->names()[i]), true,
                   [archive, i, name] { return unpacked(archive->open(i), name); }});
  }
}

// What people take for a file of units, or pack it with, and what we do not open: by first bytes.
std::string_view foreign(std::string_view head) {
  static constexpr std::pair<std::string_view, std::string_view> kKnown[] = {
      {"%PDF-", "a PDF file"},
      {"\xD0\xCF\x11\xE0", "an Office file of before 2007"},
      {"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"},
      {"Rar!\x1A\x07", "a RAR archive"},
      {"\xFD\x37zXZ", "packed with xz"},
      {"BZh", "packed with bzip2"},
      {"\x28\xB5\x2F\xFD", "packed with zstd"},
      {"PK\x03\x04", "a ZIP archive in another archive"},
  };
  for (const auto& [magic, name] : kKnown) {
    if (head.starts_with(magic)) return name;
  }
  return {};
}

// The language at the end of a file's name, "" when it is the name of a format.
std::string language_of(const std::string& file) {
  static constexpr std::array<std::string_view, 14> kFormats = {"tmx", "xlf", "tsv", "tab", "txt",
                                                                "csv", "zip", "md",  "xml", "htm",
                                                                "doc", "pdf", "gz",  "mq"};
  const std::size_t dot = file.find_last_of('.');
  if (dot == std::string::npos || dot == 0) return {};
  const std::string tag = language_tag(std::string_view(file).substr(dot + 1));
  const std::string_view primary = std::string_view(tag).substr(0, tag.find('-'));
  if (primary.size() < 2 || primary.size() > 3) return {};
  return std::find(kFormats.begin(), kFormats.end(), tag) == kFormats.end() ? tag : std::string();
}

enum class Format : std::uint8_t { unknown, tmx, xliff, tsv };

Format format_of(const std::string& head, const Input& input, bool langs_given) {
  MemorySource source(head);
  const std::unique_ptr<ByteSource> utf8 = as_utf8(source, TextKind::xml, input.name);
  const std::string text = read_head(*utf8, 4 * kHead);
  const auto has_root = [&](std::string_view name) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
      if (at > 0 && (text[at - 1] == '<' || text[at - 1] == ':') &&
          at + name.size() < text.size() &&
          std::string_view(" \t\r\n>").find(text[at + name.size()]) != std::string_view::npos)
        return true;
    }
    return false;
  };
  if (has_root("tmx") || text.find("<!DOCTYPE tmx") != std::string::npos) return Format::tmx;
  if (has_root("xliff")) return Format::xliff;
  if (input.file.ends_with(".tmx")) return Format::tmx;
  if (input.file.ends_with(".xlf") || input.file.ends_with("xliff")) return Format::xliff;
  const std::string first = text.substr(0, text.find('\n'));
  if (first.find('\t') != std::string::npos || langs_given) return Format::tsv;
  return Format::unknown;
}

class Reading {
 public:
  Reading(const std::vector<std::string>& langs,
          const std::function<void(const std::string&)>& begin, const UnitSink& sink)
      : langs_(langs), begin_(begin), sink_(sink) {}

  void one(const Input& input) {
    attempt(input.name, [&](UnitFileReport& out) {
      std::unique_ptr<ByteSource> bytes = input.open();
      std::string head = read_head(*bytes, kHead);
      // Archives hold documents, a README and a LICENCE too; but nothing of units gets lost unsaid.
      const bool units = !input.archived || input.file.ends_with(".zip") ||
                         input.file.ends_with(".tmx") || input.file.ends_with(".xlf");
      if (const std::string_view what = foreign(head); units && !what.empty()) {
        throw Error(ErrorKind::input, input.name, "", "no file of units: " + std::string(what),
                    "unpack it, or export TMX or XLIFF from the program it is of");
      }
      if (head.empty() && units) throw Error(ErrorKind::input, input.name, "", "the file is empty");
      const Format format = format_of(head, input, !langs_.empty());
      JoinedSource whole(std::move(head), *bytes);
      switch (format) {
        case Format::tmx:
          out.format = "tmx";
          out.report = read_tmx(whole, input.name, sink_);
          break;
        case Format::xliff:
          out.format = "xliff";
          out.report = read_xliff(whole, input.name, translated(out));
          break;
        case Format::tsv:
          out.format = "tab-separated";
          out.report = read_tsv(whole, input.name, langs_, translated(out));
          break;
        case Format::unknown:
          if (input.archived) break;
          throw Error(ErrorKind::input, input.name, "",
                      "neither TMX nor XLIFF, nor tab-separated with a header of languages",
                      "Moses files are given together: a.en a.fr");
      }
    });
  }

  void several(const std::vector<std::pair<std::string, const Input*>>& inputs) {
    std::string name;
    for (const auto& [lang, input] : inputs) name += (name.empty() ? "" : ", ") + input->name;
    attempt(name, [&](UnitFileReport& out) {
      out.format = "moses";
      std::vector<MosesSide> sides;
      for (const auto& [lang, input] : inputs) sides.push_back({lang, input->name, input->open()});
      out.report = read_moses(std::move(sides), translated(out));
    });
  }

  UnitSink translated(UnitFileReport& report) const {
    return [this, &report](memory::TranslationUnit& unit) {
      if (unit.variants.size() < 2) {
        ++report.untranslated;
      } else {
        sink_(unit);
      }
    };
  }

  // Runs `read`; what it throws about the file goes to the report.
  template <typename Read>
  void attempt(const std::string& name, Read read) {
    UnitFileReport& out = reports.emplace_back();
    out.name = name;
    begin_(name);
    try {
      read(out);
    } catch (const Error& e) {
      if (e.kind() != ErrorKind::input) throw;
      out.error = e.what();
    }
    out.report.units -= std::min(out.report.units, out.untranslated);
  }

  std::vector<UnitFileReport> reports;

 private:
  const std::vector<std::string>& langs_;
  const std::function<void(const std::string&)>& begin_;
  const UnitSink& sink_;
};

}  // namespace

std::vector<UnitFileReport> read_unit_files(const std::vector<std::string>& files,
                                            const std::vector<std::string>& langs,
                                            const std::function<void(const std::string&)>& begin,
                                            const UnitSink& sink) {
  Reading reading(langs, begin, sink);
  std::vector<Input> inputs;
  for (const std::string& file : files) {
    try {
      expand(file, inputs);
    } catch (const Error& e) {
      if (e.kind() != ErrorKind::input) throw;
      UnitFileReport& out = reading.reports.emplace_back();
      out.name = file;
      out.error = e.what();
    }
  }
  // Names that are the same but for their language: one text.
  std::map<std::string, std::map<std::string, const Input*>> texts;
  const auto stem = [](const Input& input) {
    std::string path = input.name;
    if (path.ends_with(".gz")) path.erase(path.size() - 3);
    return path.substr(0, path.find_last_of('.'));
  };
  for (const Input& input : inputs) {
    const std::string lang = language_of(input.file);
    if (!lang.empty()) texts[stem(input)].emplace(lang, &input);
  }
  for (const Input& input : inputs) {
    const std::string lang = language_of(input.file);
    const auto text = lang.empty() ? texts.end() : texts.find(stem(input));
    if (text == texts.end() || text->second.size() < 2) {
      reading.one(input);
    } else if (text->second.begin()->second == &input) {
      reading.several({text->second.begin(), text->second.end()});
    }
  }
  // An archive in which there is nothing for us was given by mistake.
  for (const std::string& file : files) {
    std::size_t entries = 0;
    std::size_t of_units = 0;
    for (const UnitFileReport& report : reading.reports) {
      if (!report.name.starts_with(file + ": ")) continue;
      ++entries;
      if (!report.format.empty() || !report.error.empty()) ++of_units;
    }
    if (entries == 0 || of_units > 0) continue;
    UnitFileReport& out = reading.reports.emplace_back();
    out.name = file;
    out.error = Error(ErrorKind::input, file, "",
                      "the archive holds no file of units: neither TMX nor XLIFF, nor "
                      "tab-separated with a header of languages",
                      "documents are read by hexapla build")
                    .what();
  }
  return std::move(reading.reports);
}

}  // namespace hexapla::exchange
