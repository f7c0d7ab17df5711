#include "pipeline/check/check.h"

#include <array>

#include "pipeline/check/families.h"

namespace hexapla::check {
namespace {

struct CodeFacts {
  Code code;
  std::string_view name;
  Severity severity;
  std::string_view title;
};

constexpr std::array kCodes = {
    CodeFacts{Code::omitted, "omitted", Severity::error, "block omitted"},
    CodeFacts{Code::added, "added", Severity::error, "block added"},
    CodeFacts{Code::merged, "merged", Severity::warning, "blocks merged"},
    CodeFacts{Code::split, "split", Severity::warning, "block split"},
    CodeFacts{Code::order, "order", Severity::warning, "order changed"},
    CodeFacts{Code::label, "label", Severity::warning, "other number or letter"},
    CodeFacts{Code::reference, "reference", Severity::error, "other reference"},
    CodeFacts{Code::reference_missing, "reference-missing", Severity::error, "reference missing"},
    CodeFacts{Code::reference_extra, "reference-extra", Severity::error, "reference added"},
    CodeFacts{Code::date, "date", Severity::error, "other date"},
    CodeFacts{Code::date_missing, "date-missing", Severity::error, "date missing"},
    CodeFacts{Code::date_extra, "date-extra", Severity::error, "date added"},
    CodeFacts{Code::deadline_bound, "deadline-bound", Severity::error, "deadline binds otherwise"},
    CodeFacts{Code::deadline_actor, "deadline-actor", Severity::error, "deadline binds others"},
    CodeFacts{Code::number, "number", Severity::error, "other number"},
    CodeFacts{Code::number_missing, "number-missing", Severity::error, "number missing"},
    CodeFacts{Code::number_extra, "number-extra", Severity::error, "number added"},
    CodeFacts{Code::unit, "unit", Severity::error, "other unit"},
    CodeFacts{Code::negation, "negation", Severity::error, "negation"},
    CodeFacts{Code::modal, "modal", Severity::warning, "obligation or permission"},
    CodeFacts{Code::untranslated, "untranslated", Severity::error, "left untranslated"},
    CodeFacts{Code::script, "script", Severity::warning, "wrong script"},
    CodeFacts{Code::length, "length", Severity::warning, "length out of proportion"},
    CodeFacts{Code::note_missing, "note-missing", Severity::error, "note missing"},
    CodeFacts{Code::note_misplaced, "note-misplaced", Severity::warning, "note misplaced"},
    CodeFacts{Code::brackets, "brackets", Severity::note, "brackets or quotation marks"},
    CodeFacts{Code::placeholder, "placeholder", Severity::warning, "placeholders"},
    CodeFacts{Code::inconsistent, "inconsistent", Severity::note, "inconsistent translation"},
    CodeFacts{Code::term, "term", Severity::warning, "term of the glossary"},
};

const CodeFacts& facts(Code code) {
  return kCodes[static_cast<std::size_t>(code)];
}

}  // namespace

std::string_view name(Code code) {
  return facts(code).name;
}

std::optional<Code> parse_code(std::string_view text) {
  for (const CodeFacts& f : kCodes) {
    if (f.name == text) return f.code;
  }
  return std::nullopt;
}

Severity severity_of(Code code) {
  return facts(code).severity;
}

std::string_view title(Code code) {
  return facts(code).title;
}

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

std::optional<Severity> parse_severity(std::string_view text) {
  for (const Severity s : {Severity::note, Severity::warning, Severity::error}) {
    if (name(s) == text) return s;
  }
  return std::nullopt;
}

std::string_view name(Place::Role role) {
  switch (role) {
    case Place::Role::differs:
      return "differs";
    case Place::Role::agrees:
      return "agrees";
    case Place::Role::gap:
      return "gap";
  }
  return "differs";
}

std::vector<Finding> check(const store::Work& work, const Options& options) {
  const Subject subject = prepare(work, options);
  Reporter reporter(subject);
  check_structure(reporter);
  check_labels(reporter);
  check_notes(reporter);
  for (const RowView& row : subject.rows) {
    if (row.present < 2) continue;
    check_language(row, reporter);
    check_values(row, reporter);
    check_deadlines(row, reporter);
    check_sense(row, reporter);
    check_marks(row, reporter);
    check_terms(row, reporter);
  }
  check_length(reporter);
  check_consistency(reporter);
  return reporter.take();
}

}  // namespace hexapla::check
