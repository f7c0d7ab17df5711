#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <tuple>
#include <vector>

#include "pipeline/command/commands.h"
#include "pipeline/command/output.h"
#include "pipeline/run/analyze.h"

namespace hexapla::command {
namespace {

// An annotation with its place in the bytes of the file, or of a part inside it.
struct Found {
  std::uint32_t part;
  std::uint64_t start;
  std::uint64_t end;
  std::size_t block;
  const references::Reference* reference;  // one of the two is set
  const time::TimeExpression* time;
};

std::vector<Found> in_file_order(const store::AnalyzedExpression& a) {
  std::vector<Found> found;
  const auto add = [&](std::size_t block, Span span, const references::Reference* r,
                       const time::TimeExpression* t) {
    const document::SourceRange range = a.expression.blocks[block].content.source(span);
    found.push_back({range.part, range.begin, range.end, block, r, t});
  };
  for (std::size_t i = 0; i < a.expression.blocks.size(); ++i) {
    for (const references::Reference& r : a.references[i]) add(i, r.span, &r, nullptr);
    for (const time::TimeExpression& t : a.times[i]) add(i, t.span, nullptr, &t);
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& x, const Found& y) {
    return std::tuple(x.part, x.start, x.end) < std::tuple(y.part, y.start, y.end);
  });
  return found;
}

std::string text_line(const Found& f, std::string_view text) {
  std::string line = std::to_string(f.start) + "-" + std::to_string(f.end) + "\t";
  if (f.reference != nullptr) {
    line += std::string(references::name(f.reference->type)) + "\t" + one_line(text, 60) + "\t" +
            join(f.reference->canonical);
    if (!f.reference->pinpoint.empty()) line += "\t" + f.reference->pinpoint;
    if (f.reference->state != references::State::resolved)
      line += "\t" + std::string(references::name(f.reference->state));
    return line;
  }
  const time::TimeExpression& t = *f.time;
  line += std::string(time::name(t.role)) + "\t" + one_line(text, 60) + "\t";
  if (t.from.empty() && t.to.empty()) {
    line += t.timex;
  } else {
    line += t.from == t.to ? t.from : t.from + "/" + t.to;
  }
  if (t.role == time::Role::deadline) {
    line += "\t" + std::string(time::name(t.bound)) + "\t" + one_line(t.actor, 60) + "\t" +
            one_line(t.action, 100);
  }
  return line;
}

}  // namespace

int extract(const ExtractCommand& options, Environment environment) {
  const std::string bytes = read_input(options.file, environment);
  const store::AnalyzedExpression a = run::analyze(bytes, options.file, {options.lang});
  const bool utf8 = a.expression.manifestation.encoding == "UTF-8";
  const std::vector<Found> found = in_file_order(a);
  for (const Found& f : found) {
    // "exactly those bytes", for files whose bytes are UTF-8; for others, and for parts inside a
    // file (DOCX), the text that they stand for.
    const Span span = f.reference != nullptr ? f.reference->span : f.time->span;
    const std::string text =
        utf8 && f.part == 0 ? bytes.substr(f.start, f.end - f.start)
                            : a.expression.blocks[f.block].text().substr(span.begin, span.size());
    if (options.format == "text") {
      environment.out << text_line(f, text) << '\n';
      continue;
    }
    Json json;
    json["kind"] = f.reference != nullptr ? "reference" : "time";
    json["type"] = nullptr;
    json["text"] = text;
    json["start"] = f.start;
    json["end"] = f.end;
    json["block"] = f.block;
    if (f.part != 0) json["part"] = a.expression.manifestation.parts.at(f.part);
    if (f.reference != nullptr) {
      add_fields(json, *f.reference);
    } else {
      add_fields(json, *f.time);
    }
    print_line(environment.out, json);
  }
  return found.empty() ? 1 : 0;
}

}  // namespace hexapla::command
