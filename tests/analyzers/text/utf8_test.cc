#include "analyzers/text/utf8.h"

#include <gtest/gtest.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <string>
#include <vector>

namespace hexapla::text {
namespace {

TEST(Utf8, FirstInvalid) {
  struct Case {
    std::string bytes;
    std::optional<std::size_t> at;
  };
  const std::vector<Case> cases = {
      {"", std::nullopt},
      {"plain", std::nullopt},
      {"\xD0\xA1\xD0\x9A-4/10", std::nullopt},
      {"ab\xFF", 2},
      {"\xC0\xAF", 0},          // overlong slash
      {"\xED\xA0\x80", 0},      // surrogate
      {"\xF4\x90\x80\x80", 0},  // above U+10FFFF
      {"abc\xE4\xBD", 3},       // cut at the end of the file
      {"\xF0\x9F\x98\x80", std::nullopt},
  };
  for (const Case& c : cases) EXPECT_EQ(first_invalid(c.bytes), c.at) << c.bytes;
}

// Long text is looked at in blocks: what is malformed is found wherever in a block it stands, and
// what goes on from one block to the next is no fault.
TEST(Utf8, FindsTheFirstInvalidByteInLongText) {
  const std::string_view malformed[] = {
      "\x80",              // goes on with nothing
      "\xC3",              // nothing goes on with it
      "\xC0\x80",          // too long a form
      "\xE0\x9F\xBF",      // the same of three bytes
      "\xED\xA0\x80",      // a surrogate
      "\xE4\xB8",          // cut off
      "\xF0\x8F\xBF\xBF",  // too long a form of four bytes
      "\xF4\x90\x80\x80",  // beyond the last code point
      "\xF5\x80\x80\x80",  // the same by its first byte
      "\xFF",
  };
  for (const std::string_view filling : {"\u0434", "\u4E2D", "\U0001F600", "a\u00E9", "\uFFFD"}) {
    for (std::size_t before = 0; before < 70; ++before) {
      std::string head;
      for (std::size_t i = 0; i < before; ++i) head += filling;
      std::string tail = "z";
      for (std::size_t i = 0; i < 80; ++i) tail += filling;
      EXPECT_EQ(first_invalid(head + tail), std::nullopt) << before;
      for (const std::string_view bad : malformed)
        EXPECT_EQ(first_invalid(head + std::string(bad) + tail), head.size()) << before;
    }
  }
}

TEST(Utf8, EveryCodePointRoundTrips) {
  for (char32_t c = 0; c <= 0x10FFFF; c += 7) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string s;
    append(s, c);
    const CodePoint d = decode(s, 0);
    ASSERT_EQ(d.value, c);
    ASSERT_EQ(d.size, s.size());
  }
}

TEST(Utf8, MalformedDecodesAsReplacementAndAlwaysAdvances) {
  const std::string s =
      "\xE4\xBD"
      "A";  // maximal subpart of two bytes, then A
  EXPECT_EQ(decode(s, 0).value, 0xFFFDU);
  EXPECT_EQ(decode(s, 0).size, 2U);
  EXPECT_EQ(decode(s, 2).value, U'A');
}

TEST(Utf8, Scripts) {
  EXPECT_EQ(script_of(U'S'), Script::latin);
  EXPECT_EQ(script_of(U'\u0421'), Script::cyrillic);  // С, not C
  EXPECT_EQ(script_of(U'\u0645'), Script::arabic);
  EXPECT_EQ(script_of(U'\u7B2C'), Script::han);
  EXPECT_EQ(script_of(U'7'), Script::none);
  EXPECT_EQ(script_of(U'\u0663'), Script::none);  // an Arabic-Indic digit is no letter
}

TEST(Utf8, TrimTakesEveryWhiteSpace) {
  EXPECT_EQ(trim("\u3000 \u00A0a b\n\u3000"), "a b");
  EXPECT_EQ(trim(" \u3000\n"), "");
}

// What is asked of every character is answered without ICU where that is quick, and as ICU does.
TEST(Utf8, QuickAnswersAreThoseOfIcu) {
  for (UChar32 c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const auto u = static_cast<char32_t>(c);
    ASSERT_EQ(is_space(u), u_isUWhiteSpace(c) != 0) << c;
    ASSERT_EQ(is_letter(u), u_isalpha(c) != 0) << c;
    ASSERT_EQ(is_digit(u), u_isdigit(c) != 0) << c;
    ASSERT_EQ(is_upper(u), u_isupper(c) != 0) << c;
    ASSERT_EQ(is_lower(u), u_islower(c) != 0) << c;
    UErrorCode status = U_ZERO_ERROR;
    const Script script = script_of(u);
    const UScriptCode icu = uscript_getScript(c, &status);
    if (script == Script::latin) {
      ASSERT_EQ(icu, USCRIPT_LATIN) << c;
    }
    if (script == Script::cyrillic) {
      ASSERT_EQ(icu, USCRIPT_CYRILLIC) << c;
    }
    if (script == Script::arabic) {
      ASSERT_EQ(icu, USCRIPT_ARABIC) << c;
    }
    if (script == Script::han) {
      ASSERT_EQ(icu, USCRIPT_HAN) << c;
    }
    if (script == Script::none) {
      ASSERT_TRUE(!u_isalpha(c) || icu <= USCRIPT_INHERITED) << c;
    }
  }
}

// The common letters have a road of their own.
TEST(Utf8, SmallLettersAreThoseOfUnicode) {
  const auto of_unicode = [](const std::string& text) {
    std::string out;
    icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot()).toUTF8String(out);
    return out;
  };
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x3100 ? 1 : 61) {
    std::string alone;
    append(alone, c);
    const std::string within = "Aб" + alone + "Éж会Z";
    ASSERT_EQ(to_lower(alone), of_unicode(alone)) << static_cast<unsigned>(c);
    ASSERT_EQ(to_lower(within), of_unicode(within)) << static_cast<unsigned>(c);
  }
  // Sigma at the end of a word; what is cut off or torn.
  for (const char* text : {"ΟΔΟΣ", "ДА\xD0", "A\xE4\xBC",
                           "\xE4\xBC"
                           "A",
                           "\xC3", "İSTANBUL", ""})
    EXPECT_EQ(to_lower(text), of_unicode(text)) << text;
}

}  // namespace
}  // namespace hexapla::text
