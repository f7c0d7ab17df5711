// What hexapla-pdf draws a page on: words are gathered by the library, straight rules, coloured
// areas and bold strokes here, in the same pass over the page. Of the helper program only.
//
// The library's C++ interface (poppler-cpp) is not used: it has no paths, so that rules could only
// be seen by drawing the page, and for every page it copies the table of objects, looks for the
// fonts a second time, and converts every word on its own.
#pragma once

#include <OutputDev.h>
#include <TextOutputDev.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pipeline/ingest/pdf_signs.h"
#include "pipeline/ingest/pdf_words.h"

class GfxState;

namespace hexapla::ingest {

class PdfDevice : public TextOutputDev {
 public:
  struct Rule {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // points from the top left corner of the page
  };

  // Of the page that was drawn last: dark straight lines across or down the page, however they are
  // drawn: as strokes, or as thin areas.
  const std::vector<Rule>& rules() const { return rules_; }

  // A small dark disc or square, as bullets are drawn that are no characters.
  struct Dot {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  };
  // Of the page that was drawn last.
  const std::vector<Dot>& dots() const { return dots_; }

  // A rectangle in one colour, as cells are filled; `colour`: its red, green and blue, 8 bits each.
  struct Area {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    std::uint32_t colour = 0;
  };
  // Of the page that was drawn last, white ones left out.
  const std::vector<Area>& areas() const { return areas_; }

  // What is called, once, when a page has more than kMostOfBand or kMostShown (pdf_words.h). It may
  // end the program; else drawing goes on.
  using Refuse = void (*)(PdfStatus why);
  explicit PdfDevice(Refuse refuse);

  // True when letters of the page drawn last were made bold by stroking around them, within this
  // box.
  bool stroked(double x0, double y0, double x1, double y1) const;

  // How far from `x` the middle of the next space is that the file itself sets as a character, to
  // the right of it, or to the left; between the heights y0 and y1. Negative for none within
  // `most`.
  double space_beside(double x, bool right, double most, double y0, double y1) const;

  // The vowel signs of the page drawn last, which its words do not have.
  const PdfSigns& signs() const { return signs_; }

  void startPage(int page, GfxState* state, XRef* xref) override;
  // Does nothing for a page that was ended: an interpreter ends its page when it goes, too.
  void endPage() override;
  void saveState(GfxState* state) override;  // of every form, too
  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override;
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* text,
                int length) override;
  void beginActualText(GfxState* state, const GooString* meaning) override;
  void endActualText(GfxState* state) override;

 private:
  struct Point {
    double x = 0, y = 0;
  };
  static std::vector<Point>::const_iterator first_below(const std::vector<Point>& points, double y);
  // Takes a vowel sign out of what the library gathers, and remembers letters that may have one.
  bool take_sign(const GfxState* state, double x, double y, double dx, double dy,
                 const Unicode* letters, int length);
  void add_rule(Point a, Point b, double width);
  void count(const GfxState* state, double x, double y, double dx, double dy);
  void add_filled(GfxState* state);
  void add_area(Point low, Point high, std::uint32_t colour);
  void add_dot(Point low, Point high);

  Refuse refuse_;
  std::uint32_t shown_ = 0;
  // How many characters of the page stand in each band across it; behind them, of those that run
  // down the page, in each band down.
  std::vector<std::uint32_t> bands_;
  bool open_ = false;  // between startPage and endPage
  PdfSigns signs_;
  bool told_ = false;  // the file tells what the glyphs that are drawn now mean
  std::vector<Rule> rules_;
  std::vector<Dot> dots_;
  std::vector<Area> areas_;
  std::vector<Point> spaces_;   // their middles; sorted like stroked_
  std::vector<Point> stroked_;  // middles of letters; sorted by y once the page is drawn
};

}  // namespace hexapla::ingest
