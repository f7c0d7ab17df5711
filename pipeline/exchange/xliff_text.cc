#include "pipeline/exchange/xliff_text.h"

#include <algorithm>
#include <array>

#include "pipeline/exchange/inline_codes.h"
#include "pipeline/exchange/units.h"
#include "pipeline/exchange/xliff_values.h"
#include "pipeline/exchange/xml_text.h"

namespace hexapla::exchange {
namespace {

using memory::InlineCode;
using memory::Variant;
using Kind = InlineCode::Kind;

// Walks a content and gathers text and codes.
class ContentReader {
 public:
  ContentReader(const std::map<std::string, std::string>* data, bool preserve)
      : data_(data), preserve_(preserve) {}

  Variant read(Node content) {
    walk(content);
    if (trailing_ && !out_.text.empty()) {
      out_.text.pop_back();
      for (InlineCode& code : out_.codes) code.at = std::min(code.at, out_.text.size());
    }
    normalize(out_);
    return std::move(out_);
  }

 private:
  void walk(Node parent) {
    for (Node n = parent->children; n != nullptr; n = n->next) {
      if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
        text(view(n->content));
      } else if (is_element(n)) {
        data_ != nullptr ? element2(n) : element1(n);
      }
    }
  }

  // Line ends and tabs come from the layout of the file: with the spaces around them they are one
  // space, and none at the ends.
  void text(std::string_view text) {
    if (preserve_) {
      out_.text += text;
      return;
    }
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = std::min(text.find_first_of(" \n\t\r", at), text.size());
      if (begin > at) {
        out_.text.append(text, at, begin - at);
        trailing_ = false;
      }
      const std::size_t end = std::min(text.find_first_not_of(" \n\t\r", begin), text.size());
      const std::string_view space = text.substr(begin, end - begin);
      if (space.find_first_of("\n\t\r") == std::string_view::npos) {
        if (!space.empty()) trailing_ = false;
        out_.text += space;
      } else if (!out_.text.empty() && !trailing_) {
        out_.text += ' ';
        trailing_ = true;
      }
      at = end;
    }
  }

  InlineCode& add(Node n, Kind kind, std::string id) {
    InlineCode code;
    code.at = out_.text.size();
    code.kind = kind;
    code.element = local_name(n);
    code.id = std::move(id);
    out_.codes.push_back(std::move(code));
    return out_.codes.back();
  }

  // All attributes but those that say what the code's fields say.
  static void attributes(Node n, InlineCode& code) {
    static constexpr std::array<std::string_view, 6> kElsewhere = {
        "id", "startRef", "dataRef", "dataRefStart", "dataRefEnd", "rid"};
    for (const xmlAttr* a = n->properties; a != nullptr; a = a->next) {
      if (a->ns != nullptr) continue;
      const std::string name(view(a->name));
      if (std::find(kElsewhere.begin(), kElsewhere.end(), name) == kElsewhere.end())
        code.attributes.emplace_back(name, attribute_or(n, name, ""));
    }
  }

  std::string data(Node n, std::string_view reference) const {
    const auto found = data_->find(attribute_or(n, reference, ""));
    return found == data_->end() ? std::string() : found->second;
  }

  void element2(Node n) {
    const std::string_view name = local_name(n);
    const std::string id = attribute_or(n, "id", "");
    if (name == "pc" || name == "mrk") {
      InlineCode& open = add(n, Kind::open, id);
      attributes(n, open);
      open.native = data(n, "dataRefStart");
      walk(n);
      add(n, Kind::close, id).native = data(n, "dataRefEnd");
      return;
    }
    const Kind kind = name == "sc" || name == "sm"   ? Kind::open
                      : name == "ec" || name == "em" ? Kind::close
                                                     : Kind::standalone;
    InlineCode& code = add(n, kind, attribute_or(n, "startRef", id));
    attributes(n, code);
    code.native = data(n, "dataRef");
  }

  void element1(Node n) {
    const std::string_view name = local_name(n);
    const std::string id = attribute_or(n, "id", "");
    if (name == "g" || name == "mrk") {
      attributes(n, add(n, Kind::open, name == "mrk" ? attribute_or(n, "mid", "") : id));
      walk(n);
      add(n, Kind::close, name == "mrk" ? attribute_or(n, "mid", "") : id);
      return;
    }
    const Kind kind = name == "bpt" ? Kind::open : name == "ept" ? Kind::close : Kind::standalone;
    InlineCode& code = add(n, kind, attribute_or(n, "rid", id));
    attributes(n, code);
    native1(n, code);
  }

  static void native1(Node n, InlineCode& code) {
    for (Node child = n->children; child != nullptr; child = child->next) {
      if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
        code.native += view(child->content);
      } else if (is_element(child)) {
        InlineCode inner;
        inner.at = code.native.size();
        inner.element = local_name(child);
        attributes(child, inner);
        native1(child, inner);
        code.inner.push_back(std::move(inner));
      }
    }
  }

  const std::map<std::string, std::string>* data_;  // null: XLIFF 1.x
  bool preserve_;
  bool trailing_ = false;  // the text ends in a space that stands for a line end
  Variant out_;
};

// The type of a code of TMX in XLIFF's words: (type, subType).
std::pair<std::string_view, std::string_view> type_of(const InlineCode& code) {
  std::string_view type;
  std::string_view sub;
  for (const auto& [name, value] : code.attributes) {
    if (name == "type" || name == "ctype") type = value;
    if (name == "subType") sub = value;
  }
  if (type == "bold") return {"fmt", "xlf:b"};
  if (type == "italic") return {"fmt", "xlf:i"};
  if (type == "ulined" || type == "underlined") return {"fmt", "xlf:u"};
  if (type == "lb" || type == "pb") return {"fmt", type == "lb" ? "xlf:lb" : "xlf:pb"};
  if (type.empty() || !value_problem("code", type).empty()) return {"", ""};
  // A sub-type that XLIFF itself defines goes with one type only: kept where it came with it.
  const bool own = sub.starts_with("xlf:") && type != "fmt" && type != "ui";
  return {type, own || !value_problem("custom", sub).empty() ? std::string_view() : sub};
}

}  // namespace

Variant read_content2(Node content, const std::map<std::string, std::string>& data) {
  return ContentReader(&data, preserves_space(content)).read(content);
}

Variant read_content1(Node content) {
  return ContentReader(nullptr, preserves_space(content)).read(content);
}

std::string Xliff2Codes::source(const Variant& variant) {
  of_source_.clear();
  return render(variant, false);
}

std::string Xliff2Codes::target(const Variant& variant) {
  used_.clear();
  return render(variant, true);
}

std::string Xliff2Codes::identifier(const std::string& key, bool is_target, bool marker) {
  if (is_target) {
    const auto same = of_source_.find(key);
    const std::size_t n = used_[key]++;
    if (same != of_source_.end() && n < same->second.size()) return same->second[n];
    return "t" + std::to_string(++target_codes_);
  }
  std::string id = (marker ? "m" : "") + std::to_string(++codes_);
  of_source_[key].push_back(id);
  return id;
}

std::string Xliff2Codes::data_attribute(std::string_view name, const InlineCode& code) {
  const std::string native = flat_native(code);
  if (native.empty()) return {};
  const auto [found, fresh] = data_ids_.try_emplace(native, data_.size() + 1);
  if (fresh) data_.push_back(native);
  std::string out;
  append_attribute(out, name, "d" + std::to_string(found->second));
  return out;
}

std::string Xliff2Codes::render(const Variant& variant, bool is_target) {
  const std::vector<InlineCode>& codes = variant.codes;
  const std::vector<Pairing> pairs = pair_codes(codes);
  std::vector<std::string> ids(codes.size());
  std::string out;
  std::size_t done = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const InlineCode& code = codes[i];
    const std::size_t at = std::clamp(code.at, done, variant.text.size());
    append_xml_text(out, std::string_view(variant.text).substr(done, at - done));
    done = at;
    const bool paired = pairs[i].partner != i;
    const bool marker = is_marker(code);
    if (marker && !paired) continue;
    const bool closes = paired && code.kind == Kind::close;
    if (closes && pairs[i].nested) {
      out.append("</").append(prefix_).append(marker ? "mrk>" : "pc>");
      continue;
    }
    if (closes) {
      out.append("<").append(prefix_).append(marker ? "em" : "ec");
      append_attribute(out, "startRef", ids[pairs[i].partner]);
      out.append(marker ? "" : data_attribute("dataRef", code)).append("/>");
      continue;
    }
    if (code.element == "cp" && !code.attributes.empty() &&
        value_problem("cp", code.attributes.front().second).empty()) {
      out.append("<").append(prefix_).append("cp");
      append_attribute(out, "hex", code.attributes.front().second);
      out += "/>";
      continue;
    }
    const char sort = marker   ? 'm'
                      : paired ? 'p'
                               : static_cast<char>('0' + static_cast<int>(code.kind));
    ids[i] = identifier(sort + code.id + '\n' + code.native, is_target, marker);
    const bool spans = paired && pairs[i].nested;
    const std::string_view element = marker                     ? (spans ? "mrk" : "sm")
                                     : spans                    ? "pc"
                                     : code.kind == Kind::open  ? "sc"
                                     : code.kind == Kind::close ? "ec"
                                                                : "ph";
    out.append("<").append(prefix_).append(element);
    append_attribute(out, "id", ids[i]);
    if (!marker) {
      const auto [type, sub] = type_of(code);
      if (!type.empty()) append_attribute(out, "type", type);
      if (!sub.empty()) append_attribute(out, "subType", sub);
      if (!paired && code.kind != Kind::standalone) append_attribute(out, "isolated", "yes");
      out += data_attribute(spans ? "dataRefStart" : "dataRef", code);
      if (spans) out += data_attribute("dataRefEnd", codes[pairs[i].partner]);
    }
    out += spans ? ">" : "/>";
  }
  append_xml_text(out, std::string_view(variant.text).substr(done));
  return out;
}

std::string Xliff2Codes::original_data() const {
  if (data_.empty()) return {};
  std::string out = "<" + prefix_ + "originalData>";
  for (std::size_t i = 0; i < data_.size(); ++i) {
    out.append("<").append(prefix_).append("data");
    append_attribute(out, "id", "d" + std::to_string(i + 1));
    out += '>';
    append_xml_text(out, data_[i]);
    out.append("</").append(prefix_).append("data>");
  }
  return out + "</" + prefix_ + "originalData>";
}

std::string content1(const Variant& variant, const std::string& prefix) {
  const std::vector<Pairing> pairs = pair_codes(variant.codes);
  std::string out;
  std::size_t done = 0;
  for (std::size_t i = 0; i < variant.codes.size(); ++i) {
    const InlineCode& code = variant.codes[i];
    const std::size_t at = std::clamp(code.at, done, variant.text.size());
    append_xml_text(out, std::string_view(variant.text).substr(done, at - done));
    done = at;
    if (is_marker(code)) continue;
    const bool paired = pairs[i].partner != i;
    const std::string element = code.kind == Kind::standalone ? "ph"
                                : !paired                     ? "it"
                                : code.kind == Kind::open     ? "bpt"
                                                              : "ept";
    out.append("<").append(prefix).append(element);
    append_attribute(out, "id", std::to_string(std::min(i, pairs[i].partner) + 1));
    if (element == "it") append_attribute(out, "pos", code.kind == Kind::open ? "open" : "close");
    out += '>';
    append_xml_text(out, flat_native(code));
    out.append("</").append(prefix).append(element).append(">");
  }
  append_xml_text(out, std::string_view(variant.text).substr(done));
  return out;
}

}  // namespace hexapla::exchange
