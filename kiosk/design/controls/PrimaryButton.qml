// The one next step of a page.
BigButton {}
