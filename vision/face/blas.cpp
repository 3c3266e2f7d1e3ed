#include "vision/face/blas.hpp"

#include <dlfcn.h>

#include <filesystem>

namespace doorstep::vision {

std::string loaded_blas() {
    void* symbol = dlsym(RTLD_DEFAULT, "cblas_sgemm");
    Dl_info info{};
    if (symbol == nullptr || dladdr(symbol, &info) == 0 || info.dli_fname == nullptr) {
        return "none";
    }
    std::error_code error;
    const auto file = std::filesystem::canonical(info.dli_fname, error);
    return error ? info.dli_fname : file.native();
}

bool blas_is_slow(const std::string& file) {
    return file.find("openblas") == std::string::npos && file.find("blis") == std::string::npos &&
           file.find("mkl") == std::string::npos && file.find("atlas") == std::string::npos;
}

}  // namespace doorstep::vision
