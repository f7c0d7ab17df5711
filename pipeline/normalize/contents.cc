#include "pipeline/normalize/contents.h"

#include <algorithm>
#include <optional>
#include <string>

#include "analyzers/text/byte_set.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/page_number.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kMostEntries = 400;
constexpr std::size_t kLongestEntry = 300;  // columns
constexpr std::size_t kLongestHead = 60;    // columns of "Paragraphs Page" above the entries

// What an entry and the heading it means have in common: no label, no leader, no page.
std::string key_of(std::string_view text) {
  if (const std::optional<Label> label = parse_label(text)) text = text.substr(label->text);
  text = text::trim(text);
  // Numbers of paragraphs and pages: white space or a leader parts them from the words.
  for (bool more = true; more;) {
    std::size_t end = text.size();
    for (std::size_t at = end; at > 0;) {
      at = text::code_point_start(text, at - 1);
      const char32_t c = text::decode(text, at).value;
      if (!text::is_digit(c) && c != '-' && c != 0x2013 && c != 0x2012 && c != 0x2014 &&
          c != 0xFF0D)
        break;
      end = at;
    }
    more = end < text.size() && end > 0 && (text[end - 1] == ' ' || text[end - 1] == '.');
    if (more) text = text.substr(0, end);
    while (!text.empty()) {
      const char32_t last = last_char(text);
      if (last != '.' && last != 0x2026 && last != ' ' && last != 0xB7) break;
      text = text.substr(0, text::code_point_start(text, text.size() - 1));
    }
  }
  return folded_key(text);
}

// "Page", "Paragraphs Page": the head of the column of numbers.
bool is_column_head(const Paragraph& p) {
  const std::string_view text = p.text.view();
  return text::find_digit(text) == text.size() && !parse_label(text) &&
         !is_wider(text, kLongestHead) && ends_in_page_word(text);
}

}  // namespace

void find_contents(Draft& draft) {
  std::vector<Paragraph>& paragraphs = draft.paragraphs;
  for (std::size_t k = 0; k + 2 < paragraphs.size(); ++k) {
    if (paragraphs[k].table >= 0 || !is_contents_heading(paragraphs[k].text.view())) continue;
    std::size_t first = k + 1;
    while (first < paragraphs.size() && paragraphs[first].table < 0 &&
           is_column_head(paragraphs[first]))
      ++first;
    if (first >= paragraphs.size() || paragraphs[first].table >= 0) continue;
    const std::string key = key_of(paragraphs[first].text.view());
    if (key.empty()) continue;
    const std::size_t limit = std::min(paragraphs.size(), first + kMostEntries);
    std::size_t end = first + 1;
    const auto is_entry = [&](const Paragraph& p) {
      return p.table < 0 && !is_wider(p.text.view(), kLongestEntry);
    };
    while (end < limit && is_entry(paragraphs[end]) && key_of(paragraphs[end].text.view()) != key)
      ++end;
    if (end >= limit || !is_entry(paragraphs[end])) continue;
    std::vector<Paragraph> entries;
    for (std::size_t i = k + 1; i < end; ++i) {
      Paragraph& p = paragraphs[i];
      const bool number = i > first && page_number(p.text.view()) && !entries.empty();
      if (number) {
        join(entries.back().text, p.text, {});
        continue;
      }
      p.contents = true;
      entries.push_back(std::move(p));
    }
    const auto at = [&](std::size_t i) {
      return paragraphs.begin() + static_cast<std::ptrdiff_t>(i);
    };
    const std::size_t count = entries.size();
    std::move(entries.begin(), entries.end(), at(k + 1));
    paragraphs.erase(at(k + 1 + count), at(end));
    k += count;
  }
}

}  // namespace hexapla::normalize
