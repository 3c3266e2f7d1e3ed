// Step 8: what was set up, to be taken along; signed by this station's key.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    nextText: qsTr("Finish: open the station")
    pageId: "setup/report"
    title: qsTr("The report")

    Flow {
        spacing: Units.gap
        width: page.room

        SecondaryButton {
            enabled: page.journey.paper !== "printing"
            pictogram: "printer"
            text: qsTr("Print the report")

            onClicked: page.journey.print()
        }
        SecondaryButton {
            enabled: !page.journey.busy
            pictogram: "page"
            text: qsTr("Write it to the stick")

            onClicked: page.journey.saveReport()
        }
    }
    Notice {
        kind: "done"
        text: page.journey.reportSaved ? qsTr("The report is on the stick.") : page.journey.paper === "printed" ? qsTr("The report is printed.") : qsTr("Printing …")
        visible: page.journey.reportSaved || page.journey.paper !== ""
        width: page.room
    }
    Repeater {
        model: page.journey.report

        BodyText {
            required property string modelData

            text: modelData
            width: page.room
        }
    }
    Picture {
        encoded: page.journey.reportPicture
        height: Units.mm(90)
        visible: !empty
        width: height

        Accessible.name: qsTr("The main lines of the report, signed, as a code")
        Accessible.role: Accessible.Graphic
    }
    BodyText {
        text: qsTr("Without a township there is no key that could sign this report.")
        visible: !page.journey.reportSigned
        width: page.room
    }
}
