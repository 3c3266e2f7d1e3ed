// Step 3: what time it is.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    nextText: qsTr("The time is right")
    pageId: "setup/clock"
    title: qsTr("Is this the time?")

    BodyText {
        font.bold: true
        font.pixelSize: Units.hugeText
        text: page.journey.clock
        width: page.room
    }
    BodyText {
        text: qsTr("Beijing time, wherever the machine stands. As soon as the township is reached, its time counts on everything that is handed in.")
        width: page.room
    }
    SecondaryButton {
        pictogram: "clock"
        text: qsTr("Set the time")

        onClicked: page.journey.setClock()
    }
}
