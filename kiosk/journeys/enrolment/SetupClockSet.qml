// Step 3, by hand.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    mayLeaveOut: false
    nextEnabled: journey.enough && !journey.busy
    nextText: qsTr("Set it")
    pageId: "setup/clock-set"
    title: qsTr("Set the time")

    NumberPad {
        label: qsTr("Year, month, day, hour, minute: 12 digits, e.g. 202611281405")
        maximumLength: 12
        text: ""
        width: page.room

        onEdited: text => page.journey.type(text)
    }
}
