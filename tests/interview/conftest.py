"""The fixtures of the engine's tests; their values and helpers are in stage_set."""

from __future__ import annotations

from stage_set import bank, stage

__all__ = ["bank", "stage"]
