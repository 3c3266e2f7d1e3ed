// The outbox in plain words.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("Sign out")
    finishText: ""
    helpText: ""
    nextPictogram: "help"
    nextText: qsTr("Help")
    pageId: "clerk/desk"
    title: journey.name

    onBack: journey.leave()
    onNext: journey.openHelp()

    HeadingText {
        text: page.journey.queue
        width: page.room
    }
    Repeater {
        model: page.journey.items

        Column {
            id: item

            required property var modelData

            spacing: Units.gapSmall
            width: page.room

            BodyText {
                font.bold: true
                text: item.modelData.kind + "  " + item.modelData.number
                width: parent.width
            }
            BodyText {
                text: item.modelData.words + "  " + item.modelData.when
                width: parent.width
            }
            SmallText {
                text: qsTr("Tried %1 times, next try %2").arg(item.modelData.tries).arg(item.modelData.next)
                visible: item.modelData.next !== ""
                width: parent.width
            }
            Rectangle {
                color: Colours.edge
                height: Units.line
                width: parent.width
            }
        }
    }
    SecondaryButton {
        text: qsTr("Look again")

        onClicked: page.journey.retry()
    }
}
