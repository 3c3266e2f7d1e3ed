// The township has put this station out of use: nothing can be handed in here any more, and where to turn instead.
import QtQuick
import Doorstep.App
import Doorstep.Design

PageFrame {
    id: page

    required property Kiosk kiosk

    backText: ""
    finishText: ""
    helpText: ""
    nextText: ""
    pageId: "out-of-use"
    title: qsTr("This machine is out of use")

    Notice {
        kind: "info"
        spokenText: title + "\n" + text
        text: qsTr("Please go to %1, or call. Somebody there will help you with everything that you could do here.").arg(page.kiosk.township)
        title: qsTr("You can turn to the township")
        width: parent.width
    }
    BodyText {
        font.bold: true
        font.pixelSize: Units.hugeText
        spokenText: qsTr("Telephone: %1").arg(page.kiosk.hotline)
        text: spokenText
        width: parent.width
    }
    BodyText {
        spokenText: text
        text: qsTr("What you handed in here before is safe. Assistance does not stop because this machine is out of use.")
        width: parent.width
    }
}
