// toml++ as it is used here. Its assertions stand where a text that is no TOML is about to be refused: in a build with
// assertions they would end the process instead, and a fuzz target would end at the first of them.
#pragma once

#define TOML_ASSERT(expression) static_cast<void>(0)
#include <toml++/toml.h>
