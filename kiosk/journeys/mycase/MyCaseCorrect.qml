// Something in the application is wrong or missing: in the person's own words, and papers if there are any.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: handIn(qsTr("Send"))
    pageId: "mycase/correct"
    spokenPrivate: true
    title: qsTr("What is wrong or missing?")

    onBack: journey.back()
    onNext: journey.send()

    TextEntry {
        Component.onCompleted: {
            text = page.journey.words;
            takeFocus();
        }
        error: page.journey.error
        help: qsTr("What was handed in stays as it was; this is added to it. If writing is hard, ask the clerk to write it for you.")
        label: qsTr("What should be different in %1").arg(page.journey.letterNumber)
        maximumLength: page.journey.longestWords
        width: page.room

        onAccepted: page.journey.send()
        onEdited: text => page.journey.write(text)
    }
    // The line above shows only its end once it is long.
    BodyText {
        text: page.journey.words
        visible: text !== ""
        width: page.room
    }
    SecondaryButton {
        pictogram: "scanner"
        text: page.journey.papers.length > 0 ? qsTr("Look at the papers (%1)").arg(page.journey.papers.length) : qsTr("Add papers")

        onClicked: page.journey.addPapers()
    }
}
