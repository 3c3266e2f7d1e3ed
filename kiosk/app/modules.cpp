// Static QML modules are found by name only when something names them.
#include <QtGlobal>

#include "kiosk/app/pages.hpp"

extern void qml_register_types_Doorstep_Speech();
extern void qml_register_types_Doorstep_Session();
extern void qml_register_types_Doorstep_Identity();
extern void qml_register_types_Doorstep_Notices();
extern void qml_register_types_Doorstep_Apply();
extern void qml_register_types_Doorstep_Acting();
extern void qml_register_types_Doorstep_CheckIn();
extern void qml_register_types_Doorstep_FaceStore();
extern void qml_register_types_Doorstep_MyCase();
extern void qml_register_types_Doorstep_Complaint();
extern void qml_register_types_Doorstep_Clerk();
extern void qml_register_types_Doorstep_Enrolment();
extern void qml_register_types_Doorstep_App();

// Q_INIT_RESOURCE must stand outside any namespace.
static void init_resources() {
    Q_INIT_RESOURCE(qmake_Doorstep_Speech);
    Q_INIT_RESOURCE(qmake_Doorstep_Session);
    Q_INIT_RESOURCE(doorstep_kiosk_session_raw_qml_0);
    Q_INIT_RESOURCE(qmake_Doorstep_Identity);
    Q_INIT_RESOURCE(doorstep_kiosk_identity_raw_qml_0);
    Q_INIT_RESOURCE(qmake_Doorstep_Notices);
    Q_INIT_RESOURCE(doorstep_kiosk_notices_raw_qml_0);
    Q_INIT_RESOURCE(qmake_Doorstep_Apply);
    Q_INIT_RESOURCE(doorstep_kiosk_apply_raw_qml_0);
    Q_INIT_RESOURCE(qmake_Doorstep_Acting);
    Q_INIT_RESOURCE(qmake_Doorstep_CheckIn);
    Q_INIT_RESOURCE(doorstep_kiosk_checkin_raw_qml_0);
    Q_INIT_RESOURCE(qmake_Doorstep_FaceStore);
    Q_INIT_RESOURCE(doorstep_kiosk_facestore_raw_qml_0);
    Q_INIT_RESOURCE(qmake_Doorstep_MyCase);
    Q_INIT_RESOURCE(doorstep_kiosk_mycase_raw_qml_0);
    Q_INIT_RESOURCE(qmake_Doorstep_Complaint);
    Q_INIT_RESOURCE(doorstep_kiosk_complaint_raw_qml_0);
    Q_INIT_RESOURCE(qmake_Doorstep_Clerk);
    Q_INIT_RESOURCE(doorstep_kiosk_clerk_raw_qml_0);
    Q_INIT_RESOURCE(qmake_Doorstep_Enrolment);
    Q_INIT_RESOURCE(doorstep_kiosk_enrolment_raw_qml_0);
    Q_INIT_RESOURCE(qmake_Doorstep_App);
    Q_INIT_RESOURCE(doorstep_kiosk_app_raw_qml_0);
    Q_INIT_RESOURCE(doorstep_kiosk_catalogues);
}

namespace doorstep::kiosk {

void register_modules() {
    init_resources();
    qml_register_types_Doorstep_Speech();
    qml_register_types_Doorstep_Session();
    qml_register_types_Doorstep_Identity();
    qml_register_types_Doorstep_Notices();
    qml_register_types_Doorstep_Apply();
    qml_register_types_Doorstep_Acting();
    qml_register_types_Doorstep_CheckIn();
    qml_register_types_Doorstep_FaceStore();
    qml_register_types_Doorstep_MyCase();
    qml_register_types_Doorstep_Complaint();
    qml_register_types_Doorstep_Clerk();
    qml_register_types_Doorstep_Enrolment();
    qml_register_types_Doorstep_App();
}

}  // namespace doorstep::kiosk
