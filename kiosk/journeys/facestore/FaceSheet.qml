// Print, sign, scan.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("Cancel")
    nextText: ""
    pageId: "facestore/sheet"
    title: qsTr("Print, sign, scan")

    onBack: journey.leave()

    BodyText {
        spokenText: text
        text: qsTr("1. Print the sheet. 2. The person signs it or puts a thumb print on it. 3. Scan the signed sheet.")
        width: page.room
    }
    Flow {
        spacing: Units.gap
        width: page.room

        PrimaryButton {
            enabled: !(page.printer && page.printer.printing)
            pictogram: "printer"
            text: qsTr("Print the sheet")

            onClicked: page.journey.printSheet()
        }
        PrimaryButton {
            enabled: !page.journey.scanning
            pictogram: "scanner"
            text: qsTr("Scan the signed sheet")

            onClicked: page.journey.scanSheet()
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
}
