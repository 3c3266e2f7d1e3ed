// The name of the person one comes for.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    pageId: "acting/name"
    step: 1
    steps: 2
    title: qsTr("Whom do you come for?")

    onBack: journey.back()
    onNext: journey.next()

    TextEntry {
        Component.onCompleted: takeFocus()
        error: page.journey.error
        kind: "name"
        label: qsTr("Name as on that person's ID card")
        maximumLength: 60
        text: page.journey.name
        width: page.room

        onAccepted: page.journey.next()
        onEdited: text => page.journey.enterName(text)
    }
}
