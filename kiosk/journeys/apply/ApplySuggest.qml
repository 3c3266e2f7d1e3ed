// What the guide's answers point to; everything else stays one touch away.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    readonly property bool none: journey.suggestions.length === 0

    nextText: ""
    pageId: "apply/suggest"
    spokenPrivate: true  // what is shown follows from the answers
    title: none ? qsTr("Please ask the clerk") : qsTr("This may fit you")

    onBack: journey.back()

    BodyText {
        text: page.none ? qsTr("Your answers point to no form here. A clerk finds out with you what there is.") : qsTr("It is only a suggestion. The township decides, whatever you choose.")
        width: page.room
    }
    SchemeTiles {
        schemes: page.journey.suggestions
        width: page.room

        onChosen: scheme => page.journey.choose(scheme)
    }
    SecondaryButton {
        pictogram: "help"
        text: qsTr("Show everything there is")

        onClicked: page.journey.showAll()
    }
}
