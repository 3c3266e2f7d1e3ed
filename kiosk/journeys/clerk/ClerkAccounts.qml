// Who signs in.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    finishText: ""
    helpText: ""
    nextText: ""
    pageId: "clerk/accounts"
    title: qsTr("Clerk: choose your account")

    onBack: journey.back()

    Notice {
        kind: "info"
        text: qsTr("The township has not yet sent any account to this station.")
        visible: page.journey.accounts.length === 0
        width: page.room
    }
    Repeater {
        model: page.journey.accounts

        SecondaryButton {
            required property var modelData

            pictogram: "person"
            spokenText: ""
            text: modelData.text
            width: page.room

            onClicked: page.journey.choose(modelData.value)
        }
    }
}
