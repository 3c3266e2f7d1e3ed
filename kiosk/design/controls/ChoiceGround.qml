// The ground of a row of a choice: tint and edge show that it is chosen, the ring that it has the focus.
import QtQuick
import QtQuick.Templates as T
import Doorstep.Design

Rectangle {
    id: ground

    required property T.AbstractButton row

    border.color: !row.enabled ? Colours.onOff : row.checked ? Colours.primary : Colours.edge
    border.width: Units.line * (row.checked ? 2.5 : 1)
    color: !row.enabled ? Colours.off : row.down ? Colours.surfacePressed : row.checked ? Colours.primaryTint : Colours.surface
    radius: Units.radius

    FocusRing {
        shown: ground.row.visualFocus
    }
}
