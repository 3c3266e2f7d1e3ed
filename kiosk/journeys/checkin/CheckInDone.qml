// Checked in; the slip is printed, and shown for who has no paper.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: ""
    finishText: ""
    helpText: ""
    nextText: qsTr("Back to the start")
    pageId: "checkin/done"
    title: training ? qsTr("The exercise is finished") : journey.reported ? qsTr("The township is told") : qsTr("You are checked in")

    onNext: journey.leave()

    TrainingNotice {
        visible: page.training
        width: page.room
    }
    Flow {
        spacing: Units.gapLarge
        width: page.room

        Picture {
            encoded: page.journey.qr
            height: Units.mm(50)
            visible: !empty
            width: height
            Accessible.name: qsTr("Code of your slip")
            Accessible.role: Accessible.Graphic
        }
        Column {
            spacing: Units.gap
            width: Math.max(Units.mm(100), page.room - Units.mm(50) - Units.gapLarge)

            BodyText {
                font.bold: true
                font.pixelSize: Units.hugeText
                text: page.journey.when
                width: parent.width
            }
            Notice {
                kind: "done"
                text: page.journey.lineUp ? qsTr("Saved here and on its way to the township.") : qsTr("Saved here, will be sent when the line is back. You need not wait.")
                visible: !page.training
                width: parent.width
            }
        }
    }
    PrintNotice {
        printedText: page.journey.reported ? qsTr("Your receipt is printed. Please take it.") : qsTr("Your slip is printed. Please take it.")
        printer: page.printer
        width: page.room
    }
}
