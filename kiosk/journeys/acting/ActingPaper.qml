// The entrustment: print, sign, scan; or bring it later.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextEnabled: !journey.busy && !journey.scanning
    nextText: journey.sheetHere ? qsTr("Next") : qsTr("Bring it later")
    pageId: "acting/paper"
    title: qsTr("The signed entrustment")

    onBack: journey.back()
    onNext: journey.next()

    Notice {
        kind: page.journey.sheetHere ? "done" : "info"
        spokenText: text
        text: page.journey.sheetHere ? qsTr("The signed entrustment is scanned.") : qsTr("Print it, let the person you come for sign it or put a thumb print on it, and scan it here. You can go on without it and bring it later.")
        width: page.room
    }
    Flow {
        spacing: Units.gap
        width: page.room

        SecondaryButton {
            enabled: page.journey.canPrint && !(page.printer && page.printer.printing)
            pictogram: "printer"
            text: qsTr("Print the entrustment")

            onClicked: page.journey.printSheet()
        }
        SecondaryButton {
            enabled: page.journey.canScan && !page.journey.scanning
            pictogram: "scanner"
            text: qsTr("Scan the signed entrustment")

            onClicked: page.journey.scanSheet()
        }
    }
    CheckRow {
        checked: page.journey.thumb
        enabled: !page.journey.sheetHere
        hint: qsTr("The witness signs on the paper as well")
        text: qsTr("It carries a thumb print instead of a signature")
        width: page.room

        onClicked: page.journey.setThumb(!page.journey.thumb)
    }
    CalmWait {
        text: qsTr("Scanning …")
        visible: page.journey.scanning
        width: page.room
    }
    PrintNotice {
        printer: page.printer
        width: page.room
    }
    Repeater {
        model: page.journey.paragraphs

        BodyText {
            required property string modelData

            spokenText: text
            text: modelData
            width: page.room
        }
    }
}
