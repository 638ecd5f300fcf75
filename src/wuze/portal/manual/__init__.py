"""How to use this site, in the site: the pages of ``docs/`` for users, each offered where it is needed."""
