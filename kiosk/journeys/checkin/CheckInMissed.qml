// Not recognised or not judged: again, or the clerk. Never a failure.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: ""
    pageId: "checkin/missed"
    // Without a camera nobody was looked at.
    title: journey.fault === "" ? qsTr("You were not recognised this time") : qsTr("Your face cannot be checked now")

    onBack: journey.leave()

    BodyText {
        spokenText: text
        text: qsTr("That happens: light, glasses or a new haircut are enough. The clerk can confirm that you are here; it counts the same.")
        visible: page.journey.fault === ""
        width: page.room
    }
    Flow {
        spacing: Units.gap
        width: page.room

        PrimaryButton {
            pictogram: "face"
            text: qsTr("Try again")
            visible: page.journey.canTryAgain

            onClicked: page.journey.again()
        }
        SecondaryButton {
            pictogram: "clerk"
            text: qsTr("The clerk confirms")

            onClicked: page.journey.toClerk()
        }
    }
}
