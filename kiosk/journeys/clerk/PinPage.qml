// Digits typed on a pad: PIN or one-time code.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    property string label: ""
    property int longest: 6
    property bool masked: true

    finishText: qsTr("Cancel")
    helpText: ""
    nextEnabled: journey.enough
    nextText: qsTr("Next")

    onBack: journey.back()
    onNext: journey.confirm()

    NumberPad {
        label: page.training ? qsTr("Any six digits, not your own PIN") : page.label
        masked: page.masked
        maximumLength: page.longest
        text: ""
        width: page.room

        onAccepted: if (page.nextEnabled) {
            page.next();
        }
        onEdited: text => page.journey.type(text)
    }
}
