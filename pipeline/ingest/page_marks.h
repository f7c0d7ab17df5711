// What lines at the edges of pages say: the page's number, the document's symbol, the number of the
// printer's job. Pure functions of one line. Internal to this room, but for is_job_number.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::ingest {

// In bytes, of a line that names its page.
inline constexpr std::size_t kLongestPageName = 24;

// The line with its numbers as "#" and without white space.
std::string shape(std::string_view text);

// The numbers of the line, in order; long ones as 1,000,000,000.
std::vector<long> numbers_in(std::string_view text);

// The number that a line consists of, dashes and brackets around it apart; -1 when it is none.
int lone_number(std::string_view text);

// "2/35", on the second page of 35, however it is read. Pages count from 0.
bool is_share(std::string_view text, std::size_t page, std::size_t pages);

// "Page 2": a few letters and the page's number.
bool names_page(std::string_view text, std::size_t page);

// "A/RES/70/1": a symbol and nothing else.
bool is_symbol(std::string_view text);

// "GE.97-61234 (S)", "*1511287*", "15-11287 (R) 080715": what the printer puts below the first
// page.
bool is_job_number(std::string_view text);

// "K3512345", which other things are, too: told by what stands beside it.
bool may_be_job_number(std::string_view text);

// "080715", a day of the printer's work.
bool is_job_date(std::string_view text);

}  // namespace hexapla::ingest
