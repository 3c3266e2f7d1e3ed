#include "emulators/scanner/scanner_emulator.hpp"

#include <gtest/gtest.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "emulators/media/picture.hpp"

namespace doorstep::emulators {
namespace {

constexpr auto feeder_job =
    "<scan:ScanSettings><pwg:InputSource>Feeder</pwg:InputSource><scan:XResolution>100</scan:XResolution>"
    "</scan:ScanSettings>";

class Scanner : public ::testing::Test {
  protected:
    void SetUp() override {
        auto started = ScannerEmulator::start({{"127.0.0.1", 0}, "EMU0001", std::chrono::milliseconds(0)});
        ASSERT_TRUE(started);
        scanner_ = std::move(*started);
        const auto url = scanner_->url();
        client_ = std::make_unique<httplib::Client>(url.substr(0, url.find("/eSCL/")));
        sheet_ = std::filesystem::path(::testing::TempDir()) / "emulated-sheet.jpg";
        ASSERT_TRUE(write_file_atomically(sheet_, encode_jpeg(Picture({248, 351}, {9, 9, 9}), 90), 0600));
    }
    void order(const nlohmann::json& what) { ASSERT_TRUE(scanner_->order(what)) << what; }
    int post() {
        const auto answer = client_->Post("/eSCL/ScanJobs", feeder_job, "text/xml");
        location_ = answer ? answer->get_header_value("Location") : "";
        return answer ? answer->status : 0;
    }
    int page() {
        const auto at = location_.find("/eSCL/");
        const auto answer = client_->Get(location_.substr(at) + "/NextDocument");
        return answer ? answer->status : 0;
    }
    std::unique_ptr<ScannerEmulator> scanner_;
    std::unique_ptr<httplib::Client> client_;
    std::filesystem::path sheet_;
    std::string location_;
};

TEST_F(Scanner, FeederOfTwoGivesTwoPagesAndThenTheEnd) {
    order({{"do", "load"}, {"files", {sheet_.native(), sheet_.native()}}});
    EXPECT_EQ(post(), 201);
    EXPECT_EQ(page(), 200);
    EXPECT_EQ(page(), 200);
    EXPECT_EQ(page(), 404);
    EXPECT_EQ(post(), 409);
}

TEST_F(Scanner, EachStateIsToldAsTheProtocolSays) {
    order({{"do", "load"}, {"files", {sheet_.native()}}});
    const auto status = [&] { return client_->Get("/eSCL/ScannerStatus")->body; };
    EXPECT_NE(status().find("ScannerAdfLoaded"), std::string::npos);
    order({{"do", "state"}, {"state", "jam"}});
    EXPECT_NE(status().find("ScannerAdfJam"), std::string::npos);
    EXPECT_EQ(post(), 409);
    order({{"do", "state"}, {"state", "cover-open"}});
    EXPECT_NE(status().find("ScannerAdfHatchOpen"), std::string::npos);
    order({{"do", "state"}, {"state", "busy"}});
    EXPECT_EQ(post(), 503);
    order({{"do", "state"}, {"state", "offline"}});
    EXPECT_EQ(client_->Get("/eSCL/ScannerCapabilities")->status, 503);
    order({{"do", "state"}, {"state", "empty"}});
    EXPECT_NE(status().find("ScannerAdfEmpty"), std::string::npos);
    EXPECT_FALSE(scanner_->order({{"do", "state"}, {"state", "on-fire"}}));
}

TEST_F(Scanner, JobThatWasDeletedGivesNoMorePages) {
    order({{"do", "load"}, {"files", {sheet_.native(), sheet_.native()}}});
    EXPECT_EQ(post(), 201);
    EXPECT_EQ(page(), 200);
    EXPECT_EQ(client_->Delete(location_.substr(location_.find("/eSCL/")))->status, 200);
    EXPECT_EQ(page(), 404);
    EXPECT_EQ((*scanner_->order({{"do", "status"}}))["feeder"], 1);
}

}  // namespace
}  // namespace doorstep::emulators
