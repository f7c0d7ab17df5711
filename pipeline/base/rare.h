// Values and lists that are seldom there, at the size of a pointer: what millions of lines and
// blocks carry and few of them use. They copy deeply, as the values themselves would; no thread
// rule beyond that of values.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace hexapla {

template <class T>
class Rare {
 public:
  Rare() = default;
  Rare(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Rare(const Rare& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Rare(Rare&&) noexcept = default;
  Rare& operator=(const Rare& other) {
    if (this != &other) value_ = other.value_ ? std::make_unique<T>(*other.value_) : nullptr;
    return *this;
  }
  Rare& operator=(Rare&&) noexcept = default;
  ~Rare() = default;

  // False as long as nobody made or gave it.
  explicit operator bool() const { return value_ != nullptr; }
  // The value, or an empty one.
  const T& get() const {
    static const T none{};
    return value_ ? *value_ : none;
  }
  // The value, made where there is none.
  T& make() {
    if (!value_) value_ = std::make_unique<T>();
    return *value_;
  }
  void reset() { value_.reset(); }

  bool operator==(const Rare& other) const { return get() == other.get(); }

 private:
  std::unique_ptr<T> value_;
};

// A list with the members of std::vector that are asked of it, and their rules for references and
// iterators.
template <class T>
class RareList {
 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  RareList() = default;
  RareList(std::initializer_list<T> values) : RareList(std::vector<T>(values)) {}
  RareList(std::vector<T> values) {
    if (!values.empty()) list_.make() = std::move(values);
  }

  bool empty() const { return !list_ || list_.get().empty(); }
  std::size_t size() const { return list_ ? list_.get().size() : 0; }

  const T* begin() const { return list_ ? list_.get().data() : nullptr; }
  const T* end() const { return begin() + size(); }
  T* begin() { return list_ ? list_.make().data() : nullptr; }
  T* end() { return begin() + size(); }

  const T& operator[](std::size_t i) const { return begin()[i]; }
  T& operator[](std::size_t i) { return begin()[i]; }
  const T& front() const { return *begin(); }
  T& front() { return *begin(); }
  const T& back() const { return end()[-1]; }
  T& back() { return end()[-1]; }

  void push_back(T value) { list_.make().push_back(std::move(value)); }
  template <class... Args>
  T& emplace_back(Args&&... args) {
    return list_.make().emplace_back(std::forward<Args>(args)...);
  }
  T* insert(const T* before, T value) {
    const std::ptrdiff_t at = before - begin();
    std::vector<T>& list = list_.make();
    list.insert(list.begin() + at, std::move(value));
    return begin() + at;
  }
  void erase(const T* first, const T* last) {
    if (first == last) return;
    std::vector<T>& list = list_.make();
    const std::ptrdiff_t at = first - list.data();
    list.erase(list.begin() + at, list.begin() + at + (last - first));
  }
  template <class Test>
  void erase_if(Test test) {
    if (!empty()) std::erase_if(list_.make(), test);
  }
  void clear() { list_.reset(); }

  bool operator==(const RareList& other) const { return list_ == other.list_; }

 private:
  Rare<std::vector<T>> list_;
};

}  // namespace hexapla
