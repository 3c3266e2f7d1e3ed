// A question that helps to choose. The answers are kept nowhere.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    pageId: "apply/guide"
    title: journey.title

    onBack: journey.back()
    onNext: journey.next()

    Repeater {
        model: page.journey.fields

        FormField {
            journey: page.journey
            width: page.room
        }
    }
    SmallText {
        spokenText: text
        text: qsTr("This only helps to find the right form. It is not kept.")
        width: page.room
    }
}
