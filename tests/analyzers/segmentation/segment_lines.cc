// For scripts/accuracy: reads JSON Lines {"lang": …, "text": …} and writes for each the sentences
// of the text, a JSON array of strings a line.
#include <iostream>
#include <nlohmann/json.hpp>

#include "analyzers/segmentation/segmentation.h"

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const nlohmann::json in = nlohmann::json::parse(line);
    const std::string text = in["text"];
    nlohmann::json out = nlohmann::json::array();
    for (const hexapla::Span s : hexapla::segmentation::sentences(text, std::string(in["lang"])))
      out.push_back(text.substr(s.begin, s.size()));
    std::cout << out.dump() << "\n";
  }
}
