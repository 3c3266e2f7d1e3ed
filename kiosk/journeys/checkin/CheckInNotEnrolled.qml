// No template here: the clerk confirms, or the face is kept from now on.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: ""
    pageId: "checkin/not-enrolled"
    title: qsTr("How do you want to check in?")

    onBack: journey.leave()

    BodyText {
        spokenText: text
        text: qsTr("Your face is not kept on this machine. The clerk can confirm that you are here; it counts the same.")
        width: page.room
    }
    PrimaryButton {
        pictogram: "clerk"
        text: qsTr("The clerk confirms")

        onClicked: page.journey.toClerk()
    }
    SecondaryButton {
        pictogram: "face"
        text: qsTr("Keep my face for next time")

        onClicked: page.journey.enrol()
    }
}
