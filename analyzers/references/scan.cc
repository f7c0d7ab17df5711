#include "analyzers/references/scan.h"

#include <algorithm>
#include <utility>

#include "analyzers/language/identify.h"
#include "analyzers/language/profile.h"
#include "analyzers/references/numerals.h"
#include "analyzers/references/scanner.h"
#include "analyzers/text/utf8.h"

namespace hexapla::references {
namespace {

// A language without Roman numerals writes the session of a decision in figures.
bool writes_roman(std::string_view lang) {
  const language::Profile* profile = language::find_profile(lang);
  if (profile == nullptr) return true;
  for (const language::Row& row : profile->rows("reference-facts")) {
    if (row.size() > 1 && row[0] == "sessions") return row[1] == "roman";
  }
  return true;
}

}  // namespace

Scanner::Scanner(const text::FoldedText& folded, std::string_view lang, const Context& context,
                 const ScanOptions& options)
    : folded_(folded),
      t_(folded.view(), Vocabulary::of(lang)),
      context_(context),
      options_(options),
      roman_(writes_roman(lang)) {}

std::vector<Draft> Scanner::run() {
  for (std::size_t i = 0; i < t_.size();) {
    const std::size_t n = step(i);
    i = n > i ? n : i + 1;
  }
  drop_anchor();
  std::vector<Draft> out;
  for (Draft& d : drafts_) {
    d.reference.span = folded_.source(d.reference.span);
    out.push_back(std::move(d));
  }
  return out;
}

std::size_t Scanner::step(std::size_t i) {
  const Token& token = t_[i];
  if (token.kind == TokenKind::url) return url(i);
  if (token.kind == TokenKind::masked) return i + 1;
  if (token.kind == TokenKind::number || token.kind == TokenKind::word) {
    if (token.kind == TokenKind::word) {
      if (const std::size_t n = symbol(i); n > i) return n;
    }
    if (could_be_item(i)) {
      if (const std::size_t n = item(i); n > i) return n;
    }
    if (token.phrases == nullptr) return i;
  } else if (t_.is(i, "-") || t_.is(i, "[")) {
    if (const std::size_t n = item(i); n > i) return n;
    return i;
  } else {
    sentence_end(i);
    if (t_.is(i, ",") || t_.is(i, "،") || t_.is(i, ";") || t_.is(i, "؛")) list_mark_ = i + 1;
    if (t_.is(i, "(") && governor_.active && governor_.expect == i) governor_.expect = i + 1;
    if (token.phrases == nullptr) return i;
  }
  return words(i);
}

std::size_t Scanner::words(std::size_t i) {
  if (const auto ibid_word = t_.match(i, Role::ibid)) return ibid(i, ibid_word->next);
  if (const auto sold = t_.match(i, Role::sales)) {
    if (const std::size_t n = sales(i, sold->next); n > i) return n;
  }
  if (const auto treaty = t_.match(i, Role::treaty)) {
    treaty_ = treaty->phrase->argument;
    treaty_end_ = treaty->next;
    treaty_continues_ = false;
    return treaty->next;
  }
  if (const auto item_word = t_.match(i, Role::item)) {
    if (const std::size_t n = agenda_item(i, item_word->next); n > i) return n;
  }
  if (const auto agenda = t_.match(i, Role::agenda)) {
    if (const std::size_t n = agenda_first(i, agenda->next); n > i) return n;
  }
  if (const std::size_t n = place(i); n > i) return n;
  if (const auto self = t_.match(i, Role::self)) return self_document(i, *self);
  if (const auto convention = t_.match(i, Role::convention)) {
    treaty_ = "@";
    treaty_end_ = convention->next;
    treaty_continues_ = false;
    return convention->next;
  }
  for (const Role role : {Role::decision, Role::resolution, Role::document}) {
    const auto word = t_.match(i, role);
    if (!word) continue;
    Governor next;
    next.kind = role;
    next.active = true;
    next.word = i;
    next.expect = word->next;
    if (organ_end_ == i) next.organ = organ_;
    governor_ = next;
    return word->next;
  }
  if (const auto body = t_.match(i, Role::organ)) {
    organ_ = body->phrase->argument;
    organ_end_ = body->next;
    if (governor_.active && (governor_.expect == i || governor_.items == 0) &&
        governor_.organ.empty())
      governor_.organ = organ_;
    if (governor_.active && governor_.expect == i) governor_.expect = body->next;
    return body->next;
  }
  if (const auto rules = t_.match(i, Role::rules)) rules_end_ = rules->next;
  if (const auto anaphor = t_.match(i, Role::anaphor);
      anaphor && anaphor->phrase->argument == "before") {
    anaphor_end_ = anaphor->next;
  }
  for (const Role role : {Role::conjunction, Role::of, Role::determiner, Role::number_word,
                          Role::frame_open, Role::anaphor, Role::range}) {
    const auto word = t_.match(i, role);
    if (!word) continue;
    if (role == Role::conjunction) list_mark_ = word->next;
    if (role == Role::frame_open && (list_mark_ == i || frame_end_ == i)) list_mark_ = word->next;
    if (role == Role::frame_open) frame_ = word->next;
    if (role == Role::determiner) {
      determiner_begin_ = t_[i].begin;
      determiner_end_ = word->next;
    }
    if (governor_.active && governor_.expect == i) governor_.expect = word->next;
    // What is an of-word may be a determiner too: one pass over the roles sees both.
    if (role == Role::conjunction || role == Role::of) {
      if (const auto also = t_.match(i, Role::frame_open)) frame_ = also->next;
    }
    return word->next;
  }
  return i;
}

void Scanner::sentence_end(std::size_t i) {
  const std::string_view sign = t_.text(i);
  if (sign == "。" || sign == "！" || sign == "؟") {
    end_sentence();
  } else if (sign == "." || sign == "!" || sign == "?") {
    if (i + 1 >= t_.size() || (t_[i + 1].space_before && starts_sentence(i + 1))) end_sentence();
  }
}

bool Scanner::starts_sentence(std::size_t i) const {
  const text::CodePoint p = text::decode(t_.text(), t_[i].begin);
  return text::is_upper(p.value) || text::script_of(p.value) == text::Script::arabic;
}

void Scanner::end_sentence() {
  governor_.active = false;
  far_pinpoint_.clear();
  antecedent_ = kNone;
  pending_.clear();
  organ_end_ = kNone;
}

std::size_t Scanner::url(std::size_t i) {
  Draft d;
  d.reference.type = Type::url;
  std::string target(t_.text(i));
  std::size_t n = i + 1;
  std::size_t end = t_[i].end;
  // A line break after a slash broke the address, when what follows is the rest of a path.
  const std::string_view all = t_.text();
  if (target.back() == '/' && n < t_.size() && t_[n].begin == end + 1) {
    std::size_t stop = end + 1;
    bool slash = false;
    while (stop < all.size() && static_cast<unsigned char>(all[stop]) > 0x20 &&
           static_cast<unsigned char>(all[stop]) < 0x7F) {
      slash = slash || all[stop] == '/';
      ++stop;
    }
    while (stop > end && (all[stop - 1] == '.' || all[stop - 1] == ',' || all[stop - 1] == ')'))
      --stop;
    const std::string_view rest = all.substr(end + 1, stop > end ? stop - end - 1 : 0);
    const std::size_t dot = rest.rfind('.');
    if (slash && dot != std::string_view::npos && rest.size() - dot <= 5 &&
        rest.size() - dot >= 4 && rest.find('/') < dot) {
      target += rest;
      end = stop;
      n = t_.at(stop, n);
    }
  }
  d.reference.span = {t_[i].begin, end};
  d.reference.canonical = {target};
  drafts_.push_back(std::move(d));
  return n;
}

std::size_t Scanner::ibid(std::size_t i, std::size_t n) {
  Draft d;
  d.reference.type = Type::ibid;
  d.reference.state = State::unresolved;
  d.reference.span = {t_[i].begin, t_[n - 1].end};
  if (t_.is(n, ".") && t_.glued(n) && is_letter_ascii(t_.text(i).front()))
    d.reference.span.end = t_[n++].end;
  d.need = Need::ibid;
  drafts_.push_back(std::move(d));
  return pinpoint_after(n, drafts_.size() - 1);
}

std::size_t Scanner::self_document(std::size_t i, const Match& self) {
  const std::string& kind = self.phrase->argument;
  const bool treaty = kind == "treaty";
  if (treaty) {
    treaty_ = "@";
    treaty_end_ = self.next;
    treaty_continues_ = false;
  }
  // "article 5 of this Convention" is one reference, to the article.
  const bool said = treaty && i <= named_with_ && named_with_ < self.next;
  // A paper of a conference quotes it: only a treaty speaks of itself as "this Convention".
  const bool quoted = treaty && !context_.body.empty() && !context_.symbol.empty();
  if ((kind == "decision" || kind == "document" || treaty) && !said && !quoted) {
    Draft d;
    d.reference.type = Type::internal;
    // Without the preposition that is contracted with the article: "del presente informe".
    const auto contracted = t_.match(i, Role::of);
    const std::size_t first = contracted && contracted->next < self.next ? contracted->next : i;
    d.reference.span = {t_[first].begin, t_[self.next - 1].end};
    d.reference.canonical = {":"};
    drafts_.push_back(std::move(d));
  }
  return self.next;
}

std::size_t Scanner::sales(std::size_t i, std::size_t n) {
  while (n < t_.size() && (t_.is(n, ":") || t_.is(n, ".") || t_.match(n, Role::number_word))) ++n;
  if (!t_.is_word(n)) return i;
  std::string number = latinized(t_.text(n));
  if (number.size() != 1 || !is_upper_ascii(number[0])) return i;
  const std::size_t first = n;
  std::size_t k = n + 1;
  while (t_.is(k, ".") && t_.glued(k) && k + 1 < t_.size() && t_.glued(k + 1) &&
         (t_.is_number(k + 1) || t_.is_word(k + 1))) {
    const std::string part =
        t_.is_number(k + 1) ? std::string(t_.text(k + 1)) : latinized(t_.text(k + 1));
    if (part.empty() || part.size() > 8) break;
    number += '.' + part;
    k += 2;
  }
  if (k < first + 5) return i;
  number[0] = 'E';  // editions differ in this letter alone
  Draft d;
  d.reference.type = Type::sales_number;
  d.reference.span = {t_[first].begin, t_[k - 1].end};
  d.reference.canonical = {number};
  drafts_.push_back(std::move(d));
  // "(…, Sales No. E.03.II.A.1 and corrigendum), chap. I"
  std::size_t close = k;
  while (close < t_.size() && close < k + 5 && t_.is_word(close)) ++close;
  return pinpoint_after(t_.is(close, ")") ? close : k, drafts_.size() - 1);
}

void Scanner::drop_anchor() {
  if (drafts_.empty() || t_.size() == 0) return;
  const Reference& r = drafts_.front().reference;
  if (r.type != Type::treaty_annex && r.type != Type::treaty_article && r.type != Type::internal)
    return;
  if (r.span.begin != t_[0].begin || !t_.match(0, Role::locator)) {
    if (!(r.span.begin == t_[0].begin && t_.match(0, Role::frame_open) && options_.heading)) return;
  }
  std::size_t last = t_.size();
  while (last > 0 && t_[last - 1].kind == TokenKind::sign && t_[last - 1].end > r.span.end) --last;
  const bool alone = last > 0 && t_[last - 1].end == r.span.end;
  const bool is_annex = r.canonical.size() == 1 &&
                        r.canonical.front().find(":annex") != std::string::npos &&
                        std::count(r.canonical.front().begin(), r.canonical.front().end(), '.') < 2;
  if ((alone && is_annex) || options_.heading) drafts_.erase(drafts_.begin());
}

std::vector<Draft> scan(std::string_view text, std::string_view lang, const Context& context,
                        const ScanOptions& options) {
  // Of an unknown language the text itself may tell; else the words of all six are looked for.
  std::string identified;
  if (language::find_profile(lang) == nullptr) {
    identified = language::identify(text).tag;
    lang = identified;
  }
  const text::FoldedText folded = text::fold(text, text::kFoldAccents | text::kFoldArabicLetters);
  return Scanner(folded, lang, context, options).run();
}

}  // namespace hexapla::references
