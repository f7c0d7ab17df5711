#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

#include "analyzers/segmentation/segmentation.h"

namespace hexapla::segmentation {
namespace {

// ICU's word rules with its Chinese dictionary are the same for every locale that matters here.
// Break iterators keep state, so each thread has its own.
icu::BreakIterator* word_breaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return instance.get();
}

}  // namespace

std::vector<Span> words(std::string_view text, std::string_view) {
  std::vector<Span> out;
  icu::BreakIterator* breaks = word_breaks();
  if (breaks == nullptr || text.empty()) return out;
  UErrorCode status = U_ZERO_ERROR;
  UText* utf8 = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
  if (U_SUCCESS(status)) breaks->setText(utf8, status);
  if (U_SUCCESS(status)) {
    int32_t from = breaks->first();
    for (int32_t to = breaks->next(); to != icu::BreakIterator::DONE; to = breaks->next()) {
      if (breaks->getRuleStatus() >= UBRK_WORD_NONE_LIMIT) {
        out.push_back({static_cast<std::size_t>(from), static_cast<std::size_t>(to)});
      }
      from = to;
    }
  }
  if (utf8 != nullptr) utext_close(utf8);
  return out;
}

}  // namespace hexapla::segmentation
