### The first page.

home-lead = The service for school staff and for those who want to become staff: applications, competitions, transfers and pensions.
home-first-time = Is this your first time?
home-first-time-what = You need an account to use the service. It takes about 5 minutes.
home-keep-at-hand = Keep at hand:
home-needs-code = your codice fiscale, which is on your health card
home-needs-mailbox = a mailbox that you open often (not a PEC address)
home-who = Who can register
home-who-code = You need a codice fiscale of 16 characters. The account is personal: one for each codice fiscale.
home-forgot-username = I have forgotten my username
home-forgot-password = I have forgotten my password
home-open-now = Registration is open to { $who }.
home-open-nobody = Today nobody can register.
home-open-closing = { $day } registrations are closed.
home-open-next = { $day } registration is open to { $who }.
home-open-and = { $first }, and { $second }
home-open-everybody = anybody with a codice fiscale
home-open-staff = those who work for the administration or in schools, or apply to do so
home-open-without-identity = those who cannot have SPID, CIE or CNS
