// A question about one case, in the person's own words.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: handIn(qsTr("Send"))
    pageId: "mycase/ask"
    spokenPrivate: true
    title: qsTr("What would you like to ask?")

    onBack: journey.back()
    onNext: journey.send()

    TextEntry {
        Component.onCompleted: {
            text = page.journey.words;
            takeFocus();
        }
        error: page.journey.error
        help: qsTr("A sentence is enough. If writing is hard, ask the clerk to write it for you.")
        label: qsTr("Your question about %1").arg(page.journey.letterNumber)
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
}
