// A printer that took the paper and then says nothing: the paper is not sent again by ourselves.
#include "device-drivers/printer/ipp_printer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "base/files.hpp"

namespace doorstep::devices {
namespace {

// Takes each request to its end and hangs up without an answer.
class SilentPrinter {
  public:
    SilentPrinter() : listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(listening_.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(listening_.get(), 4), 0);
        EXPECT_EQ(::getsockname(listening_.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~SilentPrinter() {
        ::shutdown(listening_.get(), SHUT_RDWR);
        thread_.join();
    }
    std::string uri() const { return "ipp://127.0.0.1:" + std::to_string(port_) + "/ipp/print"; }
    int papers() const { return papers_; }

  private:
    void serve() {
        for (;;) {
            const FileDescriptor one(::accept(listening_.get(), nullptr, nullptr));
            if (!one.valid()) {
                return;
            }
            std::string taken;
            std::array<char, 4096> piece{};
            bool told = false;
            while (taken.find("%%EOF") == std::string::npos) {
                const auto n = ::recv(one.get(), piece.data(), piece.size(), 0);
                if (n <= 0) {
                    break;
                }
                taken.append(piece.data(), static_cast<std::size_t>(n));
                if (!told && taken.find("\r\n\r\n") != std::string::npos) {
                    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
                    told = ::send(one.get(), go_on.data(), go_on.size(), MSG_NOSIGNAL) > 0;
                }
            }
            papers_ += taken.find("%%EOF") != std::string::npos ? 1 : 0;
        }
    }

    FileDescriptor listening_;
    std::uint16_t port_ = 0;
    std::atomic<int> papers_ = 0;
    std::thread thread_;
};

TEST(PrintLostAnswer, IsAFailureAndNotAPrinterThatIsAway) {
    SilentPrinter silent;
    IppPrinter printer(silent.uri());
    const std::string pdf = "%PDF-1.4\n% receipt\n%%EOF";
    const auto job = printer.submit(as_bytes(pdf), {}, "7");
    ASSERT_FALSE(job);
    EXPECT_TRUE(job.error().is(PrintError::Failed)) << job.error().text() << ": it would be sent again";
    EXPECT_EQ(silent.papers(), 1);
}

}  // namespace
}  // namespace doorstep::devices
