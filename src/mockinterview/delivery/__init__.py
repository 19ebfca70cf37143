"""How an answer was said: fillers, hedges, pace, pauses, opening, speech level. Kept apart from the score."""

from mockinterview.delivery.analyse import analyse
from mockinterview.delivery.morphology import Morphology, kiwi, kiwi_if_ready, warm_up
from mockinterview.delivery.timing import target_seconds

__all__ = ["Morphology", "analyse", "kiwi", "kiwi_if_ready", "target_seconds", "warm_up"]
