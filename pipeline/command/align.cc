#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>
#include <thread>

#include "pipeline/align/align_files.h"
#include "pipeline/align/dictionary_file.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/command/commands.h"
#include "pipeline/exchange/tmx.h"

namespace hexapla::command {
namespace {

// A side of a row as one segment: its units joined by a space, or by nothing in Chinese.
std::string side_text(const align::Text& text, const std::vector<std::uint32_t>& units) {
  std::string out;
  for (const std::uint32_t i : units) {
    if (!out.empty() && text.lang != "zh") out += ' ';
    out += text.segments[i].text;
  }
  return out;
}

std::string to_tmx(const std::vector<align::Row>& rows, const std::vector<align::FileText>& texts,
                   const std::string& unit) {
  exchange::TmxHeader header;
  header.segmentation = unit == "line" ? "block" : unit;
  std::ostringstream out;
  exchange::TmxWriter writer(out, header);
  for (const align::Row& row : rows) {
    memory::TranslationUnit tu;
    for (std::size_t k = 0; k < texts.size(); ++k) {
      std::string text = side_text(texts[k].text, row.sides[k]);
      if (!text.empty()) tu.variants.push_back({texts[k].text.lang, std::move(text), {}, {}, {}});
    }
    // A row that stands in one language only is no translation.
    if (tu.variants.size() < 2) continue;
    tu.properties.emplace_back("x-confidence", fmt::format("{:.3f}", row.confidence));
    writer.write(tu);
  }
  writer.finish();
  return out.str();
}

// The old file or the new one, never a half, however the program ends. Not synced to disk: hundreds
// of small outputs that can be made again would wait for it longer than they took to align.
void put(const std::string& path, const std::string& bytes) {
  const std::string beside = path + ".new";
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  if (!out) files::fail(beside, "cannot create", errno);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) files::fail(beside, "cannot write", errno);
  std::error_code error;
  std::filesystem::rename(beside, path, error);
  if (error) files::fail(path, "cannot put in place", error.value());
}

}  // namespace

int align(const AlignCommand& options, Environment environment) {
  std::vector<align::FileGroup> groups;
  if (!options.batch.empty()) {
    groups = align::parse_batch(files::read(options.batch), options.batch);
  } else {
    if (options.files.size() < 2)
      throw Error(ErrorKind::usage, "", "", "give two files or more, or --batch LIST",
                  "see `hexapla align --help`");
    groups.push_back({options.files, ""});
  }
  const align::Unit unit = *align::parse_unit(options.unit);
  align::Options align_options;
  align_options.workers =
      options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  align_options.explain = options.format == "json" || options.explain;
  align::Training training;
  for (const std::string& dictionary : options.dictionaries)
    training.dictionaries.push_back(align::read_dictionary(dictionary));

  const std::vector<align::AlignedGroup> aligned =
      align::align_groups(groups, options.langs, unit, align_options, training);
  align::Format format = align::parse_format(options.format).value_or(align::Format::pairs);
  if (format == align::Format::pairs && options.explain) format = align::Format::explained;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const auto& [texts, rows] = aligned[g];
    const std::string text = options.format == "tmx" ? to_tmx(rows, texts, options.unit)
                                                     : align::format_rows(rows, texts, format);
    if (groups[g].output.empty()) {
      environment.out << text;
    } else {
      put(groups[g].output, text);
    }
  }
  return 0;
}

}  // namespace hexapla::command
