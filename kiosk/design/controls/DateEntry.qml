// A calendar date in three boxes; `value` is "2026-02-28", or "" while it is no date.
import QtQuick
import Doorstep.Design

FieldFrame {
    id: entry

    property string value: ""
    property bool changing: false

    signal edited(string value)

    function take() {
        changing = true;
        value = Entries.date(year.text, month.text, day.text);
        changing = false;
        edited(value);
    }
    function show() {
        if (!changing) {
            year.text = Entries.datePart(value, 0);
            month.text = Entries.datePart(value, 1);
            day.text = Entries.datePart(value, 2);
        }
    }

    Component.onCompleted: show()
    onValueChanged: show()

    Flow {
        spacing: Units.gapSmall
        width: parent.width

        EntryBox {
            id: year

            horizontalAlignment: TextInput.AlignHCenter
            inputMethodHints: Qt.ImhDigitsOnly
            maximumLength: 4
            name: entry.label + " " + qsTr("year")
            width: Math.max(Units.mm(36), Units.headingText * 3.6)
            wrong: entry.error !== ""

            onTextEdited: {
                entry.take();
                if (text.length === 4) {
                    month.forceActiveFocus();
                }
            }
        }
        BodyText {
            height: year.height
            verticalAlignment: Text.AlignVCenter
            text: qsTr("year")
            Accessible.ignored: true
        }
        EntryBox {
            id: month

            horizontalAlignment: TextInput.AlignHCenter
            inputMethodHints: Qt.ImhDigitsOnly
            maximumLength: 2
            name: entry.label + " " + qsTr("month")
            width: Math.max(Units.mm(24), Units.headingText * 2.4)
            wrong: entry.error !== ""

            onTextEdited: {
                entry.take();
                if (text.length === 2) {
                    day.forceActiveFocus();
                }
            }
        }
        BodyText {
            height: year.height
            verticalAlignment: Text.AlignVCenter
            text: qsTr("month")
            Accessible.ignored: true
        }
        EntryBox {
            id: day

            horizontalAlignment: TextInput.AlignHCenter
            inputMethodHints: Qt.ImhDigitsOnly
            maximumLength: 2
            name: entry.label + " " + qsTr("day")
            width: Math.max(Units.mm(24), Units.headingText * 2.4)
            wrong: entry.error !== ""

            onTextEdited: entry.take()
        }
        BodyText {
            height: year.height
            verticalAlignment: Text.AlignVCenter
            text: qsTr("day")
            Accessible.ignored: true
        }
    }
}
