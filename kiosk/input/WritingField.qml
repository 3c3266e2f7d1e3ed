// Where a finger writes: a square with a cross of thin lines, as in a copy-book.
import QtQuick
import Doorstep.Design
import Doorstep.Input

Rectangle {
    id: field

    border.color: Colours.edge
    border.width: Units.line * 1.5
    color: Colours.surface
    radius: Units.radius

    Accessible.name: qsTr("Field for writing, one character")
    Accessible.role: Accessible.Canvas

    Rectangle {
        anchors.centerIn: parent
        color: Colours.off
        height: field.height - Units.gap
        width: Units.line
    }
    Rectangle {
        anchors.centerIn: parent
        color: Colours.off
        height: Units.line
        width: field.width - Units.gap
    }
    WritingPad {
        anchors.fill: parent
        ink: Colours.ink
        kept: KeyboardInput.strokes
        objectName: "writing-pad"
        penWidth: Units.mm(1.2)

        onWritten: stroke => KeyboardInput.write(stroke)
    }
}
