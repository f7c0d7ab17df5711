#include "tests/pipeline/check/sample.h"

#include <map>

#include "pipeline/run/analyze.h"

namespace hexapla::check {

store::Work work_of(const std::vector<Lines>& rows) {
  std::map<std::string, document::Expression> expressions;
  for (const Lines& row : rows) {
    for (const auto& [lang, text] : row) expressions[lang].lang = lang;
  }
  store::Work work;
  work.key = "file:sample";
  std::vector<std::map<std::string, std::vector<std::uint32_t>>> sides;
  for (const Lines& row : rows) {
    auto& side = sides.emplace_back();
    for (const auto& [lang, text] : row) {
      document::Expression& e = expressions[lang];
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        at = end + 1;
        document::Block block;
        block.lang = lang;
        if (const std::size_t bar = line.find('|'); bar != std::string::npos) {
          block.label = document::MappedText::verbatim(line.substr(0, bar), 0);
          line.erase(0, bar + 1);
        }
        if (const std::size_t mark = line.find('^'); mark != std::string::npos) {
          line.erase(mark, 1);
          block.notes.push_back({mark, "1", -1, {}});
        }
        block.content = document::MappedText::verbatim(line, 0);
        side[lang].push_back(static_cast<std::uint32_t>(e.blocks.size()));
        e.blocks.push_back(std::move(block));
      }
    }
  }
  std::vector<std::string> langs;
  for (auto& [lang, e] : expressions) {
    e.work = work.key;
    e.named_by_file = true;
    langs.push_back(lang);
    work.expressions.push_back(run::annotate(std::move(e)));
  }
  for (const auto& side : sides) {
    align::Row row;
    row.confidence = 1;
    for (const std::string& lang : langs) {
      const auto it = side.find(lang);
      row.sides.push_back(it == side.end() ? std::vector<std::uint32_t>{} : it->second);
    }
    work.rows.push_back(std::move(row));
  }
  return work;
}

std::string codes(const store::Work& work, const Options& options) {
  std::string out;
  for (const Finding& f : check(work, options)) {
    if (!out.empty()) out += ' ';
    out += std::string(name(f.code)) + ":";
    for (std::size_t i = 0; i < f.languages.size(); ++i) out += (i > 0 ? "," : "") + f.languages[i];
  }
  return out;
}

}  // namespace hexapla::check
