// One tile a scheme: the need in plain words, beneath it one line more and the legal name.
import QtQuick
import Doorstep.Design

Flow {
    id: tiles

    required property var schemes
    // A tile more, for whoever is not sure.
    property string more: ""
    property string moreHint: ""
    readonly property int across: width > Units.mm(300) ? 3 : 1
    // All alike.
    readonly property real tall: Array.from(children).reduce((most, one) => Math.max(most, one.implicitHeight), 0)
    readonly property real tileWidth: (width - (across - 1) * Units.gap) / across

    signal chosen(string scheme)
    signal moreAsked

    spacing: Units.gap

    Repeater {
        model: tiles.schemes

        Tile {
            required property var modelData

            beside: true
            height: tiles.tall
            hint: modelData.hint === "" ? modelData.name : modelData.hint + "\n" + modelData.name
            pictogram: modelData.pictogram
            title: modelData.title
            width: tiles.tileWidth

            onClicked: tiles.chosen(modelData.id)
        }
    }
    Tile {
        beside: true
        height: tiles.tall
        hint: tiles.moreHint
        pictogram: "help"
        title: tiles.more
        visible: tiles.more !== ""
        width: tiles.tileWidth

        onClicked: tiles.moreAsked()
    }
}
