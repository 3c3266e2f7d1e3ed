// The frame of every page: title and progress above, content that scrolls by big buttons when it does not fit, below
// the way back, help, finish and the next step, under it a slot for the status line. An empty text hides its button.
import QtQuick
import Doorstep.Design

FocusScope {
    id: frame

    property string pageId: ""
    property string title: ""
    property int step: 0
    property int steps: 0
    property string backText: qsTr("Back")
    property string nextText: qsTr("Next")
    property string helpText: qsTr("Ask the clerk")
    property string finishText: qsTr("Finish")
    // A second answer of the same rank as the next step: both stand in the bar and never below the fold.
    property string otherText: ""
    property string otherPictogram: ""
    // What is said aloud for the title: another text where it holds something of a person. A page about something
    // private is said only when the person agrees.
    property string spokenTitle: title
    property bool spokenPrivate: false
    property bool backEnabled: true
    property bool nextEnabled: true
    property string nextPictogram: "next"
    property bool nextDangerous: false
    default property alias content: column.data
    property alias header: headerSlot.data
    property alias status: statusSlot.data
    // Content that fills the page itself (camera, scan) and never scrolls.
    property alias filling: fillSlot.data
    readonly property bool fills: fillSlot.children.length > 0

    signal back
    signal next
    signal other
    signal helpAsked
    signal finishAsked

    // Scrolls so that the item is seen whole.
    function bringIntoView(item) {
        const place = item.mapToItem(column, 0, 0);
        const wanted = Math.max(0, place.y - Units.gapSmall);
        const end = Math.min(place.y + item.height + Units.gap, column.height);
        if (place.y < flick.contentY) {
            flick.contentY = wanted;
        } else if (end > flick.contentY + flick.height) {
            flick.contentY = Math.max(0, Math.min(wanted, end - flick.height));
        }
    }
    function focusIntoView() {
        let shown = frame.Window.activeFocusItem;
        for (let up = shown; up; up = up.parent) {
            if (up === column) {
                bringIntoView(shown);
                return;
            }
            // A field with its label and error, where there is room for all of it.
            if (up.label !== undefined && up.height + Units.gapLarge < flick.height) {
                shown = up;
            }
        }
    }

    // By most of what is seen, so that a line or two stay to go on from.
    function scrollBy(pages) {
        const end = Math.max(0, flick.contentHeight - flick.height);
        flick.contentY = Math.max(0, Math.min(end, flick.contentY + flick.height * 0.8 * pages));
    }

    focus: true
    objectName: pageId

    Keys.onEscapePressed: event => {
        event.accepted = backText !== "" && backEnabled;
        if (event.accepted) {
            back();
        }
    }
    Keys.onPressed: event => {
        if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown) {
            scrollBy(event.key === Qt.Key_PageUp ? -1 : 1);
            event.accepted = true;
        }
    }
    Window.onActiveFocusItemChanged: {
        focusIntoView();
        lost.restart();
    }
    onHeightChanged: Qt.callLater(focusIntoView)

    // What had the focus is gone for good, not only off for a moment: begin the page again.
    Timer {
        id: lost

        interval: Units.waitShownAfter

        onTriggered: if (frame.Window.activeFocusItem === frame) {
            titleText.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
    Rectangle {
        anchors.fill: parent
        color: Colours.page
    }
    Item {
        id: top

        anchors.left: parent.left
        anchors.margins: Units.gapLarge
        anchors.right: parent.right
        height: Math.max(Units.target, titleText.height)
        y: Units.gap

        BodyText {
            id: titleText

            anchors.left: parent.left
            anchors.right: progress.left
            anchors.rightMargin: Units.gap
            anchors.verticalCenter: parent.verticalCenter
            // A page begins at its title, so that keys begin at its top and no held key presses anything of it.
            focus: true
            font.bold: true
            font.pixelSize: Units.titleText
            lineHeight: 1.15
            spokenText: frame.spokenTitle
            text: frame.title
            Accessible.focusable: true
            Accessible.focused: activeFocus
            Accessible.role: Accessible.Heading

            FocusRing {
                shown: titleText.activeFocus && KeyFocus.shown
            }
        }
        BodyText {
            id: progress

            anchors.right: headerSlot.left
            anchors.rightMargin: headerSlot.width > 0 ? Units.gap : 0
            anchors.verticalCenter: parent.verticalCenter
            color: Colours.inkSoft
            spokenText: Accessible.name
            text: frame.steps > 0 ? qsTr("%1 / %2").arg(frame.step).arg(frame.steps) : ""
            visible: text !== ""
            wrapMode: Text.NoWrap
            Accessible.name: qsTr("Step %1 of %2").arg(frame.step).arg(frame.steps)
        }
        Row {
            id: headerSlot

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Units.gapSmall
        }
    }
    Flickable {
        id: flick

        readonly property bool scrolls: contentHeight > height + 1

        anchors.bottom: bottom.top
        anchors.bottomMargin: Units.gapSmall
        // Its column stands in from here by the room of the focus rings: in line with title and buttons.
        anchors.left: parent.left
        anchors.leftMargin: Units.gapLarge - Units.gapSmall
        anchors.right: scroller.visible ? scroller.left : parent.right
        anchors.rightMargin: scroller.visible ? Units.gap : Units.gapLarge - Units.gapSmall
        anchors.top: top.bottom
        anchors.topMargin: Units.gapSmall
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.height
        visible: !frame.fills

        Column {
            id: column

            // Room at all sides for the focus rings.
            bottomPadding: Units.gapSmall
            spacing: Units.gap
            topPadding: Units.gapSmall
            width: flick.width - Units.gapSmall * 2
            x: Units.gapSmall
        }
    }
    Item {
        id: fillSlot

        anchors.bottom: bottom.top
        anchors.bottomMargin: Units.gap
        anchors.left: parent.left
        anchors.leftMargin: Units.gapLarge
        anchors.right: parent.right
        anchors.rightMargin: Units.gapLarge
        anchors.top: top.bottom
        anchors.topMargin: Units.gapSmall
        visible: frame.fills
    }
    Column {
        id: scroller

        anchors.right: parent.right
        anchors.rightMargin: Units.gapSmall
        anchors.verticalCenter: flick.verticalCenter
        spacing: Units.gap
        visible: flick.scrolls && !frame.fills

        // Not by Tab: what has the focus comes into view by itself, and a button that vanishes with the keyboard of the
        // field before it would hand the focus back and forth. Page Up and Page Down do the same.
        IconButton {
            enabled: flick.contentY > 1
            focusPolicy: Qt.NoFocus
            sign: "up"
            text: qsTr("Show more above")

            onClicked: frame.scrollBy(-1)
        }
        IconButton {
            enabled: flick.contentY < flick.contentHeight - flick.height - 1
            focusPolicy: Qt.NoFocus
            sign: "down"
            text: qsTr("Show more below")

            onClicked: frame.scrollBy(1)
        }
    }
    FrameBar {
        id: bottom

        anchors.bottom: statusSlot.top
        anchors.bottomMargin: statusSlot.height > 0 ? Units.gapSmall : Units.gap
        anchors.left: parent.left
        anchors.leftMargin: Units.gapLarge
        anchors.right: parent.right
        anchors.rightMargin: Units.gapLarge
        frame: frame
    }
    Item {
        id: statusSlot

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        height: childrenRect.height
    }
}
