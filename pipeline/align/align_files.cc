#include "pipeline/align/align_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "analyzers/language/identify.h"
#include "analyzers/segmentation/segmentation.h"
#include "analyzers/text/utf8.h"
#include "pipeline/align/sentences.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"

namespace hexapla::align {
namespace {

std::vector<std::string_view> lines_of(std::string_view bytes) {
  std::vector<std::string_view> out;
  std::size_t from = 0;
  while (from < bytes.size()) {
    const char* start = bytes.data() + from;
    const char* stop = std::find_if(start, bytes.data() + bytes.size(),
                                    [](char c) { return c == '\n' || c == '\r'; });
    const auto to = static_cast<std::size_t>(stop - bytes.data());
    out.push_back(bytes.substr(from, to - from));
    from = to + (bytes.substr(to).starts_with("\r\n") ? 2 : 1);
  }
  return out;
}

// Paragraphs reach from the first to the last of their lines.
std::vector<std::string_view> paragraphs_of(std::string_view bytes) {
  std::vector<std::string_view> out;
  bool open = false;
  for (const std::string_view line : lines_of(bytes)) {
    if (text::trim(line).empty()) {
      open = false;
    } else if (!open) {
      out.push_back(line);
      open = true;
    } else {
      out.back() = {out.back().data(),
                    static_cast<std::size_t>(line.data() + line.size() - out.back().data())};
    }
  }
  return out;
}

// Whether blank lines separate paragraphs whose lines were broken at a width: most lines that
// another line follows do not end a sentence.
bool wrapped(std::string_view bytes) {
  constexpr std::string_view kEnds[] = {".",  "!",  "?",  ":",  ";", "。",
                                        "！", "？", "：", "；", "؟", "؛"};
  std::size_t inner = 0;
  std::size_t ended = 0;
  std::string_view before;
  for (const std::string_view line : lines_of(bytes)) {
    const std::string_view visible = text::trim(line);
    if (!before.empty() && !visible.empty()) {
      ++inner;
      for (const std::string_view end : kEnds) ended += before.ends_with(end) ? 1 : 0;
    }
    before = visible;
  }
  return inner > 0 && ended * 2 < inner && paragraphs_of(bytes).size() > 1;
}

std::string_view piece_of(std::string_view bytes, std::size_t from, std::size_t size) {
  from = text::code_point_start(bytes, from);
  return bytes.substr(from, text::code_point_start(bytes, from + size) - from);
}

// The language of a file: that of its beginning, its middle and its end where they agree, for a
// title page may be in another one; else that of a longer beginning.
std::string language_of(std::string_view bytes) {
  constexpr std::size_t kPiece = 1000;
  constexpr std::size_t kLong = 20000;
  constexpr double kSure = 0.4;
  if (bytes.size() >= 4 * kPiece) {
    const language::Identification first = language::identify(piece_of(bytes, 0, kPiece));
    bool agreed = first.confidence >= kSure;
    for (const std::size_t from : {(bytes.size() - kPiece) / 2, bytes.size() - kPiece}) {
      if (!agreed) break;
      const language::Identification other = language::identify(piece_of(bytes, from, kPiece));
      agreed = other.tag == first.tag && other.confidence >= kSure;
    }
    if (agreed) return first.tag;
  }
  return language::identify(piece_of(bytes, 0, std::min(bytes.size(), kLong))).tag;
}

// What sentences are looked for in.
Unit coarse_unit(std::string_view bytes) {
  return wrapped(bytes) ? Unit::paragraph : Unit::line;
}

std::string side(const std::vector<std::uint32_t>& indexes) {
  return fmt::format("[{}]", fmt::join(indexes, ", "));
}

}  // namespace

std::optional<Unit> parse_unit(std::string_view name) {
  if (name == "line") return Unit::line;
  if (name == "paragraph") return Unit::paragraph;
  if (name == "sentence") return Unit::sentence;
  return std::nullopt;
}

std::optional<Format> parse_format(std::string_view name) {
  if (name == "pairs") return Format::pairs;
  if (name == "json") return Format::json;
  return std::nullopt;
}

FileText split_text(std::string bytes, Unit unit, std::string_view lang) {
  FileText out;
  out.bytes = std::make_unique<std::string>(std::move(bytes));
  std::string_view all = *out.bytes;
  if (all.starts_with("\xEF\xBB\xBF")) all.remove_prefix(3);
  out.text.lang = lang.empty() ? language_of(all) : std::string(lang);
  const Unit whole = unit == Unit::sentence ? coarse_unit(all) : unit;
  const std::vector<std::string_view> pieces =
      whole == Unit::paragraph ? paragraphs_of(all) : lines_of(all);
  for (const std::string_view piece : pieces) {
    if (unit != Unit::sentence) {
      Segment segment;
      segment.text = piece;
      out.text.segments.push_back(std::move(segment));
      continue;
    }
    for (const Span s : segmentation::sentences(piece, out.text.lang)) {
      Segment segment;
      segment.text = piece.substr(s.begin, s.size());
      out.text.segments.push_back(std::move(segment));
    }
  }
  return out;
}

FileText read_text(const std::filesystem::path& path, Unit unit, std::string_view lang) {
  FileText out = split_text(files::read(path), unit, lang);
  out.name = path.string();
  return out;
}

std::vector<FileGroup> parse_batch(std::string_view list, std::string_view name) {
  std::vector<FileGroup> out;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(list)) {
    ++number;
    if (text::trim(line).empty() || line.starts_with('#')) continue;
    FileGroup group;
    std::size_t from = 0;
    for (;;) {
      const std::size_t tab = line.find('\t', from);
      group.inputs.emplace_back(
          line.substr(from, tab == std::string_view::npos ? tab : tab - from));
      if (tab == std::string_view::npos) break;
      from = tab + 1;
    }
    bool empty = false;
    for (const std::string& field : group.inputs) empty = empty || field.empty();
    if (group.inputs.size() < 3 || empty) {
      throw Error(ErrorKind::usage, std::string(name), fmt::format("line {}", number),
                  "not two or more inputs and an output",
                  "separate the file names by one tab each");
    }
    group.output = std::move(group.inputs.back());
    group.inputs.pop_back();
    out.push_back(std::move(group));
  }
  return out;
}

std::string format_rows(std::span<const Row> rows, std::span<const FileText> texts, Format format) {
  std::string out;
  if (format == Format::explained) {
    for (const Row& row : rows) {
      std::vector<std::string> sides;
      for (const auto& indexes : row.sides) sides.push_back(side(indexes));
      out += fmt::format("{}\t{:.3f}\t{}\n", fmt::join(sides, ":"), row.confidence, row.evidence);
    }
    return out;
  }
  if (format == Format::pairs) {
    if (texts.size() != 2) {
      throw Error(ErrorKind::usage, "", "", "format pairs is for two texts",
                  "use --format json for more");
    }
    for (const Row& row : rows) out += side(row.sides[0]) + ":" + side(row.sides[1]) + "\n";
    return out;
  }
  nlohmann::ordered_json root;
  root["files"] = nlohmann::ordered_json::array();
  root["languages"] = nlohmann::ordered_json::array();
  for (const FileText& text : texts) {
    root["files"].push_back(text.name);
    root["languages"].push_back(text.text.lang);
  }
  root["rows"] = nlohmann::ordered_json::array();
  for (const Row& row : rows) {
    nlohmann::ordered_json r;
    r["sides"] = row.sides;
    r["confidence"] = nlohmann::ordered_json::parse(fmt::format("{:.3f}", row.confidence));
    r["evidence"] = row.evidence;
    root["rows"].push_back(std::move(r));
  }
  return root.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

namespace {

// Paragraphs first, then the sentences inside their rows.
std::vector<std::vector<Row>> align_sentences(std::vector<AlignedGroup>& groups,
                                              const Options& options, const Training& training) {
  std::vector<std::vector<Text>> whole;
  // Of every sentence its number in the text, by its first byte.
  std::vector<std::vector<std::map<const char*, std::uint32_t>>> numbers;
  for (const AlignedGroup& group : groups) {
    std::vector<Text>& texts = whole.emplace_back();
    auto& of_group = numbers.emplace_back();
    for (const FileText& file : group.texts) {
      Text text{file.text.lang, {}};
      std::string_view all = *file.bytes;
      if (all.starts_with("\xEF\xBB\xBF")) all.remove_prefix(3);
      const Unit unit = coarse_unit(all);
      for (const std::string_view piece :
           unit == Unit::paragraph ? paragraphs_of(all) : lines_of(all)) {
        if (!text::trim(piece).empty()) text.segments.emplace_back().text = piece;
      }
      texts.push_back(std::move(text));
      auto& of_text = of_group.emplace_back();
      for (std::uint32_t i = 0; i < file.text.segments.size(); ++i)
        of_text.emplace(file.text.segments[i].text.data(), i);
    }
  }
  Options silent = options;
  silent.explain = false;
  const std::vector<std::vector<Row>> rows = align(whole, silent, training);
  const std::vector<std::vector<SentenceRow>> sentences =
      sentence_rows(whole, rows, options, training);
  std::vector<std::vector<Row>> out(groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const SentenceRow& s : sentences[g]) {
      Row& row = out[g].emplace_back();
      row.confidence = s.confidence;
      row.evidence = s.evidence;
      row.sides.resize(s.sides.size());
      for (std::size_t k = 0; k < s.sides.size(); ++k) {
        for (const Sentence& at : s.sides[k]) {
          const char* first = whole[g][k].segments[at.segment].text.data() + at.span.begin;
          row.sides[k].push_back(numbers[g][k].at(first));
        }
      }
    }
  }
  return out;
}

}  // namespace

std::vector<AlignedGroup> align_groups(std::span<const FileGroup> groups,
                                       std::span<const std::string> langs, Unit unit,
                                       const Options& options, const Training& training) {
  std::vector<AlignedGroup> out;
  std::vector<std::vector<Text>> texts;
  for (const FileGroup& group : groups) {
    AlignedGroup& aligned = out.emplace_back();
    std::vector<Text>& views = texts.emplace_back();
    for (std::size_t k = 0; k < group.inputs.size(); ++k) {
      aligned.texts.push_back(
          read_text(group.inputs[k], unit, k < langs.size() ? langs[k] : std::string()));
      views.push_back(aligned.texts.back().text);
    }
  }
  std::vector<std::vector<Row>> rows = unit == Unit::sentence
                                           ? align_sentences(out, options, training)
                                           : align(texts, options, training);
  for (std::size_t g = 0; g < out.size(); ++g) out[g].rows = std::move(rows[g]);
  return out;
}

}  // namespace hexapla::align
