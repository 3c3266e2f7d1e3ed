// The journey of an application, from "what do you need help with" to the case number. Each answered page and accepted
// picture goes to the agent before the next page shows, so that the person goes on here after any process died.
#pragma once

#include "forms/scheme_library.hpp"
#include "kiosk/journeys/apply/apply_table.hpp"
#include "kiosk/journeys/apply/form_page.hpp"
#include "kiosk/journeys/apply/signing.hpp"
#include "kiosk/session/draft.hpp"
#include "kiosk/session/journey.hpp"
#include "kiosk/session/scanned_pages.hpp"

namespace doorstep::kiosk {

class ApplyController : public Journey {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // What one can apply for, and what the guide's answers point to: {id, title, name, hint, pictogram}
    Q_PROPERTY(QVariantList schemes READ schemes NOTIFY contentChanged)
    Q_PROPERTY(QVariantList suggestions READ suggestions NOTIFY contentChanged)
    Q_PROPERTY(bool hasGuide READ has_guide CONSTANT)
    // The form page that is shown.
    Q_PROPERTY(QString pageId READ page_id NOTIFY contentChanged)
    Q_PROPERTY(QString title READ title NOTIFY contentChanged)
    Q_PROPERTY(QString help READ help NOTIFY contentChanged)
    // The page asks about illness, money or numbers: nothing of it is said aloud unasked (SECURITY 27).
    Q_PROPERTY(bool sensitive READ sensitive NOTIFY contentChanged)
    // "3 / 9" of the form; 0 of 0 while something is changed from the review.
    Q_PROPERTY(int pageNumber READ page_number NOTIFY contentChanged)
    Q_PROPERTY(int pageCount READ page_count NOTIFY contentChanged)
    Q_PROPERTY(QVariantList fields READ fields NOTIFY contentChanged)
    Q_PROPERTY(QVariantList rows READ row_lines NOTIFY contentChanged)
    Q_PROPERTY(QString addText READ add_text NOTIFY contentChanged)
    Q_PROPERTY(bool moreRows READ more_rows NOTIFY contentChanged)
    Q_PROPERTY(bool enoughRows READ enough_rows NOTIFY contentChanged)
    Q_PROPERTY(QStringList paragraphs READ paragraphs NOTIFY contentChanged)
    Q_PROPERTY(QString schemeName READ scheme_name NOTIFY contentChanged)
    // Others who must sign.
    Q_PROPERTY(QVariantList signers READ signers NOTIFY contentChanged)
    Q_PROPERTY(QVariantMap signer READ signer NOTIFY contentChanged)
    // What the sheet says that is signed: read to whoever cannot read it.
    Q_PROPERTY(QStringList sheetText READ sheet_text NOTIFY contentChanged)
    Q_PROPERTY(bool canPrint READ can_print NOTIFY contentChanged)
    Q_PROPERTY(bool canScan READ can_scan NOTIFY contentChanged)
    // Scanned papers.
    Q_PROPERTY(QVariantList papers READ papers NOTIFY contentChanged)
    Q_PROPERTY(QStringList materials READ materials NOTIFY contentChanged)
    Q_PROPERTY(bool scanning READ scanning NOTIFY contentChanged)
    // {heading, label, value, place, changeable}
    Q_PROPERTY(QVariantList review READ review NOTIFY contentChanged)
    Q_PROPERTY(QStringList findings READ findings NOTIFY contentChanged)
    Q_PROPERTY(bool changing READ changing NOTIFY contentChanged)
    // After submitting.
    Q_PROPERTY(QString caseNumber READ case_number NOTIFY contentChanged)
    Q_PROPERTY(QByteArray qr READ qr NOTIFY contentChanged)
    Q_PROPERTY(bool lineUp READ line_up NOTIFY contentChanged)
    // What the scheme has to say now, e.g. that this is urgent.
    Q_PROPERTY(QStringList doneNotes READ done_notes NOTIFY contentChanged)
  public:
    explicit ApplyController(Desk& desk, QObject* parent = nullptr);
    // The library has more than before: whoever is choosing sees it. A form that is being filled in stays as it is.
    void schemes_came();
    QString page() const override;
    void begin() override;
    void forget() override;
    ApplyState state() const { return state_; }

    QVariantList schemes() const;
    QVariantList suggestions() const;
    bool has_guide() const { return desk().schemes.guide() != nullptr; }
    QString page_id() const;
    QString title() const { return form_.title(language()); }
    QString help() const { return form_.help(language()); }
    bool sensitive() const { return form_.sensitive(); }
    int page_number() const { return changing_ ? 0 : form_.progress().page; }
    int page_count() const { return changing_ ? 0 : form_.progress().pages; }
    QVariantList fields() const { return form_.fields(language()); }
    QVariantList row_lines() const { return form_.row_lines(language()); }
    QString add_text() const { return form_.add_text(language()); }
    bool more_rows() const { return form_.more_rows(); }
    bool enough_rows() const { return form_.enough_rows(); }
    QStringList paragraphs() const;
    QString scheme_name() const;
    QVariantList signers() const { return signing_.list(consents_); }
    QVariantMap signer() const;
    QStringList sheet_text() const { return desk().paragraphs("economic-check"); }
    bool can_print() const { return desk().printer.usable(); }
    bool can_scan() const { return desk().scanner.usable(); }
    QVariantList papers() const { return pages_.list(); }
    QStringList materials() const;
    bool scanning() const { return desk().scanner.scanning(); }
    QVariantList review() const;
    QStringList findings() const;
    bool changing() const { return changing_; }
    QString case_number() const { return case_number_; }
    QByteArray qr() const { return qr_; }
    bool line_up() const { return line_up_; }
    QStringList done_notes() const;

    // Choosing, with or without the guide.
    Q_INVOKABLE void choose(const QString& id);
    Q_INVOKABLE void notSure();
    Q_INVOKABLE void showAll();
    // Resume page and stuck page.
    Q_INVOKABLE void somethingElse();
    Q_INVOKABLE void goOn();
    Q_INVOKABLE void beginAnew();
    Q_INVOKABLE void retry();
    Q_INVOKABLE void leave();
    // Form.
    Q_INVOKABLE void enter(const QString& field, const QString& typed);
    Q_INVOKABLE void next();
    Q_INVOKABLE void back();
    Q_INVOKABLE void addRow();
    Q_INVOKABLE void openRow(int row);
    Q_INVOKABLE void removeRow(int row);
    // Signing.
    Q_INVOKABLE void openSheet(int index);
    Q_INVOKABLE void printSheet();
    Q_INVOKABLE void scanSheet();
    // The same sheet with a thumb print, which the clerk who is signed in has witnessed and read to the person; signs
    // in first when nobody is.
    Q_INVOKABLE void scanThumb();
    Q_INVOKABLE void refuseSheet();
    Q_INVOKABLE void closeSheet();
    // Papers.
    Q_INVOKABLE void scan();
    Q_INVOKABLE void scanAgain(int number);
    Q_INVOKABLE void removePage(int number);
    Q_INVOKABLE void cancelScan();
    // Review and end.
    Q_INVOKABLE void change(const QString& place);
    Q_INVOKABLE void submit();
    Q_INVOKABLE void printReceipt();

  private:
    std::string language() const { return desk().language.text(); }
    void happen(ApplyEvent event);
    std::string place_text() const;
    std::vector<wire::DraftInfo> drafts_of(const std::string& scheme) const;
    void take(const wire::DraftInfo& draft);
    void begin_scheme();
    QVariantMap tile(const forms::Scheme& scheme) const;
    void guide_on();
    void back_to_choosing();
    void start();
    void look_for_own();
    void start_anew();
    void resume();
    void restored(const wire::AgentReply& reply);
    bool is_to_go_on_with(const wire::DraftContent& draft) const;
    bool act_as_begun(const wire::DraftContent& draft);
    void refresh_signers();
    void arrive(const std::string& page);
    void keep_answers(std::function<void()> then);
    void keep_consents(std::function<void()> then);
    void put_ok(const wire::Fault& fault, const std::function<void()>& then);
    bool record_notice();
    void turned();
    void form_done();
    void page_scanned(const wire::ScannedPage& page);
    void sheet_scanned(const wire::ScannedPage& page);
    void keep_pages(std::function<void()> then);
    void keep_page(std::uint32_t number, std::function<void()> then);
    void page_kept(const wire::Fault& fault, std::uint32_t number, const std::function<void()>& then);
    void submitted(const wire::AgentReply& reply);
    void sheet_printed();
    void add_sheet(const ConsentAnswer& answer);
    void record_sheet(const ConsentAnswer& answer);

    ApplyState state_ = ApplyState::Idle;
    FormPage form_;
    Consents consents_;
    Signing signing_;
    ScannedPages pages_;
    Draft draft_;
    std::string chosen_;  // the scheme's id; empty while that is still asked
    std::vector<const forms::Scheme*> suggested_;
    std::string untouched_;  // the answers as the card gave them
    std::string resume_id_;
    std::vector<wire::DraftInfo> candidates_;  // drafts of which it is not known whether they were begun by typing
    std::size_t sheet_ = 0;
    std::string printing_;   // whose sheet is in the printer
    bool by_thumb_ = false;  // the sheet in the scanner carries a thumb print
    std::uint32_t rescan_ = 0;
    bool changing_ = false;
    QString case_number_;
    QByteArray qr_;
    std::string qr_text_;
    std::int64_t sealed_ms_ = 0;
    bool line_up_ = false;
    bool urgent_ = false;  // what was handed in cannot wait
};

}  // namespace doorstep::kiosk
