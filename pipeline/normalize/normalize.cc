#include "pipeline/normalize/normalize.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "analyzers/language/identify.h"
#include "pipeline/base/error.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/contents.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/draft.h"
#include "pipeline/normalize/glued.h"
#include "pipeline/normalize/head_columns.h"
#include "pipeline/normalize/head_facts.h"
#include "pipeline/normalize/markdown_lines.h"
#include "pipeline/normalize/markup.h"
#include "pipeline/normalize/pages.h"
#include "pipeline/normalize/structured.h"
#include "pipeline/normalize/typed_notes.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kLanguageSample = 1U << 14;
constexpr double kClearLanguage = 0.6;  // the next one has not half as many words

// The language that the lines as such are in: layout asks it for function words.
language::Identification language_of_lines(const ingest::RawDocument& raw) {
  std::string sample;
  for (const ingest::RawLine& line : raw.lines) {
    if (sample.size() > kLanguageSample) break;
    sample += line.text.text();
    sample += '\n';
  }
  return language::identify(sample);
}

// `lines`: what the paragraphs were made of.
void mark_up(Draft& draft, const std::vector<Line>& lines, LinkDefinitions definitions) {
  MarkupContext context;
  context.definitions = std::move(definitions);
  context.markdown = draft.layout.markdown;
  for (const FoundNote& note : draft.notes) context.note_keys.insert(note.key);
  const auto report = [&](const Rich& text, int unbalanced) {
    if (unbalanced == 0) return;
    draft.quality.push_back(
        {"unbalanced-emphasis",
         std::to_string(unbalanced) + " emphasis marks without a partner were dropped", -1,
         text.text.source({0, text.text.size()})});
  };
  // Most paragraphs come from lines that have none.
  const auto may_have = [&](const Paragraph& p) {
    for (std::size_t i = p.line; i <= p.last_line; ++i) {
      if (may_have_markup(lines[i].traits, context.markdown)) return true;
    }
    return false;
  };
  for (Paragraph& p : draft.paragraphs) {
    if (!may_have(p) || !may_have_markup(p.text.view(), context.markdown)) continue;
    Marked marked = take_markup(p.text, context);
    report(p.text, marked.unbalanced);
    p.text = std::move(marked.text);
    p.strong = marked.strong;
  }
  for (FoundTable& table : draft.tables) {
    for (TableRow& row : table.rows) {
      for (Cell& cell : row.cells) {
        for (Rich& text : cell) {
          if (!may_have_markup(text.view(), context.markdown)) continue;
          Marked marked = take_markup(text, context);
          report(text, marked.unbalanced);
          text = std::move(marked.text);
        }
        std::erase_if(cell, [](const Rich& text) { return text.empty(); });
      }
    }
  }
  for (FoundNote& note : draft.notes) note.text = take_markup(note.text, context).text;
  std::erase_if(draft.paragraphs, [](const Paragraph& p) { return p.text.empty(); });
}

// "AttachmentTITLE OF WHAT IS ATTACHED": a heading and a title.
void split_glued(std::vector<Paragraph>& paragraphs) {
  std::vector<Paragraph> out;
  std::size_t taken = 0;  // of `paragraphs`
  const auto take = [&](std::size_t end) {
    out.insert(out.end(),
               std::make_move_iterator(paragraphs.begin() + static_cast<std::ptrdiff_t>(taken)),
               std::make_move_iterator(paragraphs.begin() + static_cast<std::ptrdiff_t>(end)));
    taken = end;
  };
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const std::optional<std::size_t> cut = glued_title(paragraphs[i].text.view());
    if (!cut) continue;
    Paragraph second = paragraphs[i];
    second.text = trimmed_slice(second.text, {*cut, second.text.text.size()});
    second.strong = true;
    Paragraph& first = paragraphs[i];
    first.text = trimmed_slice(first.text, {0, *cut});
    first.glued = first.strong = true;
    take(i + 1);
    out.push_back(std::move(second));
  }
  if (taken == 0) return;
  take(paragraphs.size());
  paragraphs = std::move(out);
}

// Bullets that each begin with a date are the rows of a timetable: date, text.
void find_date_lists(Draft& draft) {
  const auto date_of = [](const Paragraph& p) -> std::optional<DateMatch> {
    if (!p.bullet || p.table >= 0) return std::nullopt;
    std::optional<DateMatch> date = date_at(p.text.view());
    // Where a colon stands behind the date somebody wrote a list, and no table was taken apart.
    if (!date || date->span.begin != 0 || p.text.text.size() < date->span.end + 10 ||
        dated_head(p.text.view()) > 0)
      return std::nullopt;
    return date;
  };
  const auto two = std::adjacent_find(
      draft.paragraphs.begin(), draft.paragraphs.end(),
      [](const Paragraph& a, const Paragraph& b) { return a.bullet && b.bullet; });
  if (two == draft.paragraphs.end()) return;
  const auto is_item = [&](std::size_t i) {
    return i < draft.paragraphs.size() && draft.paragraphs[i].bullet &&
           draft.paragraphs[i].table < 0;
  };
  std::vector<Paragraph> out;
  out.reserve(draft.paragraphs.size());
  for (std::size_t i = 0; i < draft.paragraphs.size();) {
    std::size_t end = i;
    while (end < draft.paragraphs.size() && date_of(draft.paragraphs[end])) ++end;
    // All of the list, or none: half of it would tear it apart.
    const bool whole = !is_item(end) && (i == 0 || !is_item(i - 1));
    if (end < i + 2 || !whole) {
      out.push_back(std::move(draft.paragraphs[i++]));
      continue;
    }
    FoundTable table;
    table.line = draft.paragraphs[i].line;
    Paragraph stand_in;
    stand_in.line = table.line;
    stand_in.table = static_cast<int>(draft.tables.size());
    for (; i < end; ++i) {
      const Rich& text = draft.paragraphs[i].text;
      const std::size_t cut = date_of(draft.paragraphs[i])->span.end;
      TableRow row;
      row.cells = {{trimmed_slice(text, {0, cut})}, {trimmed_slice(text, {cut, text.text.size()})}};
      table.rows.push_back(std::move(row));
    }
    draft.tables.push_back(std::move(table));
    out.push_back(std::move(stand_in));
  }
  draft.paragraphs = std::move(out);
}

// Puts a paragraph in place of every table that was taken out of the lines.
void place_tables(Draft& draft) {
  if (draft.tables.empty()) return;
  const auto before = [](const Paragraph& a, const Paragraph& b) { return a.line < b.line; };
  std::vector<Paragraph> places;
  places.reserve(draft.tables.size());
  for (std::size_t t = 0; t < draft.tables.size(); ++t) {
    Paragraph& p = places.emplace_back();
    p.line = draft.tables[t].line;
    p.table = static_cast<int>(t);
  }
  std::stable_sort(places.begin(), places.end(), before);
  // Paragraphs come in the order of their lines.
  std::vector<Paragraph> all;
  all.reserve(draft.paragraphs.size() + places.size());
  std::merge(std::make_move_iterator(draft.paragraphs.begin()),
             std::make_move_iterator(draft.paragraphs.end()),
             std::make_move_iterator(places.begin()), std::make_move_iterator(places.end()),
             std::back_inserter(all), before);
  draft.paragraphs = std::move(all);
}

// Tables are numbered in reading order, whatever found them.
void number_tables(std::vector<document::Block>& blocks) {
  int last = -1;
  int number = -1;
  for (document::Block& block : blocks) {
    if (block.table < 0) continue;
    if (block.table != last) {
      last = block.table;
      ++number;
    }
    block.table = number;
  }
}

void report_furniture(const Pages& pages, Draft& draft) {
  if (pages.heads + pages.numbers == 0) return;
  draft.quality.push_back(
      {"running-head",
       std::to_string(pages.heads + pages.numbers) +
           " running heads, feet and page numbers were taken out, the first: " + pages.shown,
       -1, pages.first});
}

// Takes the lines out of `raw`.
Draft draft_of_lines(ingest::RawDocument& raw) {
  const auto [lang, confidence] = language_of_lines(raw);
  const bool markdown = raw.manifestation.format == "markdown";
  if (markdown) take_front_matter(raw);
  part_head_columns(raw);
  part_head_facts(raw);
  if (lang == "ar") turn_bullets(raw);
  std::vector<Line> lines = prepare_lines(raw);
  const std::set<std::string> vocabulary = vocabulary_of(lines);
  Draft draft;
  if (confidence >= kClearLanguage) draft.lang = lang;
  const Pages pages = markdown ? Pages() : take_furniture(lines);
  report_furniture(pages, draft);
  LinkDefinitions definitions;
  if (markdown) definitions = take_markdown_lines(lines);
  draft.notes = take_notes(lines, pages.lines, vocabulary);
  draft.layout = find_layout(lines, markdown, lang);
  draft.tables = take_tables(lines, vocabulary);
  draft.paragraphs = make_paragraphs(lines, draft.layout, vocabulary);
  mark_up(draft, lines, std::move(definitions));
  split_glued(draft.paragraphs);
  place_tables(draft);
  return draft;
}

void name_work(document::Expression& out) {
  const std::string_view symbol = out.property("symbol");
  if (!symbol.empty()) {
    out.work = symbol;
    return;
  }
  if (const std::string_view iri = out.property("work-iri"); !iri.empty()) {
    out.work = iri;
    return;
  }
  out.named_by_file = true;
  out.work = "file:" + std::filesystem::path(out.manifestation.path).stem().string();
}

}  // namespace

document::Expression normalize(ingest::RawDocument raw) {
  document::Expression out;
  out.manifestation = raw.manifestation;
  const bool structured = !raw.blocks.empty() || !raw.notes.empty();
  if (structured) part_head_facts(raw);
  Draft draft = structured ? draft_of_blocks(raw) : draft_of_lines(raw);
  out.quality = raw.quality;
  if (structured) link_typed_notes(draft);
  find_date_lists(draft);
  find_contents(draft);

  find_masthead(draft);
  build_blocks(draft, out);
  if (out.blocks.empty() && draft.notes.empty()) {
    const std::string& path = raw.manifestation.path;
    if (raw.manifestation.format == "pdf") {
      throw Error(ErrorKind::input, path, "",
                  "scanned, no text layer but for what stands on every page", "run OCR");
    }
    throw Error(ErrorKind::input, path, "", "there is no text in it", "get the file again");
  }
  const std::size_t top_line =
      draft.masthead < draft.paragraphs.size() ? draft.paragraphs[draft.masthead].line : SIZE_MAX;
  const auto masthead =
      static_cast<std::size_t>(std::find_if(draft.origins.begin(), draft.origins.end(),
                                            [&](const Origin& o) { return o.line >= top_line; }) -
                               draft.origins.begin());
  read_masthead(draft, draft.masthead == 0 ? 0 : masthead, out);
  number_tables(out.blocks);
  report_unexplained(draft, out);
  place_notes(draft, out);
  for (document::Block& block : out.blocks) std::sort(block.flags.begin(), block.flags.end());
  out.quality.insert(out.quality.end(), draft.quality.begin(), draft.quality.end());
  set_languages(out, raw.lang, draft.lang);
  read_facts(raw, out);
  name_work(out);
  return out;
}

}  // namespace hexapla::normalize
