#include "pipeline/check/accept.h"

#include <algorithm>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"

namespace hexapla::check {

Accepted Accepted::parse(std::string_view text, const std::string& name) {
  Accepted out;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text::trim(text.substr(at, end - at));
    at = end + 1;
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const auto fail = [&](const char* reason) {
      throw Error(ErrorKind::usage, name, "line " + std::to_string(number), reason,
                  "write a key of 16 figures, a space and why it is accepted");
    };
    const std::size_t space = line.find_first_of(" \t");
    const std::string key(line.substr(0, space));
    const bool is_key =
        key.size() == 16 && key.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!is_key) fail("no key of a finding");
    if (space == std::string_view::npos) fail("no reason");
    const std::string_view reason = text::trim(line.substr(space));
    if (!out.entries_.emplace(key, Entry{std::string(reason), false}).second) fail("a key twice");
  }
  return out;
}

const std::string* Accepted::reason(const Finding& finding) const {
  const auto it = entries_.find(finding.key);
  return it != entries_.end() ? &it->second.reason : nullptr;
}

std::size_t Accepted::filter(std::vector<Finding>& findings) {
  return std::erase_if(findings, [&](const Finding& f) {
    const auto it = entries_.find(f.key);
    if (it == entries_.end()) return false;
    it->second.used = true;
    return true;
  });
}

std::vector<std::string> Accepted::unused() const {
  std::vector<std::string> out;
  for (const auto& [key, entry] : entries_) {
    if (!entry.used) out.push_back(key);
  }
  return out;
}

}  // namespace hexapla::check
