// The outbox by day: a full bar is confirmed by the township, a hollow one on top of it is still here. Numbers stand
// over each bar; who cannot see it hears the same as sentences.
import QtQuick
import Doorstep.Design

Column {
    id: chart

    // {label, sent, waiting}, oldest first
    property var days: []
    property int most: 0
    property string text: ""

    readonly property int barRoom: Units.mm(34)

    function part(count) {
        return most > 0 ? barRoom * count / most : 0;
    }

    spacing: Units.gapSmall

    Flow {
        spacing: Units.gap
        width: parent.width

        Repeater {
            model: [
                {
                    words: qsTr("Confirmed by the township"),
                    hollow: false
                },
                {
                    words: qsTr("Waiting here"),
                    hollow: true
                }
            ]

            Row {
                id: entry

                required property var modelData

                spacing: Units.gapSmall

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    border.color: Colours.primary
                    border.width: Units.line * 2
                    color: entry.modelData.hollow ? Colours.surface : Colours.primary
                    height: Units.mm(6)
                    width: Units.mm(6)
                }
                SmallText {
                    text: entry.modelData.words
                    width: Math.min(implicitWidth, chart.width - Units.mm(6) - Units.gapSmall)
                }
            }
        }
    }
    Row {
        id: bars

        width: parent.width

        Accessible.name: chart.text
        Accessible.role: Accessible.Chart

        Repeater {
            model: chart.days

            Item {
                id: day

                required property int index
                required property var modelData
                // Every other day is named where the names would touch.
                readonly property bool named: (chart.days.length - 1 - index) % Math.ceil(label.implicitWidth * 1.15 / width) === 0

                height: chart.barRoom + label.height + count.height + Units.gapSmall
                width: bars.width / Math.max(1, chart.days.length)

                SmallText {
                    id: count

                    anchors.bottom: waiting.top
                    anchors.horizontalCenter: parent.horizontalCenter
                    color: Colours.ink
                    text: day.modelData.sent + day.modelData.waiting > 0 ? day.modelData.sent + day.modelData.waiting : ""
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                Rectangle {
                    id: waiting

                    anchors.bottom: sent.top
                    anchors.horizontalCenter: parent.horizontalCenter
                    border.color: Colours.primary
                    border.width: Units.line * 2
                    color: Colours.surface
                    height: chart.part(day.modelData.waiting)
                    visible: height > 0
                    width: parent.width * 0.6
                }
                Rectangle {
                    id: sent

                    anchors.bottom: ground.top
                    anchors.horizontalCenter: parent.horizontalCenter
                    color: Colours.primary
                    height: chart.part(day.modelData.sent)
                    width: parent.width * 0.6
                }
                Rectangle {
                    id: ground

                    anchors.bottom: label.top
                    color: Colours.edge
                    height: Units.line
                    width: parent.width
                }
                SmallText {
                    id: label

                    anchors.bottom: parent.bottom
                    text: day.modelData.label
                    visible: day.named
                    wrapMode: Text.NoWrap
                    x: Math.max(-day.x, Math.min((parent.width - width) / 2, bars.width - day.x - width))
                    Accessible.ignored: true
                }
            }
        }
    }
}
