import Doorstep.Session

StuckPage {
    pageId: "facestore/stuck"
}
