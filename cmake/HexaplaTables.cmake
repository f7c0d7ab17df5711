# hexapla_tables(OUTPUT FILE...)
# Compiles the linguistic tables in: OUTPUT becomes a source that defines
# hexapla::language::compiled_tables() as (file stem, content) pairs, in the order of the arguments.
# An edited table re-runs this step.
function(hexapla_tables output)
  set(HEXAPLA_TABLE_ROWS "")
  foreach(file IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} content HEX)
    get_filename_component(stem ${file} NAME_WE)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" content "${content}")
    # One literal a line of the table: long lines are unkind to editors and debuggers.
    string(REPLACE "\\x0a" "\\x0a\"\n\"" content "${content}")
    # And one a section, since compilers need not take literals of more than 64 KB.
    string(REPLACE "\"\n\"\\x5b" "\"sv,\n\"\\x5b" content "${content}")
    string(APPEND HEXAPLA_TABLE_ROWS "    {\"${stem}\", joined({\"${content}\"sv})},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Generated from the tables; edit those.
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
namespace hexapla::language {
static std::string joined(std::initializer_list<std::string_view> pieces) {
  std::string out;
  for (const std::string_view piece : pieces) out += piece;
  return out;
}
std::vector<std::pair<std::string_view, std::string>> compiled_tables() {
  using namespace std::string_view_literals;
  return {
@HEXAPLA_TABLE_ROWS@  };
}
}  // namespace hexapla::language
")
endfunction()
