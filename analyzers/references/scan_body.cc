#include <string>

#include "analyzers/references/numerals.h"
#include "analyzers/references/scanner.h"
#include "analyzers/text/roman.h"

namespace hexapla::references {

std::string Scanner::qualified(const std::string& number, int session, bool in_roman,
                               std::size_t at, std::size_t after) const {
  std::string body;
  std::string named = treaty_named_after(after);
  if (named.empty()) named = treaty_named_before(at);
  if (!named.empty()) {
    const Series* series = series_of_treaty(named);
    if (series == nullptr) return number;
    body = series->body;
  } else {
    body = context_.body;
  }
  if (body.empty()) return number;
  const Series* series = series_of_body(body);
  const std::string_view numbering =
      series == nullptr ? "roman" : std::string_view(series->numbering);
  if (numbering.starts_with("roman")) {
    const int last = numbering.size() > 6 ? std::stoi(std::string(numbering.substr(6))) : 400;
    if (in_roman) return session <= last ? body + ':' + number : number;
    // A language without Roman numerals writes them in figures: decision II/4 is المقرر 2/4.
    if (!roman_ && session <= last && session > 0)
      return body + ':' + text::roman_numeral(session) + number.substr(number.find('/'));
    return series != nullptr && session > last ? body + ':' + number : number;
  }
  if (numbering == "arabic" && !in_roman) return body + ':' + number;
  return number;
}

std::string Scanner::treaty_named_after(std::size_t i) const {
  std::size_t n = i;
  for (int turns = 0; turns < 16; ++turns) {
    if (const auto mark = t_.match(n, Role::number_mark)) n = mark->next;
    std::size_t next = n;
    while (t_.is(next, ",")) ++next;
    while (const auto conjunction = t_.match(next, Role::conjunction)) next = conjunction->next;
    if (const auto open = t_.match(next, Role::frame_open); open && next > n) next = open->next;
    const auto more =
        next > n || (n < t_.size() && t_[n].conjunction) ? read_item(t_, next) : std::nullopt;
    if (!more) break;
    n = more->next;
  }
  bool of = false;
  n = skip_link(t_, n, of);
  std::size_t conference = n;  // "adopted by the Conference": at most three words
  while (conference < n + 4 && t_.is_word(conference) && !t_.match(conference, Role::conference) &&
         !t_.match(conference, Role::treaty) && !t_.match(conference, Role::convention)) {
    ++conference;
  }
  if (const auto found = t_.match(conference, Role::conference))
    n = skip_link(t_, found->next, of);
  else if (!of && conference > n)
    return "";
  const auto treaty = t_.match(n, Role::treaty);
  return treaty ? treaty->phrase->argument : "";
}

std::string Scanner::treaty_named_before(std::size_t i) const {
  if (treaty_end_ == kNone || treaty_ == "@" || i <= treaty_end_ || i > treaty_end_ + 40) return "";
  std::size_t n = treaty_end_;
  while (t_.is(n, "》")) ++n;
  const auto conference = t_.match(n, Role::conference);
  if (!conference) return "";
  for (n = conference->next; n < i; ++n) {
    const Token& token = t_[n];
    if (token.kind == TokenKind::sign && !t_.is(n, "/") && !t_.is(n, "、")) return "";
  }
  return treaty_;
}

}  // namespace hexapla::references
