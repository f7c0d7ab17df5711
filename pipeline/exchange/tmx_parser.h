// libxml2's push parser over pieces of TMX: units out, one at a time. Internal to the room.
#pragma once

#include <libxml/parser.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/exchange/tmx.h"

namespace hexapla::exchange {

class TmxParser {
 public:
  TmxParser();
  ~TmxParser();
  TmxParser(const TmxParser&) = delete;
  TmxParser& operator=(const TmxParser&) = delete;

  // Begins anew at `line`, inside a <body> as after the header: what was read of it stays.
  void resume(std::size_t line);

  // Parses the next bytes, whose first stands at `line`: where the last ones ended. False when they
  // are not well formed: `problem()` says why and where, and the parser is good for `resume` only.
  bool feed(std::string_view bytes, std::size_t line);
  // The same for the end of the file.
  bool end();

  const Problem& problem() const { return problem_; }
  // The unit that ended since the last call, null when none did. Why it cannot be used, if so, is
  // in `refusal()`; what was left out of it in `remarks()`.
  memory::TranslationUnit* unit();
  const std::string& refusal() const { return refusal_; }
  std::vector<Problem>& remarks() { return remarks_; }

  const std::string& root() const { return root_; }  // "" before it was seen
  TmxHeader& header() { return header_; }

 private:
  enum class At : std::uint8_t {
    outside,
    tmx,
    header,
    body,
    unit,
    variant,
    segment,    // in <seg>, or in an inline element with text of the segment
    native,     // in an inline element with native code
    collected,  // in <prop> or <note>
    foreign,
  };
  struct Attributes {
    const xmlChar** list;
    int count;
    // Calls visit(name, prefix, value) for each.
    template <typename Visit>
    void each(Visit visit) const;
    std::string value(std::string_view name) const;
  };

  void open();
  bool failed();
  void start(std::string_view name, const Attributes& attributes);
  void start_unit(const Attributes& attributes);
  void start_variant(const Attributes& attributes);
  At start_inline(std::string_view name, const Attributes& attributes);
  void finish(std::string_view name);
  void finish_native();
  void finish_variant();
  void refuse(std::string reason);

  static xmlSAXHandler handler();
  static void on_start(void* self, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri,
                       int namespaces, const xmlChar** list, int count, int defaulted,
                       const xmlChar** values);
  static void on_end(void* self, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri);
  static void on_text(void* self, const xmlChar* text, int size);
  static void on_reference(void* self, const xmlChar* name);
  static void on_error(void* self, xmlErrorPtr error);
  static void on_entity(void* self, const xmlChar* name, int type, const xmlChar* public_id,
                        const xmlChar* system_id, xmlChar* content);
  static xmlEntityPtr get_entity(void* self, const xmlChar* name);

  struct Free {
    void operator()(xmlParserCtxtPtr c) const;
  };
  std::unique_ptr<xmlParserCtxt, Free> context_;
  std::vector<At> stack_;
  std::string* text_ = nullptr;  // where characters go
  std::string root_;
  TmxHeader header_;
  memory::TranslationUnit unit_;
  memory::Variant* variant_ = nullptr;
  bool has_segment_ = false;
  bool complete_ = false;
  std::vector<memory::InlineCode> native_;  // open inline elements with native code
  std::string collected_;                   // of <prop> and <note>
  std::string collected_type_;
  bool collects_property_ = false;
  std::string refusal_;
  std::vector<Problem> remarks_;
  Problem problem_;
  std::string fatal_;
  int fatal_line_ = 0;
  std::size_t line_ = 1;          // of the piece
  std::size_t lines_before_ = 0;  // libxml2 counts from the last fresh start
  struct Entity {
    std::string name;
    std::string content;
    xmlEntity entity{};
    Entity() = default;
    // libxml2 gives us the text of the declaration to keep when it finds an entity without one.
    ~Entity() { xmlFree(entity.orig); }
    Entity(const Entity&) = delete;
    Entity& operator=(const Entity&) = delete;
  };
  std::map<std::string, std::unique_ptr<Entity>, std::less<>> entities_;
};

}  // namespace hexapla::exchange
