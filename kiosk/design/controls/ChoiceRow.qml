// One of several: the whole row is the target; a sign and the tint show that it is chosen. A radio button of the
// templates, because Qt 6.4 tells screen readers "push button" for every plain AbstractButton whatever its role.
import QtQuick
import QtQuick.Templates as T
import Doorstep.Design

T.RadioButton {
    id: choice

    property string hint: ""
    readonly property string spokenText: enabled ? text + "\n" + hint : ""

    // `checked` is the page's to say: a touch only tells.
    autoExclusive: false
    checkable: false
    focusPolicy: Qt.TabFocus
    implicitHeight: Math.max(Units.target, look.implicitHeight + Units.gap)
    implicitWidth: Units.mm(100)

    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.description: hint
    Accessible.name: text
    Accessible.role: Accessible.RadioButton
    Accessible.onPressAction: if (choice.enabled) {
        choice.clicked();
    }
    Keys.onEnterPressed: choice.clicked()
    Keys.onReturnPressed: choice.clicked()

    background: ChoiceGround {
        row: choice
    }
    contentItem: ChoiceLook {
        id: look

        hint: choice.hint
        row: choice
        sign: "radio"
    }
}
