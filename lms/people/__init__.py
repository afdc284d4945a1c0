"""Who there is: people, teams, sign-in."""
