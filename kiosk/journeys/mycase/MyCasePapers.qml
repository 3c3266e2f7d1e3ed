// Papers that go with a correction.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextEnabled: !journey.busy && !journey.scanning
    nextText: handIn(qsTr("Send"))
    pageId: "mycase/papers"
    title: qsTr("Papers for your correction")

    onBack: journey.back()
    onNext: journey.send()

    LetterPapers {
        journey: page.journey
        width: page.room
    }
}
