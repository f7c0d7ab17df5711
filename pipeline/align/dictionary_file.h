// Dictionaries in files: what `--dictionary` reads. They help a first small batch; nothing needs
// one.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/align/align.h"

namespace hexapla::align {

// Reads "FILE" or "LANG-LANG=FILE". Formats, told apart by the content: FreeDict's TEI; CC-CEDICT;
// lines of source, tab, target (alternatives separated by ';' or '/', '#' begins a comment).
// Without languages in front they are those of the file's name: "en-fr.tsv", "eng-fra.tei",
// "cedict…" is Chinese to English. Throws Error(usage) when the languages cannot be told or nothing
// in the file is an entry, Error(environment) when it cannot be read.
Dictionary read_dictionary(std::string_view argument);

// The entries of FreeDict's TEI: every <orth> of an <entry> with every <quote> of its translations
// (older files: <tr>). Empty when `xml` is no well-formed XML.
std::vector<lexicon::DictionaryEntry> parse_freedict(std::string_view xml);

}  // namespace hexapla::align
