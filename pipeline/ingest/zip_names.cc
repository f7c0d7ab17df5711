#include "pipeline/ingest/zip_names.h"

#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>

#include <memory>
#include <optional>
#include <string_view>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/charset_score.h"

namespace hexapla::ingest {
namespace {

using text::Script;

constexpr const char* kDos = "IBM437";
constexpr std::size_t kSample = std::size_t{1} << 15;  // bytes of names that decide
// What a character of a name that is no letter of a language weighs (charset_score.h's measure):
// less than a rare letter. In names such marks are what another character set makes of letters.
constexpr double kMark = -6.0;

// In the order in which they are believed where the letters tell no difference.
const std::vector<Charset>& candidates() {
  static const std::vector<Charset> list{
      {kDos, Script::latin},
      {"IBM850", Script::latin},
      {"windows-1252", Script::latin},
      {"IBM866", Script::cyrillic},
      {"windows-1251", Script::cyrillic},
      {"KOI8-R", Script::cyrillic},
      {"windows-1256", Script::arabic},
      {"ibm-720", Script::arabic},
      {"IBM864", Script::arabic},
      {"GB18030", Script::han},
      {"Big5", Script::han},
  };
  return list;
}

// The characters of a name with their bytes; nothing where the set does not have them.
std::optional<std::vector<Unit>> units(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(charset.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::vector<Unit> out;
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at < end) {
    const char* const begin = at;
    if (static_cast<unsigned char>(*at) < 0x80) {
      out.push_back({static_cast<char32_t>(*at++), {begin, 1}});
      continue;
    }
    const UChar32 c = ucnv_getNextUChar(converter.get(), &at, end, &status);
    if (U_FAILURE(status)) return std::nullopt;
    out.push_back({static_cast<char32_t>(c), {begin, static_cast<std::size_t>(at - begin)}});
  }
  return out;
}

std::string utf8(const std::vector<Unit>& units) {
  std::string out;
  for (const Unit& u : units) text::append(out, text::is_xml_char(u.value) ? u.value : 0xFFFD);
  return out;
}

// Code page 864 has the shapes of Arabic letters, and no others.
void to_letters(std::vector<Unit>& all) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) return;
  std::vector<Unit> out;
  for (const Unit& u : all) {
    icu::UnicodeString letters;
    if (u.value < 0xFE70 || u.value > 0xFEFC ||
        !nfkc->getDecomposition(static_cast<UChar32>(u.value), letters)) {
      out.push_back(u);
      continue;
    }
    for (int32_t i = 0; i < letters.length(); ++i)
      out.push_back({static_cast<char32_t>(letters.charAt(i)), u.bytes});
  }
  all = std::move(out);
}

// How likely somebody wrote these names so; nothing where nobody did.
std::optional<double> likelihood(std::vector<Unit> all, const Charset& charset) {
  std::size_t marks = 0;
  std::size_t beyond = 0;
  for (Unit& u : all) {
    if (u.value < 0x80) continue;
    beyond += u.bytes.size();
    if (text::script_of(u.value) != Script::none && u.value != 0xAA && u.value != 0xBA) continue;
    marks += u.bytes.size();
    u = {' ', u.bytes};
  }
  const std::optional<Score> letters = score(all, charset);
  if (!letters || !letters->plausible() || beyond == 0) return std::nullopt;
  return (letters->average * static_cast<double>(beyond - marks) +
          kMark * static_cast<double>(marks)) /
         static_cast<double>(beyond);
}

}  // namespace

bool is_437(const std::string& raw, std::string_view name) {
  const std::optional<std::vector<Unit>> all = units(raw, kDos);
  if (!all || text::count_code_points(name) != all->size()) return false;
  std::size_t beyond = 0;
  std::size_t same = 0;
  std::size_t at = 0;
  for (const Unit& u : *all) {
    const text::CodePoint c = text::decode(name, at);
    at += c.size;
    if (u.value < 0x80 && c.value != u.value) return false;
    beyond += u.value >= 0x80 ? 1 : 0;
    same += u.value >= 0x80 && c.value == u.value ? 1 : 0;
  }
  return same * 2 >= beyond;
}

std::vector<std::string> decode_names(const std::vector<std::string>& raw) {
  // Each name once, cut at its folders: folders come with every file in them.
  std::string sample;
  std::string last;
  for (const std::string& name : raw) {
    std::size_t same = 0;
    for (std::size_t i = 0; i < name.size() && i < last.size() && name[i] == last[i]; ++i) {
      if (name[i] == '/') same = i + 1;
    }
    if (sample.size() + name.size() > kSample) break;
    sample += name.substr(same) + "\n";
    last = name;
  }
  std::string best = kDos;
  std::optional<double> most;
  for (const Charset& charset : candidates()) {
    std::optional<std::vector<Unit>> all = units(sample, charset.name);
    if (!all) continue;
    if (charset.name == "IBM864") to_letters(*all);
    const std::optional<double> likely = likelihood(*std::move(all), charset);
    if (!likely || (most && *likely <= *most)) continue;
    most = likely;
    best = charset.name;
  }
  std::vector<std::string> out;
  for (const std::string& name : raw) {
    std::optional<std::vector<Unit>> all = units(name, best);
    if (all && best == "IBM864") to_letters(*all);
    if (!all) all = units(name, kDos);
    out.push_back(all ? utf8(*all) : name);
  }
  return out;
}

}  // namespace hexapla::ingest
