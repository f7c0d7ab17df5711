// What must not differ unseen between a query and a match: negation, modality (shall, should, may),
// who acts, and the operative verb (decides, requests, invites).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla::memory {

// Reasons in words, one a difference: "negation: «not» is only in the memory". Empty when both
// texts, of one language, agree. Cues are those of analyzers/modality and of the tables' sections
// [actor-words] and [operative-verbs]; a language without a table has none. Any thread.
std::vector<std::string> guard(std::string_view query, std::string_view match,
                               std::string_view lang);

}  // namespace hexapla::memory
