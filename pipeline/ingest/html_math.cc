#include "pipeline/ingest/html_math.h"

#include <algorithm>
#include <array>

#include "analyzers/text/utf8.h"

namespace hexapla::ingest::html {
namespace {

constexpr int kDeepest = 32;

enum class Part : std::uint8_t {
  group,  // its children, one after the other
  unseen,
  fraction,
  root,        // of all children
  other_root,  // of the first, by the second
  below,       // base, what stands below it
  above,
  both,
  lowered,
  fenced,
  rows,
  row,
};

Part part_of(std::uint16_t tag) {
  static const std::vector<Part> all = [] {
    std::vector<Part> out(256, Part::group);
    const auto set = [&](Part part, std::initializer_list<const char*> names) {
      for (const char* name : names) out[tag_number(name)] = part;
    };
    // The annotation says the formula again, as TeX.
    set(Part::unseen, {"annotation", "annotation-xml", "mphantom"});
    set(Part::fraction, {"mfrac"});
    set(Part::root, {"msqrt"});
    set(Part::other_root, {"mroot"});
    set(Part::lowered, {"msub"});
    set(Part::below, {"munder"});
    set(Part::above, {"msup"});
    set(Part::both, {"munderover", "msubsup"});
    set(Part::fenced, {"mfenced"});
    set(Part::rows, {"mtable"});
    set(Part::row, {"mtr"});
    out[0] = Part::group;
    return out;
  }();
  return all[tag];
}

// Between figures and letters these are not written: times, function of, and.
bool is_invisible(std::string_view words) {
  constexpr std::array<std::string_view, 11> kNames{
      "\u2061",   "\u2062",   "\u2063",   "\u2064",          "&#8289;",         "&#8290;",
      "&#x2061;", "&#x2062;", "&#x2063;", "&ApplyFunction;", "&InvisibleTimes;"};
  return std::find(kNames.begin(), kNames.end(), words) != kNames.end();
}

class Formula {
 public:
  Formula(std::string_view html, const std::vector<Token>& tokens) : html_(html), tokens_(tokens) {}

  std::vector<MathPiece> run(std::uint32_t math) {
    children_of(math, 0);
    return std::move(out_);
  }

 private:
  // The elements within one, each with an end.
  std::vector<std::uint32_t> children(std::uint32_t of) const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = of + 1; i < tokens_[of].match; ++i) {
      const Token& t = tokens_[i];
      if (t.kind != Kind::start || t.match == kNone || t.match > tokens_[of].match) continue;
      out.push_back(i);
      i = t.match;
    }
    return out;
  }

  void sign(std::string_view text, std::uint32_t token) {
    out_.push_back({std::string(text), tokens_[token].begin, tokens_[token].end, false});
  }

  void words(const Token& t) {
    const std::string_view all = html_.substr(t.begin, t.end - t.begin);
    const std::string_view inner = text::trim(all);
    if (inner.empty() || is_invisible(inner)) return;
    const auto begin = static_cast<std::size_t>(inner.data() - html_.data());
    out_.push_back({"", begin, begin + inner.size(), raised_ > 0});
  }

  // Everything within an element, in its order.
  void children_of(std::uint32_t of, int depth) {
    for (std::uint32_t i = of + 1; i < tokens_[of].match; ++i) {
      const Token& t = tokens_[i];
      if (t.kind == Kind::text) words(t);
      if (t.kind != Kind::start || t.match == kNone || t.match > tokens_[of].match) continue;
      if (depth < kDeepest) {
        element(i, depth + 1);
        i = t.match;
      }
    }
  }

  // What an element says, in brackets when that is more than one word.
  void grouped(std::uint32_t i, int depth) {
    in_brackets(i, [&] { element(i, depth); });
  }

  // What `write` writes of an element, in brackets when that is more than one word.
  template <class Write>
  void in_brackets(std::uint32_t i, Write write) {
    const std::size_t before = out_.size();
    write();
    if (out_.size() <= before + 1) return;
    const Token& t = tokens_[i];
    out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(before), {"(", t.begin, t.end, false});
    sign(")", t.match);
  }

  // Figures are raised; what else stands above is told by its sign.
  void exponent(std::uint32_t i, int depth) {
    const std::size_t before = out_.size();
    ++raised_;
    element(i, depth);
    --raised_;
    bool figures = out_.size() == before + 1 && out_[before].sign.empty();
    for (std::size_t at = figures ? out_[before].begin : 0; figures && at < out_[before].end; ++at)
      figures = html_[at] >= '0' && html_[at] <= '9';
    if (figures) return;
    for (std::size_t k = before; k < out_.size(); ++k) out_[k].raised = false;
    const Token& t = tokens_[i];
    const bool several = out_.size() > before + 1;
    out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(before),
                {several ? "^(" : "^", t.begin, t.end, false});
    if (several) sign(")", t.match);
  }

  void element(std::uint32_t i, int depth) {
    const Token& t = tokens_[i];
    const Part part = part_of(t.tag);
    if (part == Part::unseen) return;
    if (depth >= kDeepest) {
      children_of(i, depth);
      return;
    }
    const std::vector<std::uint32_t> parts =
        part == Part::group ? std::vector<std::uint32_t>() : children(i);
    const std::size_t needed = part == Part::both ? 3 : 2;
    switch (part) {
      case Part::fraction:
      case Part::other_root:
      case Part::below:
      case Part::above:
      case Part::lowered:
      case Part::both:
        if (parts.size() != needed) {
          children_of(i, depth);
          return;
        }
        break;
      default:
        break;
    }
    switch (part) {
      case Part::fraction:
        grouped(parts[0], depth + 1);
        sign("/", parts[1]);
        grouped(parts[1], depth + 1);
        break;
      case Part::root:
        sign("√", i);
        // Its children have no part of their own around them.
        in_brackets(i, [&] { children_of(i, depth); });
        break;
      case Part::other_root: {
        ++raised_;
        element(parts[1], depth + 1);
        --raised_;
        sign("√", i);
        grouped(parts[0], depth + 1);
        break;
      }
      case Part::lowered:
        element(parts[0], depth + 1);
        element(parts[1], depth + 1);
        break;
      case Part::above:
        element(parts[0], depth + 1);
        exponent(parts[1], depth + 1);
        break;
      case Part::below:
        element(parts[0], depth + 1);
        sign("_", parts[1]);
        grouped(parts[1], depth + 1);
        break;
      case Part::both:
        element(parts[0], depth + 1);
        sign("_", parts[1]);
        grouped(parts[1], depth + 1);
        sign("^", parts[2]);
        grouped(parts[2], depth + 1);
        if (t.tag == tag_number("munderover")) sign(" ", t.match);
        break;
      case Part::fenced:
        fenced(i, parts, depth);
        break;
      case Part::rows:
        for (std::size_t k = 0; k < parts.size(); ++k) {
          if (k > 0) sign("; ", parts[k]);
          element(parts[k], depth + 1);
        }
        break;
      case Part::row:
        for (std::size_t k = 0; k < parts.size(); ++k) {
          if (k > 0) sign(" ", parts[k]);
          element(parts[k], depth + 1);
        }
        break;
      default:
        children_of(i, depth);
        break;
    }
  }

  void fenced(std::uint32_t i, const std::vector<std::uint32_t>& parts, int depth) {
    const std::string_view tag = html_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    const auto of = [&](const char* name, const char* otherwise) {
      return has_attribute(tag, name) ? attribute(tag, name) : std::string(otherwise);
    };
    const std::string open = of("open", "(");
    const std::string close = of("close", ")");
    const std::string between = of("separators", ",");
    if (!open.empty()) sign(open, i);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      if (k > 0 && !between.empty()) sign(between, parts[k]);
      element(parts[k], depth + 1);
    }
    if (!close.empty()) sign(close, tokens_[i].match);
  }

  std::string_view html_;
  const std::vector<Token>& tokens_;
  std::vector<MathPiece> out_;
  int raised_ = 0;
};

}  // namespace

std::vector<MathPiece> formula(std::string_view html, const std::vector<Token>& tokens,
                               std::uint32_t math) {
  return Formula(html, tokens).run(math);
}

}  // namespace hexapla::ingest::html
