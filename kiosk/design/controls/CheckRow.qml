// Yes or no, or any of several: the whole row is the target. A check box of the templates.
import QtQuick
import QtQuick.Templates as T
import Doorstep.Design

T.CheckBox {
    id: choice

    property string hint: ""
    readonly property string spokenText: enabled ? text + "\n" + hint : ""

    // Qt 6.4 calls it a check box only while it is checkable; the page's binding of `checked` has the last word.
    autoExclusive: false
    checkable: true
    focusPolicy: Qt.TabFocus
    implicitHeight: Math.max(Units.target, look.implicitHeight + Units.gap)
    implicitWidth: Units.mm(100)

    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.description: hint
    Accessible.name: text
    Accessible.role: Accessible.CheckBox
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
        sign: "check"
    }
}
