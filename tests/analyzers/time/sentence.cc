#include "tests/analyzers/time/sentence.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/references/references.h"
#include "analyzers/time/time.h"

namespace hexapla::time {
namespace {

std::string told(const std::string& day, bool open) {
  return !day.empty() ? day : open ? ".." : "-";
}

bool agrees(std::string_view want, std::string_view have) {
  return want == "*" || want == have;
}

}  // namespace

void expect_read(const std::vector<Sentence>& sentences) {
  for (const Sentence& s : sentences) {
    std::string text;
    std::vector<std::string> quotes;
    for (std::size_t at = 0; at < s.text.size();) {
      if (s.text.substr(at, 3) == "⟦") {
        quotes.emplace_back();
        at += 3;
        const std::size_t end = s.text.find("⟧", at);
        quotes.back() = s.text.substr(at, end - at);
        text += quotes.back();
        at = end + 3;
      } else {
        text += s.text[at++];
      }
    }
    ASSERT_EQ(quotes.size(), s.times.size()) << text;
    text::Unit unit;
    unit.text = text;
    unit.lang = s.lang;
    const std::vector<text::Unit> units{unit};
    const auto references = references::find_in_document(units, references::Context{});
    const auto found = find_in_document(units, references).times.front();
    std::string have;
    for (const TimeExpression& e : found) {
      const bool open = !e.from.empty() && e.to.empty();
      have += "\n    <" + text.substr(e.span.begin, e.span.size()) + "> " + told(e.from, false) +
              " " + told(e.to, open) + " " + std::string(name(e.role)) + " " +
              std::string(name(e.bound)) + " actor <" + e.actor + "> action <" + e.action + ">";
    }
    for (std::size_t i = 0; i < quotes.size(); ++i) {
      const Expected& want = s.times[i];
      bool good = false;
      for (const TimeExpression& e : found) {
        const bool open = !e.from.empty() && e.to.empty();
        good = good || (text.substr(e.span.begin, e.span.size()) == quotes[i] &&
                        agrees(want.from, told(e.from, false)) &&
                        agrees(want.to, told(e.to, open)) && agrees(want.role, name(e.role)) &&
                        agrees(want.bound, name(e.bound)) && agrees(want.actor, e.actor));
      }
      EXPECT_TRUE(good) << s.lang << ": " << text << "\n  wanted <" << quotes[i] << "> "
                        << want.from << " " << want.to << " " << want.role << " " << want.bound
                        << " actor <" << want.actor << ">, found" << have;
    }
    EXPECT_LE(found.size(), quotes.size()) << s.lang << ": " << text << have;
  }
}

}  // namespace hexapla::time
