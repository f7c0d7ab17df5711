#include "pipeline/exchange/inline_codes.h"

#include <algorithm>
#include <map>

namespace hexapla::exchange {

using memory::InlineCode;
using Kind = InlineCode::Kind;

bool is_marker(const InlineCode& code) {
  return code.element == "hi" || code.element == "mrk" || code.element == "sm" ||
         code.element == "em";
}

std::vector<Pairing> pair_codes(const std::vector<InlineCode>& codes) {
  std::vector<Pairing> out(codes.size());
  std::map<std::string, std::vector<std::size_t>> waiting;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    out[i].partner = i;
    if (codes[i].kind == Kind::standalone) continue;
    auto& open = waiting[(is_marker(codes[i]) ? "m" : "c") + codes[i].id];
    if (codes[i].kind == Kind::open) {
      open.push_back(i);
    } else if (!open.empty()) {
      out[i].partner = open.back();
      out[open.back()].partner = i;
      open.pop_back();
    }
  }
  // A pair that closes while another one is open on top of it crosses that one.
  std::vector<std::size_t> stack;
  std::vector<bool> gone(codes.size(), false);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const std::size_t partner = out[i].partner;
    if (partner == i) continue;
    if (partner > i) {
      stack.push_back(i);
      continue;
    }
    while (!stack.empty() && gone[stack.back()]) stack.pop_back();
    if (!stack.empty() && stack.back() == partner) {
      stack.pop_back();
      out[i].nested = out[partner].nested = true;
    } else {
      gone[partner] = true;
    }
  }
  return out;
}

std::string flat_native(const InlineCode& code) {
  std::string out;
  std::size_t done = 0;
  for (const InlineCode& inner : code.inner) {
    const std::size_t at = std::clamp(inner.at, done, code.native.size());
    out.append(code.native, done, at - done);
    out += flat_native(inner);
    done = at;
  }
  return out.append(code.native, done);
}

}  // namespace hexapla::exchange
