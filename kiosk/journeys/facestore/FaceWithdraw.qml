// Taking the consent back.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextDangerous: true
    nextText: qsTr("Delete it now")
    pageId: "facestore/withdraw"
    title: qsTr("Take back your consent")

    onBack: journey.leave()
    onNext: journey.withdraw()

    BodyText {
        spokenText: text
        text: qsTr("What is kept of your face is deleted from this machine at once. You can go on checking in with the clerk; nothing else changes for you.")
        width: page.room
    }
}
