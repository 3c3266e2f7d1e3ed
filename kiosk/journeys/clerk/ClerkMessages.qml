// What the township wrote to the clerks, the newest first. A message that was not opened yet says so in words.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    finishText: ""
    helpText: ""
    nextText: ""
    pageId: "clerk/messages"
    title: qsTr("Messages from the township")

    onBack: journey.back()

    BodyText {
        text: qsTr("No messages at the moment.")
        visible: page.journey.messages.length === 0
        width: page.room
    }
    Repeater {
        model: page.journey.messages

        Column {
            id: message

            required property var modelData

            spacing: Units.gapSmall
            width: page.room

            SmallText {
                color: message.modelData.unread ? Colours.warn : Colours.inkSoft
                font.bold: message.modelData.unread
                text: (message.modelData.unread ? qsTr("New") : qsTr("Read")) + " · " + message.modelData.when
                width: parent.width
            }
            SecondaryButton {
                pictogram: message.modelData.unread ? "info" : "done"
                spokenText: ""
                text: message.modelData.text
                width: parent.width

                onClicked: page.journey.openMessage(message.modelData.id)
            }
        }
    }
}
