// An amount in yuan, kept as integer fen; -1 while there is none.
import QtQuick
import Doorstep.Design

FieldFrame {
    id: entry

    property double fen: -1
    property string unit: qsTr("yuan")

    namesField: label !== ""

    signal edited(double fen)

    onFenChanged: {
        if (!box.activeFocus || Entries.fen(box.text) !== fen) {
            box.text = Entries.yuan(fen);
        }
    }

    Row {
        spacing: Units.gap

        EntryBox {
            id: box

            horizontalAlignment: TextInput.AlignRight
            inputMethodHints: Qt.ImhFormattedNumbersOnly
            maximumLength: 16
            name: entry.label
            width: Math.min(Units.mm(80), entry.width - unitText.width - Units.gap)
            wrong: entry.error !== ""

            onActiveFocusChanged: if (!activeFocus && entry.fen >= 0) {
                text = Entries.yuan(entry.fen);
            }
            onTextEdited: {
                entry.fen = Entries.fen(text);
                entry.edited(entry.fen);
            }
        }
        BodyText {
            id: unitText

            anchors.verticalCenter: box.verticalCenter
            text: entry.unit
        }
    }
}
