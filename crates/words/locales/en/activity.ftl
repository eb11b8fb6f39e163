### Sessions and activity.

activity-unknown-html = Do you not recognise a login? <a href="/area/password">Change the password</a>: all other sessions close at once.
activity-sessions = Open sessions
activity-this-session = This session
activity-session-network = From { $network }
activity-session-opened = Opened { $opened }
activity-session-used = Last used { $used }
activity-close-html = Close <span class="visually-hidden">the session { $device }, opened { $opened }</span>
activity-close-others = Close all the others
activity-recent = Recent activity
activity-none = Your activity will appear here
activity-earlier = Earlier activity
