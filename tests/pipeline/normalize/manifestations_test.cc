// The same Expression in every format gives the same blocks: corpus/manifestations, which
// scripts/make-manifestations made of the Markdown in corpus/works. What a format cannot carry is
// listed in kFormats and in docs/CORPUS.md, nothing else may differ.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/normalize.h"

namespace hexapla::normalize {
namespace {

namespace fs = std::filesystem;
using document::Block;
using document::BlockType;

// What is not compared, format by format: the table of docs/CORPUS.md.
struct Format {
  const char* extension;
  bool spaces = false;  // no-break spaces come as spaces; Chinese ones are those of typesetting
  bool vowel_signs = false;  // Arabic vowel signs may come one letter off
};

constexpr Format kFormats[] = {{".html"}, {".docx"}, {".doc"}, {".pdf", true}};

fs::path corpus() {
  return fs::path(HEXAPLA_SOURCE_DIR) / "corpus";
}

document::Expression read(const fs::path& path) {
  return normalize(ingest::read(files::read(path), path.generic_string()));
}

bool is_chinese(char32_t c) {
  return (c >= 0x2E80 && c < 0xA000) || (c >= 0xFF00 && c < 0xFFF0);
}

// The text without what the format does not carry.
std::string carried(std::string_view text, const Format& format) {
  std::u32string in;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    in += c.value == 0xA0 && format.spaces ? U' ' : c.value;
  }
  std::string out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (format.vowel_signs && in[i] >= 0x64B && in[i] <= 0x652) continue;
    const bool beside =
        (i > 0 && is_chinese(in[i - 1])) || (i + 1 < in.size() && is_chinese(in[i + 1]));
    if (format.spaces && in[i] == ' ' && beside) continue;
    text::append(out, in[i]);
  }
  return out;
}

// One line a block: all that the formats are to agree on.
std::string describe(const document::Expression& e, const Format& format) {
  std::string out = "work " + e.work + "\nlang " + e.lang + "\ntitle " + e.title + "\n";
  for (const document::Property& p : e.properties) out += "= " + p.name + " " + p.value + "\n";
  for (const Block& b : e.blocks) {
    out += std::string(document::name(b.type));
    out += " " + std::to_string(b.level) + " s" + std::to_string(b.section) + " " + b.lang;
    if (b.table >= 0) {
      out += " t" + std::to_string(b.table) + "." + std::to_string(b.row) + "." +
             std::to_string(b.column) + (b.header_row ? "h" : "");
    }
    out += " [" + b.label.text() + "] ";
    std::size_t at = 0;
    for (const document::NoteReference& n : b.notes) {
      out += b.text().substr(at, n.at - at) + "{" + n.mark + ":";
      if (n.note >= 0) out += e.blocks[static_cast<std::size_t>(n.note)].text();
      out += "}";
      at = n.at;
    }
    out += b.text().substr(at) + "\n";
  }
  return carried(out, format);
}

TEST(Manifestations, GiveTheSameBlocks) {
  std::size_t compared = 0;
  std::set<std::string> languages;
  for (const auto& work : fs::directory_iterator(corpus() / "manifestations")) {
    const std::string name = work.path().filename().string();
    for (const auto& file : fs::directory_iterator(corpus() / "works" / name)) {
      const std::string lang = file.path().stem().string();
      const document::Expression source = read(file.path());
      EXPECT_EQ(source.lang, lang);
      languages.insert(lang);
      for (const Format& format : kFormats) {
        SCOPED_TRACE(name + "/" + lang + format.extension);
        const fs::path path = work.path() / (lang + format.extension);
        ASSERT_TRUE(fs::exists(path)) << "run scripts/make-manifestations";
        EXPECT_EQ(describe(source, format), describe(read(path), format));
        ++compared;
      }
    }
  }
  EXPECT_EQ(languages.size(), 6U);
  EXPECT_EQ(compared, 41 * std::size(kFormats));
}

// ---- text that an extractor left
// -----------------------------------------------------------------

// What an extractor loses of a line, so that no reader of the text can tell it any more.
constexpr const char* kOrder =
    "the words of a line come in another order, or after the page's notes: columns, to the "
    "extractor";
constexpr const char* kSpaced = "spaces within words, or between a letter and its word";
constexpr const char* kHyphen = "a hyphen at a line's end is gone with the line's end";
constexpr const char* kFigure = "a note's mark stands right behind a figure: it is a digit of it";
constexpr const char* kFull =
    "a paragraph's last line is full, so that the next one goes on with it";
constexpr const char* kShort = "a line within a paragraph is as short as a last one";
constexpr const char* kSideBySide = "two names side by side have lost what stood between them";

// Blocks that come otherwise, named by how their text begins, and why. What they say comes all the
// same, somewhere, letter for letter. Tables come as lines: their cells and captions are not here.
struct Loss {
  const char* file;
  const char* block;
  const char* why;
};

constexpr Loss kLosses[] = {
    {"cop3-inf11-needs/ru", "Национальные потребности", kOrder},
    {"cop3-inf11-needs/ru", "Секретариат выпустит пер", kOrder},
    {"cop3-inf11-needs/ru", "UNEP/GLC/COP.3/7, п. 11.", kOrder},
    {"cop3-inf11-needs/zh", "缔约方大会在第II/4号决定第3段中邀请各缔约方", kShort},
    {"cop3-inf11-needs/zh", "各项需求按《公约》第5条、第7条和第12条排列。", kHyphen},
    {"cop3-inf11-needs/zh", "最常提到的需求是培训。第1/CP.21号决定（F", kHyphen},
    {"cop3-l3-draft/ar", "تنظيم عملية محاكاة في مج", kSpaced},
    {"cop3-l3-draft/ru", "постановляет [не] продле", kOrder},
    {"cop3-decision-5/es", "Aprueba las directrices", kOrder},
    {"cop3-decision-5/zh", "又回顾大会2016年12月21日关于“水促进可持", kHyphen},
    {"cop3-inf15-sources/ru", "История разработки отраж", kFigure},
    {"cop3-inf15-sources/es", "Decisiones, resoluciones", kOrder},
    {"cop3-inf15-sources/es", "Los antecedentes de la r", kFigure},
    {"cop3-inf15-sources/fr", "Les travaux préparatoire", kFigure},
    {"convention-extract/ar", "وإذ تسلم بأن ذوبان الأنه", kSpaced},
    {"convention-extract/ar", "يقدم كل طرف إلى الأمانة", kOrder},
    {"convention-extract/ru", "Положения настоящей стат", kOrder},
    {"convention-extract/zh", "回顾大会1962年12月14日第1803(XVI", kOrder},
    {"letter-2018-01/ar", "PROGRAMME DES NATIONS UN", kSideBySide},
    {"letter-2018-01/ar", "PROGRAMA DE LAS NACIONES", kSideBySide},
    {"letter-2018-01/ar", "وفي الفقرة ٣ من المقرر ٢", kOrder},
    {"letter-2018-01/ar", "وستعقد اللجنة العلمية وا", kSpaced},
    {"letter-2018-01/ru", "PROGRAMME DES NATIONS UN", kSideBySide},
    {"letter-2018-01/ru", "PROGRAMA DE LAS NACIONES", kSideBySide},
    {"letter-2018-01/ru", "В пункте 3 решения II/4", kFull},
    {"letter-2018-01/ru", "Координаторам, которые е", kFull},
    {"letter-2018-01/ru", "Просьба также принять к", kFull},
    {"letter-2018-01/ru", "График работы приводится", kFull},
    {"letter-2018-01/en", "PROGRAMME DES NATIONS UN", kSideBySide},
    {"letter-2018-01/en", "PROGRAMA DE LAS NACIONES", kSideBySide},
    {"letter-2018-01/es", "PROGRAMME DES NATIONS UN", kSideBySide},
    {"letter-2018-01/es", "PROGRAMA DE LAS NACIONES", kSideBySide},
    {"letter-2018-01/es", "Secretaría del Convenio", kFull},
    {"letter-2018-01/es", "8-10, rue des Moraines", kFull},
    {"letter-2018-01/fr", "PROGRAMME DES NATIONS UN", kSideBySide},
    {"letter-2018-01/fr", "PROGRAMA DE LAS NACIONES", kSideBySide},
    {"letter-2018-01/zh", "برنامج الأمم المتحدة للب", kSideBySide},
    {"letter-2018-01/zh", "联合国环境规划署", kSideBySide},
    {"letter-2018-01/zh", "PROGRAMME DES NATIONS UN", kSideBySide},
    {"letter-2018-01/zh", "PROGRAMA DE LAS NACIONES", kSideBySide},
    {"letter-2018-01/zh", "CH-1202日内瓦，瑞士", kSpaced},
    {"letter-2018-01/zh", "工作时间表载于本函附件。如有疑问，请与莱娜·布兰", kShort},
    {"cop3-7-note/ar", "الأمم المتحدة", kOrder},
    {"cop3-7-note/ru", "принять с любыми поправк", kOrder},
    {"cop3-7-note/ru", "Цель настоящих руководящ", kOrder},
};

// One block, for comparing.
struct Shown {
  std::string line;     // type, level, section, language, label, text with its marks
  std::string letters;  // letters and digits of label, text and marks
  std::string head;     // the text
  bool cell = false;
  bool header = false;
};

constexpr Format kExtracted{".pdf.txt", true, true};

std::string letters_of(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    if (text::is_letter(c.value) || text::is_digit(c.value)) text::append(out, c.value);
  }
  return out;
}

// Letters that one has and the other has not.
std::string difference_of(const std::string& lost, const std::string& found) {
  std::map<char32_t, int> count;
  for (std::size_t at = 0; at < lost.size();) {
    const text::CodePoint c = text::decode(lost, at);
    at += c.size;
    ++count[c.value];
  }
  for (std::size_t at = 0; at < found.size();) {
    const text::CodePoint c = text::decode(found, at);
    at += c.size;
    --count[c.value];
  }
  std::string out;
  for (const auto& [c, n] : count) {
    if (n == 0) continue;
    text::append(out, c);
    out += " " + std::to_string(n) + " ";
  }
  return out;
}

// Levels of headings with labels count from the highest of their section, those of others are not
// compared: what is larger type is lost. So is what sets a signature apart.
std::vector<Shown> shown(const document::Expression& e) {
  std::map<int, int> highest;
  for (const Block& b : e.blocks) {
    if (b.type != BlockType::heading || b.label.empty()) continue;
    const auto [at, first] = highest.try_emplace(b.section, b.level);
    if (!first) at->second = std::min(at->second, b.level);
  }
  bool body = false;
  std::vector<Shown> out;
  for (const Block& b : e.blocks) {
    Shown s;
    s.cell = b.type == BlockType::cell;
    s.header = b.header_row;
    // The caption of a table is one because the table follows.
    if (s.cell && !out.empty() && !out.back().cell) out.back().cell = true;
    BlockType type = b.type;
    int level = b.level;
    body = body || (type != BlockType::title && type != BlockType::masthead &&
                    type != BlockType::letterhead);
    if (type == BlockType::heading) level = b.label.empty() ? 0 : level - highest[b.section];
    if (type == BlockType::letterhead && body) type = BlockType::paragraph;
    std::string text;
    std::string marks;
    std::size_t at = 0;
    for (const document::NoteReference& n : b.notes) {
      text += b.text().substr(at, n.at - at) + "{" + n.mark + "}";
      marks += n.mark;
      at = n.at;
    }
    text += b.text().substr(at);
    s.head = carried(b.text(), kExtracted);
    s.line =
        carried(std::string(document::name(type)) + " " + std::to_string(level) + " s" +
                    std::to_string(b.section) + " " + b.lang + " [" + b.label.text() + "] " + text,
                kExtracted);
    s.letters = letters_of(carried(b.label.text() + b.text() + marks, kExtracted));
    out.push_back(std::move(s));
  }
  return out;
}

// The blocks that the two have not in common: by the longest common subsequence.
std::pair<std::vector<Shown>, std::vector<Shown>> difference(const std::vector<Shown>& a,
                                                             const std::vector<Shown>& b) {
  std::vector<std::vector<std::size_t>> common(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t k = b.size(); k-- > 0;) {
      common[i][k] = a[i].line == b[k].line ? common[i + 1][k + 1] + 1
                                            : std::max(common[i + 1][k], common[i][k + 1]);
    }
  }
  std::pair<std::vector<Shown>, std::vector<Shown>> out;
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < a.size() || k < b.size()) {
    if (i < a.size() && k < b.size() && a[i].line == b[k].line) {
      ++i;
      ++k;
    } else if (k == b.size() || (i < a.size() && common[i + 1][k] >= common[i][k + 1])) {
      out.first.push_back(a[i++]);
    } else {
      out.second.push_back(b[k++]);
    }
  }
  return out;
}

// What the masthead tells, title included.
std::string facts(const document::Expression& e, bool title) {
  std::string out;
  for (const document::Property& p : e.properties) {
    if (title || p.name != "title") out += p.name + " " + p.value + "\n";
  }
  return carried(out, kExtracted);
}

TEST(Manifestations, ExtractedTextGivesTheSameBlocks) {
  std::size_t compared = 0;
  std::set<const Loss*> met;
  for (const auto& work : fs::directory_iterator(corpus() / "manifestations")) {
    const std::string name = work.path().filename().string();
    for (const auto& file : fs::directory_iterator(corpus() / "works" / name)) {
      const std::string id = name + "/" + file.path().stem().string();
      SCOPED_TRACE(id);
      const document::Expression source = read(file.path());
      const document::Expression text =
          read(work.path() / (file.path().stem().string() + ".pdf.txt"));
      EXPECT_EQ(source.lang, text.lang);
      EXPECT_EQ(source.named_by_file, text.named_by_file);
      if (!source.named_by_file) {
        EXPECT_EQ(source.work, text.work);
      }
      const bool title =
          std::none_of(std::begin(kLosses), std::end(kLosses), [&](const Loss& loss) {
            return id == loss.file && source.title.starts_with(loss.block);
          });
      EXPECT_EQ(facts(source, title), facts(text, title));
      const auto [lost, found] = difference(shown(source), shown(text));
      std::string lost_letters;
      std::string found_letters;
      std::string told;
      for (const Shown& s : lost) {
        lost_letters += s.letters;
        bool listed = s.cell;
        for (const Loss& loss : kLosses) {
          if (id != loss.file || !s.head.starts_with(loss.block)) continue;
          listed = true;
          met.insert(&loss);
        }
        if (!listed) told += "- " + s.line + "\n";
      }
      if (!told.empty()) {
        for (const Shown& s : found) told += "+ " + s.line + "\n";
      }
      for (const Shown& s : found) found_letters += s.letters;
      // The header of a table comes on every page that has a part of it.
      std::string header;
      for (const Shown& s : lost) header += s.header ? s.letters : "";
      if (difference_of(lost_letters + header, found_letters).empty()) lost_letters += header;
      EXPECT_TRUE(told.empty()) << told;
      const std::string letters = difference_of(lost_letters, found_letters);
      EXPECT_TRUE(letters.empty()) << letters;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 41U);
  // A loss that is none any more leaves the table.
  EXPECT_EQ(met.size(), std::size(kLosses));
}

// Labels, texts and notes of the body, without spaces (see kFormats).
std::vector<std::string> body_of(const document::Expression& e) {
  std::vector<std::string> out;
  bool body = false;
  for (const Block& b : e.blocks) {
    body = body || b.type == BlockType::heading;
    if (!body || b.type == BlockType::note) continue;
    std::string text = b.label.text() + b.text();
    for (const document::NoteReference& n : b.notes) {
      if (n.note >= 0)
        text += "[" + n.mark + ":" + e.blocks[static_cast<std::size_t>(n.note)].text() + "]";
    }
    std::string packed;
    for (std::size_t at = 0; at < text.size();) {
      const text::CodePoint c = text::decode(text, at);
      at += c.size;
      if (!text::is_space(c.value)) text::append(packed, c.value);
    }
    out.push_back(packed);
  }
  return out;
}

// Pages in two columns with notes at the foot of each, and columns beneath and between text from
// one side of the page to the other; the first Arabic column is the right one.
// scripts/make-columns made them of one Work of the corpus.
TEST(Manifestations, ColumnsAreReadOneAfterTheOther) {
  const fs::path folder = fs::path(HEXAPLA_SOURCE_DIR) / "tests/pipeline/ingest/fixtures";
  for (const char* name : {"page-ar", "page-en", "page-ru", "page-zh", "section-ar", "section-en",
                           "section-es", "section-fr"}) {
    SCOPED_TRACE(name);
    const std::string lang = std::string(name).substr(std::string(name).size() - 2);
    const document::Expression source = read(corpus() / "works/cop3-7-note" / (lang + ".md"));
    const document::Expression columns = read(folder / (std::string("columns-") + name + ".pdf"));
    const std::vector<std::string> want = body_of(source);
    EXPECT_GT(want.size(), 30U);
    EXPECT_EQ(want, body_of(columns));
  }
}

// A table without rules over several pages, with its header on each: a code and two paragraphs a
// row, the paragraphs of that Work that have no notes.
TEST(Manifestations, TablesWithoutRulesGoOnOverPages) {
  const fs::path folder = fs::path(HEXAPLA_SOURCE_DIR) / "tests/pipeline/ingest/fixtures";
  for (const char* lang : {"ar", "en", "es", "fr", "ru", "zh"}) {
    SCOPED_TRACE(lang);
    document::Expression source =
        read(corpus() / "works/cop3-7-note" / (std::string(lang) + ".md"));
    std::erase_if(source.blocks, [](const Block& b) {
      return !b.notes.empty() || (b.type != BlockType::heading && b.type != BlockType::paragraph &&
                                  b.type != BlockType::list_item);
    });
    std::vector<std::string> texts = body_of(source);
    std::size_t heading = 0;
    std::erase_if(source.blocks, [&](const Block& b) {
      heading += b.type == BlockType::heading ? 1 : 0;
      return heading == 0;
    });
    ASSERT_EQ(texts.size(), source.blocks.size());
    std::vector<std::string> want;  // without the header
    std::vector<std::string> paragraphs;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (source.blocks[i].type != BlockType::heading) paragraphs.push_back(texts[i]);
    }
    for (std::size_t i = 0; i + 1 < paragraphs.size(); i += 2) {
      want.push_back("N/" + std::to_string(i / 2 + 1));
      want.push_back(paragraphs[i]);
      want.push_back(paragraphs[i + 1]);
    }
    EXPECT_GT(want.size(), 25U);
    document::Expression printed = read(folder / (std::string("columns-table-") + lang + ".pdf"));
    std::vector<int> columns;
    std::set<int> tables;
    for (Block& b : printed.blocks) {
      EXPECT_EQ(b.type, BlockType::cell) << b.text();
      if (b.type != BlockType::cell) continue;
      columns.push_back(b.column);
      tables.insert(b.table);
      b.type = BlockType::heading;  // for body_of
    }
    std::vector<std::string> have = body_of(printed);
    ASSERT_GE(have.size(), 3U);
    have.erase(have.begin(), have.begin() + 3);
    EXPECT_EQ(want, have);
    EXPECT_EQ(tables.size(), 1U);
    for (std::size_t i = 0; i < columns.size(); ++i) EXPECT_EQ(columns[i], static_cast<int>(i % 3));
  }
}

// Words broken at the ends of lines, by the patterns of each language, come in one piece; hyphens
// of their own and those of symbols stay.
TEST(Manifestations, WordsBrokenAtLineEnds) {
  const fs::path folder = fs::path(HEXAPLA_SOURCE_DIR) / "tests/pipeline/ingest/fixtures";
  for (const char* lang : {"en", "es", "fr", "ru"}) {
    SCOPED_TRACE(lang);
    const document::Expression source =
        read(corpus() / "works/cop3-7-note" / (std::string(lang) + ".md"));
    const document::Expression broken =
        read(folder / (std::string("columns-hyphens-") + lang + ".pdf"));
    EXPECT_EQ(body_of(source), body_of(broken));
  }
}

// The same pages printed by a web browser (scripts/make-printed).
TEST(Manifestations, PrintedByABrowser) {
  const fs::path folder = fs::path(HEXAPLA_SOURCE_DIR) / "tests/pipeline/ingest/fixtures";
  const char* const names[][2] = {{"cop3-7-note", "ar"},
                                  {"cop3-7-note", "en"},
                                  {"cop3-decision-5", "ar"},
                                  {"cop3-decision-5", "fr"},
                                  {"cop3-inf15-sources", "es"}};
  for (const auto& [work, lang] : names) {
    SCOPED_TRACE(std::string(work) + " " + lang);
    const document::Expression source =
        read(corpus() / "works" / work / (std::string(lang) + ".md"));
    const document::Expression printed =
        read(folder / (std::string("printed-") + work + "-" + lang + ".pdf"));
    EXPECT_EQ(body_of(source), body_of(printed));
  }
}

// What the Works with manifestations have between them, so that none of it is lost from the test.
TEST(Manifestations, HaveEveryKindOfBlock) {
  std::set<BlockType> types;
  bool note_restarts = false;
  bool asterisk = false;
  bool header = false;
  bool bracketed = false;
  for (const auto& work : fs::directory_iterator(corpus() / "manifestations")) {
    const document::Expression e = read(corpus() / "works" / work.path().filename() / "en.md");
    for (const Block& b : e.blocks) {
      types.insert(b.type);
      asterisk = asterisk || (b.type == BlockType::note && b.label.text() == "*");
      note_restarts =
          note_restarts || (b.type == BlockType::note && b.section > 0 && b.label.text() == "1");
      header = header || b.header_row;
      bracketed = bracketed || b.text().find("[date]") != std::string::npos;
    }
  }
  for (const BlockType type :
       {BlockType::title, BlockType::heading, BlockType::paragraph, BlockType::list_item,
        BlockType::cell, BlockType::note, BlockType::letterhead, BlockType::masthead})
    EXPECT_TRUE(types.count(type) == 1) << document::name(type);
  EXPECT_TRUE(note_restarts && asterisk && header && bracketed);
}

}  // namespace
}  // namespace hexapla::normalize
