// A key: a button like any other, so screen readers and tests find and press it; it takes the focus only from
// those who come with keys.
import QtQuick
import Doorstep.Design
import Doorstep.Input

SecondaryButton {
    property string sign: ""

    focusPolicy: KeyboardInput.entered ? Qt.TabFocus : Qt.NoFocus
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
