#include "pipeline/check/report.h"

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/text/utf8.h"
#include "pipeline/base/files.h"

namespace hexapla::check {

Reporter::Draft::Draft(Reporter& reporter, const RowView& row, Code code,
                       std::vector<std::size_t> differing)
    : reporter_(reporter), row_(row), differing_(std::move(differing)), marked_(row.sides.size()) {
  finding_.code = code;
  finding_.severity = severity_of(code);
  finding_.work = reporter.subject_.work->key;
  finding_.row = row.index;
  for (const std::size_t k : differing_) finding_.languages.emplace_back(row.sides[k].lang);
  std::sort(finding_.languages.begin(), finding_.languages.end());
}

Reporter::Draft& Reporter::Draft::mark(std::size_t side, std::size_t block, Span span) {
  const bool differs = std::find(differing_.begin(), differing_.end(), side) != differing_.end();
  const Side& s = row_.sides[side];
  finding_.places.push_back({std::string(s.lang),
                             differs ? Place::Role::differs : Place::Role::agrees,
                             static_cast<int>(s.blocks[block]), span});
  marked_[side] = true;
  return *this;
}

Reporter::Draft& Reporter::Draft::gap(std::size_t side, int block) {
  finding_.places.push_back({std::string(row_.sides[side].lang), Place::Role::gap, block, {}});
  marked_[side] = true;
  return *this;
}

Reporter::Draft& Reporter::Draft::severity(Severity severity) {
  finding_.severity = severity;
  return *this;
}

Reporter::Draft& Reporter::Draft::found(std::string text) {
  finding_.found = std::move(text);
  return *this;
}

Reporter::Draft& Reporter::Draft::expected(std::string text) {
  finding_.expected = std::move(text);
  return *this;
}

Reporter::Draft& Reporter::Draft::evidence(std::string text) {
  finding_.evidence = std::move(text);
  return *this;
}

namespace {

// The last block of the language before the row, in the order of its own text: -1 when there is
// none. Rows follow the order of the first text, so the nearest row above that has the language
// tells.
int block_before(const Subject& subject, std::size_t row, std::size_t side) {
  std::size_t at = 0;
  while (at < subject.rows.size() && subject.rows[at].index != row) ++at;
  while (at > 0) {
    --at;
    const Side& s = subject.rows[at].sides[side];
    if (s.present()) return static_cast<int>(s.blocks.back());
  }
  return -1;
}

}  // namespace

void Reporter::Draft::say(std::string message) {
  finding_.message = std::move(message);
  std::string identity = fmt::format("{}\n{}\n", name(finding_.code), finding_.work);
  for (const std::string& lang : finding_.languages) identity += lang + '\n';
  for (const Place& p : finding_.places) {
    if (p.role == Place::Role::differs)
      identity += fmt::format("{}-{}\n", p.span.begin, p.span.end);
  }
  for (std::size_t k = 0; k < row_.sides.size(); ++k) {
    const Side& s = row_.sides[k];
    identity += '\x1F';
    for (std::size_t i = 0; i < s.blocks.size(); ++i)
      identity += s.block(i).label.text() + '\x1E' + s.block(i).text() + '\x1E';
    if (marked_[k]) continue;
    const bool differs = std::find(differing_.begin(), differing_.end(), k) != differing_.end();
    if (!s.present()) {
      finding_.places.push_back({std::string(s.lang),
                                 Place::Role::gap,
                                 block_before(reporter_.subject_, row_.index, k),
                                 {}});
    }
    for (const std::uint32_t b : s.blocks) {
      finding_.places.push_back({std::string(s.lang),
                                 differs ? Place::Role::differs : Place::Role::agrees,
                                 static_cast<int>(b),
                                 {}});
    }
  }
  std::sort(finding_.places.begin(), finding_.places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.lang, a.block, a.span, a.role) < std::tie(b.lang, b.block, b.span, b.role);
  });
  finding_.places.erase(std::unique(finding_.places.begin(), finding_.places.end()),
                        finding_.places.end());
  finding_.key = files::content_hash(identity).substr(0, 16);
  reporter_.findings_.push_back(std::move(finding_));
}

Reporter::Draft Reporter::add(const RowView& row, Code code, std::vector<std::size_t> differing) {
  return {*this, row, code, std::move(differing)};
}

bool Reporter::has(std::size_t row, std::string_view lang,
                   std::initializer_list<Code> codes) const {
  return std::any_of(findings_.begin(), findings_.end(), [&](const Finding& f) {
    return f.row == row &&
           std::find(f.languages.begin(), f.languages.end(), lang) != f.languages.end() &&
           std::find(codes.begin(), codes.end(), f.code) != codes.end();
  });
}

std::vector<Finding> Reporter::take() {
  std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.row, a.code, a.languages, a.places) <
           std::tie(b.row, b.code, b.languages, b.places);
  });
  return std::move(findings_);
}

std::string language_name(std::string_view tag) {
  static const std::pair<std::string_view, std::string_view> kNames[] = {
      {"ar", "Arabic"}, {"en", "English"}, {"es", "Spanish"},
      {"fr", "French"}, {"ru", "Russian"}, {"zh", "Chinese"}};
  for (const auto& [code, name] : kNames) {
    if (code == tag) return std::string(name);
  }
  return std::string(tag);
}

std::string list(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

std::string names_of(const RowView& row, const std::vector<std::size_t>& sides) {
  std::vector<std::string> names;
  for (const std::size_t k : sides) names.push_back(language_name(row.sides[k].lang));
  return list(names);
}

std::vector<std::size_t> others(const RowView& row, const std::vector<std::size_t>& without) {
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (row.sides[k].present() && std::find(without.begin(), without.end(), k) == without.end())
      out.push_back(k);
  }
  return out;
}

std::string excerpt(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t count = 0;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    if (text::is_space(c.value)) {
      space = !out.empty();
    } else {
      if (count >= width) return out + "…";
      if (space) {
        out += ' ';
        ++count;
      }
      space = false;
      out += text.substr(at, c.size);
      ++count;
    }
    at += c.size;
  }
  return out;
}

}  // namespace hexapla::check
