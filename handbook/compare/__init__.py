"""What is asked of several handbooks at once: of a product and its companions, of two states of one product, of many products.

Each question is a module whose functions take handbooks that are loaded, and return a frozen value that a view or an output shows:
what changed between two states, which records a change reaches, how the products of one maker stand. What needs one handbook
alone belongs to `methods`.
"""
