#include "pipeline/memory/segment_file.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <bit>
#include <cstring>

#include "pipeline/base/error.h"
#include "pipeline/memory/record.h"
#include "pipeline/memory/skeleton.h"

namespace hexapla::memory {
namespace {

static_assert(std::endian::native == std::endian::little, "the format is little-endian");

constexpr std::uint64_t kAlignment = 64;
constexpr std::uint32_t kRecordOffsets = 0;  // of column 0, before the sections of columns

struct Head {
  char magic[8] = {'H', 'X', 'M', 'E', 'M', 'O', 'R', 'Y'};
  std::uint32_t format = kMemoryFormat;
  std::uint32_t sections = 0;
  std::uint64_t file_size = 0;
  std::uint64_t units = 0;
  std::uint64_t directory = 0;  // offset
  std::uint64_t directory_checksum = 0;
  std::uint64_t body_checksum = 0;  // of everything after the head
  std::uint64_t head_checksum = 0;  // of the fields above
};
static_assert(sizeof(Head) == OutputFile::kHead);

struct DirectoryEntry {
  std::uint32_t column = 0;
  std::uint32_t section = 0;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};
static_assert(sizeof(DirectoryEntry) == 24);

std::uint64_t head_checksum(const Head& head) {
  return XXH3_64bits(&head, offsetof(Head, head_checksum));
}

template <typename T>
std::string_view bytes_of(const T* values, std::size_t count) {
  return {reinterpret_cast<const char*>(values), count * sizeof(T)};
}

class Sections : public SectionSink {
 public:
  explicit Sections(OutputFile& file) : file_(file) {}

  void begin(Section section) override { begin(static_cast<std::uint32_t>(section)); }
  void begin(std::uint32_t section) {
    file_.align(kAlignment);
    entries.push_back({column, section, file_.size(), 0});
  }
  void append(std::string_view bytes) override {
    entries.back().size += bytes.size();
    file_.append(bytes);
  }

  std::uint32_t column = 0;
  std::vector<DirectoryEntry> entries;

 private:
  OutputFile& file_;
};

}  // namespace

// Units have their languages in the same order mostly: `guess` is where to look first.
SegmentWriter::Language& SegmentWriter::language(const std::string& written, std::size_t guess) {
  if (guess < languages_.size() && languages_[guess].written == written) return languages_[guess];
  for (Language& l : languages_) {
    if (l.written == written) return l;
  }
  Language& out = languages_.emplace_back();
  out.written = written;
  out.name = primary_subtag(written);
  out.placeables = &placeable_words(out.name);
  return out;
}

void SegmentWriter::add_text(ColumnBuilder*& column, const std::string& name, std::size_t variant,
                             const std::vector<segmentation::MatchToken>& tokens,
                             std::uint32_t skeleton) {
  if (tokens.empty()) return;
  if (column == nullptr) column = &columns_.try_emplace(name, name).first->second;
  column->add(static_cast<std::uint32_t>(units()), static_cast<std::uint16_t>(variant), tokens,
              skeleton);
  tokens_ += tokens.size();
}

void SegmentWriter::add(const TranslationUnit& unit) {
  if (unit.variants.size() > 0xFFFF) {
    throw Error(ErrorKind::input, unit.id, "", "a unit has more than 65535 variants",
                "split the unit");
  }
  for (std::size_t v = 0; v < unit.variants.size(); ++v) {
    const Variant& variant = unit.variants[v];
    Language& lang = language(variant.lang, v);
    if (lang.name.empty()) continue;
    if (lang.name == "zh") {
      // Placeables are looked for by characters: numerals are words of their own there.
      segmentation::match_tokens(variant.text, match_tokens_, characters_);
      add_text(lang.column, lang.name, v, match_tokens_, 0);
      add_text(lang.characters, lang.name + std::string(kCharacters), v, characters_,
               skeleton(characters_, *lang.placeables));
    } else {
      segmentation::match_tokens(variant.text, segmentation::HanTokens::words, match_tokens_);
      add_text(lang.column, lang.name, v, match_tokens_, skeleton(match_tokens_, *lang.placeables));
    }
  }
  record_.clear();
  append_record(record_, unit);
  file_.append(record_);
  offsets_.push_back(file_.size());
}

void SegmentWriter::finish() {
  // Records are read one by one, of what was found; to find it is what the rest is read for.
  if (cache_ == Cache::lookups) file_.keep_in_cache();
  Sections sections(file_);
  sections.begin(kRecordOffsets);
  sections.append(bytes_of(offsets_.data(), offsets_.size()));
  const std::size_t units = offsets_.size() - 1;
  offsets_ = {};
  for (auto& [name, builder] : columns_) {
    ++sections.column;
    builder.write(sections);
  }
  columns_.clear();
  file_.align(kAlignment);
  Head head;
  head.directory = file_.size();
  head.sections = static_cast<std::uint32_t>(sections.entries.size());
  head.units = units;
  const std::string_view directory = bytes_of(sections.entries.data(), sections.entries.size());
  head.directory_checksum = XXH3_64bits(directory.data(), directory.size());
  file_.append(directory);
  head.file_size = file_.size();
  head.body_checksum = file_.checksum();
  head.head_checksum = head_checksum(head);
  file_.finish(bytes_of(&head, 1));
}

SegmentFile::SegmentFile(const std::filesystem::path& path, std::size_t checked)
    : path_(path), file_(path) {
  open();
  if (bytes() <= checked) verify();
}

void SegmentFile::refuse(const std::string& reason) const {
  throw Error(ErrorKind::environment, path_.string(), "", reason,
              "import again, or run hexapla reindex for what came from the store");
}

void SegmentFile::open() {
  const std::string_view bytes = file_.bytes();
  Head head;
  if (bytes.size() < sizeof head) refuse("the file is cut off");
  std::memcpy(&head, bytes.data(), sizeof head);
  if (std::memcmp(head.magic, Head{}.magic, sizeof head.magic) != 0)
    refuse("no file of a translation memory");
  if (head.format != kMemoryFormat) {
    refuse(fmt::format("format {} of the translation memory, this program knows {}", head.format,
                       kMemoryFormat));
  }
  if (head.head_checksum != head_checksum(head)) refuse("the head of the file is damaged");
  if (head.file_size > bytes.size()) {
    refuse(fmt::format("the file is cut off: {} bytes of {}", bytes.size(), head.file_size));
  }
  if (head.file_size < bytes.size()) refuse("something was written behind the end of the file");
  body_checksum_ = head.body_checksum;
  const std::uint64_t directory_size = std::uint64_t{head.sections} * sizeof(DirectoryEntry);
  if (head.directory > bytes.size() || bytes.size() - head.directory != directory_size ||
      head.directory % kAlignment != 0 ||
      XXH3_64bits(bytes.data() + head.directory, directory_size) != head.directory_checksum)
    refuse("the directory of the file is damaged");

  const auto array = [&]<typename T>(const DirectoryEntry& e, std::span<const T>& out) {
    if (e.size % sizeof(T) != 0) refuse("a section of the file is damaged");
    out = {reinterpret_cast<const T*>(bytes.data() + e.offset), e.size / sizeof(T)};
  };
  for (std::uint32_t i = 0; i < head.sections; ++i) {
    DirectoryEntry e;
    std::memcpy(&e, bytes.data() + head.directory + i * sizeof e, sizeof e);
    if (e.offset > bytes.size() || e.size > bytes.size() - e.offset || e.offset % kAlignment != 0)
      refuse("a section lies outside the file");
    if (e.column == 0) {
      array(e, record_offsets_);
      continue;
    }
    if (e.column > head.sections) refuse("a section of the file is damaged");
    if (columns_.size() < e.column) columns_.resize(e.column);
    Column& c = columns_[e.column - 1];
    switch (static_cast<Section>(e.section)) {
      case Section::name:
        c.name = bytes.substr(e.offset, e.size);
        break;
      case Section::lengths:
        array(e, c.lengths);
        break;
      case Section::length_starts:
        array(e, c.length_starts);
        break;
      case Section::units:
        array(e, c.units);
        break;
      case Section::variants:
        array(e, c.variants);
        break;
      case Section::signatures:
        array(e, c.signatures);
        break;
      case Section::token_starts:
        array(e, c.token_starts);
        break;
      case Section::tokens:
        array(e, c.tokens);
        break;
      case Section::vocabulary_keys:
        array(e, c.vocabulary_keys);
        break;
      case Section::vocabulary_ids:
        array(e, c.vocabulary_ids);
        break;
      case Section::skeletons:
        array(e, c.skeletons);
        break;
      case Section::token_list_groups:
        array(e, c.token_lists.groups);
        break;
      case Section::token_short_lists:
        array(e, c.token_lists.short_lists);
        break;
      case Section::token_long_lists:
        array(e, c.token_lists.long_lists);
        break;
      case Section::token_list_skips:
        array(e, c.token_lists.skips);
        break;
      case Section::pair_list_groups:
        array(e, c.pair_lists.groups);
        break;
      case Section::pair_short_lists:
        array(e, c.pair_lists.short_lists);
        break;
      case Section::pair_long_lists:
        array(e, c.pair_lists.long_lists);
        break;
      case Section::pair_list_skips:
        array(e, c.pair_lists.skips);
        break;
    }
  }
  // One more than units; written so that no number of units wraps around.
  if (record_offsets_.empty() || record_offsets_.size() - 1 != head.units)
    refuse("the list of units is damaged");
  for (const Column& c : columns_) {
    if (const std::string problem = c.problem(); !problem.empty())
      refuse("the index is damaged: " + problem);
  }
}

std::string_view SegmentFile::record(std::uint32_t unit) const {
  if (unit >= units()) refuse("the index names a unit that is not there");
  const std::uint64_t begin = record_offsets_[unit];
  const std::uint64_t end = record_offsets_[unit + 1];
  if (begin > end || end > bytes()) refuse("the list of units is damaged");
  return file_.bytes().substr(begin, end - begin);
}

TranslationUnit SegmentFile::unit(std::uint32_t unit) const {
  std::optional<TranslationUnit> out = read_record(record(unit));
  if (!out) refuse(fmt::format("unit {} is damaged", unit));
  return *std::move(out);
}

const Column* SegmentFile::column(std::string_view name) const {
  for (const Column& c : columns_) {
    if (c.name == name) return &c;
  }
  return nullptr;
}

void SegmentFile::verify() const {
  const std::string_view body = file_.bytes().substr(sizeof(Head));
  if (XXH3_64bits(body.data(), body.size()) != body_checksum_)
    refuse("the file is not as it was written: its checksum differs");
}

}  // namespace hexapla::memory
