// Step 7: is what comes out of the printer readable?
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    readonly property bool printed: journey.paper === "printed"

    nextEnabled: !journey.busy && journey.paper !== "printing"
    nextText: printed ? qsTr("It is readable") : qsTr("Print a sheet")
    pageId: "setup/print"
    title: qsTr("A sheet to try the printer")

    BodyText {
        text: page.printed ? qsTr("Take the sheet. Is it whole, black, and not askew?") : qsTr("One sheet with what was set up so far is printed.")
        width: page.room
    }
    CalmWait {
        text: qsTr("Printing …")
        visible: page.journey.paper === "printing"
        width: page.room
    }
    SecondaryButton {
        pictogram: "printer"
        text: qsTr("Print once more")
        visible: page.printed

        onClicked: page.journey.print()
    }
}
