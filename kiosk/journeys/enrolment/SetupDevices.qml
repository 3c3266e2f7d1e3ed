// Step 5: one device after the other.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    readonly property var device: journey.device

    nextEnabled: !journey.busy
    pageId: "setup/devices"
    title: journey.deviceCount > 0 ? qsTr("Device %1 of %2").arg(journey.deviceNumber).arg(journey.deviceCount) : qsTr("The devices")

    CalmWait {
        text: qsTr("All devices are being tested. The camera opens for a moment.")
        visible: page.journey.busy
        width: page.room
    }
    Row {
        spacing: Units.gapLarge
        visible: page.journey.deviceCount > 0
        width: page.room

        Pictogram {
            id: sign

            colour: Colours.ink
            height: Units.mm(50)
            name: page.device.sign ?? ""
            width: height
        }
        Column {
            spacing: Units.gap
            width: parent.width - sign.width - parent.spacing

            HeadingText {
                text: page.device.name ?? ""
                width: parent.width
            }
            BodyText {
                text: page.device.hint ?? ""
                width: parent.width
            }
            SmallText {
                text: page.device.model ?? ""
                visible: text !== ""
                width: parent.width
            }
        }
    }
    Notice {
        kind: page.device.well === true ? "done" : "warn"
        text: page.device.help ?? ""
        title: page.device.state ?? ""
        visible: title !== "" && !page.journey.busy
        width: page.room
    }
    SecondaryButton {
        enabled: !page.journey.busy
        text: qsTr("Test again")

        onClicked: page.journey.testAgain()
    }
}
