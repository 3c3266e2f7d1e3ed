// The ID number of the person one comes for.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    pageId: "acting/number"
    step: 2
    steps: 2
    title: qsTr("What is that person's ID number?")

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
