"""What the user sees: findings, pages, lists and documents, from values that are ready."""
