// Turns the pages of candidates.
import Doorstep.Input

KeyButton {
    property bool forward: false

    enabled: forward ? KeyboardInput.later : KeyboardInput.earlier
    sign: forward ? "next" : "back"
    text: forward ? qsTr("More characters") : qsTr("Earlier characters")
    wordless: true

    onClicked: KeyboardInput.turnPage(forward)
}
