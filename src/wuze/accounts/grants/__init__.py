"""Roles without a post: proposed by one administrator, in force only after another has confirmed."""
