// Speed of alignment, training included, on texts made up for it: words of two invented languages
// with Zipf's frequencies, free translation, merged and omitted sentences, a number in every
// twelfth one. The figures that count are segments a second (items) and that they do not fall with
// size.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "pipeline/align/align.h"

namespace {

using hexapla::align::Segment;
using hexapla::align::Text;

constexpr std::size_t kWords = 20000;

std::string word(std::size_t rank, bool second) {
  std::mt19937 random(static_cast<unsigned>(rank * 2 + (second ? 1 : 0)));
  std::string out;
  for (std::size_t n = 2 + random() % 8; n > 0; --n) {
    if (second) {
      const char32_t c = 0x430 + random() % 32;
      out += static_cast<char>(0xC0 | (c >> 6));
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      out += static_cast<char>('a' + random() % 26);
    }
  }
  return out;
}

struct Pair {
  std::vector<std::string> first;
  std::vector<std::string> second;
};

Pair make_pair(std::size_t sentences, unsigned seed) {
  static const std::vector<std::string> a = [] {
    std::vector<std::string> out;
    for (std::size_t r = 0; r < kWords; ++r) out.push_back(word(r, false));
    return out;
  }();
  static const std::vector<std::string> b = [] {
    std::vector<std::string> out;
    for (std::size_t r = 0; r < kWords; ++r) out.push_back(word(r, true));
    return out;
  }();
  std::mt19937 random(seed);
  const auto rank = [&] {
    const double u = static_cast<double>(random()) / 4294967296.0;
    return static_cast<std::size_t>(std::exp(u * std::log(static_cast<double>(kWords)))) - 1;
  };
  Pair out;
  for (std::size_t s = 0; s < sentences; ++s) {
    std::string first;
    std::string second;
    for (std::size_t n = 6 + random() % 20; n > 0; --n) {
      const std::size_t r = rank();
      first += a[r] + ' ';
      second += (random() % 4 == 0 ? b[rank()] : b[r]) + ' ';
    }
    if (s % 12 == 0) {
      first += std::to_string(s);
      second += std::to_string(s);
    }
    out.first.push_back(first);
    const unsigned chance = random() % 20;
    if (chance == 0) continue;  // omitted
    if (chance == 1 && !out.second.empty()) {
      out.second.back() += second;  // merged
    } else {
      out.second.push_back(second);
    }
  }
  return out;
}

Text text_of(const char* lang, const std::vector<std::string>& lines) {
  Text out;
  out.lang = lang;
  for (const std::string& line : lines) {
    Segment segment;
    segment.text = line;
    out.segments.push_back(segment);
  }
  return out;
}

// One pair of texts of so many sentences.
void OnePair(benchmark::State& state) {
  const Pair pair = make_pair(static_cast<std::size_t>(state.range(0)), 7);
  const std::vector<std::vector<Text>> groups = {
      {text_of("en", pair.first), text_of("ru", pair.second)}};
  for (auto _ : state) benchmark::DoNotOptimize(hexapla::align::align(groups));
  state.SetItemsProcessed(state.iterations() *
                          static_cast<std::int64_t>(pair.first.size() + pair.second.size()));
}
BENCHMARK(OnePair)->RangeMultiplier(4)->Range(100, 40000)->Unit(benchmark::kMillisecond);

// A batch of so many pairs of 100 sentences.
void Batch(benchmark::State& state) {
  std::vector<Pair> pairs;
  for (unsigned p = 0; p < static_cast<unsigned>(state.range(0)); ++p)
    pairs.push_back(make_pair(100, p));
  std::vector<std::vector<Text>> groups;
  std::size_t segments = 0;
  for (const Pair& pair : pairs) {
    groups.push_back({text_of("en", pair.first), text_of("ru", pair.second)});
    segments += pair.first.size() + pair.second.size();
  }
  for (auto _ : state) benchmark::DoNotOptimize(hexapla::align::align(groups));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(segments));
}
BENCHMARK(Batch)->RangeMultiplier(4)->Range(4, 64)->Unit(benchmark::kMillisecond);

// Two texts of 30,000 and about 43,000 lines: the second divides what the first says in one line.
// Memory is the most that the program has used so far, the made-up texts among it.
void Unequal(benchmark::State& state) {
  Pair pair = make_pair(30000, 11);
  std::vector<std::string> divided;
  std::mt19937 random(12);
  for (const std::string& line : pair.second) {
    const std::size_t half = line.find(' ', line.size() / 2);
    if (random() % 100 < 59 && half != std::string::npos) {
      divided.push_back(line.substr(0, half + 1));
      divided.push_back(line.substr(half + 1));
    } else {
      divided.push_back(line);
    }
  }
  const std::vector<std::vector<Text>> groups = {
      {text_of("en", pair.first), text_of("ru", divided)}};
  for (auto _ : state) benchmark::DoNotOptimize(hexapla::align::align(groups));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
  state.counters["lines"] = static_cast<double>(divided.size());
  state.SetItemsProcessed(state.iterations() *
                          static_cast<std::int64_t>(pair.first.size() + divided.size()));
}
BENCHMARK(Unequal)->Unit(benchmark::kMillisecond);

// Lines against one unit that holds them all, as a converter may leave a text.
void OneBlock(benchmark::State& state) {
  Pair pair = make_pair(static_cast<std::size_t>(state.range(0)), 13);
  std::vector<std::string> block(1);  // texts are views of it
  for (const std::string& line : pair.second) block[0] += line + ' ';
  const std::vector<std::vector<Text>> groups = {{text_of("en", pair.first), text_of("ru", block)}};
  for (auto _ : state) benchmark::DoNotOptimize(hexapla::align::align(groups));
  state.SetItemsProcessed(state.iterations() * (state.range(0) + 1));
}
BENCHMARK(OneBlock)->Arg(10000)->Arg(30000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
