// Step 4: the digits that are told by voice, one way and back. Beside each other where there is room, in the order of the call.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    readonly property int half: room > Units.mm(320) ? (room - Units.gapLarge) / 2 : room

    helpText: qsTr("Confirm later")
    mayLeaveOut: false
    nextEnabled: journey.enough && !journey.busy
    nextText: qsTr("The digits fit")
    pageId: "setup/codes"
    title: qsTr("Call the township: eight digits each way")

    onHelpAsked: journey.confirmLater()

    Flow {
        spacing: Units.gapLarge
        width: page.room

        Column {
            spacing: Units.gap
            width: page.half

            BodyText {
                text: qsTr("1. The township needs this answer: the code below, photographed, or the file on the stick. 2. Read these digits to the township:")
                width: parent.width
            }
            BodyText {
                font.bold: true
                font.pixelSize: Units.hugeText
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Units.bodyText
                text: page.journey.code
                visible: text !== ""
                width: parent.width
                wrapMode: Text.NoWrap
            }
            Flow {
                spacing: Units.gap
                width: parent.width

                Picture {
                    encoded: page.journey.replyPicture
                    height: Units.mm(60)
                    visible: !empty
                    width: height

                    Accessible.name: qsTr("The answer to the township as a code")
                    Accessible.role: Accessible.Graphic
                }
                SecondaryButton {
                    enabled: !page.journey.busy
                    pictogram: page.journey.replySaved ? "done" : "page"
                    text: page.journey.replySaved ? qsTr("Written to the stick.") : qsTr("Write the answer to the stick")

                    onClicked: page.journey.saveReply()
                }
            }
        }
        NumberPad {
            label: qsTr("3. The township reads eight others. Type them:")
            maximumLength: 8
            text: ""
            width: page.half

            onEdited: text => page.journey.type(text)
        }
    }
    BodyText {
        text: qsTr("Nobody answers? Confirm later: what is handed in is kept here, sealed, and sent when the digits were typed.")
        width: page.room
    }
}
