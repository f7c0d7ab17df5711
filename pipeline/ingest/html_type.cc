#include "pipeline/ingest/html_type.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/form_labels.h"
#include "pipeline/ingest/html_vocabulary.h"

namespace hexapla::ingest::html {
namespace {

constexpr float kUsual = 12;                  // points, of what a browser sets
constexpr float kHeadingSize = 1.04F;         // of the type of text, at least
constexpr std::size_t kLongestHeading = 400;  // bytes
constexpr int kMostLevels = 6;
constexpr std::size_t kMostRules = 2000;

// How elements are set; what is not said is that of the element around.
struct Type {
  float size = 0;  // points; 0: not said
  std::uint32_t colour = 0;
};

// "18pt", "24px"; 0 for what depends on something else.
float points(std::string_view value) {
  value = text::trim(value);
  float number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || !(number > 0) || number > 1000) return 0;
  const auto unit = value.substr(static_cast<std::size_t>(end - value.data()));
  if (unit.starts_with("pt")) return number;
  return unit.starts_with("px") ? number * 0.75F : 0;
}

// "#1c75bc".
std::uint32_t colour(std::string_view value) {
  value = text::trim(value);
  std::uint32_t out = 0;
  if (value.size() >= 7 && value[0] == '#')
    std::from_chars(value.data() + 1, value.data() + 7, out, 16);
  return out;
}

// Of "a: b; c: d".
Type declared(const std::string& declarations) {
  Type out;
  for (std::size_t begin = 0; begin < declarations.size();) {
    const std::size_t end = std::min(declarations.find(';', begin), declarations.size());
    const std::string_view one = std::string_view(declarations).substr(begin, end - begin);
    const std::size_t colon = std::min(one.find(':'), one.size());
    const std::string_view name = text::trim(one.substr(0, colon));
    if (colon < one.size() && name == "font-size") out.size = points(one.substr(colon + 1));
    if (colon < one.size() && name == "color") out.colour = colour(one.substr(colon + 1));
    begin = end + 1;
  }
  return out;
}

// The page's rules for "p", ".note" and "p.note".
std::map<std::string, Type, std::less<>> rules_of(std::string_view html) {
  std::map<std::string, Type, std::less<>> out;
  std::size_t at = 0;
  while ((at = html.find("<style", at)) != std::string_view::npos) {
    const std::size_t begin = std::min(html.find('>', at), html.size());
    const std::size_t end = std::min(html.find("</style", begin), html.size());
    const std::string sheet = lowered(html.substr(begin, end - begin));
    at = end;
    for (std::size_t from = 1; from < sheet.size() && out.size() < kMostRules;) {
      const std::size_t open = sheet.find('{', from);
      const std::size_t close = sheet.find('}', from);
      if (open == std::string::npos || close == std::string::npos) break;
      if (open > close) {
        from = close + 1;
        continue;
      }
      const Type type = declared(sheet.substr(open + 1, close - open - 1));
      for (std::size_t name = from; name < open && (type.size > 0 || type.colour > 0);) {
        const std::size_t comma = std::min(sheet.find(',', name), open);
        const std::string_view selector =
            text::trim(std::string_view(sheet).substr(name, comma - name));
        if (selector.find_first_of(" :>#[*\n") == std::string_view::npos)
          out.insert_or_assign(std::string(selector), type);
        name = comma + 1;
      }
      from = close + 1;
    }
  }
  return out;
}

// The text of one token.
struct Piece {
  std::uint64_t begin = 0, end = 0;  // in the file
  Type type;
};

class Pieces {
 public:
  Pieces(const document::MappedText& page, const std::vector<Token>& tokens)
      : page_(page), html_(page.view()), rules_(rules_of(html_)) {
    std::vector<std::pair<std::uint32_t, Type>> open;  // and the token that they end with
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      const Token& t = tokens[i];
      while (!open.empty() && open.back().first <= i) open.pop_back();
      const Type around = open.empty() ? Type{kUsual, 0} : open.back().second;
      if (t.kind == Kind::start && t.match != kNone) {
        Type own = of(t);
        if (own.size == 0) own.size = around.size;
        if (own.colour == 0) own.colour = around.colour;
        open.emplace_back(t.match, own);
      } else if (t.kind == Kind::text) {
        const std::string_view words = text::trim(html_.substr(t.begin, t.end - t.begin));
        if (words.empty()) continue;
        const auto begin = static_cast<std::size_t>(words.data() - html_.data());
        all_.push_back({begin, begin + words.size(), around});
      }
    }
  }

  // The size that most of the text has, no less than what is not said.
  float text_size() const {
    std::map<long, std::size_t> bytes;  // by tenths of a point
    for (const Piece& piece : all_)
      bytes[std::lround(piece.type.size * 10)] += piece.end - piece.begin;
    const auto most =
        std::max_element(bytes.begin(), bytes.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == bytes.end() ? kUsual : std::max(kUsual, static_cast<float>(most->first) / 10);
  }

  // Places in the file instead of those in the page.
  void place() {
    for (Piece& piece : all_) {
      const document::MappedText slice = page_.slice({piece.begin, piece.end});
      const document::SourceRange range = slice.source({0, slice.size()});
      piece.begin = range.begin;
      piece.end = range.end;
    }
  }

  const std::vector<Piece>& all() const { return all_; }

 private:
  Type of(const Token& t) const {
    const std::string_view tag = html_.substr(t.begin, t.end - t.begin);
    Type out;
    const auto say = [&](const Type& type) {
      if (type.size > 0) out.size = type.size;
      if (type.colour > 0) out.colour = type.colour;
    };
    if (!rules_.empty()) {
      const std::string name =
          lowered(tag.substr(1, std::min(tag.find_first_of(" \n\t\r>/", 1), tag.size()) - 1));
      const std::string classes = lowered(attribute(tag, "class"));
      for (const std::string& selector : {name, "." + classes, name + "." + classes}) {
        if (const auto rule = rules_.find(selector); rule != rules_.end()) say(rule->second);
      }
    }
    if (t.tag == tag_number("font")) {
      constexpr float kSizes[] = {7.5F, 10, 12, 13.5F, 18, 24, 36};
      if (const int size = number(tag, "size", 0, 0, 7); size > 0) out.size = kSizes[size - 1];
      say({0, colour(lowered(attribute(tag, "color")))});
    }
    if (has_attribute(tag, "style")) say(declared(lowered(attribute(tag, "style"))));
    return out;
  }

  const document::MappedText& page_;
  std::string_view html_;
  std::map<std::string, Type, std::less<>> rules_;
  std::vector<Piece> all_;
};

}  // namespace

void find_large_type(const document::MappedText& page, const std::vector<Token>& tokens,
                     std::vector<RawBlock>& blocks) {
  const std::string_view html = page.view();
  if (html.find("font-size") == std::string_view::npos &&
      html.find("<font") == std::string_view::npos)
    return;
  Pieces pieces(page, tokens);
  const float least = kHeadingSize * pieces.text_size();
  const auto is_large = [&](const Piece& p) { return p.type.size > least; };
  if (std::none_of(pieces.all().begin(), pieces.all().end(), is_large)) return;
  pieces.place();
  std::map<long, std::vector<RawBlock*>, std::greater<>> found;  // by size
  for (RawBlock& block : blocks) {
    if (block.kind != RawKind::paragraph || block.table >= 0 || block.ordinal > 0 ||
        block.text.empty() || block.text.size() > kLongestHeading)
      continue;
    const document::SourceRange range = block.text.source({0, block.text.size()});
    auto piece = std::lower_bound(pieces.all().begin(), pieces.all().end(), range.begin,
                                  [](const Piece& p, std::uint64_t at) { return p.end <= at; });
    if (piece == pieces.all().end() || piece->begin >= range.end) continue;
    const Type type = piece->type;
    bool large = true;
    for (; piece != pieces.all().end() && piece->begin < range.end && large; ++piece)
      large = is_large(*piece);
    if (!large) continue;
    block.kind = RawKind::heading;
    block.type = type.colour;
    found[std::lround(type.size * 4)].push_back(&block);
  }
  int level = 0;
  for (const auto& [size, headings] : found) {
    level = std::min(level + 1, kMostLevels);
    for (RawBlock* const heading : headings) {
      heading->level = level;
      heading->type = heading_type(level, heading->type);
    }
  }
  release_form_labels(blocks);
}

}  // namespace hexapla::ingest::html
