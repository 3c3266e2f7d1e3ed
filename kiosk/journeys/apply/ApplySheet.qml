// One person's authorization sheet: print, sign, scan; or refused; or later.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: ""
    nextText: qsTr("Back to the list")
    pageId: "apply/sheet"
    spokenTitle: ""
    title: journey.signer.name ?? ""

    onNext: journey.closeSheet()

    BodyText {
        font.bold: true
        text: page.journey.signer.words ?? ""
        width: page.room
    }
    BodyText {
        spokenText: text
        text: qsTr("Print the sheet, let this person sign it or put a thumb print on it, and scan it here. It can also be brought later.")
        width: page.room
    }
    Flow {
        spacing: Units.gap
        width: page.room

        SecondaryButton {
            enabled: page.journey.canPrint && !page.journey.busy && !(page.printer && page.printer.printing)
            pictogram: "printer"
            text: qsTr("Print the sheet")

            onClicked: page.journey.printSheet()
        }
        SecondaryButton {
            enabled: page.journey.canScan && !page.journey.scanning && !page.journey.busy
            pictogram: "scanner"
            text: qsTr("Scan the signed sheet")

            onClicked: page.journey.scanSheet()
        }
        SecondaryButton {
            enabled: page.journey.canScan && !page.journey.scanning && !page.journey.busy
            pictogram: "clerk"
            text: qsTr("Scan a thumb print, the clerk is the witness")

            onClicked: page.journey.scanThumb()
        }
        SecondaryButton {
            enabled: !page.journey.busy
            pictogram: "close"
            text: qsTr("Does not agree")

            onClicked: page.journey.refuseSheet()
        }
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
    HeadingText {
        text: qsTr("What the sheet says")
        width: page.room
    }
    Repeater {
        model: page.journey.sheetText

        BodyText {
            required property string modelData

            spokenText: text
            text: modelData
            width: page.room
        }
    }
}
