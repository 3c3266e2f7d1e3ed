// Papers through a queue of a real cupsd: one of the test's own, with its own configuration, socket and spool, and a
// backend that fails or delivers as the test says. CUPS pauses the whole queue when a backend says "stop"; nobody in a
// village knows the command that enables it again.
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>

#include <fmt/format.h>

#include "base/files.hpp"
#include "tests/devices/program.hpp"
#include "tests/devices/worker_fixture.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

constexpr auto cupsd = "/usr/sbin/cupsd";
const std::string paper_text = "%PDF-1.4\n% a receipt\n";

class CupsQueue : public testing::WorkerTest {
  protected:
    void SetUp() override {
        if (!fs::exists(cupsd)) {
            GTEST_SKIP() << "no cupsd on this machine";
        }
        char pattern[] = "/dev/shm/dscupsXXXXXX";
        folder_ = ::mkdtemp(pattern);
        for (const auto* name :
             {"root", "bin/backend", "bin/daemon", "data/mime", "spool/tmp", "cache", "state", "log", "tray"}) {
            fs::create_directories(folder_ / name);
        }
        write_configuration();
        give_to_lp();
        start_cupsd();
        WorkerSpec spec;
        spec.environment["CUPS_SERVER"] = socket();
        start_worker("doorstep-worker-print", spec);
    }
    void TearDown() override {
        WorkerTest::TearDown();
        cupsd_.reset();
        fs::remove_all(folder_);
    }
    std::string socket() const { return (folder_ / "sock").native(); }
    void write(const char* name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

    void write_configuration() const {
        write("cupsd.conf",
              fmt::format("LogLevel warn\nListen {}\nBrowsing Off\nWebInterface No\nDefaultAuthType None\n"
                          "PreserveJobFiles No\nPreserveJobHistory No\n<Location />\n  Order allow,deny\n"
                          "  Allow all\n</Location>\n<Policy default>\n  <Limit All>\n    Order deny,allow\n"
                          "  </Limit>\n</Policy>\n",
                          socket()));
        std::string files = ::geteuid() == 0 ? "User lp\nGroup lp\nSystemGroup root\n" : "";
        for (const auto& [key, name] : {std::pair{"ServerRoot", "root"},
                                        {"ServerBin", "bin"},
                                        {"DataDir", "data"},
                                        {"RequestRoot", "spool"},
                                        {"TempDir", "spool/tmp"},
                                        {"CacheDir", "cache"},
                                        {"StateDir", "state"},
                                        {"AccessLog", "log/access"},
                                        {"ErrorLog", "log/error"},
                                        {"PageLog", "log/page"}}) {
            files += fmt::format("{} {}\n", key, (folder_ / name).native());
        }
        write("cups-files.conf", files);
        write("root/printers.conf", fmt::format("<Printer q1>\nUUID urn:uuid:11111111-2222-3333-4444-555555555555\n"
                                                "DeviceURI tray:{}\nState Idle\nAccepting Yes\nShared No\n"
                                                "ErrorPolicy stop-printer\n</Printer>\n",
                                                (folder_ / "tray").native()));
        write("data/mime/mime.types", "application/pdf pdf string(0,%PDF)\n");
        write("data/mime/mime.convs", "");
        // What cupsd starts backends through.
        fs::create_symlink("/usr/lib/cups/daemon/cups-exec", folder_ / "bin/daemon/cups-exec");
        // Exit code 4 is CUPS_BACKEND_STOP. Each try is written down, each paper that came out is a file.
        write("bin/backend/tray",
              "#!/bin/sh\n[ $# = 0 ] && exit 0\ntray=${DEVICE_URI#tray:}\n"
              "echo \"$5\" >>\"$tray/tries\"\n[ -e \"$tray/stop\" ] && exit 4\n"
              "cat ${6:+\"$6\"} >\"$tray/$1-$$.pdf\"\n");
        fs::permissions(folder_ / "bin/backend/tray", fs::perms(0755));
    }
    // cupsd runs backends as this user and refuses to do it as root; the backends themselves must be root's then.
    void give_to_lp() const {
        const auto* const lp = ::geteuid() == 0 ? ::getpwnam("lp") : nullptr;
        if (lp == nullptr) {
            return;
        }
        fs::permissions(folder_, fs::perms(0755));
        ASSERT_EQ(::chown(folder_.c_str(), lp->pw_uid, lp->pw_gid), 0);
        for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
            if (entry.path().native().starts_with((folder_ / "bin").native())) {
                continue;
            }
            ASSERT_EQ(::chown(entry.path().c_str(), lp->pw_uid, lp->pw_gid), 0);
        }
    }
    void start_cupsd() {
        const std::vector<std::string> words{
            cupsd, "-f", "-c", (folder_ / "cupsd.conf").native(), "-s", (folder_ / "cups-files.conf").native()};
        cupsd_ = std::make_unique<testing::Program>(words, folder_ / "cupsd.log", SIGTERM);  // it ends its backends
        ASSERT_TRUE(until([this] { return fs::exists(socket()); })) << "cupsd did not start";
    }
    void stop_queue() const { write("tray/stop", ""); }
    void mend_queue() const { fs::remove(folder_ / "tray/stop"); }
    int papers() const {
        return static_cast<int>(std::count_if(fs::directory_iterator(folder_ / "tray"), fs::directory_iterator(),
                                              [](const auto& entry) { return entry.path().extension() == ".pdf"; }));
    }
    int tries() const {
        const auto text = read_text_file(folder_ / "tray/tries", 1 << 16);
        return text ? static_cast<int>(std::count(text->begin(), text->end(), '\n')) : 0;
    }
    std::string told() const {
        std::string all;
        for (const auto& message : messages_) {
            all += message.ShortDebugString() + "\n";
        }
        return all + *read_text_file(folder_ / "log/error", 1 << 16);
    }
    fs::path folder_;
    std::unique_ptr<testing::Program> cupsd_;
};

TEST_F(CupsQueue, PaperComesOutOnce) {
    EXPECT_EQ(open("queue:q1").state(), wire::Device::READY);
    send_print(1, paper_text);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    EXPECT_EQ(papers(), 1);
}

TEST_F(CupsQueue, BothSidesReachTheQueue) {
    open("queue:q1");
    wire::WorkerPrint both_sides;
    both_sides.set_both_sides(true);
    send_print(1, paper_text, both_sides);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    EXPECT_NE(read_text_file(folder_ / "tray/tries", 1 << 16)->find("sides=two-sided-long-edge"), std::string::npos);
}

TEST_F(CupsQueue, QueueThatCupsPausedIsEnabledAgainAndThePaperComesOutExactlyOnce) {
    open("queue:q1");
    stop_queue();
    send_print(1, paper_text);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::WAITING, wire::FAULT_PRINTER_PAUSED); })) << told();
    EXPECT_EQ(papers(), 0);
    mend_queue();
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    EXPECT_EQ(papers(), 1);
    EXPECT_GE(tries(), 2);
    send_print(2, paper_text);  // and the queue goes on
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    EXPECT_EQ(papers(), 2);
}

TEST_F(CupsQueue, PaperOfASessionThatEndedWhileItWasPausedNeverComesOut) {
    open("queue:q1");
    stop_queue();
    send_print(1, paper_text);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::WAITING, wire::FAULT_PRINTER_PAUSED); }));
    send_cancel(1);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::CANCELLED, wire::FAULT_CANCELLED); }));
    mend_queue();
    send_print(2, paper_text);  // the next person's enables the queue; only it comes out
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    EXPECT_EQ(papers(), 1);
}

TEST_F(CupsQueue, PaperOfAKilledWorkerIsCalledBackFromTheQueue) {
    open("queue:q1");
    stop_queue();
    send_print(1, paper_text);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::WAITING, wire::FAULT_PRINTER_PAUSED); }));
    ready_ = false;
    ASSERT_EQ(::kill(worker_->pid(), SIGKILL), 0);
    ASSERT_TRUE(until([this] { return ready_; }));
    open("queue:q1");
    mend_queue();
    send_print(2, paper_text);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    EXPECT_EQ(papers(), 1);
}

}  // namespace
}  // namespace doorstep::devices
