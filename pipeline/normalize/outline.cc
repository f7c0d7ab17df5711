#include "pipeline/normalize/outline.h"

#include <algorithm>

namespace hexapla::normalize {
namespace {

constexpr std::size_t kDeepest = 32;  // open lists
constexpr const char* kBullet = "bullet";
// Columns that a list within a list is set in; what stands further in was only put there.
constexpr std::size_t kLeastStep = 2;
constexpr std::size_t kMostStep = 8;

}  // namespace

void Outline::clear() {
  headings_.clear();
  items_.clear();
  seen_.clear();
  list_open_ = false;
  last_block_ = -1;
}

Outline::Place Outline::open_heading(const std::string& style, int atx, int ordinal, int block,
                                     bool in_annex) {
  for (Item& item : items_) item.behind_heading = true;
  list_open_ = false;
  last_block_ = block;
  Place out;
  const std::string key = atx > 0 ? "atx" + std::to_string(atx) : style;
  if (atx > 0) {
    out.level = atx - 1;
    while (!headings_.empty() && headings_.back().level >= out.level) headings_.pop_back();
  } else if (style == "annex") {
    headings_.clear();
  } else {
    const auto same = std::find_if(headings_.begin(), headings_.end(),
                                   [&](const Heading& h) { return h.style == key; });
    if (same != headings_.end()) {
      out.level = same->level;
      headings_.erase(same, headings_.end());
    } else if (!headings_.empty()) {
      out.level = headings_.back().level + 1;
    } else {
      out.level = in_annex ? 1 : 0;
    }
  }
  out.parent = heading();
  headings_.push_back({key, out.level, block});
  if (ordinal > 0) {
    const auto seen =
        std::find_if(seen_.begin(), seen_.end(), [&](const auto& s) { return s.first == style; });
    if (seen != seen_.end()) {
      seen->second = ordinal;
    } else {
      seen_.emplace_back(style, ordinal);
    }
  }
  return out;
}

void Outline::close_heading() {
  if (!headings_.empty()) headings_.pop_back();
}

std::optional<Label> Outline::accept(const Label& label, bool certain) const {
  const auto last_of = [&](const std::string& style) {
    for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
      if (item->style == style) return item->last;
    }
    for (const auto& [seen, last] : seen_) {
      if (seen == style) return last;
    }
    return 0;
  };
  const bool letter =
      label.kind == LabelKind::upper_letter || label.kind == LabelKind::lower_letter;
  Label out = label;
  if (letter && label.roman > 0) {
    const Label roman = as_roman(label);
    const bool next_letter = last_of(label.style) == label.ordinal - 1 && label.ordinal > 1;
    // Numbers begin again where the heading above them is another one.
    const bool again = roman.ordinal == 1 &&
                       std::none_of(headings_.begin(), headings_.end(),
                                    [&](const Heading& h) { return h.style == roman.style; });
    const bool next_roman = last_of(roman.style) == roman.ordinal - 1 ||
                            (again && label.kind == LabelKind::upper_letter);
    if (!next_letter && next_roman) out = roman;
  }
  // "b)" and then a "с)" that somebody typed in Cyrillic.
  if (letter && out.twin > 1 && last_of(out.style) != out.ordinal - 1 &&
      last_of(out.twin_style) == out.twin - 1)
    out = as_twin(out);
  // Capitals with a full stop are initials unless they count something.
  const bool capital = out.kind == LabelKind::upper_letter || out.kind == LabelKind::upper_roman;
  if (!certain && capital && out.ordinal != 1 && out.style.ends_with('.')) {
    const int last = last_of(out.style);
    if (out.kind == LabelKind::upper_letter && last != out.ordinal - 1) return std::nullopt;
    if (out.kind == LabelKind::upper_roman && last == 0 && out.ordinal > 20) return std::nullopt;
  }
  return out;
}

bool Outline::continues(const Label& label) const {
  return std::any_of(items_.begin(), items_.end(),
                     [&](const Item& i) { return i.comes_before(label); });
}

Outline::Place Outline::open_item(const Label& label, int block, bool given) {
  Place out;
  const int above = last_block_;
  last_block_ = block;
  list_open_ = true;
  // Numbers do not count within a bullet.
  std::erase_if(items_, [](const Item& i) { return i.style == kBullet; });
  auto same = items_.end();
  // The next in a list that is open, the innermost first.
  for (auto i = items_.end(); i != items_.begin();) {
    --i;
    if (i->comes_before(label)) {
      same = i;
      break;
    }
  }
  // A list that counts down, once it has done so: "2." and "1." may begin a list within the first.
  bool down = false;
  if (given && same == items_.end() && !items_.empty()) {
    const Item& before = items_.back();
    down = before.style == label.style && before.last == label.ordinal + 1 &&
           before.block == above && (label.ordinal > 1 || before.down);
    if (down) same = items_.end() - 1;
  }
  if (same == items_.end() && label.ordinal == 1) {
    // A list begins anew: under a new heading in place of the old one, else within the item before
    // it.
    for (auto i = items_.begin(); i != items_.end(); ++i) {
      if (i->style == label.style && i->behind_heading) {
        same = i;
        break;
      }
    }
  }
  if (same == items_.end() && label.ordinal > 1) {
    for (auto i = items_.end(); i != items_.begin();) {
      --i;
      if (i->style == label.style && i->last < label.ordinal && !i->behind_heading) {
        same = i;
        out.gap = true;
        break;
      }
    }
    if (same == items_.end()) {
      for (auto i = items_.begin(); i != items_.end(); ++i) {
        if (i->style == label.style && i->last < label.ordinal) {
          same = i;
          break;
        }
      }
    }
  }
  if (same != items_.end()) {
    items_.erase(same + 1, items_.end());
    *same = {label.style, label.ordinal, block, false, label.twin_style, label.twin};
    same->down = down;
  } else {
    // Items from before a heading contain nothing that comes after it.
    const auto stale =
        std::find_if(items_.begin(), items_.end(), [](const Item& i) { return i.behind_heading; });
    items_.erase(stale, items_.end());
    // Nobody nests lists that deep: labels that do not count are not lists within lists.
    if (items_.size() >= kDeepest) items_.clear();
    items_.push_back({label.style, label.ordinal, block, false, label.twin_style, label.twin});
  }
  // What encloses the item must itself stand behind the last heading.
  out.level = 0;
  for (auto i = items_.begin(); i + 1 != items_.end(); ++i) {
    if (i->behind_heading) continue;
    ++out.level;
    out.parent = i->block;
  }
  return out;
}

Outline::Place Outline::open_bullet(std::size_t indent, int block, bool under_colon) {
  // Bullets of an open list end where one stands as far to the left, and hold those further in.
  int host = -1;
  if (list_open_) {
    std::erase_if(items_, [&](const Item& i) {
      const bool ends =
          i.style == kBullet && (i.indent + kLeastStep > indent || i.indent + kMostStep < indent);
      if (ends && host < 0) host = i.host;
      return i.behind_heading || ends;
    });
  } else {
    std::erase_if(items_, [](const Item& i) { return i.behind_heading || i.style == kBullet; });
    // A list below a colon hangs on the paragraph that ends in it.
    if (under_colon) {
      host = last_block_;
    } else {
      items_.clear();
    }
  }
  if (items_.size() >= kDeepest) items_.clear();
  items_.push_back({kBullet, 0, block, false, {}, 0, indent, host});
  Place out;
  for (const Item& i : items_) {
    if (i.host >= 0) out = {1, i.host, false};
    if (i.block == block) break;
    ++out.level;
    out.parent = i.block;
  }
  list_open_ = true;
  last_block_ = block;
  return out;
}

void Outline::paragraph(int block) {
  list_open_ = false;
  last_block_ = block;
}

}  // namespace hexapla::normalize
