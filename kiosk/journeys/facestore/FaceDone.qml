// Kept from now on.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: ""
    nextText: qsTr("Go on to check in")
    pageId: "facestore/done"
    title: qsTr("Your face is kept on this machine")

    onNext: journey.leave()

    Notice {
        kind: "done"
        spokenText: text
        text: qsTr("It stays in this machine and is used only to recognise you here. You can take your consent back at any time.")
        width: page.room
    }
}
