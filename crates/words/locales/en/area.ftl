### The reserved area: its sections and its first page.

area-activity = Sessions and activity
area-email = Email
area-welcome = Welcome, { $given_name }
area-complete-contacts = Complete your contact details
area-complete-contacts-what-html = They are needed for applications and summonses. <a href="/area/recapiti">Enter mobile number and domicile</a>
area-your-account = Your account
area-username = Username
area-copy-html = Copy <span class="visually-hidden">the username</span>
area-kind = Type
area-reference = Reference email
area-opened = Activated
area-last-access = Last login
area-last-access-what-html = { $access } – <a href="/area/attivita">Was that not you?</a>
area-failures = Since then
area-password = Change password
area-personal-data = Your personal data
area-contacts = Change of contact details
area-services = Services with the same credentials
area-copied = Copied
