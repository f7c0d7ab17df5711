#include "pipeline/memory/memory.h"

#include <algorithm>
#include <bit>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/memory/manifest.h"
#include "pipeline/memory/segment_file.h"
#include "pipeline/memory/skeleton.h"

namespace hexapla::memory {
namespace {

// What a thread keeps from search to search.
struct Scratch {
  std::vector<segmentation::MatchToken> tokens;
  std::vector<std::uint64_t> keys;
  std::vector<Near> near;
  ColumnSearch search;
};

Scratch& scratch() {
  thread_local Scratch instance;
  return instance;
}

void read_tokens(std::string_view text, Measure measure, Scratch& s) {
  segmentation::match_tokens(text, measure, s.tokens);
  s.keys.clear();
  for (const segmentation::MatchToken& t : s.tokens) s.keys.push_back(t.key);
}

std::string column_name(std::string_view lang, Measure measure) {
  std::string out(lang);
  if (lang == "zh" && measure == Measure::characters) out += kCharacters;
  return out;
}

}  // namespace

Memory Memory::open(const std::filesystem::path& directory) {
  // A writer may merge files between our reading of the manifest and our opening of them: then the
  // manifest is another by now.
  for (int attempt = 0;; ++attempt) {
    const std::filesystem::path path = Manifest::path(directory);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
      throw Error(ErrorKind::usage, directory.string(), "", "there is no translation memory here",
                  "run hexapla build or hexapla tm import first");
    }
    const std::string text = files::read(path);
    try {
      const Manifest manifest = Manifest::parse(text, path);
      Memory out;
      out.state_ = manifest.state;
      for (const Manifest::Entry& e : manifest.entries) {
        File file;
        file.segment = std::make_shared<const SegmentFile>(directory / e.segment);
        if (!e.removed.empty()) {
          const std::filesystem::path removed = directory / e.removed;
          file.removed = parse_removed(files::read(removed), file.segment->units(), removed);
        }
        out.files_.push_back(std::move(file));
      }
      return out;
    } catch (const Error&) {
      if (attempt >= 3 || files::read(path) == text) throw;
    }
  }
}

std::size_t Memory::units() const {
  std::size_t out = 0;
  for (const File& f : files_) {
    out += f.segment->units();
    for (const std::uint64_t word : f.removed) out -= static_cast<std::size_t>(std::popcount(word));
  }
  return out;
}

std::uint64_t Memory::bytes() const {
  std::uint64_t out = 0;
  for (const File& f : files_) out += f.segment->bytes();
  return out;
}

std::map<std::string, std::size_t> Memory::segments() const {
  std::map<std::string, std::size_t> out;
  for (const File& f : files_) {
    for (const Column& c : f.segment->columns()) {
      if (!c.name.ends_with(kCharacters)) out[std::string(c.name)] += c.size();
    }
  }
  return out;
}

std::vector<Hit> Memory::search(std::string_view text, std::string_view lang, unsigned threshold,
                                Measure measure) const {
  Scratch& s = scratch();
  read_tokens(text, measure, s);
  std::vector<Hit> out;
  const std::string name = column_name(lang, measure);
  for (std::uint32_t f = 0; f < files_.size(); ++f) {
    const File& file = files_[f];
    const Column* column = file.segment->column(name);
    if (column == nullptr) continue;
    s.search.near(*column, s.keys, threshold, s.near);
    for (const Near& n : s.near) {
      const std::uint32_t unit = column->units[n.text];
      if (unit >= file.segment->units() || file.is_removed(unit)) continue;
      out.push_back({{f, unit},
                     column->variants[n.text],
                     n.distance,
                     std::max(n.length, static_cast<std::uint32_t>(s.keys.size()))});
    }
  }
  std::sort(out.begin(), out.end(), [](const Hit& a, const Hit& b) {
    const std::uint64_t left = std::uint64_t{a.distance} * b.longer;
    const std::uint64_t right = std::uint64_t{b.distance} * a.longer;
    if (left != right) return left < right;
    return a.unit != b.unit ? a.unit < b.unit : a.variant < b.variant;
  });
  return out;
}

std::vector<Hit> Memory::alike(std::string_view text, std::string_view lang) const {
  Scratch& s = scratch();
  // Numerals are words of their own among characters, not always among words.
  read_tokens(text, Measure::characters, s);
  std::vector<Hit> out;
  const std::uint32_t hash = skeleton(s.tokens, placeable_words(lang));
  if (hash == 0) return out;
  const std::string name = column_name(lang, Measure::characters);
  EditDistance distance;
  std::vector<std::uint32_t> query;
  std::vector<std::uint32_t> tokens;
  for (std::uint32_t f = 0; f < files_.size(); ++f) {
    const File& file = files_[f];
    const Column* column = file.segment->column(name);
    if (column == nullptr) continue;
    query.clear();
    for (const std::uint64_t key : s.keys) query.push_back(column->token(key));
    distance.prepare(query);
    for (const std::uint32_t t : column->texts_like(hash)) {
      const std::uint32_t unit = column->units[t];
      if (unit >= file.segment->units() || file.is_removed(unit)) continue;
      column->tokens_of(t, tokens);
      out.push_back({{f, unit},
                     column->variants[t],
                     static_cast<std::uint32_t>(distance.to(tokens)),
                     static_cast<std::uint32_t>(std::max(tokens.size(), query.size()))});
    }
  }
  return out;
}

std::vector<Hit> Memory::containing(std::string_view phrase, std::string_view lang,
                                    std::size_t limit, std::size_t* total) const {
  Scratch& s = scratch();
  read_tokens(phrase, Measure::characters, s);
  std::vector<Hit> out;
  std::size_t count = 0;
  const std::string name = column_name(lang, Measure::characters);
  for (std::uint32_t f = 0; f < files_.size() && !s.keys.empty(); ++f) {
    const File& file = files_[f];
    const Column* column = file.segment->column(name);
    if (column == nullptr) continue;
    std::vector<std::uint32_t> query;
    for (const std::uint64_t key : s.keys) query.push_back(column->token(key));
    // The shortest list of a token or a pair holds them all.
    PackedList shortest = column->texts_with(query[0]);
    for (std::size_t i = 0; i < query.size(); ++i) {
      const auto single = column->texts_with(query[i]);
      if (single.texts < shortest.texts) shortest = single;
      if (i + 1 == query.size()) break;
      const auto pair = column->texts_with(query[i], query[i + 1]);
      if (pair.texts < shortest.texts) shortest = pair;
    }
    std::vector<Hit> found;
    std::vector<std::uint32_t> tokens;
    ListReader texts(shortest);
    for (std::uint32_t t = 0; texts.next(t);) {
      if (t >= column->size()) continue;
      const std::uint32_t unit = column->units[t];
      if (unit >= file.segment->units() || file.is_removed(unit)) continue;
      column->tokens_of(t, tokens);
      if (std::search(tokens.begin(), tokens.end(), query.begin(), query.end()) == tokens.end())
        continue;
      found.push_back({{f, unit},
                       column->variants[t],
                       static_cast<std::uint32_t>(tokens.size() - query.size()),
                       static_cast<std::uint32_t>(tokens.size())});
    }
    std::sort(found.begin(), found.end(), [](const Hit& a, const Hit& b) {
      return a.unit != b.unit ? a.unit < b.unit : a.variant < b.variant;
    });
    count += found.size();
    for (const Hit& h : found) {
      if (limit != 0 && out.size() >= limit) break;
      out.push_back(h);
    }
  }
  if (total != nullptr) *total = count;
  return out;
}

TranslationUnit Memory::unit(UnitRef ref) const {
  if (ref.file >= files_.size())
    throw Error(ErrorKind::internal, "", "", "a unit of another memory was asked for");
  return files_[ref.file].segment->unit(ref.number);
}

void Memory::for_each(const std::function<bool(UnitRef, const TranslationUnit&)>& visit) const {
  for (std::uint32_t f = 0; f < files_.size(); ++f) {
    const auto units = static_cast<std::uint32_t>(files_[f].segment->units());
    for (std::uint32_t u = 0; u < units; ++u) {
      if (files_[f].is_removed(u)) continue;
      if (!visit({f, u}, files_[f].segment->unit(u))) return;
    }
  }
}

std::vector<UnitRef> Memory::sample(std::size_t most) const {
  std::vector<UnitRef> out;
  const std::size_t step = most == 0 ? 0 : std::max<std::size_t>(1, (units() + most - 1) / most);
  std::size_t live = 0;
  for (std::uint32_t f = 0; f < files_.size() && step > 0; ++f) {
    const auto units = static_cast<std::uint32_t>(files_[f].segment->units());
    for (std::uint32_t u = 0; u < units; ++u) {
      if (!files_[f].is_removed(u) && live++ % step == 0) out.push_back({f, u});
    }
  }
  return out;
}

void Memory::verify() const {
  for (const File& f : files_) {
    f.segment->verify();
    for (std::uint32_t u = 0; u < f.segment->units(); ++u) f.segment->unit(u);
  }
}

}  // namespace hexapla::memory
