"""What follows from a product by rules that an author could follow by hand: levels of risk, coverage, proof, standing, release."""
