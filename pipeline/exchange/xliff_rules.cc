#include "pipeline/exchange/xliff_rules.h"

#include <array>

namespace hexapla::exchange {
namespace {

// XLIFF 2.1, sections 4.2 and 5, in the notation of the header.
constexpr std::string_view kInline2 = "#|cp|ph|pc|sc|ec|mrk|sm|em*";
constexpr std::array kElements2 = std::to_array<ElementRule>({
    {"xliff", "version! srcLang:lang! trgLang:lang xml:lang:lang xml:space:space *", "file+"},
    {"file",
     "id:id! canResegment:yn original translate:yn srcDir:dir trgDir:dir xml:lang:lang "
     "xml:space:space *",
     "skeleton? @* notes? unit|group+"},
    {"skeleton", "href", "%"},
    {"group",
     "id:id! name canResegment:yn translate:yn srcDir:dir trgDir:dir type:custom xml:lang:lang "
     "xml:space:space *",
     "@* notes? unit|group*"},
    {"unit",
     "id:id! name canResegment:yn translate:yn srcDir:dir trgDir:dir type:custom xml:lang:lang "
     "xml:space:space *",
     "@* notes? originalData? segment|ignorable+"},
    {"segment", "id:id canResegment:yn state:state subState:custom", "source target?"},
    {"ignorable", "id:id", "source target?"},
    {"notes", "", "note+"},
    {"note", "id:id appliesTo:side category priority:priority ref xml:lang:lang *", "#*"},
    {"originalData", "", "data+"},
    {"data", "id:id! dir:dir xml:space:space", "#|cp*"},
    {"source", "xml:lang:lang xml:space:space", kInline2},
    {"target", "xml:lang:lang xml:space:space order:positive", kInline2},
    {"cp", "hex:cp!", ""},
    {"ph",
     "id:id! canCopy:yn canDelete:yn canReorder:reorder copyOf:id disp equiv dataRef:id "
     "subFlows:ids subType:custom type:code fs slr",
     ""},
    {"pc",
     "id:id! canCopy:yn canDelete:yn canOverlap:yn canReorder:reorder copyOf:id dispEnd dispStart "
     "equivEnd equivStart dataRefEnd:id dataRefStart:id subFlowsEnd:ids subFlowsStart:ids "
     "subType:custom type:code dir:dir fs slr",
     kInline2},
    {"sc",
     "id:id! canCopy:yn canDelete:yn canOverlap:yn canReorder:reorder copyOf:id dataRef:id dir:dir "
     "disp equiv isolated:yn subFlows:ids subType:custom type:code fs slr",
     ""},
    {"ec",
     "id:id canCopy:yn canDelete:yn canOverlap:yn canReorder:reorder copyOf:id dataRef:id dir:dir "
     "disp equiv isolated:yn startRef:id subFlows:ids subType:custom type:code fs slr",
     ""},
    {"mrk", "id:id! translate:yn type:mark ref value *", kInline2},
    {"sm", "id:id! translate:yn type:mark ref value *", ""},
    {"em", "startRef:id!", ""},
    {"mtc:matches", "", "mtc:match+"},
    {"mtc:match",
     "id:id matchQuality:percent matchSuitability:percent origin ref! reference:yn "
     "similarity:percent subType:custom type:match *",
     "mda:metadata? originalData? source target @*"},
    {"gls:glossary", "", "gls:glossEntry+"},
    {"gls:glossEntry", "id:id ref *", "gls:term gls:translation* gls:definition? @*"},
    {"gls:term", "source *", "#*"},
    {"gls:translation", "id:id ref source *", "#*"},
    {"gls:definition", "source *", "#*"},
    {"mda:metadata", "id:id", "mda:metaGroup+"},
    {"mda:metaGroup", "id:id category appliesTo:meta", "mda:metaGroup|mda:meta+"},
    {"mda:meta", "type!", "#*"},
    {"res:resourceData", "id:id", "res:resourceItemRef|res:resourceItem+"},
    {"res:resourceItemRef", "id:id ref:id! *", ""},
    {"res:resourceItem", "id:id mimeType context:yn *", "res:source? res:target? res:reference*"},
    {"res:source", "href xml:lang:lang *", "%"},
    {"res:target", "href xml:lang:lang *", "%"},
    {"res:reference", "href! xml:lang:lang *", ""},
    {"ctr:changeTrack", "", "ctr:revisions+"},
    {"ctr:revisions", "appliesTo! ref:id currentVersion *", "ctr:revision+"},
    {"ctr:revision", "author datetime version *", "ctr:item+"},
    {"ctr:item", "property! *", "#*"},
    {"slr:profiles", "generalProfile storageProfile", "slr:normalization? @*"},
    {"slr:normalization", "general:normal storage:normal", ""},
    {"slr:data", "profile! *", "%"},
    {"val:validation", "*", "val:rule+"},
    {"val:rule",
     "isPresent occurs:positive isNotPresent startsWith endsWith existsInSource:yn "
     "caseSensitive:yn normalization:normal disabled:yn *",
     ""},
});

// XLIFF 1.2, section 2; what 1.0 and 1.1 have fits in.
constexpr std::string_view kInline1 = "#|g|x|bx|ex|bpt|ept|ph|it|mrk*";
constexpr std::string_view kNative1 = "#|sub*";
constexpr std::array kElements1 = std::to_array<ElementRule>({
    {"xliff", "version! xml:lang:lang *", "file|@+"},
    {"file",
     "original! source-language:lang! datatype! tool tool-id date ts category "
     "target-language:lang product-name product-version build-num xml:space:space *",
     "header? body"},
    {"header", "*", "%"},
    {"body", "*", "group|trans-unit|bin-unit*"},
    {"group",
     "id datatype ts restype resname extradata help-id menu menu-option menu-name coord font "
     "css-style style exstyle extype translate:yn reformat maxbytes minbytes size-unit maxheight "
     "minheight maxwidth minwidth charclass merged-trans xml:space:space *",
     "context-group|count-group|prop-group|note|@|group|trans-unit|bin-unit*"},
    {"trans-unit",
     "id! approved:yn translate:yn reformat datatype ts phase-name restype resname extradata "
     "help-id menu menu-option menu-name coord font css-style style exstyle extype maxbytes "
     "minbytes size-unit maxheight minheight maxwidth minwidth charclass xml:space:space *",
     "source seg-source? target? context-group|count-group|prop-group|note|alt-trans|@*"},
    {"bin-unit", "id! mime-type! approved:yn translate:yn reformat *", "%"},
    {"source", "xml:lang:lang ts xml:space:space *", kInline1},
    {"seg-source", "xml:lang:lang ts xml:space:space *", kInline1},
    {"target",
     "xml:lang:lang ts state state-qualifier phase-name restype resname coord font css-style style "
     "exstyle equiv-trans:yn xml:space:space *",
     kInline1},
    {"alt-trans",
     "match-quality tool tool-id crc xml:lang:lang origin datatype ts restype resname extradata "
     "help-id menu menu-option menu-name mid coord font css-style style exstyle extype phase-name "
     "alttranstype xml:space:space *",
     "source? seg-source? target+ context-group|prop-group|note|@*"},
    {"note", "xml:lang:lang from priority annotates", "#*"},
    {"context-group", "*", "%"},
    {"count-group", "*", "%"},
    {"prop-group", "*", "%"},
    {"g", "id! ts clone:yn ctype xid equiv-text *", kInline1},
    {"x", "id! ts clone:yn ctype xid equiv-text *", ""},
    {"bx", "id! rid ts clone:yn ctype xid equiv-text *", ""},
    {"ex", "id! rid ts xid equiv-text *", ""},
    {"bpt", "id! rid ts ctype crc xid equiv-text *", kNative1},
    {"ept", "id! rid ts crc xid equiv-text *", kNative1},
    {"ph", "id! ts ctype crc assoc xid equiv-text *", kNative1},
    {"it", "id! pos! rid ts ctype crc xid equiv-text *", kNative1},
    {"sub", "ts datatype ctype xid *", kInline1},
    {"mrk", "mtype! mid ts comment *", kInline1},
});

}  // namespace

const XliffRules& xliff2_rules() {
  static constexpr XliffRules kRules{kElements2, true};
  return kRules;
}

const XliffRules& xliff1_rules() {
  static constexpr XliffRules kRules{kElements1, false};
  return kRules;
}

}  // namespace hexapla::exchange
