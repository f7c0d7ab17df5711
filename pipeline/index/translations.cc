#include "pipeline/index/translations.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <utility>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/index/translations_file.h"

namespace hexapla::index {

using namespace translations_file;

struct Translations::State {
  const char* bytes = nullptr;
  std::size_t size = 0;
  const Head* head = nullptr;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (bytes != nullptr) ::munmap(const_cast<char*>(bytes), size);
  }

  template <class T>
  std::span<const T> array(const Range& range) const {
    return {reinterpret_cast<const T*>(bytes + range.offset), range.count};
  }
  template <class T>
  bool holds(const Range& range) const {
    return range.offset <= size && range.offset % alignof(T) == 0 &&
           range.count <= (size - range.offset) / sizeof(T);
  }

  // Every later access stays within the file when this is true.
  bool sound() {
    if (size < sizeof(Head)) return false;
    head = reinterpret_cast<const Head*>(bytes);
    if (std::memcmp(head->magic, kMagic, sizeof kMagic) != 0) return false;
    if (head->languages > kMostLanguages) return false;
    for (std::uint32_t l = 0; l < head->languages; ++l) {
      const Language& lang = head->language[l];
      if (!holds<std::uint32_t>(lang.offsets) || !holds<char>(lang.text)) return false;
      const auto offsets = array<std::uint32_t>(lang.offsets);
      if (offsets.empty() || offsets.back() != lang.text.count) return false;
      for (std::uint32_t t = 0; t < head->languages; ++t) {
        const Rows& rows = head->rows[l][t];
        if (!holds<std::uint32_t>(rows.begin) || !holds<std::uint32_t>(rows.entries)) return false;
        if (rows.begin.count != 0 && rows.begin.count != offsets.size()) return false;
      }
    }
    return true;
  }

  std::optional<std::uint32_t> language(std::string_view tag) const {
    for (std::uint32_t l = 0; l < head->languages; ++l) {
      if (tag == tag_of(head->language[l])) return l;
    }
    return {};
  }

  std::string_view term(std::uint32_t lang, std::size_t id) const {
    const auto offsets = array<std::uint32_t>(head->language[lang].offsets);
    if (id + 1 >= offsets.size() || offsets[id] > offsets[id + 1] ||
        offsets[id + 1] > head->language[lang].text.count) {
      return {};
    }
    return {bytes + head->language[lang].text.offset + offsets[id], offsets[id + 1] - offsets[id]};
  }

  std::optional<std::uint32_t> id(std::uint32_t lang, std::string_view wanted) const {
    std::size_t low = 0;
    std::size_t high = head->language[lang].offsets.count - 1;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (term(lang, middle) < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (term(lang, low) != wanted || low + 1 >= head->language[lang].offsets.count) return {};
    return static_cast<std::uint32_t>(low);
  }
};

Translations::Translations(std::unique_ptr<State> state) : state_(std::move(state)) {}
Translations::Translations(Translations&&) noexcept = default;
Translations& Translations::operator=(Translations&&) noexcept = default;
Translations::~Translations() = default;

std::optional<Translations> Translations::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    if (errno == ENOENT) return {};
    files::fail(file, "cannot open", errno);
  }
  auto state = std::make_unique<State>();
  struct stat about {};
  int error = ::fstat(descriptor, &about) == 0 ? 0 : errno;
  if (error == 0 && about.st_size > 0) {
    state->size = static_cast<std::size_t>(about.st_size);
    void* mapped = ::mmap(nullptr, state->size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (mapped == MAP_FAILED) {
      error = errno;
    } else {
      state->bytes = static_cast<const char*>(mapped);
    }
  }
  ::close(descriptor);
  if (error != 0) files::fail(file, "cannot read", error);
  if (!state->sound()) {
    throw Error(ErrorKind::environment, file.string(), "", "the file is damaged",
                "'hexapla reindex' makes it anew from the catalogue");
  }
  return Translations(std::move(state));
}

std::vector<TermTranslation> Translations::of(std::string_view term, std::string_view from,
                                              std::string_view to) const {
  const auto source = state_->language(from);
  const auto target = state_->language(to);
  if (!source || !target) return {};
  const auto id = state_->id(*source, term);
  const Rows& rows = state_->head->rows[*source][*target];
  if (!id || rows.begin.count == 0) return {};
  const auto begin = state_->array<std::uint32_t>(rows.begin);
  const auto entries = state_->array<std::uint32_t>(rows.entries);
  std::vector<TermTranslation> out;
  for (std::uint32_t e = begin[*id]; e < std::min<std::size_t>(begin[*id + 1], entries.size());
       ++e) {
    const std::string_view text = state_->term(*target, entries[e] >> kWeightBits);
    if (!text.empty())
      out.push_back({text, static_cast<double>(entries[e] & kWeightMask) / kWeightMask});
  }
  return out;
}

bool Translations::has(std::string_view lang) const {
  return state_->language(lang).has_value();
}

bool Translations::knows(std::string_view term, std::string_view lang) const {
  const auto l = state_->language(lang);
  return l && state_->id(*l, term).has_value();
}

std::uint64_t Translations::rows() const {
  return state_->head->learned_rows;
}

}  // namespace hexapla::index
