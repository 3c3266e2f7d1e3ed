#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

namespace doorstep {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool wiping = false;
#else
constexpr bool wiping = true;
#endif

constexpr std::string_view secret = "990101195001010018 and some more, so that it is no short string";

// What lies at a freed address, read as the kernel sees it. The first 16 bytes are the allocator's own.
std::string behind(std::uintptr_t address, std::size_t size) {
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    std::string bytes(size, '?');
    const auto n = ::pread(memory, bytes.data(), size, static_cast<off_t>(address));
    ::close(memory);
    return n == static_cast<ssize_t>(size) ? bytes.substr(16) : "not readable";
}

class WipingFree : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!wiping) {
            GTEST_SKIP() << "the sanitizer has its own allocator";
        }
    }
};

TEST_F(WipingFree, AFreedStringIsGone) {
    auto text = std::make_unique<std::string>(secret);
    const auto address = reinterpret_cast<std::uintptr_t>(text->data());
    ASSERT_NE(behind(address, secret.size()).find("some more"), std::string::npos) << "else the test shows nothing";
    text.reset();
    EXPECT_EQ(behind(address, secret.size()).find("some more"), std::string::npos);
}

TEST_F(WipingFree, ABlockThatGrewLeavesNothingWhereItWas) {
    auto* block = static_cast<char*>(std::malloc(secret.size()));
    std::memcpy(block, secret.data(), secret.size());
    const auto before = reinterpret_cast<std::uintptr_t>(block);
    block = static_cast<char*>(std::realloc(block, 100'000));
    ASSERT_NE(reinterpret_cast<std::uintptr_t>(block), before);
    EXPECT_EQ(std::string_view(block, secret.size()), secret);
    EXPECT_EQ(behind(before, secret.size()).find("some more"), std::string::npos);
    block = static_cast<char*>(std::realloc(block, 8));
    EXPECT_EQ(std::string_view(block, 8), secret.substr(0, 8));
    EXPECT_EQ(behind(reinterpret_cast<std::uintptr_t>(block), secret.size()).find("some more"), std::string::npos);
    std::free(block);
}

TEST_F(WipingFree, NothingAndNoSizeAreAsTheStandardSays) {
    std::free(nullptr);
    void* fresh = std::realloc(nullptr, 10);
    EXPECT_NE(fresh, nullptr);
    std::free(fresh);
}

}  // namespace
}  // namespace doorstep
