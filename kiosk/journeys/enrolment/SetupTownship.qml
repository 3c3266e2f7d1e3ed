// Step 4: whose station this becomes, by the township's invitation.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    nextEnabled: journey.station !== "" && !journey.busy
    pageId: "setup/township"
    title: qsTr("The township's invitation")

    BodyText {
        text: qsTr("The township makes it with “enrol-station”: a code on paper or on a telephone, or a file on a stick. It serves once, for seven days.")
        width: page.room
    }
    Notice {
        kind: "done"
        text: page.journey.confirmed ? qsTr("The digits were typed. This is done.") : qsTr("Next: the eight digits.")
        title: qsTr("Station %1 of township %2").arg(page.journey.station).arg(page.journey.township)
        visible: page.journey.station !== ""
        width: page.room
    }
    CalmWait {
        text: qsTr("One moment, please.")
        visible: page.journey.busy
        width: page.room
    }
    Flow {
        spacing: Units.gap
        visible: !page.journey.confirmed
        width: page.room

        SecondaryButton {
            enabled: page.journey.codeReader && !page.journey.busy
            pictogram: "receipt"
            text: qsTr("Read the code")

            onClicked: page.journey.readCode()
        }
        SecondaryButton {
            enabled: !page.journey.busy
            pictogram: "page"
            text: qsTr("Take it from the stick")

            onClicked: page.journey.readStick()
        }
    }
    BodyText {
        text: qsTr("There is no code reader: take the file on a stick.")
        visible: !page.journey.codeReader
        width: page.room
    }
}
