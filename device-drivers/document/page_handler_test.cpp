#include "device-drivers/document/page_handler.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include "base/files.hpp"
#include "device-drivers/worker/spool_file.hpp"
#include "vision/image/decode.hpp"

namespace doorstep::devices {
namespace {

class KeptLink final : public WorkerLink {
  public:
    void send(const wire::WorkerMessage& message) override { last = message; }
    bool cancelled(std::uint64_t) const override { return false; }
    wire::WorkerMessage last;
};

class PageHandlerTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "pageXXXXXX";
        folder = ::mkdtemp(name.data());
        std::filesystem::create_directory(folder / "s1");
        wire::WorkerMessage configure;
        configure.mutable_configure()->set_spool_folder(folder);
        handler.message(configure, link);
    }
    void TearDown() override { std::filesystem::remove_all(folder); }
    const wire::WorkerMessage& straighten(BytesView bytes) {
        wire::WorkerMessage order;
        order.mutable_page()->set_job(3);
        order.mutable_page()->set_index(2);
        order.mutable_page()->set_dpi(150);
        order.mutable_page()->set_spool("s1");
        *order.mutable_page()->mutable_original() = write_spool_file(folder, "s1", bytes, "image/jpeg").value();
        handler.message(order, link);
        return link.last;
    }
    std::filesystem::path folder;
    KeptLink link;
    PageHandler handler;
};

TEST_F(PageHandlerTest, PageIsStraightenedIntoTheSpoolWithAVerdict) {
    const auto bytes = read_file(DOORSTEP_SOURCE_DIR "/tests/data/pages/1555.007.jpg", 8U << 20U).value();
    const auto& answer = straighten(bytes);
    ASSERT_TRUE(answer.has_scanned());
    const auto& page = answer.scanned();
    EXPECT_EQ(page.job(), 3U);
    EXPECT_EQ(page.index(), 2U);
    EXPECT_FALSE(page.size().empty());
    const auto jpeg = read_spool_file(folder, page.straightened()).value();
    EXPECT_TRUE(vision::decode_image(jpeg));
}

TEST_F(PageHandlerTest, BytesThatAreNoPictureAreUnreadable) {
    EXPECT_EQ(straighten(Bytes(100, 'x')).job().fault().code(), wire::FAULT_PAGE_UNREADABLE);
}

TEST_F(PageHandlerTest, PageOfAnotherSessionIsRefused) {
    std::filesystem::create_directory(folder / "s2");
    wire::WorkerMessage order;
    order.mutable_page()->set_spool("s2");
    *order.mutable_page()->mutable_original() = write_spool_file(folder, "s1", Bytes(10), "image/jpeg").value();
    handler.message(order, link);
    EXPECT_EQ(link.last.job().fault().code(), wire::FAULT_INTERNAL);
}

}  // namespace
}  // namespace doorstep::devices
