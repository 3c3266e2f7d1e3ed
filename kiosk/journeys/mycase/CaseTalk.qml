// What was written about a case and answered, the oldest first, each answer to be had on paper.
import QtQuick
import Doorstep.Design

Column {
    id: talk

    property var talk: []

    signal answerHearing(int answer)
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
                mark: line.modelData.mark + " · " + line.modelData.when
                note: line.modelData.hearing
                pictogram: line.modelData.hearing !== "" ? "people" : line.answered ? "receipt" : "edit"
                strong: line.answered
                text: line.modelData.text
                width: parent.width
            }
            PrimaryButton {
                pictogram: "people"
                text: qsTr("Answer about the hearing")
                visible: line.modelData.hearing !== ""

                onClicked: talk.answerHearing(line.modelData.answer)
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
