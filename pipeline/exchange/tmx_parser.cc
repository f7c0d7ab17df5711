#include "pipeline/exchange/tmx_parser.h"

#include <libxml/parserInternals.h>

#include <algorithm>
#include <climits>

#include "pipeline/base/error.h"
#include "pipeline/exchange/tmx_names.h"

namespace hexapla::exchange {
namespace {

constexpr std::size_t kDeepest = 100;
constexpr std::size_t kMostVariants = 500;
constexpr std::size_t kLongestEntity = 1000;
constexpr std::size_t kMostEntities = 1000;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// libxml2's message on one line. The line numbers in it count from the last fresh start: they are
// left out.
std::string one_line(std::string_view message) {
  std::string out(message.substr(0, message.find('\n')));
  const std::size_t at = out.find(" line ");
  if (at != std::string::npos) {
    const std::size_t end = out.find_first_not_of("0123456789", at + 6);
    if (end != at + 6) out.erase(at, (end == std::string::npos ? out.size() : end) - at);
  }
  return out;
}

}  // namespace

template <typename Visit>
void TmxParser::Attributes::each(Visit visit) const {
  for (int i = 0; i < count; ++i) {
    const xmlChar** a = list + 5 * static_cast<std::ptrdiff_t>(i);
    visit(view(a[0]), view(a[1]),
          std::string_view(reinterpret_cast<const char*>(a[3]),
                           static_cast<std::size_t>(a[4] - a[3])));
  }
}

std::string TmxParser::Attributes::value(std::string_view name) const {
  std::string out;
  each([&](std::string_view n, std::string_view, std::string_view v) {
    if (n == name) out = v;
  });
  return out;
}

void TmxParser::Free::operator()(xmlParserCtxtPtr c) const {
  if (c->myDoc != nullptr) xmlFreeDoc(c->myDoc);
  c->myDoc = nullptr;
  xmlFreeParserCtxt(c);
}

TmxParser::TmxParser() {
  open();
}
TmxParser::~TmxParser() = default;

xmlSAXHandler TmxParser::handler() {
  xmlSAXHandler out{};
  out.initialized = XML_SAX2_MAGIC;
  out.startElementNs = on_start;
  out.endElementNs = on_end;
  // The same function for both: libxml2 then does not look whether a text is white space.
  out.characters = on_text;
  out.ignorableWhitespace = on_text;
  out.cdataBlock = on_text;
  out.reference = on_reference;
  out.serror = on_error;
  out.entityDecl = on_entity;
  out.getEntity = get_entity;
  return out;
}

void TmxParser::open() {
  xmlSAXHandler sax = handler();
  context_.reset(xmlCreatePushParserCtxt(&sax, this, nullptr, 0, nullptr));
  if (!context_) throw Error(ErrorKind::environment, "", "", "no memory for a parser");
  xmlCtxtUseOptions(context_.get(), XML_PARSE_NONET);
  xmlSwitchEncoding(context_.get(), XML_CHAR_ENCODING_UTF8);
  stack_.assign(1, At::outside);
  text_ = nullptr;
  native_.clear();
  fatal_.clear();
  complete_ = false;
}

void TmxParser::resume(std::size_t line) {
  open();
  const std::string root = root_;
  const std::string version = header_.version;
  feed("<tmx><body>", line);
  root_ = root;
  header_.version = version;
  lines_before_ = line - 1;
}

bool TmxParser::feed(std::string_view bytes, std::size_t line) {
  refusal_.clear();
  remarks_.clear();
  line_ = line;
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, INT_MAX / 2);
    if (xmlParseChunk(context_.get(), part.data(), static_cast<int>(part.size()), 0) != 0 ||
        !fatal_.empty())
      return failed();
    bytes.remove_prefix(part.size());
  }
  return true;
}

bool TmxParser::end() {
  xmlParseChunk(context_.get(), nullptr, 0, 1);
  return context_->wellFormed != 0 ? true : failed();
}

bool TmxParser::failed() {
  if (context_->wellFormed != 0 && fatal_.empty()) return true;
  problem_ = {lines_before_ + static_cast<std::size_t>(std::max(1, fatal_line_)),
              fatal_.empty() ? "not well formed" : fatal_};
  return false;
}

memory::TranslationUnit* TmxParser::unit() {
  if (!complete_) return nullptr;
  complete_ = false;
  return &unit_;
}

void TmxParser::refuse(std::string reason) {
  if (refusal_.empty()) refusal_ = std::move(reason);
}

void TmxParser::start(std::string_view name, const Attributes& attributes) {
  const At parent = stack_.back();
  At here = At::foreign;
  switch (parent) {
    case At::outside:
      root_ = name;
      if (name == "tmx") {
        here = At::tmx;
        header_.version = attributes.value("version");
      }
      break;
    case At::tmx:
    case At::body:
      if (name == "header") {
        here = At::header;
        attributes.each([&](std::string_view n, std::string_view, std::string_view v) {
          if (n == "srclang") {
            const std::string tag = language_tag(v);
            header_.source_language = tag.empty() ? "*all*" : tag;
          } else if (n == kTmxSegmentType) {
            header_.segmentation = v;
          } else {
            header_.attributes.emplace_back(n, v);
          }
        });
      } else if (name == "body") {
        here = At::body;
      } else if (name == "tu") {
        here = At::unit;
        start_unit(attributes);
      }
      break;
    case At::unit:
      if (name == "tuv") {
        here = At::variant;
        start_variant(attributes);
        break;
      }
      [[fallthrough]];
    case At::header:
    case At::variant:
      if (name == "prop" || name == "note") {
        here = At::collected;
        collects_property_ = name == "prop";
        collected_type_ = attributes.value("type");
        collected_.clear();
        text_ = &collected_;
      } else if (name == "seg" && parent == At::variant) {
        here = At::segment;
        if (has_segment_) refuse("a <tuv> with two <seg>");
        has_segment_ = true;
        text_ = &variant_->text;
      }
      break;
    case At::segment:
    case At::native:
      here = start_inline(name, attributes);
      break;
    case At::collected:
    case At::foreign:
      break;
  }
  if (stack_.size() > kDeepest) {
    refuse("elements are nested more than " + std::to_string(kDeepest) + " deep");
    fatal_ = refusal_;
    fatal_line_ = context_->input->line;
    xmlStopParser(context_.get());
    return;
  }
  stack_.push_back(here);
}

void TmxParser::start_unit(const Attributes& attributes) {
  unit_.id.clear();
  unit_.source_lang = header_.source_language;
  unit_.variants.clear();
  unit_.properties.clear();
  unit_.notes.clear();
  variant_ = nullptr;
  attributes.each([&](std::string_view n, std::string_view prefix, std::string_view v) {
    if (n == "tuid") {
      unit_.id = v;
    } else if (n == "srclang") {
      const std::string tag = language_tag(v);
      unit_.source_lang = tag.empty() ? "*all*" : tag;
    } else if (prefix.empty() && is_tmx_attribute(n)) {
      unit_.properties.emplace_back(n, v);
    }
  });
}

void TmxParser::start_variant(const Attributes& attributes) {
  variant_ = &unit_.variants.emplace_back();
  has_segment_ = false;
  std::string written;
  attributes.each([&](std::string_view n, std::string_view prefix, std::string_view v) {
    // TMX 1.1 has lang, later ones xml:lang; a file that has both means the later one.
    if (n == "lang" && (prefix == "xml" || written.empty())) {
      written = v;
    } else if (prefix.empty() && is_tmx_attribute(n)) {
      variant_->properties.emplace_back(n, v);
    }
  });
  variant_->lang = language_tag(written);
  if (variant_->lang.empty()) {
    remarks_.push_back(
        {line_, written.empty() ? "a <tuv> without a language is left out"
                                : "a <tuv> is left out: \"" + written + "\" is no language tag"});
  }
}

TmxParser::At TmxParser::start_inline(std::string_view name, const Attributes& attributes) {
  memory::InlineCode code;
  code.element = name;
  const bool pairs = name == "bpt" || name == "ept";
  attributes.each([&](std::string_view n, std::string_view prefix, std::string_view v) {
    if (n == "i" && pairs) {
      code.id = v;
    } else if (prefix.empty()) {
      code.attributes.emplace_back(n, v);
    }
  });
  using Kind = memory::InlineCode::Kind;
  if (native_.empty()) {
    code.at = variant_->text.size();
    if (!is_tmx_native(name)) {
      code.kind = Kind::open;
      variant_->codes.push_back(std::move(code));
      return At::segment;
    }
    code.kind = name == "bpt" ? Kind::open : name == "ept" ? Kind::close : Kind::standalone;
  } else {
    code.at = native_.back().native.size();
  }
  // The vector may move: `text_` is set after it.
  native_.push_back(std::move(code));
  text_ = &native_.back().native;
  return At::native;
}

void TmxParser::finish_native() {
  memory::InlineCode code = std::move(native_.back());
  native_.pop_back();
  if (native_.empty()) {
    variant_->codes.push_back(std::move(code));
    text_ = &variant_->text;
  } else {
    native_.back().inner.push_back(std::move(code));
    text_ = &native_.back().native;
  }
}

void TmxParser::finish(std::string_view name) {
  const At here = stack_.back();
  stack_.pop_back();
  const At parent = stack_.back();
  switch (here) {
    case At::collected: {
      text_ = nullptr;
      memory::Properties* properties = &header_.properties;
      std::vector<std::string>* notes = &header_.notes;
      if (parent == At::unit) {
        properties = &unit_.properties;
        notes = &unit_.notes;
      } else if (parent == At::variant) {
        properties = &variant_->properties;
        notes = &variant_->notes;
      }
      if (collects_property_) {
        const bool taken =
            is_tmx_attribute(collected_type_) || collected_type_.starts_with(kTmxPropertyPrefix);
        properties->emplace_back(
            taken ? std::string(kTmxPropertyPrefix) + collected_type_ : collected_type_,
            collected_);
      } else {
        notes->push_back(collected_);
      }
      break;
    }
    case At::native:
      finish_native();
      break;
    case At::segment:
      if (parent == At::segment) {
        memory::InlineCode code;
        code.at = variant_->text.size();
        code.kind = memory::InlineCode::Kind::close;
        code.element = name;
        variant_->codes.push_back(std::move(code));
      } else {
        text_ = nullptr;
      }
      break;
    case At::variant:
      finish_variant();
      break;
    case At::unit:
      if (unit_.variants.empty()) refuse("a unit without a segment in any language");
      complete_ = true;
      break;
    default:
      break;
  }
}

void TmxParser::finish_variant() {
  if (!has_segment_) remarks_.push_back({line_, "a <tuv> without <seg> is left out"});
  if (!has_segment_ || variant_->lang.empty()) {
    unit_.variants.pop_back();
  } else {
    normalize(*variant_);
  }
  if (unit_.variants.size() > kMostVariants)
    refuse("a unit with more than " + std::to_string(kMostVariants) + " variants");
  variant_ = nullptr;
}

void TmxParser::on_start(void* self, const xmlChar* name, const xmlChar*, const xmlChar*, int,
                         const xmlChar**, int count, int, const xmlChar** values) {
  static_cast<TmxParser*>(self)->start(view(name), {values, count});
}

void TmxParser::on_end(void* self, const xmlChar* name, const xmlChar*, const xmlChar*) {
  static_cast<TmxParser*>(self)->finish(view(name));
}

void TmxParser::on_text(void* self, const xmlChar* text, int size) {
  std::string* to = static_cast<TmxParser*>(self)->text_;
  if (to != nullptr)
    to->append(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
}

void TmxParser::on_reference(void* self, const xmlChar* name) {
  static_cast<TmxParser*>(self)->refuse("the entity &" + std::string(view(name)) +
                                        "; is not declared here as plain text");
}

void TmxParser::on_error(void* self, xmlErrorPtr error) {
  TmxParser& parser = *static_cast<TmxParser*>(self);
  if (error->level != XML_ERR_FATAL || !parser.fatal_.empty()) return;
  parser.fatal_ = one_line(error->message == nullptr ? "not well formed" : error->message);
  parser.fatal_line_ = error->line;
}

// Only plain text is put in: there is nothing to nest, so nothing to blow up.
void TmxParser::on_entity(void* self, const xmlChar* name, int type, const xmlChar*, const xmlChar*,
                          xmlChar* content) {
  TmxParser& parser = *static_cast<TmxParser*>(self);
  const std::string_view text = view(content);
  if (type != XML_INTERNAL_GENERAL_ENTITY || text.size() > kLongestEntity ||
      text.find_first_of("<&") != std::string_view::npos ||
      parser.entities_.size() >= kMostEntities)
    return;
  auto entity = std::make_unique<Entity>();
  entity->name = view(name);
  entity->content = text;
  // The kind that libxml2 copies to the text without parsing it.
  entity->entity.type = XML_ENTITY_DECL;
  entity->entity.etype = XML_INTERNAL_PREDEFINED_ENTITY;
  entity->entity.name = reinterpret_cast<const xmlChar*>(entity->name.c_str());
  entity->entity.content = reinterpret_cast<xmlChar*>(entity->content.data());
  entity->entity.length = static_cast<int>(entity->content.size());
  parser.entities_.try_emplace(entity->name, std::move(entity));
}

xmlEntityPtr TmxParser::get_entity(void* self, const xmlChar* name) {
  TmxParser& parser = *static_cast<TmxParser*>(self);
  const auto found = parser.entities_.find(view(name));
  if (found == parser.entities_.end()) return nullptr;
  // In attributes libxml2 takes only one byte of such an entity.
  if (parser.context_->instate == XML_PARSER_ATTRIBUTE_VALUE) {
    parser.refuse("an entity in an attribute is not put in");
    return nullptr;
  }
  return &found->second->entity;
}

}  // namespace hexapla::exchange
