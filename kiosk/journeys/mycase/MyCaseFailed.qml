import Doorstep.Session

StuckPage {
    pageId: "mycase/failed"
}
