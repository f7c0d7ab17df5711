#include "analyzers/references/scan.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "analyzers/language/identify.h"
#include "analyzers/language/profile.h"
#include "analyzers/references/item.h"
#include "analyzers/references/numerals.h"
#include "analyzers/references/place.h"
#include "analyzers/references/symbol.h"
#include "analyzers/references/tokens.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::references {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// A language without Roman numerals writes the session of a decision in figures.
bool writes_roman(std::string_view lang) {
  const language::Profile* profile = language::find_profile(lang);
  if (profile == nullptr) return true;
  for (const language::Row& row : profile->rows("reference-facts")) {
    if (row.size() > 1 && row[0] == "sessions") return row[1] == "roman";
  }
  return true;
}

// One pass over the tokens. What a token means depends on the word that governs it, which the
// members carry along.
class Scanner {
 public:
  Scanner(const text::FoldedText& folded, std::string_view lang, const Context& context,
          const ScanOptions& options)
      : folded_(folded),
        t_(folded.view(), Vocabulary::of(lang)),
        context_(context),
        options_(options),
        roman_(writes_roman(lang)) {}

  std::vector<Draft> run() {
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

 private:
  struct Governor {
    Role kind = Role::document;
    bool active = false;
    std::string organ;
    std::size_t word = 0;    // index of the governing word
    std::size_t expect = 0;  // where the first item must stand
    int items = 0;
  };

  // One step at token `i`: the index to go on from, or `i` to go on with the next token.
  std::size_t step(std::size_t i) {
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

  // --- what begins with a word of the tables
  // ---------------------------------------------------------------------

  std::size_t words(std::size_t i) {
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

  void sentence_end(std::size_t i) {
    const std::string_view sign = t_.text(i);
    if (sign == "。" || sign == "！" || sign == "؟") {
      end_sentence();
    } else if (sign == "." || sign == "!" || sign == "?") {
      if (i + 1 >= t_.size() || (t_[i + 1].space_before && starts_sentence(i + 1))) end_sentence();
    }
  }

  bool starts_sentence(std::size_t i) const {
    const text::CodePoint p = text::decode(t_.text(), t_[i].begin);
    return text::is_upper(p.value) || text::script_of(p.value) == text::Script::arabic;
  }

  void end_sentence() {
    governor_.active = false;
    far_pinpoint_.clear();
    antecedent_ = kNone;
    pending_.clear();
    organ_end_ = kNone;
  }

  std::size_t url(std::size_t i) {
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

  std::size_t ibid(std::size_t i, std::size_t n) {
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

  std::size_t self_document(std::size_t i, const Match& self) {
    // "the present decision" is a reference to the document; "the present note" only tells where
    // something is.
    if (self.phrase->argument == "decision" || self.phrase->argument == "resolution") {
      Draft d;
      d.reference.type = Type::internal;
      d.reference.span = {t_[i].begin, t_[self.next - 1].end};
      d.reference.canonical = {":"};
      drafts_.push_back(std::move(d));
    }
    return self.next;
  }

  std::size_t sales(std::size_t i, std::size_t n) {
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

  std::size_t agenda_item(std::size_t i, std::size_t n) {
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
    Draft d;
    d.reference.type = Type::internal;
    d.reference.span = {t_[i].begin, t_[end - 1].end};
    d.reference.pinpoint = "item." + number;
    d.reference.state = State::unresolved;
    d.need = Need::note;
    drafts_.push_back(std::move(d));
    return end;
  }

  // --- symbols
  // ---------------------------------------------------------------------------------------------------

  // "临时议程*项目5（b）": the same in the other order.
  std::size_t agenda_first(std::size_t i, std::size_t n) {
    while (t_.is(n, "*")) ++n;
    const auto item_word = t_.match(n, Role::item);
    if (!item_word) return i;
    std::string number;
    const std::size_t end = read_number(t_, item_word->next, Level::item, number);
    if (end == item_word->next) return i;
    Draft d;
    d.reference.type = Type::internal;
    d.reference.span = {t_[i].begin, t_[end - 1].end};
    d.reference.pinpoint = "item." + number;
    d.reference.state = State::unresolved;
    d.need = Need::note;
    drafts_.push_back(std::move(d));
    return end;
  }

  std::size_t symbol(std::size_t i) {
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

  std::size_t emit_symbol(std::size_t i, const Symbol& found) {
    Draft d;
    Reference& r = d.reference;
    r.type = Type::symbol;
    r.span = {t_[i].begin, found.end};
    std::size_t n = t_.at(found.end, i);
    const std::vector<std::string>& parts = found.members.front();
    const bool resolution = std::any_of(parts.begin(), parts.end(), [](const std::string& p) {
      return p == "RES" || p.starts_with("Res.");
    });
    for (const std::vector<std::string>& member : found.members)
      r.canonical.push_back(join(member));
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

  // "A/61/L.56 and Add.1": a member of a list that gives its end only.
  std::size_t suffix_member(std::size_t i) {
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

  void emit_suffix(std::size_t i, std::size_t end, std::vector<std::string> base,
                   const std::string& word, const std::string& number) {
    base.push_back(word + number);
    Draft d;
    d.reference.type = Type::symbol;
    d.reference.span = {t_[i].begin, t_[end - 1].end};
    d.reference.canonical = {join(base)};
    drafts_.push_back(std::move(d));
    after_item(end);
  }

  // --- decisions and resolutions
  // ---------------------------------------------------------------------------------

  bool could_be_item(std::size_t i) const {
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

  bool governed(std::size_t i) const {
    return governor_.active && (i == governor_.expect || (governor_.items > 0 && i == list_mark_) ||
                                (governor_.items > 0 && t_[i].conjunction));
  }

  // The word behind a Chinese frame ("第59/26和60/1号决议") that the item ending at token `n`
  // belongs to.
  Role frame_kind(std::size_t i, std::size_t n) {
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

  std::size_t item(std::size_t i) {
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
        r.canonical = {qualified(found->first + '/' + found->number, roman_value(found->first),
                                 true, i, found->next)};
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

  // "decisions III/1 to III/3": the members between, behind the first; the index after the range.
  std::size_t range(const Item& first, Reference& r) {
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

  // "decision GLC-2/4": a prefix that no table knows, right behind the word.
  std::size_t unknown_prefix(std::size_t i) {
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

  std::optional<Item> read_item_behind(std::size_t i) const {
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

  // A number and a number, told apart by the word that governs them.
  bool pair(std::size_t at, const Item& found, Role kind, Reference& r) {
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

  static std::vector<std::string> with_letters(const std::string& base,
                                               const std::vector<std::string>& letters) {
    if (letters.empty()) return {base};
    std::vector<std::string> out;
    for (const std::string& l : letters) out.push_back(base + '[' + l + ']');
    return out;
  }

  std::string ramsar(const Item& found) const {
    const std::string number =
        found.first + '.' + found.number + (found.paren.empty() ? "" : '(' + found.paren + ')');
    return "RAMSAR:" + number;
  }

  // The body of a decision: the one named beside it, or the document's.
  std::string qualified(const std::string& number, int session, bool in_roman, std::size_t at,
                        std::size_t after) const {
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
        return body + ':' + roman(session) + number.substr(number.find('/'));
      return series != nullptr && session > last ? body + ':' + number : number;
    }
    if (numbering == "arabic" && !in_roman) return body + ':' + number;
    return number;
  }

  // "decisions X/33 and XI/21 of the Conference of the Parties to the Basel Convention": the treaty
  // that is named behind the list that the item ending at token `i` belongs to, and nothing but
  // what links them in between.
  std::string treaty_named_after(std::size_t i) const {
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
    while (conference < n + 4 && t_.is_word(conference) &&
           !t_.match(conference, Role::conference) && !t_.match(conference, Role::treaty) &&
           !t_.match(conference, Role::convention)) {
      ++conference;
    }
    if (const auto found = t_.match(conference, Role::conference))
      n = skip_link(t_, found->next, of);
    else if (!of && conference > n)
      return "";
    const auto treaty = t_.match(n, Role::treaty);
    return treaty ? treaty->phrase->argument : "";
  }

  // "《巴塞尔公约》缔约方大会第VIII/1号决定": named before, through its conference.
  std::string treaty_named_before(std::size_t i) const {
    if (treaty_end_ == kNone || treaty_ == "@" || i <= treaty_end_ || i > treaty_end_ + 40)
      return "";
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

  void after_item(std::size_t next) {
    if (governor_.active) {
      ++governor_.items;
      governor_.expect = next;
    }
    frame_end_ = next;
    if (const auto mark = t_.match(next, Role::number_mark)) frame_end_ = mark->next;
  }

  // --- places
  // ----------------------------------------------------------------------------------------------------

  void attach_pending(std::size_t i, Reference& r) {
    if (pending_.empty()) return;
    const bool direct = i == pending_word_;
    const bool by_word = governor_.active && governor_.word == pending_word_ &&
                         governor_.items == 0 && i == governor_.expect;
    if (direct || by_word) r.pinpoint = pending_;
    pending_.clear();
  }

  // Reads what part of `draft` is cited, behind it: "SYMBOL, annex, para. 12", "第I/6号决定第4段".
  std::size_t pinpoint_after(std::size_t n, std::size_t draft) {
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
      if (!found ||
          !belongs(*found, comma, open, path.empty(), last, drafts_[draft].reference.type))
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

  // Does a place behind a reference belong to it, and not to a treaty or to this document?
  bool belongs(const Place& found, bool comma, bool open, bool first, Level last, Type type) const {
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

  // In a script without spaces a place may follow directly.
  bool dense(const Place& found) const {
    return found.next > 0 &&
           text::script_of(text::decode(t_.text(), t_[found.next - 1].begin).value) ==
               text::Script::han;
  }

  std::size_t place(std::size_t i) {
    // "上文第1（b）段", "本说明附件", "该文件第11段": what tells whose the place is may stand
    // before it.
    std::size_t start = i;
    Owner owner;
    if (const auto word = t_.match(i, Role::above)) {
      start = word->next;
      owner.above = owner.own = true;
    } else if (const auto self = t_.match(i, Role::self)) {
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

  // Whose a place is, as the words beside it tell.
  struct Owner {
    bool own = false;      // this document's
    bool above = false;    // by "above"
    bool article = false;  // "this article"
    const Phrase* anaphor = nullptr;
  };

  // Reads the owner behind a place that ends at token `n`; the index after what tells it.
  std::size_t owner_behind(std::size_t n, std::size_t link, Owner& owner) const {
    const std::size_t word = t_.is(n, ",") || t_.is(n, "،") ? n + 1 : n;
    if (const auto behind = t_.match(word, Role::above)) {
      owner.above = owner.own = true;
      return behind->next;
    }
    for (const std::size_t at : {n, link}) {
      if (const auto self = t_.match(at, Role::self)) {
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

  // Some languages call the rules of procedure articles.
  static std::string as_rule(std::string place) {
    for (std::size_t at = place.find("art."); at != std::string::npos;
         at = place.find("art.", at + 5)) {
      if (at == 0 || place[at - 1] == '.' || place[at - 1] == ',') place.replace(at, 4, "rule.");
    }
    return place;
  }

  // "paragraph 4 of decision I/6", "annex I to UNEP/…": the owner comes next.
  bool pending_owner(std::size_t link, std::size_t n, const Place& found) {
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

  // "paragraph 11 of that document": of what was named before this sentence.
  std::size_t by_anaphor(std::size_t i, const Place& found, std::size_t n,
                         const std::string& kind) {
    Draft d;
    d.reference.type = Type::internal;
    d.reference.span = {t_[i].begin, t_[n - 1].end};
    d.reference.pinpoint = pinpoint(found);
    d.need = kind == "document" ? Need::antecedent_document : Need::antecedent_decision;
    drafts_.push_back(std::move(d));
    return n;
  }

  // "paragraph 1 of this article": the document knows which.
  std::size_t this_article(std::size_t i, Place found, std::size_t n) {
    found.steps.insert(found.steps.begin(), Step{Level::article, {{"?", ""}}});
    provision(i, found, n, context_.treaty);
    drafts_.back().need = Need::article;
    return n;
  }

  std::size_t of_last_decision(std::size_t i, const Place& found, std::size_t n) {
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

  std::size_t internal(std::size_t i, const Place& found, std::size_t n, bool above) {
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

  // Key of the treaty that a place belongs to; "" for one that no table knows, "-" when none is
  // named.
  std::string treaty_of(std::size_t i, std::size_t link, std::size_t n) const {
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

  // The treaty named right behind a place that ends at token `n`, the words that link it ending at
  // `link`.
  std::string treaty_at(std::size_t n, std::size_t link) const {
    const std::size_t behind_comma = t_.is(n, ",") ? skip_commas(n) : n;
    for (const std::size_t at : {link, behind_comma}) {
      const std::size_t word = t_.is(at, "《") ? at + 1 : at;
      if (const auto treaty = t_.match(word, Role::treaty)) return treaty->phrase->argument;
      if (t_.match(word, Role::convention)) return context_.treaty;
    }
    return "-";
  }

  std::size_t skip_commas(std::size_t n) const {
    bool of = false;
    return skip_link(t_, n + 1, of);
  }

  std::size_t provision(std::size_t i, const Place& found, std::size_t n,
                        const std::string& treaty) {
    Draft d;
    const bool annex = found.steps.front().level <= Level::part && !found.has(Level::article);
    d.reference.type = annex ? Type::treaty_annex : Type::treaty_article;
    d.reference.span = {t_[i].begin, t_[n - 1].end};
    for (const std::string& path : paths(found, false))
      d.reference.canonical.push_back(treaty + ':' + path);
    drafts_.push_back(std::move(d));
    if (treaty_continues_ || (treaty_end_ != kNone && treaty_end_ <= i && i <= treaty_end_ + 2)) {
      treaty_end_ = n;  // 《巴塞尔公约》第10条和第4条
      treaty_continues_ = true;
    }
    return n;
  }

  // An annex that nothing tells the owner of.
  std::size_t bare_annex(std::size_t i, const Place& found, std::size_t n) {
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

  static bool has_roman_annexes(std::string_view treaty) {
    for (const language::Row& row : language::common_profile().rows("treaty-annexes")) {
      if (row.size() > 1 && row[0] == treaty) return row[1] == "roman";
    }
    return false;
  }

  // "Annex I" alone, or at the head of a heading, is where the annex begins.
  void drop_anchor() {
    if (drafts_.empty() || t_.size() == 0) return;
    const Reference& r = drafts_.front().reference;
    if (r.type != Type::treaty_annex && r.type != Type::treaty_article && r.type != Type::internal)
      return;
    if (r.span.begin != t_[0].begin || !t_.match(0, Role::locator)) {
      if (!(r.span.begin == t_[0].begin && t_.match(0, Role::frame_open) && options_.heading))
        return;
    }
    std::size_t last = t_.size();
    while (last > 0 && t_[last - 1].kind == TokenKind::sign && t_[last - 1].end > r.span.end)
      --last;
    const bool alone = last > 0 && t_[last - 1].end == r.span.end;
    const bool is_annex =
        r.canonical.size() == 1 && r.canonical.front().find(":annex") != std::string::npos &&
        std::count(r.canonical.front().begin(), r.canonical.front().end(), '.') < 2;
    if ((alone && is_annex) || options_.heading) drafts_.erase(drafts_.begin());
  }

  const text::FoldedText& folded_;
  Tokens t_;
  const Context& context_;
  const ScanOptions& options_;
  bool roman_;
  std::vector<Draft> drafts_;

  Governor governor_;
  std::size_t list_mark_ = kNone;  // index behind the last comma or conjunction
  std::string organ_;
  std::size_t organ_end_ = kNone;
  std::string treaty_;  // the treaty named last; "@" for "the Convention"
  std::size_t treaty_end_ = kNone;
  bool treaty_continues_ = false;  // the place read last took its name from before it
  std::size_t rules_end_ = kNone;
  std::size_t frame_ = kNone;      // index behind the last 第
  std::size_t frame_end_ = kNone;  // index behind the last item and its 号
  std::size_t frame_known_until_ = 0;
  Role frame_role_ = Role::document;
  std::size_t determiner_begin_ = 0;
  std::size_t determiner_end_ = kNone;
  std::size_t anaphor_end_ = kNone;
  std::size_t antecedent_ =
      kNone;             // index of the last decision or document of the sentence in drafts_
  std::string pending_;  // a place whose owner comes next
  std::size_t pending_word_ = kNone;
  std::string far_pinpoint_;  // a place whose owner comes in parentheses
  std::vector<std::string> suffix_base_;
  std::size_t suffix_mark_ = kNone;
};

}  // namespace

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
