#include "analyzers/time/years.h"

namespace hexapla::time {
namespace {

bool apostrophe(const Token& t) {
  return t.is_mark('\'') || t.is_mark(U'\u2019');
}

// "15 October of this year", "15 окт. с. г.", 今年6月底: the words belong to the date, and the
// document tells the year.
bool of_this_year(const Reader& in, Found& f) {
  if (f.first > 0) {
    const Token& before = in.at(f.first - 1);
    const bool tells = before.han && before.lex != nullptr && in.at(f.first).is_number();
    if (tells && before.lex->same_year) {
      --f.first;
      f.same_year = true;
      return true;
    }
    if (tells && before.lex->deictic) {
      --f.first;
      f.deictic = true;
      f.shift = before.lex->shift;
      return true;
    }
  }
  std::size_t j = f.last;
  // The full stop of a short month: "15 окт. с. г."
  if (in.at(j).is_mark('.') && in.glued(j) && in.at(j - 1).is(kMonth)) ++j;
  for (std::size_t n = 0; n < 2 && (in.at(j).is(kOf | kFill) || in.at(j).is_mark(',')); ++n) {
    if (in.at(j).lex != nullptr && (in.at(j).lex->deictic || in.at(j).lex->same_year)) break;
    ++j;
  }
  const Token& t = in.at(j);
  if (t.lex != nullptr && t.lex->same_year && !t.masked && !t.han) {
    f.last = j + 1;
    f.same_year = true;
    return true;
  }
  if (t.lex == nullptr || !t.lex->deictic || t.masked) return false;
  // "31 March of the next year" is that behind the year spoken of.
  if (t.lex->shift != 0 && in.at(j - 1).lex != nullptr && in.at(j - 1).lex->article) return false;
  f.last = j + 1;
  f.deictic = true;
  f.shift = t.lex->shift;
  // "с. г.": its last full stop too.
  if (in.at(f.last).is_mark('.') && in.glued(f.last) &&
      in.text(j).find('.') != std::string_view::npos)
    ++f.last;
  return true;
}

}  // namespace

std::size_t following_year(const Reader& in, std::size_t j) {
  bool next = false;
  for (std::size_t n = 0; n < 4; ++n, ++j) {
    const Token& t = in.at(j);
    if (t.is(kNext)) {
      next = true;
    } else if (t.is(kYearWord)) {
      // The adjective may follow.
      if (!next && in.at(j + 1).is(kNext)) {
        next = true;
        ++j;
      }
      return next ? j + 1 : 0;
    } else if (!t.is(kOf | kFill) && !apostrophe(t)) {
      return 0;
    }
  }
  return 0;
}

void read_year_words(const Reader& in, Found& f) {
  if (!lacks_year(f) || of_this_year(in, f)) return;
  if (f.first > 0 && in.at(f.first).is_number()) {
    // 每年1月1日, 次年3月31日
    const Token& before = in.at(f.first - 1);
    if (before.han && before.is(kRecurrence) && before.lex->recurrence == "P1Y") {
      --f.first;
      f.yearless = true;
      f.granularity = Granularity::set;
      return;
    }
    if (before.han && before.is(kYearWord) && before.is(kNext)) {
      --f.first;
      f.yearless = true;
      return;
    }
  }
  std::size_t j = f.last;
  if (in.at(j).is(kRecurrence) && in.at(j).lex->recurrence == "P1Y") {
    f.last = j + 1;
    f.yearless = true;
    f.granularity = Granularity::set;
    return;
  }
  if (const std::size_t last = following_year(in, j); last != 0) {
    f.last = last;
    f.yearless = true;
    return;
  }
  for (std::size_t n = 0; n < 4; ++n, ++j) {
    if (in.at(j).is(kRecurrence) && in.at(j).lex->recurrence == "P1Y") {
      f.last = j + 1;
      f.yearless = true;
      f.granularity = Granularity::set;
      return;
    }
    if (!in.at(j).is(kOf | kFill | kNext) && !apostrophe(in.at(j))) return;
  }
}

void take_years(const Reader& in, std::vector<Found>& out) {
  for (std::size_t n = 1; n < out.size(); ++n) {
    if (!out[n].same_year) continue;
    const Found& spoken = out[n - 1];
    const int year =
        spoken.kind == Found::Kind::calendar ? (spoken.range ? spoken.b : spoken.a).year : 0;
    if (year != 0) {
      supply_year(out[n], year);
    } else {
      out[n].yearless = true;
    }
  }
  // "26 February and 5 March 2004": the year of the neighbour that follows in the same list.
  for (std::size_t n = out.size(); n-- > 1;) {
    Found& left = out[n - 1];
    const Found& right = out[n];
    if (!lacks_year(left) || lacks_year(right) || right.kind != Found::Kind::calendar) continue;
    bool list = right.first - left.last <= 3;
    for (std::size_t k = left.last; list && k < right.first; ++k) {
      list = in.at(k).is(kAnd | kFill | kOn | kFrom | kFromIn | kTo) || in.at(k).is_mark(',') ||
             in.at(k).is_mark(U'،');
    }
    if (list) supply_year(left, right.a.year);
  }
}

}  // namespace hexapla::time
