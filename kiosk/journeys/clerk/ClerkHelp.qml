// What a clerk can do here, in a few lines.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    finishText: ""
    helpText: ""
    nextText: ""
    pageId: "clerk/help"
    title: qsTr("Help for clerks")

    onBack: journey.back()

    NoticeText {
        paragraphs: [qsTr("Confirm a check-in: the person lays the card on the reader and touches Check in. On the page “Please call the clerk” you sign in with your PIN, choose the reason and confirm that the person is present."), qsTr("Help with an application: touch “Ask the clerk” on the person's page and sign in. What is handed in then names you as the one who helped."), qsTr("No line: everything goes on. What is handed in is saved here and sent by itself when the line is back."), qsTr("Printer or scanner: clear the paper and close the cover; the work goes on by itself while the person is here."), qsTr("Nobody may confirm the own check-in or that of the own household.")]
        width: page.room
    }
}
