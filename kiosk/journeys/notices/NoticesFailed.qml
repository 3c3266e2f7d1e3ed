import Doorstep.Session

StuckPage {
    pageId: "notices/failed"
}
