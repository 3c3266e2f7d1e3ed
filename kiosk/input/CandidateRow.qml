// What the letters may mean: the pinyin so far, then the candidates, readable from 60 cm.
import QtQuick
import Doorstep.Design
import Doorstep.Input

Item {
    id: strip

    readonly property int shownCandidates: KeyboardInput.candidates.length

    height: Units.target

    BodyText {
        id: composition

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        color: shownText ? Colours.ink : Colours.inkSoft
        // Two lines of letters stay in the row at every text size; the hint has the row to itself.
        font.pixelSize: shownText ? Math.min(Units.smallText, Units.mm(6.5)) : Units.smallText
        lineHeight: 1
        readonly property bool shownText: KeyboardInput.composition !== ""
        text: shownText ? KeyboardInput.composition : qsTr("Type pinyin")
        width: shownText || strip.shownCandidates > 0 ? Units.mm(38) : parent.width
        wrapMode: Text.WrapAnywhere
        maximumLineCount: 2
        elide: Text.ElideRight
    }
    Row {
        anchors.left: composition.right
        anchors.leftMargin: Units.gapSmall
        spacing: Units.mm(1.2)

        Repeater {
            model: KeyboardInput.candidates

            CandidateKey {
                width: Math.max(Units.target, (strip.width - composition.width - Units.target * 2 - Units.gap * 2) / 6 - Units.mm(1.2))
            }
        }
    }
    Row {
        anchors.right: parent.right
        spacing: Units.mm(1.2)
        visible: strip.shownCandidates > 0

        TurnKey {}
        TurnKey {
            forward: true
        }
    }
}
