// One notice in big text. A list of people's names is said aloud only when the person agrees.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("Back to the list")
    nextText: ""
    pageId: "notices/read"
    spokenPrivate: journey.namesPeople
    title: journey.title

    onBack: journey.back()

    SmallText {
        text: page.journey.when
        visible: text !== ""
        width: page.room
    }
    Repeater {
        model: page.journey.paragraphs

        BodyText {
            required property string modelData

            font.pixelSize: Units.headingText
            spokenText: text
            text: modelData
            width: page.room
        }
    }
    Repeater {
        model: page.journey.rows

        PublicityLine {
            required property var modelData

            amount: modelData.amount
            members: modelData.members
            name: modelData.name
            width: page.room
        }
    }
    SmallText {
        text: page.journey.source
        visible: text !== ""
        width: page.room
    }
}
