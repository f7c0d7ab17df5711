// A few Works in six languages, built by hand, and a folder that goes away.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/index/index.h"
#include "pipeline/store/work.h"

namespace hexapla::index::sample {

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

struct Paragraph {
  document::BlockType type = document::BlockType::paragraph;
  std::string text;
  std::vector<std::string> cites;  // canonical
  std::string deadline;            // ISO day
};

// A Work whose Expressions have as many Blocks each, one row for every place.
store::Work work(const std::string& key, const std::string& date,
                 const std::vector<std::pair<std::string, std::vector<Paragraph>>>& expressions);

// "UNEP/POPS/COP.8/9" of 2017-04-24, six languages: masthead, title, water, citation of SC-1/19,
// slavery, deadline 2018-02-28.
store::Work techniques();
// "A/RES/70/1" of 2015-09-25, six languages: masthead, title, development, mercury.
store::Work agenda();
// "file:nota.txt", Spanish and French only, no date, cites A/RES/70/1.
store::Work note();

}  // namespace hexapla::index::sample
