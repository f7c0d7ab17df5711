#include "pipeline/ingest/xml_scan.h"

#include <algorithm>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/ingest/html_tokens.h"
#include "pipeline/ingest/xml_part.h"

namespace hexapla::ingest::xml {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kDeepest = 1000;  // elements within elements; documents have less than fifty
constexpr std::size_t kHead = std::size_t{64} << 10;
constexpr std::size_t kNearRoot = 4096;   // bytes in which a file says what it is
constexpr std::size_t kMostDamage = 512;  // bytes of a damaged declaration, with its comments
constexpr std::string_view kSpace = " \t\r\n";

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string_view local(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Behind the '>' of the tag that begins at `at`; npos when it never ends, or when another tag
// begins within it.
std::size_t tag_end(std::string_view xml, std::size_t at) {
  char quote = 0;
  for (++at; at < xml.size(); ++at) {
    const char c = xml[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
      if (c == '<') return std::string_view::npos;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    } else if (c == '<') {
      return std::string_view::npos;
    }
  }
  return std::string_view::npos;
}

}  // namespace

Scanner::Scanner(std::string_view xml, std::string file, std::size_t from)
    : xml_(xml), file_(std::move(file)), at_(from) {}

void Scanner::fail(std::size_t at, std::string reason, std::string remedy) const {
  throw Error(ErrorKind::input, file_, "byte " + std::to_string(at), std::move(reason),
              std::move(remedy));
}

// "<!DOCTYPE …>": a name and the address of a DTD, which nobody fetches. One with declarations of
// its own could declare entities.
std::size_t Scanner::skip_declaration(std::size_t at) const {
  const std::size_t end = xml_.find_first_of("[>", at);
  if (end == std::string_view::npos) fail(at, "damaged XML: markup that never ends");
  if (xml_[end] == '[') {
    fail(at, "it declares a document type of its own, in which entities could be", kSuspectRemedy);
  }
  return end + 1;
}

Token Scanner::tag(std::size_t at) {
  const bool closes = xml_.substr(at).starts_with("</");
  const std::size_t name_begin = at + (closes ? 2 : 1);
  const std::size_t end = tag_end(xml_, at);
  if (end == std::string_view::npos) fail(at, "damaged XML: a tag that never ends");
  if (name_begin >= xml_.size() || !is_name_start(xml_[name_begin]))
    fail(at, "damaged XML: \"<\" that begins no tag");
  const std::size_t name_end = xml_.find_first_of(" \t\r\n/>", name_begin);
  const std::string_view name = xml_.substr(name_begin, name_end - name_begin);
  Token token{closes ? Kind::end : Kind::start, {at, end}, local(name), false};
  if (closes) {
    if (open_.empty() || open_.back() != name) {
      fail(at, "damaged XML: </" + std::string(name) + "> closes " +
                   (open_.empty() ? "nothing" : "<" + std::string(open_.back()) + ">"));
    }
    open_.pop_back();
    return token;
  }
  if (open_.empty() && seen_root_) fail(at, "damaged XML: a second root element");
  seen_root_ = true;
  token.empty = xml_[end - 2] == '/';
  if (!token.empty) {
    open_.push_back(name);
    if (open_.size() > kDeepest)
      fail(at, "elements are nested more deeply than " + std::to_string(kDeepest), kSuspectRemedy);
  }
  return token;
}

Token Scanner::next() {
  while (at_ < xml_.size()) {
    const std::size_t begin = at_;
    const std::string_view rest = xml_.substr(begin);
    if (rest.front() != '<') {
      at_ = std::min(xml_.find('<', begin), xml_.size());
      if (!open_.empty()) return {Kind::text, {begin, at_}, {}, false};
      const std::size_t stray = rest.substr(0, at_ - begin).find_first_not_of(kSpace);
      const bool mark = begin == 0 && rest.starts_with("\xEF\xBB\xBF");
      if (stray != std::string_view::npos && !mark)
        fail(begin + stray, "damaged XML: text outside of the root element");
      continue;
    }
    const auto behind = [&](std::string_view end, std::size_t from) {
      const std::size_t found = xml_.find(end, begin + from);
      if (found == std::string_view::npos) fail(begin, "damaged XML: markup that never ends");
      return found + end.size();
    };
    if (rest.starts_with("<!--")) {
      at_ = behind("-->", 4);
    } else if (rest.starts_with("<![CDATA[")) {
      at_ = behind("]]>", 9);
      if (!open_.empty()) return {Kind::cdata, {begin + 9, at_ - 3}, {}, false};
    } else if (rest.starts_with("<?")) {
      at_ = behind("?>", 2);
    } else if (rest.starts_with("<!")) {
      if (!open_.empty()) fail(begin, "damaged XML: a declaration within the text");
      at_ = skip_declaration(begin);
    } else {
      const Token token = tag(begin);
      at_ = token.bytes.end;
      return token;
    }
  }
  if (!open_.empty())
    fail(xml_.size(), "damaged XML: the file ends within <" + std::string(open_.back()) + ">",
         "get the whole file");
  if (!seen_root_) fail(0, "damaged XML: no element");
  return {Kind::done, {xml_.size(), xml_.size()}, {}, false};
}

std::string attribute(std::string_view tag, std::string_view name) {
  std::size_t at = tag.find_first_of(" \t\r\n");
  while (at != std::string_view::npos && at < tag.size()) {
    at = tag.find_first_not_of(" \t\r\n/>", at);
    if (at == std::string_view::npos) break;
    const std::size_t name_end = std::min(tag.find_first_of(" \t\r\n=>", at), tag.size());
    const std::string_view key = tag.substr(at, name_end - at);
    const std::size_t equals = tag.find_first_not_of(" \t\r\n", name_end);
    if (equals == std::string_view::npos || tag[equals] != '=') {
      at = std::max(name_end, at + 1);
      continue;
    }
    const std::size_t open = tag.find_first_not_of(" \t\r\n", equals + 1);
    if (open == std::string_view::npos || (tag[open] != '"' && tag[open] != '\'')) break;
    const std::size_t close = tag.find(tag[open], open + 1);
    if (close == std::string_view::npos) break;
    if (local(key) == name) {
      std::string out;
      const std::string_view value = tag.substr(open + 1, close - open - 1);
      for (std::size_t i = 0; i < value.size();) {
        std::size_t size = 1;
        const std::string stands_for = value[i] == '&' ? entity(value.substr(i), size) : "";
        if (!stands_for.empty()) {
          out += stands_for;
        } else {
          size = 1;
          out += kSpace.find(value[i]) != std::string_view::npos ? ' ' : value[i];
        }
        i += size;
      }
      return out;
    }
    at = close + 1;
  }
  return "";
}

std::string entity(std::string_view text, std::size_t& size) {
  std::string out;
  if (const char32_t c = xml_entity(text, size); c != 0) {
    text::append(out, c);
    if (c == '\n' || c == '\r' || c == '\t') out = " ";
    return out;
  }
  // HTML knows some without a semicolon; XML knows none.
  const std::size_t end = text.substr(0, 12).find(';');
  if (end == std::string_view::npos || text.substr(0, 2) == "&#") return "";
  return html::entity(text.substr(0, end + 1), size);
}

std::string declared_encoding(std::string_view xml) {
  if (!xml.starts_with("<?xml")) return "";
  const std::string_view head = xml.substr(0, std::min(xml.find("?>"), std::size_t{200}));
  return text::to_lower(attribute(head, "encoding"));
}

namespace {

// The root of well-formed XML.
std::string clean_root_name(std::string_view bytes) {
  std::string head(bytes.substr(0, kHead));
  // UTF-16, with its mark or without.
  const bool marked = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  if (marked) head.erase(0, 2);
  if (marked || head.starts_with("<\0"sv) || head.starts_with("\0<"sv)) std::erase(head, '\0');
  std::string_view xml = head;
  if (xml.starts_with("\xEF\xBB\xBF")) xml.remove_prefix(3);
  for (;;) {
    const std::size_t at = xml.find_first_not_of(kSpace);
    if (at == std::string_view::npos || xml[at] != '<') return "";
    xml.remove_prefix(at);
    std::size_t end = 0;
    if (xml.starts_with("<!--")) {
      end = xml.find("-->", 4);
      if (end != std::string_view::npos) end += 3;
    } else if (xml.starts_with("<?")) {
      end = xml.find("?>");
      if (end != std::string_view::npos) end += 2;
    } else if (xml.starts_with("<!")) {
      end = xml.find('>');
      // A document type with declarations of its own ends with them.
      if (const std::size_t inner = xml.find('['); inner != std::string_view::npos && inner < end)
        end = xml.find("]>", inner);
      if (end != std::string_view::npos) end = xml.find('>', end) + 1;
    } else {
      if (xml.size() < 2 || !is_name_start(xml[1])) return "";
      const std::size_t name_end = xml.find_first_of(" \t\r\n/>", 1);
      if (name_end == std::string_view::npos) return "";
      return std::string(local(xml.substr(1, name_end - 1)));
    }
    if (end == std::string_view::npos) return "";
    xml.remove_prefix(end);
  }
}

bool is_document_root(std::string_view name) {
  return name == "TEI" || name == "TEI.2" || name == "teiCorpus" || name == "teiCorpus.2" ||
         name == "akomaNtoso";
}

}  // namespace

std::size_t damaged_head(std::string_view xml) {
  const std::string_view head = xml.substr(0, kNearRoot);
  for (std::size_t at = head.substr(0, kMostDamage).find('<'); at < kMostDamage;
       at = head.substr(0, kMostDamage).find('<', at + 1)) {
    const std::size_t end = head.find_first_of(" \t\r\n/>", at);
    if (end == std::string_view::npos) return 0;
    const std::string_view name = local(head.substr(at + 1, end - at - 1));
    if (!is_document_root(name)) continue;
    // What stands before it is a declaration, or no words at all; behind it the header or the
    // namespace that such a file has: a text that speaks of XML is none.
    const std::string_view before = head.substr(0, at);
    const bool words = std::ranges::any_of(
        before, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    if (words && before.find("version=") == std::string_view::npos &&
        before.find("xml") == std::string_view::npos)
      return 0;
    const std::string_view behind = head.substr(end);
    const bool known = name == "akomaNtoso" ? behind.find("xmlns") != std::string_view::npos
                                            : behind.find("teiHeader") != std::string_view::npos;
    return known && !is_document_root(clean_root_name(head)) ? at : 0;
  }
  return 0;
}

std::string root_name(std::string_view bytes) {
  std::string out = clean_root_name(bytes);
  if (is_document_root(out)) return out;
  const std::size_t at = damaged_head(bytes);
  if (at == 0) return out;
  const std::size_t end = bytes.find_first_of(" \t\r\n/>", at);
  return std::string(local(bytes.substr(at + 1, end - at - 1)));
}

}  // namespace hexapla::ingest::xml
