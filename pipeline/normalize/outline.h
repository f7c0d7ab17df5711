// The outline of a document while it is read: open headings and open lists. Internal to this room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/normalize/labels.h"

namespace hexapla::normalize {

class Outline {
 public:
  struct Place {
    int level = 0;
    int parent = -1;   // index of the block that contains it, -1 for none
    bool gap = false;  // a label before it is missing
  };

  // Forgets everything: an annex begins.
  void clear();

  // Index of the innermost open heading, or -1.
  int heading() const { return headings_.empty() ? -1 : headings_.back().block; }

  // A heading of a style ("annex", "plain", or a label's style; `atx`: its Markdown level, 0 when
  // it has none).
  // `ordinal`: of its label, 0 without one.
  Place open_heading(const std::string& style, int atx, int ordinal, int block, bool in_annex);

  // What follows does not stand under the innermost heading any more.
  void close_heading();

  // Decides whether a label is one (initials are none: "C. Smith") and whether "(i)" counts letters
  // or Roman numbers.
  std::optional<Label> accept(const Label& label, bool certain) const;

  // True when the label is the next one of a list that is open.
  bool continues(const Label& label) const;

  // `given`: the format computed the label; its lists may count down.
  Place open_item(const Label& label, int block, bool given = false);
  Place open_bullet(std::size_t indent, int block, bool under_colon);

  // An unlabelled paragraph came: bullets after it do not belong to what was before.
  void paragraph(int block);

 private:
  struct Heading {
    std::string style;
    int level;
    int block;
  };
  struct Item {
    std::string style;
    int last;
    int block;
    bool behind_heading;  // a heading came since
    // The last label read as the letter of the other alphabet that looks the same, if there is one.
    std::string twin_style = {};
    int twin_last = 0;
    // Of bullets: how far from the margin, and what a list that stands below a colon hangs on.
    std::size_t indent = 0;
    int host = -1;
    bool down = false;  // the list counts down

    bool comes_before(const Label& label) const {
      return (style == label.style && last == label.ordinal - 1) ||
             (twin_last > 0 && twin_style == label.style && twin_last == label.ordinal - 1);
    }
  };
  std::vector<Heading> headings_;
  std::vector<Item> items_;
  std::vector<std::pair<std::string, int>> seen_;  // last ordinal of every heading style
  int last_block_ = -1;
  bool list_open_ = false;
};

}  // namespace hexapla::normalize
