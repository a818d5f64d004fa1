"""The formats, a module each, whose `FORMAT` says all about it; helpers of one family stand in a package of its name."""
