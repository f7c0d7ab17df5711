// What a document of Word 97-2003 says of its sections and of how notes count.
#include <algorithm>

#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/doc_properties.h"

namespace hexapla::ingest::doc {
namespace {

// Offsets in the properties of the document ([MS-DOC] 2.7.2, 2.7.4).
constexpr std::size_t kFootnoteCount = 2;
constexpr std::size_t kEndnoteCount = 52;
constexpr std::size_t kFootnoteFormat = 0x1EC;
constexpr std::size_t kEndnoteFormat = 0x1EE;

constexpr unsigned kInSections = 1;  // how a count begins anew: 0 never, 2 on every page

NoteCount counted(unsigned bits, unsigned format) {
  NoteCount out;
  out.format = format_name(format);
  out.start = std::max(1, static_cast<int>(bits >> 2));
  out.restart_in_sections = (bits & 3) == kInSections;
  return out;
}

}  // namespace

Section read_document_properties(std::string_view bytes) {
  Section out;
  out.footnotes = counted(u16_at(bytes, kFootnoteCount), u16_at(bytes, kFootnoteFormat));
  // Small Roman numbers, where the document does not say.
  out.endnotes = counted(u16_at(bytes, kEndnoteCount),
                         bytes.size() > kEndnoteFormat + 1 ? u16_at(bytes, kEndnoteFormat) : 2U);
  return out;
}

void apply(std::string_view changes, Section& out) {
  for_each_change(changes, [&](unsigned code, std::string_view operand) {
    const unsigned byte = static_cast<unsigned char>(operand[0]);
    switch (code) {
      case 0x300A:
        out.own_first_page = byte != 0;
        break;
      case 0x303C:
        out.footnotes.restart_in_sections = byte == kInSections;
        break;
      case 0x303E:
        out.endnotes.restart_in_sections = byte == kInSections;
        break;
      case 0x503F:
        out.footnotes.start = std::max<int>(1, u16_at(operand, 0));
        break;
      case 0x5041:
        out.endnotes.start = std::max<int>(1, u16_at(operand, 0));
        break;
      case 0x5040:
        out.footnotes.format = format_name(u16_at(operand, 0));
        break;
      case 0x5042:
        out.endnotes.format = format_name(u16_at(operand, 0));
        break;
      default:
        break;
    }
  });
}

}  // namespace hexapla::ingest::doc
