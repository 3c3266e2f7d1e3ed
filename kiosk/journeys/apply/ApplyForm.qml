// One thing a page: the fields of the scheme's page.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

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
        model: page.journey.fields

        FormField {
            journey: page.journey
            width: page.room
        }
    }
}
