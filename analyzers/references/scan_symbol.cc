#include <algorithm>
#include <string>
#include <utility>

#include "analyzers/references/numerals.h"
#include "analyzers/references/scanner.h"
#include "analyzers/text/utf8.h"

namespace hexapla::references {

// Something tells that what stands here names a document: the word before it or behind it, the list
// that it is in, or this document, which is of an agency itself.
bool Scanner::names_document(std::size_t i, const Symbol& found) const {
  if (governed(i) && governor_.kind == Role::document) return true;
  if (!context_.symbol.empty() && read_agency_symbol(context_.symbol, 0)) return true;
  const std::size_t n = t_.at(found.end, i);
  const std::string_view behind = t_.text().substr(found.end);
  return (n < t_.size() && t_[n].begin == found.end && t_.match(n, Role::number_mark)) ||
         behind.starts_with("号文件");
}

std::size_t Scanner::agency_symbol(std::size_t i) {
  const std::string_view view = t_.text();
  const std::size_t begin = t_[i].begin;
  // Capitals, also Cyrillic ones, and Arabic letters.
  const auto first = static_cast<unsigned char>(view[begin]);
  if (!is_upper_ascii(view[begin]) && first != 0xD0 && first != 0xD8 && first != 0xD9) return i;
  if (begin > 0) {
    const text::CodePoint before = text::decode(view, text::code_point_start(view, begin - 1));
    const bool han = text::script_of(before.value) == text::Script::han;
    if ((text::is_letter(before.value) && !han) || text::is_digit(before.value) ||
        std::string_view("/-._").find(view[begin - 1]) != std::string_view::npos)
      return i;
  }
  const auto found = read_agency_symbol(view, begin);
  if (!found || (found->bare && !names_document(i, *found))) return i;
  return emit_symbol(i, *found);
}

std::size_t Scanner::symbol(std::size_t i) {
  if (const std::size_t n = agency_symbol(i); n > i) return n;
  const Token& token = t_[i];
  const std::string_view view = t_.text();
  const auto c = static_cast<unsigned char>(view[token.begin]);
  if (!(is_upper_ascii(static_cast<char>(c)) || c == 0xD0)) return i;
  // The root is followed by a slash, perhaps over a space, or by a parenthesis: UNEP(DTIE)/…
  std::size_t sign = token.end;
  if (sign < view.size() && view[sign] == ' ') ++sign;
  if (sign >= view.size()) return i;
  const bool parts = (view[sign] == '.' || view[sign] == '-') && sign == token.end;
  if (view[sign] != '/' && view[sign] != '(' && !parts) return i;
  if (const std::size_t n = suffix_member(i); n > i) return n;
  if (i > 0 && !token.space_before && !token.conjunction &&
      (t_.is(i - 1, "/") || t_.is(i - 1, "-") || t_.is(i - 1, "_")))
    return i;
  const auto found = read_symbol(view, token.begin);
  if (!found) return i;
  return emit_symbol(i, *found);
}

std::size_t Scanner::emit_symbol(std::size_t i, const Symbol& found) {
  Draft d;
  Reference& r = d.reference;
  r.type = Type::symbol;
  r.span = {t_[i].begin, found.end};
  std::size_t n = t_.at(found.end, i);
  const std::vector<std::string>& parts = found.members.front();
  const bool resolution = std::any_of(parts.begin(), parts.end(), [](const std::string& p) {
    return p == "RES" || p.starts_with("Res.");
  });
  for (const std::vector<std::string>& member : found.members) r.canonical.push_back(join(member));
  if (resolution) {
    r.type = Type::resolution;
    // "A/RES/41/60 J", "S/RES/1540 (2004)", "A/RES/3411 A and B (XXX)".
    std::vector<std::string> letters;
    std::string paren;
    const std::size_t lettered =
        parts.size() < 5 && found.members.size() == 1 ? read_letters(t_, n, letters) : n;
    std::size_t after = parts.size() < 4 ? read_paren(t_, lettered, paren) : lettered;
    // as the canonical form itself writes it: A/RES/41/60[J]
    if (letters.empty() && t_.is(after, "[") && t_.glued(after) &&
        read_letters(t_, after + 1, letters) == after + 2 && t_.is(after + 2, "]")) {
      after += 3;
    }
    if (after > n) {
      r.canonical =
          with_letters(r.canonical.front() + (paren.empty() ? "" : '(' + paren + ')'), letters);
      r.span.end = t_[after - 1].end;
      n = after;
    }
  }
  if (found.kind == Symbol::Kind::resolution) r.type = Type::resolution;
  if (found.kind == Symbol::Kind::decision) r.type = Type::decision;
  if (found.placeholder) r.state = State::unresolved;
  suffix_base_ = parts;
  attach_pending(i, r);
  drafts_.push_back(std::move(d));
  antecedent_ = drafts_.size() - 1;
  const bool parenthesis = i > 0 && (t_.is(i - 1, "(") || t_.is(i - 1, ","));
  Reference& stored = drafts_.back().reference;
  if (!far_pinpoint_.empty() && parenthesis && stored.pinpoint.empty())
    stored.pinpoint = far_pinpoint_;
  if (parenthesis) far_pinpoint_.clear();
  after_item(n);
  n = pinpoint_after(n, drafts_.size() - 1);
  suffix_mark_ = n;
  return n;
}

std::size_t Scanner::suffix_member(std::size_t i) {
  if (suffix_base_.empty() || i > suffix_mark_ + 4 || i < suffix_mark_) return i;
  std::size_t n = suffix_mark_;
  while (n < i) {
    if (t_.is(n, ",") || t_.is(n, "،")) {
      ++n;
      continue;
    }
    const auto conjunction = t_.match(n, Role::conjunction);
    if (!conjunction) break;
    n = conjunction->next;
  }
  if (n != i || (i == suffix_mark_ && !t_[i].conjunction)) return i;
  const std::string word = canonical_component(std::string(t_.text(i)) + ".");
  if (word == "Add." || word == "Corr." || word == "Rev." || word == "Amend.") {
    if (!t_.is(i + 1, ".") || !t_.is_number(i + 2)) return i;
    std::size_t end = i + 3;
    std::vector<std::string> base = suffix_base_;
    while (base.size() > 2 && base.back().starts_with(word)) base.pop_back();
    emit_suffix(i, end, base, word, std::string(t_.text(i + 2)));
    // "Add.1 and 2", "Add.1-3"
    if (t_.is(end, "-") && t_.is_number(end + 1) && t_.text(end + 1).size() <= 2 &&
        t_.text(i + 2).size() <= 2) {
      const int last = std::stoi(std::string(t_.text(end + 1)));
      Reference& r = drafts_.back().reference;
      for (int k = std::stoi(std::string(t_.text(i + 2))) + 1; k <= last; ++k) {
        base.push_back(word + std::to_string(k));
        r.canonical.push_back(join(base));
        base.pop_back();
      }
      end += 2;
      r.span.end = t_[end - 1].end;
    }
    suffix_mark_ = end;
    return end;
  }
  // "UNEP/POPS/COP.8/INF/14 and INF/15"
  const std::string part(t_.text(i));
  const auto nature = std::find(suffix_base_.begin(), suffix_base_.end(), part);
  if (nature != suffix_base_.end() && nature != suffix_base_.begin() && t_.is(i + 1, "/") &&
      t_.glued(i + 1) && t_.is_number(i + 2) && !(t_.is(i + 3, "/") && t_.glued(i + 3))) {
    std::vector<std::string> base(suffix_base_.begin(), nature);
    base.push_back(part);
    emit_suffix(i, i + 3, base, "", std::string(t_.text(i + 2)));
    suffix_base_ = base;
    suffix_base_.emplace_back(t_.text(i + 2));
    suffix_mark_ = i + 3;
    return i + 3;
  }
  return i;
}

void Scanner::emit_suffix(std::size_t i, std::size_t end, std::vector<std::string> base,
                          const std::string& word, const std::string& number) {
  base.push_back(word + number);
  Draft d;
  d.reference.type = Type::symbol;
  d.reference.span = {t_[i].begin, t_[end - 1].end};
  d.reference.canonical = {join(base)};
  drafts_.push_back(std::move(d));
  after_item(end);
}

}  // namespace hexapla::references
