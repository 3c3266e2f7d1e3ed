// The hub holds what people lay on its devices for years: driver libraries, their bugs and their memory stay in
// workers.
#include <cstdio>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

std::string libraries_of(const std::string& program) {
    const std::unique_ptr<FILE, int (*)(FILE*)> out(popen(("ldd " + program).c_str(), "re"), &pclose);
    std::string text;
    for (int c = out ? std::fgetc(out.get()) : EOF; c != EOF; c = std::fgetc(out.get())) {
        text.push_back(static_cast<char>(c));
    }
    return text;
}

TEST(HubLinks, NoDriverLibraryIsInTheHub) {
    const auto libraries = libraries_of(DOORSTEP_BIN_DIR "/doorstep-hub");
    ASSERT_THAT(libraries, testing::HasSubstr("libzmq")) << "ldd said nothing of it";
    for (const auto* library : {"opencv", "dlib", "blas", "sane", "cups", "poppler", "pcsclite", "asound"}) {
        EXPECT_THAT(libraries, testing::Not(testing::HasSubstr(library)));
    }
}

TEST(HubLinks, TheWorkersHaveThem) {  // else the test above looks for the wrong names
    EXPECT_THAT(libraries_of(DOORSTEP_BIN_DIR "/doorstep-worker-camera"), testing::HasSubstr("opencv"));
    EXPECT_THAT(libraries_of(DOORSTEP_BIN_DIR "/doorstep-worker-camera"), testing::HasSubstr("dlib"));
    EXPECT_THAT(libraries_of(DOORSTEP_BIN_DIR "/doorstep-worker-scan"), testing::HasSubstr("sane"));
    EXPECT_THAT(libraries_of(DOORSTEP_BIN_DIR "/doorstep-worker-print"), testing::HasSubstr("cups"));
    EXPECT_THAT(libraries_of(DOORSTEP_BIN_DIR "/doorstep-worker-receipt"), testing::HasSubstr("poppler"));
    EXPECT_THAT(libraries_of(DOORSTEP_BIN_DIR "/doorstep-worker-pcsc"), testing::HasSubstr("pcsclite"));
    EXPECT_THAT(libraries_of(DOORSTEP_BIN_DIR "/doorstep-worker-panel"), testing::HasSubstr("asound"));
}

}  // namespace
}  // namespace doorstep::devices
