import Doorstep.Session

StuckPage {
    pageId: "checkin/stuck"
}
