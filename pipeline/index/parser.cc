#include "pipeline/index/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "analyzers/references/references.h"
#include "analyzers/search/character.h"
#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"

namespace hexapla::index {
namespace {

constexpr std::size_t kLongestQuery = 64 * 1024;
constexpr std::size_t kMostLeaves = 256;
constexpr std::size_t kMostWildcards = 8;
constexpr int kDeepest = 40;
constexpr unsigned kDefaultDistance = 10;
constexpr unsigned kGreatestDistance = 1000;
// Attempts to read an identifier, and the bytes of the longest.
constexpr int kMostAttempts = 64;
constexpr std::size_t kLongestIdentifier = 96;

constexpr std::array<std::pair<std::string_view, Field>, 10> kFields = {{
    {"title", Field::title},
    {"symbol", Field::symbol},
    {"cites", Field::cites},
    {"lang", Field::lang},
    {"body", Field::body},
    {"type", Field::type},
    {"role", Field::role},
    {"date", Field::date},
    {"deadline", Field::deadline},
    {"topic", Field::topic},
}};

bool is_open_paren(char32_t c) {
  return c == '(' || c == 0xFF08;
}
bool is_close_paren(char32_t c) {
  return c == ')' || c == 0xFF09;
}

// The marks that close a quotation, or nothing when `c` opens none.
std::u32string_view closing(char32_t c) {
  switch (c) {
    case '"':
    case 0xFF02:
      return U"\"\uFF02\u201D\u201C";
    case 0x201C:
      return U"\u201D\"\u201C";
    case 0x201E:
      return U"\u201C\u201D\"";
    case 0x201D:
      return U"\u201D\"";
    case 0xAB:
      return U"\u00BB";
    case 0x300C:
      return U"\u300D";
    case 0x300E:
      return U"\u300F";
    default:
      return {};
  }
}

// What stands between words and is no part of any: spaces, controls, invisible marks, malformed
// bytes.
bool is_blank(char32_t c) {
  return text::is_space(c) || c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD || c == 0xFEFF ||
         text::is_bidi_control(c) || c == 0x200B || c == 0x2060;
}

class Parser {
 public:
  explicit Parser(std::string_view query) : query_(query) {}

  ParsedQuery run() {
    if (query_.size() > kLongestQuery) {
      fail({0, query_.size()}, "the query is longer than 64 KiB",
           "search for its most telling words");
    }
    Node root = disjunction(0);
    for (skip_blank(); at_ < query_.size(); skip_blank()) {
      // Only a closing parenthesis that closes nothing stops the grammar before the end.
      note("a closing parenthesis without an opening one was ignored");
      at_ += peek().size;
      Node more = disjunction(0);
      if (!more.children.empty()) root.children.push_back(std::move(more));
    }
    if (root.children.empty()) {
      fail({0, query_.size()}, "nothing to search for", "give at least one word, symbol or field");
    }
    out_.root = std::move(root);
    return std::move(out_);
  }

 private:
  [[noreturn]] static void fail(Span place, std::string reason, std::string remedy = {}) {
    throw Error(ErrorKind::usage, "", fmt::format("query, byte {}", place.begin), std::move(reason),
                std::move(remedy));
  }

  void note(std::string text) {
    if (std::find(out_.notes.begin(), out_.notes.end(), text) == out_.notes.end()) {
      out_.notes.push_back(std::move(text));
    }
  }

  text::CodePoint peek(std::size_t at) const { return text::decode(query_, at); }
  text::CodePoint peek() const { return peek(at_); }

  void skip_blank() {
    while (at_ < query_.size()) {
      const text::CodePoint c = peek();
      if (!is_blank(c.value)) return;
      at_ += c.size;
    }
  }

  // End of the chunk that starts at `from`: up to a blank, a quotation mark or a parenthesis. A
  // parenthesis that closes before the next blank belongs to it: "A/RES/1514(XV)".
  std::size_t chunk_end(std::size_t from) const {
    std::size_t at = from;
    while (at < query_.size()) {
      const text::CodePoint c = peek(at);
      if (is_blank(c.value) || is_close_paren(c.value)) break;
      if (at > from && !closing(c.value).empty()) break;
      if (is_open_paren(c.value)) {
        if (at == from) break;
        const std::size_t close = closed_within(at + c.size);
        if (close == 0) break;
        at = close;
        continue;
      }
      at += c.size;
    }
    return at;
  }

  // End of a parenthesis whose inside starts at `from` and holds no blank, or 0.
  std::size_t closed_within(std::size_t from) const {
    for (std::size_t at = from; at < query_.size() && at - from < kLongestIdentifier;) {
      const text::CodePoint c = peek(at);
      if (is_close_paren(c.value)) return at + c.size;
      if (is_blank(c.value) || is_open_paren(c.value)) return 0;
      at += c.size;
    }
    return 0;
  }

  // True, and consumed, when the next chunk is exactly `word`.
  bool take(std::string_view word) {
    skip_blank();
    if (query_.substr(at_, chunk_end(at_) - at_) != word) return false;
    at_ += word.size();
    return true;
  }

  Node disjunction(int depth) {
    if (depth > kDeepest) fail({at_, at_}, "parentheses are nested too deep");
    Node out;
    out.kind = Node::Kind::disjunction;
    out.place.begin = at_;
    for (;;) {
      Node next = conjunction(depth);
      if (!next.children.empty()) out.children.push_back(std::move(next));
      if (!take("OR")) break;
      skip_blank();
      if (out.children.empty() || at_ >= query_.size())
        note("an OR without a word on both sides was ignored");
    }
    out.place.end = at_;
    if (out.children.size() == 1) return std::move(out.children.front());
    for (const Node& child : out.children) {
      const bool only_excludes = std::all_of(child.children.begin(), child.children.end(),
                                             [](const Node& n) { return n.negated; });
      if (only_excludes)
        fail(child.place, "NOT alone on one side of OR would find nearly everything");
    }
    return out;
  }

  Node conjunction(int depth) {
    Node out;
    out.kind = Node::Kind::all;
    skip_blank();
    out.place.begin = at_;
    bool negated = false;
    for (;;) {
      skip_blank();
      if (at_ >= query_.size() || is_close_paren(peek().value)) break;
      const std::string_view chunk = query_.substr(at_, chunk_end(at_) - at_);
      if (chunk == "OR") break;
      if (chunk == "AND") {
        at_ += chunk.size();
        skip_blank();
        if (out.children.empty() || at_ >= query_.size()) {
          note("an AND without a word on both sides was ignored");
        } else {
          out.kind = Node::Kind::conjunction;
        }
        continue;
      }
      if (chunk == "NOT" || (chunk.size() >= 1 && chunk[0] == '-' && excludes(at_ + 1))) {
        at_ += chunk == "NOT" ? 3 : 1;
        negated = !negated;
        continue;
      }
      std::optional<Node> next = near(depth);
      if (!next) continue;
      next->negated = negated;
      negated = false;
      if (!repeats(out, *next)) out.children.push_back(std::move(*next));
    }
    if (negated) note("a NOT without a word behind it was ignored");
    out.place.end = at_;
    return out;
  }

  // True when the group has the same leaf already.
  static bool repeats(const Node& group, const Node& leaf) {
    if (!leaf.children.empty()) return false;
    return std::any_of(group.children.begin(), group.children.end(), [&](const Node& n) {
      return n.children.empty() && n.kind == leaf.kind && n.field == leaf.field &&
             n.negated == leaf.negated && n.text == leaf.text;
    });
  }

  // True when a minus in front of `at` excludes what stands there.
  bool excludes(std::size_t at) const {
    if (at >= query_.size()) return false;
    const text::CodePoint c = peek(at);
    return text::is_letter(c.value) || text::is_digit(c.value) || is_open_paren(c.value) ||
           !closing(c.value).empty();
  }

  std::optional<Node> near(int depth) {
    std::optional<Node> first = primary(depth);
    if (!first) return first;
    Node out;
    for (;;) {
      skip_blank();
      const std::size_t begin = at_;
      const std::string_view chunk = query_.substr(at_, chunk_end(at_) - at_);
      if (chunk != "NEAR" && !chunk.starts_with("NEAR/")) break;
      unsigned distance = kDefaultDistance;
      if (chunk.size() > 5) {
        const auto result =
            std::from_chars(chunk.data() + 5, chunk.data() + chunk.size(), distance);
        if (result.ec != std::errc() || result.ptr != chunk.data() + chunk.size() ||
            distance == 0 || distance > kGreatestDistance) {
          fail({begin, begin + chunk.size()}, "NEAR/ needs a number from 1 to 1000",
               "write NEAR/5");
        }
      }
      at_ += chunk.size();
      std::optional<Node> next = primary(depth);
      if (!next) {
        note("a NEAR without a word behind it was ignored");
        break;
      }
      if (out.children.empty()) {
        out.kind = Node::Kind::near;
        out.place.begin = first->place.begin;
        out.children.push_back(std::move(*first));
      }
      out.distance = std::max(out.distance, distance);
      out.children.push_back(std::move(*next));
      out.place.end = at_;
    }
    if (out.children.empty()) return first;
    for (const Node& child : out.children) {
      if (child.kind != Node::Kind::words && child.kind != Node::Kind::phrase) {
        fail(child.place, "NEAR stands between words or phrases");
      }
    }
    return out;
  }

  std::optional<Node> primary(int depth) {
    skip_blank();
    if (at_ >= query_.size()) return std::nullopt;
    const text::CodePoint c = peek();
    if (is_close_paren(c.value)) return std::nullopt;
    if (is_open_paren(c.value)) {
      at_ += c.size;
      Node inner = disjunction(depth + 1);
      skip_blank();
      if (at_ < query_.size() && is_close_paren(peek().value)) {
        at_ += peek().size;
      } else {
        note("a parenthesis was not closed");
      }
      if (inner.children.empty()) return std::nullopt;
      return inner;
    }
    if (!closing(c.value).empty()) return quotation(Field::none);
    const std::size_t before = at_;
    std::optional<Node> node = field(depth);
    if (node || at_ != before) return node;
    return chunk(Field::none);
  }

  // A quotation at at_; the mark alone is skipped when nothing closes it.
  std::optional<Node> quotation(Field field) {
    const text::CodePoint open = peek();
    const std::u32string_view close = closing(open.value);
    const std::size_t begin = at_ + open.size;
    // Where one mark of a kind found no partner, the later ones find none either.
    if (unclosed_.find(open.value) != std::u32string::npos) {
      at_ = begin;
      return std::nullopt;
    }
    for (std::size_t at = begin; at < query_.size();) {
      const text::CodePoint c = peek(at);
      if (close.find(c.value) != std::u32string_view::npos) {
        const std::size_t opened = at_;
        at_ = at + c.size;
        Node node = leaf(Node::Kind::phrase, {begin, at}, field);
        node.place = {opened, at_};
        if (node.text.empty() || !count_leaf()) return std::nullopt;
        if (field == Field::none) identify(node);
        return node;
      }
      at += c.size;
    }
    note("a quotation mark without its partner was ignored");
    unclosed_ += open.value;
    at_ = begin;
    return std::nullopt;
  }

  std::optional<Node> field(int depth) {
    const std::size_t begin = at_;
    for (const auto& [name, field] : kFields) {
      if (query_.substr(at_, name.size()) != name) continue;
      const std::size_t colon = at_ + name.size();
      if (colon >= query_.size()) continue;
      const text::CodePoint c = peek(colon);
      if (c.value != ':' && c.value != 0xFF1A) continue;
      at_ = colon + c.size;
      Node node;
      if (at_ >= query_.size() || is_blank(peek().value)) {
        fail({begin, at_}, fmt::format("{}: needs a value", name),
             fmt::format("write it directly behind {}:", name));
      }
      const bool quoted = !closing(peek().value).empty();
      if (field == Field::title) {
        if (is_open_paren(peek().value)) {
          std::optional<Node> group = primary(depth);
          if (group) into_title(*group);
          return group;
        }
        std::optional<Node> value;
        if (quoted) {
          const std::size_t inside = at_ + peek().size;
          value = quotation(field);
          if (!value && at_ != inside) fail({begin, at_}, "title: needs a value");
        }
        if (!value && at_ < query_.size()) value = chunk(field);
        return value;
      }
      if (quoted) {
        if (std::optional<Node> value = quotation(field)) {
          node = std::move(*value);
        }
      } else {
        const std::size_t end = chunk_end(at_);
        node = leaf(Node::Kind::filter, {at_, end}, field);
        at_ = std::max(end, at_);
      }
      node.kind = Node::Kind::filter;
      node.field = field;
      node.place = {begin, at_};
      if (node.text.empty()) fail({begin, at_}, fmt::format("{}: needs a value", name));
      count_leaf();
      return node;
    }
    return std::nullopt;
  }

  static void into_title(Node& node) {
    if (node.kind == Node::Kind::identifier) node.kind = Node::Kind::words;
    if (node.kind != Node::Kind::filter) node.field = Field::title;
    for (Node& child : node.children) into_title(child);
  }

  std::optional<Node> chunk(Field field) {
    if (field == Field::none) {
      if (std::optional<Node> node = identifier()) return node;
    }
    const std::size_t begin = at_;
    const std::size_t end = chunk_end(begin);
    if (end == begin) {  // a stray mark
      at_ += peek().size;
      return std::nullopt;
    }
    at_ = end;
    Node node = leaf(Node::Kind::words, {begin, end}, field);
    if (node.text.ends_with('*')) {
      while (node.text.ends_with('*')) node.text.pop_back();
      node.kind = Node::Kind::prefix;
    }
    if (!has_word(node.text)) return std::nullopt;
    if (node.kind == Node::Kind::prefix && ++wildcards_ > kMostWildcards) {
      note(fmt::format("only the first {} wildcards were looked up", kMostWildcards));
      return std::nullopt;
    }
    if (!count_leaf()) return std::nullopt;
    return node;
  }

  // The longest run of up to four chunks from here that is an identifier.
  std::optional<Node> identifier() {
    std::array<std::size_t, 4> ends{};
    std::size_t count = 0;
    std::size_t from = at_;
    while (count < ends.size()) {
      std::size_t end = chunk_end(from);
      if (end == from && from < query_.size() && is_open_paren(peek(from).value)) {
        end = closed_within(from + peek(from).size);
        if (end == 0) break;
      }
      if (end == from || end - at_ > kLongestIdentifier) break;
      const std::string_view chunk = query_.substr(from, end - from);
      if (chunk == "AND" || chunk == "OR" || chunk == "NOT" || chunk.starts_with("NEAR")) break;
      ends[count++] = end;
      from = end;
      while (from < query_.size() && is_blank(peek(from).value)) from += peek(from).size;
      if (from >= query_.size() || !closing(peek(from).value).empty()) break;
    }
    while (count > 0) {
      const std::size_t end = ends[--count];
      const std::size_t last = count == 0 ? at_ : ends[count - 1];
      // The last chunk must itself look like a part of an identifier; words that follow one are
      // words.
      if (!looks_numbered(query_.substr(last, end - last), count > 0)) continue;
      Node node = leaf(Node::Kind::words, {at_, end}, Field::none);
      identify(node);
      if (node.kind != Node::Kind::identifier) continue;
      if (!count_leaf()) return std::nullopt;
      at_ = end;
      return node;
    }
    return std::nullopt;
  }

  // Has a digit; or, behind another chunk, is a single letter or a Roman number in parentheses
  // ("19/13 C", "(XXX)").
  static bool looks_numbered(std::string_view chunk, bool behind) {
    std::size_t letters = 0;
    bool roman = true;
    for (std::size_t at = 0; at < chunk.size();) {
      const text::CodePoint c = text::decode(chunk, at);
      at += c.size;
      if (text::is_digit(c.value)) return true;
      if (text::is_letter(c.value)) ++letters;
      if (c.value < 0x80 && std::string_view("IVXLC()-/[]?").find(static_cast<char>(c.value)) ==
                                std::string_view::npos) {
        roman = false;
      }
    }
    return (behind && letters == 1) ||
           (roman && letters > 0 && (behind || chunk.find('/') != std::string_view::npos));
  }

  void identify(Node& node) {
    if (attempts_ >= kMostAttempts || node.text.size() > kLongestIdentifier) return;
    ++attempts_;
    std::string canonical = references::canonical_form(node.text);
    if (canonical.empty()) return;
    node.kind = Node::Kind::identifier;
    node.canonical = std::move(canonical);
  }

  // The bytes of `span` without controls and malformed sequences.
  Node leaf(Node::Kind kind, Span span, Field field) const {
    Node node;
    node.kind = kind;
    node.field = field;
    node.place = span;
    for (std::size_t at = span.begin; at < span.end;) {
      const text::CodePoint c = peek(at);
      if (!is_blank(c.value)) {
        node.text.append(query_.substr(at, c.size));
      } else if (!text::is_bidi_control(c.value) && !node.text.empty() && node.text.back() != ' ') {
        node.text += ' ';
      }
      at += c.size;
    }
    if (node.text.ends_with(' ')) node.text.pop_back();
    return node;
  }

  static bool has_word(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const text::CodePoint c = text::decode(text, at);
      const search::CharClass kind = search::classify(c.value);
      if (kind == search::CharClass::letter || kind == search::CharClass::digit ||
          kind == search::CharClass::han) {
        return true;
      }
      at += c.size;
    }
    return false;
  }

  bool count_leaf() {
    if (++leaves_ <= kMostLeaves) return true;
    note(fmt::format("only the first {} words were searched for", kMostLeaves));
    return false;
  }

  std::string_view query_;
  std::size_t at_ = 0;
  std::size_t leaves_ = 0;
  std::size_t wildcards_ = 0;
  std::u32string unclosed_;
  int attempts_ = 0;
  ParsedQuery out_;
};

}  // namespace

ParsedQuery parse_query(std::string_view query) {
  return Parser(query).run();
}

}  // namespace hexapla::index
