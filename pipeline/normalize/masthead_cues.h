// What the lines of mastheads are known by: the tables' sections [masthead]. Internal to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hexapla::normalize {

// What a line of a masthead tells; the names of the tables, and what is told without a cue.
enum class Fact : std::uint8_t {
  addressee,
  agenda,
  author,
  body,
  change,
  contact,
  decision,
  distribution,
  language,
  organization,
  original,
  record,
  reference,
  salutation,
  session,
  subject,
  symbol,         // no cue tells it
  date,           // no cue tells it
  meeting_dates,  // no cue tells it
};

class Facts {
 public:
  constexpr Facts() = default;
  constexpr Facts(Fact fact) : bits_(1U << static_cast<unsigned>(fact)) {}

  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool has(Fact fact) const { return (bits_ & Facts(fact).bits_) != 0; }
  constexpr bool has_any(Facts of) const { return (bits_ & of.bits_) != 0; }
  constexpr bool within(Facts other) const { return (bits_ & ~other.bits_) == 0; }
  int count() const;

  constexpr Facts operator|(Facts other) const { return Facts(bits_ | other.bits_); }
  constexpr Facts& operator|=(Facts other) {
    bits_ |= other.bits_;
    return *this;
  }
  constexpr Facts without(Facts other) const { return Facts(bits_ & ~other.bits_); }
  bool operator==(const Facts&) const = default;

 private:
  constexpr explicit Facts(std::uint32_t bits) : bits_(bits) {}
  std::uint32_t bits_ = 0;
};

constexpr Facts operator|(Fact a, Fact b) {
  return Facts(a) | Facts(b);
}

// All facts that a cue in the line speaks for; none for lines of more than 400 bytes.
Facts cues_of(std::string_view line);

// Where in `line` the value behind a cue for `fact` begins (colons and spaces skipped; 0 for cues
// that are the value themselves), or npos when no cue of that fact matches.
std::size_t cue_value(std::string_view line, Fact fact);

// A cue for `fact` that lines begin with stands somewhere in the line, where a word begins.
bool mentions_cue(std::string_view line, Fact fact);

inline bool has_cue(std::string_view line, Fact fact) {
  return cues_of(line).has(fact);
}

}  // namespace hexapla::normalize
