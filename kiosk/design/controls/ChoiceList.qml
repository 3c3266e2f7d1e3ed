// One of several: `options` is a list of {value, text, hint?, enabled?}; `value` is the chosen one's. Two short
// answers stand beside each other, and many in two columns where there is room, so that none is below the fold;
// `columns` says it otherwise.
import QtQuick
import Doorstep.Design

FieldFrame {
    id: list

    property var options: []
    property var value: undefined
    readonly property bool twoShort: options.length === 2 && options[0].text.length < 12 && options[1].text.length < 12
    property int columns: twoShort || options.length > 5 && width > Units.mm(300) ? 2 : 1

    signal chosen(var value)

    Grid {
        columns: list.columns
        spacing: Units.gapSmall
        width: list.width

        Repeater {
            model: list.options

            ChoiceRow {
                required property var modelData

                checked: list.value === modelData.value
                enabled: modelData.enabled !== false
                hint: modelData.hint ?? ""
                text: modelData.text
                width: (list.width - (list.columns - 1) * Units.gapSmall) / list.columns

                onClicked: {
                    list.value = modelData.value;
                    list.chosen(modelData.value);
                }
            }
        }
    }
}
