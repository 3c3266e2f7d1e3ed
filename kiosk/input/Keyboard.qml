// The on-screen keyboard. Anchor it to the bottom of the window and end the pages at its top; its height is 0 while no
// field wants it.
import QtQuick
import Doorstep.Design
import Doorstep.Input

Rectangle {
    id: keyboard

    readonly property bool open: KeyboardInput.wanted

    function activate() {
        if (Window.window && Window.window.visible && !Window.active) {
            Window.window.requestActivate();
        }
    }

    clip: true
    color: Colours.off
    height: open ? loader.height + Units.gapSmall * 2 : 0
    visible: open

    Accessible.name: qsTr("Keyboard")
    Accessible.role: Accessible.Pane

    // Without a window manager nobody activates the window, and no field of a passive window takes text.
    Window.onVisibilityChanged: Qt.callLater(activate)
    Component.onCompleted: Qt.callLater(activate)

    // A touch between two keys must not reach the page below.
    MouseArea {
        anchors.fill: parent
    }
    Loader {
        id: loader

        anchors.horizontalCenter: parent.horizontalCenter
        sourceComponent: KeyboardInput.layout === "letters" ? letters : digits
        width: Math.min(keyboard.width - Units.gapSmall * 2, Units.mm(380))
        y: Units.gapSmall
    }
    Component {
        id: letters

        LetterKeys {}
    }
    Component {
        id: digits

        DigitKeys {}
    }
}
