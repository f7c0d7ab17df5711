#include "pipeline/check/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "analyzers/language/profile.h"
#include "analyzers/text/utf8.h"
#include "pipeline/check/report.h"

namespace hexapla::check {
namespace {

constexpr std::string_view kStyle = R"(
:root{--ink:#1b1f24;--soft:#5b6470;--line:#d5dae1;--error:#b3261e;--warning:#8a5a00;--note:#3a5a8c;
--error-bg:#fde7e5;--warning-bg:#fff1d0;--note-bg:#e4edfa;--agree:#e3f1e5;--agree-line:#4a7a51;
--paper:#fff;--shade:#f4f6f8;--pale:#fafbfc;--faint:#6b737d;color-scheme:light dark}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e4e7eb;--soft:#a3acb7;--line:#3a414a;--error:#ff8a80;
--warning:#e0a84a;--note:#8fb3ea;--error-bg:#4a201d;--warning-bg:#43330f;--note-bg:#1f3150;--agree:#1f3a25;
--agree-line:#7fb889;--paper:#15181c;--shade:#20252b;--pale:#1a1e23;--faint:#949da8}.tag{color:#15181c!important}}
*{box-sizing:border-box}
body{margin:2rem auto;max-width:90rem;padding:0 1.5rem;color:var(--ink);background:var(--paper);
font:15px/1.5 "Noto Sans","Noto Sans Arabic","Noto Sans CJK SC","Segoe UI",system-ui,sans-serif}
h1{font-size:1.6rem;margin:0 0 .3rem}
h2{font-size:1.2rem;margin:2.4rem 0 .2rem;border-top:2px solid var(--ink);padding-top:.8rem}
p.sub{color:var(--soft);margin:.1rem 0 1rem}
table{border-collapse:collapse;width:100%}
table.summary{width:auto;margin:1rem 0}
table.summary th,table.summary td{padding:.25rem .7rem;border-bottom:1px solid var(--line);text-align:start}
table.summary td.n,table.summary th.n{text-align:end;font-variant-numeric:tabular-nums}
table.summary tfoot td{font-weight:600;border-top:2px solid var(--line)}
table.rows{table-layout:fixed;margin:.8rem 0 0;border:1px solid var(--line)}
table.rows th{background:var(--shade);text-align:start;padding:.3rem .55rem;font-weight:600;font-size:.85rem}
table.rows td{vertical-align:top;padding:.4rem .55rem;border-top:1px solid var(--line);
border-inline-start:1px solid var(--line);overflow-wrap:anywhere;font-size:.9rem}
table.rows col.nr{width:2.9rem}
table.rows td.nr{color:var(--soft);font-size:.8rem;border-inline-start:0}
td p{margin:0 0 .35rem}
td .label{color:var(--soft)}
td[dir=rtl],table.rows th.rtl{text-align:right}
tr.context td{color:var(--faint);background:var(--pale)}
tr.skip td{padding:.1rem .6rem;color:var(--soft);text-align:center;background:var(--shade)}
tr.says td{background:var(--pale);padding:.35rem .7rem}
tr.says ul{margin:0;padding:0;list-style:none}
.gap{background:repeating-linear-gradient(45deg,var(--paper),var(--paper) 6px,var(--error-bg) 6px,
var(--error-bg) 12px)}
.gap em{color:var(--error);font-style:normal;font-weight:600}
p.gap{padding:.2rem .3rem}
mark{background:var(--error-bg);color:inherit;border-bottom:2px solid var(--error);padding:0 .1em}
mark.warning{background:var(--warning-bg);border-color:var(--warning)}
mark.note{background:var(--note-bg);border-color:var(--note)}
mark.agrees{background:var(--agree);border-bottom:2px dotted var(--agree-line)}
.tag{display:inline-block;font-size:.75rem;font-weight:600;border-radius:.25rem;padding:0 .4rem;
color:#fff;background:var(--error)}
.tag.warning{background:var(--warning)}.tag.note{background:var(--note)}
code{font-size:.78rem;color:var(--soft)}
ul.works{margin:1rem 0;padding:0;list-style:none;columns:22rem auto;column-gap:2rem}
ul.works a{color:inherit}
ul.works b{font-variant-numeric:tabular-nums;display:inline-block;min-width:3.2em;text-align:end;margin-inline-end:.7em}
@media screen and (max-width:56rem){body{margin:1rem auto;padding:0 .8rem}
table.summary{display:block;overflow-x:auto}table.summary th,table.summary td{padding:.25rem .4rem}
table.rows thead,table.rows colgroup{display:none}table.rows,table.rows tbody,table.rows tr,table.rows td{display:block}
table.rows tr{border-top:2px solid var(--line)}table.rows tr.says{border-top:0}
table.rows td{border-inline-start:0;border-top:0;padding:.3rem .6rem}table.rows tr.says td:first-child{display:none}
td[lang]::before{content:attr(lang);display:block;direction:ltr;text-align:start;color:var(--soft);font-size:.72rem;
text-transform:uppercase;letter-spacing:.05em}td[dir=rtl]::before{text-align:right}}
@media print{body{margin:0;max-width:none;padding:0;font-size:9.5pt}
h2,p.sub{break-after:avoid}tr{break-inside:avoid}tr.found{break-after:avoid}
tr.context,tr.skip{display:none}table.rows td{font-size:8pt;line-height:1.35;padding:.25rem .4rem}thead{display:table-header-group}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@page{size:A4 landscape;margin:14mm}
)";

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    switch (c.value) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        // Direction is set by elements; controls of documents do not reach out of theirs.
        if (text::is_xml_char(c.value) && !text::is_bidi_control(c.value))
          text::append(out, c.value);
    }
    at += c.size;
  }
  return out;
}

struct MarkUp {
  Span span;
  std::string css;
  int weight = 0;  // the worst finding wins where marks overlap
};

std::string marked(const std::string& text, std::vector<MarkUp> marks) {
  std::stable_sort(marks.begin(), marks.end(), [](const MarkUp& a, const MarkUp& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.span < b.span;
  });
  std::vector<MarkUp> kept;
  for (const MarkUp& m : marks) {
    if (m.span.end > text.size() || m.span.empty()) continue;
    if (std::none_of(kept.begin(), kept.end(),
                     [&](const MarkUp& k) { return k.span.overlaps(m.span); }))
      kept.push_back(m);
  }
  std::sort(kept.begin(), kept.end(),
            [](const MarkUp& a, const MarkUp& b) { return a.span < b.span; });
  std::string out;
  std::size_t at = 0;
  for (const MarkUp& m : kept) {
    out += escaped(std::string_view(text).substr(at, m.span.begin - at));
    out += fmt::format("<mark class=\"{}\">{}</mark>", m.css,
                       escaped(std::string_view(text).substr(m.span.begin, m.span.size())));
    at = m.span.end;
  }
  return out + escaped(std::string_view(text).substr(at));
}

class Page {
 public:
  std::string write(std::span<const Checked> works) {
    out_ =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>Check of translations</title>\n<style>";
    out_ += kStyle;
    out_ += "</style>\n</head>\n<body>\n<h1>Check of translations</h1>\n";
    summary(works);
    contents(works);
    for (std::size_t i = 0; i < works.size(); ++i) {
      if (!works[i].findings.empty()) work(works[i], i);
    }
    out_ += "</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void summary(std::span<const Checked> works) {
    std::size_t rows = 0;
    std::size_t findings = 0;
    std::size_t accepted = 0;
    std::set<std::string> langs;
    std::map<Code, std::map<std::string, std::size_t>> table;
    for (const Checked& c : works) {
      rows += c.work->rows.size();
      findings += c.findings.size();
      accepted += c.accepted;
      for (const store::AnalyzedExpression& a : c.work->expressions)
        langs.insert(a.expression.lang);
      for (const Finding& f : c.findings) {
        ++table[f.code]["all"];
        for (const std::string& lang : f.languages) ++table[f.code][lang];
      }
    }
    out_ += fmt::format("<p class=\"sub\">{} finding{} in {} row{} of {} Work{}{}</p>\n", findings,
                        findings == 1 ? "" : "s", rows, rows == 1 ? "" : "s", works.size(),
                        works.size() == 1 ? "" : "s",
                        accepted == 0 ? "" : fmt::format(", {} more accepted", accepted));
    if (findings == 0) return;
    out_ += "<table class=\"summary\">\n<thead><tr><th>what</th><th>severity</th>";
    for (const std::string& lang : langs)
      out_ += fmt::format("<th class=\"n\">{}</th>", escaped(lang));
    out_ += "<th class=\"n\">findings</th></tr></thead>\n<tbody>\n";
    std::map<std::string, std::size_t> total;
    for (const auto& [code, by_lang] : table) {
      out_ += fmt::format("<tr><td>{}</td><td><span class=\"tag {}\">{}</span></td>", title(code),
                          name(severity_of(code)), name(severity_of(code)));
      for (const std::string& lang : langs) {
        const auto it = by_lang.find(lang);
        const std::size_t n = it == by_lang.end() ? 0 : it->second;
        total[lang] += n;
        out_ += n == 0 ? std::string("<td class=\"n\"></td>")
                       : fmt::format("<td class=\"n\">{}</td>", n);
      }
      out_ += fmt::format("<td class=\"n\">{}</td></tr>\n", by_lang.at("all"));
    }
    out_ += "</tbody>\n<tfoot><tr><td>all</td><td></td>";
    for (const std::string& lang : langs)
      out_ += fmt::format("<td class=\"n\">{}</td>", total[lang]);
    out_ += fmt::format("<td class=\"n\">{}</td></tr></tfoot>\n</table>\n", findings);
  }

  // A Work without a symbol is named after a file: its title says more.
  static bool by_title(const Checked& c) {
    return c.work->key.starts_with("file:") && !c.work->title.empty();
  }

  // Where there are several Works: how much there is to see in each, and the way there.
  void contents(std::span<const Checked> works) {
    const auto shown = std::count_if(works.begin(), works.end(),
                                     [](const Checked& c) { return !c.findings.empty(); });
    if (shown < 2) return;
    out_ += "<ul class=\"works\">\n";
    for (std::size_t i = 0; i < works.size(); ++i) {
      const Checked& c = works[i];
      if (c.findings.empty()) continue;
      out_ += fmt::format("<li><b>{}</b><a href=\"#w{}\">{}</a></li>\n", c.findings.size(), i + 1,
                          escaped(by_title(c) ? c.work->title : c.work->key));
    }
    out_ += "</ul>\n";
  }

  void work(const Checked& c, std::size_t index) {
    const std::string& head = by_title(c) ? c.work->title : c.work->key;
    const std::string& below = by_title(c) ? c.work->key : c.work->title;
    out_ +=
        fmt::format("<h2 id=\"w{}\">{}</h2>\n<p class=\"sub\">{}{}{} finding{} in {} rows</p>\n",
                    index + 1, escaped(head), escaped(below), below.empty() ? "" : " · ",
                    c.findings.size(), c.findings.size() == 1 ? "" : "s", c.work->rows.size());
    std::map<std::size_t, std::vector<const Finding*>> by_row;
    for (const Finding& f : c.findings) by_row[f.row].push_back(&f);
    out_ += "<table class=\"rows\">\n<colgroup><col class=\"nr\">";
    for (std::size_t k = 0; k < c.work->expressions.size(); ++k) out_ += "<col>";
    out_ += "</colgroup>\n<thead><tr><th></th>";
    for (const store::AnalyzedExpression& a : c.work->expressions) {
      out_ += fmt::format("<th{}>{}</th>",
                          language::is_right_to_left(a.expression.lang) ? " class=\"rtl\"" : "",
                          escaped(language_name(a.expression.lang)));
    }
    out_ += "</tr></thead>\n<tbody>\n";
    std::size_t next = 0;  // the first row that is not yet written
    for (const auto& [r, findings] : by_row) {
      const std::size_t from = std::max(next, r == 0 ? 0 : r - 1);
      if (from > next) skip(c, from - next);
      for (std::size_t i = from; i < r; ++i) row(c, i, {});
      row(c, r, findings);
      says(c, findings);
      next = r + 1;
      if (next < c.work->rows.size() && !by_row.contains(next)) {
        row(c, next, {});
        ++next;
      }
    }
    if (next < c.work->rows.size()) skip(c, c.work->rows.size() - next);
    out_ += "</tbody>\n</table>\n";
  }

  void skip(const Checked& c, std::size_t rows) {
    out_ +=
        fmt::format("<tr class=\"skip\"><td colspan=\"{}\">{} row{} without findings</td></tr>\n",
                    c.work->expressions.size() + 1, rows, rows == 1 ? "" : "s");
  }

  void row(const Checked& c, std::size_t r, const std::vector<const Finding*>& findings) {
    out_ += fmt::format("<tr{}><td class=\"nr\">{}</td>",
                        findings.empty() ? " class=\"context\"" : " class=\"found\"", r);
    for (std::size_t k = 0; k < c.work->expressions.size(); ++k) {
      const document::Expression& e = c.work->expressions[k].expression;
      const std::vector<std::uint32_t>& blocks = c.work->rows[r].sides[k];
      const bool gap =
          blocks.empty() && std::any_of(findings.begin(), findings.end(), [&](const Finding* f) {
            return std::find(f->languages.begin(), f->languages.end(), e.lang) !=
                   f->languages.end();
          });
      out_ += fmt::format("<td lang=\"{}\"{}{}>", escaped(e.lang),
                          language::is_right_to_left(e.lang) ? " dir=\"rtl\"" : " dir=\"ltr\"",
                          gap ? " class=\"gap\"" : "");
      // What was merged stands in a row beside.
      const bool merged =
          gap && std::any_of(findings.begin(), findings.end(),
                             [](const Finding* f) { return f->code == Code::merged; });
      if (gap)
        out_ += merged ? "<em dir=\"ltr\">within the block beside</em>"
                       : "<em dir=\"ltr\">missing</em>";
      if (!blocks.empty()) missing(findings, e.lang, static_cast<int>(blocks.front()) - 1);
      for (const std::uint32_t b : blocks) {
        const document::Block& block = e.blocks[b];
        out_ += "<p>";
        if (!block.label.empty())
          out_ += fmt::format("<span class=\"label\">{}</span> ", escaped(block.label.view()));
        out_ += marked(block.text(),
                       marks_of(findings, e.lang, static_cast<int>(b), block, blocks.size()));
        out_ += "</p>";
        missing(findings, e.lang, static_cast<int>(b));
      }
      out_ += "</td>";
    }
    out_ += "</tr>\n";
  }

  // Where a block is missing among the blocks of a row, behind block `behind`.
  void missing(const std::vector<const Finding*>& findings, std::string_view lang, int behind) {
    for (const Finding* f : findings) {
      if (f->code != Code::omitted && f->code != Code::note_missing) continue;
      for (const Place& p : f->places) {
        if (p.lang != lang || p.role != Place::Role::gap || p.block != behind) continue;
        out_ += "<p class=\"gap\"><em dir=\"ltr\">missing here</em></p>";
        return;
      }
    }
  }

  static std::vector<MarkUp> marks_of(const std::vector<const Finding*>& findings,
                                      std::string_view lang, int block, const document::Block& text,
                                      std::size_t blocks) {
    std::vector<MarkUp> out;
    for (const Finding* f : findings) {
      for (const Place& p : f->places) {
        if (p.lang != lang || p.block != block || p.role == Place::Role::gap) continue;
        const bool differs = p.role == Place::Role::differs;
        const bool whole = p.span.empty();
        // A whole block that agrees is marked where it is one of several: the one that is missing.
        if (whole && !differs) {
          const auto named = std::count_if(f->places.begin(), f->places.end(), [&](const Place& q) {
            return q.lang == lang && q.role == Place::Role::agrees;
          });
          if (f->code != Code::omitted || static_cast<std::size_t>(named) >= blocks) continue;
        }
        out.push_back({whole ? Span{0, text.content.size()} : p.span,
                       differs ? std::string(name(f->severity)) : "agrees",
                       (differs ? 10 : 0) + (whole ? 0 : 5) + static_cast<int>(f->severity)});
      }
    }
    return out;
  }

  void says(const Checked& c, const std::vector<const Finding*>& findings) {
    out_ += fmt::format("<tr class=\"says\"><td></td><td colspan=\"{}\"><ul>",
                        c.work->expressions.size());
    for (const Finding* f : findings) {
      out_ += fmt::format("<li><span class=\"tag {}\">{}</span> <bdi>{}</bdi> <code>{}</code></li>",
                          name(f->severity), title(f->code), escaped(f->message), f->key);
    }
    out_ += "</ul></td></tr>\n";
  }

  std::string out_;
};

}  // namespace

std::string to_html(std::span<const Checked> works) {
  return Page().write(works);
}

}  // namespace hexapla::check
