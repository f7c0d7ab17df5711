#include "pipeline/align/dictionary_file.h"

#include <unicode/uloc.h>

#include <filesystem>
#include <pugixml.hpp>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"

namespace hexapla::align {
namespace {

// "eng" and "en" give "en"; anything that is no tag of two or three letters gives nothing.
std::string language_of(std::string_view tag) {
  if (tag.size() < 2 || tag.size() > 3) return {};
  for (const char c : tag) {
    if (c < 'a' || c > 'z') return {};
  }
  char out[ULOC_LANG_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  uloc_getLanguage(std::string(tag).c_str(), out, sizeof out, &status);
  return U_SUCCESS(status) ? std::string(out) : std::string(tag);
}

bool languages_of(std::string_view pair, Dictionary& out) {
  const std::size_t dash = pair.find('-');
  if (dash == std::string_view::npos) return false;
  out.source_lang = language_of(pair.substr(0, dash));
  out.target_lang = language_of(pair.substr(dash + 1));
  return !out.source_lang.empty() && !out.target_lang.empty();
}

// From "en-fr.tsv", "freedict-eng-fra.tei", "cedict_ts.u8".
bool languages_of_name(const std::filesystem::path& path, Dictionary& out) {
  std::string name = text::to_lower(path.stem().string());
  if (name.find("cedict") != std::string::npos) {
    out.source_lang = "zh";
    out.target_lang = "en";
    return true;
  }
  constexpr std::string_view kPrefix = "freedict-";
  if (name.starts_with(kPrefix)) name.erase(0, kPrefix.size());
  return languages_of(name, out);
}

std::string_view trimmed_text(pugi::xml_node node) {
  return text::trim(node.child_value());
}

struct Collector : pugi::xml_tree_walker {
  std::vector<std::string> words;
  std::vector<std::string> translations;

  bool for_each(pugi::xml_node& node) override {
    const std::string_view name = node.name();
    const bool word = name == "orth";
    const bool translation =
        name == "tr" ||
        (name == "quote" && std::string_view(node.parent().attribute("type").value()) == "trans");
    if (!word && !translation) return true;
    const std::string_view text = trimmed_text(node);
    if (!text.empty()) (word ? words : translations).emplace_back(text);
    return true;
  }
};

struct Entries : pugi::xml_tree_walker {
  std::vector<lexicon::DictionaryEntry> out;

  bool for_each(pugi::xml_node& node) override {
    if (std::string_view(node.name()) != "entry") return true;
    Collector found;
    node.traverse(found);
    for (const std::string& word : found.words) {
      for (const std::string& translation : found.translations) out.push_back({word, translation});
    }
    return true;
  }
};

}  // namespace

std::vector<lexicon::DictionaryEntry> parse_freedict(std::string_view xml) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_auto))
    return {};
  Entries entries;
  document.traverse(entries);
  return std::move(entries.out);
}

Dictionary read_dictionary(std::string_view argument) {
  Dictionary out;
  const std::size_t equals = argument.find('=');
  const bool named =
      equals != std::string_view::npos && languages_of(argument.substr(0, equals), out);
  const std::filesystem::path path(named ? argument.substr(equals + 1) : argument);
  if (!named && !languages_of_name(path, out)) {
    throw Error(ErrorKind::usage, path.string(), "",
                "the languages of the dictionary are not told by its name",
                "write them in front: --dictionary en-fr=" + path.string());
  }
  const std::string bytes = files::read(path);
  std::string_view content = bytes;
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  out.entries = text::trim(content.substr(0, 200)).starts_with('<')
                    ? parse_freedict(content)
                    : lexicon::parse_dictionary(content);
  if (out.entries.empty()) {
    throw Error(ErrorKind::usage, path.string(), "", "no entry of a dictionary in the file",
                "lines of word, tab, translation; CC-CEDICT; or FreeDict's TEI");
  }
  return out;
}

}  // namespace hexapla::align
