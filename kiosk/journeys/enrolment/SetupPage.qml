// A page of setting the station up: which step of how many, and what may be left out.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    // False on pages within a step, and where a step is never left out.
    property bool mayLeaveOut: journey.leftOut !== ""

    finishText: ""
    nextEnabled: !journey.busy
    helpText: mayLeaveOut ? qsTr("Leave this step out") : ""
    step: journey.number
    steps: journey.count

    onBack: journey.back()
    onNext: journey.next()
    onHelpAsked: if (mayLeaveOut) {
        journey.leaveOut();
    }

    Notice {
        kind: "warn"
        spokenText: title + "\n" + text
        text: page.journey.troubleHelp
        title: page.journey.trouble
        visible: page.journey.trouble !== ""
        width: page.room
    }
}
