#include "pipeline/memory/column.h"

#include <algorithm>

#include "pipeline/base/error.h"
#include "pipeline/memory/damage.h"

namespace hexapla::memory {

void damaged(std::string_view what) {
  throw Error(ErrorKind::environment, "", "", "the memory is damaged: " + std::string(what),
              "import again, or run hexapla reindex for what came from the store");
}

void unpack_tokens(std::span<const std::uint8_t> packed, std::vector<std::uint32_t>& out) {
  // As many as bytes at the most.
  out.resize(packed.size());
  std::uint32_t* to = out.data();
  const std::uint8_t* at = packed.data();
  const std::uint8_t* const end = at + packed.size();
  while (at != end) {
    std::uint32_t token = *at++;
    if (token >= 0x80U) {
      token &= 0x7FU;
      for (unsigned shift = 7; at != end && shift < 32; shift += 7) {
        const std::uint32_t byte = *at++;
        token |= (byte & 0x7FU) << shift;
        if (byte < 0x80U) break;
      }
    }
    *to++ = token;
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
}

std::string Column::problem() const {
  const auto power_of_two = [](std::size_t n) { return n != 0 && (n & (n - 1)) == 0; };
  if (name.empty()) return "a language has no name";
  if (lengths.size() + 1 != length_starts.size()) return "the lengths do not fit";
  if (!length_starts.empty() && length_starts.back() != size()) return "the lengths do not fit";
  if (variants.size() != size() || signatures.size() != size() || token_starts.size() != size() + 1)
    return "the lists of texts differ in length";
  if (token_starts.back() != tokens.size()) return "the tokens do not fit the texts";
  if (!power_of_two(vocabulary_keys.size()) || vocabulary_ids.size() != vocabulary_keys.size())
    return "the vocabulary is no table";
  if (!token_lists.fits() || !pair_lists.fits()) return "the lists do not fit";
  return "";
}

std::uint32_t Column::token(std::uint64_t key) const {
  const auto mask = static_cast<std::uint32_t>(vocabulary_keys.size() - 1);
  const std::uint64_t wanted = key == 0 ? 1 : key;
  std::uint32_t at = vocabulary_slot(wanted, mask);
  for (std::size_t i = 0; i < vocabulary_keys.size(); ++i) {
    if (vocabulary_keys[at] == wanted) return vocabulary_ids[at];
    if (vocabulary_keys[at] == 0) break;
    at = (at + 1) & mask;
  }
  return kUnknownToken;
}

std::span<const std::uint8_t> Column::packed_tokens_of(std::uint32_t text) const {
  if (text >= size()) damaged("a text is not there");
  const std::uint32_t begin = token_starts[text];
  const std::uint32_t end = token_starts[text + 1];
  if (begin > end || end > tokens.size()) damaged("the tokens of a text lie outside its file");
  return tokens.subspan(begin, end - begin);
}

void Column::tokens_of(std::uint32_t text, std::vector<std::uint32_t>& out) const {
  unpack_tokens(packed_tokens_of(text), out);
}

std::size_t Column::token_count() const {
  std::size_t out = 0;
  for (std::size_t i = 0; i < lengths.size(); ++i)
    out += std::size_t{lengths[i]} * (length_starts[i + 1] - length_starts[i]);
  return out;
}

PackedList Column::texts_with(std::uint32_t token) const {
  if (token == kUnknownToken) return {};
  return token_lists.at(token);
}

PackedList Column::texts_with(std::uint32_t first, std::uint32_t second) const {
  if (first == kUnknownToken || second == kUnknownToken || pair_lists.size() == 0) return {};
  return pair_lists.at(pair_bucket(first, second, pair_lists.size()));
}

std::vector<std::uint32_t> Column::texts_like(std::uint32_t skeleton) const {
  std::vector<std::uint32_t> out;
  const std::uint64_t low = std::uint64_t{skeleton} << 32U;
  for (auto it = std::lower_bound(skeletons.begin(), skeletons.end(), low);
       it != skeletons.end() && *it >> 32U == skeleton; ++it) {
    const auto text = static_cast<std::uint32_t>(*it);
    if (text < size()) out.push_back(text);
  }
  return out;
}

std::pair<std::uint32_t, std::uint32_t> Column::of_length(std::size_t low, std::size_t high) const {
  const auto first = std::lower_bound(lengths.begin(), lengths.end(), low) - lengths.begin();
  const auto last = std::upper_bound(lengths.begin(), lengths.end(), high) - lengths.begin();
  return {length_starts[static_cast<std::size_t>(first)],
          length_starts[static_cast<std::size_t>(last)]};
}

}  // namespace hexapla::memory
