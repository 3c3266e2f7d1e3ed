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
    // A clerk practises: the last step of every journey says that nothing is sent.
    readonly property bool training: session !== null && session.training
    // Room for content; that of the focus rings lies beside it.
    readonly property int room: faultNotice.parent ? faultNotice.parent.width : 0

    // The words of a button that hands something in.
    function handIn(words) {
        return training ? qsTr("Finish the exercise") : words;
    }

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
