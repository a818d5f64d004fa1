"""Compare: a product beside another one."""
