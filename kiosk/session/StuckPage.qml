// Something did not work; nothing is lost, try again or leave.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("Back to the start")
    nextPictogram: "next"
    nextText: qsTr("Try again")
    title: qsTr("This did not work")

    onBack: journey.leave()
    onNext: journey.retry()
}
