"""Who uses the site, what they may do, and who approved what."""
