// What the helper program hexapla-pdf finds in a PDF file: pages of words with their boxes.
// Internal to this room; the form on the wire is written by pdf_helper.cc and read by pdf_words.cc,
// which are of one build.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::ingest {

// Exit codes of hexapla-pdf. For the last three the four last bytes that it writes are the number
// of the page that it stopped at, from 1; 0 for what comes before the pages.
enum class PdfStatus : int {
  good = 0,
  damaged = 10,
  locked = 11,
  memory = 12,
  internal = 13,
  slow = 14,     // the page takes more than kPdfPageSeconds
  crowded = 15,  // more than kMostOfBand characters of the page stand at one height
  drawn = 16     // the page shows more than kMostShown things
};

// What one page may cost. The counts are the same on every machine, and far above those of pages
// that people read; the time is for what they do not foresee.
constexpr unsigned kPdfPageSeconds = 10;  // of processor time
constexpr unsigned kPdfSeconds = 60;      // the whole file
// Characters whose base line is within the same four points: the library keeps the words of such a
// band in a list that is walked from its start for every word.
constexpr std::uint32_t kMostOfBand = 10000;
// Forms, and saved states of drawing: forms can show forms, twice each, forty deep.
constexpr std::uint32_t kMostShown = 1000000;

// Marks the records of the wire form; each is followed by the native form of its fields.
enum class PdfRecord : char { page = 'P', word = 'W', rule = 'R', area = 'A', end = 'E' };

// Fields of a word; then `bytes` bytes of UTF-8 and `edges` floats.
struct PdfWordHeader {
  float x0, y0, x1, y1;           // points from the top left corner of the page, as it is displayed
                                  // once it is turned (PdfPage::quarters)
  float size;                     // of the type, in points
  float space_left, space_right;  // to the middle of the next space that the file sets as a
                                  // character; negative for none near
  std::uint32_t colour;           // red, green and blue, 8 bits each
  std::uint32_t bytes;
  std::uint32_t edges;    // right-to-left words: two a character, left and right; else none
  std::uint8_t space;     // white space follows
  std::uint8_t rotation;  // quarter turns
  std::uint8_t font;      // which of the document's fonts, from 0; 255 for the last ones
  std::uint8_t bold;      // by the font's name
};

// An Arabic vowel sign: helper and reader mean the same ones.
constexpr bool is_vowel_sign(char32_t c) {
  return (c >= 0x64B && c <= 0x65F) || c == 0x670;
}

struct PdfWord {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float size = 0;
  bool space = false;
  float space_left = -1, space_right = -1;  // as in PdfWordHeader
  int rotation = 0;
  unsigned font = 0;
  bool bold = false;
  std::uint32_t colour = 0;  // as in PdfWordHeader
  std::string text;
  std::vector<float> edges;
};

// A straight line that is drawn across or down the page: two edges are nearly the same.
struct PdfRule {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  bool across() const { return x1 - x0 > y1 - y0; }
};

// A rectangle that is filled with one colour other than white.
struct PdfArea {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  std::uint32_t colour = 0;  // red, green and blue, 8 bits each
};

struct PdfPage {
  float width = 0, height = 0;
  int quarters = 0;         // by which it was turned clockwise from how it is displayed, for most
                            // of its text to be upright; all places are those of the page so
  bool one_column = false;  // words side by side are of one line, however far they are apart
  std::vector<PdfRule> rules;
  std::vector<PdfArea> areas;
  std::vector<PdfWord> words;  // in poppler's order of reading
};

// Reads the wire form. False when it is not whole: what came until then is kept.
bool decode_pdf_words(std::string_view wire, std::vector<PdfPage>& pages);

// Runs hexapla-pdf over the file. Throws Error(input) for files it cannot read (damaged, password,
// over the limits) and Error(environment) when the helper itself is not there.
std::vector<PdfPage> extract_pdf_words(std::string_view bytes, const std::string& path);

}  // namespace hexapla::ingest
