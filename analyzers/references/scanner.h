// Internal to the room: one pass over the tokens of a text. What a token means depends on the word
// that governs it, which the members carry along.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/references/item.h"
#include "analyzers/references/place.h"
#include "analyzers/references/scan.h"
#include "analyzers/references/symbol.h"
#include "analyzers/references/tokens.h"
#include "analyzers/text/fold.h"

namespace hexapla::references {

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// The steps take the index of a token and return the index to go on from; the same index when they
// found nothing. Spans are in the folded text until `run` returns.
class Scanner {
 public:
  // What is handed in must outlive this.
  Scanner(const text::FoldedText& folded, std::string_view lang, const Context& context,
          const ScanOptions& options);

  std::vector<Draft> run();

 private:
  // The word that tells what the numbers behind it are.
  struct Governor {
    Role kind = Role::document;
    bool active = false;
    std::string organ;
    std::size_t word = 0;    // index of the governing word
    std::size_t expect = 0;  // where the first item must stand
    int items = 0;
  };

  // Whose a place is, as the words beside it tell.
  struct Owner {
    bool own = false;      // this document's
    bool above = false;    // by "above"
    bool article = false;  // "this article"
    const Phrase* anaphor = nullptr;
  };

  // --- words, signs and addresses: scan.cc

  // One step at token `i`: the index to go on from, or `i` to go on with the next token.
  std::size_t step(std::size_t i);
  std::size_t words(std::size_t i);
  void sentence_end(std::size_t i);
  bool starts_sentence(std::size_t i) const;
  void end_sentence();
  std::size_t url(std::size_t i);
  std::size_t ibid(std::size_t i, std::size_t n);
  std::size_t self_document(std::size_t i, const Match& self);
  std::size_t sales(std::size_t i, std::size_t n);
  // "Annex I" alone, or at the head of a heading, is where the annex begins.
  void drop_anchor();

  // --- document symbols: scan_symbol.cc

  std::size_t symbol(std::size_t i);
  // One of an agency with a grammar of its own.
  std::size_t agency_symbol(std::size_t i);
  bool names_document(std::size_t i, const Symbol& found) const;
  std::size_t emit_symbol(std::size_t i, const Symbol& found);
  // "A/61/L.56 and Add.1": a member of a list that gives its end only.
  std::size_t suffix_member(std::size_t i);
  void emit_suffix(std::size_t i, std::size_t end, std::vector<std::string> base,
                   const std::string& word, const std::string& number);

  // --- decisions and resolutions: scan_decision.cc

  bool could_be_item(std::size_t i) const;
  bool governed(std::size_t i) const;
  std::size_t item(std::size_t i);
  // The word behind a Chinese frame ("第59/26和60/1号决议") that the item ending at token `n`
  // belongs to.
  Role frame_kind(std::size_t i, std::size_t n);
  // "decisions III/1 to III/3": the members between, behind the first; the index after the range.
  std::size_t range(const Item& first, Reference& r);
  // "decision GLC-2/4": a prefix that no table knows, right behind the word.
  std::size_t unknown_prefix(std::size_t i);
  std::optional<Item> read_item_behind(std::size_t i) const;
  // A number and a number, told apart by the word that governs them.
  bool pair(std::size_t at, const Item& found, Role kind, Reference& r);
  static std::vector<std::string> with_letters(const std::string& base,
                                               const std::vector<std::string>& letters);
  std::string ramsar(const Item& found) const;
  void after_item(std::size_t next);

  // --- whose decision it is: scan_body.cc

  // The body of a decision: the one named beside it, or the document's.
  std::string qualified(const std::string& number, int session, bool in_roman, std::size_t at,
                        std::size_t after) const;
  // "decisions X/33 and XI/21 of the Conference of the Parties to the Basel Convention": the treaty
  // that is named behind the list that the item ending at token `i` belongs to, and nothing but
  // what links them in between.
  std::string treaty_named_after(std::size_t i) const;
  // "《巴塞尔公约》缔约方大会第VIII/1号决定": named before, through its conference.
  std::string treaty_named_before(std::size_t i) const;

  // --- places: scan_place.cc

  std::size_t place(std::size_t i);
  // Reads the owner behind a place that ends at token `n`; the index after what tells it.
  std::size_t owner_behind(std::size_t n, std::size_t link, Owner& owner) const;
  // "paragraph 4 of decision I/6", "annex I to UNEP/…": the owner comes next.
  bool pending_owner(std::size_t link, std::size_t n, const Place& found);
  void attach_pending(std::size_t i, Reference& r);
  // Reads what part of `draft` is cited, behind it: "SYMBOL, annex, para. 12", "第I/6号决定第4段".
  std::size_t pinpoint_after(std::size_t n, std::size_t draft);
  // Does a place behind a reference belong to it, and not to a treaty or to this document?
  bool belongs(const Place& found, bool comma, bool open, bool first, Level last, Type type) const;
  // In a script without spaces a place may follow directly.
  bool dense(const Place& found) const;
  // Some languages call the rules of procedure articles.
  static std::string as_rule(std::string place);
  std::size_t agenda_item(std::size_t i, std::size_t n);
  // "临时议程*项目5（b）": the same in the other order.
  std::size_t agenda_first(std::size_t i, std::size_t n);
  void add_agenda_item(Span span, const std::string& number);
  // "paragraph 11 of that document": of what was named before this sentence.
  std::size_t by_anaphor(std::size_t i, const Place& found, std::size_t n, const std::string& kind);
  // "paragraph 1 of this article": the document knows which.
  std::size_t this_article(std::size_t i, Place found, std::size_t n);
  std::size_t of_last_decision(std::size_t i, const Place& found, std::size_t n);
  std::size_t internal(std::size_t i, const Place& found, std::size_t n, bool above);

  // --- provisions of treaties: scan_treaty.cc

  // Key of the treaty that a place belongs to; "" for one that no table knows, "-" when none is
  // named.
  std::string treaty_of(std::size_t i, std::size_t link, std::size_t n) const;
  // The treaty named right behind a place that ends at token `n`, the words that link it ending at
  // `link`.
  std::string treaty_at(std::size_t n, std::size_t link) const;
  std::size_t skip_commas(std::size_t n) const;
  std::size_t provision(std::size_t i, const Place& found, std::size_t n,
                        const std::string& treaty);
  // An annex that nothing tells the owner of.
  std::size_t bare_annex(std::size_t i, const Place& found, std::size_t n);
  static bool has_roman_annexes(std::string_view treaty);

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
  bool treaty_continues_ = false;   // the place read last took its name from before it
  std::size_t named_with_ = kNone;  // index of the words for its treaty behind the place read last
  std::size_t rules_end_ = kNone;
  std::size_t frame_ = kNone;      // index behind the last 第
  std::size_t frame_end_ = kNone;  // index behind the last item and its 号
  std::size_t frame_known_until_ = 0;
  Role frame_role_ = Role::document;
  std::size_t determiner_begin_ = 0;
  std::size_t determiner_end_ = kNone;
  std::size_t anaphor_end_ = kNone;
  std::size_t antecedent_ = kNone;  // in drafts_: the last decision or document of the sentence
  std::string pending_;             // a place whose owner comes next
  std::size_t pending_word_ = kNone;
  std::string far_pinpoint_;  // a place whose owner comes in parentheses
  std::vector<std::string> suffix_base_;
  std::size_t suffix_mark_ = kNone;
};

}  // namespace hexapla::references
