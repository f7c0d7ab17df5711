// Lines that no rule explained: what stands in the document only because it was there. They are
// kept, and told in the quality report, because they are where a page's furniture, a cut sentence
// or a reader's mistake shows.
#include <algorithm>
#include <array>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/draft.h"

namespace hexapla::normalize {
namespace {

using document::BlockType;

constexpr std::size_t kShort = 60;  // columns

// Of ASCII: 1 for what is printed, 3 for letters and digits.
constexpr std::array<unsigned char, 0x80> kAsciiKinds = [] {
  std::array<unsigned char, 0x80> out{};
  for (char32_t c = 0; c < out.size(); ++c) {
    const bool letter = (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z';
    const bool digit = c >= '0' && c <= '9';
    const bool space = c == ' ' || (c >= 0x9 && c <= 0xD);
    out[c] = space ? 0 : letter || digit ? 3 : 1;
  }
  return out;
}();

// So many are letters and digits for sure that there cannot be as many others: of ASCII, Cyrillic,
// and U+5000 to U+8FFF. Without branches, so that the compiler counts many bytes at a time.
bool is_surely_text(std::string_view text) {
  constexpr std::size_t kPart = 128;  // so many a byte can count
  std::size_t words = 0;
  std::size_t printed = 0;
  for (std::size_t at = 0; at < text.size(); at += kPart) {
    // What is left may all be something else.
    if (words > 0 && words * 2 >= printed + (text.size() - at)) return true;
    unsigned char some_words = 0;
    unsigned char some_printed = 0;
    for (const char c : text.substr(at, kPart)) {
      const auto byte = static_cast<unsigned char>(c);
      const auto low = static_cast<unsigned char>(byte | 0x20);
      const bool letter = ((low >= 'a') & (low <= 'z')) | ((byte >= '0') & (byte <= '9'));
      const bool lead = ((byte | 1) == 0xD1) | ((byte >= 0xE5) & (byte <= 0xE8));
      some_words = static_cast<unsigned char>(some_words + (letter | lead));
      some_printed =
          static_cast<unsigned char>(some_printed + ((byte > ' ') & ((byte & 0xC0) != 0x80)));
    }
    words += some_words;
    printed += some_printed;
  }
  return words > 0 && words * 2 >= printed;
}

// The same of Arabic, whose marks of punctuation begin as its letters do: U+0621 to U+063A, U+0641
// to U+064A.
bool is_surely_arabic(std::string_view text) {
  constexpr std::size_t kMost = 255;
  std::size_t letters = 0;
  std::size_t others = 0;  // bytes that are not theirs and are printed
  for (std::size_t at = 1; at < text.size(); at += kMost) {
    unsigned char some_letters = 0;
    unsigned char some_printed = 0;
    const std::size_t end = std::min(text.size(), at + kMost);
    for (std::size_t i = at; i < end; ++i) {
      const auto lead = static_cast<unsigned char>(text[i - 1]);
      const auto second = static_cast<unsigned char>(text[i]);
      const bool letter = ((lead == 0xD8) & (second >= 0xA1) & (second <= 0xBA)) |
                          ((lead == 0xD9) & (second >= 0x81) & (second <= 0x8A));
      some_letters = static_cast<unsigned char>(some_letters + letter);
      some_printed = static_cast<unsigned char>(some_printed + (lead > ' '));
    }
    letters += some_letters;
    others += some_printed;
  }
  // The second bytes of the letters were counted, the last byte of the text was not.
  others += 1;
  others -= std::min(others, 2 * letters);
  return letters > 0 && letters >= others;
}

// Letters and digits are less than half of what is printed.
bool is_debris(std::string_view text) {
  if (is_surely_text(text) || is_surely_arabic(text)) return false;
  std::size_t words = 0;
  std::size_t printed = 0;
  for (std::size_t at = 0; at < text.size();) {
    // So many are letters that the rest does not matter: it has no more characters than bytes.
    if (words * 2 >= printed + (text.size() - at) && words > 0) return false;
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      const auto c = static_cast<unsigned char>(text[at++]);
      const unsigned kind = kAsciiKinds[c];
      printed += kind & 1U;
      words += kind >> 1U;
      continue;
    }
    // U+5000 to U+8FFF: nothing but Han.
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead >= 0xE5 && lead <= 0xE8 && at + 3 <= text.size()) {
      ++printed;
      ++words;
      at += 3;
      continue;
    }
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    if (text::is_space(c.value)) continue;
    ++printed;
    if (c.value != 0xFFFD && (text::is_letter(c.value) || text::is_digit(c.value))) ++words;
  }
  return printed > 0 && words * 2 < printed;
}

bool is_in_brackets(std::string_view text) {
  const char32_t first = first_char(text);
  const char32_t last = last_char(text);
  return (first == '[' && last == ']') || (first == '(' && last == ')') ||
         (first == 0xFF08 && last == 0xFF09);
}

bool is_flow(const document::Block& b) {
  return b.type == BlockType::paragraph && b.label.empty();
}

// A sentence that goes on, though the one before has ended.
bool begins_midway(const document::Block& b, const document::Block& before) {
  return starts_lower(b.text()) && before.type == BlockType::paragraph &&
         ends_sentence(before.text());
}

const char* reason_of(const std::vector<document::Block>& blocks, const Origin& origin,
                      std::size_t i) {
  const document::Block& b = blocks[i];
  if (!is_flow(b) || origin.run) return nullptr;
  // "[Original signed]", "(Agreed on 3 May)": brackets explain themselves.
  if (is_in_brackets(b.text())) return nullptr;
  if (is_debris(b.text())) return "it has hardly any letters";
  if (i > 0 && begins_midway(b, blocks[i - 1]))
    return "it begins within a sentence, and the one before has ended";
  if (is_wider(b.text(), kShort) || ends_item(b.text())) return nullptr;
  // All the text of a numbered heading: "2. Paragraph 7 (a)", "For March read April".
  const auto heads = [&](std::size_t k) {
    return blocks[k].type == BlockType::heading || !blocks[k].label.empty();
  };
  const bool headed =
      i > 0 && blocks[i - 1].type == BlockType::heading && !blocks[i - 1].label.empty();
  if (headed && (i + 1 == blocks.size() || heads(i + 1))) return nullptr;
  // Lines of a list without marks stand together.
  const auto like = [&](std::size_t k) {
    return k < blocks.size() && is_flow(blocks[k]) && !ends_item(blocks[k].text()) &&
           !is_wider(blocks[k].text(), kShort);
  };
  if ((i > 0 && like(i - 1)) || like(i + 1)) return nullptr;
  return "it is short, ends no sentence and heads nothing";
}

}  // namespace

void report_unexplained(const Draft& draft, document::Expression& out) {
  for (std::size_t i = 0; i < out.blocks.size(); ++i) {
    const char* reason = reason_of(out.blocks, draft.origins[i], i);
    if (reason == nullptr) continue;
    const document::MappedText& text = out.blocks[i].content;
    out.quality.push_back({"unexplained-line", std::string("no rule explains this line: ") + reason,
                           static_cast<int>(i), text.source({0, text.size()})});
  }
}

}  // namespace hexapla::normalize
