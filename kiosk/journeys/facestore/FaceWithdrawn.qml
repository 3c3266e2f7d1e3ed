// Deleted.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: ""
    nextText: qsTr("Back to the start")
    pageId: "facestore/withdrawn"
    title: qsTr("Deleted")

    onNext: journey.leave()

    Notice {
        kind: "done"
        spokenText: text
        text: qsTr("What was kept of your face is deleted from this machine. The township will be told.")
        width: page.room
    }
}
