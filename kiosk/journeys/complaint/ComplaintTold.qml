// What became of a complaint, as often as whoever has its receipt wants to know.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: qsTr("Back to the start")
    pageId: "complaint/told"
    spokenPrivate: true
    title: qsTr("The answer to your complaint")

    onBack: journey.back()
    onNext: journey.leave()

    Notice {
        kind: "info"
        text: page.journey.told
        visible: text !== ""
        width: page.room
    }
    Repeater {
        model: page.journey.answers

        Column {
            id: answer

            required property int index
            required property var modelData

            spacing: Units.gapSmall
            width: page.room

            SmallText {
                text: qsTr("The township answers · %1").arg(answer.modelData.when)
                width: parent.width
            }
            BodyText {
                text: answer.modelData.text
                width: parent.width
            }
            SecondaryButton {
                pictogram: "printer"
                text: qsTr("Print this answer")

                onClicked: page.journey.printAnswer(answer.index)
            }
        }
    }
    PrintNotice {
        printer: page.printer
        width: page.room
    }
}
