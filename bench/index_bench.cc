// Speed of the full-text index beside the leanest layout written directly against Xapian, in one
// run over the same paragraphs; then the latency of queries.
//
//   index_bench [PARAGRAPHS] [DIRECTORY] [queries]      default 200000, a temporary directory
//
// With "queries" only the latency is measured, on the index that an earlier run left in DIRECTORY.
//
// The paragraphs are generated: words of a Zipf distribution over a vocabulary made of syllables of
// each script, six languages in equal parts, 60 rows a Work, the same number of words in every
// version. The lean layout is Xapian::TermGenerator with one stemmed term a word, positions, no
// stored text, Chinese as n-grams, a commit every 4,000 paragraphs.
#include <fmt/format.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/index/index.h"

namespace {

using namespace hexapla;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Of this process: what a busy machine does beside does not count.
double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

struct Language {
  const char* tag;
  const char* stemmer;
  std::vector<std::string> syllables;
};

const std::vector<Language>& languages() {
  static const std::vector<Language> all = {
      {"ar",
       "arabic",
       {"قر", "ار", "ات", "ال", "مج", "تم", "عي", "بي", "ئة", "حق", "وق", "دو", "لة", "سي", "نظ",
        "ام"}},
      {"en",
       "english",
       {"re", "so", "lu", "tion", "ment", "con", "ven", "par", "ty", "ing", "able", "pro", "de",
        "ci", "wat", "er"}},
      {"es",
       "spanish",
       {"re", "so", "lu", "ción", "miento", "con", "ven", "par", "te", "ando", "able", "pro", "de",
        "ci", "a", "gua"}},
      {"fr",
       "french",
       {"ré", "so", "lu", "tion", "ment", "con", "ven", "par", "tie", "eur", "able", "pro", "dé",
        "ci", "eau", "é"}},
      {"ru",
       "russian",
       {"ре", "ше", "ние", "кон", "вен", "ция", "сто", "ро", "на", "про", "ект", "ств", "во", "да",
        "ный", "ого"}},
      {"zh", "none", {}},
  };
  return all;
}

class Generator {
 public:
  Generator() {
    for (const Language& language : languages()) {
      std::vector<std::string> words;
      for (std::size_t i = 0; i < kVocabulary; ++i) words.push_back(make_word(language));
      vocabulary_.push_back(std::move(words));
    }
    double total = 0.0;
    for (std::size_t i = 0; i < kVocabulary; ++i) {
      total += 1.0 / std::pow(static_cast<double>(i) + 2.7, 1.05);
      cumulative_.push_back(total);
    }
  }

  std::string word(std::size_t language) {
    const double at = std::uniform_real_distribution<double>(0.0, cumulative_.back())(random_);
    const auto found = std::lower_bound(cumulative_.begin(), cumulative_.end(), at);
    return vocabulary_[language][static_cast<std::size_t>(found - cumulative_.begin())];
  }

  std::string paragraph(std::size_t language, std::size_t words) {
    const bool chinese = languages()[language].syllables.empty();
    std::string out;
    for (std::size_t i = 0; i < words; ++i) {
      if (i > 0 && i % 9 == 0) {
        out += chinese ? "，" : ", ";
      } else if (i > 0 && !chinese) {
        out += ' ';
      }
      if (languages()[language].tag == std::string_view("fr") && i % 7 == 3) out += "l’";
      out += word(language);
    }
    return out + (chinese ? "。" : ".");
  }

  std::size_t below(std::size_t n) { return random_() % n; }

 private:
  static constexpr std::size_t kVocabulary = 40'000;

  std::string make_word(const Language& language) {
    std::string out;
    if (language.syllables.empty()) {
      // Common Chinese characters are dense from U+4E00 on; one to four a word, mostly two.
      static constexpr std::array<int, 8> kLengths = {1, 2, 2, 2, 2, 2, 3, 4};
      for (int i = 0; i < kLengths[below(8)]; ++i) {
        const char32_t c = 0x4E00 + static_cast<char32_t>(below(60) * below(60));
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
      }
      return out.empty() ? "的" : out;
    }
    for (std::size_t i = 0, n = 1 + below(4); i < n; ++i)
      out += language.syllables[below(language.syllables.size())];
    return out;
  }

  std::mt19937_64 random_{7};
  std::vector<std::vector<std::string>> vocabulary_;
  std::vector<double> cumulative_;
};

constexpr std::uint32_t kRows = 60;

std::vector<store::Work> generate(Generator& generator, std::size_t paragraphs,
                                  std::size_t& bytes) {
  std::vector<store::Work> works;
  for (std::size_t made = 0; made < paragraphs;) {
    store::Work work;
    work.key = fmt::format("UNEP/GEN/COP.{}/{}", 1 + works.size() / 100, 1 + works.size() % 100);
    std::vector<std::size_t> sizes;
    for (std::uint32_t r = 0; r < kRows; ++r) sizes.push_back(8 + generator.below(50));
    for (std::size_t k = 0; k < languages().size(); ++k) {
      store::AnalyzedExpression e;
      e.expression.work = work.key;
      e.expression.lang = languages()[k].tag;
      e.expression.properties.push_back(
          {"date", fmt::format("{}-06-01", 2000 + works.size() % 20), -1, {}});
      for (std::uint32_t r = 0; r < kRows && made < paragraphs; ++r, ++made) {
        document::Block block;
        block.content = document::MappedText::verbatim(generator.paragraph(k, sizes[r]), 0);
        block.lang = e.expression.lang;
        bytes += block.text().size();
        e.expression.blocks.push_back(std::move(block));
      }
      e.references.resize(e.expression.blocks.size());
      e.times.resize(e.expression.blocks.size());
      work.expressions.push_back(std::move(e));
    }
    for (std::uint32_t r = 0; r < kRows; ++r)
      work.rows.push_back({std::vector<std::vector<std::uint32_t>>(6, {r}), 1.0, ""});
    works.push_back(std::move(work));
  }
  return works;
}

double lean(const std::vector<store::Work>& works, const std::filesystem::path& path) {
  const double start = cpu_seconds();
  Xapian::WritableDatabase db(path.string(), Xapian::DB_CREATE_OR_OVERWRITE);
  std::size_t pending = 0;
  std::vector<Xapian::TermGenerator> generators;
  for (const Language& language : languages()) {
    Xapian::TermGenerator generator;
    const bool stems = language.stemmer != std::string_view("none");
    generator.set_stemmer(Xapian::Stem(language.stemmer));
    generator.set_stemming_strategy(stems ? Xapian::TermGenerator::STEM_ALL
                                          : Xapian::TermGenerator::STEM_NONE);
    if (!stems) generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
    generators.push_back(generator);
  }
  for (const store::Work& work : works) {
    for (std::size_t k = 0; k < work.expressions.size(); ++k) {
      const std::string prefix = work.expressions[k].expression.lang;
      for (const document::Block& block : work.expressions[k].expression.blocks) {
        Xapian::Document doc;
        generators[k].set_document(doc);
        generators[k].set_termpos(0);
        generators[k].index_text(block.text(), 1, prefix);
        doc.add_boolean_term("w:" + work.key);
        doc.add_boolean_term("l:" + prefix);
        db.add_document(doc);
        if (++pending % 4000 == 0) db.commit();
      }
    }
  }
  db.commit();
  return cpu_seconds() - start;
}

double ours(const std::vector<store::Work>& works, const std::filesystem::path& path) {
  const double start = cpu_seconds();
  index::Writer writer(path);
  std::size_t pending = 0;
  for (const store::Work& work : works) {
    writer.replace(work);
    pending += work.expressions.size() * kRows;
    if (pending >= 4000) {
      writer.commit();
      pending = 0;
    }
  }
  writer.commit();
  return cpu_seconds() - start;
}

struct Parallel {
  double wall;
  double cpu;
};

Parallel ours_new(const std::vector<store::Work>& works, const std::filesystem::path& path,
                  unsigned jobs) {
  std::filesystem::remove_all(path);
  const double cpu = cpu_seconds();
  const auto start = Clock::now();
  std::size_t next = 0;
  index::Writer::write_new(
      path,
      [&]() -> std::shared_ptr<const store::Work> {
        if (next == works.size()) return nullptr;
        return std::shared_ptr<const store::Work>(std::shared_ptr<void>(), &works[next++]);
      },
      jobs);
  return {seconds_since(start), cpu_seconds() - cpu};
}

std::uintmax_t size_of(const std::filesystem::path& path) {
  std::uintmax_t total = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) total += entry.file_size();
  }
  return total;
}

std::uintmax_t compacted(const std::filesystem::path& path) {
  const std::filesystem::path to = path.string() + ".compact";
  Xapian::Database(path.string()).compact(to.string());
  const std::uintmax_t size = size_of(to);
  std::filesystem::remove_all(to);
  return size;
}

// Words of one paragraph, in its order: `count` of them that follow each other from a random one
// on.
std::string words_of(Generator& generator, const std::string& text, std::size_t count,
                     bool chinese) {
  if (chinese) {
    const std::size_t characters = text.size() / 3;
    const std::size_t from = generator.below(std::max<std::size_t>(1, characters - 2 * count));
    return text.substr(3 * from, 6 * count);
  }
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  const std::size_t from = generator.below(words.size());
  std::string out;
  for (std::size_t i = from; i < std::min(words.size(), from + count); ++i)
    out += (out.empty() ? "" : " ") + words[i];
  return out;
}

// Of one thread: what runs beside does not count.
double thread_seconds() {
  std::timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Milliseconds of many queries, by the clock and of processor time.
struct Times {
  std::vector<double> clock;
  std::vector<double> cpu;

  void add(const Times& other) {
    clock.insert(clock.end(), other.clock.begin(), other.clock.end());
    cpu.insert(cpu.end(), other.cpu.begin(), other.cpu.end());
  }
};

double quantile(std::vector<double> times, double q) {
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(q * static_cast<double>(times.size() - 1))];
}

void print(const std::string& what, const Times& times, const std::string& more = "") {
  fmt::print(
      "{:<24} {:>6} queries  clock p50 {:6.2f} ms  p99 {:7.2f}  max {:7.2f}   processor p50 "
      "{:6.2f} "
      "p99 {:7.2f}{}\n",
      what, times.cpu.size(), quantile(times.clock, 0.5), quantile(times.clock, 0.99),
      quantile(times.clock, 1.0), quantile(times.cpu, 0.5), quantile(times.cpu, 0.99), more);
}

Times latency(const std::string& what, const std::vector<std::string>& queries,
              const index::Searcher& searcher, const std::vector<store::Work>& works) {
  std::unordered_map<std::string_view, const store::Work*> by_key;
  for (const store::Work& work : works) by_key.emplace(work.key, &work);
  Times times;
  std::size_t matches = 0;
  std::size_t hits = 0;
  std::size_t empty = 0;
  for (const std::string& text : queries) {
    const auto start = Clock::now();
    const double cpu = thread_seconds();
    index::Query query;
    query.text = text;
    const index::Results results = searcher.search(query);
    for (const index::WorkHits& w : results.works) {
      for (const index::Hit& hit : w.hits) {
        ++hits;
        // What a page shows: the hit's text marked. Its row came with the hit.
        searcher.highlights(
            text, by_key.at(w.work)->find(hit.lang)->expression.blocks[hit.block].text(), hit.lang);
      }
    }
    times.cpu.push_back(1e3 * (thread_seconds() - cpu));
    times.clock.push_back(1e3 * seconds_since(start));
    matches += results.block_count;
    if (results.works.empty()) ++empty;
  }
  print(what, times,
        fmt::format("  {} matches a query, {} hits shown, {} without answer",
                    matches / queries.size(), hits, empty));
  return times;
}

void indexing(const std::vector<store::Work>& works, const std::filesystem::path& folder,
              std::size_t paragraphs) {
  const double lean_seconds = lean(works, folder / "lean");
  const double our_seconds = ours(works, folder / "ours");
  const auto report = [&](const char* what, double seconds, const std::filesystem::path& path) {
    fmt::print(
        "{:<24} {:8.0f} paragraphs/s  {:6.1f} s of processor time  {:6.1f} MB, compacted {:6.1f} "
        "MB\n",
        what, static_cast<double>(paragraphs) / seconds, seconds,
        static_cast<double>(size_of(path)) / 1e6, static_cast<double>(compacted(path)) / 1e6);
  };
  report("lean, direct", lean_seconds, folder / "lean");
  report("hexapla", our_seconds, folder / "ours");
  fmt::print("hexapla takes {:.2f} times as long\n", our_seconds / lean_seconds);
  const Parallel one = ours_new(works, folder / "new", 1);
  const Parallel two = ours_new(works, folder / "new", 2);
  report("hexapla, new index", one.cpu, folder / "new");
  fmt::print(
      "one thread {:.1f} s of the clock ({:.1f} s of processor time), two threads {:.1f} s ({:.1f} "
      "s): "
      "{:.2f} times as fast\n",
      one.wall, one.cpu, two.wall, two.cpu, one.wall / two.wall);
}

void queries(const std::vector<store::Work>& works, Generator& generator,
             const std::filesystem::path& path) {
  constexpr std::size_t kQueries = 300;
  const index::Searcher searcher(path);
  const auto drawn = [&](std::size_t k, std::size_t count) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < kQueries; ++i) {
      const store::Work& work = works[generator.below(works.size() - 1)];
      const auto& blocks = work.expressions[k].expression.blocks;
      out.push_back(words_of(generator, blocks[generator.below(blocks.size())].text(), count,
                             languages()[k].syllables.empty()));
    }
    return out;
  };
  for (std::size_t k = 0; k < languages().size(); ++k) {
    const std::string lang = languages()[k].tag;
    Times all;
    all.add(latency(lang + " 1 word", drawn(k, 1), searcher, works));
    all.add(latency(lang + " 2 words", drawn(k, 2), searcher, works));
    std::vector<std::string> three = drawn(k, 3);
    all.add(latency(lang + " 3 words", three, searcher, works));
    if (!languages()[k].syllables.empty()) {
      for (std::string& query : three) query = '"' + query + '"';
      all.add(latency(lang + " phrase of 3", three, searcher, works));
    }
    print(lang + " all", all);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t paragraphs = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 200'000;
  std::string temporary = (std::filesystem::temp_directory_path() / "index-bench-XXXXXX").string();
  const std::filesystem::path folder = argc > 2
                                           ? std::filesystem::path(argv[2])
                                           : std::filesystem::path(::mkdtemp(temporary.data()));
  std::filesystem::create_directories(folder);

  Generator generator;
  std::size_t bytes = 0;
  const std::vector<store::Work> works = generate(generator, paragraphs, bytes);
  fmt::print("{} paragraphs, {} Works, {:.1f} MB of text\n", paragraphs, works.size(),
             static_cast<double>(bytes) / 1e6);

  if (argc <= 3) {
    indexing(works, folder, paragraphs);
  }
  queries(works, generator, folder / "ours");
  if (argc <= 2) std::filesystem::remove_all(folder);
  return 0;
}
