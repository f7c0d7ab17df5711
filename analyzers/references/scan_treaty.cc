#include <utility>

#include "analyzers/language/profile.h"
#include "analyzers/references/numerals.h"
#include "analyzers/references/scanner.h"

namespace hexapla::references {

std::string Scanner::treaty_of(std::size_t i, std::size_t link, std::size_t n) const {
  if (const std::string named = treaty_at(n, link); named != "-") return named;
  // "article 5 and part II of annex C of the Stockholm Convention": one name for several places.
  std::size_t after = n;
  for (int turns = 0; turns < 3; ++turns) {
    std::size_t next = after;
    while (t_.is(next, ",") || t_.is(next, "،")) ++next;
    bool joined = next < t_.size() && t_[next].conjunction;
    while (const auto conjunction = t_.match(next, Role::conjunction)) {
      next = conjunction->next;
      joined = true;
    }
    bool of = false;
    next = skip_link(t_, next, of);
    const auto more = joined ? read_place(t_, next) : std::nullopt;
    if (!more) break;
    after = more->next;
    const std::size_t behind = skip_link(t_, after, of);
    if (const std::string named = treaty_at(after, behind); named != "-") return named;
  }
  // 《公约》第5条, Stockholm Convention, article 5
  if (treaty_end_ != kNone && treaty_end_ <= i && i <= treaty_end_ + 2) {
    bool close = true;
    for (std::size_t k = treaty_end_; k < i; ++k) {
      close = close && (t_.is(k, "》") || t_.is(k, ",") || t_.is(k, ")") ||
                        (treaty_continues_ && t_.match(k, Role::conjunction)));
    }
    if (close) return treaty_ == "@" ? context_.treaty : treaty_;
  }
  // "article 4 of the Arvenna Convention": named, but not one of the table.
  if (link > n) {
    for (std::size_t k = link; k < t_.size() && k < link + 6 && t_[k].kind == TokenKind::word;
         ++k) {
      if (k > link && t_.match(k, Role::convention)) return "";
    }
  }
  return "-";
}

std::string Scanner::treaty_at(std::size_t n, std::size_t link) const {
  const std::size_t behind_comma = t_.is(n, ",") ? skip_commas(n) : n;
  for (const std::size_t at : {link, behind_comma}) {
    const std::size_t word = t_.is(at, "《") ? at + 1 : at;
    if (const auto treaty = t_.match(word, Role::treaty)) return treaty->phrase->argument;
    if (t_.match(word, Role::convention)) return context_.treaty;
    if (const auto self = t_.match(word, Role::self); self && self->phrase->argument == "treaty")
      return context_.treaty;
  }
  return "-";
}

std::size_t Scanner::skip_commas(std::size_t n) const {
  bool of = false;
  return skip_link(t_, n + 1, of);
}

std::size_t Scanner::provision(std::size_t i, const Place& found, std::size_t n,
                               const std::string& treaty) {
  Draft d;
  const bool annex = found.steps.front().level <= Level::part && !found.has(Level::article);
  d.reference.type = annex ? Type::treaty_annex : Type::treaty_article;
  d.reference.span = {t_[i].begin, t_[n - 1].end};
  for (const std::string& path : paths(found, false))
    d.reference.canonical.push_back(treaty + ':' + path);
  drafts_.push_back(std::move(d));
  bool of = false;
  named_with_ = skip_link(t_, n, of);
  // "本公约第5条": named before it.
  if (treaty_end_ == i && drafts_.size() > 1) {
    const Reference& before = drafts_[drafts_.size() - 2].reference;
    if (before.canonical == std::vector<std::string>{":"} && before.span.end == t_[i - 1].end)
      drafts_.erase(drafts_.end() - 2);
  }
  if (treaty_continues_ || (treaty_end_ != kNone && treaty_end_ <= i && i <= treaty_end_ + 2)) {
    treaty_end_ = n;  // 《巴塞尔公约》第10条和第4条
    treaty_continues_ = true;
  }
  return n;
}

std::size_t Scanner::bare_annex(std::size_t i, const Place& found, std::size_t n) {
  const Step* annex = found.step(Level::annex);
  if (annex->numbers.empty()) return n;
  const std::string& label = annex->numbers.front().first;
  const bool own = options_.annexes.contains(label);
  const bool letter = label.size() == 1 && label[0] >= 'A' && label[0] <= 'H';
  if (letter) return provision(i, found, n, context_.treaty);
  if (is_digit_ascii(label[0])) return own ? internal(i, found, n, false) : n;
  const Series* series = series_of_treaty(context_.treaty);
  const bool of_treaty = series != nullptr && options_.knows_annexes && !own && !letter &&
                         has_roman_annexes(context_.treaty);
  if (of_treaty) return provision(i, found, n, context_.treaty);
  return internal(i, found, n, false);
}

bool Scanner::has_roman_annexes(std::string_view treaty) {
  for (const language::Row& row : language::common_profile().rows("treaty-annexes")) {
    if (row.size() > 1 && row[0] == treaty) return row[1] == "roman";
  }
  return false;
}

}  // namespace hexapla::references
