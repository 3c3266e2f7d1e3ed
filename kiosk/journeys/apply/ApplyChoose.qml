// What do you need help with? One tile a scheme, and a way for who is not sure.
import QtQuick
import Doorstep.Session

JourneyPage {
    id: page

    nextText: ""
    pageId: "apply/choose"
    title: qsTr("What do you need help with?")

    onBack: journey.back()

    SchemeTiles {
        more: page.journey.hasGuide ? qsTr("Not sure, help me choose") : ""
        moreHint: qsTr("A few short questions")
        schemes: page.journey.schemes
        width: page.room

        onChosen: scheme => page.journey.choose(scheme)
        onMoreAsked: page.journey.notSure()
    }
}
