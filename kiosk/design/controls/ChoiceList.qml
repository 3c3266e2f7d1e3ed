// One of several: `options` is a list of {value, text, hint?, enabled?}; `value` is the chosen one's. `columns` puts
// short answers beside each other.
import QtQuick
import Doorstep.Design

FieldFrame {
    id: list

    property var options: []
    property var value: undefined
    property int columns: 1

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
