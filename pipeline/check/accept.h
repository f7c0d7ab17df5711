// Findings that a person has judged and accepts.
//
// A file of lines "KEY<tab or spaces>reason"; blank lines and lines that begin with '#' are
// skipped. The key is Finding::key: it depends on the texts of the row, so a finding comes back
// when one of them changes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/check/check.h"

namespace hexapla::check {

class Accepted {
 public:
  Accepted() = default;
  // Throws Error(usage) naming the line: no key, no reason, a key twice.
  static Accepted parse(std::string_view text, const std::string& name);

  // The reason, or null when the finding is not accepted.
  const std::string* reason(const Finding& finding) const;

  // Takes the accepted findings out; returns how many. Keys that met a finding are remembered.
  std::size_t filter(std::vector<Finding>& findings);

  // Keys that no finding had so far: their texts have changed, or the fault is mended.
  std::vector<std::string> unused() const;

 private:
  struct Entry {
    std::string reason;
    bool used = false;
  };
  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace hexapla::check
