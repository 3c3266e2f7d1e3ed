import Doorstep.Session

StuckPage {
    finishText: ""
    pageId: "clerk/failed"
}
