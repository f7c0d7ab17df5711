#include <algorithm>
#include <string>
#include <utility>

#include "analyzers/references/numerals.h"
#include "analyzers/references/scanner.h"

namespace hexapla::references {

bool Scanner::could_be_item(std::size_t i) const {
  const Token& token = t_[i];
  if (token.kind == TokenKind::number) {
    // Digits matter before a slash, a parenthesis, a letter of a part, or right behind a
    // governing word.
    return true;
  }
  const auto c = static_cast<unsigned char>(t_.text()[token.begin]);
  return (is_upper_ascii(static_cast<char>(c)) &&
          (t_.is(i + 1, "/") || t_.is(i + 1, "-") || t_.is(i + 1, ".") || t_.is_number(i + 1))) ||
         c == 0xD0 || token.phrases != nullptr;
}

bool Scanner::governed(std::size_t i) const {
  return governor_.active && (i == governor_.expect || (governor_.items > 0 && i == list_mark_) ||
                              (governor_.items > 0 && t_[i].conjunction));
}

std::size_t Scanner::item(std::size_t i) {
  const auto found = read_item(t_, i);
  if (!found) return unknown_prefix(i);
  const bool listed = governed(i);
  const bool framed = frame_ == i || (i < frame_known_until_ && frame_role_ != Role::document);
  Role kind = listed ? governor_.kind : Role::document;
  if (governor_.active && governor_.organ.empty()) {  // "решение 19/13 С Совета управляющих"
    bool of = false;
    if (const auto organ = t_.match(skip_link(t_, found->next, of), Role::organ))
      governor_.organ = organ->phrase->argument;
  }
  if (framed && kind == Role::document) kind = frame_kind(i, found->next);
  // A list of decisions by their numbers: "3/1: …" where the session stands in figures.
  if (kind == Role::document && i == 0 && !roman_ && !context_.body.empty() &&
      t_.is(found->next, ":"))
    kind = Role::decision;
  Draft d;
  Reference& r = d.reference;
  r.type = Type::decision;
  if (found->placeholder) r.state = State::unresolved;
  switch (found->kind) {
    case ItemKind::prefixed:
      r.canonical = {found->first + '/' + found->number};
      break;
    case ItemKind::climate:
      r.canonical = {found->number + '/' + found->first};
      break;
    case ItemKind::roman: {
      const bool alone = i == 0 && (found->first.size() > 1 || t_.is(found->next, ":"));
      if (!(governor_.active && governor_.kind != Role::document) && kind == Role::document &&
          !alone)
        return i;
      r.canonical = {qualified(found->first + '/' + found->number, roman_value(found->first), true,
                               i, found->next)};
      if (kind == Role::resolution) r.type = Type::resolution;
      break;
    }
    case ItemKind::dotted:
      if (kind == Role::document) return i;
      r.type = kind == Role::resolution ? Type::resolution : Type::decision;
      r.canonical = {ramsar(*found)};
      break;
    case ItemKind::pair:
      if (kind == Role::document || !pair(i, *found, kind, r)) return i;
      break;
    case ItemKind::year:
    case ItemKind::session: {
      if (kind != Role::resolution) return i;
      r.type = Type::resolution;
      const std::string root = governor_.organ == "E"          ? "E"
                               : found->kind == ItemKind::year ? "S"
                                                               : "A";
      r.canonical =
          with_letters(root + "/RES/" + found->first + '(' + found->paren + ')', found->letters);
      break;
    }
    case ItemKind::plain:
      if (kind != Role::resolution || governor_.organ == "A" || governor_.organ == "E" ||
          governor_.items > 0)
        return i;
      if (t_.glued(i + 1) && t_.is_word(i + 1)) return i;  // 1988年
      if (i > 0 && t_.match(i - 1, Role::of)) return i;    // "the resolution of 1988"
      r.type = Type::resolution;
      r.canonical = {"S/RES/" + found->first + '(' + found->paren + ')'};
      break;
  }
  const std::size_t next = range(*found, r);
  r.span = {t_[i].begin, t_[next - 1].end};
  attach_pending(i, r);
  std::size_t before = governor_.active && governor_.expect == i ? governor_.word : i;
  if (before > 0 && t_.match(before - 1, Role::frame_open)) --before;
  const bool in_parentheses = before > 0 && t_.is(before - 1, "(");
  const std::string far = in_parentheses ? std::exchange(far_pinpoint_, "") : "";
  far_pinpoint_.clear();
  drafts_.push_back(std::move(d));
  antecedent_ = drafts_.size() - 1;
  after_item(next);
  const std::size_t end = pinpoint_after(next, drafts_.size() - 1);
  if (!far.empty()) {
    std::string& place = drafts_[antecedent_].reference.pinpoint;
    place += place.empty() ? far : '.' + far;
  }
  return end;
}

Role Scanner::frame_kind(std::size_t i, std::size_t n) {
  if (i < frame_known_until_) return frame_role_;
  for (int turns = 0; turns < 64; ++turns) {
    if (const auto mark = t_.match(n, Role::number_mark)) n = mark->next;
    for (const Role role : {Role::resolution, Role::decision}) {
      if (t_.match(n, role)) {
        frame_known_until_ = n;
        return frame_role_ = role;
      }
    }
    std::size_t next = n;
    while (const auto conjunction = t_.match(next, Role::conjunction)) next = conjunction->next;
    if (const auto to = t_.match(next, Role::range)) next = to->next;
    if (t_.is(next, ",")) ++next;
    if (const auto open = t_.match(next, Role::frame_open)) next = open->next;
    const auto more = next > n ? read_item(t_, next) : std::nullopt;
    if (!more) break;
    n = more->next;
  }
  frame_known_until_ = n;
  return frame_role_ = Role::document;
}

std::size_t Scanner::range(const Item& first, Reference& r) {
  std::size_t mark = first.next;
  if (const auto closed = t_.match(mark, Role::number_mark)) mark = closed->next;
  const std::size_t before = mark;
  if (t_.is(mark, "-"))
    ++mark;
  else if (const auto to = t_.match(mark, Role::range))
    mark = to->next;
  if (mark == before || r.canonical.size() != 1) return first.next;
  if (const auto open = t_.match(mark, Role::frame_open)) mark = open->next;
  const auto last = read_item(t_, mark, true);
  if (!last || last->kind != first.kind || last->placeholder || first.placeholder ||
      !last->letters.empty())
    return first.next;
  const bool by_number = last->first == first.first && first.kind != ItemKind::year &&
                         first.kind != ItemKind::session && first.kind != ItemKind::plain &&
                         first.kind != ItemKind::dotted;
  if (!by_number) return first.next;
  const int from = std::stoi(first.number);
  const int to = std::stoi(last->number);
  if (to <= from || to - from > 100) return first.next;
  const std::string& one = r.canonical.front();
  const std::size_t at =
      first.kind == ItemKind::climate ? one.find(first.number) : one.rfind(first.number);
  if (at == std::string::npos) return first.next;
  const std::string head = one.substr(0, at);
  const std::string tail = one.substr(at + first.number.size());
  for (int k = from + 1; k <= to; ++k) r.canonical.push_back(head + std::to_string(k) + tail);
  return last->next;
}

std::size_t Scanner::unknown_prefix(std::size_t i) {
  if (!t_.is_word(i) || !governed(i) || governor_.kind != Role::decision || !t_.is(i + 1, "-") ||
      !t_.glued(i + 1))
    return i;
  const std::string prefix = latinized(t_.text(i));
  if (prefix.size() < 2 || prefix.size() > 8 ||
      !std::all_of(prefix.begin(), prefix.end(), is_upper_ascii))
    return i;
  const auto found = read_item_behind(i + 2);
  if (!found) return i;
  Draft d;
  d.reference.type = Type::decision;
  d.reference.span = {t_[i].begin, t_[found->next - 1].end};
  d.reference.canonical = {prefix + '-' + found->first + '/' + found->number};
  if (found->placeholder) d.reference.state = State::unresolved;
  attach_pending(i, d.reference);
  drafts_.push_back(std::move(d));
  antecedent_ = drafts_.size() - 1;
  after_item(found->next);
  return pinpoint_after(found->next, drafts_.size() - 1);
}

std::optional<Item> Scanner::read_item_behind(std::size_t i) const {
  if (i + 2 >= t_.size() || !t_.glued(i) || !t_.is(i + 1, "/")) return std::nullopt;
  Item item;
  if (t_.is_number(i) && t_.text(i).size() <= 3)
    item.first = t_.text(i);
  else if (roman_value(latinized(t_.text(i))) > 0)
    item.first = latinized(t_.text(i));
  else
    return std::nullopt;
  if (t_.is_number(i + 2) && t_.text(i + 2).size() <= 4) {
    item.number = t_.text(i + 2);
    item.next = i + 3;
    return item;
  }
  const std::size_t hole = placeholder_end(t_.text(), t_[i + 2].begin);
  if (hole == t_[i + 2].begin) return std::nullopt;
  item.number = "?";
  item.placeholder = true;
  item.next = t_.at(hole, i);
  return item;
}

bool Scanner::pair(std::size_t at, const Item& found, Role kind, Reference& r) {
  if (found.first.size() > 4) return false;
  const int session = std::stoi(found.first);
  const int number = found.placeholder ? 0 : std::stoi(found.number);
  const std::string plain = found.first + '/' + found.number;
  const std::string organ = governor_.active ? governor_.organ : "";
  if (kind == Role::resolution) {
    r.type = Type::resolution;
    if (session >= 1946) {
      if (organ == "E" || organ.empty())
        r.canonical = with_letters((organ == "E" ? "E/RES/" : "") + plain, found.letters);
      else
        return false;
    } else if (organ == "HRC" || organ == "UNEA") {
      r.canonical = {organ == "HRC" ? "A/HRC/RES/" + plain
                                    : "UNEP/EA." + found.first + "/Res." + found.number};
    } else if (session >= 31 && session <= 130) {
      // Session and number since 1976: the General Assembly.
      r.canonical = with_letters("A/RES/" + plain, found.letters);
    } else if (context_.body == "UNEP/EA") {
      r.canonical = {"UNEP/EA." + found.first + "/Res." + found.number};
    } else if (organ == "A" || (governor_.active && governor_.items > 0)) {
      return false;  // "resolution 66/288, 3/4 of which"

    } else {
      r.canonical = {qualified(plain, session, false, at, found.next)};
    }
    return true;
  }
  r.type = Type::decision;
  std::string letters;
  for (const std::string& l : found.letters) letters += l;
  if (organ == "A" || (organ.empty() && session >= 31 && session <= 130 && number >= 401)) {
    r.canonical = {"A/DEC/" + plain};
  } else if (!organ.empty() && organ.find('/') != std::string::npos) {
    r.canonical = {organ + ':' + plain + letters};
  } else {
    r.canonical = {qualified(plain + letters, session, false, at, found.next)};
  }
  return true;
}

std::vector<std::string> Scanner::with_letters(const std::string& base,
                                               const std::vector<std::string>& letters) {
  if (letters.empty()) return {base};
  std::vector<std::string> out;
  for (const std::string& l : letters) out.push_back(base + '[' + l + ']');
  return out;
}

std::string Scanner::ramsar(const Item& found) const {
  const std::string number =
      found.first + '.' + found.number + (found.paren.empty() ? "" : '(' + found.paren + ')');
  return "RAMSAR:" + number;
}

void Scanner::after_item(std::size_t next) {
  if (governor_.active) {
    ++governor_.items;
    governor_.expect = next;
  }
  frame_end_ = next;
  if (const auto mark = t_.match(next, Role::number_mark)) frame_end_ = mark->next;
}

}  // namespace hexapla::references
