// The face could not be taken.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    backText: qsTr("Cancel")
    nextText: qsTr("Try again")
    pageId: "facestore/missed"
    title: qsTr("The picture did not work")

    onBack: journey.leave()
    onNext: journey.again()
}
