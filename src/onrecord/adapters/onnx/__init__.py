"""The attribution model: a small encoder that reads English prose, in the ONNX form, run by ONNX Runtime."""

from onrecord.adapters.onnx.tagger import ModelTagger, load_tagger

__all__ = ["ModelTagger", "load_tagger"]
