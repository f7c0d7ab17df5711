// Defined terms in several languages: what translations must use.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::check {

// One concept: language and its terms, any of which will do.
using Concept = std::map<std::string, std::vector<std::string>, std::less<>>;

class Glossary {
 public:
  explicit Glossary(std::vector<Concept> entries);
  ~Glossary();
  Glossary(Glossary&&) noexcept;
  Glossary& operator=(Glossary&&) noexcept;

  // Reads a file: TBX (ISO 30042, both the dialects of 2008 and of 2019) when it is XML, else lines
  // of tab-separated terms below a line of languages ("en<tab>fr<tab>ru"; alternatives separated by
  // '|'). Throws Error(usage) naming the place when it is neither.
  static Glossary parse(std::string_view bytes, const std::string& name);

  const std::vector<Concept>& entries() const { return entries_; }

  // Where terms of the entries stand in a text, whatever their endings: (entry, place).
  struct Hit {
    std::size_t entry = 0;
    Span span;
  };
  std::vector<Hit> find(std::string_view text, std::string_view lang) const;

 private:
  struct Index;
  std::vector<Concept> entries_;
  std::unique_ptr<Index> index_;
};

}  // namespace hexapla::check
