#include <utility>

#include "analyzers/references/scanner.h"
#include "analyzers/text/utf8.h"

namespace hexapla::references {

std::size_t Scanner::place(std::size_t i) {
  // "上文第1（b）段", "本说明附件", "该文件第11段": what tells whose the place is may stand
  // before it.
  std::size_t start = i;
  Owner owner;
  if (const auto word = t_.match(i, Role::above)) {
    start = word->next;
    owner.above = owner.own = true;
  } else if (const auto self = t_.match(i, Role::self);
             self && self->phrase->argument != "treaty") {
    start = self->next;
    if (const auto of = t_.match(start, Role::of)) start = of->next;
    owner.own = true;
    owner.article = self->phrase->argument == "article";
  } else if (const auto before = t_.match(i, Role::anaphor);
             before && before->phrase->argument != "before") {
    start = before->next;
    owner.anaphor = before->phrase;
  }
  const auto found = read_place(t_, start);
  if (!found) return i;
  if (start > i && !dense(*found)) return i;  // only where the language writes it so
  std::size_t n = found->next;
  const Level top = found->steps.front().level;
  if (top == Level::resolution) return i;
  bool of = false;
  std::size_t link = skip_link(t_, n, of);
  if (start == i) n = owner_behind(n, link, owner);
  if (owner.anaphor != nullptr || anaphor_end_ == i) {
    // "paragraphs 47 to 51 thereof", "sus párrafos 47 a 51"
    if (antecedent_ != kNone) {
      Reference& r = drafts_[antecedent_].reference;
      if (r.pinpoint.empty()) r.pinpoint = pinpoint(*found);
      return n;
    }
    if (owner.anaphor != nullptr && !owner.anaphor->argument.empty())
      return by_anaphor(i, *found, n, owner.anaphor->argument);
  }
  if (owner.article) return this_article(i, *found, n);
  if (owner.own) return internal(i, *found, n, owner.above);
  // "决定第1段": of the decision that was named last.
  if (governor_.active && governor_.kind == Role::decision && governor_.items == 0 &&
      governor_.expect == i && dense(*found)) {
    return of_last_decision(i, *found, n);
  }
  // "rule 22 of its rules of procedure (decision I/1, annex)"
  if (t_.match(link, Role::rules) || rules_end_ == i) {
    far_pinpoint_ = as_rule(pinpoint(*found));
    return n;
  }
  if (top == Level::rule) return n;
  if (!found->has(Level::article) && pending_owner(link, n, *found)) return n;
  const std::string treaty = treaty_of(i, link, n);
  if (found->has(Level::article) || treaty != "-") {
    if (top > Level::appendix && top != Level::part && top != Level::article) return n;
    return provision(i, *found, n, treaty == "-" ? context_.treaty : treaty);
  }
  if (top == Level::annex || (top == Level::part && found->has(Level::annex)))
    return bare_annex(i, *found, n);
  if (top != Level::paragraph) return n;
  // "paragraphs 85-93 of the summary of the report (SYMBOL)": a part of something that is named
  // later.
  if (of && link > n) {
    far_pinpoint_ = pinpoint(*found);
    Draft d;
    d.reference.type = Type::internal;
    d.reference.span = {t_[i].begin, t_[n - 1].end};
    d.reference.pinpoint = far_pinpoint_;
    d.reference.state = State::unresolved;
    d.need = Need::note;
    drafts_.push_back(std::move(d));
    return n;
  }
  return internal(i, *found, n, false);
}

std::size_t Scanner::owner_behind(std::size_t n, std::size_t link, Owner& owner) const {
  const std::size_t word = t_.is(n, ",") || t_.is(n, "،") ? n + 1 : n;
  if (const auto behind = t_.match(word, Role::above)) {
    owner.above = owner.own = true;
    return behind->next;
  }
  for (const std::size_t at : {n, link}) {
    if (const auto self = t_.match(at, Role::self); self && self->phrase->argument != "treaty") {
      owner.own = true;
      owner.article = self->phrase->argument == "article";
      return self->next;
    }
    const auto anaphor = t_.match(at, Role::anaphor);
    if (anaphor && anaphor->phrase->argument != "before") {
      owner.anaphor = anaphor->phrase;
      return anaphor->next;
    }
  }
  return n;
}

bool Scanner::pending_owner(std::size_t link, std::size_t n, const Place& found) {
  std::size_t word = link;
  bool of = false;
  if (const auto draft = t_.match(word, Role::draft)) word = skip_link(t_, draft->next, of);
  if (const auto body = t_.match(word, Role::organ)) word = body->next;
  bool next = false;
  for (const Role role : {Role::decision, Role::resolution, Role::document})
    next = next || t_.match(word, role).has_value();
  if (!next && word < t_.size() && word > n) {
    next = read_item(t_, word).has_value() ||
           (t_.is_word(word) && read_symbol(t_.text(), t_[word].begin));
  }
  if (!next) return false;
  pending_ = pinpoint(found);
  pending_word_ = word;
  return true;
}

void Scanner::attach_pending(std::size_t i, Reference& r) {
  if (pending_.empty()) return;
  const bool direct = i == pending_word_;
  const bool by_word = governor_.active && governor_.word == pending_word_ &&
                       governor_.items == 0 && i == governor_.expect;
  if (direct || by_word) r.pinpoint = pending_;
  pending_.clear();
}

std::size_t Scanner::pinpoint_after(std::size_t n, std::size_t draft) {
  std::size_t at = n;
  bool open = true;  // may a place follow without a comma?
  if (t_.is(at, ")")) ++at;
  if (const auto mark = t_.match(at, Role::number_mark)) at = mark->next;
  for (const Role role : {Role::decision, Role::resolution, Role::document}) {
    if (const auto word = t_.match(at, role); word && at > n) {
      at = word->next;
      break;
    }
  }
  std::string path;
  std::size_t end = n;
  Level last = Level::item;
  for (int turns = 0; turns < 4; ++turns) {
    const bool comma = t_.is(at, ",") || t_.is(at, "،");
    const std::size_t start = comma ? at + 1 : at;
    std::size_t begin = start;
    while (const auto word = t_.match(begin, Role::determiner)) begin = word->next;
    const auto found = read_place(t_, begin);
    if (!found || !belongs(*found, comma, open, path.empty(), last, drafts_[draft].reference.type))
      break;
    if (!path.empty()) path += '.';
    path += drafts_[draft].reference.type == Type::decision ? as_rule(pinpoint(*found))
                                                            : pinpoint(*found);
    last = found->steps.back().level;
    at = end = found->next;
    open = false;
  }
  if (end == n) return n;
  Reference& r = drafts_[draft].reference;
  if (r.pinpoint.empty()) r.pinpoint = path;
  if (governor_.active) governor_.expect = end;
  return end;
}

bool Scanner::belongs(const Place& found, bool comma, bool open, bool first, Level last,
                      Type type) const {
  if (!comma && !(first && open && dense(found))) return false;
  if (found.has(Level::article) && !(type == Type::decision && found.has(Level::annex)))
    return false;
  if (!first && found.steps.front().level == last) return false;
  if (t_.match(found.next, Role::above) || t_.match(found.next, Role::anaphor)) return false;
  bool of = false;
  const std::size_t link = skip_link(t_, found.next, of);
  if (!of) return true;
  return !(t_.match(link, Role::treaty) || t_.match(link, Role::convention) ||
           t_.match(link, Role::self) || t_.match(link, Role::decision) ||
           t_.match(link, Role::resolution) || t_.match(link, Role::document));
}

bool Scanner::dense(const Place& found) const {
  return found.next > 0 &&
         text::script_of(text::decode(t_.text(), t_[found.next - 1].begin).value) ==
             text::Script::han;
}

std::string Scanner::as_rule(std::string place) {
  for (std::size_t at = place.find("art."); at != std::string::npos;
       at = place.find("art.", at + 5)) {
    if (at == 0 || place[at - 1] == '.' || place[at - 1] == ',') place.replace(at, 4, "rule.");
  }
  return place;
}

void Scanner::add_agenda_item(Span span, const std::string& number) {
  Draft d;
  d.reference.type = Type::internal;
  d.reference.span = span;
  d.reference.pinpoint = "item." + number;
  d.reference.state = State::unresolved;
  d.need = Need::note;
  drafts_.push_back(std::move(d));
}

std::size_t Scanner::agenda_item(std::size_t i, std::size_t n) {
  // "Item 3 of the provisional agenda*": the note that the text anchors has the symbol.
  std::string number;
  const std::size_t after = read_number(t_, n, Level::item, number);
  std::size_t end = after;
  if (after > n) {
    bool of = false;
    const std::size_t link = skip_link(t_, after, of);
    const auto agenda = t_.match(link, Role::agenda);
    if (!agenda) return i;
    end = agenda->next;
  } else {
    return i;
  }
  add_agenda_item({t_[i].begin, t_[end - 1].end}, number);
  return end;
}

std::size_t Scanner::agenda_first(std::size_t i, std::size_t n) {
  while (t_.is(n, "*")) ++n;
  const auto item_word = t_.match(n, Role::item);
  if (!item_word) return i;
  std::string number;
  const std::size_t end = read_number(t_, item_word->next, Level::item, number);
  if (end == item_word->next) return i;
  add_agenda_item({t_[i].begin, t_[end - 1].end}, number);
  return end;
}

std::size_t Scanner::by_anaphor(std::size_t i, const Place& found, std::size_t n,
                                const std::string& kind) {
  Draft d;
  d.reference.type = Type::internal;
  d.reference.span = {t_[i].begin, t_[n - 1].end};
  d.reference.pinpoint = pinpoint(found);
  d.need = kind == "document" ? Need::antecedent_document : Need::antecedent_decision;
  drafts_.push_back(std::move(d));
  return n;
}

std::size_t Scanner::this_article(std::size_t i, Place found, std::size_t n) {
  found.steps.insert(found.steps.begin(), Step{Level::article, {{"?", ""}}});
  provision(i, found, n, context_.treaty);
  drafts_.back().need = Need::article;
  return n;
}

std::size_t Scanner::of_last_decision(std::size_t i, const Place& found, std::size_t n) {
  for (std::size_t k = drafts_.size(); k > 0; --k) {
    const Reference& last = drafts_[k - 1].reference;
    if (last.type != Type::decision) continue;
    Draft d;
    d.reference = last;
    d.reference.type = Type::internal;
    d.reference.span = {t_[i].begin, t_[n - 1].end};
    d.reference.pinpoint = pinpoint(found);
    drafts_.push_back(std::move(d));
    break;
  }
  return n;
}

std::size_t Scanner::internal(std::size_t i, const Place& found, std::size_t n, bool above) {
  Draft d;
  d.reference.type = Type::internal;
  d.reference.span = {t_[i].begin, t_[n - 1].end};
  const bool whole_annex = found.steps.size() == 1 && found.steps.front().numbers.empty();
  if (whole_annex && determiner_end_ == i) d.reference.span.begin = determiner_begin_;
  const bool in_annex = found.has(Level::annex) || found.has(Level::appendix);
  for (const std::string& path : paths(found, false))
    d.reference.canonical.push_back(':' + (in_annex ? "" : options_.place) + path);
  d.numbered_above = above && !in_annex && found.has(Level::paragraph);
  drafts_.push_back(std::move(d));
  return n;
}

}  // namespace hexapla::references
