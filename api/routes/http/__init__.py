"""What all routes share: transactions, who asks, problems, pages, versions."""
