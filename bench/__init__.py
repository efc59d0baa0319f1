"""Benchmarks: ratios against peers and quality on real texts; never tests, never needed by the product."""
