// hexapla-pdf: the words of a PDF file with their boxes. Reads the file on standard input (a
// regular file: it is mapped), writes the wire form of pdf_words.h on standard output.
//
// A program of its own because PDF files are hostile and the library that reads them is large: it
// takes limits for time and memory before it looks at the file, opens nothing, and whatever becomes
// of it, the caller lives.
#include <Error.h>
#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_device.h"
#include "pipeline/ingest/pdf_run.h"
#include "pipeline/ingest/pdf_words.h"

namespace {

using hexapla::ingest::kPdfPageSeconds;
using hexapla::ingest::kPdfSeconds;
using hexapla::ingest::PdfArea;
using hexapla::ingest::PdfDevice;
using hexapla::ingest::PdfRecord;
using hexapla::ingest::PdfRun;
using hexapla::ingest::PdfStatus;
using hexapla::ingest::PdfWordHeader;

constexpr double kSpace = 1;     // em, from a word to the middle of the space beside it, at most
constexpr double kInside = 0.5;  // points that a word's box reaches into it
constexpr double kBulletAway = 2.5;  // em, from a drawn bullet to its text, at most
constexpr double kBulletSize = 0.6;  // em across
constexpr double kMostTurned = 1.6;  // all letters, by those that are turned on a page that is
#if defined(__has_feature)           // clang's name for it
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HEXAPLA_SANITIZED
#endif
#endif
#if defined(HEXAPLA_SANITIZED) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
constexpr rlim_t kAddressSpace = rlim_t{2} << 30;

// The page that is read; 0 for none.
volatile sig_atomic_t g_page = 0;

// Ends the program with what is wrong with the page. Safe in a signal handler.
void refuse(PdfStatus why) {
  const auto page = static_cast<std::uint32_t>(g_page);
  const ssize_t written = write(STDOUT_FILENO, &page, sizeof(page));
  _exit(static_cast<int>(written == sizeof(page) ? why : PdfStatus::internal));
}

void limit(int what, rlim_t value) {
  const rlimit both{value, value};
  setrlimit(static_cast<__rlimit_resource>(what), &both);
}

// From now on this page has its seconds.
void begin_page(int page) {
  g_page = page;
  const itimerval seconds{{}, {kPdfPageSeconds, 0}};
  setitimer(ITIMER_PROF, &seconds, nullptr);
}

void take_limits() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const rlimit seconds{kPdfSeconds, kPdfSeconds + 2};  // at the second one it is killed
  setrlimit(RLIMIT_CPU, &seconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  if (!kSanitized) limit(RLIMIT_AS, kAddressSpace);  // sanitizers reserve terabytes
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

// The document's fonts by their names.
class Fonts {
 public:
  struct Font {
    std::uint8_t number = 0;
    bool bold = false;
  };
  const Font& of(std::string_view name) {
    const auto found = fonts_.find(name);
    if (found != fonts_.end()) return found->second;
    Font font;
    font.number = static_cast<std::uint8_t>(std::min<std::size_t>(fonts_.size(), 255));
    for (const char* weight : {"Bold", "bold", "BOLD", "Black", "Heavy"})
      font.bold = font.bold || name.find(weight) != std::string_view::npos;
    return fonts_.emplace(std::string(name), font).first->second;
  }

 private:
  std::map<std::string, Font, std::less<>> fonts_;
};

std::uint32_t colour_of(const TextWord& word) {
  double red = 0;
  double green = 0;
  double blue = 0;
  word.getColor(&red, &green, &blue);
  const auto byte = [](double part) {
    return static_cast<std::uint32_t>(std::clamp(part, 0.0, 1.0) * 255 + 0.5);
  };
  return byte(red) << 16 | byte(green) << 8 | byte(blue);
}

void put_word(Writer& out, const PdfDevice& device, const TextWord& word, Fonts& fonts) {
  const int length = word.getLength();
  if (length <= 0) return;
  thread_local std::string utf8;
  thread_local std::vector<float> edges;  // of the characters of right-to-left words
  const std::u32string* last = nullptr;   // the signs that were put last
  utf8.clear();
  edges.clear();
  bool right_to_left = false;
  for (int i = 0; i < length; ++i) {
    const Unicode c = *word.getChar(i);
    right_to_left = right_to_left || (c >= 0x590 && c < 0x8FF) || (c >= 0xFB1D && c <= 0xFEFC);
  }
  double x0 = 0;
  double y0 = 0;
  double x1 = 0;
  double y1 = 0;
  for (int i = 0; i < length; ++i) {
    if (right_to_left) {
      word.getCharBBox(i, &x0, &y0, &x1, &y1);
      // Vowel signs stand at the left of their letter, where what is read next stands.
      if (const std::u32string* const signs =
              word.getRotation() == 0 ? device.signs().of(x0, y0, y1, last) : nullptr) {
        last = signs;
        for (const char32_t sign : *signs) {
          hexapla::text::append(utf8, sign);
          edges.insert(edges.end(), 2, static_cast<float>(x0));
        }
      }
      edges.push_back(static_cast<float>(x0));
      edges.push_back(static_cast<float>(x1));
    }
    const Unicode c = *word.getChar(i);
    hexapla::text::append(utf8, c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c);
  }
  word.getBBox(&x0, &y0, &x1, &y1);
  PdfWordHeader head{};
  head.x0 = static_cast<float>(x0);
  head.y0 = static_cast<float>(y0);
  head.x1 = static_cast<float>(x1);
  head.y1 = static_cast<float>(y1);
  head.size = static_cast<float>(word.getFontSize());
  head.colour = colour_of(word);
  head.bytes = static_cast<std::uint32_t>(utf8.size());
  head.edges = static_cast<std::uint32_t>(edges.size());
  head.space = word.hasSpaceAfter() ? 1 : 0;
  const double most = kSpace * word.getFontSize();
  head.space_left = static_cast<float>(device.space_beside(x0 + kInside, false, most, y0, y1));
  head.space_right = static_cast<float>(device.space_beside(x1 - kInside, true, most, y0, y1));
  head.rotation = static_cast<std::uint8_t>(word.getRotation());
  const GooString* const name = word.getFontName(0);
  const Fonts::Font& font =
      fonts.of(name == nullptr ? std::string_view() : std::string_view(name->toStr()));
  head.font = font.number;
  head.bold = font.bold || device.stroked(x0, y0, x1, y1) ? 1 : 0;
  out.put(PdfRecord::word);
  out.put(head);
  out.put(utf8.data(), utf8.size());
  for (const float edge : edges) out.put(edge);
}

// A vowel sign without a letter, as a word.
void put_lone_sign(Writer& out, const hexapla::ingest::PdfSigns::Lone& sign) {
  std::string utf8;
  hexapla::text::append(utf8, sign.c);
  PdfWordHeader head{};
  head.x0 = head.x1 = static_cast<float>(sign.x);
  head.y0 = static_cast<float>(sign.y - sign.size);
  head.y1 = static_cast<float>(sign.y);
  head.size = static_cast<float>(sign.size);
  head.space_left = head.space_right = -1;
  head.bytes = static_cast<std::uint32_t>(utf8.size());
  out.put(PdfRecord::word);
  out.put(head);
  out.put(utf8.data(), utf8.size());
}

// The dots that are bullets: they stand beside a word at its height, and nothing at their other
// side. By the word's place in the list.
std::multimap<int, PdfDevice::Dot> bullets(const PdfDevice& device, TextWordList& words) {
  std::multimap<int, PdfDevice::Dot> out;
  for (const PdfDevice::Dot& dot : device.dots()) {
    int best = -1;
    bool right = false;  // the word is at its right
    double least = 0;
    bool alone = true;
    for (int i = 0; i < words.getLength() && alone; ++i) {
      const TextWord& word = *words.get(i);
      double x0 = 0;
      double y0 = 0;
      double x1 = 0;
      double y1 = 0;
      word.getBBox(&x0, &y0, &x1, &y1);
      const double em = word.getFontSize();
      if (dot.y0 < y0 || dot.y1 > y1 || word.getRotation() != 0 || em <= 0) continue;
      const bool at_right = x0 > dot.x1;
      const double away = at_right ? x0 - dot.x1 : dot.x0 - x1;
      if (away > kBulletAway * em) continue;
      alone = away >= 0 && dot.x1 - dot.x0 <= kBulletSize * em && (best < 0 || at_right == right);
      if (best >= 0 && away >= least) continue;
      best = i;
      right = at_right;
      least = away;
    }
    if (alone && best >= 0) out.emplace(best, dot);
  }
  return out;
}

// A bullet as a word in the type of the word beside it.
void put_bullet(Writer& out, const PdfDevice::Dot& dot, const TextWord& beside) {
  double x0 = 0;
  double y0 = 0;
  double x1 = 0;
  double y1 = 0;
  beside.getBBox(&x0, &y0, &x1, &y1);
  static const std::string bullet = "\u2022";
  PdfWordHeader head{};
  head.x0 = dot.x0;
  head.x1 = dot.x1;
  head.y0 = static_cast<float>(y0);
  head.y1 = static_cast<float>(y1);
  head.size = static_cast<float>(beside.getFontSize());
  head.space_left = head.space_right = -1;
  head.bytes = static_cast<std::uint32_t>(bullet.size());
  head.space = 1;
  out.put(PdfRecord::word);
  out.put(head);
  out.put(bullet.data(), bullet.size());
}

// By how many quarter turns the page is to be turned clockwise for most of its text to be upright.
int quarters_to_upright(TextWordList* words) {
  int letters[4] = {};
  int all = 0;
  for (int i = 0; words != nullptr && i < words->getLength(); ++i) {
    const TextWord& word = *words->get(i);
    letters[word.getRotation() & 3] += word.getLength();
    all += word.getLength();
  }
  for (int rotation = 1; rotation < 4; ++rotation) {
    if (letters[rotation] * kMostTurned > all) return 4 - rotation;
  }
  return 0;
}

void put_page(Writer& out, PDFDoc& document, int number, PdfRun& run, PdfDevice& device,
              Fonts& fonts) {
  Page* const page = document.getPage(number);
  std::unique_ptr<TextWordList> words;
  int quarters = 0;
  if (page != nullptr) {
    run.draw(number);
    words = device.makeWordList();
    // A table across the page, or a page that was scanned lying on its side.
    quarters = quarters_to_upright(words.get());
    if (quarters > 0) {
      document.displayPage(&device, number, 72, 72, 90 * quarters, false, true, false);
      words = device.makeWordList();
    }
  }
  const bool turned = page != nullptr && (page->getRotate() / 90 + quarters) % 2 != 0;
  const double width = page == nullptr ? 0 : page->getCropWidth();
  const double height = page == nullptr ? 0 : page->getCropHeight();
  out.put(PdfRecord::page);
  out.put(static_cast<float>(turned ? height : width));
  out.put(static_cast<float>(turned ? width : height));
  out.put(static_cast<std::uint8_t>(quarters));
  const int count = words ? words->getLength() : 0;
  std::multimap<int, PdfDevice::Dot> dots;
  if (words && !device.dots().empty()) dots = bullets(device, *words);
  for (int i = 0; i < count; ++i) {
    TextWord& word = *words->get(i);
    const auto [first, last] = dots.equal_range(i);
    double x0 = 0;
    double other = 0;
    if (first != last) word.getBBox(&x0, &other, &other, &other);
    const auto put_bullets = [&, from = first, to = last](bool before) {
      for (auto dot = from; dot != to; ++dot) {
        if ((dot->second.x0 < x0) == before) put_bullet(out, dot->second, word);
      }
    };
    put_bullets(true);
    put_word(out, device, word, fonts);
    put_bullets(false);
  }
  for (const hexapla::ingest::PdfSigns::Lone& sign : device.signs().lone())
    put_lone_sign(out, sign);
  for (const PdfDevice::Rule& rule : device.rules()) {
    out.put(PdfRecord::rule);
    for (const float v : {rule.x0, rule.y0, rule.x1, rule.y1}) out.put(v);
  }
  for (const PdfDevice::Area& area : device.areas()) {
    out.put(PdfRecord::area);
    out.put(PdfArea{area.x0, area.y0, area.x1, area.y1, area.colour});
  }
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
  globalParams = std::make_unique<GlobalParams>();
  // The stream is the document's.
  PDFDoc document(
      new MemStream(static_cast<const char*>(map), 0, static_cast<Goffset>(size), Object(objNull)));
  if (!document.isOk())
    return document.getErrorCode() == errEncrypted ? PdfStatus::locked : PdfStatus::damaged;
  const int pages = document.getNumPages();
  if (pages <= 0) return PdfStatus::damaged;
  Writer out;
  Fonts fonts;
  PdfDevice device(refuse);
  PdfRun run(document, device);
  for (int i = 1; i <= pages; ++i) {
    begin_page(i);
    put_page(out, document, i, run, device, fonts);
  }
  out.put(PdfRecord::end);
  out.flush();
  return PdfStatus::good;
}

}  // namespace

int main() {
  take_limits();
  signal(SIGPROF, [](int) { refuse(PdfStatus::slow); });
  begin_page(0);
  setErrorCallback([](ErrorCategory, Goffset, const char*) {});
  PdfStatus status = PdfStatus::internal;
  try {
    status = run();
  } catch (const std::bad_alloc&) {
    status = PdfStatus::memory;
  } catch (...) {
  }
  _exit(static_cast<int>(status));
}
