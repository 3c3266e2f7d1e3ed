// A code reader that types like a keyboard, behind umockdev's kernel seam: what the driver asks the node, that it grabs
// it before it hears anything, and that its strokes become codes. Records are as the kernel makes them; a FIFO stands
// for the node, since umockdev's own event nodes wake no poll().
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
// after sys/ioctl.h
#include <linux/input.h>
#include <umockdev.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "device-drivers/code/key_strokes.hpp"
#include "device-drivers/code/watched_code_reader.hpp"
#include "tests/devices/code_recording.hpp"

namespace doorstep::devices {
namespace {

using testing::key_record;
using testing::strokes_of;

bool is_emulated() {
    void* const preloaded = ::dlopen("libumockdev-preload.so.0", RTLD_LAZY | RTLD_NOLOAD);
    if (preloaded != nullptr) {
        ::dlclose(preloaded);
    }
    return preloaded != nullptr;
}

// The node, and what the driver asked of it.
class EventNode {
  public:
    EventNode() {
        static int last = 0;
        name_ = fmt::format("input/event{}", ++last);
        kernel_ = umockdev_ioctl_base_new();
        g_signal_connect(kernel_, "handle-ioctl", G_CALLBACK(&EventNode::handle), this);
        path_ = std::filesystem::path(umockdev_testbed_get_root_dir(testbed())) / "dev" / name_;
        std::filesystem::create_directories(path_.parent_path());
    }
    ~EventNode() { unplug(); }
    EventNode(const EventNode&) = delete;
    EventNode& operator=(const EventNode&) = delete;

    std::string device() const { return "/dev/" + name_; }
    void plug() {
        ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0) << std::strerror(errno);
        writer_ = FileDescriptor(::open(path_.c_str(), O_RDWR | O_CLOEXEC));
        ASSERT_TRUE(writer_.valid());
        if (!attached_) {
            ASSERT_TRUE(umockdev_testbed_attach_ioctl(testbed(), device().c_str(), kernel_, nullptr));
            attached_ = true;
        }
    }
    void unplug() {
        std::filesystem::remove(path_);
        writer_.reset();
    }
    void say(const Bytes& records) const {
        ASSERT_EQ(::write(writer_.get(), records.data(), records.size()), static_cast<ssize_t>(records.size()));
    }
    std::size_t unread() const {
        int bytes = 0;
        return ::ioctl(writer_.get(), FIONREAD, &bytes) == 0 ? static_cast<std::size_t>(bytes) : 0;
    }

    std::atomic<bool> taken = false;    // another program has grabbed it
    std::atomic<bool> surface = false;  // it tells of places: a touch screen
    std::atomic<int> grabs = 0;

  private:
    static UMockdevTestbed* testbed() {
        static UMockdevTestbed* const one = umockdev_testbed_new();
        return one;
    }
    static gboolean handle(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer self) {
        static_cast<EventNode*>(self)->answer(client);
        return TRUE;
    }
    static void set_bits(Bytes& bits, std::initializer_list<unsigned> which) {
        for (const auto bit : which) {
            if (bit / 8 < bits.size()) {
                bits[bit / 8] |= static_cast<std::uint8_t>(1U << (bit % 8));
            }
        }
    }
    void answer(UMockdevIoctlClient* client);
    static void give(UMockdevIoctlClient* client, const Bytes& bytes, long result) {
        UMockdevIoctlData* const into = umockdev_ioctl_client_get_arg(client);
        UMockdevIoctlData* const memory = umockdev_ioctl_data_resolve(into, 0, bytes.size(), nullptr);
        std::memcpy(memory->data, bytes.data(), bytes.size());
        g_object_unref(memory);
        umockdev_ioctl_client_complete(client, result, 0);
    }

    std::string name_;
    std::filesystem::path path_;
    FileDescriptor writer_;
    UMockdevIoctlBase* kernel_ = nullptr;
    bool attached_ = false;
};

void EventNode::answer(UMockdevIoctlClient* client) {
    const auto request = umockdev_ioctl_client_get_request(client);
    Bytes bytes(_IOC_SIZE(request));
    switch (_IOC_NR(request)) {
        case _IOC_NR(EVIOCGRAB):
            if (taken) {
                return umockdev_ioctl_client_complete(client, -1, EBUSY);
            }
            ++grabs;
            return umockdev_ioctl_client_complete(client, 0, 0);
        case _IOC_NR(EVIOCGBIT(0, 0)):
            set_bits(bytes, {EV_SYN, EV_KEY, surface ? unsigned{EV_ABS} : unsigned{EV_MSC}});
            return give(client, bytes, static_cast<long>(bytes.size()));
        case _IOC_NR(EVIOCGBIT(EV_KEY, 0)):
            set_bits(bytes, {KEY_A, KEY_Z, KEY_ENTER});
            return give(client, bytes, static_cast<long>(bytes.size()));
        case _IOC_NR(EVIOCGNAME(0)):
            std::strncpy(reinterpret_cast<char*>(bytes.data()), "Test Code Reader", bytes.size() - 1);
            return give(client, bytes, 17);
        case _IOC_NR(EVIOCGID): {
            const input_id id{BUS_USB, 0x1EAB, 0x0C03, 1};
            std::memcpy(bytes.data(), &id, std::min(sizeof id, bytes.size()));
            return give(client, bytes, 0);
        }
        default:
            return umockdev_ioctl_client_complete(client, -1, ENOENT);  // as the kernel for a device without a serial
    }
}

class CodeKeys : public testing::WatchedCodeReader {
  protected:
    void SetUp() override {
        ASSERT_TRUE(is_emulated() || std::getenv("LD_PRELOAD") == nullptr) << "install umockdev";
        if (!is_emulated()) {
            GTEST_SKIP() << "not under umockdev";
        }
        node_ = std::make_unique<EventNode>();
    }
    void TearDown() override { reader_.reset(); }
    void start() { WatchedCodeReader::start("keys:" + node_->device(), 30'000); }

    std::unique_ptr<EventNode> node_;
};

TEST_F(CodeKeys, IsGrabbedAndItsStrokesAreCodes) {
    node_->plug();
    start();
    ASSERT_TRUE(is_there());
    EXPECT_EQ(node_->grabs, 1) << "else console and kiosk hear each stroke";
    EXPECT_EQ(identity_.model, "Test Code Reader");
    EXPECT_EQ(identity_.transport, "keys 1eab:0c03 " + node_->device());
    node_->say(strokes_of("DS1:074749131783:kiosk-1:1:x\nB_2\n"));
    EXPECT_TRUE(until([this] { return codes_.size() == 2; }));
    EXPECT_EQ(codes_, (std::vector<std::string>{"DS1:074749131783:kiosk-1:1:x", "B_2"}));
}

TEST_F(CodeKeys, WhatWasTypedBeforeTheGrabIsNobodys) {
    node_->plug();
    node_->say(strokes_of("to the console\n"));
    start();
    ASSERT_TRUE(is_there());
    node_->say(strokes_of("DS2\n"));
    EXPECT_TRUE(until([this] { return !codes_.empty(); }));
    EXPECT_EQ(codes_, std::vector<std::string>{"DS2"});
}

TEST_F(CodeKeys, WhatIsHeldByAnotherProgramIsNotRead) {
    node_->taken = true;
    node_->plug();
    node_->say(strokes_of("DS1\n"));
    const auto waiting = node_->unread();
    start();
    ASSERT_TRUE(is_away_by(CodeLineError::Taken));
    EXPECT_EQ(node_->unread(), waiting) << "strokes that others hear are no codes";
    node_->taken = false;
    EXPECT_TRUE(is_there());
}

TEST_F(CodeKeys, ATouchScreenIsNeverGrabbed) {
    node_->surface = true;
    node_->plug();
    start();
    ASSERT_TRUE(is_away_by(CodeLineError::WrongKind));
    EXPECT_EQ(node_->grabs, 0);
}

// One that another program holds, then a code and a key that types nothing, recorded and at once played back.
TEST_F(CodeKeys, TakenThenACodeAndOneThatIsNotWholeAreRecordedAndReplayed) {
    testing::Recorder recorder("code", "keys", {});
    std::vector<std::string> words;
    const auto hear = [&](const std::string& word) {
        recorder.note(testing::Kind::Result, word);
        words.push_back(word);
    };
    CodeReader::Callbacks callbacks;
    callbacks.status = [&](const std::optional<Error>& trouble, const CodeIdentity&) {
        hear(testing::status_word(trouble));
    };
    callbacks.seen = [&](const SeenCode& code) { hear(testing::code_word(code)); };
    CodeDelays delays;
    delays.look_again = 100;
    node_->taken = true;
    node_->plug();
    CodeReader reader(loop_, parse_code_address("keys:" + node_->device()).value(), callbacks, delays,
                      std::make_unique<testing::RecordedCodeLine>(recorder));
    reader.start();
    ASSERT_TRUE(until([&] { return words.size() == 1; }));
    node_->taken = false;
    ASSERT_TRUE(until([&] { return words.size() == 2; }));
    node_->say(strokes_of("DS1:0747\n"));
    ASSERT_TRUE(until([&] { return words.size() == 3; }));
    node_->say(key_record(EV_SYN, SYN_DROPPED, 0));
    node_->say(strokes_of("DS2\n"));
    ASSERT_TRUE(until([&] { return words.size() == 4; }));
    EXPECT_EQ(words, (std::vector<std::string>{"Taken", "There", "Whole", "NotWhole"}));
    EXPECT_EQ(testing::replay_code(recorder.finished("keys-taken-and-strokes-lost")), "") << recorder.text();
}

TEST_F(CodeKeys, PluggedInAgainItIsGrabbedAgainAndNoShiftIsHeld) {
    start();
    ASSERT_TRUE(is_away_by(CodeLineError::Missing));
    node_->plug();
    ASSERT_TRUE(is_there());
    node_->say(key_record(EV_KEY, KEY_LEFTSHIFT, 1));
    ASSERT_TRUE(until([this] { return node_->unread() == 0; }));
    node_->unplug();
    ASSERT_TRUE(is_away_by(CodeLineError::Missing));
    node_->plug();
    ASSERT_TRUE(is_there());
    EXPECT_EQ(node_->grabs, 2);
    node_->say(strokes_of("ds\n"));
    EXPECT_TRUE(until([this] { return !codes_.empty(); }));
    EXPECT_EQ(codes_, std::vector<std::string>{"ds"});
}

}  // namespace
}  // namespace doorstep::devices
