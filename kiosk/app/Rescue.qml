// In place of everything else when this machine cannot work at all: what a person does now, and what a technician is told.
import QtQuick
import Doorstep.Design
import Doorstep.Session

Window {
    id: window

    required property Language language
    // Why, as the system says it (provisioning/image, /run/doorstep/rescue).
    required property string reason

    color: Colours.page
    visible: false

    Column {
        anchors.centerIn: parent
        spacing: Units.gapLarge
        width: Math.min(parent.width - 4 * Units.gapLarge, Units.target * 14)

        HeadingText {
            text: qsTr("This machine cannot be used at the moment")
            width: parent.width
        }
        BodyText {
            text: qsTr("Please go to the township. Somebody there will help you with everything that you could do here.")
            width: parent.width
        }
        BodyText {
            text: qsTr("What was handed in here before is locked inside and cannot be read by anybody.")
            width: parent.width
        }
        SmallText {
            text: qsTr("For the technician: the machine's data does not open. Was its disk put into another machine, or its system changed? (%1)").arg(window.reason)
            width: parent.width
        }
        SecondaryButton {
            text: window.language.otherName

            onClicked: window.language.toggle()
        }
    }
}
