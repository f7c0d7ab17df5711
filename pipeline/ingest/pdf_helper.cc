// hexapla-pdf: the words of a PDF file with their boxes. Reads the file on standard input (a
// regular file: it is mapped), writes the wire form of pdf_words.h on standard output.
//
// A program of its own because PDF files are hostile and the library that reads them is large: it
// takes limits for time and memory before it looks at the file, opens nothing, and whatever becomes
// of it, the caller lives.
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_words.h"

namespace {

using hexapla::ingest::PdfRecord;
using hexapla::ingest::PdfStatus;
using hexapla::ingest::PdfWordHeader;

constexpr double kTableGap = 9;          // points of white space within a line
constexpr double kLabelWidth = 25;       // points, at most
constexpr int kTableLines = 2;           // that have it
constexpr double kLargestPicture = 4e6;  // points of area of a page that is drawn
constexpr rlim_t kCpuSeconds = 60;
constexpr rlim_t kAddressSpace = rlim_t{2} << 30;

void limit(int what, rlim_t value) {
  const rlimit both{value, value};
  setrlimit(static_cast<__rlimit_resource>(what), &both);
}

void take_limits() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit(RLIMIT_CPU, kCpuSeconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
#ifndef __SANITIZE_ADDRESS__  // which reserves terabytes
  limit(RLIMIT_AS, kAddressSpace);
#endif
}

class Writer {
 public:
  ~Writer() { flush(); }

  template <typename T>
  void put(const T& value) {
    put(reinterpret_cast<const char*>(&value), sizeof(T));
  }
  void put(const char* bytes, std::size_t size) {
    buffer_.append(bytes, size);
    if (buffer_.size() > (1U << 16)) flush();
  }
  void flush() {
    for (std::size_t at = 0; at < buffer_.size();) {
      const ssize_t n = write(STDOUT_FILENO, buffer_.data() + at, buffer_.size() - at);
      if (n <= 0) _exit(static_cast<int>(PdfStatus::internal));
      at += static_cast<std::size_t>(n);
    }
    buffer_.clear();
  }

 private:
  std::string buffer_;
};

// The library's own conversion opens a converter for every word.
std::string to_utf8(const poppler::ustring& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    const bool pair = c >= 0xD800 && c < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 &&
                      text[i + 1] < 0xE000;
    if (pair) {
      c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - 0xDC00U);
    } else if (c >= 0xD800 && c < 0xE000) {
      c = 0xFFFD;
    }
    hexapla::text::append(out, c);
  }
  return out;
}

// The document's fonts by their names.
class Fonts {
 public:
  struct Font {
    std::uint8_t number = 0;
    bool bold = false;
  };
  const Font& of(const std::string& name) {
    const auto found = fonts_.find(name);
    if (found != fonts_.end()) return found->second;
    Font font;
    font.number = static_cast<std::uint8_t>(std::min<std::size_t>(fonts_.size(), 255));
    for (const char* weight : {"Bold", "bold", "BOLD", "Black", "Heavy"})
      font.bold = font.bold || name.find(weight) != std::string::npos;
    return fonts_.emplace(name, font).first->second;
  }

 private:
  std::map<std::string, Font> fonts_;
};

void put_word(Writer& out, const poppler::text_box& box, Fonts& fonts) {
  const poppler::ustring text = box.text();
  const std::string utf8 = to_utf8(text);
  if (utf8.empty()) return;
  const poppler::rectf at = box.bbox();
  bool right_to_left = false;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto c = hexapla::text::decode({utf8.data(), utf8.size()}, i);
    right_to_left = right_to_left || (c.value >= 0x590 && c.value < 0x8FF) ||
                    (c.value >= 0xFB1D && c.value <= 0xFEFC);
    i += c.size;
    ++characters;
  }
  PdfWordHeader head{};
  head.x0 = static_cast<float>(at.left());
  head.y0 = static_cast<float>(at.top());
  head.x1 = static_cast<float>(at.right());
  head.y1 = static_cast<float>(at.bottom());
  head.size = static_cast<float>(box.get_font_size());
  head.bytes = static_cast<std::uint32_t>(utf8.size());
  head.edges = right_to_left ? static_cast<std::uint32_t>(2 * characters) : 0;
  head.space = box.has_space_after() ? 1 : 0;
  head.rotation = static_cast<std::uint8_t>(box.rotation());
  if (box.has_font_info()) {
    const Fonts::Font& font = fonts.of(box.get_font_name(0));
    head.font = font.number;
    head.bold = font.bold ? 1 : 0;
  }
  out.put(PdfRecord::word);
  out.put(head);
  out.put(utf8.data(), utf8.size());
  for (std::size_t i = 0; i < head.edges / 2; ++i) {
    const poppler::rectf one = box.char_bbox(i);
    out.put(static_cast<float>(one.left()));
    out.put(static_cast<float>(one.right()));
  }
}

// A page that may have a table: white space within several lines.
bool looks_tabular(const std::vector<poppler::text_box>& boxes) {
  struct Place {
    double bottom, left, right;
  };
  std::vector<Place> places;
  for (const poppler::text_box& box : boxes) {
    const poppler::rectf at = box.bbox();
    places.push_back({at.bottom(), at.left(), at.right()});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::lround(a.bottom) != std::lround(b.bottom) ? a.bottom < b.bottom : a.left < b.left;
  });
  int lines = 0;
  bool first = true;  // the word before opens its line
  for (std::size_t i = 1; i < places.size(); ++i) {
    const bool same = std::lround(places[i].bottom) == std::lround(places[i - 1].bottom);
    // White space behind a label is none between columns.
    const bool label = first && places[i - 1].right - places[i - 1].left < kLabelWidth;
    if (same && !label && places[i].left - places[i - 1].right > kTableGap) ++lines;
    first = !same;
  }
  return lines >= kTableLines;
}

// Straight dark lines of a picture of the page. The library does not tell what a page draws, so it
// is drawn, small, in grey and without smoothing: a rule is a run of dark points, longer than
// letters are, with light ones on both sides of it.
class Rules {
 public:
  explicit Rules(const poppler::image& picture)
      : data_(picture.const_data()),
        width_(picture.width()),
        height_(picture.height()),
        stride_(picture.bytes_per_row()) {}

  // How many of them go down the page for the height of two lines of text or more.
  int write(Writer& out) const {
    int down = 0;
    for (int y = 0; y < height_; ++y) scan(true, y, width_, kAcross, out);
    for (int x = 0; x < width_; ++x) down += scan(false, x, height_, kDown, out);
    return down;
  }

 private:
  static constexpr int kAcross = 20;  // points a rule has at least, which no letter of text has
  static constexpr int kDown = 9;
  static constexpr int kThick = 4;
  static constexpr int kTwoLines = 24;
  static constexpr int kSamples = 11;
  static constexpr unsigned char kDark = 150;

  bool dark(bool across, int line, int at) const {
    const int x = across ? at : line;
    const int y = across ? line : at;
    if (x < 0 || y < 0 || x >= width_ || y >= height_) return false;
    return static_cast<unsigned char>(data_[static_cast<std::ptrdiff_t>(y) * stride_ + x]) < kDark;
  }

  int scan(bool across, int line, int end, int least, Writer& out) const {
    int found = 0;
    for (int at = 0; at < end;) {
      if (!dark(across, line, at)) {
        ++at;
        continue;
      }
      int to = at;
      while (to < end && dark(across, line, to)) ++to;
      if (to - at >= least && thin(across, line, at, to)) {
        if (to - at >= kTwoLines) ++found;
        const float a = static_cast<float>(at);
        const float b = static_cast<float>(to);
        const float l = static_cast<float>(line);
        out.put(PdfRecord::rule);
        for (const float v :
             {across ? a : l, across ? l : a, across ? b : l + 1, across ? l + 1 : b})
          out.put(v);
      }
      at = to;
    }
    return found;
  }

  // Most of the run is not within something dark and wide; other rules may cross it.
  bool thin(bool across, int line, int at, int to) const {
    int narrow = 0;
    for (int i = 1; i <= kSamples; ++i) {
      const int place = at + (to - at) * (2 * i - 1) / (2 * kSamples);
      int wide = 1;
      while (wide <= kThick && dark(across, line + wide, place)) ++wide;
      int before = 1;
      while (before <= kThick && dark(across, line - before, place)) ++before;
      narrow += wide + before - 1 <= kThick ? 1 : 0;
    }
    return narrow * 2 > kSamples;
  }

  const char* data_;
  int width_;
  int height_;
  int stride_;
};

// False when there are none.
bool put_rules(Writer& out, const poppler::page& page) {
  const poppler::rectf rect = page.page_rect();
  if (rect.width() * rect.height() > kLargestPicture) return false;
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  const poppler::image picture = renderer.render_page(&page, 72, 72);
  if (!picture.is_valid() || picture.format() != poppler::image::format_gray8) return false;
  return Rules(picture).write(out) > 1;
}

PdfStatus run() {
  struct stat info {};
  if (fstat(STDIN_FILENO, &info) != 0 || info.st_size <= 0 ||
      info.st_size > std::numeric_limits<int>::max()) {
    return PdfStatus::damaged;
  }
  const auto size = static_cast<std::size_t>(info.st_size);
  void* const map = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (map == MAP_FAILED) return PdfStatus::memory;
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(static_cast<const char*>(map), static_cast<int>(size)));
  if (!document) return PdfStatus::damaged;
  if (document->is_locked()) return PdfStatus::locked;
  const int pages = document->pages();
  if (pages <= 0) return PdfStatus::damaged;
  Writer out;
  Fonts fonts;
  bool ruled = false;  // the page before
  for (int i = 0; i < pages; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    out.put(PdfRecord::page);
    const poppler::rectf rect = page ? page->page_rect() : poppler::rectf();
    const bool turned = page && (page->orientation() == poppler::page::landscape ||
                                 page->orientation() == poppler::page::seascape);
    out.put(static_cast<float>(turned ? rect.height() : rect.width()));
    out.put(static_cast<float>(turned ? rect.width() : rect.height()));
    if (!page) continue;
    const std::vector<poppler::text_box> boxes =
        page->text_list(poppler::page::text_list_include_font);
    for (const poppler::text_box& box : boxes) put_word(out, box, fonts);
    // A cell may fill the next page.
    ruled = (ruled || looks_tabular(boxes)) && put_rules(out, *page);
  }
  out.put(PdfRecord::end);
  out.flush();
  return PdfStatus::good;
}

}  // namespace

int main() {
  take_limits();
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  PdfStatus status = PdfStatus::internal;
  try {
    status = run();
  } catch (const std::bad_alloc&) {
    status = PdfStatus::memory;
  } catch (...) {
  }
  _exit(static_cast<int>(status));
}
