// Undo of a withdrawal that the township has not taken up yet.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: handIn(qsTr("Keep it"))
    pageId: "mycase/keep"
    title: qsTr("Keep this application after all?")

    onBack: journey.back()
    onNext: journey.send()

    BodyText {
        spokenText: text
        text: qsTr("You took application %1 back, and the township has not said yet that it has taken that up. If you keep it, it goes on where it was.").arg(page.journey.letterNumber)
        width: page.room
    }
}
