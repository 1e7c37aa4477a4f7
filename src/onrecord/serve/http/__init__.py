"""What pages and the API share: the site, who asks, limits, headers, errors."""
