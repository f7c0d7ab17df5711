#include "pipeline/index/synonyms.h"

#include <algorithm>
#include <map>
#include <utility>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/index/parser.h"
#include "pipeline/index/replace_synonyms.h"
#include "pipeline/index/topics.h"

namespace hexapla::index {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::size_t words_of(std::string_view key) {
  return 1 + static_cast<std::size_t>(std::count(key.begin(), key.end(), ' '));
}

// Members by what they are compared by, with the group that has them.
using Members = std::map<std::string, std::size_t, std::less<>>;

bool is_word(const Node& node) {
  return node.kind == Node::Kind::words && !node.negated && node.field == Field::none;
}

Node leaf(Node::Kind kind, std::string text, Span place) {
  Node out;
  out.kind = kind;
  out.text = std::move(text);
  out.place = place;
  return out;
}

class Replacer {
 public:
  explicit Replacer(const Synonyms& synonyms) : synonyms_(synonyms) {
    for (std::size_t g = 0; g < synonyms.groups.size(); ++g) {
      for (const std::string& member : synonyms.groups[g]) {
        const std::string key = topic_key(member);
        longest_ = std::max(longest_, words_of(key));
        members_.emplace(key, g);  // the first group that has it
      }
    }
  }

  void in(Node& node) const {
    if (node.negated) return;
    if (node.kind == Node::Kind::phrase && node.field == Field::none) {
      const auto found = members_.find(topic_key(node.text));
      if (found != members_.end()) node = any(found->second, node.place);
      return;
    }
    if (node.kind == Node::Kind::near) return;
    std::vector<Node> out;
    for (std::size_t i = 0; i < node.children.size();) {
      if (const std::size_t taken = member_at(node, i, out); taken > 0) {
        i += taken;
        continue;
      }
      in(node.children[i]);
      out.push_back(std::move(node.children[i++]));
    }
    node.children = std::move(out);
  }

 private:
  // Words that stand together and are a member, the longest: replaced by all of its group.
  std::size_t member_at(const Node& node, std::size_t i, std::vector<Node>& out) const {
    const bool together = node.kind == Node::Kind::all;
    std::vector<std::string> keys;
    std::string key;
    for (std::size_t k = i; k < node.children.size() && is_word(node.children[k]); ++k) {
      if (words_of(key) > longest_ || (k > i && !together)) break;
      key += (k > i ? " " : "") + topic_key(node.children[k].text);
      keys.push_back(key);
    }
    for (std::size_t n = keys.size(); n > 0; --n) {
      const auto found = members_.find(keys[n - 1]);
      if (found == members_.end()) continue;
      out.push_back(
          any(found->second, {node.children[i].place.begin, node.children[i + n - 1].place.end}));
      return n;
    }
    return 0;
  }

  Node any(std::size_t group, Span place) const {
    Node out = leaf(Node::Kind::disjunction, "", place);
    for (const std::string& member : synonyms_.groups[group]) {
      const bool phrase = member.find(' ') != std::string::npos;
      out.children.push_back(leaf(phrase ? Node::Kind::phrase : Node::Kind::words, member, place));
    }
    return out;
  }

  const Synonyms& synonyms_;
  Members members_;
  std::size_t longest_ = 1;
};

}  // namespace

Synonyms read_synonyms(std::string_view text, const std::string& name) {
  Synonyms out;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
    ++number;
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (line.empty() || line.starts_with('#')) continue;
    const auto fail = [&](const char* reason, const char* remedy) {
      throw Error(ErrorKind::usage, name, "line " + std::to_string(number), reason, remedy);
    };
    if (text::first_invalid(line)) fail("this is no UTF-8", "save the file as UTF-8");
    std::vector<std::string> group;
    while (!line.empty()) {
      const std::size_t comma = std::min(line.find(','), line.size());
      const std::string_view member = trimmed(line.substr(0, comma));
      if (!member.empty()) group.emplace_back(member);
      line.remove_prefix(std::min(line.size(), comma + 1));
    }
    if (group.size() < 2) fail("a group has one member only", "separate the members by commas");
    out.groups.push_back(std::move(group));
  }
  return out;
}

void replace_synonyms(const Synonyms& synonyms, ParsedQuery& query) {
  if (synonyms.empty()) return;
  Replacer(synonyms).in(query.root);
}

}  // namespace hexapla::index
