#include "pipeline/ingest/html_page.h"

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/charset.h"
#include "pipeline/ingest/html_vocabulary.h"
#include "pipeline/ingest/readers.h"

namespace hexapla::ingest {
namespace {

constexpr std::size_t kHead = 4096;  // bytes in which a page says what it is

// The character set that the page declares, "" when it does not.
std::string declared_charset(std::string_view bytes) {
  const std::string head = html::lowered(bytes.substr(0, kHead));
  std::size_t at = head.find("charset");
  if (at == std::string::npos) return "";
  at = head.find_first_not_of(" =\"'", at + 7);
  if (at == std::string::npos) return "";
  return head.substr(at, head.find_first_of(" \"'/>;", at) - at);
}

}  // namespace

namespace html {

Decoded decode_page(std::string_view bytes, const std::string& path) {
  if (text::first_invalid(bytes)) {
    const bool wide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    if (std::optional<Decoded> d =
            wide ? std::nullopt : decode_declared(bytes, declared_charset(bytes)))
      return *std::move(d);
  }
  return decode(bytes, path);
}

}  // namespace html

bool looks_like_html(std::string_view bytes, const std::string& path) {
  std::string head = html::lowered(bytes.substr(0, kHead));
  std::erase(head, '\0');  // UTF-16
  for (const char* mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (head.starts_with(mark)) head.erase(0, std::string_view(mark).size());
  }
  std::string_view rest = text::trim(head);
  if (!rest.starts_with('<')) return false;
  if (rest.starts_with("<!doctype html") || rest.starts_with("<html")) return true;
  if (rest.starts_with("<?xml") || rest.starts_with("<!--") || rest.starts_with("<!doctype"))
    return rest.find("<html") != std::string_view::npos;
  // A piece of a page could be a text with tags in it: its name tells.
  const std::string name = html::lowered(path);
  if (!name.ends_with(".html") && !name.ends_with(".htm") && !name.ends_with(".xhtml"))
    return false;
  return rest.size() > 1 && rest[1] >= 'a' && rest[1] <= 'z' && text::trim(bytes).ends_with('>');
}

}  // namespace hexapla::ingest
