// One case: which it is, where it stands, what comes next and by when, and the way it has gone, the newest first as
// people know it from their parcels.
import QtQuick
import Doorstep.Design

Rectangle {
    id: card

    required property int index
    required property var modelData
    readonly property bool wide: width > Units.mm(300)
    readonly property bool waiting: modelData.dues.length > 0
    readonly property var now: modelData.steps.filter(step => step.now)
    readonly property var past: modelData.steps.filter(step => !step.now).reverse()

    // Letters of the person's about this case; that answer on paper.
    signal ask
    signal answerHearing(int answer)
    signal correct
    signal keep
    signal printAnswer(int answer)
    signal withdraw

    border.color: Colours.edge
    border.width: Units.line
    color: Colours.surface
    height: column.height + Units.gap * 2
    radius: Units.radius

    Column {
        id: column

        spacing: Units.gap
        width: parent.width - Units.gap * 2
        x: Units.gap
        y: Units.gap

        Column {
            spacing: Units.gapSmall
            width: parent.width

            HeadingText {
                text: card.modelData.kind + (card.modelData.scheme !== "" ? " · " + card.modelData.scheme : "")
                width: parent.width
            }
            SmallText {
                text: qsTr("Number %1").arg(card.modelData.number)
                width: parent.width
            }
        }
        Notice {
            kind: "info"
            text: card.modelData.note
            title: qsTr("The township says")
            visible: card.modelData.note !== ""
            width: parent.width
        }
        Notice {
            kind: "info"
            text: card.modelData.sent
            visible: card.modelData.sent !== ""
            width: parent.width
        }
        CaseTalk {
            talk: card.modelData.talk
            visible: card.modelData.talk.length > 0
            width: parent.width

            onAnswerHearing: answer => card.answerHearing(answer)
            onPrintAnswer: answer => card.printAnswer(answer)
        }
        // Side by side where there is room: where it stands, and the days that others have to keep.
        Flow {
            spacing: Units.gap
            width: parent.width

            Column {
                width: card.wide && card.waiting ? (parent.width - Units.gap) / 2 : parent.width

                Repeater {
                    model: card.now

                    TimelineRow {
                        required property var modelData

                        first: true
                        mark: qsTr("Now") + (modelData.when !== "" ? " · " + modelData.when : "")
                        pictogram: "clock"
                        small: modelData.term !== "" ? qsTr("In the rules: %1").arg(modelData.term) : ""
                        strong: true
                        text: modelData.text
                        width: parent.width
                    }
                }
                TimelineRow {
                    first: card.now.length === 0
                    last: true
                    mark: qsTr("What comes next")
                    pictogram: "next"
                    small: card.modelData.noDays
                    text: card.modelData.next
                    width: parent.width
                }
            }
            Column {
                visible: card.waiting
                width: card.wide ? (parent.width - Units.gap) / 2 : parent.width

                Repeater {
                    model: card.modelData.dues

                    TimelineRow {
                        required property int index
                        required property var modelData

                        first: index === 0
                        last: index === card.modelData.dues.length - 1
                        mark: modelData.by
                        note: modelData.note
                        pictogram: modelData.passed ? "warn" : "calendar"
                        small: modelData.rule
                        text: modelData.what
                        warns: modelData.passed
                        width: parent.width
                    }
                }
            }
        }
        CaseLetters {
            undecided: card.modelData.undecided
            width: parent.width
            withdrawing: card.modelData.withdrawing

            onAsk: card.ask()
            onCorrect: card.correct()
            onKeep: card.keep()
            onWithdraw: card.withdraw()
        }
        Column {
            visible: card.past.length > 0
            width: parent.width

            Repeater {
                model: card.past

                TimelineRow {
                    required property int index
                    required property var modelData

                    first: index === 0
                    last: index === card.past.length - 1
                    mark: qsTr("Finished") + (modelData.when !== "" ? " · " + modelData.when : "")
                    pictogram: "done"
                    small: modelData.term !== "" ? qsTr("In the rules: %1").arg(modelData.term) : ""
                    text: modelData.text
                    width: parent.width
                }
            }
            SmallText {
                text: qsTr("%1 earlier steps are not shown.").arg(card.modelData.earlier)
                visible: card.modelData.earlier > 0
                width: parent.width
            }
        }
    }
}
