// What is asked over any page: still here, whose card, take your things.
import QtQuick
import Doorstep.Design
import Doorstep.Session

Item {
    id: over

    required property Session session

    anchors.fill: parent

    Question {
        noText: qsTr("Finish")
        open: over.session.question === "idle"
        text: qsTr("If nobody answers, your visit ends in %1 s. What you entered is kept.").arg(over.session.secondsLeft)
        title: qsTr("Are you still here?")
        yesText: qsTr("I am still here")

        onNo: over.session.answer("end")
        onYes: over.session.answer("go-on")
    }
    Question {
        noText: qsTr("End this visit")
        open: over.session.question === "other-card"
        text: qsTr("Another card lies on the reader. Please lay your own card back, or end this visit.")
        title: qsTr("Whose visit is this?")
        yesText: qsTr("Go on as before")

        onNo: over.session.answer("end")
        onYes: over.session.answer("go-on")

        SecondaryButton {
            pictogram: "clerk"
            text: qsTr("A clerk is helping")

            onClicked: over.session.answer("clerk")
        }
    }
    Question {
        noText: ""
        open: over.session.question === "take-away"
        text: qsTr("Please take your card and your papers with you.")
        title: qsTr("Thank you. Goodbye!")
        yesText: qsTr("I have everything")

        onYes: over.session.answer("end")
    }
    Question {
        noText: qsTr("End the practice")
        open: over.session.question === "training-card"
        text: qsTr("A card was laid down. It was not read, and nothing of its owner is kept: what is filled in here is lost. To serve this person, end the practice and lay the card down again.")
        title: qsTr("This is practice")
        yesText: qsTr("Go on practising")

        onNo: over.session.answer("end")
        onYes: over.session.answer("go-on")
    }
    Rectangle {
        anchors.fill: parent
        color: Colours.page
        visible: over.session.question === "ending"

        MouseArea {
            anchors.fill: parent
        }
        CalmWait {
            anchors.centerIn: parent
            text: qsTr("Your paper is being printed. Please wait for it.")
            width: parent.width * 0.7
        }
    }
}
