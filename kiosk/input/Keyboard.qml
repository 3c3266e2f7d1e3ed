// The on-screen keyboard. Anchor it to the bottom of the window and end the pages at its top; its height is 0 while no
// field wants it.
import QtQuick
import Doorstep.Design
import Doorstep.Input

FocusScope {
    id: keyboard

    readonly property bool open: KeyboardInput.wanted

    function activate() {
        if (Window.window && Window.window.visible && !Window.active) {
            Window.window.requestActivate();
        }
    }

    // The first key, for who comes with keys.
    function enter() {
        if (KeyboardInput.entered) {
            KeyFocus.step(loader, true);
        }
    }

    clip: true
    height: open ? loader.height + Units.gapSmall * 2 : 0
    visible: open

    Accessible.name: qsTr("Keyboard")
    Accessible.role: Accessible.Pane

    // Without a window manager nobody activates the window, and no field of a passive window takes text.
    Window.onVisibilityChanged: Qt.callLater(activate)
    Component.onCompleted: {
        KeyboardInput.panel = keyboard;
        Qt.callLater(activate);
    }
    // A key that had the focus is gone: a candidate that was chosen.
    Window.onActiveFocusItemChanged: if (Window.activeFocusItem === keyboard || Window.activeFocusItem === loader) {
        Qt.callLater(enter);
    }
    Keys.onEscapePressed: KeyboardInput.leave()

    Connections {
        function onEnteredChanged() {
            Qt.callLater(keyboard.enter);
        }

        target: KeyboardInput
    }
    Rectangle {
        anchors.fill: parent
        color: Colours.off
    }
    // A touch between two keys must not reach the page below.
    MouseArea {
        anchors.fill: parent
    }
    Loader {
        id: loader

        anchors.horizontalCenter: parent.horizontalCenter
        sourceComponent: KeyboardInput.board === "letters" ? letters : KeyboardInput.board === "handwriting" ? handwriting : digits
        width: Math.min(keyboard.width - Units.gapSmall * 2, Units.mm(380))
        y: Units.gapSmall
    }
    Component {
        id: letters

        LetterKeys {}
    }
    Component {
        id: handwriting

        HandwritingKeys {}
    }
    Component {
        id: digits

        DigitKeys {}
    }
}
