// The question is handed in: where the answer will be.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: ""
    nextText: qsTr("Back to my cases")
    pageId: "mycase/asked"
    title: qsTr("Your question is handed in")

    onBack: journey.back()
    onNext: journey.back()

    Notice {
        kind: "done"
        spokenText: text
        text: page.journey.lineUp ? qsTr("It is on its way to the township.") : qsTr("Saved here, will be sent when the line is back. You need not wait.")
        width: page.room
    }
    BodyText {
        spokenText: text
        text: qsTr("The answer will stand under “My case” at this station, and you can print it there. Nothing stops and no day passes because you asked.")
        width: page.room
    }
}
