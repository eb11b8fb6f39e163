### The page of a service that is suspended.

maintenance-title = Service suspended
maintenance-heading = The service is suspended until { $deadline }
maintenance-what = We are carrying out maintenance. What you have already confirmed is safe.
maintenance-next = Come back after that time. If the link in one of our emails expires meanwhile, you can ask for another one.
maintenance-assistance = Support: { $assistance }
