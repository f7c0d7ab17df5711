#include "pipeline/ingest/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "analyzers/language/identify.h"
#include "analyzers/language/profile.h"
#include "analyzers/text/utf8.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;
using text::Script;

struct Charset {
  std::string name;  // IANA
  Script script;     // what its characters beyond ASCII are for
};

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

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter out(ucnv_open(name.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return {nullptr, &ucnv_close};
  ucnv_setToUCallBack(out.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  if (U_FAILURE(status)) return {nullptr, &ucnv_close};
  return out;
}

// Converts character by character, so that each keeps its bytes. Stops with nothing at the first
// byte sequence that the character set does not have; `whole` false forgives a sequence cut off at
// the end.
std::optional<MappedText> convert(std::string_view bytes, const std::string& name, bool whole) {
  const Converter converter = open(name);
  if (!converter) return std::nullopt;
  MappedText out;
  std::string utf8;
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  std::size_t run = 0;  // start of a run of ASCII
  const auto offset = [&](const char* p) { return static_cast<std::size_t>(p - bytes.data()); };
  const auto flush = [&](std::size_t to) {
    if (to > run) out.append(MappedText::verbatim(bytes.substr(run, to - run), run));
  };
  while (at < end) {
    if (static_cast<unsigned char>(*at) < 0x80) {
      ++at;
      continue;
    }
    flush(offset(at));
    const char* const begin = at;
    UErrorCode status = U_ZERO_ERROR;
    const UChar32 c = ucnv_getNextUChar(converter.get(), &at, end, &status);
    if (U_FAILURE(status)) {
      if (!whole && (status == U_TRUNCATED_CHAR_FOUND || status == U_INDEX_OUTOFBOUNDS_ERROR))
        return out;
      return std::nullopt;
    }
    utf8.clear();
    text::append(utf8, static_cast<char32_t>(c));
    out.append_replacement(utf8, {0, offset(begin), offset(at)});
    run = offset(at);
  }
  flush(bytes.size());
  return out;
}

// Punctuation beyond ASCII that documents really use.
bool is_common_mark(char32_t c) {
  switch (c) {
    case 0xA0:
    case 0xA7:
    case 0xAB:
    case 0xBB:
    case 0xB0:
    case 0xB7:
    case 0xBA:
    case 0xAA:
    case 0xBF:
    case 0xA1:
    case 0xAD:
    case 0xA9:
    case 0xAE:
    case 0xB1:
    case 0xD7:
    case 0xB2:
    case 0xB3:
    case 0xB9:
    case 0xBD:
    case 0x60C:
    case 0x61B:
    case 0x61F:
    case 0x640:
    case 0x200C:
    case 0x200D:
    case 0x200E:
    case 0x200F:
      return true;
    default:
      return (c >= 0x2010 && c <= 0x2027) || c == 0x2116 || c == 0x2122 || c == 0x20AC ||
             (c >= 0x3000 && c <= 0x301F) || (c >= 0xFF00 && c <= 0xFF5E) ||
             (c >= 0x2460 && c <= 0x2473);
  }
}

// 0 for text that nobody can have written in this character set, else a score that grows with
// plausibility.
double plausibility(std::string_view text, Script script) {
  std::size_t beyond = 0;   // characters beyond ASCII
  std::size_t good = 0;     // of these: letters of the script in words, or common marks
  std::size_t letters = 0;  // of these: letters of the script
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    if (c.value >= 0x80) {
      ++beyond;
      if (c.value < 0xA0 || !text::is_xml_char(c.value) || (c.value >= 0xE000 && c.value <= 0xF8FF))
        return 0.0;
      const char32_t after = at < text.size() ? text::decode(text, at).value : U' ';
      if (text::script_of(c.value) == script) {
        ++letters;
        if (script == Script::han) {
          // The everyday characters of both standards lie in the first block.
          if (c.value >= 0x4E00 && c.value <= 0x9FFF) ++good;
        } else {
          const bool in_word =
              text::script_of(before) == script || text::script_of(after) == script;
          const bool mixed =
              (text::script_of(before) == Script::latin && script != Script::latin) ||
              (text::script_of(after) == Script::latin && script != Script::latin);
          const bool upper_after_lower = text::is_upper(c.value) && text::is_lower(before);
          const bool rare = c.value == 0xFF || c.value == 0xFE || c.value == 0xDE ||
                            c.value == 0xF0 || c.value == 0xD0;
          const bool word =
              script != Script::latin || c.value == 0xE0 || c.value == 0xC0;  // "à" stands alone
          if ((in_word || word) && !mixed && !upper_after_lower && !rare) ++good;
        }
      } else if (is_common_mark(c.value)) {
        ++good;
      } else if (script == Script::arabic && c.value >= 0x64B && c.value <= 0x652) {
        ++good;
      }
    }
    before = c.value;
  }
  if (beyond == 0 || good * 20 < beyond * 19) return 0.0;
  const language::Identification id = language::identify(text);
  const bool fits = script == Script::cyrillic ? id.tag == "ru"
                    : script == Script::arabic ? id.tag == "ar"
                    : script == Script::han    ? id.tag == "zh"
                                               : id.tag == "en" || id.tag == "es" || id.tag == "fr";
  if (!fits || id.confidence < 0.4) return 0.0;
  return id.confidence * static_cast<double>(good) / static_cast<double>(beyond) +
         0.1 * static_cast<double>(letters) / static_cast<double>(beyond);
}

// Share of the everyday characters (section [letter-hints] of zh.table): a text without them is not
// read in its character set.
double chinese_share(std::string_view text) {
  static const std::u32string common = [] {
    std::u32string out;
    for (const std::string& word : language::find_profile("zh")->words("letter-hints")) {
      out += text::decode(word, 0).value;
    }
    return out;
  }();
  std::size_t han = 0;
  std::size_t hits = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    if (text::script_of(c.value) != Script::han) continue;
    ++han;
    if (common.find(c.value) != std::u32string_view::npos) ++hits;
  }
  return han == 0 ? 0.0 : static_cast<double>(hits) / static_cast<double>(han);
}

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
  }
  return sound >= 2 && sound > broken;
}

std::vector<Charset> candidates(std::string_view sample) {
  std::vector<Charset> out = known();
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  if (U_FAILURE(status)) return out;
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  int32_t found = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &found, &status);
  if (U_FAILURE(status)) return out;
  for (int32_t i = 0; i < found; ++i) {
    UErrorCode ignored = U_ZERO_ERROR;
    const char* name = ucsdet_getName(matches[i], &ignored);
    if (name == nullptr || U_FAILURE(ignored)) continue;
    const std::string_view n(name);
    // Only what can carry one of the six languages and is not on the list already.
    if (n == "ISO-8859-1" || n == "windows-1250") out.push_back({std::string(n), Script::latin});
  }
  return out;
}

}  // namespace

std::optional<Decoded> decode_legacy(std::string_view bytes) {
  if (is_damaged_utf8(bytes)) return std::nullopt;
  // The sample begins where ASCII ends, a little before it.
  const auto first = std::find_if(bytes.begin(), bytes.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  std::size_t begin = static_cast<std::size_t>(first - bytes.begin());
  begin -= std::min<std::size_t>(begin, 4096);
  const bool whole = bytes.size() - begin <= kSample;
  const std::string_view sample = bytes.substr(begin, kSample);
  std::string best;
  double score = 0.0;
  for (const Charset& charset : candidates(sample)) {
    const std::optional<MappedText> text = convert(sample, charset.name, whole);
    if (!text) continue;
    double s = plausibility(text->view(), charset.script);
    if (charset.script == Script::han && s > 0) {
      const double share = chinese_share(text->view());
      s = share < 0.12 ? 0.0 : s * (0.5 + std::min(0.5, share));
    }
    if (s > score) {
      score = s;
      best = charset.name;
    }
  }
  if (best.empty()) return std::nullopt;
  std::optional<MappedText> text = convert(bytes, best, true);
  if (!text) return std::nullopt;
  return Decoded{*std::move(text), best, false};
}

std::optional<Decoded> decode_declared(std::string_view bytes, std::string_view charset) {
  std::string name = text::to_lower(charset);
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii") name = "windows-1252";
  if (name == "gb2312" || name == "gbk") name = "gb18030";
  for (const Charset& c : known()) {
    if (text::to_lower(c.name) != name) continue;
    std::optional<MappedText> text = convert(bytes, c.name, true);
    if (text) return Decoded{*std::move(text), c.name, false};
  }
  return std::nullopt;
}

}  // namespace hexapla::ingest
