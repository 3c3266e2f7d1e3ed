// What everybody may read here, under its headings.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("Back to the start")
    nextText: ""
    pageId: "notices/list"
    title: qsTr("Notices")

    onBack: journey.leave()

    Notice {
        kind: "info"
        spokenText: text
        text: qsTr("What you were reading stands here no longer.")
        visible: page.journey.gone
        width: page.room
    }
    Repeater {
        model: page.journey.sections

        Column {
            id: section

            required property var modelData

            spacing: Units.gapSmall
            width: page.room

            HeadingText {
                spokenText: text
                text: section.modelData.heading
                width: parent.width
            }
            BodyText {
                spokenText: text
                text: section.modelData.empty
                visible: section.modelData.entries.length === 0
                width: parent.width
            }
            Repeater {
                model: section.modelData.entries

                SecondaryButton {
                    required property var modelData

                    pictogram: "page"
                    text: modelData.title
                    width: section.width

                    onClicked: page.journey.open(modelData.id)
                }
            }
        }
    }
}
