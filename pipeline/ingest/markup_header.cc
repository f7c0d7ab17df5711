#include "pipeline/ingest/markup_header.h"

#include <algorithm>

#include "analyzers/language/profile.h"
#include "analyzers/text/utf8.h"
#include "pipeline/ingest/xml_scan.h"

namespace hexapla::ingest::markup {
namespace {

constexpr std::size_t kMostFacts = 200;
constexpr std::size_t kLongestFact = 2000;

std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text::trim(text)) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (space && !out.empty() && out.back() == ' ') continue;
    out += space ? ' ' : c;
  }
  return out;
}

}  // namespace

std::string declared_language(std::string_view declared) {
  if (declared.empty()) return "";
  const std::string whole = text::to_lower(text::trim(declared));
  const std::string tag = whole.substr(0, whole.find_first_of("-_"));
  for (const language::Profile& profile : language::profiles()) {
    if (tag == profile.tag()) return profile.tag();
    for (const language::Row& row : profile.rows("language")) {
      if (row.size() < 2 || (!row[0].starts_with("iso639") && !row[0].starts_with("name")))
        continue;
      for (std::size_t i = 1; i < row.size(); ++i) {
        if (const std::string word = text::to_lower(row[i]); tag == word || whole == word)
          return profile.tag();
      }
    }
  }
  return "";
}

bool Header::within(std::string_view name) const {
  return std::any_of(open_.begin(), open_.end(), [&](const Open& o) { return o.name == name; });
}

void Header::fact(std::string_view name, std::string_view value) {
  const std::string clean = collapsed(value.substr(0, kLongestFact));
  if (clean.empty() || facts_.size() >= kMostFacts || text::first_invalid(clean)) return;
  const bool many = name == "keyword" || name == "symbol";
  for (const document::Property& known : facts_) {
    if (known.name == name && (!many || known.value == clean)) return;
  }
  facts_.push_back({std::string(name), clean, -1, {}});
}

void Header::start(std::string_view name, std::string_view tag) {
  const auto value = [&](std::string_view key) { return xml::attribute(tag, key); };
  Open open{std::string(name), "", ""};
  if (name == "idno") {
    const std::string type = text::to_lower(value("type"));
    if (type.find("symbol") != std::string::npos) open.becomes = "symbol";
    if (type.find("job") != std::string::npos) open.becomes = "job-number";
  } else if (name == "title" && within("titleStmt")) {
    open.becomes = "title";
  } else if (name == "date" && (within("publicationStmt") || within("imprint"))) {
    fact("date", value("when"));
    open.becomes = "date";
  } else if (name == "pubPlace") {
    open.becomes = "publication-place";
  } else if (name == "term" || name == "keywords") {
    open.becomes = "keyword";
  } else if (name == "language" && lang_.empty()) {
    lang_ = declared_language(value("ident").empty() ? value("id") : value("ident"));
    open.becomes = "language";
  } else if (within("FRBRWork")) {
    if (name == "FRBRalias" && text::to_lower(value("name")).find("title") != std::string::npos)
      fact("title", value("value"));
    else if (name == "FRBRalias" || name == "FRBRnumber" || name == "FRBRname")
      fact("symbol", value("value"));
    if (name == "FRBRuri") fact("work-iri", value("value"));
    if (name == "FRBRdate") fact("date", value("date"));
  } else if (name == "FRBRlanguage" && lang_.empty()) {
    lang_ = declared_language(value("language"));
  } else if (name == "keyword") {
    fact("keyword", value("showAs").empty() ? value("value") : value("showAs"));
  }
  open_.push_back(std::move(open));
}

void Header::text(std::string_view words) {
  if (open_.empty() || open_.back().becomes.empty()) return;
  std::string& text = open_.back().text;
  if (text.size() >= kLongestFact) return;
  for (std::size_t at = 0; at < words.size() && text.size() < kLongestFact;) {
    std::size_t size = 1;
    const std::string stands_for = words[at] == '&' ? xml::entity(words.substr(at), size) : "";
    if (stands_for.empty()) {
      size = text::decode(words, at).size;
      text += words.substr(at, size);
    } else {
      text += stands_for;
    }
    at += size;
  }
}

void Header::end() {
  if (open_.empty()) return;
  const Open open = std::move(open_.back());
  open_.pop_back();
  if (open.becomes == "language") {
    if (lang_.empty()) lang_ = declared_language(open.text);
  } else if (!open.becomes.empty()) {
    fact(open.becomes, open.text);
  }
}

std::vector<document::Property> Header::facts() const {
  return facts_;
}

}  // namespace hexapla::ingest::markup
