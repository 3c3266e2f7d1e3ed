// Not recognised or not judged: again, or the clerk. Never a failure.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: ""
    pageId: "checkin/missed"
    title: qsTr("You were not recognised this time")

    onBack: journey.leave()

    BodyText {
        spokenText: text
        text: qsTr("That happens: light, glasses or a new haircut are enough. The clerk can confirm that you are here; it counts the same.")
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
