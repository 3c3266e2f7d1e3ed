# How every room of the house is built: one folder, one target, warnings are errors.
include_guard()

add_library(doorstep_flags INTERFACE)
target_compile_features(doorstep_flags INTERFACE cxx_std_20)
target_include_directories(doorstep_flags INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
target_compile_options(doorstep_flags INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wconversion
  -Wno-sign-conversion -Wunused-result)
if(DOORSTEP_SANITIZE)
  target_compile_options(doorstep_flags INTERFACE -fsanitize=${DOORSTEP_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # Misfires under the sanitizers of GCC 12.
    target_compile_options(doorstep_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
  target_link_options(doorstep_flags INTERFACE -fsanitize=${DOORSTEP_SANITIZE})
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # Here and there one of GCC's false alarms is turned off by its name.
  target_compile_options(doorstep_flags INTERFACE -Wno-unknown-warning-option)
endif()
if(DOORSTEP_FUZZ)
  # Every room counts what of it an input reaches, so that libFuzzer learns what to try next.
  target_compile_options(doorstep_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(DOORSTEP_TEST_BUILD)
  # Test builds alone know the control commands that submit or drain (SECURITY 17).
  target_compile_definitions(doorstep_flags INTERFACE DOORSTEP_TEST_BUILD=1)
endif()

# Everything that runs outside tests: `ninja programs`.
add_custom_target(programs)
# What an install lays out, and no more: `ninja installed`.
add_custom_target(installed)

# doorstep_library(NAME SOURCES a.cpp … [PUBLIC lib …] [PRIVATE lib …])
function(doorstep_library name)
  cmake_parse_arguments(A "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${A_SOURCES})
  target_link_libraries(${name} PUBLIC doorstep_flags ${A_PUBLIC} PRIVATE ${A_PRIVATE})
endfunction()

# doorstep_program(NAME SOURCES main.cpp … LIBS lib … [NOINSTALL] [COMPONENT tools]); without COMPONENT it belongs to the
# package that its folder's CMAKE_INSTALL_DEFAULT_COMPONENT_NAME says (cmake/Packages.cmake).
function(doorstep_program name)
  cmake_parse_arguments(A "NOINSTALL" "COMPONENT" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${A_SOURCES})
  target_link_libraries(${name} PRIVATE doorstep_flags ${A_LIBS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  add_dependencies(programs ${name})
  if(NOT A_NOINSTALL)
    if(NOT A_COMPONENT)
      set(A_COMPONENT ${CMAKE_INSTALL_DEFAULT_COMPONENT_NAME})
    endif()
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${A_COMPONENT})
    add_dependencies(installed ${name})
  endif()
endfunction()

# doorstep_test(NAME SOURCES x_test.cpp … LIBS lib … [LABELS label …] [TIMEOUT seconds]): a GoogleTest program.
function(doorstep_test name)
  cmake_parse_arguments(A "" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
  if(NOT BUILD_TESTING)
    return()
  endif()
  add_executable(${name} ${A_SOURCES})
  target_link_libraries(${name} PRIVATE doorstep_flags ${A_LIBS} GTest::gmock GTest::gtest_main)
  # GCC 12's flow warnings raise false alarms about std::string and small arrays in optimised test bodies.
  target_compile_options(${name} PRIVATE -Wno-restrict -Wno-array-bounds -Wno-maybe-uninitialized)
  target_compile_definitions(${name} PRIVATE
    DOORSTEP_SOURCE_DIR="${PROJECT_SOURCE_DIR}" DOORSTEP_BIN_DIR="${PROJECT_BINARY_DIR}/bin")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  add_test(NAME ${name} COMMAND ${name})
  if(NOT A_TIMEOUT)
    set(A_TIMEOUT 120)
  endif()
  if(NOT A_LABELS)
    set(A_LABELS unit)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${A_TIMEOUT} LABELS "${A_LABELS}" SKIP_RETURN_CODE 77)
endfunction()

# doorstep_fuzz(NAME SOURCES x_fuzz.cpp LIBS lib …): with clang a libFuzzer program; with any compiler a replay of its
# corpus (tests/corpus/NAME) plus mutations of it, so that each run of the suite exercises the parser.
function(doorstep_fuzz name)
  cmake_parse_arguments(A "" "" "SOURCES;LIBS" ${ARGN})
  if(NOT BUILD_TESTING)
    return()
  endif()
  add_executable(${name} ${A_SOURCES})
  target_link_libraries(${name} PRIVATE doorstep_flags ${A_LIBS})
  if(DOORSTEP_FUZZ AND CMAKE_CXX_COMPILER_ID MATCHES Clang)
    target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz_corpus.cpp)
    target_link_libraries(${name} PRIVATE doorstep_base)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    add_test(NAME ${name} COMMAND ${name} -max_total_time=5)
  else()
    target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz_replay.cpp)
    add_test(NAME ${name} COMMAND ${name})
  endif()
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  set_tests_properties(${name} PROPERTIES TIMEOUT 120 LABELS fuzz)
endfunction()
