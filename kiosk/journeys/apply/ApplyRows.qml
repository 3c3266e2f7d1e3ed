// The rows of a group, people or amounts: add, change, remove, go on.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextEnabled: !journey.busy && journey.enoughRows
    pageId: journey.pageId
    spokenPrivate: journey.sensitive
    step: journey.pageNumber
    steps: journey.pageCount
    title: journey.title

    onBack: journey.back()
    onNext: journey.next()

    BodyText {
        spokenText: text
        text: page.journey.help
        visible: text !== ""
        width: page.room
    }
    Repeater {
        model: page.journey.rows

        Flow {
            id: row

            required property var modelData

            spacing: Units.gapSmall
            width: page.room

            BodyText {
                font.bold: true
                height: Units.target
                text: row.modelData.line
                verticalAlignment: Text.AlignVCenter
                width: Math.max(Units.mm(60), page.room - change.width - remove.width - Units.gapSmall * 2)
            }
            SecondaryButton {
                id: change

                Accessible.name: text + " " + row.modelData.line
                pictogram: "edit"
                text: qsTr("Change")

                onClicked: page.journey.openRow(row.modelData.row)
            }
            SecondaryButton {
                id: remove

                Accessible.name: text + " " + row.modelData.line
                pictogram: "remove"
                text: qsTr("Remove")

                onClicked: page.journey.removeRow(row.modelData.row)
            }
        }
    }
    SecondaryButton {
        enabled: !page.journey.busy
        pictogram: "add"
        text: page.journey.addText !== "" ? page.journey.addText : qsTr("Add a person")
        visible: page.journey.moreRows

        onClicked: page.journey.addRow()
    }
}
