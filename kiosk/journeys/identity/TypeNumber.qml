// The ID number, when there is no readable card.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    finishText: session && session.open ? qsTr("Finish") : qsTr("Cancel")
    pageId: "identity/number"
    step: 2
    steps: 2
    title: qsTr("What is your ID number?")

    onBack: journey.back()
    onNext: journey.next()

    NumberPad {
        error: page.journey.error
        extraKey: "X"
        label: qsTr("18 characters")
        maximumLength: 18
        text: page.journey.number
        width: page.room

        onAccepted: if (page.nextEnabled) {
            page.next();
        }
        onEdited: text => page.journey.enterNumber(text)
    }
}
