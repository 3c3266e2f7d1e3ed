// The real hub with its real workers against the emulators: every device once, end to end.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <fstream>
#include <future>

#include "base/files.hpp"
#include "base/paths.hpp"
#include "device-drivers/hub/hub_fixture.hpp"
#include "device-drivers/worker/spool_file.hpp"

extern char** environ;

namespace doorstep::devices {
namespace {
namespace fs = std::filesystem;

// A program of ours that runs until this object goes.
class Program {
  public:
    Program(const std::string& name, std::vector<std::string> arguments, const fs::path& log) {
        const auto path = fs::path(DOORSTEP_BIN_DIR) / name;
        arguments.insert(arguments.begin(), path.native());
        std::vector<char*> pointers;
        for (auto& argument : arguments) {
            pointers.push_back(argument.data());
        }
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        const auto to = (log / (name + ".log")).native();
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, to.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
        int alive[2];
        EXPECT_EQ(::pipe2(alive, O_CLOEXEC), 0);
        alive_ = FileDescriptor(alive[0]);
        const FileDescriptor theirs(alive[1]);
        posix_spawn_file_actions_adddup2(&actions, theirs.get(), inherited_descriptor);
        EXPECT_EQ(posix_spawn(&pid_, path.c_str(), &actions, nullptr, pointers.data(), environ), 0) << name;
        posix_spawn_file_actions_destroy(&actions);
    }
    ~Program() { end(SIGTERM); }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    // Sends the signal and waits for the end; the exit status.
    int end(int signal) {
        if (pid_ != 0 && signal != 0) {
            ::kill(pid_, signal);
        }
        if (pid_ != 0) {
            ::waitpid(pid_, &status_, 0);
            pid_ = 0;
        }
        return status_;
    }

    // True when everything that it started has ended too.
    bool children_end_within(int milliseconds) const {
        pollfd end{alive_.get(), POLLIN, 0};
        return ::poll(&end, 1, milliseconds) == 1;
    }

  private:
    static constexpr int inherited_descriptor = 20;  // its children inherit it: the pipe ends with the last of them
    FileDescriptor alive_;
    pid_t pid_ = 0;
    int status_ = 0;
};

class HubProcess : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = "/dev/shm/hubpXXXXXX";
        root_ = ::mkdtemp(name.data());
        ::setenv("DOORSTEP_RUN", root_.c_str(), 1);
        ::setenv("DOORSTEP_ROOT", root_.c_str(), 1);
        fs::create_directories(root_ / "etc/doorstep");
    }
    void TearDown() override {
        kiosk_.reset();
        hub_.reset();
        emulators_.clear();
        if (HasFailure()) {
            show_logs();
        }
        fs::remove_all(root_);
    }

    void emulate(const std::string& device, std::vector<std::string> arguments) {
        emulators_.push_back(std::make_unique<Program>("doorstep-emu-" + device, std::move(arguments), root_));
        ASSERT_TRUE(until([&] { return fs::exists(endpoint_file("emu-" + device)); })) << device;
    }
    static std::string endpoint(const std::string& device) {
        return read_text_file(endpoint_file("emu-" + device), 1000).value_or("");
    }
    void desk(std::vector<std::string> order) {
        Program desk("doorstep-bench-desk", std::move(order), root_);
        EXPECT_EQ(desk.end(0), 0);
    }
    void start_hub(const std::string& toml) {
        std::ofstream(root_ / "etc/doorstep/hub.toml") << toml;
        start_hub_again();
    }
    void start_hub_again() {
        fs::remove(endpoint_file("hub"));
        hub_ = std::make_unique<Program>("doorstep-hub", std::vector<std::string>{}, root_);
        ASSERT_TRUE(until([] { return fs::exists(endpoint_file("hub")); }));
        kiosk_ = std::make_unique<testing::Kiosk>(read_text_file(endpoint_file("hub"), 200).value());
        kiosk_->watch();
        session_ = kiosk_->open_session();
    }
    template <class F>
    static bool until(F done) {
        constexpr int rounds = 4000;
        for (int i = 0; i < rounds; ++i) {
            if (done()) {
                return true;
            }
            ::poll(nullptr, 0, 5);
        }
        return false;
    }
    // The reply to a request in the session, asked again while a device is still coming up.
    template <class F>
    wire::HubReply ask(F fill) {
        wire::HubReply reply;
        until([&] {
            wire::HubRequest request;
            fill(request)->set_session(session_);
            reply = kiosk_->ask(request);
            return reply.fault().code() != wire::FAULT_UNAVAILABLE;
        });
        return reply;
    }
    wire::HubReply read_card() {
        return ask([](auto& r) { return r.mutable_read_card(); });
    }
    bool hears_card(bool present, std::uint64_t laying) {
        return kiosk_->hears([=](const wire::HubEvent& e) {
            return e.has_card() && e.card().present() == present && e.card().laying() == laying;
        });
    }
    // The job's number.
    std::uint64_t print_paper(const std::string& pdf) {
        const auto reply = ask([&](auto& r) {
            r.mutable_print()->set_pdf(pdf);
            return r.mutable_print();
        });
        return reply.job().job();
    }
    bool is_printed(std::uint64_t job) {
        return kiosk_->hears(
            [=](const wire::HubEvent& e) { return e.job().job() == job && e.job().state() == wire::JobState::DONE; },
            paper_ms);
    }
    bool waits_for_paper(std::uint64_t job) {
        return kiosk_->hears(
            [=](const wire::HubEvent& e) {
                return e.job().job() == job && e.job().fault().code() == wire::FAULT_PRINTER_PAPER_OUT;
            },
            paper_ms);
    }
    void show_logs() const {
        for (const auto& file : fs::directory_iterator(root_)) {
            if (file.path().extension() == ".log") {
                std::printf("---- %s\n%s", file.path().filename().c_str(),
                            read_text_file(file.path(), 1U << 20U).value_or("").c_str());
            }
        }
    }
    fs::path run() const { return root_; }

    static constexpr std::int64_t paper_ms = 30'000;  // a printer takes its time
    std::unique_ptr<testing::Kiosk> kiosk_;
    std::unique_ptr<Program> hub_;
    std::string session_;

  private:
    fs::path root_;
    std::vector<std::unique_ptr<Program>> emulators_;
};

const std::string nothing = "[reader]\ndevice = \"\"\n[camera]\nsource = \"\"\n";

TEST_F(HubProcess, CardLaidDownReadLiftedAndEachBadCard) {
    const auto link = (run() / "emu/card-reader").native();
    emulate("card-reader", {"--cards", DOORSTEP_SOURCE_DIR "/tests/cards", "--link", link});
    start_hub("[reader]\ndevice = \"" + link + "\"\n[camera]\nsource = \"\"\n");
    ASSERT_TRUE(kiosk_->hears_device("reader", wire::Device::READY));
    EXPECT_EQ(read_card().fault().code(), wire::FAULT_CARD_NONE);
    desk({"insert-card", "wang-jianguo"});
    ASSERT_TRUE(hears_card(true, 1));
    const auto card = read_card().card().card();
    EXPECT_EQ(card.name(), "王建国");
    EXPECT_EQ(card.number(), "990102197208080011");
    EXPECT_FALSE(card.expired());
    const std::map<std::string, wire::FaultCode> bad{{"bad-lifted", wire::FAULT_CARD_REMOVED},
                                                     {"bad-lifted-mid", wire::FAULT_CARD_REMOVED},
                                                     {"bad-unreadable", wire::FAULT_CARD_UNREADABLE},
                                                     {"bad-checksum", wire::FAULT_CARD_UNREADABLE},
                                                     {"unknown-letter", wire::FAULT_CARD_UNKNOWN_TYPE}};
    std::uint64_t laying = 1;
    for (const auto& [name, fault] : bad) {
        desk({"remove-card"});
        ASSERT_TRUE(hears_card(false, laying)) << name;
        desk({"insert-card", name});
        if (!name.starts_with("bad-lifted")) {  // those are gone at the first look
            ++laying;
            ASSERT_TRUE(hears_card(true, laying)) << name;
            EXPECT_EQ(read_card().fault().code(), fault) << name;
        }
    }
    desk({"insert-card", "zhang-xiuying"});
    wire::HubReply more;
    EXPECT_TRUE(until([&] {
        more = ask([](auto& r) {
            r.mutable_read_card()->set_new_addresses(true);
            r.mutable_read_card()->set_management(true);
            return r.mutable_read_card();
        });
        return more.card().card().number() == "990102193802260041";
    }));
    ASSERT_EQ(more.card().new_addresses_size(), 1);
    EXPECT_EQ(more.card().new_addresses(0), "测试省测试县青石乡敬老院2室");
    EXPECT_EQ(more.card().management().size(), 28U);
    desk({"insert-card", "liu-expired"});
    EXPECT_TRUE(until([&] { return read_card().card().card().expired(); }));
    desk({"reader", "unplug"});
    ASSERT_TRUE(kiosk_->hears_device("reader", wire::Device::ABSENT));
    EXPECT_EQ(read_card().fault().code(), wire::FAULT_READER_MISSING);
    desk({"reader", "plug"});
    EXPECT_TRUE(until([&] { return read_card().has_card(); }));
}

TEST_F(HubProcess, FeederGivesStraightenedPagesThenJamsThenIsEmpty) {
    emulate("scanner", {"--listen", "127.0.0.1:0"});
    start_hub(nothing + "[scanner]\ndevice = \"escl:" + endpoint("scanner") + "\"\n");
    ASSERT_TRUE(kiosk_->hears_device("scanner", wire::Device::READY));
    const std::string pages = DOORSTEP_SOURCE_DIR "/tests/data/pages/";
    const auto scan = [&] {
        return ask([](auto& r) {
                   r.mutable_scan()->set_source(wire::Scan::FEEDER);
                   r.mutable_scan()->set_straighten(true);
                   r.mutable_scan()->set_dpi(150);
                   return r.mutable_scan();
               })
            .job()
            .job();
    };
    desk({"load-pages", pages + "1555.007.jpg", pages + "wet-day.jpg"});
    const auto job = scan();
    ASSERT_TRUE(kiosk_->hears(
        [=](const wire::HubEvent& e) { return e.job().job() == job && e.job().state() == wire::JobState::DONE; },
        60'000));
    int straightened = 0;
    for (const auto& event : kiosk_->events()) {
        if (event.has_page()) {
            EXPECT_TRUE(read_spool_file(run() / "spool", event.page().original()));
            EXPECT_TRUE(read_spool_file(run() / "spool", event.page().straightened()));
            ++straightened;
        }
    }
    EXPECT_EQ(straightened, 2);
    const auto empty = scan();
    EXPECT_TRUE(kiosk_->hears_job(empty, wire::JobState::FAILED, wire::FAULT_SCANNER_EMPTY));
    desk({"load-pages", pages + "1555.007.jpg"});
    desk({"scanner", "jam"});
    const auto jammed = scan();
    EXPECT_TRUE(kiosk_->hears_job(jammed, wire::JobState::FAILED, wire::FAULT_SCANNER_JAM));
}

TEST_F(HubProcess, PaperIsPrintedAndPaperOutIsSaid) {
    emulate("printer", {"--folder", (run() / "emu-paper").native()});
    start_hub(nothing + "[printer]\nuri = \"" + endpoint("printer") + "\"\n");
    ASSERT_TRUE(kiosk_->hears_device("printer", wire::Device::READY));
    const auto print = [&] { return print_paper("%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"); };
    const auto job = print();
    EXPECT_TRUE(is_printed(job));
    desk({"printer", "empty"});
    const auto waits = print();
    EXPECT_TRUE(waits_for_paper(waits));
    wire::HubRequest cancel;
    cancel.mutable_cancel()->set_session(session_);
    cancel.mutable_cancel()->set_job(waits);
    EXPECT_TRUE(kiosk_->ask(cancel).done());
    EXPECT_TRUE(kiosk_->hears_job(waits, wire::JobState::CANCELLED, wire::FAULT_CANCELLED));
}

TEST_F(HubProcess, ReceiptPrinterIsAPrinterLikeAnyOther) {
    const auto link = (run() / "receipt").native();
    emulate("receipt", {"--link", link, "--folder", (run() / "receipts").native(), "--rows-a-second", "4000"});
    start_hub(nothing + "[printer]\nuri = \"escpos:" + link + "?width=58\"\n");
    ASSERT_TRUE(kiosk_->hears_device("printer", wire::Device::READY));
    const auto print = [&] {
        return print_paper(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 136 200]/Contents 4 0 R>>endobj\n"
            "4 0 obj<</Length 20>>stream\n10 10 100 100 re f \n\nendstream endobj\n"
            "trailer<</Root 1 0 R>>\n%%EOF\n");
    };
    const auto job = print();
    EXPECT_TRUE(is_printed(job));
    // The emulator keeps a paper a moment after it says that it is out.
    EXPECT_TRUE(until([&] { return fs::exists(run() / "receipts/0001.pbm"); }));
    desk({"receipt", "empty"});
    const auto waits = print();
    EXPECT_TRUE(waits_for_paper(waits));
    desk({"receipt", "ok"});
    EXPECT_TRUE(is_printed(waits));
    EXPECT_TRUE(until([&] { return fs::exists(run() / "receipts/0002.pbm"); }));
}

TEST_F(HubProcess, ACodeReachesWhoAskedAndTheRestIsCounted) {
    const auto link = (run() / "code-reader").native();
    emulate("code-reader", {"--link", link});
    start_hub(nothing + "[code_reader]\ndevice = \"serial:" + link + "?baud=115200\"\n");
    ASSERT_TRUE(kiosk_->hears_device("code-reader", wire::Device::READY));
    desk({"code", "nobody asked for this"});
    EXPECT_TRUE(kiosk_->hears([](const wire::HubEvent& e) { return e.device().counters().discarded() == 1; }));
    auto answer = std::async(std::launch::async, [this] { return ask([](auto& r) { return r.mutable_read_code(); }); });
    ASSERT_TRUE(kiosk_->hears(
        [](const wire::HubEvent& e) { return e.device().id() == "code-reader" && e.device().counters().uses() == 1; }));
    desk({"code", "DS1:074749131783"});
    EXPECT_EQ(answer.get().code().text(), "DS1:074749131783");
    desk({"code-reader", "unplug"});
    EXPECT_TRUE(kiosk_->hears_device("code-reader", wire::Device::ABSENT));
}

TEST_F(HubProcess, PaperOfAKilledHubDoesNotComeOutForTheNextPerson) {
    emulate("printer", {"--folder", (run() / "emu-paper").native()});
    start_hub(nothing + "[printer]\nuri = \"" + endpoint("printer") + "\"\n");
    ASSERT_TRUE(kiosk_->hears_device("printer", wire::Device::READY));
    const auto print = [&] {
        return ask([](auto& r) {
                   r.mutable_print()->set_pdf("%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n");
                   return r.mutable_print();
               })
            .job()
            .job();
    };
    desk({"printer", "empty"});
    const auto waits = print();
    ASSERT_TRUE(kiosk_->hears([=](const wire::HubEvent& e) {
        return e.job().job() == waits && e.job().fault().code() == wire::FAULT_PRINTER_PAPER_OUT;
    }));
    hub_->end(SIGKILL);
    EXPECT_TRUE(hub_->children_end_within(3000));
    kiosk_.reset();
    start_hub_again();
    desk({"printer", "ok"});
    const auto next = print();
    ASSERT_TRUE(kiosk_->hears(
        [=](const wire::HubEvent& e) { return e.job().job() == next && e.job().state() == wire::JobState::DONE; },
        30'000));
    std::size_t papers = 0;
    for (const auto& file : fs::recursive_directory_iterator(run() / "emu-paper/papers")) {
        papers += file.is_regular_file() ? 1 : 0;
    }
    EXPECT_EQ(papers, 1U);
}

TEST_F(HubProcess, FaceIsEnrolledAndRecognisedAndTheCameraIsClosedAfter) {
    const auto faces = models_folder().parent_path() / "faces/johns";
    if (!fs::exists(faces) || !fs::exists(models_folder() / "dlib_face_recognition_resnet_model_v1.dat")) {
        GTEST_SKIP() << "the face models or photographs are not in the cache";
    }
    emulate("camera", {"--listen", "127.0.0.1:0"});
    start_hub("[reader]\ndevice = \"\"\n[camera]\nsource = \"" + endpoint("camera") + "\"\n");
    ASSERT_TRUE(kiosk_->hears_device("camera", wire::Device::CLOSED));
    const auto person = fs::directory_iterator(*fs::directory_iterator(faces))->path();
    desk({"camera", person.native()});
    ask([](auto& r) { return r.mutable_start_preview(); });
    EXPECT_TRUE(kiosk_->hears([](const wire::HubEvent& e) { return e.has_preview(); }, 20'000));
    const auto enrolled = ask([](auto& r) {
        r.mutable_face_enrol()->set_seconds(30);
        return r.mutable_face_enrol();
    });
    ASSERT_TRUE(enrolled.has_enrolled()) << enrolled.ShortDebugString();
    const auto same = ask([&](auto& r) {
        *r.mutable_face_verify()->mutable_template_() = enrolled.enrolled().template_();
        r.mutable_face_verify()->set_seconds(30);
        return r.mutable_face_verify();
    });
    EXPECT_EQ(same.face().verdict(), wire::FaceOutcome::SAME) << same.ShortDebugString();
    desk({"camera", "black"});
    const auto black = ask([&](auto& r) {
        *r.mutable_face_verify()->mutable_template_() = enrolled.enrolled().template_();
        r.mutable_face_verify()->set_seconds(3);
        return r.mutable_face_verify();
    });
    EXPECT_EQ(black.face().reason().code(), wire::FAULT_CAMERA_BLACK) << black.ShortDebugString();
    kiosk_->forget();
    ask([](auto& r) { return r.mutable_stop_preview(); });
    EXPECT_TRUE(kiosk_->hears_device("camera", wire::Device::CLOSED));
}

TEST_F(HubProcess, KilledHubLeavesNoWorkerAndComesBackWithAnEmptySpool) {
    start_hub("[reader]\ndevice = \"\"\n[camera]\nsource = \"/dev/null\"\n");
    EXPECT_TRUE(fs::exists(run() / "spool" / session_));
    const auto old = session_;
    hub_->end(SIGKILL);
    EXPECT_TRUE(hub_->children_end_within(3000));
    start_hub_again();
    EXPECT_FALSE(fs::exists(run() / "spool" / old));
    EXPECT_TRUE(fs::exists(run() / "spool" / session_));
}

}  // namespace
}  // namespace doorstep::devices
