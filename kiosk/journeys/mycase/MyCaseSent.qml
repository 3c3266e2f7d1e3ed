// A letter is handed in: what happens now, and the receipt on paper for whoever wants it.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: ""
    nextText: qsTr("Back to my cases")
    pageId: "mycase/sent"
    title: training ? qsTr("The exercise is finished") : journey.sentTitle

    onBack: journey.back()
    onNext: journey.back()

    TrainingNotice {
        visible: page.training
        width: page.room
    }
    Notice {
        kind: "done"
        spokenText: text
        text: page.journey.lineUp ? qsTr("It is on its way to the township.") : qsTr("Saved here, will be sent when the line is back. You need not wait.")
        visible: !page.training
        width: page.room
    }
    BodyText {
        spokenText: text
        text: page.journey.sentText
        width: page.room
    }
    SecondaryButton {
        pictogram: "printer"
        text: qsTr("Print a receipt")

        onClicked: page.journey.printReceipt()
    }
    PrintNotice {
        printer: page.printer
        width: page.room
    }
}
