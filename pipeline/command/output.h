// Small things that every command prints with.
#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/references/references.h"
#include "analyzers/time/time.h"
#include "pipeline/command/command.h"

namespace hexapla::command {

using Json = nlohmann::ordered_json;

// One JSON value a line, UTF-8; malformed bytes become U+FFFD.
void print_line(std::ostream& out, const Json& json);
// The same, indented by two spaces, without a line feed behind it.
std::string indented(const Json& json);
// The same, with one.
void print_document(std::ostream& out, const Json& json);

// Fields of an annotation beside its place: type, canonical …, as in the JSON Lines of `extract`.
void add_fields(Json& json, const references::Reference& reference);
void add_fields(Json& json, const time::TimeExpression& time);

// TIMEX3's type: "date", "duration", "set".
std::string_view timex_type(const time::TimeExpression& time);

// "a, b, c".
std::string join(const std::vector<std::string>& parts, std::string_view separator = ", ");

// "1 Work", "7 Works": `noun` gets an s unless `count` is one.
std::string counted(std::size_t count, std::string_view noun);

// Control characters and bidi controls of a document made harmless for a terminal: shown as U+FFFD.
std::string printable(std::string_view text);

// The text on one line, cut at `width` code points with an ellipsis.
std::string one_line(std::string_view text, std::size_t width);

// A CSV field (RFC 4180), quoted when it must be; a leading =, +, -, @ gets a quote mark in front,
// so that no spreadsheet runs it.
std::string csv_field(std::string_view text);

// Reads FILE, or standard input where it is "-".
std::string read_input(const std::string& file, Environment environment);

}  // namespace hexapla::command
