"""How many cores one matrix product may use."""

from __future__ import annotations


def one_core_a_product() -> None:
    """Our products are small and answers are graded side by side: two threads on one product only wait for each
    other. On two busy cores a question took ten times as long to prepare that way."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    threadpool_limits(limits=1, user_api="blas")
