// Waits for the clerk.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    helpText: ""
    nextText: ""
    pageId: "checkin/clerk"
    title: qsTr("Please call the clerk")

    onBack: journey.leave()

    BodyText {
        spokenText: text
        text: qsTr("The clerk confirms here that you are present. You have lost nothing.")
        width: page.room
    }
    PrimaryButton {
        pictogram: "clerk"
        text: qsTr("Clerk: confirm with PIN")

        onClicked: page.journey.callClerk()
    }
}
