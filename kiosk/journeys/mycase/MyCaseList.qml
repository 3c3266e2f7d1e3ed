// The person's own cases in plain words.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextPictogram: ""
    nextText: qsTr("Look again")
    pageId: "mycase/list"
    title: qsTr("My cases")

    onBack: journey.leave()
    onNext: journey.retry()

    CalmWait {
        text: qsTr("One moment, please.")
        visible: page.journey.busy
        width: page.room
    }
    Notice {
        kind: "info"
        text: qsTr("You have handed in nothing at this station so far. You can apply on the first page.")
        title: qsTr("No cases yet")
        visible: page.journey.empty
        width: page.room
    }
    Repeater {
        model: page.journey.cases

        Rectangle {
            id: one

            required property var modelData

            border.color: Colours.edge
            border.width: Units.line
            color: Colours.surface
            height: words.height + Units.gap * 2
            radius: Units.radius
            width: page.room

            Column {
                id: words

                spacing: Units.gapSmall
                width: parent.width - Units.gap * 2
                x: Units.gap
                y: Units.gap

                HeadingText {
                    text: one.modelData.kind + "  " + one.modelData.number
                    width: parent.width
                }
                BodyText {
                    text: one.modelData.scheme
                    visible: text !== ""
                    width: parent.width
                }
                BodyText {
                    font.bold: true
                    text: one.modelData.state
                    width: parent.width
                }
                BodyText {
                    text: one.modelData.note
                    visible: text !== ""
                    width: parent.width
                }
                BodyText {
                    text: one.modelData.sent
                    visible: text !== ""
                    width: parent.width
                }
                SmallText {
                    text: one.modelData.when
                    visible: text !== ""
                    width: parent.width
                }
            }
        }
    }
    SmallText {
        text: qsTr("As the township said at %1").arg(page.journey.asOf)
        visible: page.journey.asOf !== ""
        width: page.room
    }
}
