#include "analyzers/language/phrases.h"

#include <algorithm>

#include "analyzers/text/utf8.h"

namespace hexapla::language {
namespace {

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x02BC;
}

// Words of folded text: runs of letters and marks (a following apostrophe belongs to them, as one
// that elides), each outside Chinese.
std::vector<Span> words_of(std::string_view text) {
  std::vector<Span> out;
  std::size_t begin = std::string_view::npos;
  const auto close = [&](std::size_t end) {
    if (begin != std::string_view::npos) out.push_back({begin, end});
    begin = std::string_view::npos;
  };
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    const bool letter = text::is_letter(c.value) && text::script_of(c.value) != text::Script::han;
    if (letter) {
      if (begin == std::string_view::npos) begin = at;
    } else if (is_apostrophe(c.value) && begin != std::string_view::npos) {
      close(at + c.size);
    } else if (begin != std::string_view::npos) {
      close(at);
    }
    at += c.size;
  }
  close(text.size());
  return out;
}

// One apostrophe for all.
std::string_view plain(std::string_view word, std::string& buffer) {
  constexpr std::string_view kTypographic = "\xE2\x80\x99";
  if (!word.ends_with(kTypographic)) return word;
  buffer.assign(word.substr(0, word.size() - kTypographic.size()));
  buffer += '\'';
  return buffer;
}

}  // namespace

Phrases::Phrases(const Profile& profile, unsigned fold_flags) : fold_flags_(fold_flags) {
  for (const Row& row : profile.rows("proclitics")) {
    for (const std::string& p : row) proclitics_.push_back(text::folded(p, fold_flags));
  }
  std::sort(proclitics_.begin(), proclitics_.end(),
            // The longest form wins: والسبعون is و and السبعون before it is وال and سبعون.
            [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
}

void Phrases::add(std::string_view form, int id) {
  const bool open = form.ends_with('*');
  if (open) form.remove_suffix(1);
  const std::string folded = text::folded(form, fold_flags_);
  if (folded.empty()) return;
  const char32_t first = text::decode(folded, 0).value;
  if (text::script_of(first) == text::Script::han || !text::is_letter(first)) {
    auto& forms = han_[first];
    for (const auto& [known, other] : forms) {
      if (known == folded) return;
    }
    forms.emplace_back(folded, id);
    std::stable_sort(forms.begin(), forms.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    return;
  }
  const std::vector<Span> words = words_of(folded);
  if (words.empty()) return;
  std::string buffer;
  const auto word = [&](std::size_t i) {
    return std::string(
        plain(std::string_view(folded).substr(words[i].begin, words[i].size()), buffer));
  };
  Form entry;
  entry.open = open;
  entry.id = id;
  for (std::size_t i = 1; i < words.size(); ++i) entry.rest.push_back(word(i));
  const std::string head = word(0);
  std::vector<Form>& forms = open && words.size() == 1 ? open_[head] : exact_[head];
  if (open && words.size() == 1) {
    open_min_ = std::min(open_min_, head.size());
    open_max_ = std::max(open_max_, head.size());
  }
  for (const Form& known : forms) {
    if (known.rest == entry.rest && known.open == entry.open) return;
  }
  forms.push_back(std::move(entry));
  std::stable_sort(forms.begin(), forms.end(),
                   [](const Form& a, const Form& b) { return a.rest.size() > b.rest.size(); });
}

const Phrases::Form* Phrases::longest(const std::vector<Form>& forms, std::string_view folded,
                                      const std::vector<Span>& words, std::size_t at,
                                      std::size_t& last) const {
  std::string buffer;
  for (const Form& form : forms) {
    bool fits = at + form.rest.size() < words.size();
    for (std::size_t k = 0; fits && k < form.rest.size(); ++k) {
      const Span before = words[at + k];
      const Span span = words[at + k + 1];
      // Words of one phrase stand next to each other: a space, a hyphen or an apostrophe between.
      fits = span.begin - before.end <= 1 &&
             (span.begin == before.end || folded[before.end] == ' ' || folded[before.end] == '-');
      const std::string_view word = plain(folded.substr(span.begin, span.size()), buffer);
      const bool may_go_on = form.open && k + 1 == form.rest.size();
      fits = fits && (may_go_on ? word.starts_with(form.rest[k]) : word == form.rest[k]);
    }
    if (fits) {
      last = at + form.rest.size();
      return &form;
    }
  }
  return nullptr;
}

std::vector<PhraseMatch> Phrases::find(std::string_view folded) const {
  std::vector<PhraseMatch> out;
  if (!han_.empty()) {
    for (std::size_t at = 0; at < folded.size();) {
      const text::CodePoint c = text::decode(folded, at);
      std::size_t step = c.size;
      if (const auto it = han_.find(c.value); it != han_.end()) {
        for (const auto& [form, id] : it->second) {
          if (folded.substr(at).starts_with(form)) {
            out.push_back({{at, at + form.size()}, id});
            step = form.size();
            break;
          }
        }
      }
      at += step;
    }
  }
  if (exact_.empty() && open_.empty()) return out;
  const std::vector<Span> words = words_of(folded);
  std::string buffer;
  const auto match = [&](std::string_view head, std::size_t at, std::size_t& last) -> const Form* {
    if (const auto it = exact_.find(head); it != exact_.end()) {
      if (const Form* form = longest(it->second, folded, words, at, last)) return form;
    }
    for (std::size_t n = std::min(open_max_, head.size()); n >= open_min_ && n > 0; --n) {
      if (const auto it = open_.find(head.substr(0, n)); it != open_.end()) {
        last = at;
        return &it->second.front();
      }
    }
    return nullptr;
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string_view head = plain(folded.substr(words[at].begin, words[at].size()), buffer);
    std::size_t last = at;
    std::size_t skipped = 0;
    const Form* form = match(head, at, last);
    for (std::size_t p = 0; form == nullptr && p < proclitics_.size(); ++p) {
      if (head.size() <= proclitics_[p].size() || !head.starts_with(proclitics_[p])) continue;
      skipped = proclitics_[p].size();
      form = match(head.substr(skipped), at, last);
    }
    if (form == nullptr) continue;
    out.push_back({{words[at].begin + skipped, words[last].end}, form->id});
    at = last;
  }
  std::sort(out.begin(), out.end(),
            [](const PhraseMatch& a, const PhraseMatch& b) { return a.span < b.span; });
  return out;
}

}  // namespace hexapla::language
