// Above every page: where this is, who is here, and what one may set for oneself: text, cover, the other language.
import QtQuick
import Doorstep.App
import Doorstep.Design

Rectangle {
    id: strip

    required property Kiosk kiosk
    // The page that is read aloud.
    property Item page: null

    // One line stands in the middle of the buttons' height.
    component Word: BodyText {
        lineHeight: 1
        width: Math.min(implicitWidth, parent.width)
    }

    color: Colours.surface
    height: Math.max(Units.target, buttons.height, words.height) + Units.gapSmall

    // Wraps where there is no room, so that no name is cut.
    Flow {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Units.gapLarge
        anchors.right: buttons.left
        anchors.rightMargin: Units.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Units.gapLarge

        Word {
            font.bold: true
            text: strip.kiosk.station
        }
        Word {
            text: strip.kiosk.session.maskedName + (strip.kiosk.session.typed ? " " + qsTr("(card not read)") : "")
            visible: strip.kiosk.session.open
        }
        Word {
            font.bold: true
            text: qsTr("For %1").arg(strip.kiosk.session.actingName)
            visible: strip.kiosk.session.actingName !== ""
        }
        Word {
            text: qsTr("Clerk: %1").arg(strip.kiosk.clerk.name)
            visible: strip.kiosk.clerk.signedIn
        }
        BodyText {
            text: qsTr("Headphones are in")
            visible: strip.kiosk.speaker.usable && strip.kiosk.speaker.alone
            width: Math.min(implicitWidth, words.width)
        }
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: Units.gapLarge
        anchors.verticalCenter: parent.verticalCenter
        spacing: Units.gapSmall

        SecondaryButton {
            text: "Aa"
            width: Math.max(Units.target * 1.2, naturalWidth + Units.gap)
            Accessible.name: qsTr("Text and sound")

            onClicked: strip.kiosk.comfort.openSettings()
        }
        IconButton {
            sign: strip.kiosk.speaker.speaking ? "silence" : "speak"
            text: strip.kiosk.speaker.speaking ? qsTr("Stop reading aloud") : qsTr("Read this page aloud")
            visible: strip.kiosk.speaker.usable

            onClicked: strip.kiosk.speaker.touch(strip.page)
        }
        IconButton {
            sign: "cover"
            text: qsTr("Cover the screen")

            onClicked: strip.kiosk.comfort.cover()
        }
        SecondaryButton {
            pictogram: "language"
            text: strip.kiosk.language.otherName

            onClicked: strip.kiosk.language.toggle()
        }
    }
}
