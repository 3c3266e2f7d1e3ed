// Above every page: where this is, who is here, the other language.
import QtQuick
import Doorstep.App
import Doorstep.Design

Rectangle {
    id: strip

    required property Kiosk kiosk

    color: Colours.surface
    height: Units.target + Units.gapSmall

    Row {
        anchors.left: parent.left
        anchors.leftMargin: Units.gapLarge
        anchors.verticalCenter: parent.verticalCenter
        spacing: Units.gapLarge

        BodyText {
            font.bold: true
            text: strip.kiosk.station
            anchors.verticalCenter: parent.verticalCenter
            wrapMode: Text.NoWrap
        }
        BodyText {
            text: strip.kiosk.session.maskedName + (strip.kiosk.session.typed ? " " + qsTr("(card not read)") : "")
            visible: strip.kiosk.session.open
            anchors.verticalCenter: parent.verticalCenter
            wrapMode: Text.NoWrap
        }
        BodyText {
            text: qsTr("Clerk: %1").arg(strip.kiosk.clerk.name)
            visible: strip.kiosk.clerk.signedIn
            anchors.verticalCenter: parent.verticalCenter
            wrapMode: Text.NoWrap
        }
    }
    SecondaryButton {
        anchors.right: parent.right
        anchors.rightMargin: Units.gapLarge
        anchors.verticalCenter: parent.verticalCenter
        pictogram: "language"
        text: strip.kiosk.language.otherName

        onClicked: strip.kiosk.language.toggle()
    }
}
