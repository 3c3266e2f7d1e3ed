// Keeping the face needs a clerk.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    helpText: ""
    nextText: ""
    pageId: "facestore/clerk"
    title: qsTr("Please call the clerk")

    onBack: journey.leave()

    BodyText {
        spokenText: text
        text: qsTr("The clerk helps you with the sheet and with the camera.")
        width: page.room
    }
    PrimaryButton {
        pictogram: "clerk"
        text: qsTr("Clerk: sign in with PIN")

        onClicked: page.journey.callClerk()
    }
}
