// Pages beside the words, or instead of them.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextEnabled: !journey.busy && !journey.scanning
    nextText: handIn(qsTr("Send sealed"))
    pageId: "complaint/papers"
    title: qsTr("Papers for your complaint")

    onBack: journey.back()
    onNext: journey.send()

    LetterPapers {
        journey: page.journey
        width: page.room
    }
}
