// Pages that go with a letter: scan, look, remove.
import QtQuick
import Doorstep.Design
import Doorstep.Session

Column {
    id: desk

    // Has papers, scanning, canScan, busy; scan(), removePage().
    required property var journey

    spacing: Units.gap

    Notice {
        kind: "info"
        spokenText: text
        text: qsTr("There is no scanner at the moment. Your words alone are enough.")
        visible: !desk.journey.canScan
        width: desk.width
    }
    SecondaryButton {
        enabled: desk.journey.canScan && !desk.journey.scanning && !desk.journey.busy
        pictogram: "scanner"
        text: desk.journey.papers.length > 0 ? qsTr("Scan more") : qsTr("Scan")

        onClicked: desk.journey.scan()
    }
    CalmWait {
        text: qsTr("Scanning …")
        visible: desk.journey.scanning
        width: desk.width
    }
    Flow {
        spacing: Units.gapLarge
        width: desk.width

        Repeater {
            model: desk.journey.papers

            Column {
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
                SecondaryButton {
                    Accessible.name: text + " " + sheet.modelData.caption
                    enabled: !desk.journey.scanning && !desk.journey.busy
                    pictogram: "remove"
                    text: qsTr("Remove")

                    onClicked: desk.journey.removePage(sheet.modelData.number)
                }
            }
        }
    }
}
