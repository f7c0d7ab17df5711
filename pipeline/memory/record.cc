#include "pipeline/memory/record.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <cstring>

#include "pipeline/base/error.h"

namespace hexapla::memory {
namespace {

// A record: 4 bytes of checksum over the rest; then the variants' texts and languages, which is
// what is read most; then everything else.
void put_number(std::string& out, std::uint64_t n) {
  while (n >= 0x80) {
    out.push_back(static_cast<char>(0x80U | (n & 0x7FU)));
    n >>= 7U;
  }
  out.push_back(static_cast<char>(n));
}

void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

void put_properties(std::string& out, const Properties& properties) {
  put_number(out, properties.size());
  for (const auto& [name, value] : properties) {
    put_text(out, name);
    put_text(out, value);
  }
}

void put_texts(std::string& out, const std::vector<std::string>& texts) {
  put_number(out, texts.size());
  for (const std::string& text : texts) put_text(out, text);
}

// Elements inside elements inside elements: deeper than any file has a reason to go.
constexpr int kDeepest = 32;

void put_codes(std::string& out, const std::vector<InlineCode>& codes, int depth) {
  if (depth > kDeepest) {
    throw Error(ErrorKind::input, "", "",
                fmt::format("inline elements are nested more than {} deep", kDeepest));
  }
  put_number(out, codes.size());
  for (const InlineCode& c : codes) {
    put_number(out, c.at);
    put_number(out, static_cast<std::uint64_t>(c.kind));
    put_text(out, c.element);
    put_text(out, c.id);
    put_properties(out, c.attributes);
    put_text(out, c.native);
    put_codes(out, c.inner, depth + 1);
  }
}

// Reads what the functions above wrote; after the first thing that does not fit, everything is
// empty and ok() is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

  std::uint64_t number() {
    std::uint64_t out = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      out |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return out;
    }
    return fail();
  }

  std::string_view text() {
    const std::uint64_t size = number();
    if (size > rest_.size()) {
      fail();
      return {};
    }
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }

  // How many items follow: each takes a byte at least.
  std::size_t count() {
    const std::uint64_t n = number();
    return n <= rest_.size() ? n : fail();
  }

  Properties properties() {
    Properties out(count());
    for (auto& [name, value] : out) {
      name = text();
      value = text();
    }
    return out;
  }

  std::vector<std::string> texts() {
    std::vector<std::string> out(count());
    for (std::string& item : out) item = text();
    return out;
  }

  // Codes of a text of `size` bytes.
  std::vector<InlineCode> codes(std::size_t size, int depth = 0) {
    if (depth > kDeepest) fail();
    std::vector<InlineCode> out(count());
    for (InlineCode& c : out) {
      c.at = number();
      const std::uint64_t kind = number();
      if (kind > static_cast<std::uint64_t>(InlineCode::Kind::standalone) || c.at > size) fail();
      c.kind = static_cast<InlineCode::Kind>(ok_ ? kind : 0);
      c.element = text();
      c.id = text();
      c.attributes = properties();
      c.native = text();
      c.inner = codes(c.native.size(), depth + 1);
      if (!ok_) return {};
    }
    return out;
  }

 private:
  std::uint64_t fail() {
    ok_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

std::optional<std::string_view> checked(std::string_view bytes) {
  std::uint32_t sum = 0;
  if (bytes.size() < sizeof sum) return std::nullopt;
  std::memcpy(&sum, bytes.data(), sizeof sum);
  bytes.remove_prefix(sizeof sum);
  if (static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size())) != sum)
    return std::nullopt;
  return bytes;
}

}  // namespace

void append_record(std::string& out, const TranslationUnit& unit) {
  const std::size_t begin = out.size();
  out.append(sizeof(std::uint32_t), '\0');
  put_number(out, unit.variants.size());
  for (const Variant& v : unit.variants) {
    put_text(out, v.lang);
    put_text(out, v.text);
  }
  put_text(out, unit.id);
  put_text(out, unit.source_lang);
  put_properties(out, unit.properties);
  put_texts(out, unit.notes);
  for (const Variant& v : unit.variants) {
    put_codes(out, v.codes, 0);
    put_properties(out, v.properties);
    put_texts(out, v.notes);
  }
  const std::size_t body = begin + sizeof(std::uint32_t);
  const auto sum = static_cast<std::uint32_t>(XXH3_64bits(out.data() + body, out.size() - body));
  std::memcpy(out.data() + begin, &sum, sizeof sum);
}

std::optional<TranslationUnit> read_record(std::string_view bytes) {
  const std::optional<std::string_view> body = checked(bytes);
  if (!body) return std::nullopt;
  Reader in(*body);
  TranslationUnit unit;
  unit.variants.resize(in.count());
  for (Variant& v : unit.variants) {
    v.lang = in.text();
    v.text = in.text();
  }
  unit.id = in.text();
  unit.source_lang = in.text();
  unit.properties = in.properties();
  unit.notes = in.texts();
  for (Variant& v : unit.variants) {
    v.codes = in.codes(v.text.size());
    v.properties = in.properties();
    v.notes = in.texts();
  }
  if (!in.ok() || !in.at_end()) return std::nullopt;
  return unit;
}

std::optional<std::string_view> record_text(std::string_view bytes, std::size_t variant) {
  const std::optional<std::string_view> body = checked(bytes);
  if (!body) return std::nullopt;
  Reader in(*body);
  if (variant >= in.count()) return std::nullopt;
  std::string_view text;
  for (std::size_t i = 0; i <= variant; ++i) {
    in.text();
    text = in.text();
  }
  if (!in.ok()) return std::nullopt;
  return text;
}

std::string primary_subtag(std::string_view lang) {
  std::string out;
  for (const char c : lang) {
    if (c == '-' || c == '_') break;
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return out;
}

}  // namespace hexapla::memory
