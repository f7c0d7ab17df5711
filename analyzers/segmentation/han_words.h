// Internal: Chinese words by ICU's dictionary. The same words as ICU's break iterator gives,
// several times as fast, because nothing but runs of Han characters comes here: no rules, no
// normalising, no UText, and the widest branch of the dictionary's trie, the first character, is a
// table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hexapla::segmentation {

// Replaces `ends` by where the words of `run` end, as indexes into it; the last is its size. `run`
// holds Han characters in NFKC only. Of all ways to cut the run, the one whose words are together
// the most probable by ICU's dictionary; a character that is no word of its own there counts as the
// least probable word. Linear; any thread.
void han_words(std::span<const char32_t> run, std::vector<std::uint32_t>& ends);

}  // namespace hexapla::segmentation
