// One of the characters that were meant, perhaps.
import QtQuick
import Doorstep.Design
import Doorstep.Input

KeyButton {
    required property string modelData
    required property int index

    // A long word stays in its key at every text size.
    font.pixelSize: Math.min(Units.headingText, (width - Units.gap * 2) / Math.max(1, modelData.length))
    text: modelData

    onClicked: KeyboardInput.choose(index)
}
