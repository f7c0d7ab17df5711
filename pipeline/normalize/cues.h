// The words that annexes and headings are known by: the tables' sections [annex], [heading-words]
// and [function-words], ready for matching. Internal to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla::normalize {

// "Annex", "Annex I", "附件一", "Annex to decision II/4", "第II/4号决定附件": a line that opens an
// annex.
bool opens_annex(std::string_view line);

// "Article 4", "Статья 4", "第4条", "Preamble": a heading by its first word.
bool is_numbered_heading(std::string_view line);

// One of the two.
bool opens_heading(std::string_view line);

// "Introduction", "Background": a heading with which the text of a document begins.
bool is_opening_heading(std::string_view line);

// "Contents", "Table des matières", "目录": what stands below it are the headings of the document.
bool is_contents_heading(std::string_view line);

// "Page", "Paragraphs Page", "الصفحة": the last word heads a column of page numbers.
bool ends_in_page_word(std::string_view line);

// "Recalling its decision", "回顾": the line begins as a paragraph of a preamble does.
bool opens_preamble(std::string_view line);

// "(Signed) A. Person": a line of its own.
bool opens_signature(std::string_view line);

// True when the word, in any case, is a function word of the language.
bool is_function_word(std::string_view word, std::string_view lang);

// The same of any of the six languages.
bool is_function_word(std::string_view word);

// Of the last word of the text.
bool ends_in_function_word(std::string_view text, std::string_view lang);

// "and" in "low- and middle-income": a hyphen before it waits for the end of its compound. In lower
// case, of any of the six languages.
bool follows_suspended_hyphen(std::string_view word);

// "paragraph", "article", "párrafo": a word that a number may follow.
bool takes_number(std::string_view word);

// What is written together with the next word, and what stands in its place when it is taken off:
// section [clitics] of the tables.
struct Clitic {
  std::string letters;
  std::string instead;
};
const std::vector<Clitic>& clitics();

}  // namespace hexapla::normalize
