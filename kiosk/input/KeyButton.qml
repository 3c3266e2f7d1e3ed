// A key: a button like any other, so screen readers and tests find and press it; it never takes the focus away.
import QtQuick
import Doorstep.Design

SecondaryButton {
    property string sign: ""

    focusPolicy: Qt.NoFocus
    font.pixelSize: Units.headingText
    implicitWidth: Units.target
    implicitHeight: Units.target
    outline: Colours.edge
    pictogram: ""

    Pictogram {
        anchors.centerIn: parent
        colour: parent.shownInk
        height: Units.mm(9)
        name: parent.sign
        width: height
    }
}
