#include "pipeline/ingest/docx_package.h"

#include "pipeline/base/error.h"

namespace hexapla::ingest::docx {
namespace {

constexpr std::string_view kUsualMain = "word/document.xml";

// "word" and "../x/y.xml" give "x/y.xml"; what would leave the package gives "".
std::string resolved(std::string_view folder, std::string_view target) {
  std::vector<std::string_view> steps;
  const auto walk = [&](std::string_view path) {
    for (std::size_t begin = 0; begin <= path.size();) {
      const std::size_t end = std::min(path.find('/', begin), path.size());
      const std::string_view step = path.substr(begin, end - begin);
      begin = end + 1;
      if (step.empty() || step == ".") continue;
      if (step != "..") {
        steps.push_back(step);
      } else if (steps.empty()) {
        return false;
      } else {
        steps.pop_back();
      }
    }
    return true;
  };
  if (!target.starts_with('/') && !walk(folder)) return "";
  if (!walk(target)) return "";
  std::string out;
  for (const std::string_view step : steps) {
    if (!out.empty()) out += '/';
    out += step;
  }
  return out;
}

}  // namespace

bool Package::is_docx(const ZipArchive& archive) {
  return archive.has("[Content_Types].xml") &&
         (archive.has(kUsualMain) || archive.has("_rels/.rels"));
}

Package::Package(std::string_view bytes, const std::string& file)
    : file_(file), archive_(bytes, file), parts_{file} {
  main_ = target("", "officeDocument");
  if (main_.empty() || !archive_.has(main_)) main_ = kUsualMain;
  const XmlPart* document = part(main_);
  if (document == nullptr || local_name(document->root()) != "document") {
    throw Error(ErrorKind::input, file_, "", "an Office file, but no text document",
                "save it as DOCX or as text");
  }
}

const std::map<std::string, Relation>& Package::relations(const std::string& part) {
  const auto known = relations_.find(part);
  if (known != relations_.end()) return known->second;
  std::map<std::string, Relation>& out = relations_[part];
  const std::size_t slash = part.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash);
  const std::string name = slash == std::string::npos ? part : part.substr(slash + 1);
  const std::string file = (folder.empty() ? "" : folder + "/") + "_rels/" + name + ".rels";
  if (!archive_.has(file)) return out;
  const XmlPart xml(archive_.read(file), file_, file, 0);
  for (const pugi::xml_node node : xml.root().children()) {
    Relation relation;
    const std::string type = attribute(node, "Type");
    relation.type = type.substr(type.rfind('/') + 1);
    relation.external = attribute(node, "TargetMode") == "External";
    const std::string to = attribute(node, "Target");
    relation.target = relation.external ? to : resolved(folder, to);
    out.emplace(attribute(node, "Id"), std::move(relation));
  }
  return out;
}

std::string Package::target(const std::string& from, std::string_view type) {
  for (const auto& [id, relation] : relations(from)) {
    if (relation.type == type && !relation.external) return relation.target;
  }
  return "";
}

std::optional<std::string> Package::bytes(const std::string& name) {
  if (name.empty() || !archive_.has(name)) return std::nullopt;
  return archive_.read(name);
}

std::uint32_t Package::add_part(std::string name) {
  parts_.push_back(std::move(name));
  return static_cast<std::uint32_t>(parts_.size() - 1);
}

const XmlPart* Package::part(const std::string& name) {
  const auto known = xml_.find(name);
  if (known != xml_.end()) return known->second.get();
  if (name.empty() || !archive_.has(name)) return nullptr;
  const auto number = static_cast<std::uint32_t>(parts_.size());
  auto xml = std::make_unique<XmlPart>(archive_.read(name), file_, name, number);
  parts_.push_back(name);
  return (xml_[name] = std::move(xml)).get();
}

}  // namespace hexapla::ingest::docx
