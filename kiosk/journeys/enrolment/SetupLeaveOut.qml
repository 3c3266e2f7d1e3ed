// What it means to leave a step out; it stands in the report.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    mayLeaveOut: false
    nextText: qsTr("Leave it out")
    pageId: "setup/leave-out"
    title: qsTr("Leave out: %1").arg(journey.name)

    Notice {
        kind: "warn"
        text: page.journey.leftOut
        title: qsTr("What this means")
        width: page.room
    }
    BodyText {
        text: qsTr("It stands in the report. Until you finish, you can come back and do it.")
        width: page.room
    }
}
