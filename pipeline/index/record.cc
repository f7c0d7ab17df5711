#include "pipeline/index/record.h"

#include <algorithm>

namespace hexapla::index {
namespace {

// Bits beside the type of a record. On disk.
constexpr std::uint32_t kType = 0x0F;
constexpr std::uint32_t kHasCites = 0x10;
constexpr std::uint32_t kHasTopics = 0x20;

void put(std::string& out, std::uint32_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(0x80 | (value & 0x7F));
  out += static_cast<char>(value);
}

void put(std::string& out, std::string_view text) {
  const std::string_view kept = text.substr(0, 0xFF);
  put(out, static_cast<std::uint32_t>(kept.size()));
  out += kept;
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t number() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      if (at_ >= bytes_.size()) break;
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    good_ = false;
    return 0;
  }

  std::string_view text() {
    const std::size_t size = number();
    if (size > bytes_.size() - at_) {
      good_ = false;
      return {};
    }
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

  bool good() const { return good_; }
  bool more() const { return good_ && at_ < bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool good_ = true;
};

}  // namespace

std::string pack(const Record& record) {
  std::string out;
  put(out, record.sequence);
  put(out, record.block);
  put(out, record.row);
  put(out, record.date);
  put(out, record.type | (record.cites ? kHasCites : 0U) | (record.topics ? kHasTopics : 0U));
  put(out, record.lang);
  put(out, record.body);
  return out;
}

bool unpack(std::string_view packed, Record& record) {
  Reader in(packed);
  record.sequence = in.number();
  record.block = in.number();
  record.row = in.number();
  record.date = in.number();
  const std::uint32_t type = in.number();
  record.type = static_cast<std::uint8_t>(type & kType);
  record.cites = (type & kHasCites) != 0;
  record.topics = (type & kHasTopics) != 0;
  record.lang = in.text();
  record.body = in.text();
  return in.good();
}

std::string pack(const std::vector<Mate>& mates) {
  std::string out;
  for (const Mate& mate : mates) {
    put(out, mate.lang);
    put(out, mate.sequence);
    put(out, mate.block);
    put(out, std::uint32_t{mate.type});
  }
  return out;
}

std::vector<Mate> unpack_mates(std::string_view packed) {
  std::vector<Mate> out;
  Reader in(packed);
  while (in.more()) {
    Mate mate;
    mate.lang = in.text();
    mate.sequence = in.number();
    mate.block = in.number();
    mate.type = static_cast<std::uint8_t>(in.number());
    if (in.good()) out.push_back(std::move(mate));
  }
  return out;
}

}  // namespace hexapla::index
