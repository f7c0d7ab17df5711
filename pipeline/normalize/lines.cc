#include "pipeline/normalize/lines.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/dates.h"

namespace hexapla::normalize {
namespace {

using document::MappedText;

constexpr std::size_t kRuleOfSpaces = 20;
constexpr std::size_t kLongestWrap = 130;
constexpr std::size_t kLeastWide = 60;  // columns of text that runs from side to side

bool is_rule(std::string_view trimmed, std::size_t raw_size) {
  if (trimmed.empty()) return raw_size >= kRuleOfSpaces;
  std::size_t count = 0;
  const char32_t first = first_char(trimmed);
  if (first != '_' && first != '-' && first != '*' && first != '=' && first != 0x2014 &&
      first != 0x2500 && first != 0x2013) {
    return false;
  }
  for (std::size_t at = 0; at < trimmed.size();) {
    const text::CodePoint c = text::decode(trimmed, at);
    at += c.size;
    if (c.value == ' ' && first != '*') continue;
    if (c.value != first) return false;
    ++count;
  }
  return count >= (first == '*' ? 5U : 3U);
}

// A row of a table made of tabs: something on both sides of a tab.
bool has_inner_tab(std::string_view raw) {
  const std::size_t tab = raw.find('\t');
  if (tab == std::string_view::npos) return false;
  const std::string_view trimmed = text::trim(raw);
  return trimmed.find('\t') != std::string_view::npos ||
         (!trimmed.empty() && std::count(raw.begin(), raw.end(), '\t') > 1);
}

}  // namespace

std::vector<Line> prepare_lines(ingest::RawDocument& raw) {
  const bool markdown = raw.manifestation.format == "markdown";
  std::vector<Line> out;
  out.reserve(raw.lines.size());
  bool in_table = false;  // the line before is a row of a table
  for (ingest::RawLine& source : raw.lines) {
    Line& line = out.emplace_back();
    const std::string_view view = source.text.view();
    const std::string_view inner = text::trim(view);
    line.hard = source.hard;
    line.page_break = source.page_break;
    line.rule = is_rule(inner, view.size());
    // A row of a table goes on in one whose first cell is empty.
    const bool in_row =
        !inner.empty() && (has_inner_tab(view) || (in_table && view.starts_with('\t')));
    in_table = in_row;
    if (inner.empty()) continue;
    const auto begin = static_cast<std::size_t>(inner.data() - view.data());
    std::size_t end = begin + inner.size();
    line.indent = begin;
    if (markdown) {
      line.hard_break = view.size() >= end + 2 && view.ends_with("  ");
      if (inner.ends_with('\\') && !inner.ends_with("\\\\")) {
        line.hard_break = true;
        --end;
      }
    }
    if (in_row) line.raw = source.text;
    line.text.text = std::move(source.text);
    line.text.text.keep({begin, end});
    if (!is_collapsed(line.text.view())) line.text = collapsed(std::move(line.text));
    line.traits = Traits(line.text.view());
    line.width =
        line.traits.has(Traits::kBeyondAscii) ? columns(line.text.view()) : line.text.text.size();
  }
  raw.lines = {};
  return out;
}

std::string run_in_head(std::string_view line) {
  const std::size_t colon = line.substr(0, 60).find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 >= line.size() ||
      line[colon + 1] != ' ')
    return "";
  const std::string_view head = text::trim(line.substr(0, colon));
  if (!starts_upper(head) || std::count(head.begin(), head.end(), ' ') > 2) return "";
  if (head.find_first_of("0123456789().;,") != std::string_view::npos) return "";
  return std::string(head);
}

std::size_t type_width(std::string_view text) {
  static constexpr std::array<std::uint16_t, 95> kAscii{
      250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
      500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
      921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
      556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
      333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
      500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541};
  // Latin, Greek and Cyrillic, by code point. The wide letters of Cyrillic are ж, м, ф, ш, щ, ы, ю.
  static const std::array<std::uint16_t, 0x600> kWidths = [] {
    std::array<std::uint16_t, 0x600> widths{};
    constexpr std::u32string_view kWide = U"жмфшщыюЖМФШЩЫЮ";
    for (char32_t c = 0; c < widths.size(); ++c) {
      const bool upper = text::is_upper(c);
      std::size_t width = upper ? 680 : c >= 0x400 && c < 0x530 ? 490 : 450;
      if (kWide.find(c) != std::u32string_view::npos) width += 200;
      if (c < 0x80) width = c >= 0x20 && c < 0x7F ? kAscii[c - 0x20] : 0U;
      widths[c] = static_cast<std::uint16_t>(width);
    }
    return widths;
  }();
  std::size_t out = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      out += kWidths[byte];
      ++at;
      continue;
    }
    if (byte >= 0xE5 && byte <= 0xE8 && at + 3 <= text.size()) {  // U+5000 to U+8FFF
      out += kWideLetter;
      at += 3;
      continue;
    }
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    if (c.value < kWidths.size()) {
      out += kWidths[c.value];
    } else if (is_cjk(c.value)) {
      out += kWideLetter;
    } else if (c.value < 0x700) {
      out += c.value >= 0x64B && c.value <= 0x65F ? 0U : 400U;
    } else {
      out += text::is_upper(c.value) ? 680 : 450;
    }
  }
  return out;
}

namespace {

constexpr std::size_t kMostPairs = 2000;  // of lines that tell where lines were wrapped
constexpr std::size_t kLeastPairs = 4;
constexpr std::size_t kTolerance = 100;  // a hundredth: widths are those of one face

// What a line takes, and what it and the first word of the next would have taken.
struct Needed {
  std::size_t line;
  std::size_t with_word;  // 0 when the next line may be a sentence of its own
};

struct Measure {
  std::size_t width = 0;
  std::size_t against = SIZE_MAX;  // lines that contradict it
  std::size_t least = 0;           // that a line would have taken that was not broken too early

  // Fewer lines contradict it, or its lines are clearer.
  bool better_than(const Measure& other) const {
    if (against != other.against) return against < other.against;
    return least * other.width > other.least * width;
  }
};

// Where lines were broken: most of them are no wider, and with the next word most are. Returns the
// measure that the fewest lines contradict.
Measure measure_of(const std::vector<Needed>& pairs) {
  std::vector<std::size_t> lines;
  std::vector<std::size_t> words;
  for (const Needed& n : pairs) {
    lines.push_back(n.line);
    if (n.with_word > 0) words.push_back(n.with_word);
  }
  std::sort(lines.begin(), lines.end());
  std::sort(words.begin(), words.end());
  Measure best;
  std::size_t short_of = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    while (short_of < words.size() && words[short_of] <= lines[i]) ++short_of;
    const std::size_t against = lines.size() - 1 - i + short_of;
    if (against < best.against)
      best = {lines[i], against, short_of < words.size() ? words[short_of] : lines[i]};
  }
  return best;
}

// Pairs of lines that are one sentence show what a full line is. In type whose letters have widths
// of their own the number of columns does not tell it, their widths do; where both do, columns.
void find_measure(const std::vector<const Line*>& flow, const std::vector<std::size_t>& gaps,
                  Layout& layout) {
  std::vector<Needed> by_columns;
  std::vector<Needed> by_type;
  std::size_t sure = 0;
  for (std::size_t i = 0; i + 1 < flow.size() && by_type.size() < kMostPairs; ++i) {
    const Line& line = *flow[i];
    if (gaps[i + 1] != 0 || line.in_row() || line.width * 5 < layout.width * 3) continue;
    const std::string_view b = flow[i + 1]->text.view();
    const text::Script script = text::script_of(first_char(b));
    const bool caseless = script == text::Script::han || script == text::Script::arabic;
    const bool one = !ends_item(line.text.view()) && (starts_lower(b) || caseless);
    const std::string_view word = first_word(b);
    const std::size_t type = type_width(line.text.view());
    sure += one ? 1 : 0;
    by_columns.push_back({line.width, one ? line.width + 1 + columns(word) : 0});
    by_type.push_back({type, one ? type + kSpace + type_width(word) : 0});
  }
  if (sure < kLeastPairs) return;
  const Measure type = measure_of(by_type);
  const Measure column = measure_of(by_columns);
  if (type.better_than(column)) {
    layout.measure = type.width - type.width / kTolerance;
    layout.sure_measure = std::clamp(type.least - type.least / kTolerance, layout.measure,
                                     type.width + type.width / kTolerance * 3);
  }
  layout.width = column.width;
}

}  // namespace

Layout find_layout(const std::vector<Line>& lines, bool markdown, const std::string& lang) {
  Layout out;
  out.markdown = markdown;
  out.lang = lang;
  std::vector<const Line*> flow;
  std::vector<std::size_t> gaps;  // blank lines before each
  std::vector<std::size_t> widths;
  std::size_t gap = 0;
  std::map<std::string, int> heads;
  for (const Line& line : lines) {
    if (line.consumed || line.rule) continue;
    if (line.blank()) {
      ++gap;
      continue;
    }
    flow.push_back(&line);
    gaps.push_back(gap);
    gap = 0;
    if (!line.in_row()) widths.push_back(line.width);
    if (!line.traits.has(Traits::kColon)) continue;
    if (const std::string head = run_in_head(line.text.view()); !head.empty()) ++heads[head];
  }
  for (const auto& [head, count] : heads) {
    if (count >= 3) out.run_in.insert(head);
  }
  if (widths.size() < 3) return out;
  const auto one_in_fifty = widths.end() - 1 - static_cast<std::ptrdiff_t>(widths.size() / 50);
  std::nth_element(widths.begin(), one_in_fifty, widths.end());
  const std::size_t widest = *one_in_fifty;
  if (widest > kLongestWrap) return out;

  // How often a line that fills the page stops within a sentence, with and without a blank line
  // after it.
  std::size_t apart = 0;
  std::size_t apart_mid = 0;
  std::size_t apart_sure = 0;  // small letters or function words tell it, not only the width
  std::size_t close_mid = 0;
  for (std::size_t i = 0; i + 1 < flow.size(); ++i) {
    const Line& line = *flow[i];
    const Line& next = *flow[i + 1];
    if (line.width * 5 < widest * 3) continue;
    const std::string_view text = line.text.view();
    const char32_t first = first_char(next.text.view());
    const text::Script script = text::script_of(first);
    const bool caseless = script == text::Script::han || script == text::Script::arabic;
    const bool mid = !ends_item(text) && (starts_lower(next.text.view()) ||
                                          (caseless && line.width * 20 >= widest * 17) ||
                                          ends_in_function_word(text, lang));
    if (gaps[i + 1] == 0) {
      if (mid || (line.width * 10 >= widest * 9 && !ends_sentence(text))) ++close_mid;
    } else if (gaps[i + 1] == 1) {
      ++apart;
      if (mid) ++apart_mid;
      if (mid && !caseless) ++apart_sure;
    }
  }
  // Short items and sentences that end at a line's end tell nothing: one line in five is enough,
  // since where blank lines part paragraphs hardly any stops within a sentence. Titles without
  // small letters look as if they did.
  const bool told = apart_sure >= 2 && apart_sure * 5 >= apart;
  const bool wide = apart_sure > 0 || widest >= kLeastWide;
  const bool many = apart_mid * 2 >= apart || (apart_mid >= 3 && apart_mid * 4 >= apart);
  out.double_spaced =
      apart >= 3 && apart_mid >= 2 && (told || (wide && many)) && apart_mid > close_mid;
  // Pages are broken where lines are.
  const bool pages =
      std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.page_break; });
  if (out.double_spaced || close_mid >= (pages ? 1U : 2U)) out.width = widest;
  if (out.width > 0 && !out.double_spaced) find_measure(flow, gaps, out);
  return out;
}

namespace {

// The end of a word behind its last Chinese character.
std::string_view latin_end(std::string_view word) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < word.size();) {
    const text::CodePoint c = text::decode(word, at);
    at += c.size;
    if (is_cjk(c.value)) begin = at;
  }
  return word.substr(begin);
}

}  // namespace

namespace {

constexpr std::size_t kMostPieces = 128;  // of a line that was put into the order of reading

// What a line break stands between: behind all that the last line came from, before all of the
// next. Lines that run from right to left need not end where their source does.
document::SourceRange source_between(const MappedText& before, const MappedText& next) {
  const document::Pieces pieces = before.pieces();
  document::SourceRange left = pieces.back().source;
  const std::size_t looked = std::min(pieces.size(), kMostPieces);
  for (std::size_t i = pieces.size(); i > pieces.size() - looked && pieces[i - 1].verbatim; --i) {
    const document::SourceRange& source = pieces[i - 1].source;
    if (source.part == left.part) left.end = std::max(left.end, source.end);
  }
  document::SourceRange right = next.pieces().front().source;
  for (const document::MapPiece& piece : next.pieces()) {
    if (piece.source.part == right.part) right.begin = std::min(right.begin, piece.source.begin);
  }
  return {left.part, left.end,
          left.part == right.part ? std::max(left.end, right.begin) : left.end};
}

}  // namespace

void join(Rich& paragraph, const Rich& line, const std::set<std::string>& vocabulary) {
  if (paragraph.empty()) {
    paragraph = line;
    return;
  }
  if (line.empty()) return;
  const std::string_view a = paragraph.view();
  const std::string_view b = line.view();
  const char32_t last = last_char(a);
  const char32_t first = first_char(b);
  const document::SourceRange between = source_between(paragraph.text, line.text);
  const auto append_all = [&] {
    // Marks at the very start of a line belong to what stands before it.
    paragraph.append(line);
  };
  if (last == 0xAD) {
    paragraph.cut_end(2);
    append_all();
    return;
  }
  // Nothing below asks for the word behind letters and digits but Arabic ones; where it is Chinese,
  // it has no end.
  const bool arabic = text::script_of(last) == text::Script::arabic;
  const bool asks = !is_cjk(last) && (arabic || !(text::is_letter(last) || text::is_digit(last)));
  const std::string_view tail = asks ? last_word(a) : std::string_view();
  const bool marked = !paragraph.notes.empty() && paragraph.notes.back().at == a.size();
  if ((last == '-' || last == 0x2010) && tail.size() > 1 && !marked) {
    // The hyphen stays unless the document writes the word in one piece and never with the hyphen.
    const std::string left_part =
        text::to_lower(bare_word(tail.substr(0, tail.size() - (last == '-' ? 1 : 3))));
    const std::string_view right_word = first_word(b);
    const std::string right_part = text::to_lower(bare_word(right_word));
    // "low- and middle-income"; "hit-and-run" has a hyphen behind it.
    if (last == '-' && follows_suspended_hyphen(right_part) && right_word.size() < b.size() &&
        b[right_word.size()] == ' ') {
      paragraph.text.append_replacement(" ", between);
      append_all();
      return;
    }
    if (starts_lower(b) && vocabulary.contains(left_part + right_part) &&
        !vocabulary.contains(left_part + "-" + right_part)) {
      paragraph.cut_end(last == '-' ? 1 : 3);
    }
    append_all();
    return;
  }
  const bool address = tail.find("://") != std::string_view::npos || tail.starts_with("www.");
  const bool open_address =
      address && std::string_view("/_=&?%").find(a.back()) != std::string_view::npos;
  // "UNEP/POPS/" and "COP.3/7": capitals on both sides of the slash. Chinese text may stand before
  // the symbol without a space.
  const std::string_view symbol = latin_end(tail);
  const bool open_symbol = last == '/' && symbol.size() > 2 &&
                           (text::is_upper(first) || text::is_digit(first)) &&
                           text::is_upper(first_char(symbol));
  // "و" is written together with the next word.
  const bool open_bracket = last == '(' || last == '[' || last == 0xFF08;
  // "CRP.[…]": the number is not known yet.
  const bool open_number =
      last == '.' && first == '[' && symbol.find('/') != std::string_view::npos;
  const bool prefix = arabic && std::any_of(clitics().begin(), clitics().end(),
                                            [&](const Clitic& c) { return c.letters == tail; });
  // "2018–" and "и/": what stands close on the left stands close on the right.
  const bool open_range =
      (last == 0x2013 || last == 0x2014) && tail.size() > 3 && !text::is_space(first);
  const char32_t before_slash = last == '/' ? last_char(tail.substr(0, tail.size() - 1)) : 0;
  const bool open_slash = (text::is_letter(before_slash) || text::is_digit(before_slash)) &&
                          (text::is_letter(first) || text::is_digit(first));
  const bool chinese = (is_cjk(last) && (is_cjk(first) || text::is_digit(first) ||
                                         text::is_letter(first) || first == '(')) ||
                       (is_cjk(first) && !text::is_space(last));
  const bool closing =
      marked && (first == ',' || first == '.' || first == ';' || first == ')' || first == ':');
  if (!(open_address || open_symbol || open_range || open_slash || chinese || closing || prefix ||
        open_bracket || open_number)) {
    paragraph.text.append_replacement(" ", between);
  }
  append_all();
}

}  // namespace hexapla::normalize
