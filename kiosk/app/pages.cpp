#include "kiosk/app/pages.hpp"

#include <QtGlobal>

namespace doorstep::kiosk {

namespace {

constexpr std::pair<const char*, const char*> table[] = {
    {"home", "App/Home"},
    {"out-of-use", "App/OutOfUse"},
    {"identity/card", "Identity/LayCard"},
    {"identity/made-up", "Identity/MadeUpPerson"},
    {"identity/name", "Identity/TypeName"},
    {"identity/number", "Identity/TypeNumber"},
    {"identity/wait", "Identity/IdentityWait"},
    {"acting/as", "Acting/ActingAs"},
    {"acting/relation", "Acting/ActingRelation"},
    {"acting/name", "Acting/ActingName"},
    {"acting/number", "Acting/ActingNumber"},
    {"acting/reason", "Acting/ActingReason"},
    {"acting/paper", "Acting/ActingPaper"},
    {"apply/choose", "Apply/ApplyChoose"},
    {"apply/guide", "Apply/ApplyGuide"},
    {"apply/suggest", "Apply/ApplySuggest"},
    {"apply/resume", "Apply/ApplyResume"},
    {"apply/wait", "Apply/ApplyWait"},
    {"apply/stuck", "Apply/ApplyStuck"},
    {"apply/form", "Apply/ApplyForm"},
    {"apply/rows", "Apply/ApplyRows"},
    {"apply/notice", "Apply/ApplyNotice"},
    {"apply/signing", "Apply/ApplySigning"},
    {"apply/sheet", "Apply/ApplySheet"},
    {"apply/scan", "Apply/ApplyScan"},
    {"apply/review", "Apply/ApplyReview"},
    {"apply/done", "Apply/ApplyDone"},
    {"checkin/not-enrolled", "CheckIn/CheckInNotEnrolled"},
    {"checkin/report", "CheckIn/CheckInReport"},
    {"checkin/notice", "CheckIn/CheckInNotice"},
    {"checkin/wait", "CheckIn/CheckInWait"},
    {"checkin/stuck", "CheckIn/CheckInStuck"},
    {"checkin/camera", "CheckIn/CheckInCamera"},
    {"checkin/missed", "CheckIn/CheckInMissed"},
    {"checkin/clerk", "CheckIn/CheckInClerk"},
    {"checkin/reason", "CheckIn/CheckInReason"},
    {"checkin/done", "CheckIn/CheckInDone"},
    {"facestore/unable", "FaceStore/FaceUnable"},
    {"facestore/clerk", "FaceStore/FaceClerk"},
    {"facestore/notice", "FaceStore/FaceNotice"},
    {"facestore/wait", "FaceStore/FaceWait"},
    {"facestore/stuck", "FaceStore/FaceStuck"},
    {"facestore/sheet", "FaceStore/FaceSheet"},
    {"facestore/confirm", "FaceStore/FaceConfirm"},
    {"facestore/camera", "FaceStore/FaceCamera"},
    {"facestore/missed", "FaceStore/FaceMissed"},
    {"facestore/done", "FaceStore/FaceDone"},
    {"facestore/withdraw", "FaceStore/FaceWithdraw"},
    {"facestore/withdrawn", "FaceStore/FaceWithdrawn"},
    {"mycase/list", "MyCase/MyCaseList"},
    {"mycase/failed", "MyCase/MyCaseFailed"},
    {"mycase/code", "MyCase/MyCaseCode"},
    {"mycase/ask", "MyCase/MyCaseAsk"},
    {"mycase/other", "MyCase/MyCaseOther"},
    {"mycase/wait", "MyCase/MyCaseWait"},
    {"mycase/withdraw", "MyCase/MyCaseWithdraw"},
    {"mycase/keep", "MyCase/MyCaseKeep"},
    {"mycase/correct", "MyCase/MyCaseCorrect"},
    {"mycase/papers", "MyCase/MyCasePapers"},
    {"mycase/hearing", "MyCase/MyCaseHearing"},
    {"mycase/sent", "MyCase/MyCaseSent"},
    {"complaint/choose", "Complaint/ComplaintChoose"},
    {"complaint/write", "Complaint/ComplaintWrite"},
    {"complaint/papers", "Complaint/ComplaintPapers"},
    {"complaint/wait", "Complaint/ComplaintWait"},
    {"complaint/sent", "Complaint/ComplaintSent"},
    {"complaint/number", "Complaint/ComplaintNumber"},
    {"complaint/told", "Complaint/ComplaintTold"},
    {"notices/wait", "Notices/NoticesWait"},
    {"notices/failed", "Notices/NoticesFailed"},
    {"notices/list", "Notices/NoticesList"},
    {"notices/read", "Notices/NoticeRead"},
    {"setup/wait", "Enrolment/SetupWait"},
    {"setup/bench", "Enrolment/SetupByBench"},
    {"setup/language", "Enrolment/SetupLanguage"},
    {"setup/network", "Enrolment/SetupNetwork"},
    {"setup/address", "Enrolment/SetupAddress"},
    {"setup/clock", "Enrolment/SetupClock"},
    {"setup/clock-set", "Enrolment/SetupClockSet"},
    {"setup/township", "Enrolment/SetupTownship"},
    {"setup/reading", "Enrolment/SetupReading"},
    {"setup/codes", "Enrolment/SetupCodes"},
    {"setup/devices", "Enrolment/SetupDevices"},
    {"setup/clerks", "Enrolment/SetupClerks"},
    {"setup/print", "Enrolment/SetupPrint"},
    {"setup/report", "Enrolment/SetupReport"},
    {"setup/leave-out", "Enrolment/SetupLeaveOut"},
    {"clerk/wait", "Clerk/ClerkWait"},
    {"clerk/accounts", "Clerk/ClerkAccounts"},
    {"clerk/pin", "Clerk/ClerkPin"},
    {"clerk/first-code", "Clerk/ClerkFirstCode"},
    {"clerk/first-pin", "Clerk/ClerkFirstPin"},
    {"clerk/first-pin-again", "Clerk/ClerkFirstPinAgain"},
    {"clerk/desk", "Clerk/ClerkDesk"},
    {"clerk/help", "Clerk/ClerkHelp"},
    {"clerk/service", "Clerk/ClerkService"},
    {"clerk/service-card", "Clerk/ClerkServiceCard"},
    {"clerk/levels", "Clerk/ClerkLevels"},
    {"clerk/touch", "Clerk/ClerkTouch"},
    {"clerk/log", "Clerk/ClerkLog"},
    {"clerk/restart", "Clerk/ClerkRestart"},
    {"clerk/proof", "Clerk/ClerkProof"},
    {"clerk/readiness", "Clerk/ClerkReadiness"},
    {"clerk/glass", "Clerk/ClerkGlass"},
    {"clerk/messages", "Clerk/ClerkMessages"},
    {"clerk/message", "Clerk/ClerkMessage"},
    {"clerk/failed", "Clerk/ClerkFailed"},
};

}  // namespace

QUrl page_file(const QString& page) {
    const char* file = table[0].second;
    for (const auto& [id, path] : table) {
        if (page == QLatin1String(id)) {
            file = path;
        }
    }
    return QUrl(QStringLiteral("qrc:/qt/qml/Doorstep/%1.qml").arg(QLatin1String(file)));
}

std::span<const std::pair<const char*, const char*>> all_pages() {
    return table;
}

}  // namespace doorstep::kiosk
