// Pages that show what others sent, full of it: nothing is cut off on either panel, in both languages, at the smallest
// and the largest text. With DOORSTEP_PICTURES=FOLDER each is also written as a PNG, to be looked at.
#include <cstdlib>

#include <gtest/gtest.h>
#include <QDir>
#include <QTest>

#include "base/clock.hpp"
#include "kiosk/input/written_by_hand.hpp"
#include "kiosk/testing/form_walker.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

const QSize lying(1920, 1080);
const QSize standing(1080, 1920);
constexpr std::int64_t day_ms = 86'400'000;

struct Look {
    QSize panel;
    const char* language;
    int text_size;
};

class FilledPages : public testing::TestWithParam<Look> {
  protected:
    void start() {
        Settings settings;
        settings.comfort.text_size = GetParam().text_size;
        settings.parties = {"柳树村服务站", "青河镇人民政府", "0451-55501234"};
        ASSERT_TRUE(screen.start(GetParam().panel, settings));
        screen.kiosk().language()->set(GetParam().language);
    }
    wire::CaseInfo& a_case(const char* scheme, std::initializer_list<const char*> states) {
        auto& one = *screen.station.cases.add_cases();
        one.set_case_number("074749131783");
        one.set_kind(wire::APPLICATION);
        one.set_scheme(scheme);
        one.set_item_state(wire::Item::ACKNOWLEDGED);
        one.set_submitted_ms(now_ms - 30 * day_ms);
        auto at = now_ms - 29 * day_ms;
        for (const char* state : states) {
            auto& step = *one.add_steps();
            step.set_state(state);
            step.set_township_ms(at);
            one.set_state(state);
            one.set_state_ms(at);
            at += 4 * day_ms;
        }
        return one;
    }
    void open_cases() {
        screen.station.lay_card();
        ASSERT_TRUE(wait_until([this] { return screen.kiosk().session()->is_open(); }));
        screen.kiosk().openMyCase();
        ASSERT_TRUE(wait_until([this] {
            const auto* journey = qobject_cast<Journey*>(screen.kiosk().journey());
            return screen.kiosk().page() == "mycase/list" && !journey->busy();
        }));
    }
    ClerkController& at_desk() {
        screen.kiosk().openClerk();
        EXPECT_TRUE(wait_until([this] { return screen.kiosk().page() == "clerk/accounts"; }));
        auto& clerk = *qobject_cast<ClerkController*>(screen.kiosk().journey());
        clerk.choose("zhou");
        clerk.type("246810");
        clerk.confirm();
        EXPECT_TRUE(wait_until([this] { return screen.kiosk().page() == "clerk/desk"; }));
        return clerk;
    }
    void expect_whole(const char* name) {
        screen.settle();
        auto* all = screen.window().contentItem();
        EXPECT_TRUE(wait_until([&] { return cut_off(all, GetParam().panel).isEmpty(); }))
            << cut_off(all, GetParam().panel).join("\n").toStdString();
        if (const char* folder = std::getenv("DOORSTEP_PICTURES")) {
            const auto file = QString("%1-%2-%3x%4-%5.png")
                                  .arg(name, GetParam().language)
                                  .arg(GetParam().panel.width())
                                  .arg(GetParam().panel.height())
                                  .arg(GetParam().text_size + 1);
            EXPECT_TRUE(screen.window().grabWindow().save(QDir(folder).filePath(file)));
        }
    }
    bool says(const QString& words) { return screen.texts().join('\n').contains(words); }

    Screen screen;
    const std::int64_t now_ms = system_clock().now().milliseconds;
};

TEST_P(FilledPages, ACaseWithItsWayAndItsDays) {
    start();
    a_case("dibao", {"delivered", "accepted", "checking", "surveying"})
        .set_note("请带上户口本。 Please bring your book.");
    screen.station.cases.set_as_of_ms(now_ms);
    open_cases();
    expect_whole("case");
    const auto shown = qobject_cast<MyCaseController*>(screen.kiosk().journey())->cases().first().toMap();
    ASSERT_FALSE(shown["dues"].toList().isEmpty());
    for (const auto& due : shown["dues"].toList()) {
        EXPECT_TRUE(says(due.toMap()["by"].toString()));
    }
    EXPECT_TRUE(says(QCoreApplication::translate("CaseCard", "What comes next")));
}

TEST_P(FilledPages, ACaseOfASchemeAndAStateThatAreNotKnownHere) {
    start();
    a_case("of-tomorrow", {"accepted", "state-of-tomorrow"});
    open_cases();
    expect_whole("case-unknown");
    EXPECT_FALSE(says("of-tomorrow")) << "ids are no words";
    EXPECT_TRUE(says(QCoreApplication::translate(
        "CaseTimeline", "This station does not know the days of this kind of help. Ask the clerk when it is done.")));
}

TEST_P(FilledPages, NoCaseYetAndWhatToDo) {
    start();
    open_cases();
    expect_whole("case-none");
    ASSERT_TRUE(screen.touch(QCoreApplication::translate("MyCaseList", "Apply for help now")));
    EXPECT_TRUE(wait_until([this] { return screen.kiosk().page() == "apply/choose"; }));
}

TEST_P(FilledPages, AQuestionAndItsAnswer) {
    start();
    auto& one = a_case("dibao", {"delivered", "accepted"});
    auto& question = *one.add_questions();
    question.set_submitted_ms(now_ms - 2 * day_ms);
    question.set_state(wire::Item::ACKNOWLEDGED);
    auto& answer = *one.add_answers();
    answer.set_text("下周一上午有两名工作人员上门，会先打电话。 Two people come on Monday morning and call before.");
    answer.set_township_ms(now_ms - day_ms);
    open_cases();
    expect_whole("case-answered");
    auto& journey = *qobject_cast<MyCaseController*>(screen.kiosk().journey());
    journey.ask(0);
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().page() == "mycase/ask"; }));
    journey.write("家访什么时候来？要准备哪些材料？ When do they come, and which papers should lie ready?");
    expect_whole("case-ask");
    journey.send();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().page() == "mycase/sent"; }));
    expect_whole("case-asked");
}

TEST_P(FilledPages, SeveralCasesAndTheCodeOfAReceipt) {
    screen.station.devices[wire::Device::CODE_READER] = wire::Device::READY;
    start();
    a_case("dibao", {"accepted"});
    a_case("linshi", {"delivered"}).set_case_number("074749131880");
    open_cases();
    expect_whole("case-several");
    auto& journey = *qobject_cast<MyCaseController*>(screen.kiosk().journey());
    journey.readCode();
    ASSERT_TRUE(wait_until([&] {
        return screen.kiosk().page() == "mycase/code" && screen.station.count_hub(wire::HubRequest::kReadCode) == 1;
    }));
    expect_whole("case-code");
    screen.station.show_code("no receipt");
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().page() == "mycase/list"; }));
    expect_whole("case-stray-code");
}

TEST_P(FilledPages, LettersAboutACase) {
    start();
    auto& one = a_case("dibao", {"delivered", "accepted"});
    one.set_kind(wire::APPLICATION);
    auto& withdrawn = *one.add_questions();
    withdrawn.set_kind(wire::APPLICATION_WITHDRAWN);
    withdrawn.set_submitted_ms(now_ms - 2 * day_ms);
    withdrawn.set_state(wire::Item::ACKNOWLEDGED);
    auto& answer = *one.add_answers();
    answer.set_text("在作出决定之前，我们想当面听取您的意见。 Before anything is decided we want to hear you.");
    answer.set_township_ms(now_ms - day_ms);
    answer.mutable_hearing()->set_on("2099-12-10 09:00");
    answer.mutable_hearing()->set_place("镇政府二楼会议室 Town hall, second floor");
    answer.mutable_hearing()->set_answer_by("2099-12-08");
    open_cases();
    expect_whole("case-letters");
    auto& journey = *qobject_cast<MyCaseController*>(screen.kiosk().journey());
    journey.keep(0);
    ASSERT_TRUE(screen.on("mycase/keep"));
    expect_whole("case-keep");
    journey.back();
    journey.answerHearing(0, 0);
    ASSERT_TRUE(screen.on("mycase/hearing"));
    screen.station.devices[wire::Device::MICROPHONE] = wire::Device::CLOSED;
    screen.station.tell_devices();
    auto& microphone = *screen.kiosk().microphone();
    ASSERT_TRUE(wait_until([&] { return microphone.usable(); }));
    journey.chooseAnswer("voice");
    journey.send();
    expect_whole("case-hearing-voice");
    microphone.start();
    ASSERT_TRUE(wait_until([&] { return microphone.ms() == 1500; }));
    expect_whole("case-hearing-voice-open");
    microphone.stop();
    ASSERT_TRUE(wait_until([&] { return microphone.recorded() && !microphone.open(); }));
    expect_whole("case-hearing-voice-recorded");
    journey.chooseAnswer("words");
    journey.write("我儿子只回来一个月，下个月又要出去打工。 My son is here for a month only.");
    expect_whole("case-hearing");
    journey.send();
    ASSERT_TRUE(screen.on("mycase/sent"));
    expect_whole("case-hearing-sent");
    one.clear_questions();
    journey.back();
    ASSERT_TRUE(screen.on("mycase/list"));
    expect_whole("case-undecided");
    journey.withdraw(0);
    ASSERT_TRUE(screen.on("mycase/withdraw"));
    expect_whole("case-withdraw");
    journey.back();
    journey.correct(0);
    ASSERT_TRUE(screen.on("mycase/correct"));
    journey.write("一共四口人，不是三口。 We are four, not three.");
    expect_whole("case-correct");
    screen.station.pages_in_scanner = 1;
    journey.addPapers();
    journey.scan();
    ASSERT_TRUE(wait_until([&] { return journey.papers().size() == 1 && !journey.scanning(); }));
    expect_whole("case-papers");
}

TEST_P(FilledPages, TextAndSoundWithDialectsAndHeadphones) {
    screen.dialects = {{"shulan", "舒兰话"}, {"yanbian", "延边话"}};
    screen.station.devices[wire::Device::SPEAKER] = wire::Device::READY;
    screen.station.headphones = wire::LevelState::ALONE;
    start();
    screen.station.tell_devices();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().speaker()->alone(); }));
    expect_whole("headphones");
    EXPECT_TRUE(says(QCoreApplication::translate("Strip", "Headphones are in")));
    screen.kiosk().comfort()->openSettings();
    expect_whole("text-and-sound");
    EXPECT_EQ(says("舒兰话"), QString(GetParam().language) == "zh_CN") << "nobody recorded English";
}

TEST_P(FilledPages, ComingForSomebodyElse) {
    start();
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().session()->is_open(); }));
    screen.kiosk().openActing();
    ASSERT_TRUE(screen.on("acting/as"));
    auto& journey = *qobject_cast<ActingController*>(screen.kiosk().journey());
    journey.choose("proxy");
    expect_whole("acting-as");
    journey.next();
    ASSERT_TRUE(screen.on("acting/relation"));
    expect_whole("acting-relation");
    journey.choose("neighbour");
    journey.next();
    journey.enterName("阿卜杜热合曼·麦合木提江");
    journey.next();
    ASSERT_TRUE(screen.on("acting/number"));
    journey.enterNumber("990303195008150028");
    expect_whole("acting-number");
    journey.next();
    journey.choose("ill-or-old");
    expect_whole("acting-reason");
    journey.next();
    ASSERT_TRUE(screen.on("acting/paper"));
    expect_whole("acting-paper");
    journey.next();
    ASSERT_TRUE(screen.on("home"));
    expect_whole("acting-home");
    screen.kiosk().openCheckIn();
    ASSERT_TRUE(screen.on("checkin/report"));
    expect_whole("acting-report");
    qobject_cast<CheckInController*>(screen.kiosk().journey())->leave();
    screen.kiosk().openMyCase();
    ASSERT_TRUE(screen.on("mycase/list"));
    expect_whole("acting-cases");
    qobject_cast<MyCaseController*>(screen.kiosk().journey())->openOther();
    ASSERT_TRUE(screen.on("mycase/other"));
    expect_whole("acting-other");
}

TEST_P(FilledPages, AComplaintAndItsAnswer) {
    start();
    expect_whole("home");
    screen.kiosk().openComplaint();
    ASSERT_TRUE(screen.on("complaint/choose"));
    auto& journey = *qobject_cast<ComplaintController*>(screen.kiosk().journey());
    journey.choose("decision");
    expect_whole("complaint-choose");
    journey.next();
    ASSERT_TRUE(screen.on("complaint/write"));
    journey.write("我家的房子塌了一间，没有算进去。 One room of our house fell in; that was not counted.");
    expect_whole("complaint-write");
    ASSERT_TRUE(
        screen.touch(QCoreApplication::translate("ComplaintWrite", "Case number of the decision (need not be said)")));
    expect_whole("complaint-write-digits");
    journey.send();
    ASSERT_TRUE(screen.on("complaint/sent"));
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().printer()->printed(); }));
    expect_whole("complaint-sent");
}

TEST_P(FilledPages, TheAnswerToAComplaint) {
    start();
    screen.station.complaint.set_number("074749131783");
    auto& answer = *screen.station.complaint.add_answers();
    answer.set_text("我们已和工作人员谈话，向您道歉。 We have spoken with the clerk and apologise.");
    answer.set_township_ms(now_ms - day_ms);
    screen.kiosk().openComplaint();
    ASSERT_TRUE(screen.on("complaint/choose"));
    auto& journey = *qobject_cast<ComplaintController*>(screen.kiosk().journey());
    journey.lookUp();
    journey.typeNumber("074749131783");
    ASSERT_TRUE(screen.on("complaint/number"));
    expect_whole("complaint-number");
    journey.ask();
    ASSERT_TRUE(screen.on("complaint/told"));
    expect_whole("complaint-told");
}

// All that one types with: letters, a character by hand with what it may mean, digits.
TEST_P(FilledPages, TheKeysOfAField) {
    start();
    screen.kiosk().openComplaint();
    ASSERT_TRUE(screen.on("complaint/choose"));
    auto& complaint = *qobject_cast<ComplaintController*>(screen.kiosk().journey());
    complaint.choose("decision");
    complaint.next();
    ASSERT_TRUE(screen.on("complaint/write"));
    expect_whole("keys-letters");
    ASSERT_TRUE(screen.touch(QCoreApplication::translate("LetterKeys", "Write by hand")));
    expect_whole("keys-handwriting-empty");
    auto* pad = screen.window().findChild<QQuickItem*>("writing-pad");
    ASSERT_NE(pad, nullptr);
    for (const auto& [character, strokes] : written_by_hand()) {
        for (const auto& stroke : character == "中" ? strokes_of(strokes) : InkCharacter()) {
            const auto place = [pad](const InkPoint& p) {
                return pad->mapToScene(QPointF(p.x * pad->width(), p.y * pad->height())).toPoint();
            };
            QTest::mousePress(&screen.window(), Qt::LeftButton, {}, place(stroke.front()));
            for (const auto& point : stroke) {
                QTest::mouseMove(&screen.window(), place(point));
            }
            QTest::mouseRelease(&screen.window(), Qt::LeftButton, {}, place(stroke.back()));
        }
    }
    expect_whole("keys-handwriting");
    EXPECT_NE(screen.find("中"), nullptr);
    ASSERT_TRUE(screen.touch(QCoreApplication::translate("HandwritingKeys", "Digits")));
    expect_whole("keys-digits");
}

TEST_P(FilledPages, NoticesUnderTheirHeadingsAndOneThatIsRead) {
    const auto add = [&](const char* title, const char* text, wire::NoticeKind kind) -> wire::PublicNotice& {
        auto& notice = *screen.station.notices.add_notices();
        notice.set_id(std::string(16, static_cast<char>('a' + screen.station.notices.notices_size())));
        notice.set_title(title);
        notice.set_text(text);
        notice.set_kind(kind);
        notice.set_made_ms(now_ms - day_ms);
        notice.set_expires_ms(now_ms + 6 * day_ms);
        return notice;
    };
    add("青河镇现行救助标准 Standards in force in the township of Qinghe from 2026 on",
        "最低生活保障：每人每月 668 元。\n特困人员基本生活：每人每月 1,056 元。\nEvery sentence is as long as it is.",
        wire::NOTICE_STANDARDS);
    auto& list = add("柳树村低保拟保对象公示", "有不同意见，请在公示期内向镇人民政府反映。", wire::NOTICE_PUBLICITY);
    for (const auto* name : {"甄有福", "阿卜杜拉·穆罕默德·买买提", "梁玉梅"}) {
        auto& row = *list.add_rows();
        row.set_name(name);
        row.set_members(4);
        row.set_amount_fen(1'234'550);
    }
    start();
    expect_whole("home");
    screen.kiosk().openNotices();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().page() == "notices/list"; }));
    expect_whole("notices");
    auto& journey = *qobject_cast<NoticesController*>(screen.kiosk().journey());
    const auto open = [&](int section) {
        const auto entries = journey.sections()[section].toMap()["entries"].toList();
        journey.open(entries.first().toMap()["id"].toString());
    };
    open(0);
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().page() == "notices/read"; }));
    expect_whole("notices-publicity");
    EXPECT_TRUE(says("甄有福"));
    journey.back();
    open(1);
    expect_whole("notices-standards");
    journey.back();
    open(2);
    expect_whole("notices-terms");
}

TEST_P(FilledPages, NoNoticeYet) {
    start();
    screen.kiosk().openNotices();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().page() == "notices/list"; }));
    expect_whole("notices-none");
}

TEST_P(FilledPages, TheDeskWithItsPlot) {
    start();
    auto& items = screen.station.items;
    items.set_waiting(4);
    items.set_sent(40);
    for (int i = 0; i < 44; ++i) {
        auto& one = *items.add_items();
        one.set_case_number("074749131783");
        one.set_kind(i % 3 == 0 ? wire::APPLICATION : wire::CHECK_IN);
        one.set_state(i < 4 ? wire::Item::SEALED : wire::Item::ACKNOWLEDGED);
        one.set_since_ms(now_ms - (i < 4 ? 0 : i * i % 13) * day_ms);
        one.set_township_ms(i < 4 ? 0 : one.since_ms());
        one.set_tries(i < 4 ? 2 : 0);
        one.set_next_try_ms(i < 4 ? now_ms + 60'000 : 0);
    }
    auto& clerk = at_desk();
    ASSERT_TRUE(wait_until([&] { return !clerk.items().isEmpty(); }));
    expect_whole("desk");
    EXPECT_TRUE(says(clerk.plot_words()));
    EXPECT_EQ(clerk.plot_days().size(), 14);
}

TEST_P(FilledPages, OutOfUseAndLongWithoutContact) {
    start();
    screen.station.status.set_locked(true);
    screen.station.status.set_long_silent(true);
    screen.station.status.set_silent_days(31);
    screen.station.tell_status();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().silent_days() == 31; }));
    expect_whole("home-silent");
    at_desk();
    expect_whole("desk-silent");
    screen.station.status.set_revoked(true);
    screen.station.tell_status();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().page() == "out-of-use"; }));
    expect_whole("out-of-use");
}

TEST_P(FilledPages, ServiceModeWithATestedDevice) {
    screen.station.role = "technician";
    start();
    auto& clerk = at_desk();
    expect_whole("desk-technician");
    clerk.openService();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().page() == "clerk/service" && !clerk.service()->busy(); }));
    screen.station.devices[wire::Device::SCANNER] = wire::Device::FAULTY;
    screen.station.device_fault = wire::FAULT_SCANNER_JAM;
    clerk.service()->selfTest();
    ASSERT_TRUE(wait_until([&] { return !clerk.service()->tested().isEmpty(); }));
    expect_whole("service");
    clerk.service()->printReport();
    ASSERT_TRUE(wait_until([&] { return clerk.service()->report() == "printed"; }));
    expect_whole("service-printed");
}

TEST_P(FilledPages, ServiceModesTools) {
    screen.station.role = "technician";
    screen.station.service_card = "another";
    screen.station.devices[wire::Device::SCREEN] = wire::Device::READY;
    screen.station.levels[wire::Device::SCREEN] = 80;
    start();
    auto& clerk = at_desk();
    const auto shown = [&](const QString& page) {
        return wait_until([&] { return screen.kiosk().page() == page && !clerk.service()->busy(); });
    };
    clerk.openService();
    ASSERT_TRUE(shown("clerk/service-card"));
    expect_whole("service-card");
    clerk.service()->readCard();
    ASSERT_TRUE(wait_until([&] { return !clerk.service()->fault().isEmpty(); }));
    expect_whole("service-card-wrong");
    screen.station.service_card = screen.station.card.number();
    clerk.service()->readCard();
    ASSERT_TRUE(shown("clerk/service"));
    clerk.openLevels();
    ASSERT_TRUE(shown("clerk/levels"));
    expect_whole("levels");
    clerk.back();
    clerk.openTouchTest();
    ASSERT_TRUE(shown("clerk/touch"));
    expect_whole("touch");
    clerk.back();
    clerk.openLog();
    ASSERT_TRUE(shown("clerk/log"));
    expect_whole("log");
    clerk.back();
    clerk.openRestart();
    ASSERT_TRUE(shown("clerk/restart"));
    expect_whole("restart");
    clerk.service()->restart();
    ASSERT_TRUE(wait_until([&] { return clerk.service()->restarting(); }));
    expect_whole("restarting");
}

TEST_P(FilledPages, IsTheStationReady) {
    using wire::HealthFact;
    screen.station.hold_self_tests = true;
    start();
    auto& clerk = at_desk();
    clerk.openReadiness();
    ASSERT_TRUE(wait_until([&] { return clerk.readiness()->loaded(); }));
    expect_whole("readiness-none");
    clerk.readiness()->test();
    ASSERT_TRUE(wait_until([&] { return screen.station.count_hub(wire::HubRequest::kSelfTest) == 1; }));
    expect_whole("readiness-runs");
    const auto box = [this](HealthFact::What what, std::int64_t value, HealthFact::Verdict verdict) {
        auto& fact = screen.station.box_facts.emplace_back();
        fact.set_what(what);
        fact.set_value(value);
        fact.set_verdict(verdict);
    };
    box(HealthFact::DISK_FREE, 1'500, HealthFact::LOOK);
    box(HealthFact::DISK_FAILING, 1, HealthFact::CALL);
    box(HealthFact::DISK_HOT, 41, HealthFact::GOOD);
    box(HealthFact::MACHINE_HOT, 47, HealthFact::GOOD);
    box(HealthFact::CLOCK_OFF, -75, HealthFact::LOOK);
    box(HealthFact::SILENT, 3, HealthFact::GOOD);
    box(HealthFact::ACKNOWLEDGED, 5, HealthFact::NOT_KNOWN);
    box(HealthFact::UNSENT, 0, HealthFact::GOOD);
    box(HealthFact::STATION_KEY_AGE, 400, HealthFact::GOOD);
    box(HealthFact::SEALING_KEY_AGE, 900, HealthFact::LOOK);
    screen.station.reader_ms = 12;
    screen.station.camera_facts.set_light(31);
    screen.station.camera_facts.set_sharpness(40);
    screen.station.camera_facts.set_measured(true);
    screen.station.camera_facts.set_blas("libopenblas.so.0");
    screen.station.verdicts[HealthFact::CAMERA_LIGHT] = HealthFact::LOOK;
    screen.station.devices[wire::Device::PRINTER] = wire::Device::FAULTY;
    screen.station.device_fault = wire::FAULT_PRINTER_PAPER_OUT;
    screen.station.answer_self_tests();
    ASSERT_TRUE(wait_until([&] { return clerk.readiness()->known(); }));
    expect_whole("readiness");
    clerk.openGlass();
    ASSERT_TRUE(screen.on("clerk/glass"));
    screen.station.glass.set_verdict(wire::GlassReport::NO_BLANK_SHEET);
    clerk.readiness()->lookAtGlass("flatbed");
    ASSERT_TRUE(wait_until([&] { return clerk.readiness()->sheet_missing(); }));
    expect_whole("glass-no-sheet");
    screen.station.glass.set_verdict(wire::GlassReport::DIRTY);
    screen.station.glass.set_width(2160);
    screen.station.glass.set_height(2970);
    for (const int x : {120, 700, 2100}) {
        auto& spot = *screen.station.glass.add_spots();
        spot.set_x(static_cast<std::uint32_t>(x));
        spot.set_y(400);
        spot.set_width(30);
    }
    clerk.readiness()->lookAtGlass("flatbed");
    ASSERT_TRUE(screen.on("clerk/readiness"));
    clerk.readiness()->print();
    ASSERT_TRUE(wait_until([&] { return clerk.readiness()->sheet() == "printed"; }));
    expect_whole("readiness-dirty");
    clerk.back();
    ASSERT_TRUE(screen.on("clerk/desk"));
    expect_whole("desk-to-be-done");
}

TEST_P(FilledPages, ANewVersionAndTheProofOfWhatRuns) {
    screen.station.role = "technician";
    auto& status = screen.station.status;
    status.mutable_update_said()->set_code("not-signed");
    status.mutable_update()->set_step(wire::UpdateState::INSTALLED);
    status.mutable_update()->set_version("1.3.0");
    auto& proof = screen.station.attestation;
    proof.set_qr_text("DA1:village-1:1.2.0:" + std::string(64, 'b') + ":1793577600:" + std::string(88, 'k'));
    proof.set_station("village-1");
    proof.set_version("1.2.0");
    proof.set_root_hash("67a4505e67a4505e67a4505e67a4505e67a4505e67a4505e67a4505e67a4505e");
    proof.set_at_ms(now_ms);
    start();
    auto& clerk = at_desk();
    ASSERT_TRUE(wait_until([&] { return clerk.updates().size() == 2; }));
    expect_whole("desk-updates");
    clerk.openService();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().page() == "clerk/service" && !clerk.service()->busy(); }));
    clerk.openProof();
    ASSERT_TRUE(wait_until([&] { return !clerk.service()->proof().isEmpty(); }));
    expect_whole("proof");
}

TEST_P(FilledPages, MessagesToTheClerk) {
    for (const auto* text :
         {"周五上午九点在镇里培训，请带上服务站的公章。\nTraining on Friday at nine in the township.",
          "The printer paper that you asked for has been ordered and comes next week."}) {
        auto& message = *screen.station.clerk_messages.add_messages();
        message.set_id(std::string(16, text[0]));
        message.set_text(text);
        message.set_made_ms(now_ms);
    }
    start();
    auto& clerk = at_desk();
    ASSERT_TRUE(wait_until([&] { return clerk.unread() == 2; }));
    expect_whole("desk-messages");
    clerk.openMessages();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().page() == "clerk/messages"; }));
    clerk.openMessage(clerk.messages().last().toMap()["id"].toString());
    clerk.back();
    expect_whole("messages");
    clerk.openMessage(clerk.messages().first().toMap()["id"].toString());
    expect_whole("message");
    EXPECT_EQ(clerk.unread(), 0);
}

// Over each of its pages stand the words in both languages.
TEST_P(FilledPages, AnExercise) {
    const auto marked = [this](const char* name) {
        expect_whole(name);
        EXPECT_TRUE(says("练习 PRACTICE")) << name;
    };
    const auto at = [this](const char* page) {
        return wait_until([&] {
            const auto* journey = qobject_cast<Journey*>(screen.kiosk().journey());
            return screen.kiosk().page() == page && (journey == nullptr || !journey->busy());
        });
    };
    start();
    at_desk().practise();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().training()->on(); }));
    marked("training-home");
    screen.kiosk().openClerk();
    ASSERT_TRUE(at("clerk/accounts"));
    auto& clerk = *qobject_cast<ClerkController*>(screen.kiosk().journey());
    clerk.choose("zhou");
    marked("training-pin");
    clerk.leave();
    screen.kiosk().openApply();
    ASSERT_TRUE(at("identity/made-up"));
    marked("training-persons");
    qobject_cast<IdentityController*>(screen.kiosk().journey())->chooseMadeUp(1);
    ASSERT_TRUE(at("apply/choose"));
    auto& apply = *qobject_cast<ApplyController*>(screen.kiosk().journey());
    marked("training-choose");
    apply.choose("one-window");  // a short form
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().page() != "apply/choose" && !apply.busy(); }));
    ASSERT_TRUE(walk_form(screen.kiosk(), {.members = false}, wait_until));
    if (screen.kiosk().page() == "apply/signing") {
        apply.next();
    }
    ASSERT_TRUE(at("apply/scan"));
    apply.next();
    ASSERT_TRUE(at("apply/review"));
    marked("training-review");
    apply.submit();
    ASSERT_TRUE(at("apply/done"));
    marked("training-done");
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().session()->question() == "training-card"; }));
    marked("training-card");
}

INSTANTIATE_TEST_SUITE_P(Looks, FilledPages,
                         testing::Values(Look{lying, "zh_CN", 0}, Look{lying, "en", 3}, Look{standing, "zh_CN", 3},
                                         Look{standing, "en", 0}, Look{standing, "en", 3}));

}  // namespace
}  // namespace doorstep::kiosk
