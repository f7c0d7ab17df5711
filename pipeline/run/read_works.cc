#include "pipeline/run/read_works.h"

#include <algorithm>
#include <filesystem>

#include "analyzers/language/identify.h"
#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/run/align_work.h"
#include "pipeline/run/analyze.h"

namespace hexapla::run {
namespace {

// A plain file, every line that is not empty a block.
document::Expression by_lines(const std::string& bytes, const std::string& path,
                              const std::string& lang) {
  if (const auto bad = text::first_invalid(bytes))
    throw Error(ErrorKind::input, path, "byte " + std::to_string(*bad), "not UTF-8");
  document::Expression out;
  out.work = "file:" + std::filesystem::path(path).stem().string();
  out.named_by_file = true;
  out.lang = !lang.empty() ? lang : language::identify(bytes).tag;
  out.manifestation = {path, "text", "UTF-8", bytes.size(), files::content_hash(bytes), {path}};
  for (std::size_t at = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line(bytes.data() + at, end - at);
    const std::string_view trimmed = text::trim(line);
    if (!trimmed.empty()) {
      document::Block block;
      block.content = document::MappedText::verbatim(
          trimmed, static_cast<std::uint64_t>(trimmed.data() - bytes.data()));
      block.lang = out.lang;
      out.blocks.push_back(std::move(block));
    }
    at = end + 1;
  }
  if (out.blocks.empty()) throw Error(ErrorKind::input, path, "", "nothing but empty lines");
  out.title = out.blocks.front().text();
  return out;
}

store::Work read_group(const std::vector<std::string>& files, const ReadOptions& options) {
  store::Work work;
  std::string symbol;
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string lang = i < options.langs.size() ? options.langs[i] : std::string();
    const std::string bytes = files::read(files[i]);
    store::AnalyzedExpression a = options.lines ? annotate(by_lines(bytes, files[i], lang))
                                                : analyze(bytes, files[i], AnalyzeOptions{lang});
    for (const store::AnalyzedExpression& other : work.expressions) {
      if (other.expression.lang == a.expression.lang)
        throw Error(ErrorKind::usage, files[i], "",
                    "in the same language (" + a.expression.lang + ") as " +
                        other.expression.manifestation.path,
                    "give the languages with --langs if this is wrong");
    }
    if (!a.expression.named_by_file && symbol.empty()) symbol = a.expression.work;
    work.expressions.push_back(std::move(a));
  }
  work.key = !symbol.empty() ? symbol : work.expressions.front().expression.work;
  std::sort(work.expressions.begin(), work.expressions.end(),
            [](const auto& a, const auto& b) { return a.expression.lang < b.expression.lang; });
  const store::AnalyzedExpression* english = work.find("en");
  work.title = (english != nullptr ? *english : work.expressions.front()).expression.title;
  return work;
}

}  // namespace

std::vector<store::Work> read_works(const std::vector<std::vector<std::string>>& groups,
                                    const ReadOptions& options) {
  std::vector<store::Work> works;
  for (const std::vector<std::string>& group : groups) works.push_back(read_group(group, options));
  align_works(works, {}, {}, options.workers);
  return works;
}

}  // namespace hexapla::run
