// A large field for one character, beside it what it may mean. Nothing is chosen but by a touch, however long one thinks.
import QtQuick
import Doorstep.Design
import Doorstep.Input

Row {
    id: board

    readonly property real gap: Units.mm(1.2)
    readonly property real high: Units.target * 4 + gap * 3
    readonly property real signWidth: Math.max(Units.target, Math.min(Units.mm(36), width * 0.1))
    // Of the five columns at the right.
    readonly property real keyWidth: (width - signWidth - high - gap * 6) / 5

    spacing: gap

    Column {
        spacing: board.gap

        KeyButton {
            enabled: KeyboardInput.strokes > 0
            sign: "undo"
            text: qsTr("Take back the last stroke")
            width: board.signWidth
            wordless: true

            onClicked: KeyboardInput.undoStroke()
        }
        KeyButton {
            enabled: KeyboardInput.strokes > 0
            sign: "close"
            text: qsTr("Write this character anew")
            width: board.signWidth
            wordless: true

            onClicked: KeyboardInput.clearStrokes()
        }
        KeyButton {
            sign: "erase"
            text: qsTr("Delete")
            width: board.signWidth
            wordless: true

            onClicked: KeyboardInput.erase()
        }
        KeyButton {
            sign: "hide-keyboard"
            text: qsTr("Hide keyboard")
            width: board.signWidth
            wordless: true

            onClicked: KeyboardInput.hide()
        }
    }
    WritingField {
        height: board.high
        width: board.high
    }
    Column {
        spacing: board.gap

        Item {
            height: Units.target * 2 + board.gap
            width: board.keyWidth * 5 + board.gap * 4

            SmallText {
                anchors.fill: parent
                color: Colours.inkSoft
                fontSizeMode: Text.Fit
                minimumPixelSize: Units.smallText / Units.textScale
                text: qsTr("Write one character, stroke by stroke, and touch it here.")
                verticalAlignment: Text.AlignVCenter
                visible: KeyboardInput.candidates.length === 0
            }
            Grid {
                columns: 5
                spacing: board.gap

                Repeater {
                    model: KeyboardInput.candidates

                    CandidateKey {
                        width: board.keyWidth
                    }
                }
            }
        }
        Row {
            spacing: board.gap

            TurnKey {
                width: board.keyWidth
            }
            TurnKey {
                forward: true
                width: board.keyWidth
            }
            KeyRow {
                keyWidth: board.keyWidth
                keys: "，。·"
            }
        }
        Row {
            spacing: board.gap

            KeyButton {
                font.pixelSize: Math.min(Units.headingText, board.keyWidth * 0.34)
                text: "拼音"
                width: board.keyWidth
                Accessible.name: qsTr("Pinyin")

                onClicked: KeyboardInput.method = "pinyin"
            }
            KeyButton {
                font.pixelSize: Math.min(Units.headingText, board.keyWidth * 0.34)
                text: "123"
                width: board.keyWidth
                Accessible.name: qsTr("Digits")

                onClicked: KeyboardInput.method = "digits"
            }
            KeyButton {
                font.pixelSize: Math.min(Units.smallText, board.keyWidth * 0.24)
                text: qsTr("Space")
                width: board.keyWidth

                onClicked: KeyboardInput.space()
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
}
