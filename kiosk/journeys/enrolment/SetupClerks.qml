// Step 6: who works here.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    nextEnabled: journey.accounts.length > 0 && !journey.busy
    pageId: "setup/clerks"
    title: qsTr("The clerks")

    BodyText {
        text: qsTr("Accounts come from the township, signed. Each clerk sets a PIN here once, with the one-time code on the township's paper.")
        width: page.room
    }
    Notice {
        kind: "info"
        text: page.journey.lineUp ? qsTr("No account came yet. Ask the township whether it made one (“clerk add”).") : qsTr("There is no line to the township, so no account can come. Go back to the township's digits or the network, or leave this out.")
        visible: page.journey.accounts.length === 0
        width: page.room
    }
    Repeater {
        model: page.journey.accounts

        Notice {
            required property var modelData

            kind: modelData.needsPin ? "info" : "done"
            text: modelData.needsPin ? qsTr("No PIN yet") : qsTr("Has a PIN")
            title: modelData.name
            width: page.room
        }
    }
    SecondaryButton {
        pictogram: "clerk"
        text: qsTr("A clerk sets the PIN")
        visible: page.journey.accounts.length > 0

        onClicked: page.journey.openClerk()
    }
}
