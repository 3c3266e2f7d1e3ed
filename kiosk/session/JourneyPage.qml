// A page of a journey: the frame, the fault of its controller in words, and who is here.
import QtQuick
import Doorstep.Design
import Doorstep.Session

PageFrame {
    id: page

    required property var journey
    property PrintDesk printer: null
    property Session session: null
    property Operator clerk: null
    // Room for content; that of the focus rings lies beside it.
    readonly property int room: faultNotice.parent ? faultNotice.parent.width : 0

    helpText: session && session.open && !(clerk && clerk.signedIn) ? qsTr("Ask the clerk") : ""
    finishText: session && session.open ? qsTr("Finish") : ""
    nextEnabled: !journey.busy
    backEnabled: !journey.busy

    Notice {
        id: faultNotice

        kind: "warn"
        spokenText: title + "\n" + text
        text: page.journey.faultHelp
        title: page.journey.fault
        visible: page.journey.fault !== ""
        width: page.room
    }
}
