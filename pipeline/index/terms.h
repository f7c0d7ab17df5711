// The vocabulary of the index: which terms and values a Block has. On disk; do not change without a
// new kFormat. Internal to the room.
//
// Word terms start with the language in capitals ("ENdecis", "ZH公约"), which no folded word does;
// title words have a colon behind it ("EN:decis"), Chinese dictionary words a full stop ("ZH.公约",
// no positions). Exact terms start with one lower-case letter and a colon.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

namespace hexapla::index {

// Metadata "format" of the database.
inline constexpr std::string_view kFormat = "hexapla-index 4";

namespace exact {
inline constexpr std::string_view kWork = "w:";    // the Work's key, on its first Block
inline constexpr std::string_view kSymbol = "s:";  // symbols of the Work, on all its Blocks
inline constexpr std::string_view kOwn = "o:";     // the same, on the Block that prints it
inline constexpr std::string_view kCites = "c:";   // identifier cited by the Block
inline constexpr std::string_view kLang = "l:";    // of the Block
inline constexpr std::string_view kBody = "b:";    // series of the symbol and every series above it
inline constexpr std::string_view kType = "t:";    // document::name of the Block's type
inline constexpr std::string_view kRole = "e:";    // time::name of a role found in the Block
inline constexpr std::string_view kYear = "y:";    // of the Work's date
inline constexpr std::string_view kDay =
    "d:";  // YYYYMMDD of the Work's date, 00 for what is unknown
inline constexpr std::string_view kDeadline =
    "x:";                                         // YYYYMMDD on which a deadline in the Block ends
inline constexpr std::string_view kTopic = "k:";  // id of a concept that the Block names
// "fr:en,zh": a French Block in whose row are none in these languages that have a table
inline constexpr std::string_view kMissing = "m:";
// + hash of a Block's words in their order (sequence.h): finds the Blocks that say just that
inline constexpr std::string_view kWhole = "h:";
}  // namespace exact

// Before a word in the synonyms: how texts print it, in small letters.
inline const std::string kPrinted = "~";

// Metadata of the concepts that some Block names.
namespace topic {
inline const std::string kName = "topic:";     // + id: its name, in English where it has one
inline const std::string kKey = "topicname:";  // + topic_key(): lines "id<tab>name"
}  // namespace topic

namespace slot {
inline constexpr Xapian::valueno kRecord = 0;         // record.h
inline constexpr Xapian::valueno kRow = 1;            // record.h: Blocks of the same row
inline constexpr Xapian::valueno kCites = 2;          // canonical identifiers, one a line
inline constexpr Xapian::valueno kSequence = 3;       // sequence.h: the Block's words
inline constexpr Xapian::valueno kTopics = 5;         // ids of concepts, one a line
inline constexpr Xapian::valueno kTitleSequence = 4;  // sequence.h: the words of the title
}  // namespace slot

// prefix + value, at most 245 bytes: what is longer keeps its beginning and gets a hash for the
// rest.
std::string term(std::string_view prefix, std::string_view value);

// "EN", "ZH", "UND": capitals of a language tag.
std::string word_prefix(std::string_view lang);
std::string title_prefix(std::string_view lang);
std::string han_word_prefix(std::string_view lang);

// Identifiers are compared in ASCII capitals, so that what was typed is found where no canonical
// form is known.
std::string identifier_key(std::string_view identifier);

// The keys under which a cited identifier is found: itself, without its body or treaty ("BC:VIII/1"
// as "VIII/1"), and the provision that contains it ("stockholm:art.5(d)" as "stockholm:art.5").
std::vector<std::string> identifier_keys(std::string_view canonical);

// The keys that an identifier in a query may mean, likeliest first: itself, and with the session in
// Roman figures where it was typed in others, as Arabic texts have it ("3/5" for "III/5").
std::vector<std::string> asked_keys(std::string_view canonical);

// The series of a document symbol: its components up to the first that counts sessions, years or
// documents
// ("UNEP/POPS/COP.8/INF/14": "UNEP/POPS/COP"; "E/CN.4/1995/2": "E/CN.4"). Empty for what is no
// symbol.
std::string body_of(std::string_view symbol);

// A series and every series above it, longest first, as identifier keys.
std::vector<std::string> bodies(std::string_view body);

}  // namespace hexapla::index
