#include "pipeline/ingest/decode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <vector>

#include "pipeline/base/error.h"

namespace hexapla::ingest {
namespace {

using ::testing::HasSubstr;

// The message of the Error that decoding gives, or "" when it gives none.
std::string failure(std::string_view bytes) {
  try {
    decode(bytes, "f.txt");
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::input);
    EXPECT_EQ(e.file(), "f.txt");
    return e.what();
  }
  return "";
}

std::string encoded(std::string_view utf8, const char* charset) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString u = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  UConverter* converter = ucnv_open(charset, &status);
  std::string out(utf8.size() * 4, '\0');
  const int32_t n = ucnv_fromUChars(converter, out.data(), static_cast<int32_t>(out.size()),
                                    u.getBuffer(), u.length(), &status);
  ucnv_close(converter);
  EXPECT_TRUE(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(n));
  return out;
}

TEST(Decode, StrictUtf8IsTakenAsItIs) {
  const Decoded d = decode("a é 会", "f");
  EXPECT_EQ(d.encoding, "UTF-8");
  EXPECT_FALSE(d.had_bom);
  EXPECT_EQ(d.text.text(), "a é 会");
  EXPECT_TRUE(d.text.pieces()[0].verbatim);
}

TEST(Decode, OffsetsCountTheByteOrderMark) {
  const Decoded d = decode(
      "\xEF\xBB\xBF"
      "ab",
      "f");
  EXPECT_TRUE(d.had_bom);
  EXPECT_EQ(d.text.text(), "ab");
  EXPECT_EQ(d.text.source({0, 1}), (document::SourceRange{0, 3, 4}));
}

TEST(Decode, Utf16KeepsThePlaceOfEveryCharacter) {
  using namespace std::string_view_literals;
  // BOM, "a", U+4F1A, U+1F600 (a surrogate pair), "b"
  const Decoded le = decode(
      "\xFF\xFE"
      "a\0"
      "\x1A\x4F"
      "\x3D\xD8\x00\xDE"
      "b\0"sv,
      "f");
  EXPECT_EQ(le.encoding, "UTF-16LE");
  EXPECT_EQ(le.text.text(), "a会😀b");
  EXPECT_EQ(le.text.source({1, 4}), (document::SourceRange{0, 4, 6}));
  EXPECT_EQ(le.text.source({4, 8}), (document::SourceRange{0, 6, 10}));
  EXPECT_EQ(le.text.source({8, 9}), (document::SourceRange{0, 10, 12}));
  const Decoded be = decode("\xFE\xFF\0a\x4F\x1A"sv, "f");
  EXPECT_EQ(be.encoding, "UTF-16BE");
  EXPECT_EQ(be.text.text(), "a会");
  // Half a character at the end is damage, not a reason to refuse.
  EXPECT_EQ(decode("\xFF\xFE"
                   "a\0b"sv,
                   "f")
                .text.text(),
            "a\uFFFD");
  EXPECT_EQ(decode("\xFF\xFE\0\0a\0\0\0"sv, "f").text.text(), "a");
  // Without a BOM the zeros of Western text tell.
  EXPECT_EQ(decode("T\0h\0e\0 \0e\0n\0d\0.\0"sv, "f").text.text(), "The end.");
}

TEST(Decode, LegacyCharacterSetsOfTheSixLanguages) {
  struct Case {
    const char* charset;
    const char* text;
  };
  const Case cases[] = {
      {"windows-1252",
       "Les Parties à la Convention ont décidé que la réunion serait tenue à Genève l’année "
       "prochaine."},
      {"windows-1252",
       "La Secretaría invitó a las Partes a que presentaran la información antes de la reunión."},
      {"windows-1251",
       "Секретариат предложил Сторонам представить информацию о ходе работы до начала совещания."},
      {"windows-1256",
       "دعت الأمانة الأطراف إلى تقديم المعلومات عن سير العمل قبل بداية الاجتماع الثاني في جنيف."},
      {"GB18030",
       "秘书处请各缔约方在第二次会议召开之前提交关于工作进展情况的资料，并将其载于报告附件。"},
      {"Big5",
       "秘書處請各締約方在第二次會議召開之前提交關於工作進展情況的資料，並將其載於報告附件。"},
  };
  for (const Case& c : cases) {
    const std::string bytes = encoded(c.text, c.charset);
    ASSERT_EQ(failure(bytes), "") << c.charset;
    const Decoded d = decode(bytes, "f");
    EXPECT_EQ(d.encoding, c.charset);
    EXPECT_EQ(d.text.text(), c.text);
    EXPECT_EQ(d.text.source({0, d.text.size()}), (document::SourceRange{0, 0, bytes.size()}));
  }
}

// Titles and lines of a masthead: a few letters tell, since those of the other sets make no words.
TEST(Decode, ShortTextsInLegacyCharacterSets) {
  struct Case {
    const char* text;
    std::vector<const char*> charsets;  // the text must come out of each
  };
  const Case cases[] = {
      {"Distr. générale", {"windows-1252"}},
      {"Créé à Genève", {"windows-1252"}},  // two accents in a row, and a word of one letter
      {"Geneva, 26–28 September 2018", {"windows-1252"}},  // a dash only
      {"Œuvre commune: 5 €", {"windows-1252", "ISO-8859-15"}},
      {"Artículo 2", {"windows-1252"}},
      {"¿Qué decisión?", {"windows-1252"}},
      {"III. Выводы", {"windows-1251", "KOI8-R", "ISO-8859-5", "IBM866"}},
      {"Язык оригинала: английский", {"windows-1251", "KOI8-R", "ISO-8859-5", "IBM866"}},
      {"ДОКЛАД СЕКРЕТАРИАТА", {"windows-1251", "KOI8-R", "ISO-8859-5", "IBM866"}},
      {"a) статья 10 и пункт 2 c) статьи 4", {"windows-1251", "KOI8-R", "ISO-8859-5", "IBM866"}},
      {"التوزيع: عام", {"windows-1256", "ISO-8859-6"}},
      {"المادة 5", {"windows-1256", "ISO-8859-6"}},
      {"B. 准则草案", {"GB18030"}},
      {"第三次会议⁴", {"GB18030"}},
      {"議程項目5(b)", {"Big5"}},
      {"臨時議程說明", {"Big5"}},
  };
  for (const Case& c : cases) {
    for (const char* charset : c.charsets) {
      const std::string bytes = encoded(c.text, charset);
      ASSERT_EQ(failure(bytes), "") << charset << ": " << c.text;
      EXPECT_EQ(decode(bytes, "f").text.text(), c.text) << charset;
    }
  }
}

// A paragraph of a decision in each language, in all sets that have its letters.
TEST(Decode, ParagraphsInLegacyCharacterSets) {
  struct Case {
    const char* text;
    std::vector<const char*> charsets;
  };
  const Case cases[] = {
      {"4. Prie le secrétariat d’établir, à partir des réponses reçues, un rapport sur l’état des "
       "lacs où un danger a été signalé, et de le présenter à la réunion suivante ;",
       {"windows-1252"}},
      {"4. Pide a la secretaría que prepare, según las respuestas recibidas, un informe sobre los "
       "lagos en los que se señaló algún peligro, y que lo presente en la próxima reunión;",
       {"windows-1252", "ISO-8859-15"}},
      {"4. просит секретариат подготовить на основе полученных ответов доклад о состоянии озер, "
       "на которых отмечена опасность, и представить его на следующем совещании;",
       {"windows-1251", "KOI8-R", "ISO-8859-5", "IBM866"}},
      {"4 - تطلب إلى الأمانة أن تعد، بناء على الردود الواردة، تقريراً عن حالة البحيرات التي أُبلغ "
       "عن خطر فيها، وأن تقدمه إلى الاجتماع التالي؛",
       {"windows-1256"}},
      {"4. 请秘书处根据收到的答复编写一份关于已报告有危险的湖泊状况的报告，并提交下次会议；",
       {"GB18030"}},
      {"4. 請秘書處根據收到的答覆編寫一份關於已報告有危險的湖泊狀況的報告，並提交下次會議；",
       {"Big5", "GB18030"}},
  };
  for (const Case& c : cases) {
    for (const char* charset : c.charsets) {
      const std::string bytes = encoded(c.text, charset);
      ASSERT_EQ(failure(bytes), "") << charset << ": " << c.text;
      EXPECT_EQ(decode(bytes, "f").text.text(), c.text) << charset;
      // A file of many such paragraphs: the set is told by its first stretch, all of it is read.
      std::string many;
      while (many.size() < 70000) many += bytes + "\n";
      EXPECT_EQ(decode(many, "f").encoding, decode(bytes, "f").encoding) << charset;
    }
  }
}

TEST(Decode, Utf16WithoutAByteOrderMark) {
  for (const char* text : {"The end.", "Distr. générale", "Правление, 5 мая", "على جدول الأعمال",
                           "原文：英文", "請秘書處提交報告。", "（c）委员会第四次会议的建议。⁴"}) {
    for (const char* charset : {"UTF-16LE", "UTF-16BE"}) {
      const std::string bytes = encoded(text, charset);
      ASSERT_EQ(failure(bytes), "") << charset << ": " << text;
      const Decoded d = decode(bytes, "f");
      EXPECT_EQ(d.encoding, charset) << text;
      EXPECT_EQ(d.text.text(), text);
      EXPECT_FALSE(d.had_bom);
      EXPECT_EQ(d.text.source({0, d.text.size()}), (document::SourceRange{0, 0, bytes.size()}));
    }
  }
}

TEST(Decode, DamagedUtf8IsNamedWithItsByte) {
  // A lone continuation byte in Russian text; in Chinese text; a byte that no character set makes a
  // word of.
  EXPECT_THAT(failure("Записка \x80 секретариата"), HasSubstr("not UTF-8 at byte 15"));
  EXPECT_THAT(failure("秘书处的说明\xE7 附件"), HasSubstr("not UTF-8 at byte 18"));
  EXPECT_THAT(failure("abc \xFF def"), HasSubstr("not UTF-8 at byte 4"));
  EXPECT_THAT(failure("The Parties to the Convention and the \xFF\xFE of the meeting"),
              HasSubstr("not UTF-8 at byte 38"));
}

TEST(Decode, RefusesWhatIsNoText) {
  using namespace std::string_view_literals;
  EXPECT_THAT(failure(""), HasSubstr("the file is empty"));
  EXPECT_THAT(failure("%PDF-1.7\n"), HasSubstr("a PDF file"));
  EXPECT_THAT(failure("PK\x03\x04...."), HasSubstr("ZIP"));
  EXPECT_THAT(failure("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), HasSubstr("97-2003"));
  EXPECT_THAT(failure("\x89PNG\r\n"), HasSubstr("PNG"));
  EXPECT_THAT(failure("ab\0\1\2\0\3cdef"sv), HasSubstr("byte 2: binary: it holds NUL bytes"));
  EXPECT_THAT(failure("%PDF-1.7\n"), HasSubstr("Markdown or plain text"));
}

}  // namespace
}  // namespace hexapla::ingest
