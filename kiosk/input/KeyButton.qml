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

    // Round and round within the keys: with two switches one gets about in one direction only. Done, Hide keyboard and
    // Escape lead out.
    Keys.onBacktabPressed: KeyboardInput.step(this, false)
    Keys.onDownPressed: KeyboardInput.step(this, true)
    Keys.onLeftPressed: KeyboardInput.step(this, false)
    Keys.onRightPressed: KeyboardInput.step(this, true)
    Keys.onTabPressed: KeyboardInput.step(this, true)
    Keys.onUpPressed: KeyboardInput.step(this, false)

    Pictogram {
        anchors.centerIn: parent
        colour: parent.shownInk
        height: Units.mm(9)
        name: parent.sign
        width: height
    }
}
