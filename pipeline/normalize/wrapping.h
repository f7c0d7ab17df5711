// Where lines were broken because the page was full, and where because a paragraph ended. Internal
// to this room.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/lines.h"

namespace hexapla::normalize {

// A line with what is asked of it again and again: once as the next line, and once as the one
// before. What is dear is found out when it is asked for. The line and the layout must outlive it.
class Sight {
 public:
  Sight(const Line& line, const Layout& layout);

  const Line& line() const { return *line_; }  // its text may have been taken
  std::string_view text() const { return text_; }

  // The line's text has been taken, and stands here now.
  void moved_to(std::string_view text) {
    text_ = text;
    first_word_.reset();
  }
  char32_t first() const { return line_->traits.first(); }
  char32_t last() const { return line_->traits.last(); }

  bool starts_lower() const { return starts_lower_; }
  bool starts_upper() const { return starts_upper_; }
  bool ends_sentence() const { return ends_sentence_; }
  bool ends_item() const { return ends_item_; }

  const std::optional<Label>& label() const;
  bool heads() const;                  // opens an annex, or is a numbered heading
  bool ends_in_function_word() const;  // of the document's language
  std::string_view first_word() const;
  std::size_t type_width() const;

 private:
  const Line* line_;
  const Layout* layout_;
  std::string_view text_;
  bool starts_lower_;
  bool starts_upper_;
  bool ends_sentence_;
  bool ends_item_;
  mutable std::optional<std::optional<Label>> label_;
  mutable std::optional<bool> heads_;
  mutable std::optional<bool> function_word_;
  mutable std::optional<std::string_view> first_word_;
  mutable std::optional<std::size_t> type_width_;
};

// What stood on the same line of the page before the line that an extractor made of its end:
// justified text whose words are far apart comes a word a line.
struct Carried {
  std::size_t columns = 0;
  std::size_t type = 0;  // thousandths of an em; only where Layout::measure is set
};

// The first word of `next` had no room on the line before. Only where lines were wrapped.
bool fills(const Sight& before, const Sight& next, const Layout& layout,
           const Carried& carried = {});

// What the line of the page has with `line` on it.
Carried carry(const Carried& carried, const Sight& line, const Layout& layout);

// True when the next line goes on with the sentence of the one before, by all that characters and
// widths tell. Labels, headings and hard breaks have been looked at before.
bool continues(const Sight& before, const Sight& next, const Layout& layout, bool in_item,
               const Carried& carried = {});

}  // namespace hexapla::normalize
