// Letters, with the row of candidates above them when pinyin is on.
import QtQuick
import Doorstep.Design
import Doorstep.Input

Column {
    id: board

    property bool upper: false
    readonly property real gap: Units.mm(1.2)
    readonly property real keyWidth: (width - 9 * gap) / 10

    spacing: gap

    CandidateRow {
        visible: KeyboardInput.pinyinPossible
        width: parent.width
    }
    KeyRow {
        anchors.horizontalCenter: parent.horizontalCenter
        keys: "qwertyuiop"
        keyWidth: board.keyWidth
        upper: board.upper
    }
    KeyRow {
        anchors.horizontalCenter: parent.horizontalCenter
        keys: "asdfghjkl"
        keyWidth: board.keyWidth
        upper: board.upper
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: board.gap

        KeyButton {
            ground: board.upper ? Colours.primaryTint : Colours.surface
            sign: "shift"
            text: qsTr("Capital letters")
            width: board.keyWidth * 1.5
            wordless: true

            onClicked: board.upper = !board.upper
        }
        KeyRow {
            keys: "zxcvbnm"
            keyWidth: board.keyWidth
            upper: board.upper
        }
        KeyButton {
            sign: "erase"
            text: qsTr("Delete")
            width: board.keyWidth * 1.5 - board.gap
            wordless: true

            onClicked: KeyboardInput.erase()
        }
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: board.gap

        KeyButton {
            sign: "hide-keyboard"
            text: qsTr("Hide keyboard")
            width: board.keyWidth
            wordless: true

            onClicked: KeyboardInput.hide()
        }
        KeyButton {
            enabled: KeyboardInput.pinyinPossible
            text: KeyboardInput.chinese ? "中" : "ABC"
            width: board.keyWidth
            // Three letters in the room of one key, at every text size.
            font.pixelSize: Math.min(Units.headingText, board.keyWidth * 0.34)
            Accessible.name: KeyboardInput.chinese ? qsTr("Pinyin is on") : qsTr("Pinyin is off")

            onClicked: KeyboardInput.method = KeyboardInput.chinese ? "latin" : "pinyin"
        }
        KeyButton {
            text: "手写"
            visible: KeyboardInput.handwritingPossible
            width: board.keyWidth
            font.pixelSize: Math.min(Units.headingText, board.keyWidth * 0.34)
            Accessible.name: qsTr("Write by hand")

            onClicked: KeyboardInput.method = "handwriting"
        }
        KeyButton {
            text: "123"
            width: board.keyWidth
            font.pixelSize: Math.min(Units.headingText, board.keyWidth * 0.34)
            Accessible.name: qsTr("Digits")

            onClicked: KeyboardInput.method = "digits"
        }
        KeyRow {
            keys: KeyboardInput.chinese ? "·，" : "-'"
            keyWidth: board.keyWidth
        }
        KeyButton {
            readonly property int keysWide: KeyboardInput.handwritingPossible ? 1 : 2

            text: qsTr("Space")
            font.pixelSize: Math.min(Units.smallText, board.keyWidth * 0.24)
            width: board.keyWidth * keysWide + board.gap * (keysWide - 1)

            onClicked: KeyboardInput.space()
        }
        KeyRow {
            keys: KeyboardInput.chinese ? "。" : "."
            keyWidth: board.keyWidth
        }
        KeyButton {
            font.pixelSize: Units.smallText
            ground: Colours.primary
            groundPressed: Colours.primaryPressed
            ink: Colours.onPrimary
            text: qsTr("Done")
            width: board.keyWidth * 2 + board.gap

            onClicked: KeyboardInput.finish()
        }
    }
}
