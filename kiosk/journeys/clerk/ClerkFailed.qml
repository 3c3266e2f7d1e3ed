import Doorstep.Session

StuckPage {
    pageId: "clerk/failed"
}
