#include "pipeline/ingest/pdf_words.h"

#include <cmath>
#include <csignal>
#include <cstring>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/ingest/child.h"

namespace hexapla::ingest {
namespace {

constexpr std::size_t kMostPages = 50000;
constexpr std::size_t kMostRules = 2000;  // of a page
constexpr std::size_t kMostAreas = 2000;

// The helper has limits of processor time (pdf_helper.cc), which are the same on a machine that is
// busy with other things; by the clock it is stopped only when it does nothing at all.
constexpr std::chrono::minutes kWall{20};
constexpr std::size_t kMostOutput = std::size_t{1} << 29;
constexpr const char* kRemedy = "print it to a new PDF, or give another format";

// The library takes and frees small pieces by the thousand: the C library keeps so many of each
// size at hand, not seven. A tenth of the helper's time.
constexpr const char* kAllocator = "GLIBC_TUNABLES=glibc.malloc.tcache_count=2000";

class Reader {
 public:
  explicit Reader(std::string_view wire) : left_(wire) {}

  template <typename T>
  bool take(T& value) {
    if (left_.size() < sizeof(T)) return false;
    std::memcpy(&value, left_.data(), sizeof(T));
    left_.remove_prefix(sizeof(T));
    return true;
  }

  bool take(std::string& text, std::size_t size) {
    if (left_.size() < size) return false;
    text.assign(left_.substr(0, size));
    left_.remove_prefix(size);
    return true;
  }

 private:
  std::string_view left_;
};

bool sane(float value) {
  return std::isfinite(value) && std::fabs(value) < 1e6F;
}

bool take_word(Reader& in, PdfWord& word) {
  PdfWordHeader head{};
  if (!in.take(head) || !in.take(word.text, head.bytes)) return false;
  if (head.edges > 4 * std::size_t{head.bytes}) return false;
  word.edges.resize(head.edges);
  for (float& edge : word.edges) {
    if (!in.take(edge)) return false;
  }
  if (!sane(head.x0) || !sane(head.y0) || !sane(head.x1) || !sane(head.y1) || !sane(head.size) ||
      !sane(head.space_left) || !sane(head.space_right)) {
    word.text.clear();
    return true;
  }
  word.x0 = head.x0;
  word.y0 = head.y0;
  word.x1 = head.x1;
  word.y1 = head.y1;
  word.size = head.size;
  word.space = head.space != 0;
  word.space_left = head.space_left;
  word.space_right = head.space_right;
  word.rotation = head.rotation;
  word.font = head.font;
  word.bold = head.bold != 0;
  word.colour = head.colour;
  if (text::first_invalid(word.text)) word.text.clear();
  return true;
}

}  // namespace

bool decode_pdf_words(std::string_view wire, std::vector<PdfPage>& pages) {
  Reader in(wire);
  char mark = 0;
  while (in.take(mark)) {
    switch (static_cast<PdfRecord>(mark)) {
      case PdfRecord::page: {
        PdfPage page;
        std::uint8_t quarters = 0;
        if (!in.take(page.width) || !in.take(page.height) || !in.take(quarters)) return false;
        page.quarters = quarters % 4;
        if (!sane(page.width) || !sane(page.height) || pages.size() >= kMostPages) return false;
        pages.push_back(std::move(page));
        break;
      }
      case PdfRecord::word: {
        PdfWord word;
        if (pages.empty() || !take_word(in, word)) return false;
        if (!word.text.empty()) pages.back().words.push_back(std::move(word));
        break;
      }
      case PdfRecord::rule: {
        PdfRule rule;
        if (pages.empty() || !in.take(rule.x0) || !in.take(rule.y0) || !in.take(rule.x1) ||
            !in.take(rule.y1))
          return false;
        if (sane(rule.x0) && sane(rule.y0) && sane(rule.x1) && sane(rule.y1) &&
            pages.back().rules.size() < kMostRules)
          pages.back().rules.push_back(rule);
        break;
      }
      case PdfRecord::area: {
        PdfArea area;
        if (pages.empty() || !in.take(area)) return false;
        if (sane(area.x0) && sane(area.y0) && sane(area.x1) && sane(area.y1) &&
            pages.back().areas.size() < kMostAreas)
          pages.back().areas.push_back(area);
        break;
      }
      case PdfRecord::end:
        return true;
      default:
        return false;
    }
  }
  return false;
}

std::vector<PdfPage> extract_pdf_words(std::string_view bytes, const std::string& path) {
  const std::string helper = own_program("hexapla-pdf", "HEXAPLA_PDF", "reads PDF files");
  const ChildResult result =
      run_child({helper, {}, {kAllocator}, "/"}, bytes, ChildLimits{kWall, kMostOutput});
  std::string place;
  const auto fail = [&](std::string reason, std::string remedy = kRemedy) {
    throw Error(ErrorKind::input, path, place, std::move(reason), std::move(remedy));
  };
  const auto status = static_cast<PdfStatus>(result.exit_status);
  const auto too_long = [](unsigned seconds) {
    return " takes more than " + std::to_string(seconds) + " seconds of processor time";
  };
  if (result.signal == SIGXCPU) fail("reading this PDF" + too_long(kPdfSeconds));
  if (result.timed_out || result.signal == SIGKILL) fail("reading this PDF takes too long");
  if (result.too_much || status == PdfStatus::memory)
    fail("reading this PDF takes too much memory");
  if (result.signal != 0)
    fail("the PDF library crashed on this file (signal " + std::to_string(result.signal) + ")");
  if (status == PdfStatus::slow || status == PdfStatus::crowded || status == PdfStatus::drawn) {
    std::uint32_t page = 0;
    if (result.output.size() >= sizeof(page))
      std::memcpy(&page, result.output.data() + result.output.size() - sizeof(page), sizeof(page));
    if (page > 0) place = "page " + std::to_string(page);
    if (status == PdfStatus::crowded)
      fail("more than " + std::to_string(kMostOfBand) + " characters stand in one line of it");
    if (status == PdfStatus::drawn)
      fail("it shows more than " + std::to_string(kMostShown) + " drawings");
    fail("reading it" + too_long(kPdfPageSeconds));
  }
  if (status == PdfStatus::locked) fail("password-protected", "save it without the password");
  if (status == PdfStatus::damaged)
    fail("a damaged PDF file: its pages cannot be found", "get the file again");
  if (result.exit_status == 127) {
    throw Error(ErrorKind::environment, "hexapla-pdf", "", "cannot be started");
  }
  std::vector<PdfPage> pages;
  if (status != PdfStatus::good || !decode_pdf_words(result.output, pages))
    fail("the PDF library failed on this file");
  return pages;
}

}  // namespace hexapla::ingest
