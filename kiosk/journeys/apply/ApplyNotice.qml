// A notice to read, with its answer when it asks for one.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: journey.fields.length > 0 ? qsTr("Next") : qsTr("I have read this")
    pageId: journey.pageId
    spokenPrivate: journey.sensitive
    step: journey.pageNumber
    steps: journey.pageCount
    title: journey.title

    onBack: journey.back()
    onNext: journey.next()

    NoticeText {
        paragraphs: page.journey.paragraphs
        width: page.room
    }
    Repeater {
        model: page.journey.fields

        FormField {
            journey: page.journey
            width: page.room
        }
    }
}
