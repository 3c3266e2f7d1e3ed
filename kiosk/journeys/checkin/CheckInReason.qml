// The clerk says why, and that the person is here.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("Cancel")
    nextEnabled: journey.canConfirm
    nextText: handIn(qsTr("Confirm check-in"))
    pageId: "checkin/reason"
    title: qsTr("Confirmation by the clerk")

    onBack: journey.leave()
    onNext: journey.confirm()

    HeadingText {
        text: page.session ? page.session.maskedName : ""
        width: page.room
    }
    CheckRow {
        checked: page.journey.present
        text: qsTr("The person is present")
        width: page.room

        onClicked: page.journey.setPresent(!page.journey.present)
    }
    ChoiceList {
        label: qsTr("Why is the face not used?")
        options: page.journey.reasons
        value: page.journey.reason
        width: page.room

        onChosen: value => page.journey.pickReason(value)
    }
}
