// What was asked about a case and answered, the oldest first, each answer to be had on paper.
import QtQuick
import Doorstep.Design

Column {
    id: talk

    property var talk: []

    signal printAnswer(int answer)

    spacing: Units.gapSmall

    Repeater {
        model: talk.talk

        Column {
            id: line

            required property int index
            required property var modelData

            readonly property bool answered: modelData.answer >= 0

            spacing: Units.gapSmall
            width: talk.width

            TimelineRow {
                first: line.index === 0
                last: line.index === talk.talk.length - 1
                mark: (line.answered ? qsTr("The township answers") : qsTr("You asked a question")) + " · " + line.modelData.when
                pictogram: line.answered ? "receipt" : "help"
                strong: line.answered
                text: line.modelData.text
                width: parent.width
            }
            SecondaryButton {
                pictogram: "printer"
                text: qsTr("Print this answer")
                visible: line.answered

                onClicked: talk.printAnswer(line.modelData.answer)
            }
        }
    }
}
