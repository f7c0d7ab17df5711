#include "pipeline/memory/column.h"

#include <algorithm>

#include "pipeline/base/error.h"

namespace hexapla::memory {
namespace {

[[noreturn]] void damaged(std::string_view what) {
  throw Error(ErrorKind::environment, "", "", "the memory is damaged: " + std::string(what),
              "import again, or run hexapla reindex for what came from the store");
}

std::span<const std::uint32_t> list(std::span<const std::uint32_t> starts,
                                    std::span<const std::uint32_t> lists, std::size_t at) {
  if (at + 1 >= starts.size()) damaged("a list of texts is not there");
  const std::uint32_t begin = starts[at];
  const std::uint32_t end = starts[at + 1];
  if (begin > end || end > lists.size()) damaged("a list of texts lies outside its file");
  return lists.subspan(begin, end - begin);
}

}  // namespace

std::uint32_t pair_bucket(std::uint32_t first, std::uint32_t second, std::uint32_t mask) {
  std::uint64_t h = (std::uint64_t{first} << 32U | second) * 0x9E3779B97F4A7C15ULL;
  h ^= h >> 32U;
  h *= 0xD6E8FEB86659FD93ULL;
  return static_cast<std::uint32_t>(h >> 32U) & mask;
}

std::uint32_t vocabulary_slot(std::uint64_t key, std::uint32_t mask) {
  return static_cast<std::uint32_t>(key >> 20U) & mask;
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
  if (token_list_starts.empty() || token_list_starts.back() != token_lists.size() ||
      !power_of_two(pair_list_starts.size() - 1) || pair_list_starts.back() != pair_lists.size())
    return "the lists do not fit";
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

std::span<const std::uint32_t> Column::tokens_of(std::uint32_t text) const {
  return list(token_starts, tokens, text);
}

std::span<const std::uint32_t> Column::texts_with(std::uint32_t token) const {
  if (token == kUnknownToken) return {};
  return list(token_list_starts, token_lists, token);
}

std::span<const std::uint32_t> Column::texts_with(std::uint32_t first, std::uint32_t second) const {
  if (first == kUnknownToken || second == kUnknownToken) return {};
  const auto mask = static_cast<std::uint32_t>(pair_list_starts.size() - 2);
  return list(pair_list_starts, pair_lists, pair_bucket(first, second, mask));
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
