// Schemes that nobody has: as many fields and members as a bench asks for.
#pragma once

#include <filesystem>
#include <string>

namespace doorstep::bench {

struct SchemeSize {
    std::string id;
    int fields = 0;   // five a page
    int members = 0;  // at most
};

// Lays that scheme beside those of the folder. False when a file cannot be written.
bool make_scheme(const std::filesystem::path& schemes, const SchemeSize& size);

}  // namespace doorstep::bench
