// Everything on one page, with a way to change each answer, and the last step.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: handIn(qsTr("Hand in"))
    pageId: "apply/review"
    spokenPrivate: true
    title: qsTr("Please look through everything")

    onBack: journey.back()
    onNext: journey.submit()

    HeadingText {
        text: page.journey.schemeName
        width: page.room
    }
    Notice {
        kind: "warn"
        spokenText: title
        text: page.journey.findings.join(" ")
        title: qsTr("Please look at this again")
        visible: page.journey.findings.length > 0
        width: page.room
    }
    Repeater {
        model: page.journey.review

        Column {
            id: answer

            required property int index
            required property var modelData
            readonly property bool begins: modelData.heading !== "" && (index === 0 || page.journey.review[index - 1].heading !== modelData.heading)

            spacing: Units.gapSmall
            width: page.room

            HeadingText {
                text: answer.modelData.heading
                visible: answer.begins
                width: parent.width
            }
            Row {
                spacing: Units.gapSmall
                width: parent.width

                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - change.width - Units.gapSmall

                    SmallText {
                        text: answer.modelData.label
                        width: parent.width
                    }
                    BodyText {
                        font.bold: true
                        text: answer.modelData.value
                        width: parent.width
                    }
                }
                SecondaryButton {
                    id: change

                    Accessible.name: text + " " + answer.modelData.label
                    opacity: answer.modelData.changeable ? 1 : 0
                    enabled: answer.modelData.changeable && !page.journey.busy
                    Accessible.ignored: !answer.modelData.changeable
                    text: qsTr("Change")

                    onClicked: page.journey.change(answer.modelData.place)
                }
            }
            Rectangle {
                color: Colours.edge
                height: Units.line
                width: parent.width
            }
        }
    }
    HeadingText {
        text: qsTr("Papers: %1").arg(page.journey.papers.length)
        width: page.room
    }
}
