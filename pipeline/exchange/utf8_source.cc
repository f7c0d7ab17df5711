#include "pipeline/exchange/utf8_source.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "pipeline/base/error.h"

namespace hexapla::exchange {
namespace {

// Longer than any XML declaration that names an encoding.
constexpr std::size_t kHead = 1024;
constexpr std::size_t kUnits = std::size_t{1} << 15;
constexpr char16_t kIllegal = 0xFFFF;

struct CloseConverter {
  void operator()(UConverter* c) const { ucnv_close(c); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

void write_illegal(const void*, UConverterToUnicodeArgs* args, const char*, int32_t,
                   UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, &kIllegal, 1, 0, status);
}

// Nothing when ICU does not know the encoding.
Converter converter(const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  Converter out(ucnv_open(encoding.c_str(), &status));
  if (U_FAILURE(status)) return nullptr;
  ucnv_setToUCallBack(out.get(), write_illegal, nullptr, nullptr, nullptr, &status);
  return U_FAILURE(status) ? nullptr : std::move(out);
}

class Transcoded : public ByteSource {
 public:
  Transcoded(std::string head, ByteSource& rest, Converter converter)
      : bytes_(std::move(head), rest), converter_(std::move(converter)), in_(kUnits) {}

  std::size_t read(char* to, std::size_t size) override {
    while (at_ == out_.size() && !done_) step();
    const std::size_t n = std::min(size, out_.size() - at_);
    if (n > 0) std::memcpy(to, out_.data() + at_, n);
    at_ += n;
    return n;
  }

 private:
  void step() {
    const std::size_t n = bytes_.read(in_.data(), in_.size());
    done_ = n == 0;
    units_.resize(held_ + 2 * n + 16);
    const char* from = in_.data();
    char16_t* end = units_.data() + held_;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(converter_.get(), &end, units_.data() + units_.size(), &from, in_.data() + n,
                   nullptr, static_cast<UBool>(done_), &status);
    std::size_t size = static_cast<std::size_t>(end - units_.data());
    // A lead surrogate waits for its other half.
    held_ = !done_ && size > 0 && U16_IS_LEAD(units_[size - 1]) ? 1 : 0;
    size -= held_;
    out_.resize(3 * size + 1);
    int32_t length = 0;
    int32_t substituted = 0;
    status = U_ZERO_ERROR;
    u_strToUTF8WithSub(out_.data(), static_cast<int32_t>(out_.size()), &length, units_.data(),
                       static_cast<int32_t>(size), kIllegal, &substituted, &status);
    out_.resize(U_FAILURE(status) ? 0 : static_cast<std::size_t>(length));
    at_ = 0;
    if (held_ == 1) units_[0] = units_[size];
  }

  JoinedSource bytes_;
  Converter converter_;
  std::vector<char> in_;
  std::vector<char16_t> units_;
  std::string out_;
  std::size_t at_ = 0;
  std::size_t held_ = 0;
  bool done_ = false;
};

// The end of the XML declaration at the start of `head`, 0 when there is none.
std::size_t declaration_end(std::string_view head) {
  if (!head.starts_with("<?xml") || head.size() < 6 || std::strchr(" \t\r\n", head[5]) == nullptr)
    return 0;
  const std::size_t end = head.find("?>");
  return end == std::string_view::npos ? 0 : end + 2;
}

std::string declared_encoding(std::string_view declaration) {
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("'\"", at);
  if (at == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  if (end == std::string_view::npos) return {};
  return std::string(declaration.substr(at + 1, end - at - 1));
}

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return (x >= 'a' && x <= 'z' ? x - 32 : x) == y; });
}

// The line ends of the declaration stay, so that lines count as in the file.
std::string without_declaration(std::string_view head) {
  const std::size_t end = declaration_end(head);
  std::string out(static_cast<std::size_t>(std::count(
                      head.begin(), head.begin() + static_cast<std::ptrdiff_t>(end), '\n')),
                  '\n');
  return out.append(head.substr(end));
}

}  // namespace

std::unique_ptr<ByteSource> as_utf8(ByteSource& bytes, TextKind kind, const std::string& file) {
  std::string head = read_head(bytes, kHead);
  const std::string_view h = head;
  std::string encoding;
  std::size_t skip = 0;
  if (h.starts_with("\xEF\xBB\xBF")) {
    skip = 3;
  } else if (h.starts_with("\xFF\xFE")) {
    encoding = "UTF-16LE";
    skip = 2;
  } else if (h.starts_with("\xFE\xFF")) {
    encoding = "UTF-16BE";
    skip = 2;
  } else if (kind == TextKind::xml && h.starts_with(std::string_view("<\0", 2))) {
    encoding = "UTF-16LE";
  } else if (kind == TextKind::xml && h.starts_with(std::string_view("\0<", 2))) {
    encoding = "UTF-16BE";
  } else if (kind == TextKind::xml) {
    encoding = declared_encoding(h.substr(0, declaration_end(h)));
    // A file in bytes that says it is UTF-16 was converted by somebody who left the declaration.
    const bool utf8 =
        same(encoding, "UTF-8") || same(encoding, "UTF8") || same(encoding, "US-ASCII");
    if (utf8 || same(std::string_view(encoding).substr(0, 6), "UTF-16")) encoding.clear();
  }
  head.erase(0, skip);
  if (encoding.empty()) {
    return std::make_unique<JoinedSource>(kind == TextKind::xml ? without_declaration(head) : head,
                                          bytes);
  }
  Converter c = converter(encoding);
  if (!c) {
    throw Error(ErrorKind::input, file, "line 1", "unknown encoding \"" + encoding + "\"",
                "convert the file to UTF-8");
  }
  auto text = std::make_unique<Transcoded>(std::move(head), bytes, std::move(c));
  if (kind == TextKind::plain) return text;

  // The declaration is text now and goes the same way.
  class Undeclared : public ByteSource {
   public:
    explicit Undeclared(std::unique_ptr<ByteSource> source)
        : source_(std::move(source)),
          joined_(without_declaration(read_head(*source_, kHead)), *source_) {}
    std::size_t read(char* to, std::size_t size) override { return joined_.read(to, size); }

   private:
    std::unique_ptr<ByteSource> source_;
    JoinedSource joined_;
  };
  return std::make_unique<Undeclared>(std::move(text));
}

}  // namespace hexapla::exchange
