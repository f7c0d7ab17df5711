#include <algorithm>

#include "analyzers/segmentation/marks.h"
#include "analyzers/text/utf8.h"

namespace hexapla::segmentation {
namespace {

class Finder {
 public:
  explicit Finder(std::string_view s) : s_(s) {}

  // The next mark that may close a quotation, searched once from left to right.
  struct Closing {
    char32_t mark;
    bool single;
    std::size_t at = 0;
    bool found = false;
  };

  bool closes(const Closing& closing, std::size_t i) const {
    if (at(i) != closing.mark) return false;
    if (!closing.single) return true;
    if (closing.mark == U'’') return !text::is_letter(at(i + size_at(i)));
    const char32_t prev = before(i);
    return (is_terminal(prev) || prev == ',') && !text::is_letter(at(i + size_at(i)));
  }

  std::size_t next_closing(Closing& closing, std::size_t after) const {
    if (closing.found && closing.at > after) return closing.at;
    std::size_t i = std::max(closing.at, after + size_at(after));
    while (i < s_.size() && !closes(closing, i)) i += size_at(i);
    closing.at = i;
    closing.found = true;
    return i;
  }

  // Matched quotation marks: inside a quotation nothing ends, unless it is long or passes a line
  // end.
  std::vector<Span> run() {
    constexpr std::size_t kLong = 1500;
    std::vector<Span> out;
    Closing straight{U'"', false}, curly{U'”', false}, angle{U'»', false}, corner{U'」', false};
    Closing title{U'》', false};
    Closing apostrophe{U'\'', true}, high{U'’', true}, line{U'\n', false};
    for (std::size_t i = 0; i < s_.size(); i += size_at(i)) {
      const char32_t c = at(i);
      Closing* closing = nullptr;
      switch (c) {
        case U'"':
          closing = &straight;
          break;
        case U'“':
          closing = &curly;
          break;
        case U'«':
          closing = &angle;
          break;
        case U'《':
          closing = &title;
          break;
        case U'「':
          closing = &corner;
          break;
        case U'\'':
        case U'‘': {
          const char32_t prev = before(i);
          const bool starts = prev == 0 || text::is_space(prev) || is_opener(prev);
          if (starts && text::is_letter(at(i + size_at(i))))
            closing = c == U'‘' ? &high : &apostrophe;
          break;
        }
        default:
          break;
      }
      if (closing == nullptr) continue;
      const std::size_t end = next_closing(*closing, i);
      if (end >= s_.size() || end - i > kLong || next_closing(line, i) < end) continue;
      out.push_back({i, end});
      i = end;
    }
    return out;
  }

 private:
  char32_t at(std::size_t i) const { return i < s_.size() ? text::decode(s_, i).value : 0; }
  std::size_t size_at(std::size_t i) const { return i < s_.size() ? text::decode(s_, i).size : 0; }
  char32_t before(std::size_t i) const {
    return i == 0 ? 0 : text::decode(s_, text::code_point_start(s_, i - 1)).value;
  }

  std::string_view s_;
};

}  // namespace

std::vector<Span> find_quotations(std::string_view text) {
  return Finder(text).run();
}

}  // namespace hexapla::segmentation
