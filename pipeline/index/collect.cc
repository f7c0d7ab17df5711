#include "pipeline/index/collect.h"

#include <algorithm>

#include "pipeline/document/document.h"
#include "pipeline/index/terms.h"

namespace hexapla::index {
namespace {

// A Block that says it in another language stands a little behind one that matches as well itself.
constexpr double kThroughRow = 0.9;

// Titles and headings tell what a document is about; notes and letterheads mostly do not.
double type_factor(std::uint8_t type) {
  switch (static_cast<document::BlockType>(type)) {
    case document::BlockType::title:
      return 1.4;
    case document::BlockType::heading:
      return 1.2;
    case document::BlockType::note:
      return 0.9;
    case document::BlockType::letterhead:
      return 0.7;
    default:
      return 1.0;
  }
}

void count_lines(const std::string& lines, std::unordered_map<std::string, std::size_t>& counts) {
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    ++counts[lines.substr(at, end - at)];
    at = end + 1;
  }
}

}  // namespace

std::uint16_t Names::id(std::string_view name) {
  // Matches come Work by Work: most often it is the name of the one before.
  if (last_ < names_.size() && names_[last_] == name) return last_;
  last_ = find(name);
  return last_;
}

std::uint16_t Names::find(std::string_view name) {
  const auto found = ids_.find(name);
  if (found != ids_.end()) return found->second;
  // More distinct languages or bodies than this are no longer told apart.
  if (names_.size() >= 0xFFFF) return 0;
  const auto id = static_cast<std::uint16_t>(names_.size());
  names_.emplace_back(name);
  ids_.emplace(std::string(name), id);
  return id;
}

void Collector::operator()(const Xapian::Document& doc, double weight) {
  const std::string packed = doc.get_value(slot::kRecord);
  Record record;
  if (!unpack(packed, record)) return;
  Match match;
  match.score = weight * type_factor(record.type);
  match.work = doc.get_docid() - record.sequence;
  match.sequence = record.sequence;
  match.block = record.block;
  match.row = record.row;
  match.date = record.date;
  match.body = bodies_.id(record.body);
  match.type = record.type;
  direct_.push_back(doc.get_docid());
  const std::uint16_t lang = direct_langs_.id(record.lang);
  if (direct_counts_.size() <= lang) direct_counts_.resize(lang + std::size_t{1});
  ++direct_counts_[lang];
  if (lang_.empty() || record.lang == lang_) {
    match.lang = langs_.id(record.lang);
    match.via = via_;
    matches_.push_back(match);
    if (cites_) {
      if (record.cites) count_lines(doc.get_value(slot::kCites), cited_);
      if (record.topics) count_lines(doc.get_value(slot::kTopics), topics_);
    }
    return;
  }
  if (record.row == 0) return;
  for (const Mate& mate : unpack_mates(doc.get_value(slot::kRow))) {
    if (mate.lang != lang_) continue;
    match.lang = langs_.id(mate.lang);
    match.sequence = mate.sequence;
    match.block = mate.block;
    match.type = mate.type;
    match.score = kThroughRow * weight * type_factor(mate.type);
    match.via = Via::row;
    matches_.push_back(match);
  }
}

void Collector::finish() {
  if (!std::is_sorted(direct_.begin(), direct_.end())) std::sort(direct_.begin(), direct_.end());
  if (lang_.empty()) return;
  std::sort(matches_.begin(), matches_.end(), [](const Match& a, const Match& b) {
    if (a.document() != b.document()) return a.document() < b.document();
    if (a.via != b.via) return a.via < b.via;
    return a.score > b.score;
  });
  const auto last =
      std::unique(matches_.begin(), matches_.end(),
                  [](const Match& a, const Match& b) { return a.document() == b.document(); });
  matches_.erase(last, matches_.end());
}

std::vector<Match> Collector::adopt(const Collector& other) {
  std::vector<Match> out = other.matches_;
  for (Match& m : out) {
    m.lang = langs_.id(other.langs_.name(m.lang));
    m.body = bodies_.id(other.bodies_.name(m.body));
  }
  for (const auto& [cited, n] : other.cited_) cited_[cited] += n;
  for (const auto& [topic, n] : other.topics_) topics_[topic] += n;
  return out;
}

std::vector<std::string> Collector::direct_langs() const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < direct_counts_.size(); ++i) {
    if (direct_counts_[i] > 0) out.push_back(direct_langs_.name(static_cast<std::uint16_t>(i)));
  }
  return out;
}

bool Collector::matched(Xapian::docid document) const {
  return std::binary_search(direct_.begin(), direct_.end(), document);
}

}  // namespace hexapla::index
