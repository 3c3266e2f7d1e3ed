// No printer or no scanner: no signed sheet, so no face is kept today.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: ""
    nextText: qsTr("Go on without")
    pageId: "facestore/unable"
    title: qsTr("Not possible today")

    onNext: journey.leave()

    Notice {
        kind: "info"
        spokenText: text
        text: page.training ? qsTr("In an exercise no face is taken and none is kept. The clerk can confirm the check-in.") : qsTr("Your face may be kept only with a sheet that you sign on paper. For this the printer and the scanner are needed, and one of them is missing. The clerk can confirm your check-in.")
        width: page.room
    }
}
