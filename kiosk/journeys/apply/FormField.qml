// One field of the form as the control of its kind.
import QtQuick
import Doorstep.Design

Loader {
    id: field

    required property var modelData
    required property var journey

    sourceComponent: modelData.kind === "choice" ? choice : modelData.kind === "money" ? money : modelData.kind === "date" ? date : line

    Component {
        id: choice

        ChoiceList {
            error: field.modelData.error
            help: field.modelData.help
            label: field.modelData.label
            labelShown: field.modelData.label !== field.journey.title
            options: field.modelData.options
            value: field.modelData.value
            width: field.width

            onChosen: value => field.journey.enter(field.modelData.id, value)
        }
    }
    Component {
        id: money

        MoneyEntry {
            error: field.modelData.error
            fen: Entries.fen(field.modelData.value)
            help: field.modelData.help
            label: field.modelData.label
            labelShown: field.modelData.label !== field.journey.title
            width: field.width

            onEdited: fen => field.journey.enter(field.modelData.id, Entries.yuan(fen))
        }
    }
    Component {
        id: date

        DateEntry {
            error: field.modelData.error
            help: field.modelData.help
            label: field.modelData.label
            labelShown: field.modelData.label !== field.journey.title
            value: field.modelData.value
            width: field.width

            onEdited: value => field.journey.enter(field.modelData.id, value)
        }
    }
    Component {
        id: line

        TextEntry {
            error: field.modelData.error
            help: field.modelData.help
            kind: field.modelData.kind === "digits" ? "digits" : field.modelData.kind === "id-number" ? "idNumber" : "text"
            label: field.modelData.label
            labelShown: field.modelData.label !== field.journey.title
            maximumLength: field.modelData.longest
            text: field.modelData.value
            width: field.width

            onAccepted: field.journey.next()
            onEdited: text => field.journey.enter(field.modelData.id, text)
        }
    }
}
