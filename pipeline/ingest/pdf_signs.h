// Vowel signs of right-to-left text. They have no width, and stand over another place than their
// letter as often as not: the library cuts words and lines at them, and their places do not tell
// their letters. What does is the order in which the file draws them: right before their letter
// where it draws lines from left to right, right behind it where it draws in the order of reading.
// Of the helper program only.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace hexapla::ingest {

// The signs of one page. Places are points from the top left corner, x to the right.
class PdfSigns {
 public:
  void clear();

  // A letter of a right-to-left script whose glyph stands from x0 to x1 on the base line y.
  void letter(double x0, double x1, double y);

  // A sign without width. `size`: of its type.
  void sign(char32_t c, double x, double y, double size);

  // Gives each sign to a letter, once the page is drawn.
  void resolve();

  // The signs, from left to right, of the letter whose glyph begins at `left`, between the
  // heights y0 and y1; nullptr for none. `last`: what was given for the letter before, which is
  // passed over.
  const std::u32string* of(double left, double y0, double y1,
                           const std::u32string* last = nullptr) const;

  // A sign that has no letter beside it in the file's order.
  struct Lone {
    char32_t c = 0;
    double x = 0, y = 0, size = 0;
  };
  const std::vector<Lone>& lone() const { return lone_; }

 private:
  struct Letter {
    double x0 = 0, x1 = 0, y = 0;
  };
  struct Sign {
    char32_t c = 0;
    double x = 0, y = 0, size = 0;
    std::size_t next = 0;  // the letter that is drawn next, in letters_
  };
  struct Signed {
    double x = 0, y = 0;  // where its glyph begins
    std::u32string signs;
  };

  // How far the sign is from the letter; negative where it cannot be its own.
  double away(const Sign& sign, std::size_t letter) const;

  std::vector<Letter> letters_;
  std::vector<Sign> signs_;
  std::vector<Signed> signed_;  // by y, then x
  std::vector<Lone> lone_;
};

}  // namespace hexapla::ingest
