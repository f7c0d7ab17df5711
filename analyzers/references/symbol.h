// Internal to the room: the grammar of document symbols (research.un.org/en/docs/symbols), on
// folded text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::references {

struct Symbol {
  enum class Kind : std::uint8_t { document, resolution, decision };
  std::size_t end = 0;  // in the text it was read from
  std::vector<std::vector<std::string>>
      members;  // components of each member: joint symbols and ranges have several
  bool joint = false;
  bool placeholder = false;    // some component stands for a number not yet given
  Kind kind = Kind::document;  // of agencies' symbols, which tell it by their shape
  // Of agencies' symbols: "A75/10" could be a road, too; something beside it must tell what it is.
  bool bare = false;
};

// The symbol that begins at `at`: organ or series, then components between slashes. Reads over
// white space inside a symbol where the grammar shows that it goes on. Nothing when what stands
// there is not the shape of a symbol.
std::optional<Symbol> read_symbol(std::string_view text, std::size_t at);

// The symbol of an agency with a grammar of its own that begins at `at`: "EB150/5 Add.1",
// "CL 170/REP", "IT/GB-9/22/8", "WHA75.11". Canonical without spaces: "EB150/5/Add.1", "CL170/REP".
// Nothing when the table `agency-symbols` has no such shape. (agency.cc)
std::optional<Symbol> read_agency_symbol(std::string_view text, std::size_t at);

// End of a placeholder for a number ("[...]", "[ ]", "--", "XX") at `at`, or `at`.
std::size_t placeholder_end(std::string_view text, std::size_t at);

std::string join(const std::vector<std::string>& components);

// A component as it is canonically written: "ADD" as "Add", "REV" as "Rev" before a full stop,
// "ozl" as "OzL".
std::string canonical_component(std::string_view component);

// What the table says of a series, found by the longest matching beginning of the symbol.
struct Series {
  std::string prefix;  // "UNEP/CHW"
  std::string body;    // "BC"
  std::string treaty;  // "basel", or ""
  std::string
      numbering;  // "prefix", "roman", "roman-13" (Roman up to that session), "arabic", "climate"
};
const Series* series_of(std::string_view symbol);
const Series* series_of_body(std::string_view body);
const Series* series_of_treaty(std::string_view treaty);

// The body that a symbol of an unknown series belongs to: the components before the one that names
// a meeting of a conference ("COP.3", "MOP.27"), or "" when there is none.
std::string body_of_symbol(std::string_view symbol);

}  // namespace hexapla::references
