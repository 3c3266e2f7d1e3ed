// The number of a receipt, to see what was answered.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: qsTr("Show the answer")
    pageId: "complaint/number"
    spokenPrivate: true
    title: qsTr("The number on your receipt")

    onBack: journey.back()
    onNext: journey.ask()

    TextEntry {
        Component.onCompleted: {
            text = page.journey.asked;
            takeFocus();
        }
        help: qsTr("Twelve digits, in three groups of four.")
        kind: "digits"
        label: qsTr("Number of the receipt")
        maximumLength: 20
        width: page.room

        onAccepted: page.journey.ask()
        onEdited: text => page.journey.typeNumber(text)
    }
}
