#include "pipeline/ingest/charset.h"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/charset_convert.h"
#include "pipeline/ingest/charset_score.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;
using text::Script;

const std::vector<Charset>& known() {
  static const std::vector<Charset> list{
      {"windows-1252", Script::latin},
      {"windows-1251", Script::cyrillic},
      {"windows-1256", Script::arabic},
      {"GB18030", Script::han},
      {"Big5", Script::han},
      {"KOI8-R", Script::cyrillic},
      {"ISO-8859-5", Script::cyrillic},
      {"ISO-8859-6", Script::arabic},
      {"IBM866", Script::cyrillic},
      {"ISO-8859-15", Script::latin},
  };
  return list;
}

// Text decides in its first stretch; the whole is converted only in the end.
constexpr std::size_t kSample = 1U << 15;
// What a set must be better than the declared one, in natural logarithms a byte.
constexpr double kDecided = 1.0;

// Many sound multi-byte sequences and few broken ones: UTF-8 that was damaged on its way.
bool is_damaged_utf8(std::string_view bytes) {
  std::size_t sound = 0;
  std::size_t broken = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const text::CodePoint c = text::decode(bytes, at);
    if (c.value == 0xFFFD) {
      ++broken;
    } else {
      ++sound;
    }
    at += c.size;
    // What is left, were it all sound, is too little.
    if (broken > sound + (bytes.size() - at) / 2) return false;
  }
  return sound >= 2 && sound > broken;
}

// ICU's detector thinks of that character set, too.
bool is_suspected(std::string_view sample, std::string_view charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  if (U_FAILURE(status)) return false;
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  int32_t found = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &found, &status);
  if (U_FAILURE(status)) return false;
  return std::any_of(matches, matches + found, [&](const UCharsetMatch* match) {
    UErrorCode ignored = U_ZERO_ERROR;
    const char* name = ucsdet_getName(match, &ignored);
    return name != nullptr && U_SUCCESS(ignored) && name == charset;
  });
}

// The stretch of a file that decides.
struct Sample {
  // It begins where ASCII ends, a little before that.
  explicit Sample(std::string_view all) {
    const auto first = std::find_if(all.begin(), all.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    auto begin = static_cast<std::size_t>(first - all.begin());
    begin -= std::min<std::size_t>(begin, 4096);
    bytes = all.substr(begin, kSample);
    whole = all.size() - begin <= kSample;
  }
  std::string_view bytes;
  bool whole;  // it is the end of the file as well
};

struct Rated {
  std::string name;
  Score score;
};

std::optional<Score> rate(const Sample& sample, const Charset& charset) {
  const std::optional<std::vector<Unit>> all = units(sample.bytes, charset.name, sample.whole);
  return all ? score(*all, charset) : std::nullopt;
}

// The first of the best.
std::optional<Rated> most_plausible(const Sample& sample) {
  std::optional<Rated> best;
  const auto better = [&](const Charset& charset) {
    std::optional<Score> s = rate(sample, charset);
    if (!s || !s->plausible() || (best && s->average <= best->score.average)) s.reset();
    return s;
  };
  for (const Charset& charset : known()) {
    if (const std::optional<Score> s = better(charset)) best = Rated{charset.name, *s};
  }
  // The languages of this one are none of the six, and it has what nearly all of their accented
  // letters are as well.
  const Charset central{"windows-1250", Script::latin};
  if (const std::optional<Score> s = better(central); s && is_suspected(sample.bytes, central.name))
    best = Rated{central.name, *s};
  return best;
}

// Of UTF-16 in one order of bytes, in its first stretch: the share of characters that documents of
// the six languages hold. What looks Chinese does not count when much of it is rare.
double expected_share(std::string_view bytes, bool little) {
  std::size_t all = 0;
  std::size_t expected = 0;
  std::size_t han = 0;
  std::size_t common = 0;
  for (std::size_t at = 0; at + 2 <= std::min<std::size_t>(bytes.size(), 8192); at += 2, ++all) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    const char32_t c = little ? first | second << 8 : second | first << 8;
    if (c >= 0x4E00 && c <= 0x9FFF) {
      ++han;
      if (is_common_han(c)) ++common;
    } else if ((c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r' ||
               (c >= 0xA0 && c <= 0x17F) || (c >= 0x410 && c <= 0x451) ||
               (c >= 0x60C && c <= 0x669) || (c >= 0x200C && c <= 0x2079) || c == 0x20AC ||
               (c >= 0xFE70 && c <= 0xFEFC) || c == 0x2116 || c == 0x2122 ||
               (c >= 0x3000 && c <= 0x301F) || (c >= 0xFF00 && c <= 0xFF5E)) {
      ++expected;
    }
  }
  if (common * 4 < han * 3) han = 0;
  return all == 0 ? 0.0 : static_cast<double>(expected + han) / static_cast<double>(all);
}

}  // namespace

bool is_utf16(std::string_view bytes, bool& little) {
  constexpr double kNearlyAll = 0.97;
  const double low = expected_share(bytes, true);
  const double high = expected_share(bytes, false);
  little = low > high;
  return bytes.size() >= 4 && std::max(low, high) >= kNearlyAll;
}

std::optional<Decoded> decode_legacy(std::string_view bytes) {
  if (is_damaged_utf8(bytes)) return std::nullopt;
  const Sample sample(bytes);
  const std::optional<Rated> best = most_plausible(sample);
  if (!best) return std::nullopt;
  std::optional<MappedText> text = convert(bytes, best->name);
  if (!text) return std::nullopt;
  return Decoded{*std::move(text), best->name, false};
}

std::optional<Decoded> decode_declared(std::string_view bytes, std::string_view charset) {
  std::string name = text::to_lower(charset);
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii") name = "windows-1252";
  if (name == "gb2312" || name == "gbk" || name == "x-gbk") name = "gb18030";
  if (name == "big5-hkscs") name = "big5";
  const auto declared = std::find_if(known().begin(), known().end(), [&](const Charset& c) {
    return text::to_lower(c.name) == name;
  });
  if (declared == known().end()) return std::nullopt;
  std::optional<MappedText> text = convert(bytes, declared->name);
  if (!text) return std::nullopt;
  // Pages declare what their program declares of all pages: where another set makes words of the
  // bytes and this one does not, it is the other one.
  const Sample sample(bytes);
  const std::optional<Score> own = rate(sample, *declared);
  if (!own || !own->possible()) {
    if (std::optional<Decoded> other = decode_legacy(bytes)) return other;
  } else if (const auto best = most_plausible(sample);
             best && best->score.average > own->average + kDecided) {
    if (std::optional<Decoded> other = decode_legacy(bytes)) return other;
  }
  return Decoded{*std::move(text), declared->name, false};
}

}  // namespace hexapla::ingest
