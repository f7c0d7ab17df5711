// Links and images of Markdown (CommonMark 0.31, 4.7, 6.3 to 6.5). Internal to this room.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla::normalize {

// Addresses by label, as link_label folds it.
using LinkDefinitions = std::map<std::string, std::string, std::less<>>;

// Without case, white space in runs as one space.
std::string link_label(std::string_view text);

// "[label]: address "title"" as a whole line.
struct LinkDefinition {
  std::string label;
  std::string url;
};
std::optional<LinkDefinition> link_definition(std::string_view line);

// The bracket that closes the one at `open`, brackets within and escapes passed over; npos when it
// is too far away.
std::size_t closing_bracket(std::string_view text, std::size_t open);

// What stands behind "[text]", from the bracket at `close` on, makes it a link.
struct LinkTail {
  std::size_t end = 0;
  std::string url;
};
// "(address "title")", "[label]", "[]", or nothing when `inner`, the text, is a label itself.
// Brackets mean something in official texts: "[30 June](to be confirmed)" is no link, since that is
// no address.
std::optional<LinkTail> link_tail(std::string_view text, std::size_t close, std::string_view inner,
                                  const LinkDefinitions& definitions);

// The address of "<https://…>" or "<a@b.example>", without its angle brackets; "" for others.
// `inner`: what stands between them.
std::string autolink(std::string_view inner);

}  // namespace hexapla::normalize
