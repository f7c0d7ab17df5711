#include "pipeline/command/output.h"

#include <array>
#include <filesystem>
#include <istream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/ingest.h"

namespace hexapla::command {

void print_line(std::ostream& out, const Json& json) {
  out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

std::string indented(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

void print_document(std::ostream& out, const Json& json) {
  out << indented(json) << '\n';
}

void add_fields(Json& json, const references::Reference& reference) {
  json["type"] = references::name(reference.type);
  json["canonical"] = reference.canonical;
  json["iri"] = Json::array();
  for (const std::string& canonical : reference.canonical) {
    const std::string iri = references::akn_iri(reference.type, canonical);
    json["iri"].push_back(iri.empty() ? Json(nullptr) : Json(iri));
  }
  json["pinpoint"] = reference.pinpoint;
  json["state"] = references::name(reference.state);
}

std::string_view timex_type(const time::TimeExpression& time) {
  switch (time.granularity) {
    case time::Granularity::duration:
      return "duration";
    case time::Granularity::set:
      return "set";
    default:
      return "date";
  }
}

void add_fields(Json& json, const time::TimeExpression& time) {
  const auto or_null = [](const std::string& value) {
    return value.empty() ? Json(nullptr) : Json(value);
  };
  json["type"] = timex_type(time);
  json["from"] = or_null(time.from);
  json["to"] = or_null(time.to);
  json["granularity"] = time::name(time.granularity);
  json["timex"] = time.timex;
  json["role"] = time::name(time.role);
  if (time.inferred) json["inferred"] = true;
  if (!time.dated_by.empty()) json["dated_by"] = time.dated_by;
  if (time.role == time::Role::deadline) {
    json["bound"] = time::name(time.bound);
    json["actor"] = or_null(time.actor);
    if (time.actor_inferred) json["actor_inferred"] = true;
    json["action"] = or_null(time.action);
    for (const time::Duty& duty : time.more)
      json["more"].push_back({{"actor", or_null(duty.actor)}, {"action", or_null(duty.action)}});
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    const bool control = (c.value < 0x20 && c.value != '\n' && c.value != '\t') ||
                         (c.value >= 0x7F && c.value < 0xA0) || text::is_bidi_control(c.value);
    text::append(out, control ? U'\uFFFD' : c.value);
    at += c.size;
  }
  return out;
}

std::string one_line(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t count = 0;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    if (text::is_space(c.value)) {
      space = !out.empty();
      continue;
    }
    if (count + (space ? 1 : 0) + 1 >= width && at < text.size()) return printable(out) + "…";
    if (space) {
      out += ' ';
      ++count;
    }
    space = false;
    text::append(out, c.value);
    ++count;
  }
  return printable(out);
}

std::string csv_field(std::string_view text) {
  std::string value(text);
  if (!value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos)
    value.insert(0, "'");
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string read_input(const std::string& file, Environment environment) {
  if (file != "-") {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
      throw Error(ErrorKind::usage, file, "", "no such file", "check the name");
    return files::read(file, ingest::kLargestFile);
  }
  std::string out;
  std::array<char, 1 << 16> buffer;
  while (environment.in.read(buffer.data(), buffer.size()) || environment.in.gcount() > 0) {
    out.append(buffer.data(), static_cast<std::size_t>(environment.in.gcount()));
    if (out.size() > ingest::kLargestFile)
      throw Error(ErrorKind::input, file, "", "larger than a document", "split it");
  }
  return out;
}

}  // namespace hexapla::command
