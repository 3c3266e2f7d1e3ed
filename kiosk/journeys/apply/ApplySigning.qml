// Who else must sign: one line a person; handing in never waits for them.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    pageId: "apply/signing"
    title: qsTr("Who else must sign")

    onBack: journey.back()
    onNext: journey.next()

    BodyText {
        spokenText: text
        text: qsTr("Each of these people decides for themselves whether their economic situation may be checked. They sign on paper, today or later. You can hand in without waiting for them.")
        width: page.room
    }
    Repeater {
        model: page.journey.signers

        Flow {
            id: row

            required property var modelData

            spacing: Units.gapSmall
            width: page.room

            BodyText {
                height: Units.target
                text: row.modelData.name + " · " + row.modelData.words
                verticalAlignment: Text.AlignVCenter
                width: Math.max(Units.mm(60), page.room - open.width - Units.gapSmall)
            }
            SecondaryButton {
                id: open

                Accessible.name: text + " " + row.modelData.name
                pictogram: "edit"
                text: qsTr("Print or sign")

                onClicked: page.journey.openSheet(row.modelData.index)
            }
        }
    }
}
