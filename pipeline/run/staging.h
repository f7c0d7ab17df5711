// Internal: what a build has read so far, kept in the store's scratch space, so that a killed build
// goes on.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/document/document.h"
#include "pipeline/store/sqlite.h"

namespace hexapla::run {

class Staging {
 public:
  // `version`: of whatever decides what reading gives; rows of another version are thrown away.
  Staging(const std::filesystem::path& file, const std::string& version);

  // What is known of a document without reading it again.
  struct Description {
    std::string hash;
    std::string symbol;
    std::string lang;
    std::size_t blocks = 0;
  };
  std::map<std::string, Description> descriptions() const;  // by path

  std::optional<document::Expression> find(const std::string& path, const std::string& hash) const;

  struct Item {
    std::string path;
    Description description;
    const document::Expression* expression;
  };
  // All or nothing, and durable.
  void add(const std::vector<Item>& items);

 private:
  store::Database db_;
};

}  // namespace hexapla::run
