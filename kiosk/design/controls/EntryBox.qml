// The box that is typed into. A touch gives it the focus and opens the keyboard; the ring stays while it has it.
import QtQuick
import QtQuick.Templates as T
import Doorstep.Design

T.TextField {
    id: box

    property bool wrong: false
    property string name: ""
    property bool secret: false

    color: enabled ? Colours.ink : Colours.onOff
    font.family: Units.family
    font.pixelSize: Units.headingText
    implicitHeight: Math.max(Units.target, contentHeight + Units.gap)
    implicitWidth: Units.mm(100)
    leftPadding: Units.gap * 0.8
    passwordCharacter: "●"
    rightPadding: Units.gap * 0.8
    selectByMouse: false
    selectedTextColor: Colours.onPrimary
    selectionColor: Colours.primary
    verticalAlignment: TextInput.AlignVCenter

    Accessible.ignored: secret
    Accessible.name: name
    Accessible.role: Accessible.EditableText

    background: Rectangle {
        border.color: box.wrong ? Colours.danger : Colours.edge
        border.width: Units.line * (box.wrong ? 2.5 : 1.5)
        color: box.enabled ? Colours.surface : Colours.off
        radius: Units.radius

        FocusRing {
            shown: box.activeFocus
        }
    }
    cursorDelegate: Rectangle {
        color: Colours.ink
        visible: box.activeFocus && !box.readOnly
        width: Units.line * 1.5
    }
}
