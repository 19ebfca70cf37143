"""Rubric files in layers: read, checked, merged, written back."""

from mockinterview.rubric_store.bank import Bank, Entry, TopicHeader, plain_wording
from mockinterview.rubric_store.layers import Layer, LayerName
from mockinterview.rubric_store.store import RubricStore

__all__ = ["Bank", "Entry", "Layer", "LayerName", "RubricStore", "TopicHeader", "plain_wording"]
