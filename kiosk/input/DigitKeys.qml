// Digits in two rows, with X for ID numbers and a point for money.
import QtQuick
import Doorstep.Design
import Doorstep.Input

Grid {
    id: pad

    readonly property real keyWidth: (width - (columns - 1) * spacing) / columns
    // The way back to what was used before, where the field takes letters too.
    readonly property string way: KeyboardInput.layout !== "letters" ? "" : KeyboardInput.methodBefore === "handwriting" ? "手写" : KeyboardInput.methodBefore === "latin" ? "ABC" : "拼音"
    readonly property string extra: KeyboardInput.layout === "idNumber" ? "X" : KeyboardInput.layout === "money" ? "." : way

    columns: 7
    spacing: Units.mm(1.6)

    Repeater {
        model: ["1", "2", "3", "4", "5", "erase", "hide", "6", "7", "8", "9", "0", "extra", "done"]

        KeyButton {
            required property string modelData

            enabled: modelData !== "extra" || pad.extra !== ""
            // A line of the largest text is higher than a key.
            font.pixelSize: modelData === "done" ? Units.smallText : Math.min(Units.titleText, Units.mm(12), text.length > 1 ? pad.keyWidth * 0.34 : pad.keyWidth)
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
            Accessible.name: modelData === "extra" && pad.way !== "" ? qsTr("Back to letters") : text

            onClicked: {
                switch (modelData) {
                case "extra":
                    if (pad.way !== "") {
                        KeyboardInput.method = KeyboardInput.methodBefore;
                        return;
                    }
                    break;
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
