import Doorstep.Session

WaitPage {
    pageId: "facestore/wait"
}
