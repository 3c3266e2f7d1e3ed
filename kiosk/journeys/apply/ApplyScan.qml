// Papers through the scanner: straightened, with a verdict on each.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextEnabled: !journey.busy && !journey.scanning
    nextText: journey.papers.length > 0 ? qsTr("Next") : qsTr("Go on without papers")
    pageId: "apply/scan"
    title: qsTr("Scan your papers")

    onBack: journey.back()
    onNext: journey.next()

    BodyText {
        text: qsTr("Helpful papers: %1. None of them is a condition of handing in.").arg(page.journey.materials.join(" · "))
        width: page.room
    }
    Notice {
        kind: "info"
        spokenText: text
        text: qsTr("There is no scanner at the moment. You can bring the papers later.")
        visible: !page.journey.canScan
        width: page.room
    }
    PrimaryButton {
        enabled: page.journey.canScan && !page.journey.scanning && !page.journey.busy
        pictogram: "scanner"
        text: page.journey.papers.length > 0 ? qsTr("Scan more") : qsTr("Scan")

        onClicked: page.journey.scan()
    }
    CalmWait {
        text: qsTr("Scanning …")
        visible: page.journey.scanning
        width: page.room
    }
    Flow {
        spacing: Units.gapLarge
        width: page.room

        Repeater {
            model: page.journey.papers

            Row {
                id: sheet

                required property var modelData

                spacing: Units.gapSmall

                PageImage {
                    encoded: sheet.modelData.picture
                    height: Units.mm(105)
                    reason: sheet.modelData.good ? qsTr("Good to read") : sheet.modelData.reasons.join(" ")
                    title: sheet.modelData.caption
                    verdict: sheet.modelData.good ? "ok" : "bad"
                    width: Units.mm(75)
                }
                Column {
                    spacing: Units.gapSmall

                    SecondaryButton {
                        Accessible.name: text + " " + sheet.modelData.caption
                        enabled: page.journey.canScan && !page.journey.scanning
                        pictogram: "scanner"
                        text: qsTr("Scan again")

                        onClicked: page.journey.scanAgain(sheet.modelData.number)
                    }
                    SecondaryButton {
                        Accessible.name: text + " " + sheet.modelData.caption
                        enabled: !page.journey.scanning && !page.journey.busy
                        pictogram: "remove"
                        text: qsTr("Remove")

                        onClicked: page.journey.removePage(sheet.modelData.number)
                    }
                }
            }
        }
    }
}
