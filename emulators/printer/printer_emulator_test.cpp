#include "emulators/printer/printer_emulator.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "emulators/printer/ipp_client.hpp"
#include "emulators/printer/paper_tray.hpp"

namespace doorstep::emulators {
namespace {

class Printer : public ::testing::Test {
  protected:
    void SetUp() override {
        char pattern[] = "/tmp/dsprnXXXXXX";
        folder_ = ::mkdtemp(pattern);
        auto started = PrinterEmulator::start({{"127.0.0.1", 0}, folder_ / "p", DOORSTEP_BIN_DIR, 0});
        ASSERT_TRUE(started) << started.error().text();
        printer_ = std::move(*started);
        paper_ = folder_ / "paper.pdf";
        ASSERT_TRUE(write_file_atomically(paper_, as_bytes("%PDF-1.4\n% a paper\n"), 0644));
    }
    void TearDown() override {
        printer_.reset();
        std::filesystem::remove_all(folder_);
    }
    std::size_t papers() { return (*printer_->order({{"do", "status"}}))["papers"].size(); }
    void state(const char* word) { ASSERT_TRUE(printer_->order({{"do", "state"}, {"state", word}})); }
    // Condition of another process: looked at until it holds, at most ten seconds.
    static bool soon(const std::function<bool()>& holds) {
        for (int i = 0; i < 500; ++i) {
            if (holds()) {
                return true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return false;
    }
    bool accepted() {
        return soon([&] { return submit(printer_->uri(), paper_, "7") == Submitted::Yes; });
    }
    std::filesystem::path folder_;
    std::filesystem::path paper_;
    std::unique_ptr<PrinterEmulator> printer_;
};

TEST_F(Printer, PaperComesOutAsItWasSent) {
    ASSERT_TRUE(accepted());
    ASSERT_TRUE(soon([&] { return papers() == 1; }));
    const auto out = (*printer_->order({{"do", "status"}}))["papers"][0].get<std::string>();
    EXPECT_EQ(*read_text_file(out, 1000), "%PDF-1.4\n% a paper\n");
}

TEST_F(Printer, JobWaitsForPaperAndComesOutOnceWhenItIsRefilled) {
    state("empty");
    ASSERT_TRUE(accepted());
    EXPECT_EQ(submit(printer_->uri(), paper_, "8"), Submitted::Busy);
    EXPECT_EQ(papers(), 0U);
    state("ok");
    ASSERT_TRUE(soon([&] { return papers() == 1; }));
    ASSERT_TRUE(accepted());  // idle again
    EXPECT_TRUE(soon([&] { return papers() == 2; }));
}

TEST_F(Printer, OfflineIsGoneAndComesBackAtTheSameAddress) {
    const auto uri = printer_->uri();
    state("offline");
    EXPECT_FALSE(printer_answers(uri));
    state("ok");
    EXPECT_TRUE(printer_answers(uri));
    EXPECT_FALSE(printer_->order({{"do", "state"}, {"state", "on-fire"}}));
}

}  // namespace
}  // namespace doorstep::emulators
