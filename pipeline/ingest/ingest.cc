#include "pipeline/ingest/ingest.h"

#include "pipeline/base/error.h"
#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/docx_package.h"
#include "pipeline/ingest/old_word.h"
#include "pipeline/ingest/readers.h"
#include "pipeline/ingest/xml_scan.h"
#include "pipeline/ingest/zip_archive.h"

namespace hexapla::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
// The name of the stream that holds an encrypted package, as compound files spell names.
constexpr std::string_view kEncrypted = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;

// A document may speak of such streams: the directory tells, where it can be read.
bool is_encrypted_package(std::string_view bytes) {
  if (bytes.find(kEncrypted) == std::string_view::npos) return false;
  try {
    return CompoundFile(bytes, "").has("EncryptedPackage");
  } catch (const Error&) {
    return true;
  }
}

// What an archive says of itself in its first entry, as OpenDocument and EPUB files do.
std::string kind_of(const ZipArchive& archive) {
  const std::string type = archive.head("mimetype", 64);
  if (type.starts_with("application/vnd.oasis.opendocument.")) return "an OpenDocument file";
  if (type.starts_with("application/epub")) return "an EPUB book";
  return "a ZIP archive that is no text document";
}

RawDocument read_zip(std::string_view bytes, const std::string& path) {
  const ZipArchive archive(bytes, path);
  if (docx::Package::is_docx(archive)) return read_docx(bytes, path);
  throw Error(ErrorKind::input, path, "", kind_of(archive),
              "save the document as DOCX; `hexapla build` reads archives of documents");
}

}  // namespace

RawDocument read(std::string_view bytes, const std::string& path) {
  if (bytes.starts_with("PK\x03\x04"sv)) return read_zip(bytes, path);
  if (bytes.starts_with(kCompoundFile) && is_encrypted_package(bytes)) {
    throw Error(ErrorKind::input, path, "", "protected by a password",
                "open it with its password and save it without");
  }
  if (bytes.starts_with(kCompoundFile)) {
    try {
      return read_doc(bytes, path);
    } catch (const UnreadableWord& error) {
      return read_with_others(bytes, path, error);
    }
  }
  if (const std::string old = old_word(bytes); !old.empty())
    return read_with_others(bytes, path, UnreadableWord(path, old, UnreadableWord::Because::old));
  // Some writers put a few bytes before the header.
  if (bytes.starts_with("%PDF-") ||
      (bytes.substr(0, 1024).find("\n%PDF-") != std::string_view::npos &&
       bytes.find("\nendobj") != std::string_view::npos)) {
    return read_pdf(bytes, path);
  }
  const std::string root = xml::root_name(bytes);
  if (root == "akomaNtoso") return read_akoma_ntoso(bytes, path);
  if (root == "TEI" || root == "TEI.2" || root == "teiCorpus" || root == "teiCorpus.2")
    return read_tei(bytes, path);
  if (looks_like_html(bytes, path)) return read_html(bytes, path);
  return read_text(bytes, path);
}

}  // namespace hexapla::ingest
