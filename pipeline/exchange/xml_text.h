// Text as XML. Internal to the room.
#pragma once

#include <string>
#include <string_view>

namespace hexapla::exchange {

// Appends text for an element, or for an attribute in double quotes. Characters that XML forbids
// and malformed bytes become U+FFFD; a carriage return is kept by a character reference.
void append_xml_text(std::string& out, std::string_view text);
void append_xml_attribute(std::string& out, std::string_view text);

// ` name="value"`.
void append_attribute(std::string& out, std::string_view name, std::string_view value);

}  // namespace hexapla::exchange
