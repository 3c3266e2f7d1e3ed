// Handed in: the number that alone asks for the answer, and what the law says.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: ""
    finishText: ""
    helpText: ""
    nextText: qsTr("Back to the start")
    pageId: "complaint/sent"
    title: training ? qsTr("The exercise is finished") : qsTr("Your complaint is handed in, sealed")

    onNext: journey.leave()

    TrainingNotice {
        visible: page.training
        width: page.room
    }
    BodyText {
        spokenText: text
        text: qsTr("The number of your receipt")
        width: page.room
    }
    BodyText {
        font.bold: true
        font.pixelSize: Units.hugeText
        // In one line at every text size: it is copied by hand.
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Units.bodyText
        text: page.journey.number
        width: page.room
        wrapMode: Text.NoWrap
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
        text: qsTr("With this number alone you can see the answer here, under “I do not agree”. Please keep the paper: nobody here can look the number up for you.")
        width: page.room
    }
    Repeater {
        model: page.journey.terms

        BodyText {
            required property string modelData

            text: modelData
            width: page.room
        }
    }
    PrintNotice {
        printedText: qsTr("Your receipt is printed. Please take it.")
        printer: page.printer
        width: page.room
    }
}
