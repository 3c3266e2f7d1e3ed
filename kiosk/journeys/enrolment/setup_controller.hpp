// The pages of setting a station up, shown in place of home until it is. What is done, and where it goes on after a
// power cut, is doorstep-setup's to know; this asks hub and agent and tells it what came of it.
#pragma once

#include <QTimer>
#include <QVariantList>

#include "kiosk/backend/setup_link.hpp"
#include "kiosk/journeys/enrolment/setup_bench.hpp"
#include "kiosk/journeys/enrolment/setup_words.hpp"
#include "kiosk/session/journey.hpp"

namespace doorstep::kiosk {

class SetupController : public Journey {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // "3" of "8", and what it means to leave this one out.
    // Why the set-up did not do the last thing, and what now (hub and agent: fault and faultHelp).
    Q_PROPERTY(QString trouble READ trouble NOTIFY troubleChanged)
    Q_PROPERTY(QString troubleHelp READ trouble_help NOTIFY troubleChanged)
    Q_PROPERTY(int number READ number NOTIFY contentChanged)
    Q_PROPERTY(int count READ count CONSTANT)
    Q_PROPERTY(QString name READ name NOTIFY contentChanged)
    Q_PROPERTY(QString leftOut READ left_out NOTIFY contentChanged)
    Q_PROPERTY(QString languageCode READ language_code NOTIFY contentChanged)
    // {name, state, well}
    Q_PROPERTY(QVariantList links READ links NOTIFY contentChanged)
    Q_PROPERTY(bool fixedAddress READ fixed_address NOTIFY contentChanged)
    // What is typed on setup/address: "address", "gateway", "dns", and its text so far.
    Q_PROPERTY(QString field READ field NOTIFY contentChanged)
    Q_PROPERTY(QString fieldText READ field_text NOTIFY typed)
    Q_PROPERTY(int prefix READ prefix NOTIFY contentChanged)
    Q_PROPERTY(QString clock READ clock NOTIFY clockChanged)
    Q_PROPERTY(bool enough READ enough NOTIFY typed)
    // Of the enrolment: whose station this becomes; empty before the invitation was read.
    Q_PROPERTY(QString station READ station NOTIFY contentChanged)
    Q_PROPERTY(QString township READ township NOTIFY contentChanged)
    Q_PROPERTY(QString code READ code NOTIFY contentChanged)
    Q_PROPERTY(QByteArray replyPicture READ reply_picture NOTIFY contentChanged)
    Q_PROPERTY(bool confirmed READ confirmed NOTIFY contentChanged)
    Q_PROPERTY(bool replySaved READ reply_saved NOTIFY contentChanged)
    Q_PROPERTY(bool codeReader READ code_reader NOTIFY contentChanged)
    // The device that is looked at: {name, state, well, model, help, hint, sign}, the how many-th of how many.
    Q_PROPERTY(QVariantMap device READ device NOTIFY contentChanged)
    Q_PROPERTY(int deviceNumber READ device_number NOTIFY contentChanged)
    Q_PROPERTY(int deviceCount READ device_count NOTIFY contentChanged)
    // {name, needsPin}
    Q_PROPERTY(QVariantList accounts READ accounts NOTIFY contentChanged)
    Q_PROPERTY(bool lineUp READ line_up NOTIFY contentChanged)
    // "", "printing", "printed"; a printer that waits or fails is the page's fault.
    Q_PROPERTY(QString paper READ paper NOTIFY contentChanged)
    Q_PROPERTY(QStringList report READ report NOTIFY contentChanged)
    Q_PROPERTY(QByteArray reportPicture READ report_picture NOTIFY contentChanged)
    Q_PROPERTY(bool reportSigned READ report_signed NOTIFY contentChanged)
    Q_PROPERTY(bool reportSaved READ report_saved NOTIFY contentChanged)
  public:
    static constexpr int address_longest = 15;
    static constexpr int clock_digits = 12;  // year to minute
    static constexpr int code_digits = 8;
    static constexpr int look_every_ms = 1000;

    // `setup` and `agent`: where the two listen for this.
    SetupController(Desk& desk, const std::string& setup, const std::string& agent, QObject* parent = nullptr);
    // False once the station is set up, or was before there was a wizard.
    bool active() const { return !known_ || !state_.finished(); }
    QString page() const override;
    void begin() override { load(); }
    // A visit never lies over this.
    void forget() override {}

    QString trouble() const { return setup_words(trouble_).sentence; }
    QString trouble_help() const { return setup_words(trouble_).what_now; }
    int number() const { return state_.current(); }
    int count() const { return wire::SetupStep_MAX; }
    QString name() const;
    QString left_out() const;
    QString language_code() const { return desk().language.code(); }
    QVariantList links() const;
    bool fixed_address() const { return wish_.fixed(); }
    QString field() const;
    QString field_text() const;
    int prefix() const { return prefix_; }
    QString clock() const;
    bool enough() const;
    QString station() const { return fact(wire::SETUP_ENROLMENT, "station"); }
    QString township() const { return fact(wire::SETUP_ENROLMENT, "township"); }
    QString code() const;
    QByteArray reply_picture() const;
    bool confirmed() const;
    bool reply_saved() const { return saved_ == "reply"; }
    bool code_reader() const { return hub().usable(wire::Device::CODE_READER); }
    QVariantMap device() const;
    int device_number() const { return device_ + 1; }
    int device_count() const { return static_cast<int>(shown_devices().size()); }
    QVariantList accounts() const { return accounts_; }
    bool line_up() const { return agent().status().line_up(); }
    QString paper() const;
    QStringList report() const;
    QByteArray report_picture() const { return report_picture_; }
    bool report_signed() const { return !report_text_.empty(); }
    bool report_saved() const { return saved_ == "report"; }

    // Back to the page before, or the step before.
    Q_INVOKABLE void back();
    // What the page's main button does.
    Q_INVOKABLE void next();
    // Asks whether the step is really to be left out, and does so.
    Q_INVOKABLE void leaveOut();
    Q_INVOKABLE void leaveOutNow();
    Q_INVOKABLE void chooseLanguage(const QString& code);
    Q_INVOKABLE void chooseFixed(bool fixed);
    Q_INVOKABLE void choosePrefix(int prefix);
    // Digits of a field, of the clock, of the township's code.
    Q_INVOKABLE void type(const QString& text);
    Q_INVOKABLE void setClock();
    Q_INVOKABLE void readCode();
    Q_INVOKABLE void readStick();
    Q_INVOKABLE void saveReply();
    Q_INVOKABLE void confirmLater();
    Q_INVOKABLE void testAgain();
    Q_INVOKABLE void openClerk();
    Q_INVOKABLE void print();
    Q_INVOKABLE void saveReport();

  signals:
    void typed();
    void troubleChanged();
    void clockChanged();
    // A clerk signs in for the first time, on the clerk's own pages.
    void clerkWanted();
    void finished();

  private:
    // Pages within a step.
    enum class Part { Main, Address, Clock, Reading, Codes, LeaveOut };
    using Facts = std::map<std::string, std::string>;
    HubLink& hub() const { return desk().session.hub(); }
    AgentLink& agent() const { return desk().session.agent(); }
    QString fact(wire::SetupStep step, const char* name) const;

    // setup_controller.cpp: the steps.
    void load();
    void ask(const wire::SetupRequest& request, std::function<void()> then = {});
    void took(const wire::SetupReply& reply, const std::function<void()>& then);
    void maybe_dismiss();
    void go(wire::SetupStep step, Part part = Part::Main);
    void done(const Facts& facts, std::function<void()> then = {});
    void show_part(Part part);
    void entered();
    void look();
    void look_for_bench();
    // setup_steps.cpp: what each does.
    void next_in_address();
    void set_network();
    void set_typed_clock();
    void invited(const std::string& text);
    void begun(const wire::EnrolmentBegun& begun);
    void confirm();
    void test_devices();
    std::vector<wire::Device> shown_devices() const;
    void next_device();
    void list_accounts();
    void make_report();
    void sign_report();
    void save(const std::string& what, const std::string& name, const Bytes& content);
    std::string& field_of_wish();
    Result<Bytes> report_paper() const;
    Facts device_facts() const;
    void paper_changed();

    void set_trouble(wire::SetupFault trouble);
    void ask_agent(const wire::AgentSetupRequest& request, std::function<void(const wire::AgentSetupReply&)> then,
                   int again = 3);

    SetupLink link_;
    SetupLink agent_link_;
    SetupBench bench_;
    QTimer look_;
    wire::SetupState state_;
    wire::SetupFault trouble_ = wire::SETUP_FAULT_NONE;
    bool known_ = false;
    bool dismissing_ = false;
    bool coming_back_ = false;  // the step behind is not shown: what was done is only kept
    Part part_ = Part::Main;
    wire::LinkList links_;
    wire::NetworkWish wish_;
    int prefix_ = 24;
    int field_ = 0;
    QString typed_;
    bool clock_set_ = false;
    int device_ = 0;
    bool tested_ = false;
    QVariantList accounts_;
    wire::ReportSigned keys_;
    std::string report_text_;  // as signed
    QByteArray report_picture_;
    std::string saved_;  // "reply", "report": what the stick has
};

}  // namespace doorstep::kiosk
