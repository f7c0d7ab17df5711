# hexapla_room(NAME SOURCES ... [USES ...])
# A room of the house: a static library `hexapla_NAME` with the alias `hexapla::NAME`. Headers are included by
# their path from the top of the tree ("analyzers/text/fold.h"); warnings are errors in our own code only.
function(hexapla_room name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_library(hexapla_${name} STATIC ${ARG_SOURCES})
  add_library(hexapla::${name} ALIAS hexapla_${name})
  target_include_directories(hexapla_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  target_link_libraries(hexapla_${name} PUBLIC ${ARG_USES})
  hexapla_warnings(hexapla_${name})
endfunction()

function(hexapla_warnings target)
  # -Wrestrict reports std::string's own operator+ in GCC 12 (GCC bug 105651).
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
    -Wcast-qual -Wundef $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<BOOL:${HEXAPLA_WERROR}>:-Werror>)
endfunction()

# hexapla_test(NAME SOURCES ... [USES ...])
# One test program a room, registered with CTest under its name. Tests see the source tree through
# HEXAPLA_SOURCE_DIR and the command through HEXAPLA_BINARY (only meaningful where USES names hexapla_cli).
function(hexapla_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(test_${name} ${ARG_SOURCES})
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(test_${name} PRIVATE ${ARG_USES} GTest::gtest_main GTest::gmock)
  target_compile_definitions(test_${name} PRIVATE HEXAPLA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  hexapla_warnings(test_${name})
  add_test(NAME ${name} COMMAND test_${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 300 WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}
                       ENVIRONMENT "HEXAPLA_PDF=$<TARGET_FILE:hexapla_pdf>;HEXAPLA_CONFINE=$<TARGET_FILE:hexapla_confine>;HEXAPLA_OLD_WORD=none")
endfunction()
