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

    NumberPad {
        label: qsTr("Twelve digits, in three groups of four.")
        maximumLength: 12
        text: page.journey.asked
        width: page.room

        onAccepted: if (page.nextEnabled) {
            page.next();
        }
        onEdited: text => page.journey.typeNumber(text)
    }
}
