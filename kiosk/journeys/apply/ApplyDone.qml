// Handed in: the case number as text and code, the printed receipt.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: ""
    finishText: ""
    helpText: ""
    nextText: qsTr("Back to the start")
    pageId: "apply/done"
    title: training ? qsTr("The exercise is finished") : qsTr("Your application is handed in")

    onNext: journey.leave()

    TrainingNotice {
        visible: page.training
        width: page.room
    }
    Repeater {
        // Nobody is called to an emergency that is played.
        model: page.training ? [] : page.journey.doneNotes

        Notice {
            required property string modelData

            kind: "info"
            text: modelData
            width: page.room
        }
    }
    Flow {
        spacing: Units.gapLarge
        width: page.room

        Picture {
            encoded: page.journey.qr
            height: Units.mm(60)
            width: height
            Accessible.name: qsTr("Code of your receipt")
            Accessible.role: Accessible.Graphic
        }
        Column {
            spacing: Units.gap
            width: Math.max(Units.mm(100), page.room - Units.mm(60) - Units.gapLarge)

            BodyText {
                spokenText: text
                text: qsTr("Your case number")
                width: parent.width
            }
            BodyText {
                font.bold: true
                font.pixelSize: Units.hugeText
                // In one line at every text size: it is copied by hand.
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Units.bodyText
                text: page.journey.caseNumber
                width: parent.width
                wrapMode: Text.NoWrap
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
        printedText: qsTr("Your receipt is printed. Please take it.")
        printer: page.printer
        width: page.room
    }
}
