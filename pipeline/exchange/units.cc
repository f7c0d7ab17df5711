#include "pipeline/exchange/units.h"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>
#include <unicode/utf.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>

#include "analyzers/text/utf8.h"

namespace hexapla::exchange {
namespace {

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(status);
}

// Characters of the Basic Multilingual Plane that stay in NFC as they are, whatever stands before
// them: a text of such characters alone is normal. Asked of ICU, 64 at a time, when the first of
// them comes; constant from then on.
class PlainCharacters {
 public:
  // `row`: the character's value divided by 64.
  std::uint64_t row(std::size_t row) {
    if (known_[row].load(std::memory_order_acquire)) return plain_[row];
    return ask(row);
  }

 private:
  [[gnu::noinline]] std::uint64_t ask(std::size_t row) {
    std::uint64_t out = 0;
    UErrorCode status = U_ZERO_ERROR;
    for (std::uint32_t i = 0; i < 64; ++i) {
      const auto c = static_cast<UChar32>(row * 64 + i);
      if (U_IS_SURROGATE(c)) continue;
      if (nfc().hasBoundaryBefore(c) && nfc().isNormalized(icu::UnicodeString(c), status) != 0)
        out |= std::uint64_t{1} << i;
    }
    plain_[row] = out;
    known_[row].store(true, std::memory_order_release);
    return out;
  }

  std::array<std::atomic<std::uint64_t>, 1024> plain_{};
  std::array<std::atomic<bool>, 1024> known_{};
};
constinit PlainCharacters plain_characters;

bool is_plainly_normal(std::string_view text) {
  const auto byte = [text](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(text[i]));
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t lead = byte(at);
    std::size_t row = 0;
    std::size_t size = 1;
    if (lead < 0xCC) {
      // Nothing below U+0300 ever changes.
      ++at;
      continue;
    }
    if (lead < 0xE0 && at + 1 < text.size()) {
      row = lead & 0x1FU;
      size = 2;
    } else if (lead >= 0xE0 && lead < 0xF0 && at + 2 < text.size()) {
      row = (lead & 0x0FU) << 6U | (byte(at + 1) & 0x3FU);
      size = 3;
    } else {
      return false;
    }
    if ((plain_characters.row(row) >> (byte(at + size - 1) & 0x3FU) & 1U) == 0) return false;
    at += size;
  }
  return true;
}

bool is_normal(std::string_view text) {
  if (is_plainly_normal(text)) return true;
  UErrorCode status = U_ZERO_ERROR;
  return nfc().isNormalizedUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())),
                                status) != 0;
}

std::string normal(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfc().normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink,
                      nullptr, status);
  return out;
}

}  // namespace

void ReadReport::add_problem(std::size_t line, std::string reason) {
  ++problem_count;
  if (problems.size() < kMostProblems) problems.push_back({line, std::move(reason)});
}

std::string language_tag(std::string_view written) {
  const auto alphabetic = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
  std::string out;
  bool single = false;  // after a singleton all is lower case ("x-default", "zh-u-co-pinyin")
  for (std::size_t at = 0, n = 0; at <= written.size(); ++n) {
    const std::size_t end = std::min(written.find_first_of("-_", at), written.size());
    const std::string_view part = written.substr(at, end - at);
    if (part.empty() || part.size() > 8) return {};
    bool letters = true;
    for (const char c : part) {
      if (!alphabetic(c)) letters = false;
      if (!alphabetic(c) && (c < '0' || c > '9')) return {};
    }
    if (n == 0 && !letters) return {};
    if (n > 0) out += '-';
    if (part.size() == 1) single = true;
    for (std::size_t i = 0; i < part.size(); ++i) {
      const bool big =
          n > 0 && !single && letters && (part.size() == 2 || (part.size() == 4 && i == 0));
      out += big ? upper(part[i]) : lower(part[i]);
    }
    at = end + 1;
  }
  return out;
}

bool same_language(std::string_view a, std::string_view b) {
  return a.substr(0, a.find('-')) == b.substr(0, b.find('-'));
}

const memory::Variant* variant_in(const memory::TranslationUnit& unit, std::string_view lang) {
  const memory::Variant* near = nullptr;
  for (const memory::Variant& v : unit.variants) {
    if (v.lang == lang) return &v;
    if (near == nullptr && same_language(v.lang, lang)) near = &v;
  }
  return near;
}

void normalize(memory::Variant& variant) {
  if (is_normal(variant.text)) return;
  std::string out;
  std::size_t done = 0;
  for (memory::InlineCode& code : variant.codes) {
    const std::size_t at = std::min(code.at, variant.text.size());
    out += normal(std::string_view(variant.text).substr(done, at - done));
    done = at;
    code.at = out.size();
  }
  out += normal(std::string_view(variant.text).substr(done));
  // A mark may compose with the letter before a code: then the code comes before or after both.
  if (!is_normal(out)) {
    out = normal(out);
    for (memory::InlineCode& code : variant.codes)
      code.at = text::code_point_start(out, std::min(code.at, out.size()));
  }
  variant.text = std::move(out);
}

void emit(memory::TranslationUnit& unit, const UnitSink& sink, ReadReport& report) {
  // Variants of each language, in the order of the file.
  std::vector<std::vector<std::size_t>> by_language;
  std::size_t most = 0;
  for (std::size_t i = 0; i < unit.variants.size(); ++i) {
    const auto same = std::find_if(by_language.begin(), by_language.end(), [&](const auto& group) {
      return unit.variants[group.front()].lang == unit.variants[i].lang;
    });
    auto& group = same == by_language.end() ? by_language.emplace_back() : *same;
    group.push_back(i);
    most = std::max(most, group.size());
  }
  if (most <= 1) {
    ++report.units;
    sink(unit);
    return;
  }
  for (std::size_t k = 0; k < most; ++k) {
    memory::TranslationUnit part = unit;
    part.variants.clear();
    for (const auto& group : by_language)
      part.variants.push_back(unit.variants[group[k < group.size() ? k : 0]]);
    ++report.units;
    sink(part);
  }
}

}  // namespace hexapla::exchange
