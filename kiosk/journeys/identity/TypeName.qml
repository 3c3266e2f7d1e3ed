// The name, when there is no readable card.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    finishText: session && session.open ? qsTr("Finish") : qsTr("Cancel")
    pageId: "identity/name"
    step: 1
    steps: 2
    title: qsTr("What is your name?")

    onBack: journey.back()
    onNext: journey.next()

    Notice {
        kind: "info"
        spokenText: text
        text: qsTr("The township will see that the card was not read and may ask for it later.")
        width: page.room
    }
    TextEntry {
        Component.onCompleted: takeFocus()
        error: page.journey.error
        kind: "name"
        label: qsTr("Name as on your ID card")
        maximumLength: 60
        text: page.journey.name
        width: page.room

        onAccepted: page.journey.next()
        onEdited: text => page.journey.enterName(text)
    }
}
