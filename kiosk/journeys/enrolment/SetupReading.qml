// Step 4: the code is waited for.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    mayLeaveOut: false
    nextText: ""
    pageId: "setup/reading"
    title: qsTr("Hold the township's code before the reader")

    CalmWait {
        text: qsTr("Waiting for the code, for one minute. On a telephone: light up, as large as it gets.")
        width: page.room
    }
}
