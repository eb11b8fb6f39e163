### Linked services.

services-what = When you change the password, we update it in these services too.
services-caption = Services that use your password
services-service = Service
services-updated = Updated on
services-refresh = Refresh the page
services-help-html = A service is not updated? <a href="/assistenza">Ask for support</a>.
services-state = Status
services-being-updated = { $count ->
    [one] You have changed the password. We are updating 1 service
   *[other] You have changed the password. We are updating { $count } services
}
services-up-to-date = Up to date
services-updating = Updating – usually 1 minute
services-failing = Failed – we try again { $again }. Meanwhile the new password is not yet valid in this service
services-paused = Waiting: service not reachable
services-needs-access = A new login is needed: log out and log in again, then we update the service
services-refused = Refused by the service: choose another password
services-refused-said = Refused by the service (“{ $said }”): choose another password
services-stuck = Failed – ask for support
services-not-yet = Not yet
services-code-stuck = { $told } and quote the code { $code }
services-code = { $told }. If it does not get updated, ask for support and quote the code { $code }
