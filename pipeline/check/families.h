// The checks, one function a family. Internal to the room.
#pragma once

#include "pipeline/check/report.h"

namespace hexapla::check {

void check_structure(Reporter& reporter);  // omitted, added, merged, split, order
void check_labels(Reporter& reporter);
void check_values(const RowView& row, Reporter& reporter);  // references, dates, numbers, units
// Figures that stand twice; after the values.
void check_repeats(const RowView& row, Reporter& reporter);
void check_deadlines(const RowView& row, Reporter& reporter);
void check_sense(const RowView& row, Reporter& reporter);     // negation, modals
void check_language(const RowView& row, Reporter& reporter);  // untranslated, script
void check_length(Reporter& reporter);
void check_notes(Reporter& reporter);
void check_marks(const RowView& row, Reporter& reporter);  // brackets, quotes, placeholders
void check_consistency(Reporter& reporter);                // within the Work and the memory
void check_terms(const RowView& row, Reporter& reporter);  // glossary

}  // namespace hexapla::check
