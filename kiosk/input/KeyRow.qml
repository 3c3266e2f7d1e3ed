// One row of character keys that shares the width; `keys` is a string with one key a character.
import QtQuick
import Doorstep.Design
import Doorstep.Input

Row {
    id: row

    property string keys: ""
    property bool upper: false
    property real keyWidth: Units.target

    spacing: Units.mm(1.2)

    Repeater {
        model: row.keys.split("")

        KeyButton {
            required property string modelData

            text: row.upper ? modelData.toUpperCase() : modelData
            width: row.keyWidth

            onClicked: KeyboardInput.type(text)
        }
    }
}
