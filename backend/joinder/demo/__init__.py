"""Demo data: one invented year of three wallets nobody has ever heard of, told through the real verbs."""
