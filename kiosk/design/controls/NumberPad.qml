// Digits on the page itself, for PINs and codes: shown as dots when masked. `extraKey` adds one more key ("X").
import QtQuick
import Doorstep.Design

FieldFrame {
    id: pad

    property string text: ""
    property int maximumLength: 18
    property bool masked: false
    property string extraKey: ""
    // Where it is what the page is about, digits of a keyboard arrive at once. It opens no keys of its own.
    property bool takesFocus: true

    namesField: label !== ""

    signal edited(string text)
    signal filled
    // Enter, on a keyboard.
    signal accepted

    function put(key) {
        if (text.length < maximumLength) {
            text += key;
            edited(text);
            if (text.length === maximumLength) {
                filled();
            }
        }
    }
    function erase() {
        text = text.slice(0, -1);
        edited(text);
    }

    Component.onCompleted: if (takesFocus) {
        display.forceActiveFocus(Qt.OtherFocusReason);
    }
    Keys.onPressed: event => {
        if (/^[0-9]$/.test(event.text) || (extraKey !== "" && event.text.toUpperCase() === extraKey)) {
            put(event.text.toUpperCase());
            event.accepted = true;
        } else if (event.key === Qt.Key_Backspace) {
            erase();
            event.accepted = true;
        }
    }

    Rectangle {
        id: display

        activeFocusOnTab: true
        border.color: pad.error !== "" ? Colours.danger : Colours.edge
        border.width: Units.line * 1.5
        color: Colours.surface
        height: Math.max(Units.mm(18), digits.implicitHeight + Units.gapSmall)
        radius: Units.radius
        // A whole ID number in figures that can be compared with the card.
        width: Math.min(pad.width, Math.max(keys.width, Units.titleText * 0.62 * pad.maximumLength + Units.gap * 2))

        Accessible.name: pad.label !== "" ? pad.label : qsTr("entered")
        Accessible.focusable: true
        Accessible.readOnly: true
        Accessible.role: Accessible.EditableText
        Keys.onEnterPressed: pad.accepted()
        Keys.onReturnPressed: pad.accepted()

        FocusRing {
            shown: display.activeFocus && KeyFocus.shown
        }
        BodyText {
            id: digits

            anchors.verticalCenter: parent.verticalCenter
            font.pixelSize: Units.titleText
            fontSizeMode: Text.HorizontalFit
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1
            minimumPixelSize: Units.bodyText / Units.textScale
            text: pad.masked ? "●".repeat(pad.text.length) : pad.text
            width: parent.width
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
    Grid {
        id: keys

        columns: 3
        spacing: Units.gapSmall

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

            SecondaryButton {
                required property string modelData

                font.pixelSize: Units.titleText
                implicitWidth: Units.mm(28)
                text: modelData

                onClicked: pad.put(text)
            }
        }
        SecondaryButton {
            enabled: pad.extraKey !== ""
            font.pixelSize: Units.titleText
            implicitWidth: Units.mm(28)
            opacity: enabled ? 1 : 0
            text: pad.extraKey

            onClicked: pad.put(text)
            Accessible.ignored: !enabled
        }
        SecondaryButton {
            font.pixelSize: Units.titleText
            implicitWidth: Units.mm(28)
            text: "0"

            onClicked: pad.put(text)
        }
        IconButton {
            enabled: pad.text !== ""
            implicitWidth: Units.mm(28)
            sign: "erase"
            text: qsTr("Delete")

            onClicked: pad.erase()
        }
    }
}
