"""Forms in which a comparison is printed, one module each: for people, for programs, for a comment on a pull request."""
