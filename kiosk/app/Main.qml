// The window: a strip with place and language, the page, the status line, and what is asked over all of it.
import QtQuick
import Doorstep.App
import Doorstep.Design
import Doorstep.Input
import Doorstep.Session

Window {
    id: main

    required property Kiosk kiosk
    // Under a question nobody reads or touches what is the person's.
    readonly property bool asked: kiosk.session.question !== ""
    // Neither is there while something lies over the page.
    readonly property bool pageShown: !asked && kiosk.comfort.over === ""
    property Item focusBefore: null

    // Who was on the page goes on there.
    function restoreFocus() {
        if (pageShown) {
            (focusBefore && focusBefore.visible && focusBefore.enabled ? focusBefore : loader.item)?.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
    function isOnPage(item) {
        for (let up = item?.parent; up; up = up.parent) {
            if (up === loader) {
                return true;
            }
        }
        return false;
    }

    function show() {
        focusBefore = null;
        const properties = kiosk.journey ? {
            journey: kiosk.journey,
            printer: kiosk.printer,
            session: kiosk.session,
            clerk: kiosk.clerk
        } : {
            kiosk: kiosk
        };
        loader.source = "";
        loader.setSource(kiosk.source, properties);
    }

    // When the page lies there as it is seen.
    function pageTurned() {
        kiosk.speaker.turned(pageShown ? loader.item : null);
    }

    color: Colours.page
    height: 1080
    title: qsTr("Doorstep")
    width: 1920

    Component.onCompleted: show()
    // What lies over the page silences it; afterwards it is read again where that was wished.
    onPageShownChanged: {
        Qt.callLater(pageTurned);
        Qt.callLater(restoreFocus);
    }
    onActiveFocusItemChanged: if (pageShown && isOnPage(activeFocusItem)) {
        focusBefore = activeFocusItem;
    }

    Binding {
        property: "textScale"
        target: Units
        value: main.kiosk.comfort.textScale
    }
    Binding {
        property: "theme"
        target: Colours
        value: main.kiosk.comfort.theme
    }
    Connections {
        function onPageChanged() {
            Qt.callLater(main.show);
        }

        target: main.kiosk
    }
    TrainingBar {
        id: bar

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        kiosk: main.kiosk
        z: 1
    }
    Strip {
        id: strip

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        kiosk: main.kiosk
        page: loader.item
        visible: main.pageShown
    }
    Loader {
        id: loader

        anchors.bottom: keyboard.open ? keyboard.top : status.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: strip.bottom
        focus: true
        visible: main.pageShown

        onLoaded: {
            // The page before may still be on its way out with the focus.
            item.focus = true;
            Qt.callLater(main.restoreFocus);
            Qt.callLater(main.pageTurned);
        }
    }
    Connections {
        function onFinishAsked() {
            main.kiosk.finish();
        }
        function onHelpAsked() {
            main.kiosk.help();
        }

        target: loader.item
    }
    StatusLine {
        id: status

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        kiosk: main.kiosk
        visible: main.pageShown
    }
    Keyboard {
        id: keyboard

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
    }
    Loader {
        id: over

        active: main.kiosk.comfort.over !== ""
        anchors.fill: parent
        anchors.topMargin: bar.height
        sourceComponent: main.kiosk.comfort.over === "cover" ? cover : settings
        visible: !main.asked

        onLoaded: item.forceActiveFocus(Qt.OtherFocusReason)
    }
    Component {
        id: settings

        ComfortPage {
            comfort: main.kiosk.comfort
            speaker: main.kiosk.speaker
        }
    }
    Component {
        id: cover

        CoverPage {
            comfort: main.kiosk.comfort
        }
    }
    SessionQuestion {
        anchors.topMargin: bar.height
        session: main.kiosk.session
    }
}
