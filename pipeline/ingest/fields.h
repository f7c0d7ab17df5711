// Fields of word processors: what DOCX and DOC files share. Internal to this room.
#pragma once

#include <string>
#include <string_view>

namespace hexapla::ingest {

// `url` when a page can be opened with it; "" for others, which are no links to follow.
std::string web_address(std::string_view url);

// The address that the instruction of a field links to: HYPERLINK "https://…"; "" for other fields
// and for places in the document itself.
std::string linked_address(std::string_view instruction);

// What a check box of a form shows.
constexpr std::string_view check_box(bool checked) {
  return checked ? "☒" : "☐";
}

}  // namespace hexapla::ingest
