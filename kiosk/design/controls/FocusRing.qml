// Where the keyboard stands: a ring outside the control, drawn only when the focus came by keyboard or stays in a field.
import QtQuick
import Doorstep.Design

Rectangle {
    required property bool shown

    anchors.fill: parent
    anchors.margins: -Units.focusLine * 1.6
    border.color: Colours.focus
    border.width: Units.focusLine
    color: "transparent"
    radius: Units.radius * 1.6
    visible: shown
}
