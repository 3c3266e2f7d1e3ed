# cmake -DOUT=x.cpp -DFILES=a;b -P embed.cmake: the files as string literals, looked up by name.
set(text "#include \"papers/embedded.hpp\"\n\nnamespace doorstep::papers {\n\nstd::string_view embedded(std::string_view name) {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  file(READ ${file} content)
  string(APPEND text "    if (name == \"${name}\") {\n        return R\"~~(${content})~~\";\n    }\n")
endforeach()
string(APPEND text "    return {};\n}\n\n}  // namespace doorstep::papers\n")
file(WRITE ${OUT} "${text}")
