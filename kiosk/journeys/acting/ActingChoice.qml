// One of a few answers about who comes for whom.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    required property string label

    onBack: journey.back()
    onNext: journey.next()

    ChoiceList {
        error: page.journey.error
        label: page.label
        options: page.journey.choices
        value: page.journey.chosen
        width: page.room

        onChosen: value => page.journey.choose(value)
    }
}
