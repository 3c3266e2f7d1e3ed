import Doorstep.Session

StuckPage {
    pageId: "apply/stuck"
}
