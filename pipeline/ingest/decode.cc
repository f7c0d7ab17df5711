#include "pipeline/ingest/decode.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/ingest/character_runs.h"
#include "pipeline/ingest/charset.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;

struct Magic {
  std::string_view bytes;
  std::string_view what;
};

// Formats that people put into folders of documents; the first bytes name them.
constexpr std::array kMagic{
    Magic{"%PDF-", "a PDF file"},
    Magic{"PK\x03\x04", "a ZIP archive (DOCX, XLSX, ODT and EPUB are such archives, too)"},
    Magic{"PK\x05\x06", "an empty ZIP archive"},
    Magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
          "a compound file of Microsoft Office 97-2003 (DOC, XLS, PPT)"},
    Magic{"{\\rtf", "an RTF file"},
    Magic{"\x89PNG", "a PNG image"},
    Magic{"GIF8", "a GIF image"},
    Magic{"\xFF\xD8\xFF", "a JPEG image"},
    Magic{"II*\0", "a TIFF image"},
    Magic{"MM\0*", "a TIFF image"},
    Magic{"\x1F\x8B", "a gzip archive"},
    Magic{"BZh", "a bzip2 archive"},
    Magic{"\xFD"
          "7zXZ",
          "an XZ archive"},
    Magic{"\x28\xB5\x2F\xFD", "a Zstandard archive"},
    Magic{"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"},
    Magic{"Rar!\x1A\x07", "a RAR archive"},
    Magic{"\x7F"
          "ELF",
          "a program"},
    Magic{"MZ\x90", "a program"},
    Magic{"SQLite format 3", "an SQLite database"},
    Magic{"%!PS", "a PostScript file"},
};

std::string at_byte(std::size_t n) {
  return "byte " + std::to_string(n);
}

[[noreturn]] void fail(const std::string& file, std::string place, std::string reason) {
  throw Error(ErrorKind::input, file, std::move(place), std::move(reason),
              "give it as DOCX, PDF, HTML, Markdown or plain text");
}

void refuse_known_formats(std::string_view bytes, const std::string& file) {
  for (const Magic& magic : kMagic) {
    if (bytes.starts_with(magic.bytes))
      fail(file, at_byte(0), "binary: this is " + std::string(magic.what));
  }
}

// Code units of `width` bytes.
Decoded decode_wide(std::string_view bytes, std::size_t begin, unsigned width, bool little,
                    std::string encoding) {
  Decoded out;
  out.encoding = std::move(encoding);
  out.had_bom = begin > 0;
  const auto unit = [&](std::size_t at) {
    char32_t value = 0;
    for (unsigned i = 0; i < width; ++i) {
      const auto byte = static_cast<unsigned char>(bytes[at + (little ? width - 1 - i : i)]);
      value = (value << 8) | byte;
    }
    return value;
  };
  CharacterRuns runs;
  for (std::size_t at = begin; at < bytes.size();) {
    std::size_t end = std::min(bytes.size(), at + width);
    char32_t value = end - at == width ? unit(at) : 0xFFFD;
    if (width == 2 && value >= 0xD800 && value <= 0xDBFF && end + 2 <= bytes.size()) {
      const char32_t low = unit(end);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
        end += 2;
      }
    }
    runs.put(value, at, end);
    at = end;
  }
  out.text = runs.take();
  return out;
}

}  // namespace

Decoded decode(std::string_view bytes, const std::string& file) {
  if (bytes.empty()) throw Error(ErrorKind::input, file, "", "the file is empty", "leave it out");
  refuse_known_formats(bytes, file);
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return decode_wide(bytes, 4, 4, true, "UTF-32LE");
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return decode_wide(bytes, 4, 4, false, "UTF-32BE");
  if (bytes.starts_with("\xFF\xFE"sv)) return decode_wide(bytes, 2, 2, true, "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF"sv)) return decode_wide(bytes, 2, 2, false, "UTF-16BE");
  const bool bom = bytes.starts_with("\xEF\xBB\xBF"sv);
  const std::size_t begin = bom ? 3 : 0;
  const std::string_view body = bytes.substr(begin);

  bool little = false;
  if (const std::size_t nul = body.find('\0'); nul != std::string_view::npos) {
    if (is_utf16(bytes, little))
      return decode_wide(bytes, 0, 2, little, little ? "UTF-16LE" : "UTF-16BE");
    // A stray NUL or two in much text is dirt; more is no text.
    const auto count = static_cast<std::size_t>(std::count(body.begin(), body.end(), '\0'));
    if (count * 1000 > body.size()) fail(file, at_byte(begin + nul), "binary: it holds NUL bytes");
  }
  const std::optional<std::size_t> invalid = text::first_invalid(body);
  if (!invalid) return {MappedText::verbatim(body, begin), "UTF-8", bom};
  if (!bom) {
    if (is_utf16(bytes, little))
      return decode_wide(bytes, 0, 2, little, little ? "UTF-16LE" : "UTF-16BE");
    if (std::optional<Decoded> legacy = decode_legacy(bytes)) return *std::move(legacy);
  }
  throw Error(
      ErrorKind::input, file, at_byte(begin + *invalid),
      "not UTF-8 at byte " + std::to_string(begin + *invalid) + " and no other encoding fits",
      "convert it to UTF-8");
}

}  // namespace hexapla::ingest
