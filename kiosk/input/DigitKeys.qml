// Digits in two rows, with X for ID numbers and a point for money.
import QtQuick
import Doorstep.Design
import Doorstep.Input

Grid {
    id: pad

    readonly property real keyWidth: (width - (columns - 1) * spacing) / columns
    readonly property string extra: KeyboardInput.layout === "idNumber" ? "X" : KeyboardInput.layout === "money" ? "." : ""

    columns: 7
    spacing: Units.mm(1.6)

    Repeater {
        model: ["1", "2", "3", "4", "5", "erase", "hide", "6", "7", "8", "9", "0", "extra", "done"]

        KeyButton {
            required property string modelData

            enabled: modelData !== "extra" || pad.extra !== ""
            // A line of the largest text is higher than a key.
            font.pixelSize: modelData === "done" ? Units.smallText : Math.min(Units.titleText, Units.mm(12))
            sign: modelData === "erase" ? "erase" : modelData === "hide" ? "hide-keyboard" : ""
            text: {
                switch (modelData) {
                case "erase":
                    return qsTr("Delete");
                case "hide":
                    return qsTr("Hide keyboard");
                case "done":
                    return qsTr("Done");
                case "extra":
                    return pad.extra;
                }
                return modelData;
            }
            wordless: sign !== ""
            width: pad.keyWidth

            onClicked: {
                switch (modelData) {
                case "erase":
                    return KeyboardInput.erase();
                case "hide":
                    return KeyboardInput.hide();
                case "done":
                    return KeyboardInput.finish();
                }
                KeyboardInput.type(text);
            }
        }
    }
}
