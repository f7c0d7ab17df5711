#include "pipeline/normalize/markdown_links.h"

#include <algorithm>

#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kFarthest = 1000;     // bytes from a bracket to the one that closes it
constexpr std::size_t kDeepest = 30;        // brackets within brackets
constexpr std::size_t kLongestLabel = 200;  // bytes
constexpr std::size_t kLongestUrl = 2048;

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

std::size_t skip_white(std::string_view text, std::size_t at) {
  while (at < text.size() && is_white(text[at])) ++at;
  return at;
}

// An address, of this page or of another.
bool is_address(std::string_view url) {
  return !url.empty() && (url.find("://") != std::string_view::npos || url.starts_with("mailto:") ||
                          url.starts_with("www.") || url.starts_with('#') || url.starts_with('/') ||
                          url.find('.') != std::string_view::npos);
}

// An address at `at`: in angle brackets, or without white space and with its own brackets closed.
// `at` moves behind it.
std::optional<std::string> destination(std::string_view text, std::size_t& at) {
  const std::size_t limit = std::min(text.size(), at + kLongestUrl);
  if (at < text.size() && text[at] == '<') {
    const std::size_t end = text.substr(0, limit).find('>', at);
    if (end == std::string_view::npos) return std::nullopt;
    std::string out(text.substr(at + 1, end - at - 1));
    at = end + 1;
    return out;
  }
  const std::size_t begin = at;
  int depth = 0;
  for (; at < limit && !is_white(text[at]); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && depth-- == 0) break;
  }
  return std::string(text.substr(begin, at - begin));
}

// A title in quotation marks or brackets at `at`, if there is one; false when it is not closed.
bool skip_title(std::string_view text, std::size_t& at) {
  if (at >= text.size()) return true;
  const char open = text[at];
  if (open != '"' && open != '\'' && open != '(') return true;
  const char close = open == '(' ? ')' : open;
  for (std::size_t p = at + 1; p < text.size() && p < at + kLongestUrl; ++p) {
    if (text[p] == '\\') {
      ++p;
    } else if (text[p] == close) {
      at = p + 1;
      return true;
    }
  }
  return false;
}

}  // namespace

std::string link_label(std::string_view text) {
  std::string out;
  for (const char c : text::folded(text::trim(text), text::kFoldCase)) {
    if (!is_white(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

std::size_t closing_bracket(std::string_view text, std::size_t open) {
  std::size_t depth = 0;
  const std::size_t limit = std::min(text.size(), open + kFarthest);
  for (std::size_t at = open; at < limit; ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '[') {
      if (++depth > kDeepest) break;
    } else if (text[at] == ']' && --depth == 0) {
      return at;
    }
  }
  return std::string_view::npos;
}

std::optional<LinkDefinition> link_definition(std::string_view line) {
  if (!line.starts_with('[') || line.starts_with("[^")) return std::nullopt;
  const std::size_t close = closing_bracket(line, 0);
  if (close == std::string_view::npos || close > kLongestLabel || close < 2 ||
      !line.substr(close).starts_with("]:"))
    return std::nullopt;
  std::size_t at = skip_white(line, close + 2);
  const std::optional<std::string> url = destination(line, at);
  if (!url || !is_address(*url)) return std::nullopt;
  at = skip_white(line, at);
  if (!skip_title(line, at) || skip_white(line, at) < line.size()) return std::nullopt;
  LinkDefinition out{link_label(line.substr(1, close - 1)), *url};
  if (out.label.empty()) return std::nullopt;
  return out;
}

std::optional<LinkTail> link_tail(std::string_view text, std::size_t close, std::string_view inner,
                                  const LinkDefinitions& definitions) {
  const std::string_view behind = text.substr(close + 1);
  if (behind.starts_with('(')) {
    std::size_t at = skip_white(text, close + 2);
    const std::optional<std::string> url = destination(text, at);
    if (url && is_address(*url)) {
      const std::size_t space = at;
      at = skip_white(text, at);
      const bool titled = at == space || skip_title(text, at);
      at = skip_white(text, at);
      if (titled && at < text.size() && text[at] == ')') return LinkTail{at + 1, *url};
    }
  }
  const auto find = [&](std::string_view label) {
    return label.size() > kLongestLabel ? definitions.end() : definitions.find(link_label(label));
  };
  std::size_t end = close + 1;
  std::string_view label = inner;
  if (behind.starts_with('[')) {
    const std::size_t last = closing_bracket(text, close + 1);
    if (last != std::string_view::npos) {
      const std::string_view own = text.substr(close + 2, last - close - 2);
      end = last + 1;
      if (!own.empty()) label = own;
    }
  }
  const auto found = find(label);
  if (found == definitions.end()) return std::nullopt;
  return LinkTail{end, found->second};
}

std::string autolink(std::string_view inner) {
  if (inner.empty() || inner.find_first_of(" <>\n\t") != std::string_view::npos) return "";
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_plain = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  const std::size_t colon = inner.find(':');
  if (colon != std::string_view::npos && colon >= 2 && colon <= 32 && is_letter(inner[0]) &&
      std::all_of(inner.begin(), inner.begin() + static_cast<std::ptrdiff_t>(colon),
                  [&](char c) { return is_plain(c) || c == '+' || c == '.' || c == '-'; })) {
    return std::string(inner);
  }
  const std::size_t at = inner.find('@');
  if (at == std::string_view::npos || at == 0 || inner.find('.', at) == std::string_view::npos ||
      inner.find('@', at + 1) != std::string_view::npos || !is_plain(inner.back()))
    return "";
  const bool mail = std::all_of(inner.begin(), inner.end(), [&](char c) {
    return is_plain(c) ||
           std::string_view(".!#$%&'*+/=?^_`{|}~-@").find(c) != std::string_view::npos;
  });
  return mail ? "mailto:" + std::string(inner) : "";
}

}  // namespace hexapla::normalize
