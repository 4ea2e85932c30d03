"""Scoring: records against answers made by hand, by the contract's own rules."""
