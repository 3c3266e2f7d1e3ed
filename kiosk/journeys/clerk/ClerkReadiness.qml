// Is the station ready? What wants something done first, then what nobody knows, then the rest.
import QtQuick
import Doorstep.Clerk
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    readonly property ReadinessDesk readiness: journey.readiness
    readonly property bool wide: room > Units.mm(300)

    function rowsOf(states) {
        return readiness.rows.filter(row => states.indexOf(row.state) >= 0);
    }

    finishText: qsTr("Sign out")
    helpText: ""
    nextEnabled: !readiness.busy
    nextPictogram: ""
    nextText: qsTr("Test now")
    otherPictogram: "printer"
    otherText: readiness.known && !readiness.busy ? qsTr("Print this page") : ""
    pageId: "clerk/readiness"
    title: qsTr("Is the station ready?")

    onBack: journey.back()
    onNext: readiness.test()
    onOther: readiness.print()

    CalmWait {
        text: page.readiness.progress
        visible: page.readiness.busy
        width: page.room
    }
    Notice {
        kind: "warn"
        text: page.readiness.faultHelp
        title: page.readiness.fault
        visible: page.readiness.fault !== ""
        width: page.room
    }
    Notice {
        kind: "done"
        text: page.readiness.sheet === "printed" ? qsTr("The page is printed.") : qsTr("Printing …")
        visible: page.readiness.sheet !== "" && page.readiness.fault === ""
        width: page.room
    }
    Notice {
        text: qsTr("Touch “Test now”: every device is asked, the camera opens for a moment, no picture is kept. When nobody is here the machine also tests itself, after the start and once a day.")
        title: qsTr("Nothing was tested yet")
        visible: page.readiness.loaded && !page.readiness.known && !page.readiness.busy
        width: page.room
    }
    HeadingText {
        text: page.readiness.summary
        visible: text !== ""
        width: page.room
    }
    SmallText {
        text: qsTr("Tested %1").arg(page.readiness.tested)
        visible: page.readiness.known
        width: page.room
    }
    Repeater {
        model: page.rowsOf(["call", "look"])

        ReadinessRow {
            required property var modelData

            row: modelData
            width: page.room
        }
    }
    Repeater {
        model: page.readiness.glasses

        GlassLine {
            required property var modelData

            glass: modelData
            visible: modelData.marks.length > 0
            width: page.room
        }
    }
    SecondaryButton {
        enabled: !page.readiness.busy
        pictogram: "scanner"
        text: qsTr("Look at the glass")

        onClicked: page.journey.openGlass()
    }
    Flow {
        spacing: Units.gapLarge
        width: page.room

        Repeater {
            model: page.rowsOf(["unknown", "told", "good"])

            ReadinessRow {
                required property var modelData

                row: modelData
                width: page.wide ? (page.room - Units.gapLarge) / 2 : page.room
            }
        }
    }
}
