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

    function show() {
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

    color: Colours.page
    height: 1080
    title: qsTr("Doorstep")
    width: 1920

    Component.onCompleted: show()

    Connections {
        function onPageChanged() {
            Qt.callLater(main.show);
        }

        target: main.kiosk
    }
    Strip {
        id: strip

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        kiosk: main.kiosk
        visible: !main.asked
    }
    Loader {
        id: loader

        anchors.bottom: keyboard.open ? keyboard.top : status.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: strip.bottom
        focus: true
        visible: !main.asked
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
        visible: !main.asked
    }
    Keyboard {
        id: keyboard

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
    }
    SessionQuestion {
        session: main.kiosk.session
    }
}
