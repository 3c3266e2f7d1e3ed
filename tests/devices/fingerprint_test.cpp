// Fingerprints on the card over the hub's own socket (SECURITY 18): asked for only with the person's consent in the
// request and only where the station allows it, and in no recording. The line is watched through the hub's recording.
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "device-drivers/hub/card_service.hpp"
#include "device-drivers/hub/hub_fixture.hpp"
#include "device-drivers/idcard/recording.hpp"
#include "device-drivers/idcard/sam_messages.hpp"
#include "emulators/idcard/reader_emulator.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

wire::Consent whole_consent() {
    wire::Consent consent;
    consent.set_id(std::string(16, 'i'));
    consent.set_kind(wire::Consent::FINGERPRINT_READ);
    consent.set_whose("applicant");
    consent.set_answer(wire::Consent::GIVEN);
    consent.set_text_id("fingerprint-read");
    consent.set_text_version(1);
    consent.set_text_digest(std::string(32, 'd'));
    consent.set_language("zh_CN");
    consent.set_how(wire::Consent::TAP);
    return consent;
}

class Fingerprints : public testing::HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        without_devices();
        options.config.reader_device = folder / "reader";
        options.config.reader_fingerprint = true;
        auto started = emulators::ReaderEmulator::start(
            {folder / "reader", fs::path(DOORSTEP_SOURCE_DIR) / "tests/cards", {}, 115200, {}});
        ASSERT_TRUE(started) << started.error().text();
        emulator_ = std::move(*started);
    }
    void TearDown() override {
        kiosk.reset();
        stop();  // the hub before its reader
        emulator_.reset();
        HubTest::TearDown();
    }
    // From here on the line is recorded; the reader is opened anew for it.
    void start_watching() {
        start();
        ASSERT_TRUE(kiosk->hears_device("reader", wire::Device::READY));
        session_ = kiosk->open_session();
        wire::HubRequest request;
        request.mutable_record_reader()->set_session(session_);
        ASSERT_TRUE(kiosk->ask(request).done());
    }
    wire::HubReply read(const std::string& card, const wire::Consent& consent) {
        EXPECT_TRUE(emulator_->order({{"do", "insert"}, {"card", card}}));
        wire::HubRequest request;
        request.mutable_read_card()->set_session(session_);
        *request.mutable_read_card()->mutable_fingerprint_consent() = consent;
        return kiosk->ask(request);
    }
    // Everything that went over the line, as the recording has it.
    std::string recorded() {
        wire::HubRequest request;
        request.mutable_stop_recording()->set_session(session_);
        EXPECT_TRUE(kiosk->ask(request).done());
        std::string text;
        for (const auto& event : kiosk->events()) {
            text += event.has_recorded() ? event.recorded().line() + "\n" : "";
        }
        return text;
    }
    std::size_t asked_for_fingerprints() {
        const auto recording = parse_recording(recorded());
        EXPECT_TRUE(recording) << recording.error().text();
        const auto command = encode_sam_command(SamCommand::ReadWithFingerprints);
        return static_cast<std::size_t>(std::count_if(recording->steps.begin(), recording->steps.end(),
                                                      [&](const RecordedStep& step) { return step.bytes == command; }));
    }

  private:
    std::unique_ptr<emulators::ReaderEmulator> emulator_;
    std::string session_;
};

TEST_F(Fingerprints, OfCardsWithAndWithoutThemInEveryLayoutComeWithTheConsent) {
    start_watching();
    const auto two = read("sun-fingerprints", whole_consent());
    EXPECT_EQ(two.card().fingerprints_read(), wire::CardRead::READ);
    ASSERT_EQ(two.card().fingerprints().size(), 2 * fingerprint_size);
    EXPECT_EQ(two.card().fingerprints().substr(0, 9), "TESTPRINT");
    EXPECT_FALSE(two.card().card().name().empty());
    std::set<wire::CardFields::Variant> layouts;
    for (const auto* card : {"wang-jianguo", "wong-hongkong", "smith-2017", "tanaka-2023"}) {
        const auto none = read(card, whole_consent());
        EXPECT_EQ(none.card().fingerprints_read(), wire::CardRead::NONE_ON_CARD) << card;
        EXPECT_TRUE(none.card().fingerprints().empty()) << card;
        layouts.insert(none.card().card().variant());
    }
    EXPECT_EQ(layouts.size(), 4U);
    EXPECT_EQ(read("bad-not-authorised", whole_consent()).fault().code(), wire::FAULT_CARD_NOT_AUTHORISED);
    EXPECT_EQ(asked_for_fingerprints(), 6U);
}

TEST_F(Fingerprints, WithoutAWholeConsentTheCommandNeverGoesOverTheLine) {
    start_watching();
    std::vector<wire::Consent> short_of{wire::Consent()};
    const auto but = [&](auto change) {
        auto consent = whole_consent();
        change(consent);
        EXPECT_FALSE(allows_fingerprints(consent)) << consent.ShortDebugString();
        short_of.push_back(consent);
    };
    but([](auto& c) { c.set_kind(wire::Consent::FACE_VERIFY); });
    but([](auto& c) { c.set_answer(wire::Consent::REFUSED); });
    but([](auto& c) { c.set_answer(wire::Consent::WITHDRAWN); });
    but([](auto& c) { c.set_answer(wire::Consent::OUTSTANDING); });
    but([](auto& c) { c.clear_id(); });
    but([](auto& c) { c.clear_whose(); });
    but([](auto& c) { c.clear_text_id(); });
    but([](auto& c) { c.clear_text_version(); });
    but([](auto& c) { c.set_text_digest("short"); });
    but([](auto& c) { c.clear_language(); });
    but([](auto& c) { c.clear_how(); });
    EXPECT_TRUE(allows_fingerprints(whole_consent()));
    for (const auto& consent : short_of) {
        const auto reply = read("sun-fingerprints", consent);
        EXPECT_EQ(reply.card().fingerprints_read(), wire::CardRead::NOT_ASKED) << consent.ShortDebugString();
        EXPECT_TRUE(reply.card().fingerprints().empty());
        EXPECT_FALSE(reply.card().card().number().empty());
    }
    EXPECT_EQ(asked_for_fingerprints(), 0U);
}

TEST_F(Fingerprints, AreForbiddenByTheConfigurationWhoeverConsents) {
    options.config.reader_fingerprint = HubConfig().reader_fingerprint;  // as it is shipped
    start_watching();
    const auto reply = read("sun-fingerprints", whole_consent());
    EXPECT_EQ(reply.card().fingerprints_read(), wire::CardRead::FORBIDDEN);
    EXPECT_TRUE(reply.card().fingerprints().empty());
    EXPECT_FALSE(reply.card().card().number().empty());
    EXPECT_EQ(asked_for_fingerprints(), 0U);
}

// The emulated card's own pattern is the recording's too, so the person is what is looked for here; that fingerprints
// are replaced is shown by RecordingMask.FingerprintsAreAPatternOfTheSameLengthWhateverWasAsked.
TEST_F(Fingerprints, TheRecordingOfTheReadHoldsATestPerson) {
    start_watching();
    const auto reply = read("sun-fingerprints", whole_consent());
    ASSERT_EQ(reply.card().fingerprints_read(), wire::CardRead::READ);
    const auto text = recorded();
    EXPECT_NE(text.find(R"("read":"Fingerprints")"), std::string::npos) << text;
    for (const auto& content :
         {reply.card().card().name(), reply.card().card().number(), reply.card().card().address()}) {
        EXPECT_EQ(text.find(to_hex(utf8_to_utf16le(content).value())), std::string::npos);
    }
}

// One consent is for one read: the next one without it is without fingerprints again.
TEST_F(Fingerprints, AConsentIsNotKeptForTheNextRead) {
    start_watching();
    EXPECT_EQ(read("sun-fingerprints", whole_consent()).card().fingerprints_read(), wire::CardRead::READ);
    EXPECT_EQ(read("sun-fingerprints", {}).card().fingerprints_read(), wire::CardRead::NOT_ASKED);
    EXPECT_EQ(asked_for_fingerprints(), 1U);
}

}  // namespace
}  // namespace doorstep::devices
