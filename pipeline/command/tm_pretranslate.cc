#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <sstream>

#include "analyzers/segmentation/segmentation.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/command/output.h"
#include "pipeline/command/tm_exchange.h"
#include "pipeline/exchange/xliff.h"
#include "pipeline/memory/lookup.h"
#include "pipeline/run/analyze.h"

namespace hexapla::command {
namespace {

// A document as XLIFF: a unit a Block, a segment a sentence.
std::string to_xliff(const document::Expression& document, const std::string& target) {
  std::ostringstream out;
  exchange::XliffWriter writer(out, document.lang, target, document.manifestation.path);
  for (const document::Block& block : document.blocks) {
    if (block.text().empty()) continue;
    std::vector<memory::TranslationUnit> segments;
    for (const Span s : segmentation::sentences(block.text(), block.lang)) {
      memory::TranslationUnit unit;
      unit.variants.push_back({document.lang, block.text().substr(s.begin, s.size()), {}, {}, {}});
      segments.push_back(std::move(unit));
    }
    writer.write(segments, block.label.text());
  }
  writer.finish();
  return out.str();
}

bool looks_like_xliff(const std::string& bytes) {
  const std::string head = bytes.substr(0, 4096);
  // Also in UTF-16, where every other byte is zero.
  std::string plain;
  std::copy_if(head.begin(), head.end(), std::back_inserter(plain), [](char c) { return c != 0; });
  return plain.find("<xliff") != std::string::npos || plain.find(":xliff") != std::string::npos;
}

class Pretranslation {
 public:
  Pretranslation(const TmPretranslateCommand& options, exchange::XliffDocument& document)
      : options_(options), document_(document), opened_(open_memories(options.place)) {
    for (const OpenMemory& m : opened_) memories_.push_back(&m.memory);
  }

  void run() {
    const auto& segments = document_.segments();
    std::vector<std::string> texts;
    for (const exchange::XliffSegment& s : segments)
      texts.push_back(s.unit.variants.empty() ? "" : s.unit.variants.front().text);
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (!segments[i].translatable || texts[i].empty()) continue;
      ++asked_;
      memory::LookupRequest request;
      request.text = texts[i];
      request.lang = segments[i].unit.source_lang;
      request.targets = {primary(document_.target_language())};
      request.threshold = options_.threshold;
      request.limit = options_.limit;
      if (i > 0) request.previous = texts[i - 1];
      if (i + 1 < texts.size()) request.next = texts[i + 1];
      const std::vector<memory::Match> found = memory::lookup(memories_, request);
      std::vector<exchange::XliffMatch> matches;
      for (const memory::Match& m : found)
        if (auto match = match_of(m)) matches.push_back(std::move(*match));
      if (matches.empty()) continue;
      ++matched_;
      document_.add_matches(i, matches);
      if (options_.fill && is_sure(found)) {
        memory::Variant target = matches.front().target;
        if (document_.set_target(i, target)) ++filled_;
      }
    }
  }

  std::size_t asked() const { return asked_; }
  std::size_t matched() const { return matched_; }
  std::size_t filled() const { return filled_; }

 private:
  static std::string primary(const std::string& lang) { return lang.substr(0, lang.find('-')); }

  // One exact translation, and nothing that contradicts it.
  static bool is_sure(const std::vector<memory::Match>& found) {
    const memory::Match& best = found.front();
    return best.score >= 100.0 &&
           (best.kind == memory::MatchKind::exact || best.kind == memory::MatchKind::context) &&
           (found.size() == 1 || found[1].score < best.score || found[1].targets == best.targets);
  }

  std::optional<exchange::XliffMatch> match_of(const memory::Match& m) const {
    const std::string lang = primary(document_.target_language());
    const auto variant =
        std::find_if(m.unit.variants.begin(), m.unit.variants.end(), [&](const auto& v) {
          return exchange::same_language(v.lang, lang) && &v != &m.unit.variants[m.source];
        });
    if (variant == m.unit.variants.end()) return std::nullopt;
    exchange::XliffMatch out;
    out.source = m.unit.variants[m.source];
    out.target = *variant;
    const auto repaired = m.targets.find(variant->lang);
    if (repaired != m.targets.end() && repaired->second != out.target.text) {
      // Values were put in: the places of the codes are no longer known.
      out.target.text = repaired->second;
      out.target.codes.clear();
    }
    out.similarity = std::min(100.0, m.score);
    if (m.kind == memory::MatchKind::context) out.kind = "icm";
    const memory::Provenance& p = m.provenance;
    out.origin = p.work.empty() ? opened_[m.memory].name : p.work;
    out.facts.emplace_back("kind", std::string(memory::name(m.kind)));
    if (!p.date.empty()) out.facts.emplace_back("date", p.date);
    if (p.confidence) out.facts.emplace_back("confidence", fmt::format("{:.3f}", *p.confidence));
    for (const memory::Penalty& penalty : m.penalties)
      out.facts.emplace_back("penalty",
                             fmt::format("{} (-{:.1f})", penalty.reason, penalty.points));
    for (const memory::Repair& r : m.repairs) {
      out.facts.emplace_back("repair", r.refused.empty()
                                           ? r.from + " became " + r.to
                                           : r.from + " was not replaced: " + r.refused);
    }
    return out;
  }

  const TmPretranslateCommand& options_;
  exchange::XliffDocument& document_;
  std::vector<OpenMemory> opened_;
  std::vector<const memory::Memory*> memories_;
  std::size_t asked_ = 0;
  std::size_t matched_ = 0;
  std::size_t filled_ = 0;
};

}  // namespace

int tm_pretranslate(const TmPretranslateCommand& options, Environment environment) {
  std::string bytes = read_input(options.file, environment);
  if (!looks_like_xliff(bytes)) {
    if (options.target.empty()) {
      throw Error(ErrorKind::usage, options.file, "",
                  "a document does not say what to translate to", "give --target fr");
    }
    bytes = to_xliff(run::normalized(bytes, options.file, {options.lang}), options.target);
  }
  exchange::MemorySource source(bytes);
  exchange::XliffDocument document(source, options.file);
  if (document.target_language().empty()) {
    if (options.target.empty()) {
      throw Error(ErrorKind::usage, options.file, "", "the file does not say what to translate to",
                  "give --target fr");
    }
    document.set_target_language(options.target);
  } else if (!options.target.empty() &&
             !exchange::same_language(options.target, document.target_language())) {
    throw Error(ErrorKind::usage, options.file, "",
                "the file is to be translated to " + document.target_language(),
                "leave out --target");
  }
  Pretranslation work(options, document);
  work.run();
  if (options.output.empty()) {
    environment.out << document.to_xml();
  } else {
    files::write_atomically(options.output, document.to_xml());
  }
  environment.err << fmt::format("{} of {} with matches", work.matched(),
                                 counted(work.asked(), "segment"));
  if (options.fill) environment.err << fmt::format(", {} translated", work.filled());
  environment.err << "\n";
  return work.matched() == 0 ? 1 : 0;
}

}  // namespace hexapla::command
