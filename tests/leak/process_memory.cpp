#include "tests/leak/process_memory.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "base/files.hpp"

namespace doorstep::leak {

bool for_each_region(int pid, const std::function<void(BytesView, const std::string&)>& found) {
    const std::string folder = "/proc/" + std::to_string(pid);
    const FileDescriptor memory(::open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC));
    std::ifstream maps(folder + "/maps");
    if (!memory.valid() || !maps) {
        return false;
    }
    constexpr std::size_t largest_region = std::size_t{1} << 30U;
    for (std::string line; std::getline(maps, line);) {
        std::istringstream fields(line);
        std::size_t from = 0;
        std::size_t to = 0;
        char dash = 0;
        std::string rights;
        std::string rest;
        fields >> std::hex >> from >> dash >> to >> rights;
        std::getline(fields, rest);
        if (rights.substr(0, 2) != "rw" || to - from > largest_region) {
            continue;
        }
        Bytes bytes(to - from);
        const ssize_t n = pread(memory.get(), bytes.data(), bytes.size(), static_cast<off_t>(from));
        if (n > 0) {
            const auto name = rest.find_first_of("/[");
            found(BytesView(bytes).first(static_cast<std::size_t>(n)),
                  name == std::string::npos ? "anonymous" : rest.substr(name));
        }
    }
    return true;
}

}  // namespace doorstep::leak
