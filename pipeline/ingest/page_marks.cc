#include "pipeline/ingest/page_marks.h"

#include <algorithm>
#include <cstdlib>

#include "analyzers/text/roman.h"
#include "analyzers/text/utf8.h"

namespace hexapla::ingest {
namespace {

constexpr int kMostRoman = 89;  // of first pages and annexes
constexpr long kLargest = 1'000'000'000;

}  // namespace

std::vector<long> numbers_in(std::string_view text) {
  std::vector<long> out;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    const int value = text::digit_value(c.value);
    if (value >= 0) {
      if (!open) out.push_back(0);
      out.back() = std::min(out.back() * 10 + value, kLargest);
    }
    open = value >= 0;
  }
  return out;
}

std::string shape(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    if (text::is_digit(c.value)) {
      if (!out.ends_with('#')) out += '#';
    } else if (!text::is_space(c.value)) {
      out.append(text.substr(at, c.size));
    }
    at += c.size;
  }
  return out;
}

int lone_number(std::string_view text) {
  const std::size_t first = text.find_first_not_of("-[( ");
  const std::size_t last = text.find_last_not_of("-]) ");
  if (first != std::string_view::npos && last >= first) {
    const int roman = text::roman_value(text.substr(first, last - first + 1), kMostRoman);
    if (roman > 0) return roman;
  }
  std::string digits;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    if (text::is_space(c.value) || c.value == '-' || c.value == 0x2013 || c.value == 0x2014 ||
        c.value == '[' || c.value == ']')
      continue;
    const int value = text::digit_value(c.value);
    if (value < 0 || digits.size() > 3) return -1;
    digits += static_cast<char>('0' + value);
  }
  return digits.empty() ? -1 : std::atoi(digits.c_str());
}

bool is_share(std::string_view text, std::size_t page, std::size_t pages) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return false;
  const int a = lone_number(text.substr(0, slash));
  const int b = lone_number(text.substr(slash + 1));
  return std::min(a, b) == static_cast<int>(page + 1) && std::max(a, b) == static_cast<int>(pages);
}

bool names_page(std::string_view text, std::size_t page) {
  if (text.size() > kLongestPageName) return false;
  long number = -1;
  bool open = false;  // within the number
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    const int value = text::digit_value(c.value);
    if (value < 0) {
      open = false;
      continue;
    }
    if (number > 999 || (number >= 0 && !open)) return false;
    number = std::max(number, 0L) * 10 + value;
    open = true;
  }
  return number == static_cast<long>(page + 1);
}

bool is_symbol(std::string_view text) {
  if (text.empty() || text[0] < 'A' || text[0] > 'Z') return false;
  const auto known = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("/.-()").find(c) != std::string_view::npos;
  };
  return std::all_of(text.begin(), text.end(), known) &&
         std::count(text.begin(), text.end(), '/') >= 2 &&
         text.find_first_of("0123456789") != std::string_view::npos;
}

bool is_job_number(std::string_view text) {
  if (text.size() < 8 || text.size() > 48) return false;
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - begin;
  };
  const auto is = [&](char c) {
    if (at >= text.size() || text[at] != c) return false;
    ++at;
    return true;
  };
  const auto dates = [&] {
    while (at < text.size() && text[at] == ' ') {
      ++at;
      if (digits() != 6) return false;
    }
    return at == text.size();
  };
  if (is('*')) {
    const std::size_t n = digits();
    return n >= 6 && n <= 10 && is('*') && at == text.size();
  }
  std::size_t letters = 0;
  while (at < text.size() && text::is_letter(static_cast<unsigned char>(text[at])) &&
         static_cast<unsigned char>(text[at]) < 0x80 && at < 2)
    ++at, ++letters;
  if (letters > 0 && (text[0] < 'A' || text[0] > 'Z')) return false;
  const bool stop = letters > 0 && is('.');
  const std::size_t first = digits();
  if (first == 7 && letters > 0 && !stop) {
    // "K0360265.s", "K1702583 120717"
    if (is('.')) return at + 1 == text.size() && text[at] >= 'a' && text[at] <= 'z';
    return at < text.size() && dates();
  }
  if (first != 2 || !is('-')) return false;
  const std::size_t second = digits();
  if (second < 4 || second > 6) return false;
  is('*');
  if (at == text.size()) return stop;
  if (!is(' ')) return false;
  const bool language = is('(') && at < text.size() &&
                        std::string_view("ACEFRS").find(text[at]) != std::string_view::npos;
  if (!language) return false;
  ++at;
  return is(')') && dates();
}

bool may_be_job_number(std::string_view text) {
  return text.size() == 8 && text[0] >= 'A' && text[0] <= 'Z' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_job_date(std::string_view text) {
  if (text.size() != 6 ||
      !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return false;
  const std::string_view day = text.substr(0, 2);
  const std::string_view month = text.substr(2, 2);
  return day >= "01" && day <= "31" && month >= "01" && month <= "12";
}

}  // namespace hexapla::ingest
