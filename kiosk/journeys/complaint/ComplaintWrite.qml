// What happened, in the person's own words or on a paper that is scanned.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: handIn(qsTr("Send sealed"))
    pageId: "complaint/write"
    spokenPrivate: true
    title: qsTr("What happened?")

    onBack: journey.back()
    onNext: journey.send()

    TextEntry {
        Component.onCompleted: {
            text = page.journey.words;
            takeFocus();
        }
        error: page.journey.error
        help: qsTr("What, when, where. A letter that you have brought can be scanned instead.")
        label: qsTr("Your words")
        maximumLength: page.journey.longestWords
        width: page.room

        onEdited: text => page.journey.write(text)
    }
    // The line above shows only its end once it is long.
    BodyText {
        text: page.journey.words
        visible: text !== ""
        width: page.room
    }
    TextEntry {
        Component.onCompleted: text = page.journey.caseNumber
        error: page.journey.caseError
        help: qsTr("It stands on your receipt. If you do not have it, leave this empty.")
        kind: "digits"
        label: qsTr("Case number of the decision (need not be said)")
        maximumLength: 20
        visible: page.journey.about === "decision"
        width: page.room

        onEdited: text => page.journey.writeCase(text)
    }
    SecondaryButton {
        pictogram: "scanner"
        text: page.journey.papers.length > 0 ? qsTr("Look at the papers (%1)").arg(page.journey.papers.length) : qsTr("Add papers")

        onClicked: page.journey.addPapers()
    }
    Repeater {
        model: page.journey.terms

        SmallText {
            required property string modelData

            text: modelData
            width: page.room
        }
    }
}
