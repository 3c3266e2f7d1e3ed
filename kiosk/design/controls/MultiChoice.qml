// Any of several: `options` is a list of {value, text, hint?, enabled?}; `values` lists the chosen ones' values.
import QtQuick
import Doorstep.Design

FieldFrame {
    id: list

    property var options: []
    property var values: []
    property int columns: 1

    signal edited(var values)

    Grid {
        columns: list.columns
        spacing: Units.gapSmall
        width: list.width

        Repeater {
            model: list.options

            CheckRow {
                required property var modelData

                checked: list.values.indexOf(modelData.value) >= 0
                enabled: modelData.enabled !== false
                hint: modelData.hint ?? ""
                text: modelData.text
                width: (list.width - (list.columns - 1) * Units.gapSmall) / list.columns

                onClicked: {
                    list.values = list.values.indexOf(modelData.value) >= 0 ? list.values.filter(v => v !== modelData.value) : list.values.concat([modelData.value]);
                    list.edited(list.values);
                }
            }
        }
    }
}
