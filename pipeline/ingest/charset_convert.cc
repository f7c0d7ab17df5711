#include "pipeline/ingest/charset_convert.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>

#include "pipeline/ingest/character_runs.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;

constexpr char32_t kNone = 0xFFFFFFFF;

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter out(ucnv_open(name.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return {nullptr, &ucnv_close};
  ucnv_setToUCallBack(out.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  if (U_FAILURE(status)) return {nullptr, &ucnv_close};
  return out;
}

// What each byte of a character set of single bytes is; kNone where it is nothing.
using Table = std::array<char32_t, 256>;

Table table_of(UConverter* converter) {
  Table out;
  for (unsigned byte = 0; byte < 256; ++byte) {
    out[byte] = byte;
    if (byte < 0x80) continue;
    const char one = static_cast<char>(byte);
    const char* at = &one;
    UErrorCode status = U_ZERO_ERROR;
    const UChar32 c = ucnv_getNextUChar(converter, &at, at + 1, &status);
    out[byte] = U_FAILURE(status) ? kNone : static_cast<char32_t>(c);
    ucnv_reset(converter);
  }
  return out;
}

// Nothing for sets with characters of several bytes.
const Table* find_table(const std::string& charset) {
  static const std::map<std::string, Table> all = [] {
    std::map<std::string, Table> out;
    for (const char* name : {"windows-1250", "windows-1251", "windows-1252", "windows-1256",
                             "KOI8-R", "ISO-8859-5", "ISO-8859-6", "ISO-8859-15", "IBM866"}) {
      if (const Converter converter = open(name)) out.emplace(name, table_of(converter.get()));
    }
    return out;
  }();
  const auto found = all.find(charset);
  return found == all.end() ? nullptr : &found->second;
}

// Calls put(character, begin, end) for every character of bytes in a set whose characters take
// several of them. False where the set does not have a sequence.
template <class Put>
bool each_of_several(std::string_view bytes, const std::string& charset, bool whole, Put put) {
  const Converter converter = open(charset);
  if (!converter) return false;
  std::array<char16_t, 1024> units{};
  std::array<int32_t, 1024> offsets{};
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  // The last character: the beginning of the next one is its end.
  char32_t last = kNone;
  std::size_t begin = 0;
  for (UErrorCode status = U_BUFFER_OVERFLOW_ERROR; status == U_BUFFER_OVERFLOW_ERROR;) {
    status = U_ZERO_ERROR;
    const auto base = static_cast<std::size_t>(at - bytes.data());
    char16_t* to = units.data();
    ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &at, end, offsets.data(),
                   static_cast<UBool>(whole), &status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) return false;
    const auto n = static_cast<std::size_t>(to - units.data());
    for (std::size_t i = 0; i < n; ++i) {
      // The second half of a character beyond the first plane, whose bytes the first one has.
      if (U16_IS_TRAIL(units[i]) && last != kNone && U16_IS_LEAD(last)) {
        last = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(last, units[i]));
        continue;
      }
      const std::size_t next = base + static_cast<std::size_t>(offsets[i]);
      if (last != kNone) put(last, begin, next);
      begin = next;
      const auto byte = static_cast<unsigned char>(bytes[begin]);
      last = byte < 0x80 ? byte : units[i];
    }
  }
  if (last == kNone) return true;
  UErrorCode status = U_ZERO_ERROR;
  const int32_t cut_off = ucnv_toUCountPending(converter.get(), &status);
  put(last, begin, bytes.size() - static_cast<std::size_t>(std::max(cut_off, 0)));
  return true;
}

template <class Put>
bool each(std::string_view bytes, const std::string& charset, bool whole, Put put) {
  const Table* table = find_table(charset);
  if (table == nullptr) return each_of_several(bytes, charset, whole, put);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char32_t c = (*table)[static_cast<unsigned char>(bytes[at])];
    if (c == kNone) return false;
    put(c, at, at + 1);
  }
  return true;
}

}  // namespace

std::optional<MappedText> convert(std::string_view bytes, const std::string& charset) {
  CharacterRuns runs;
  if (!each(bytes, charset, true,
            [&](char32_t c, std::size_t begin, std::size_t end) { runs.put(c, begin, end); }))
    return std::nullopt;
  return runs.take();
}

std::optional<std::vector<Unit>> units(std::string_view sample, const std::string& charset,
                                       bool whole) {
  std::vector<Unit> out;
  out.reserve(sample.size());
  if (!each(sample, charset, whole, [&](char32_t c, std::size_t begin, std::size_t end) {
        out.push_back({c, sample.substr(begin, end - begin)});
      }))
    return std::nullopt;
  return out;
}

}  // namespace hexapla::ingest
