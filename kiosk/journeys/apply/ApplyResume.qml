// An application was begun before: go on there, apply for something else, or begin anew.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: qsTr("Go on where I was")
    pageId: "apply/resume"
    title: qsTr("You began an application before")

    onBack: journey.leave()
    onNext: journey.goOn()

    HeadingText {
        text: page.journey.schemeName
        width: page.room
    }
    BodyText {
        spokenText: text
        text: qsTr("What you entered is still here. You can go on where you were, or throw it away and begin anew.")
        width: page.room
    }
    SecondaryButton {
        pictogram: "apply"
        text: qsTr("Apply for something else")

        onClicked: page.journey.somethingElse()
    }
    DangerButton {
        text: qsTr("Throw it away and begin anew")

        onClicked: page.journey.beginAnew()
    }
}
