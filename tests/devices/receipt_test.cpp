// The whole way of a receipt: the paper of the papers room, the worker process, ESC/POS bytes, and the dots on the
// emulated printer's paper.
#include <signal.h>
#include <stdlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <QGuiApplication>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zbar.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "device-drivers/receipt/receipt_page.hpp"
#include "emulators/receipt/receipt_emulator.hpp"
#include "papers/papers.hpp"
#include "tests/devices/worker_fixture.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;
constexpr auto qr_text = "990012345675|kiosk-1|2026-11-28T02:03:04Z|signature-of-the-station";

// A Chinese receipt for a roll, as the kiosk makes it.
std::string chinese_receipt() {
    static int argc = 1;
    static char name[] = "receipt_test";
    static char* argv[] = {name, nullptr};
    static const QGuiApplication application(argc, argv);
    papers::Receipt receipt;
    receipt.issuer = {"柳树村便民服务站", "青石乡人民政府", "12345", "zh_CN"};
    receipt.case_number = "990012345675";
    receipt.qr_text = qr_text;
    receipt.received = Instant{1'795'831'384'000};
    const auto pdf = papers::receipt(receipt, papers::Paper::Roll80);
    if (!pdf) {  // nothing below makes sense without it
        throw std::runtime_error(pdf.error().text());
    }
    return std::string(as_text(*pdf));
}

bool black(const emulators::Receipt& receipt, std::size_t x, std::size_t y) {
    return (receipt.dots[y * receipt.bytes_a_row + x / 8] >> (7 - x % 8) & 1) != 0;
}

std::string read_qr(const emulators::Receipt& receipt) {
    const auto width = static_cast<unsigned>(receipt.bytes_a_row * 8);
    const auto height = static_cast<unsigned>(receipt.rows());
    std::vector<std::uint8_t> grey(std::size_t{width} * height);
    for (std::size_t i = 0; i < grey.size(); ++i) {
        grey[i] = black(receipt, i % width, i / width) ? 0 : 255;
    }
    zbar::Image image(width, height, "Y800", grey.data(), grey.size());
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 1);
    scanner.scan(image);
    for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol) {
        return symbol->get_data();
    }
    return {};
}

class ReceiptWorker : public testing::WorkerTest {
  protected:
    void SetUp() override {
        char pattern[] = "/dev/shm/dsrecXXXXXX";
        folder_ = ::mkdtemp(pattern);
    }
    void TearDown() override {
        WorkerTest::TearDown();
        printer_.reset();
        fs::remove_all(folder_);
    }
    void begin(int width = 80, int rows_a_second = 4000) {
        emulators::ReceiptOptions options;
        options.link = folder_ / "receipt";
        options.head_dots = width == 58 ? 384 : 576;
        options.rows_a_second = rows_a_second;
        auto started = emulators::ReceiptEmulator::start(options);
        ASSERT_TRUE(started) << started.error().text();
        printer_ = std::move(*started);
        address_ = fmt::format("escpos:{}?width={}", options.link.native(), width);
        start_worker("doorstep-worker-receipt");
        open(address_);
    }
    bool saw_device(wire::Device::State state, wire::FaultCode fault = wire::FAULT_NONE) const {
        return std::any_of(messages_.begin(), messages_.end(), [&](const auto& message) {
            return message.has_status() && message.status().state() == state &&
                   message.status().fault().code() == fault;
        });
    }
    void print(std::uint64_t job, const std::string& pdf, unsigned copies = 1) {
        wire::WorkerPrint wish;
        wish.set_copies(copies);
        send_print(job, pdf, wish);
    }
    nlohmann::json order(const nlohmann::json& what) { return *printer_->order(what); }
    void state(const char* word) { order({{"do", "state"}, {"state", word}}); }

    fs::path folder_;
    std::string address_;
    std::unique_ptr<emulators::ReceiptEmulator> printer_;
};

TEST_F(ReceiptWorker, ChineseReceiptIsOnThePaperDotByDotAndItsCodeCanBeRead) {
    begin();
    const auto pdf = chinese_receipt();
    print(1, pdf);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    ASSERT_EQ(printer_->receipts().size(), 1U);
    const auto receipt = printer_->receipts()[0];
    const auto drawn = to_dots(*render_receipt(as_bytes(pdf), 576), 576);
    ASSERT_GE(receipt.dots.size(), drawn.bytes.size());
    EXPECT_TRUE(std::equal(drawn.bytes.begin(), drawn.bytes.end(), receipt.dots.begin()));
    EXPECT_TRUE(std::all_of(receipt.dots.begin() + static_cast<std::ptrdiff_t>(drawn.bytes.size()), receipt.dots.end(),
                            [](std::uint8_t byte) { return byte == 0; }))
        << "only white is fed out behind it";
    EXPECT_EQ(read_qr(receipt), qr_text);
    EXPECT_EQ(order({{"do", "status"}})["misunderstood"], 0);
}

// Drawn by another program: what is black there is black here, where a letter's edge is not meant.
TEST_F(ReceiptWorker, DotsAreWherePdftoppmSeesInk) {
    begin();
    const auto pdf = chinese_receipt();
    std::ofstream(folder_ / "receipt.pdf", std::ios::binary) << pdf;
    const auto command = fmt::format("pdftoppm -r 203.2 -gray -singlefile {0}/receipt.pdf {0}/page", folder_.native());
    ASSERT_EQ(std::system(command.c_str()), 0);  // NOLINT(cert-env33-c): our own fixed words
    const auto file = read_text_file(folder_ / "page.pgm", std::size_t{64} << 20).value();
    int width = 0;
    int height = 0;
    int most = 0;
    int header = 0;
    ASSERT_EQ(std::sscanf(file.c_str(), "P5\n%d %d\n%d%n", &width, &height, &most, &header), 3);
    const auto* pixels = reinterpret_cast<const std::uint8_t*>(file.data()) + header + 1;
    const auto* const end = pixels + static_cast<std::ptrdiff_t>(width) * height;
    print(1, pdf);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    const auto receipt = printer_->receipts()[0];
    const auto dark = [](std::uint8_t pixel) { return pixel < 128; };
    const auto theirs = std::count_if(pixels, end, dark);
    long ours = 0;
    for (std::size_t i = 0; i < receipt.rows() * receipt.bytes_a_row * 8; ++i) {
        ours += black(receipt, i % (receipt.bytes_a_row * 8), i / (receipt.bytes_a_row * 8)) ? 1 : 0;
    }
    EXPECT_GT(theirs, 10'000);
    EXPECT_NEAR(static_cast<double>(ours) / static_cast<double>(theirs), 1.0, 0.15);
}

TEST_F(ReceiptWorker, NarrowPaperTakesTheSameReceiptSmaller) {
    begin(58);
    print(1, chinese_receipt());
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    ASSERT_EQ(printer_->receipts().size(), 1U);
    EXPECT_EQ(printer_->receipts()[0].bytes_a_row, 48U);
    EXPECT_EQ(read_qr(printer_->receipts()[0]), qr_text);
}

TEST_F(ReceiptWorker, CopiesAreCutApart) {
    begin();
    print(1, chinese_receipt(), 2);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    const auto receipts = printer_->receipts();
    ASSERT_EQ(receipts.size(), 2U);
    EXPECT_EQ(receipts[0].dots, receipts[1].dots);
}

TEST_F(ReceiptWorker, PaperOutInTheMiddleIsSaidAndTheReceiptComesOutOnce) {
    begin(80, 1200);
    print(1, chinese_receipt());
    ASSERT_TRUE(until([this] { return order({{"do", "status"}})["uncut_rows"] > 100; }));
    state("empty");
    ASSERT_TRUE(until([this] { return saw(wire::JobState::WAITING, wire::FAULT_PRINTER_PAPER_OUT); }));
    EXPECT_TRUE(printer_->receipts().empty());
    state("ok");
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    ASSERT_EQ(printer_->receipts().size(), 1U);
    EXPECT_EQ(read_qr(printer_->receipts()[0]), qr_text);
}

TEST_F(ReceiptWorker, EachTroubleHasItsOwnFaultAndLowPaperIsNone) {
    begin();
    const auto pdf = chinese_receipt();
    std::uint64_t job = 1;
    for (const auto& [word, fault] :
         {std::pair{"cover-open", wire::FAULT_PRINTER_COVER_OPEN}, std::pair{"knife", wire::FAULT_PRINTER_JAM},
          std::pair{"hot", wire::FAULT_PRINTER_PAUSED}}) {
        state(word);
        print(++job, pdf);
        ASSERT_TRUE(until([&, f = fault] { return saw(wire::JobState::WAITING, f); })) << word;
        state("low");
        ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); })) << word;
    }
    EXPECT_EQ(printer_->receipts().size(), 3U);
}

TEST_F(ReceiptWorker, CancelledReceiptStopsAndTheNextOneIsWhole) {
    begin(80, 1200);
    print(1, chinese_receipt());
    ASSERT_TRUE(until([this] { return order({{"do", "status"}})["uncut_rows"] > 100; }));
    state("empty");
    send_cancel(1);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::CANCELLED, wire::FAULT_CANCELLED); }));
    state("ok");
    print(2, chinese_receipt());
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    const auto receipts = printer_->receipts();
    ASSERT_EQ(receipts.size(), 2U);
    EXPECT_EQ(read_qr(receipts[1]), qr_text);
    EXPECT_NE(read_qr(receipts[0]), qr_text) << "it was cancelled long before its code";
    EXPECT_EQ(order({{"do", "status"}})["misunderstood"], 0);
}

TEST_F(ReceiptWorker, UnpluggedMidwayIsNotSaidToHavePrinted) {
    begin(80, 1200);
    print(1, chinese_receipt());
    ASSERT_TRUE(until([this] { return order({{"do", "status"}})["uncut_rows"] > 100; }));
    order({{"do", "unplug"}});
    order({{"do", "plug"}});
    ASSERT_TRUE(until([this] { return saw(wire::JobState::FAILED, wire::FAULT_PRINTER_FAILED); }));
    EXPECT_TRUE(printer_->receipts().empty());
}

TEST_F(ReceiptWorker, PrinterThatDoesNotAnswerIsMissingAndIsSeenAgain) {
    begin();
    ASSERT_TRUE(until([this] { return saw_device(wire::Device::READY); }));
    messages_.clear();
    order({{"do", "silence"}});
    ASSERT_TRUE(until([this] { return saw_device(wire::Device::ABSENT, wire::FAULT_PRINTER_MISSING); }));
    messages_.clear();
    order({{"do", "speak"}});
    ASSERT_TRUE(until([this] { return saw_device(wire::Device::READY); }));
}

TEST_F(ReceiptWorker, WorkerKilledInTheMiddleOfAPictureDoesNotSpoilTheNextReceipt) {
    begin(80, 1200);
    print(1, chinese_receipt());
    ASSERT_TRUE(until([this] { return order({{"do", "status"}})["uncut_rows"] > 50; }));
    ready_ = false;
    ::kill(worker_->pid(), SIGKILL);
    ASSERT_TRUE(until([this] { return ready_; }));
    open(address_);
    print(2, chinese_receipt());
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    const auto receipts = printer_->receipts();
    ASSERT_EQ(receipts.size(), 1U);
    EXPECT_EQ(read_qr(receipts[0]), qr_text);
    EXPECT_EQ(order({{"do", "status"}})["misunderstood"], 0);
}

}  // namespace
}  // namespace doorstep::devices
