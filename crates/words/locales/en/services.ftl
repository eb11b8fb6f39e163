### Linked services.

services-what = When you change the password, we update it in these services too.
services-caption = Services that use your password
services-service = Service
services-updated = Updated on
services-refresh = Refresh the page
services-help-html = A service is not updated? <a href="/assistenza">Ask for support</a>.
services-state = Status
