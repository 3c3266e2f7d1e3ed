// One line of text. `kind` tells the keyboard what comes: "text" and "name" open pinyin, "latin" letters, "digits" and
// "idNumber" the digits pad (the latter with X).
import QtQuick
import Doorstep.Design

FieldFrame {
    id: entry

    property alias text: box.text
    property alias maximumLength: box.maximumLength
    property alias readOnly: box.readOnly
    property bool masked: false
    property string kind: "text"

    namesField: label !== ""

    signal edited(string text)
    signal accepted

    // Puts the cursor into the field.
    function takeFocus() {
        box.forceActiveFocus();
    }

    // Qt gives a password field no name, and without being one its content could be read: a masked box is hidden from
    // screen readers, and this stands in for it.
    Item {
        implicitHeight: box.implicitHeight
        width: entry.width

        Accessible.focusable: true
        Accessible.focused: box.activeFocus
        Accessible.ignored: !entry.masked
        Accessible.name: entry.label
        Accessible.role: Accessible.EditableText
        Accessible.onPressAction: entry.takeFocus()

        EntryBox {
            id: box

            echoMode: entry.masked ? TextInput.Password : TextInput.Normal
            inputMethodHints: {
                const secret = entry.masked ? Qt.ImhSensitiveData : Qt.ImhNone;
                switch (entry.kind) {
                case "digits":
                    return secret | Qt.ImhDigitsOnly;
                case "idNumber":
                    return secret | Qt.ImhPreferNumbers | Qt.ImhUppercaseOnly;
                case "latin":
                    return secret | Qt.ImhPreferLatin;
                }
                return secret;
            }
            maximumLength: 200
            name: entry.label
            secret: entry.masked
            width: entry.width
            wrong: entry.error !== ""

            onAccepted: entry.accepted()
            onTextEdited: entry.edited(text)
        }
    }
}
