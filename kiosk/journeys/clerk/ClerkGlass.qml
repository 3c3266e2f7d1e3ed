// A blank sheet on the scanner, so that dirt on its glass is found. Whatever lies there, no picture of it is kept.
import QtQuick
import Doorstep.Clerk
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    readonly property ReadinessDesk readiness: journey.readiness

    backEnabled: true
    finishText: qsTr("Sign out")
    helpText: ""
    nextEnabled: !readiness.busy
    nextPictogram: "scanner"
    nextText: qsTr("Look at the glass")
    otherText: readiness.busy ? "" : qsTr("Look at the feeder")
    pageId: "clerk/glass"
    title: qsTr("Is the scanner's glass clean?")

    onBack: journey.back()
    onNext: readiness.lookAtGlass("flatbed")
    onOther: readiness.lookAtGlass("feeder")

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
        kind: "warn"
        text: qsTr("Something else lay there, or nothing. It was not looked at and nothing of it is kept. Lay a blank white sheet there and try again.")
        title: qsTr("There was no blank sheet")
        visible: page.readiness.sheetMissing
        width: page.room
    }
    BodyText {
        text: qsTr("Glass: wipe it, lay a blank white sheet on it, close the lid and touch “Look at the glass”.")
        width: page.room
    }
    BodyText {
        text: qsTr("Feeder: put one blank white sheet in and touch “Look at the feeder”. A spot there makes a line on every page.")
        width: page.room
    }
}
