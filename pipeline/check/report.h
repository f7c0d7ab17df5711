// Building Findings. Internal to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/check/row.h"

namespace hexapla::check {

class Reporter {
 public:
  explicit Reporter(const Subject& subject) : subject_(subject) {}

  // Starts a Finding of the row about the sides `differing`; places of whole blocks are added for
  // every side that nobody `mark`ed when it is done.
  class Draft {
   public:
    Draft& mark(std::size_t side, std::size_t block, Span span);  // a place in a side
    Draft& gap(std::size_t side, int block);  // missing behind this block of the Expression
    Draft& severity(Severity severity);
    Draft& found(std::string text);
    Draft& expected(std::string text);
    Draft& evidence(std::string text);
    void say(std::string message);  // completes the Finding

   private:
    friend class Reporter;
    Draft(Reporter& reporter, const RowView& row, Code code, std::vector<std::size_t> differing);
    Reporter& reporter_;
    const RowView& row_;
    Finding finding_;
    std::vector<std::size_t> differing_;
    std::vector<bool> marked_;
  };
  Draft add(const RowView& row, Code code, std::vector<std::size_t> differing);

  const Subject& subject() const { return subject_; }
  // Has a Finding of the row about the side one of the codes?
  bool has(std::size_t row, std::string_view lang, std::initializer_list<Code> codes) const;
  std::vector<Finding> take();

 private:
  const Subject& subject_;
  std::vector<Finding> findings_;
};

// "ar, en and fr"; the names of the languages in English.
std::string language_name(std::string_view tag);
std::string list(const std::vector<std::string>& items);
std::string names_of(const RowView& row, const std::vector<std::size_t>& sides);
// The sides that are present and not in `without`.
std::vector<std::size_t> others(const RowView& row, const std::vector<std::size_t>& without);
// The text on one line, cut at `width` code points.
std::string excerpt(std::string_view text, std::size_t width);

}  // namespace hexapla::check
