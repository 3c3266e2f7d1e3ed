// Over everything while a clerk practises, whatever else is on the screen: words in both languages, and the way out.
import QtQuick
import Doorstep.App
import Doorstep.Design

Rectangle {
    id: bar

    required property Kiosk kiosk

    border.color: Colours.warn
    border.width: Units.line * 2
    color: Colours.warnTint
    height: visible ? Math.max(words.height, button.height) + Units.gapSmall * 2 : 0
    visible: kiosk.training.on

    Accessible.name: mark.text + " " + said.text
    Accessible.role: Accessible.AlertMessage

    Pictogram {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: Units.gapLarge
        anchors.verticalCenter: parent.verticalCenter
        colour: Colours.warn
        height: Units.mm(12)
        name: "warn"
        width: height
    }
    Column {
        id: words

        anchors.left: sign.right
        anchors.leftMargin: Units.gap
        anchors.right: button.left
        anchors.rightMargin: Units.gap
        anchors.verticalCenter: parent.verticalCenter

        BodyText {
            id: mark

            color: Colours.warn
            font.bold: true
            text: bar.kiosk.training.mark
            width: parent.width
        }
        SmallText {
            id: said

            color: Colours.warn
            text: qsTr("Nothing is sent, nothing is kept.")
            width: parent.width
        }
    }
    SecondaryButton {
        id: button

        anchors.right: parent.right
        anchors.rightMargin: Units.gapLarge
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("End the practice")

        onClicked: bar.kiosk.training.end()
    }
}
