#include "pipeline/ingest/markup_vocabulary.h"

#include <initializer_list>

namespace hexapla::ingest::markup {
namespace {

using Names = std::initializer_list<std::string_view>;

void put(Vocabulary& into, Does what, Names names) {
  for (const std::string_view name : names) into.elements[name] = what;
}

}  // namespace

const Vocabulary& tei() {
  static const Vocabulary all = [] {
    Vocabulary v;
    v.format = "tei";
    put(v, Does::header, {"teiHeader"});
    put(v, Does::skip,
        {"fw", "figDesc", "graphic", "standOff", "facsimile", "surface", "del", "linkGrp",
         "xenoData"});
    put(v, Does::block,
        {"p",         "ab",         "l",          "lg",       "u",          "sp",         "speaker",
         "stage",     "q",          "quote",      "cit",      "epigraph",   "salute",     "signed",
         "closer",    "opener",     "trailer",    "dateline", "byline",     "docImprint", "docDate",
         "docAuthor", "docEdition", "imprimatur", "argument", "postscript", "figure",     "address",
         "addrLine",  "caption",    "titlePage",  "docTitle", "listBibl",   "bibl",       "spGrp"});
    put(v, Does::container,
        {"text", "front", "body", "back", "group", "floatingText", "div", "div0", "div1", "div2",
         "div3", "div4", "div5", "div6", "div7"});
    put(v, Does::heading, {"head", "titlePart"});
    put(v, Does::label, {"label"});
    put(v, Does::sentence, {"s"});
    put(v, Does::list, {"list"});
    put(v, Does::item, {"item"});
    put(v, Does::table, {"table"});
    put(v, Does::row, {"row"});
    put(v, Does::cell, {"cell"});
    put(v, Does::note, {"note"});
    put(v, Does::link, {"ref", "ptr"});
    put(v, Does::line_break, {"lb"});
    return v;
  }();
  return all;
}

const Vocabulary& akoma_ntoso() {
  static const Vocabulary all = [] {
    Vocabulary v;
    v.format = "akoma-ntoso";
    put(v, Does::header, {"meta"});
    put(v, Does::skip, {"del", "img", "foreign"});
    put(v, Does::block,
        {"p",
         "block",
         "longTitle",
         "formula",
         "docketNumber",
         "content",
         "intro",
         "wrapUp",
         "preface",
         "preamble",
         "conclusions",
         "coverPage",
         "header",
         "blockContainer",
         "container",
         "recitals",
         "recital",
         "citations",
         "citation",
         "listIntroduction",
         "listWrapUp",
         "interstitial",
         "toc",
         "tocItem",
         "summary",
         "speech",
         "question",
         "answer",
         "from",
         "narrative",
         "scene",
         "other",
         "caption",
         "div",
         "tblock",
         "signature",
         "introduction",
         "background",
         "motivation",
         "decision",
         "remedies",
         "arguments",
         "extractStructure"});
    put(v, Does::container,
        {"body",
         "mainBody",
         "collectionBody",
         "judgmentBody",
         "debateBody",
         "portionBody",
         "fragmentBody",
         "amendmentBody",
         "amendmentHeading",
         "amendmentContent",
         "attachments",
         "attachment",
         "components",
         "component",
         "componentRef",
         "doc",
         "statement",
         "act",
         "bill",
         "judgment",
         "debate",
         "debateReport",
         "documentCollection",
         "officialGazette",
         "amendment",
         "amendmentList",
         "portion",
         "fragment",
         "section",
         "paragraph",
         "subparagraph",
         "subsection",
         "level",
         "clause",
         "subclause",
         "point",
         "indent",
         "alinea",
         "rule",
         "subrule",
         "proviso",
         "transitional",
         "hcontainer",
         "list",
         "debateSection",
         "administrationOfOath",
         "rollCall",
         "prayers",
         "oralStatements",
         "writtenStatements",
         "personalStatements",
         "ministerialStatements",
         "resolutions",
         "nationalInterest",
         "declarationOfVote",
         "communication",
         "petitions",
         "papers",
         "noticesOfMotion",
         "questions",
         "address",
         "proceduralMotions",
         "pointOfOrder",
         "adjournment"});
    put(v, Does::article,
        {"article", "chapter", "subchapter", "part", "subpart", "title", "subtitle", "book", "tome",
         "division", "subdivision"});
    put(v, Does::heading, {"heading"});
    put(v, Does::subheading, {"subheading", "crossHeading"});
    put(v, Does::title, {"docTitle"});
    put(v, Does::label, {"num"});
    put(v, Does::list, {"ul", "ol", "blockList"});
    put(v, Does::item, {"li", "item"});
    put(v, Does::table, {"table"});
    put(v, Does::row, {"tr"});
    put(v, Does::cell, {"td"});
    put(v, Does::header_cell, {"th"});
    put(v, Does::note, {"authorialNote", "note"});
    put(v, Does::note_mark, {"noteRef"});
    put(v, Does::link, {"ref", "a"});
    put(v, Does::line_break, {"br", "eol"});
    put(v, Does::bold, {"b"});
    put(v, Does::quoted, {"quotedStructure", "quotedText", "embeddedStructure", "embeddedText"});
    return v;
  }();
  return all;
}

}  // namespace hexapla::ingest::markup
