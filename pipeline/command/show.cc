#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "pipeline/base/error.h"
#include "pipeline/command/commands.h"
#include "pipeline/command/rows.h"
#include "pipeline/store/store.h"

namespace hexapla::command {
namespace {

Json side_json(const store::AnalyzedExpression& a, const std::vector<std::uint32_t>& blocks) {
  Json json = Json::array();
  for (const std::uint32_t i : blocks) {
    const document::Block& b = a.expression.blocks[i];
    const document::SourceRange source = b.content.source({0, b.content.size()});
    Json block = {{"block", i},
                  {"type", document::name(b.type)},
                  {"label", b.label.text()},
                  {"text", b.text()},
                  {"part", source.part},
                  {"from", source.begin},
                  {"to", source.end}};
    for (const references::Reference& r : a.references[i]) {
      Json reference = {{"begin", r.span.begin}, {"end", r.span.end}};
      add_fields(reference, r);
      block["references"].push_back(std::move(reference));
    }
    for (const time::TimeExpression& t : a.times[i]) {
      Json time = {{"begin", t.span.begin}, {"end", t.span.end}};
      add_fields(time, t);
      block["times"].push_back(std::move(time));
    }
    json.push_back(std::move(block));
  }
  return json;
}

// Rows of a Work, and where there are none (one Expression only), each block by itself.
std::vector<align::Row> rows_of(const store::Work& work) {
  if (!work.rows.empty()) return work.rows;
  std::vector<align::Row> out;
  for (std::size_t k = 0; k < work.expressions.size(); ++k) {
    for (std::uint32_t i = 0; i < work.expressions[k].expression.blocks.size(); ++i) {
      align::Row row;
      row.sides.resize(work.expressions.size());
      row.sides[k].push_back(i);
      out.push_back(std::move(row));
    }
  }
  return out;
}

void print_json(const store::Work& work, const std::vector<std::string>& show, std::ostream& out) {
  Json json;
  json["work"] = work.key;
  json["title"] = work.title;
  json["generation"] = work.generation;
  json["languages"] = Json::object();
  for (const store::AnalyzedExpression& a : work.expressions) {
    if (!wanted(show, a.expression.lang)) continue;
    Json properties = Json::object();
    for (const document::Property& p : a.expression.properties)
      properties[p.name].push_back(p.value);
    json["languages"][a.expression.lang] = {{"title", a.expression.title},
                                            {"file", a.expression.manifestation.path},
                                            {"format", a.expression.manifestation.format},
                                            {"properties", std::move(properties)}};
  }
  json["rows"] = Json::array();
  const std::vector<align::Row> rows = rows_of(work);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    Json row = {{"row", r},
                {"confidence", rows[r].confidence},
                {"evidence", rows[r].evidence},
                {"fixed", rows[r].fixed},
                {"languages", Json::object()}};
    for (std::size_t k = 0; k < work.expressions.size(); ++k) {
      const std::string& lang = work.expressions[k].expression.lang;
      if (wanted(show, lang))
        row["languages"][lang] = side_json(work.expressions[k], rows[r].sides[k]);
    }
    json["rows"].push_back(std::move(row));
  }
  print_document(out, json);
}

void print_text(const store::Work& work, const std::vector<std::string>& show,
                Environment environment) {
  std::ostream& out = environment.out;
  out << printable(work.key) << "  " << one_line(work.title, 100) << '\n';
  if (work.key.starts_with("file:"))
    out << "(named after the file: the document prints no symbol of its own)\n";
  for (const store::AnalyzedExpression& a : work.expressions) {
    if (wanted(show, a.expression.lang))
      out << fmt::format("  {}  {}\n", a.expression.lang,
                         printable(a.expression.manifestation.path));
  }
  const std::vector<align::Row> rows = rows_of(work);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string body;
    bool any = false;
    for (std::size_t k = 0; k < work.expressions.size(); ++k) {
      const std::string& lang = work.expressions[k].expression.lang;
      if (!wanted(show, lang)) continue;
      if (rows[r].sides[k].empty()) {
        body += fmt::format("  {}  —\n", lang);  // a visible gap: nothing in this language says it
        continue;
      }
      any = true;
      for (const std::uint32_t i : rows[r].sides[k]) {
        const document::Block& b = work.expressions[k].expression.blocks[i];
        const std::string line = b.label.empty() ? b.text() : b.label.text() + " " + b.text();
        body +=
            fmt::format("  {}  {}\n", lang,
                        directed(one_line(line, static_cast<std::size_t>(-1)), lang, environment));
      }
    }
    if (!any) continue;
    out << fmt::format("\n[{}]", r);
    if (work.expressions.size() > 1) out << fmt::format("  confidence {:.2f}", rows[r].confidence);
    out << '\n' << body;
  }
}

}  // namespace

int show(const ShowCommand& options, Environment environment) {
  const store::Store store = store::Store::open(options.store);
  const std::string key = find_work(store.catalogue(), options.work);
  if (key.empty()) {
    std::vector<std::string> known;
    for (const store::WorkSummary& w : store.catalogue().works()) known.push_back(w.work);
    environment.err << "hexapla: no Work " << printable(options.work) << " in " << options.store;
    const std::vector<std::string> near = nearest(options.work, known);
    environment.err << (near.empty() ? "; `hexapla status` lists them"
                                     : "; did you mean " + join(near, " or ") + "?")
                    << '\n';
    return 1;
  }
  const store::Work work = *store.catalogue().work(key);
  if (options.format == "json") {
    print_json(work, options.show, environment.out);
  } else {
    print_text(work, options.show, environment);
  }
  return 0;
}

}  // namespace hexapla::command
