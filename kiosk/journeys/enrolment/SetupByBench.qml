// A bench does the steps by its line: which one it is at, and that nothing is to be touched.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: ""
    finishText: ""
    helpText: ""
    nextText: ""
    pageId: "setup/bench"
    step: journey.number
    steps: journey.count
    title: qsTr("A bench sets this station up")

    BodyText {
        text: qsTr("Nothing is to be touched here. The stick may be pulled and go to the next machine. When all is done, the first page comes by itself.")
        width: page.room
    }
    CalmWait {
        text: page.journey.name
        width: page.room
    }
}
