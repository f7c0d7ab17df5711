#include "pipeline/base/error.h"
#include "pipeline/exchange/tmx.h"
#include "pipeline/exchange/tmx_parser.h"
#include "pipeline/exchange/tmx_splitter.h"
#include "pipeline/exchange/utf8_source.h"

namespace hexapla::exchange {
namespace {

class Reading {
 public:
  Reading(ByteSource& utf8, const std::string& file, const UnitSink& sink)
      : splitter_(utf8), file_(file), sink_(sink) {}

  ReadReport run() {
    for (;;) {
      const TmxSplitter::Piece piece = splitter_.next();
      using Kind = TmxSplitter::Piece::Kind;
      if (piece.kind == Kind::end) {
        if (!lost_ && !parser_.end()) note(parser_.problem());
        break;
      }
      if (piece.kind == Kind::other) {
        between(piece);
      } else if (piece.kind == Kind::broken) {
        skip({piece.line, std::string(piece.reason)});
      } else {
        unit(piece);
      }
    }
    if (report_.units == 0 && parser_.root().empty()) {
      Problem first =
          report_.problems.empty() ? Problem{1, "the file is empty"} : report_.problems.front();
      // What libxml2 says of a text that begins with no element would send people astray.
      if (first.reason == "Document is empty" ||
          first.reason == "Extra content at the end of the document")
        first.reason = "it begins with no element of XML";
      throw Error(ErrorKind::input, file_, "line " + std::to_string(first.line),
                  "not TMX: " + first.reason);
    }
    return std::move(report_);
  }

  TmxHeader& header() { return parser_.header(); }

 private:
  void between(const TmxSplitter::Piece& piece) {
    // After a unit that broke the parser nothing is known until the next one begins.
    if (lost_) return;
    const bool good = parser_.feed(piece.bytes, piece.line);
    if (!parser_.root().empty() && parser_.root() != "tmx") {
      throw Error(ErrorKind::input, file_, "line " + std::to_string(piece.line),
                  "not TMX: the root element is <" + parser_.root() + ">");
    }
    if (good) return;
    note(parser_.problem());
    lost_ = true;
  }

  void unit(const TmxSplitter::Piece& piece) {
    if (lost_) {
      parser_.resume(piece.line);
      lost_ = false;
    }
    if (!parser_.feed(piece.bytes, piece.line)) {
      skip(parser_.problem());
      return;
    }
    memory::TranslationUnit* read = parser_.unit();
    for (Problem& remark : parser_.remarks()) note(std::move(remark));
    if (!parser_.refusal().empty()) {
      note({piece.line, parser_.refusal()});
      ++report_.skipped;
    } else if (read != nullptr) {
      emit(*read, sink_, report_);
    } else {
      skip({piece.line, "a <tu> outside of <body>"});
    }
  }

  void note(Problem problem) { report_.add_problem(problem.line, std::move(problem.reason)); }
  void skip(Problem problem) {
    note(std::move(problem));
    ++report_.skipped;
    lost_ = true;
  }

  TmxSplitter splitter_;
  TmxParser parser_;
  const std::string& file_;
  const UnitSink& sink_;
  ReadReport report_;
  bool lost_ = false;  // the parser is of no use until the next unit
};

}  // namespace

ReadReport read_tmx(ByteSource& bytes, const std::string& file, const UnitSink& sink,
                    TmxHeader* header) {
  const std::unique_ptr<ByteSource> utf8 = as_utf8(bytes, TextKind::xml, file);
  Reading reading(*utf8, file, sink);
  ReadReport report = reading.run();
  if (header != nullptr) *header = std::move(reading.header());
  return report;
}

}  // namespace hexapla::exchange
